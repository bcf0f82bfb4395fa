//! The documents' own counts: a hole that no gap explains, or time that runs back, was not recorded like that.

use std::collections::{BTreeMap, BTreeSet};

use ledgerium_session::gap::GapCause;
use ledgerium_session::ids::DocumentId;
use ledgerium_session::{Body, Entry};

/// An edited field is stamped with the full second, so that it may stand before what came right before it.
const COARSE: u64 = 1_000_000;

#[derive(Default)]
struct Document {
    seen: BTreeSet<u32>,
    highest: u32,
    /// Time of the highest number, in microseconds.
    mono: u64,
    /// Missing records that gaps account for.
    explained: u64,
    /// A gap says that its clocks disagreed.
    jumped: bool,
}

/// What does not fit, as sentences.
pub fn check(log: &[Entry]) -> Vec<String> {
    let mut documents: BTreeMap<DocumentId, Document> = BTreeMap::new();
    let mut wrong = Vec::new();
    for entry in log {
        match &entry.body {
            Body::Gap(gap) => {
                let Some(id) = gap.document else { continue };
                let document = documents.entry(id).or_default();
                match gap.cause {
                    GapCause::ClockJump => document.jumped = true,
                    GapCause::Sequence
                    | GapCause::BadMark
                    | GapCause::BadRecord
                    | GapCause::Rate
                    | GapCause::Paused => document.explained += u64::from(gap.count.unwrap_or(0)),
                    _ => {}
                }
            }
            Body::Page(page) => {
                let document = documents.entry(page.document).or_default();
                document.seen.insert(page.seq);
                if page.seq > document.highest {
                    if page.mono.saturating_add(COARSE) < document.mono && !document.jumped {
                        wrong.push(format!(
                            "entry {} is earlier than the one before it in its document",
                            entry.i
                        ));
                    }
                    document.highest = page.seq;
                    document.mono = page.mono;
                    document.jumped = false;
                }
            }
            _ => {}
        }
    }
    for (id, document) in documents {
        let seen = u64::try_from(document.seen.len()).unwrap_or(u64::MAX);
        let missing = u64::from(document.highest).saturating_sub(seen);
        if missing > document.explained {
            let unexplained = missing - document.explained;
            wrong.push(format!(
                "document {} lacks {unexplained} of its records, and no gap entry says so",
                id.0
            ));
        }
    }
    wrong
}
