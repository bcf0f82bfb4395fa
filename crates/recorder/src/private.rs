//! What the recorder keeps beside the log to go on with it, and never exports: which documents, tabs, tags and terms
//! have which numbers. It is stored in the same transaction as the entries, and destroyed with the keys.

use std::collections::BTreeMap;

use ledgerium_session::event::OrdinalKind;
use ledgerium_session::ids::{DocumentId, TermId};
use ledgerium_session::journal::Tag;
use serde::{Deserialize, Serialize};

/// Holes in a document's count that may still be filled by a late record.
const MAX_HOLES: usize = 16;

/// The numbers that were given so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Private {
    /// By the name that the page side chose.
    documents: BTreeMap<String, Document>,
    last_document: u32,
    /// By the browser's number.
    tabs: BTreeMap<i64, u32>,
    last_tab: u32,
    people: Series,
    entitlements: Series,
    records: Series,
    /// Ids of the vocabulary to numbers of the log.
    terms: BTreeMap<u32, TermId>,
}

/// A series of ordinals, by tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Series {
    last: u32,
    tags: BTreeMap<String, u32>,
}

/// What is known of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) id: DocumentId,
    /// The highest number taken.
    last: u32,
    /// Numbers below it that never came, as first and last of each hole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    holes: Vec<(u32, u32)>,
    /// Records refused since the last one taken: they explain as many missing numbers.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) refused: u32,
    /// A record with a right mark was taken: from then on one without is a forgery.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) confirmed: bool,
    /// Both clocks at the last record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) clocks: Option<(u64, u64)>,
    /// Thousandths of an event that may still come, and when that was counted.
    pub(crate) bucket: (u32, u64),
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

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
        } else if self.holes.iter().any(|(from, to)| (*from..=*to).contains(&seq)) {
            Place::Late
        } else {
            Place::Known
        }
    }

    /// Takes the number and returns how many missing ones nothing explains.
    pub(crate) fn take(&mut self, seq: u32) -> u32 {
        match self.place(seq) {
            Place::Known => 0,
            Place::Late => {
                let holes = std::mem::take(&mut self.holes);
                for (from, to) in holes {
                    if (from..=to).contains(&seq) {
                        self.holes.extend((from < seq).then(|| (from, seq - 1)));
                        self.holes.extend((seq < to).then(|| (seq + 1, to)));
                    } else {
                        self.holes.push((from, to));
                    }
                }
                0
            }
            Place::New { missing } => {
                if missing > 0 {
                    self.holes.push((self.last + 1, seq - 1));
                    if self.holes.len() > MAX_HOLES {
                        self.holes.remove(0);
                    }
                }
                self.last = seq;
                let refused = std::mem::take(&mut self.refused);
                missing.saturating_sub(refused)
            }
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
    pub(crate) fn document(&mut self, name: &str) -> &mut Document {
        let last = &mut self.last_document;
        self.documents.entry(name.to_owned()).or_insert_with(|| {
            *last += 1;
            Document {
                id: DocumentId(*last),
                last: 0,
                holes: Vec::new(),
                refused: 0,
                confirmed: false,
                clocks: None,
                bucket: (0, 0),
            }
        })
    }

    /// The document, if it has a number.
    pub(crate) fn known_document(&self, name: &str) -> Option<&Document> {
        self.documents.get(name)
    }

    /// The number of a tab; 0 for one that the worker could not name.
    pub(crate) fn tab(&mut self, tab: Option<i64>) -> u32 {
        let Some(tab) = tab else { return 0 };
        let last = &mut self.last_tab;
        *self.tabs.entry(tab).or_insert_with(|| {
            *last += 1;
            *last
        })
    }

    /// A restarted browser counts its tabs anew.
    pub(crate) fn forget_tabs(&mut self) {
        self.tabs.clear();
    }

    /// The number of a term of the vocabulary.
    pub(crate) fn term(&self, vocabulary: u32) -> Option<TermId> {
        self.terms.get(&vocabulary).copied()
    }

    /// Gives a term of the vocabulary its number.
    pub(crate) fn set_term(&mut self, vocabulary: u32, term: TermId) {
        self.terms.insert(vocabulary, term);
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
            tags: BTreeMap::new(),
        }
    }

    fn ordinal(&mut self, forms: &[Tag]) -> (u32, Vec<u32>) {
        let forms: Vec<String> = forms.iter().map(|tag| String::from(*tag)).collect();
        let mut known: Vec<u32> = forms
            .iter()
            .filter_map(|form| self.tags.get(form).copied())
            .collect();
        known.sort_unstable();
        known.dedup();
        let number = known.first().copied().unwrap_or_else(|| {
            self.last += 1;
            self.last
        });
        let newer = known.split_off(known.len().min(1));
        if !newer.is_empty() {
            for held in self.tags.values_mut() {
                if newer.contains(held) {
                    *held = number;
                }
            }
        }
        for form in forms {
            self.tags.insert(form, number);
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
