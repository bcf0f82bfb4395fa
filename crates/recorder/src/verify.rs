//! What a log must say beyond its form and its chain: things that no recorder writes, whoever sealed them.

use alloc::string::ToString;
use alloc::vec::Vec;

use ledgerium_session::file::FileError;
use ledgerium_session::ids::DocumentId;
use ledgerium_session::{Body, Entry, SessionFile};

use crate::error::Error;
use crate::listed::{self, Listed};
use crate::table::{Set, Table};
use crate::{lexicon, rules};

/// Something that no recorder writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// The part of the checks that found it.
    pub part: &'static str,
    /// Its entry.
    pub entry: u32,
    /// What the entry is or does.
    pub what: &'static str,
}

impl core::fmt::Display for Flaw {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "entry {} {}", self.entry, self.what)
    }
}

/// Says what is wrong with the bytes of a session file: its form, its canonical bytes and what [`verify`] finds, but
/// not its seal or chain.
///
/// # Errors
/// [`Error::File`], and [`Error::WordsMissing`] without the core words.
pub fn check_file(bytes: &[u8]) -> Result<(), Error> {
    lexicon::ready()?;
    let file = SessionFile::parse(bytes)?;
    match verify(&file.log).first() {
        Some(flaw) => Err(FileError::Content(flaw.to_string()).into()),
        None => Ok(()),
    }
}

/// Everything in a log that no recorder writes: an unknown rule set, a second beginning, something after the end, an
/// end that counts wrong, a number of a document that stands there twice, and words
/// that are on no published list or stand where they may not.
pub fn verify(log: &[Entry]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut tell = |part, entry, what| flaws.push(Flaw { part, entry, what });
    // Another version of the lists has other words.
    let mut listed = false;
    let mut numbers: Table<DocumentId, Set<u32>> = Table::default();
    let mut gaps = 0;
    let mut before: Option<&Entry> = None;
    for (at, entry) in log.iter().enumerate() {
        let i = entry.i;
        if before.is_some_and(|before| matches!(before.body, Body::Finished(_))) {
            tell("end", i, "stands after the last one");
        }
        match &entry.body {
            Body::Genesis(_) if before.is_some() => tell("log", i, "is a second beginning"),
            Body::Genesis(genesis) => {
                if genesis.rules != rules::VERSION {
                    tell("log", i, "names a rule set that this version does not have");
                }
                listed = genesis.lexicon == lexicon::hash();
            }
            Body::Gap(_) => gaps += 1,
            Body::Page(page) => {
                if !numbers.or_insert_with(page.document, Set::default).add(page.seq) {
                    tell("order", i, "doubles a number of its document");
                }
                if listed {
                    match listed::listed(&page.event) {
                        Listed::Yes => {}
                        Listed::No => tell("words", i, "holds a word that is on no published list"),
                        Listed::Misplaced => tell(
                            "words",
                            i,
                            "holds a word of a reading list elsewhere than in the name of a control",
                        ),
                        Listed::Unread => tell("words", i, "holds a word of a list that is not loaded"),
                    }
                }
            }
            Body::Finished(finished) => {
                let counts = usize::try_from(finished.entries) == Ok(at) && finished.gaps == gaps;
                if !counts {
                    tell("end", i, "counts other entries or gaps than stand before it");
                }
                if before.map(|before| before.hash) != Some(finished.root) {
                    tell("end", i, "names another root than the log has");
                }
            }
            _ => {}
        }
        before = Some(entry);
    }
    flaws
}
