//! A matrix as JSON: the same rows as objects. What is written is canonical, so that one matrix has one sequence of
//! bytes.

use alloc::string::String;
use alloc::vec::Vec;

use ledgerium_session::canonical;
use ledgerium_session::json::{Tree, parse};
use serde::Serialize;

use super::Matrix;
use super::build::{Builder, Given};
use super::decode;
use super::problem::{Column, Place, What, shown};
use super::row::Row;

/// What `format` says.
pub const FORMAT: &str = "ledgerium.matrix";
/// What `version` says.
pub const VERSION: u64 = 1;

/// Hands the rows of a text to the builder, with everything that is wrong in them.
pub(crate) fn read(text: &str, to: &mut Builder) {
    let tree = match parse(text) {
        Ok(tree) => tree,
        Err(error) => {
            let before = text.get(..error.at).unwrap_or(text);
            let begin = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
            let (column, wrong) = (before[begin..].chars().count() + 1, error.wrong);
            to.error(
                decode::line(before.as_bytes()),
                Place::File,
                What::Json { column, wrong },
            );
            return;
        }
    };
    let mut refuse = |what| to.error(1, Place::File, what);
    let Tree::Map(fields) = tree else {
        return refuse(What::OtherFormat);
    };
    let (mut format, mut version, mut rows) = (None, None, None);
    let mut unknown = Vec::new();
    for (name, value) in fields {
        match name.as_str() {
            "format" => format = Some(value),
            "version" => version = Some(value),
            "rows" => rows = Some(value),
            other => unknown.push(shown(other)),
        }
    }
    let version = match (format, version) {
        (Some(Tree::Text(format)), Some(Tree::Whole(version))) if format == FORMAT => version,
        _ => return refuse(What::OtherFormat),
    };
    if version != VERSION {
        return refuse(What::OtherVersion { version });
    }
    if !unknown.is_empty() {
        return unknown
            .into_iter()
            .for_each(|name| refuse(What::UnknownField { name }));
    }
    let Some(Tree::List(rows)) = rows else {
        return refuse(What::RowsNoList);
    };
    let mut lines = Lines::of(text);
    for tree in rows {
        let line = lines.next();
        if !to.count() || !row(tree, line, to) {
            return;
        }
    }
}

/// Hands over a row; false when no more are taken.
fn row(tree: Tree, line: usize, to: &mut Builder) -> bool {
    let Tree::Map(fields) = tree else {
        to.error(line, Place::Row, What::RowNoObject);
        return true;
    };
    let mut given = Given::empty(line);
    let mut good = true;
    for (at, (name, value)) in fields.into_iter().enumerate() {
        let column = Column::ALL.into_iter().find(|column| column.name() == name);
        let wrong = match (column, value) {
            (Some(column), Tree::Text(text)) => {
                given.set(column, line, text);
                continue;
            }
            (Some(column), _) => (Place::Cell(column), What::NoText),
            (None, _) => {
                let (number, name) = (at + 1, shown(&name));
                (Place::Row, What::UnknownColumn { number, name })
            }
        };
        to.error(line, wrong.0, wrong.1);
        good = false;
    }
    !good || to.row(given)
}

/// Where the rows begin: the values of the list that the text holds. It is JSON, so that quotes and brackets suffice.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
    depth: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let text = text.as_bytes();
        Self {
            text,
            at: 0,
            line: 1,
            depth: 0,
        }
    }

    /// The line in which the next value of the list begins: rows lie in a list in an object, and nothing else does.
    fn next(&mut self) -> usize {
        let mut begins = None;
        while let Some(byte) = self.text.get(self.at).copied() {
            if self.depth == 2 {
                match (begins, byte) {
                    (Some(line), b',' | b']') => return line,
                    (None, b' ' | b'\t' | b'\n' | b'\r' | b',' | b']') | (Some(_), _) => {}
                    (None, _) => begins = Some(self.line),
                }
            }
            self.at += 1;
            match byte {
                b'\n' => self.line += 1,
                b'\r' if self.text.get(self.at) != Some(&b'\n') => self.line += 1,
                b'"' => self.string(),
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        begins.unwrap_or(self.line)
    }

    /// Goes behind a string, of which the opening quote was seen.
    fn string(&mut self) {
        while let Some(byte) = self.text.get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                return;
            }
        }
    }
}

/// A matrix as it stands in a file.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub(crate) struct File<'a> {
    /// Always `ledgerium.matrix`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = FORMAT)))]
    format: &'a str,
    /// Always 1.
    #[cfg_attr(feature = "schema", schemars(extend("const" = VERSION)))]
    version: u64,
    /// One row for each entitlement of a level.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 20_000)))]
    rows: Vec<Line<'a>>,
}

/// A row: a group or role that gives a level of a system.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
struct Line<'a> {
    /// The system.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    system: &'a str,
    /// The level. Those of a system are ranked as they first appear, the lowest first.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    level: &'a str,
    /// Who may approve: mail addresses, logins or roles, separated by `|`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    approver: String,
    /// The group or role, as the console shows it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    entitlement: &'a str,
    /// Who may ask: departments or people, separated by `|`. Empty: anybody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    requesters: String,
    /// The category of the ticket at close.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    category: &'a str,
    /// Never leaves the matrix.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    note: &'a str,
}

impl<'a> Line<'a> {
    fn of(row: &'a Row) -> Self {
        let approvers: Vec<&str> = row.approvers.iter().map(|one| one.as_str()).collect();
        Self {
            system: &row.system,
            level: &row.level,
            approver: approvers.join("|"),
            entitlement: &row.entitlement,
            requesters: row.requesters.join("|"),
            category: row.category.as_deref().unwrap_or_default(),
            note: row.note.as_deref().unwrap_or_default(),
        }
    }
}

impl Matrix {
    /// The matrix as canonical JSON, notes and all: to be stored, not to be passed on.
    pub fn to_json(&self) -> String {
        let file = File {
            format: FORMAT,
            version: VERSION,
            rows: self.rows.iter().map(Line::of).collect(),
        };
        // Texts and one small number always have a canonical form, and it is text.
        let bytes = canonical::to_bytes(&file).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}
