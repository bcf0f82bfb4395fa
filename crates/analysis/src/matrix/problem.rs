//! What is wrong with a matrix: where, what, and what to do next.

use alloc::string::String;
use alloc::vec::Vec;

use ledgerium_session::json::Wrong;

use super::{MAX_BYTES, MAX_CELL, MAX_ROWS, MAX_WORDS};

/// Most errors of a file that are listed, and most warnings.
const MOST: usize = 20;

/// A column of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The system.
    System,
    /// The level of access.
    Level,
    /// Who may approve it.
    Approver,
    /// The group or role that gives it.
    Entitlement,
    /// Who may ask for it.
    Requesters,
    /// The category of its ticket at close.
    Category,
    /// Whatever the author notes down.
    Note,
}

impl Column {
    /// All of them, in the order of the header.
    pub const ALL: [Self; 7] = [
        Self::System,
        Self::Level,
        Self::Approver,
        Self::Entitlement,
        Self::Requesters,
        Self::Category,
        Self::Note,
    ];

    /// Its name in the header.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Level => "level",
            Self::Approver => "approver",
            Self::Entitlement => "entitlement",
            Self::Requesters => "requesters",
            Self::Category => "category",
            Self::Note => "note",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|column| column.name().eq_ignore_ascii_case(name.trim()))
    }
}

/// Which part of a line a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file.
    File,
    /// Its header.
    Header,
    /// A whole row.
    Row,
    /// A cell.
    Cell(Column),
}

impl core::fmt::Display for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::File => "file",
            Self::Header => "header",
            Self::Row => "row",
            Self::Cell(column) => column.name(),
        })
    }
}

/// Something wrong, or worth a look. Cells are not repeated in it, so that it can be shown and passed on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {place}: {what}")]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: usize,
    /// Where in that line.
    pub place: Place,
    /// What it is.
    pub what: What,
}

/// The first of the problems of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// At most 20, by their lines.
    pub first: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

impl Problems {
    pub(crate) fn add(&mut self, line: usize, place: Place, what: What) {
        if self.first.len() < MOST {
            let before = self.first.iter().rposition(|other| other.line <= line);
            let at = before.map_or(0, |at| at + 1);
            self.first.insert(at, Problem { line, place, what });
        } else {
            self.more += 1;
        }
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

/// Why a file is no matrix. Nothing of it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refused {
    /// What has to be put right.
    pub errors: Problems,
    /// What would not have refused it.
    pub warnings: Problems,
}

impl Refused {
    pub(crate) fn file(line: usize, what: What) -> Self {
        let mut refused = Self::default();
        refused.errors.add(line, Place::File, what);
        refused
    }
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident $(($($field:ident: $type:ty),+))? = $code:literal, $message:literal $(, $with:expr)*;)*) => {
        /// What is wrong and what to do next.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum What {$(
            $(#[$doc])*
            $name $({$(
                #[doc = concat!("The ", stringify!($field), ".")]
                $field: $type,
            )+})?,
        )*}

        impl What {
            /// A stable name for programs.
            pub fn code(&self) -> &'static str {
                match self {$(Self::$name { .. } => $code,)*}
            }
        }

        impl core::fmt::Display for What {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match self {$(Self::$name $({$($field),+})? => write!(f, $message $(, $with)*),)*}
            }
        }
    };
}

problems! {
    /// Nothing in it.
    EmptyFile = "empty_file", "the file is empty: export the matrix again";
    /// Beyond [`MAX_BYTES`].
    TooLarge(bytes: usize) = "too_large",
        "the file has {bytes} bytes, and at most {MAX_BYTES} are read: take out what is no matrix";
    /// A workbook or another archive.
    Archive = "archive", "this is a workbook or an archive, not a text: open it and save the sheet as CSV (UTF-8)";
    /// Text with two bytes a letter.
    Utf16 = "utf16", "the file is in UTF-16: save it as CSV in UTF-8";
    /// Bytes that are no text.
    NotUtf8(at: usize) = "not_utf8", "the byte at offset {at} is no UTF-8: save it as CSV in UTF-8";
    /// No line names the columns.
    NoHeader = "no_header",
        "the header is missing: let the first line be system,level,approver,entitlement,requesters,category,note";
    /// Columns by tabs.
    Tabs = "tabs", "the columns are separated by tabs: separate them by commas or semicolons";
    /// A name that is no column's.
    UnknownColumn(number: usize, name: String) = "unknown_column",
        "column {number}, \"{name}\", is not known: rename or remove it; known are system, level, approver, \
         entitlement, requesters, category and note";
    /// A column that stands there already.
    DoubledColumn = "doubled_column", "the column stands there twice: remove one";
    /// A column that is not there.
    MissingColumn = "missing_column", "the column is missing: add it to the header; its cells may be empty where they may be empty at all";
    /// Nothing but a header.
    NoRows = "no_rows", "there is no row: add one for each entitlement";
    /// Beyond [`MAX_ROWS`].
    TooManyRows = "too_many_rows", "there are more than {MAX_ROWS} rows: remove those of systems that nobody asks for";
    /// A quote is opened and never closed.
    OpenQuote = "open_quote", "the quote that opens here is never closed: close it, or double it if it belongs to the text";
    /// A quote within a cell that has none around it.
    StrayQuote = "stray_quote", "a quote stands inside the cell: put quotes around the whole cell and double the one inside";
    /// Something follows the closing quote.
    AfterQuote = "after_quote", "text follows the closing quote: double the quotes that belong to the text";
    /// More or fewer cells than columns.
    CellCount(got: usize, want: usize) = "cell_count",
        "the row has {got} cells and the header {want} columns: put cells that hold a separator into quotes";
    /// A name is empty.
    Empty = "empty", "the cell is empty: fill it in, or remove the row";
    /// A name without letters and digits.
    NoWords = "no_words", "the cell has no letter and no digit: write the name as the console shows it";
    /// A part between two `|` is empty.
    EmptyPart = "empty_part", "nothing stands before or after a |: remove it, or fill in who is meant";
    /// A spreadsheet would compute it.
    Formula(sign: u32) = "formula",
        "the cell begins with {}, as a formula does: begin it with a letter or a digit", sign_name(*sign);
    /// A control character.
    Control(code: u32) = "control", "the cell holds the control character U+{code:04X}: type the cell again instead of pasting it";
    /// A character that turns the direction of what is read.
    Bidi(code: u32) = "bidi", "the cell holds U+{code:04X}, which changes the order of what is shown: type the cell again";
    /// A character that cannot be seen.
    Invisible(code: u32) = "invisible", "the cell holds U+{code:04X}, which cannot be seen: type the cell again";
    /// Beyond [`MAX_CELL`].
    TooLong(got: usize) = "too_long", "the cell has {got} characters, and at most {MAX_CELL} fit: shorten it";
    /// The same row again.
    DoubledRow(other: usize) = "doubled_row",
        "line {other} has the same system, level and entitlement (case, spaces and signs do not count): remove one";
    /// Rows of one level do not agree.
    Contradicts(other: usize) = "contradicts",
        "line {other} says otherwise of the same system and level: let both say the same, or leave one empty";
    /// Entitlement of two systems.
    TwoSystems(other: usize) = "two_systems",
        "line {other} has this entitlement in another system: nothing to do if both have a group of this name";
    /// Two levels that nothing tells apart.
    SameEntitlements(other: usize) = "same_entitlements",
        "the level that begins in line {other} has exactly the same entitlements: check that these are two levels";
    /// Nobody may approve.
    NoApprover = "no_approver", "no row of this level names an approver: who may approve it stays unknown until one does";
    /// Too long to be looked for.
    ManyWords(got: usize) = "many_words",
        "the name has {got} words, and pages are searched for {MAX_WORDS} at most: it will not be recognised";
    /// No JSON.
    Json(column: usize, wrong: Wrong) = "json", "at character {column} of the line: {}", json_wrong(*wrong);
    /// JSON of something else.
    OtherFormat = "other_format",
        "this is not a matrix: it needs \"format\":\"ledgerium.matrix\", \"version\":1 and \"rows\"";
    /// A later version.
    OtherVersion(version: u64) = "other_version", "version {version} of the format is not known here: update Ledgerium";
    /// A field beside the rows that does not belong there.
    UnknownField(name: String) = "unknown_field", "the field \"{name}\" is not known: remove it; known are format, version and rows";
    /// Rows that are no list.
    RowsNoList = "rows_no_list", "there is no list of rows: write \"rows\":[…]";
    /// A row that is no object.
    RowNoObject = "row_no_object", "the row is no object: write it as {{\"system\":…,\"level\":…,\"entitlement\":…}}";
    /// A cell that is no text.
    NoText = "no_text", "the value is no text: put it into quotes";
}

fn sign_name(sign: u32) -> &'static str {
    match sign {
        0x3d => "=",
        0x2b => "+",
        0x2d => "-",
        0x40 => "@",
        0x09 => "a tab",
        _ => "a line break",
    }
}

fn json_wrong(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::End => "the file ends in the middle: save or download it again",
        Wrong::Depth => "it nests too deep: rows are objects of texts",
        Wrong::Syntax => "it is no JSON: look there for a missing comma, quote or bracket",
        Wrong::Twice => "a field stands there twice: remove one",
        Wrong::Fields => "an object has too many fields: rows have those of the seven columns",
    }
}

/// A name from the file that is fit to be shown: short, and without what could play tricks.
pub(crate) fn shown(name: &str) -> String {
    let fit = |c: char| {
        if c.is_alphanumeric() || c == ' ' || c.is_ascii_graphic() && c != '"' {
            c
        } else {
            '?'
        }
    };
    name.trim().chars().take(40).map(fit).collect()
}
