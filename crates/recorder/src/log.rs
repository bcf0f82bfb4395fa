//! The log: entries are appended and never changed. A line is the canonical JSON of an entry.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ledgerium_session::chain::{self, ChainError};
use ledgerium_session::ids::{Hash, hex, unhex};
use ledgerium_session::limits::{MAX_ENTRIES, MAX_FILE_BYTES};
use ledgerium_session::{Body, Entry, read};

use crate::error::Error;

/// Room that is kept for the last entries, and for what is derived.
const RESERVED_ENTRIES: usize = 64;
/// A record, the gaps around it, and a few terms and joined numbers.
const ENTRIES_OF_A_RECORD: usize = 8;
const MAX_LINE_BYTES: usize = MAX_FILE_BYTES / 4 * 3;

/// What stands before the hash in a line.
const HASH: &str = ",\"hash\":\"";

/// The entries so far.
#[derive(Debug, Clone)]
pub(crate) struct Log {
    entries: Vec<Entry>,
    head: Hash,
    bytes: usize,
}

impl Log {
    pub(crate) fn new() -> Self {
        Self {
            entries: Vec::new(),
            head: chain::start(),
            bytes: 0,
        }
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn head(&self) -> Hash {
        self.head
    }

    /// The place of the next entry.
    pub(crate) fn next(&self) -> Result<u32, Error> {
        u32::try_from(self.entries.len()).map_err(|_| Error::Full)
    }

    /// Whether so many records with so many bytes still fit, with the entries that each may bring along.
    pub(crate) fn has_room(&self, records: usize, bytes: usize) -> bool {
        self.entries.len() + RESERVED_ENTRIES + records * ENTRIES_OF_A_RECORD < MAX_ENTRIES
            && self.bytes + bytes * 2 < MAX_LINE_BYTES
    }

    /// Appends an entry and returns its line.
    pub(crate) fn append(&mut self, wall: u64, body: Body) -> Result<String, Error> {
        if self.entries.len() >= MAX_ENTRIES {
            return Err(Error::Full);
        }
        let i = self.next()?;
        let bare = chain::line(i, wall, &body)?;
        let hash = chain::link_line(self.head, i, &bare);
        let line = with_hash(&bare, &tail(i, wall), hash)?;
        self.bytes += line.len() + 1;
        self.head = hash;
        self.entries.push(Entry { i, wall, body, hash });
        Ok(line)
    }

    /// Reads lines back, recomputing the chain from their very bytes.
    pub(crate) fn parse(lines: &str) -> Result<Self, Error> {
        let mut log = Self::new();
        for (position, line) in lines.split('\n').filter(|line| !line.is_empty()).enumerate() {
            let entry: Entry = read::from_str(line)
                .map_err(|error| Error::Damaged(format!("line {} is no entry ({error})", position + 1)))?;
            if usize::try_from(entry.i) != Ok(position) {
                return Err(ChainError::Place {
                    position,
                    found: entry.i,
                }
                .into());
            }
            let bare = without_hash(line, &entry).ok_or(ChainError::Altered(entry.i))?;
            log.head = chain::link_line(log.head, entry.i, &bare);
            if log.head != entry.hash {
                return Err(ChainError::Altered(entry.i).into());
            }
            log.bytes += line.len() + 1;
            log.entries.push(entry);
        }
        Ok(log)
    }
}

/// What follows the hash in a line: canonical JSON sorts `hash` between `body` and `i`.
fn tail(i: u32, wall: u64) -> String {
    format!(",\"i\":{i},\"wall\":{wall}}}")
}

/// Puts the hash in instead of writing the entry once more.
fn with_hash(bare: &[u8], tail: &str, hash: Hash) -> Result<String, Error> {
    let text = core::str::from_utf8(bare).map_err(|error| Error::Damaged(error.to_string()))?;
    let head = text
        .strip_suffix(tail)
        .ok_or_else(|| Error::Damaged("an entry has no place".into()))?;
    Ok(format!("{head}{HASH}{}\"{tail}", hex(&hash.0)))
}

/// The same bytes without the hash; `None` where the line is not canonical.
fn without_hash(line: &str, entry: &Entry) -> Option<Vec<u8>> {
    let tail = tail(entry.i, entry.wall);
    let head = line.strip_suffix(&tail)?.strip_suffix('"')?;
    let (head, hash) = head.split_at_checked(head.len().checked_sub(64)?)?;
    unhex::<32>(hash)?;
    Some([head.strip_suffix(HASH)?, &tail].concat().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use ledgerium_session::canonical;

    fn sample() -> (Log, Vec<String>) {
        let mut log = Log::new();
        let lines = [Body::Paused {}, Body::Resumed {}, Body::Stopped {}]
            .into_iter()
            .enumerate()
            .map(|(n, body)| log.append(1_000 + n as u64, body).unwrap())
            .collect();
        (log, lines)
    }

    #[test]
    fn a_line_is_the_canonical_json_of_its_entry_and_reads_back() {
        let (log, lines) = sample();
        for (entry, line) in log.entries().iter().zip(&lines) {
            assert_eq!(canonical::to_bytes(entry).unwrap(), line.as_bytes());
        }
        let again = Log::parse(&lines.join("\n")).unwrap();
        assert_eq!(again.entries(), log.entries());
        assert_eq!(chain::check(again.entries()).unwrap(), log.head());
    }

    #[test]
    fn a_changed_moved_or_missing_line_is_found() {
        let (_, lines) = sample();
        let refused = |lines: &[String]| Log::parse(&lines.join("\n")).unwrap_err().to_string();
        let mut changed = lines.clone();
        changed[1] = changed[1].replace("1001", "1002");
        assert!(refused(&changed).contains("entry 1 does not match"));
        assert!(refused(&[lines[0].clone(), lines[2].clone()]).contains("removed, doubled or moved"));
        let spaced = vec![lines[0].replacen("\"body\":", "\"body\": ", 1)];
        assert!(refused(&spaced).contains("entry 0 does not match"));
    }
}
