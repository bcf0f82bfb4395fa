//! What the recorder keeps beside the log to go on with it, and never exports: which documents, tabs, tags and terms
//! have which numbers. It is stored in the same transaction as the entries, and destroyed with the keys.

use alloc::string::String;
use alloc::vec::Vec;

use ledgerium_session::event::OrdinalKind;
use ledgerium_session::ids::{DocumentId, TermId, hex, unhex};
use ledgerium_session::journal::Tag;
use ledgerium_session::{from_text, object};
use serde::Serialize;

use crate::table::put;

/// Holes in a document's count that may still be filled by a late record.
const MAX_HOLES: usize = 16;

/// The name that the page side chose for a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub(crate) struct Name([u8; 16]);

impl TryFrom<String> for Name {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::of(&text).ok_or("a document is named by 32 hex digits")
    }
}

impl From<Name> for String {
    fn from(name: Name) -> String {
        hex(&name.0)
    }
}

from_text!(Name);

impl Name {
    /// The name, if the text has its form.
    pub(crate) fn of(text: &str) -> Option<Self> {
        unhex::<16>(text).map(Self)
    }
}

/// The numbers that were given so far. Lists are sorted by their first field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Private {
    documents: Vec<Document>,
    last_document: u32,
    tabs: Vec<Tab>,
    last_tab: u32,
    people: Series,
    entitlements: Series,
    records: Series,
    terms: Vec<Named>,
}

object!(Private {
    documents,
    last_document,
    tabs,
    last_tab,
    people,
    entitlements,
    records,
    terms
});

/// A tab by the browser's number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Tab {
    tab: i64,
    n: u32,
}

object!(Tab { tab, n });

/// A term by its id in the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Named {
    id: u32,
    term: TermId,
}

object!(Named { id, term });

/// A series of ordinals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
struct Series {
    last: u32,
    tags: Vec<Tagged>,
}

object!(Series { last, tags });

/// One form of something, and its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Tagged {
    tag: Tag,
    n: u32,
}

object!(Tagged { tag, n });

/// Numbers that never came, from the first to the last of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Hole {
    from: u32,
    to: u32,
}

object!(Hole { from, to });

/// What is known of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Document {
    name: Name,
    pub(crate) id: DocumentId,
    /// The highest number taken.
    last: u32,
    /// Holes below it that a late record may still fill.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    holes: Vec<Hole>,
    /// A record with a right mark was taken: from then on one without is a forgery.
    pub(crate) confirmed: bool,
    /// Both clocks at the last record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) clocks: Option<Clocks>,
    /// Thousandths of an event that may still come.
    pub(crate) left: u32,
    /// When that was counted.
    pub(crate) counted: u64,
}

object!(Document { name, id, last, confirmed, left, counted; holes, clocks });

/// A time by both clocks: milliseconds and microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Clocks {
    pub(crate) wall: u64,
    pub(crate) mono: u64,
}

object!(Clocks { wall, mono });

/// What a record's number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It was taken before.
    Known,
    /// It comes late and fills a hole.
    Late,
    /// It is new, and so many numbers before it are missing.
    New {
        /// How many.
        missing: u32,
    },
}

impl Document {
    /// What this number would be; changes nothing.
    pub(crate) fn place(&self, seq: u32) -> Place {
        if seq > self.last {
            Place::New {
                missing: seq - self.last - 1,
            }
        } else if self.holes.iter().any(|hole| (hole.from..=hole.to).contains(&seq)) {
            Place::Late
        } else {
            Place::Known
        }
    }

    /// Takes the number and returns how many are missing before it.
    pub(crate) fn take(&mut self, seq: u32) -> u32 {
        match self.place(seq) {
            Place::Known => 0,
            Place::Late => {
                for Hole { from, to } in core::mem::take(&mut self.holes) {
                    let mut keep = |from, to| {
                        if from <= to {
                            self.holes.push(Hole { from, to });
                        }
                    };
                    if (from..=to).contains(&seq) {
                        keep(from, seq - 1);
                        keep(seq + 1, to);
                    } else {
                        keep(from, to);
                    }
                }
                0
            }
            Place::New { missing } => {
                if missing > 0 {
                    self.open(self.last + 1, seq - 1);
                }
                self.last = seq;
                missing
            }
        }
    }

    /// Counts on past a number that is new, but leaves it open; how many are missing before it.
    pub(crate) fn leave_open(&mut self, seq: u32) -> u32 {
        let is_new = seq > self.last;
        let missing = self.take(seq);
        if is_new {
            self.open(seq, seq);
        }
        missing
    }

    fn open(&mut self, from: u32, to: u32) {
        self.holes.push(Hole { from, to });
        if self.holes.len() > MAX_HOLES {
            self.holes.remove(0);
        }
    }
}

impl Private {
    /// The state that a log alone allows: the numbers go on, and nothing that came before is recognised.
    pub(crate) fn after(last: &Highest) -> Self {
        Self {
            last_document: last.document,
            last_tab: last.tab,
            people: Series::from_last(last.person),
            entitlements: Series::from_last(last.entitlement),
            records: Series::from_last(last.record),
            ..Self::default()
        }
    }

    /// The document, with a new number if it has none.
    pub(crate) fn document(&mut self, name: Name) -> &mut Document {
        let at = match self.documents.binary_search_by(|known| known.name.cmp(&name)) {
            Ok(at) => at,
            Err(at) => {
                self.last_document += 1;
                let document = Document {
                    name,
                    id: DocumentId(self.last_document),
                    last: 0,
                    holes: Vec::new(),
                    confirmed: false,
                    clocks: None,
                    left: 0,
                    counted: 0,
                };
                self.documents.insert(at, document);
                at
            }
        };
        &mut self.documents[at]
    }

    /// The document, if it has a number.
    pub(crate) fn known_document(&self, name: Name) -> Option<&Document> {
        let at = self
            .documents
            .binary_search_by(|known| known.name.cmp(&name))
            .ok()?;
        self.documents.get(at)
    }

    /// The number of a tab; 0 for one that the worker could not name.
    pub(crate) fn tab(&mut self, tab: Option<i64>) -> u32 {
        let Some(tab) = tab else { return 0 };
        match self.tabs.binary_search_by(|known| known.tab.cmp(&tab)) {
            Ok(at) => self.tabs[at].n,
            Err(at) => {
                self.last_tab += 1;
                let n = self.last_tab;
                self.tabs.insert(at, Tab { tab, n });
                n
            }
        }
    }

    /// A restarted browser counts its tabs anew.
    pub(crate) fn forget_tabs(&mut self) {
        self.tabs.clear();
    }

    /// The number of a term of the vocabulary.
    pub(crate) fn term(&self, vocabulary: u32) -> Option<TermId> {
        let at = self
            .terms
            .binary_search_by(|known| known.id.cmp(&vocabulary))
            .ok()?;
        self.terms.get(at).map(|known| known.term)
    }

    /// Gives a term of the vocabulary its number.
    pub(crate) fn set_term(&mut self, vocabulary: u32, term: TermId) {
        if let Err(at) = self.terms.binary_search_by(|known| known.id.cmp(&vocabulary)) {
            self.terms.insert(at, Named { id: vocabulary, term });
        }
    }

    /// The number of what is known under these forms, and the numbers that turn out to be the same.
    pub(crate) fn ordinal(&mut self, kind: OrdinalKind, forms: &[Tag]) -> (u32, Vec<u32>) {
        self.series(kind).ordinal(forms)
    }

    fn series(&mut self, kind: OrdinalKind) -> &mut Series {
        match kind {
            OrdinalKind::Person => &mut self.people,
            OrdinalKind::Entitlement => &mut self.entitlements,
            OrdinalKind::Record => &mut self.records,
        }
    }
}

impl Series {
    fn from_last(last: u32) -> Self {
        Self {
            last,
            tags: Vec::new(),
        }
    }

    fn find(&self, tag: Tag) -> Result<usize, usize> {
        self.tags.binary_search_by(|known| known.tag.cmp(&tag))
    }

    fn ordinal(&mut self, forms: &[Tag]) -> (u32, Vec<u32>) {
        let mut known = Vec::new();
        for at in forms.iter().filter_map(|form| self.find(*form).ok()) {
            put(&mut known, self.tags[at].n);
        }
        let number = known.first().copied().unwrap_or_else(|| {
            self.last += 1;
            self.last
        });
        let newer = known.split_off(known.len().min(1));
        for held in &mut self.tags {
            if newer.contains(&held.n) {
                held.n = number;
            }
        }
        for form in forms {
            if let Err(at) = self.find(*form) {
                let tagged = Tagged {
                    tag: *form,
                    n: number,
                };
                self.tags.insert(at, tagged);
            }
        }
        (number, newer)
    }
}

/// The highest numbers that a log names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Highest {
    pub(crate) document: u32,
    pub(crate) tab: u32,
    pub(crate) person: u32,
    pub(crate) entitlement: u32,
    pub(crate) record: u32,
}
