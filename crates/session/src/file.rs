//! The session file as a whole: what it holds, how it is written, and how it is read back.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;

use crate::canonical::{self, CanonicalError};
use crate::derived::Derived;
use crate::entry::{Body, Entry, Genesis};
use crate::ids::{SessionId, TicketId};
use crate::json::{self, JsonError, Tree, Wrong};
use crate::limits::{MAX_DEPTH, MAX_ENTRIES, MAX_FILE_BYTES, MAX_SYSTEMS};
use crate::object;
use crate::read::Read;
use crate::seal::Seal;
use crate::system::{System, Term};

/// The `format` of every session file.
pub const FORMAT: &str = "ledgerium.session";
/// The `version` that this crate writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// What the session is, in short; all of it also stands in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The ticket, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
    /// Time of the first entry, in milliseconds since 1970 UTC.
    pub started: u64,
    /// Time of the last entry.
    pub ended: u64,
    /// The vocabulary terms that the log names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
}

object!(Session { id, started, ended; ticket, terms });

/// A session file of version 1. Its bytes are its canonical JSON; other bytes are altered ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct SessionFile {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The session in short.
    pub session: Session,
    /// The systems that took part.
    pub systems: Vec<System>,
    /// The log.
    pub log: Vec<Entry>,
    /// What the rule set that the log names makes of it.
    pub derived: Derived,
    /// The seal; absent until the session is sealed, and absent from what the seal signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

object!(SessionFile { format, version, session, systems, log, derived; seal });

/// Why bytes are not a session file of version 1. Each says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Too large.
    #[error(
        "the file has {got} bytes; a session file has at most {MAX_FILE_BYTES}. Check that it is the right file"
    )]
    TooLarge {
        /// Its size.
        got: usize,
    },
    /// Not UTF-8.
    #[error("the file is not UTF-8 text (first wrong byte at {at}). Export the session again")]
    NotUtf8 {
        /// Position of the first wrong byte.
        at: usize,
    },
    /// Nested too deep.
    #[error("the file nests deeper than {MAX_DEPTH} levels (at byte {at}). It is not a session file")]
    TooDeep {
        /// Where the limit is passed.
        at: usize,
    },
    /// Cut off.
    #[error(
        "the file ends in the middle (line {line}, column {column}). It was cut off: copy or download it again"
    )]
    Truncated {
        /// Line of the end.
        line: usize,
        /// Column of the end.
        column: usize,
    },
    /// Another format.
    #[error("this is not a session file: \"format\" is {0}, not \"{FORMAT}\". Choose a .session.json file")]
    OtherFormat(String),
    /// A newer version.
    #[error("the file is of version {0}; this Ledgerium reads up to version {VERSION}. Update Ledgerium")]
    NewerVersion(u64),
    /// Not JSON.
    #[error("not a session file of version {VERSION}: {message} (line {line}, column {column})")]
    Shape {
        /// What does not fit, without text of the file.
        message: String,
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
    /// Other JSON than that of a session file.
    #[error("not a session file of version {VERSION}: {0}")]
    Content(String),
    /// Too many of something.
    #[error("the file holds {got} {what}; at most {limit} are taken")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        got: usize,
        /// The most.
        limit: usize,
    },
    /// Well formed, but not the canonical bytes.
    #[error("the file is not in canonical form from byte {at} on: something rewrote it after it was sealed")]
    NotCanonical {
        /// First byte that differs.
        at: usize,
    },
    /// The log does not begin with its genesis entry.
    #[error("the log does not begin with a genesis entry: the beginning is missing")]
    NoGenesis,
    /// Cannot be written.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

impl SessionFile {
    /// Reads a file back, refusing before parsing what is too large or too deep.
    ///
    /// # Errors
    /// [`FileError`]; its message names what is wrong, where, and what to do next.
    pub fn parse(bytes: &[u8]) -> Result<Self, FileError> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(FileError::TooLarge { got: bytes.len() });
        }
        let text = core::str::from_utf8(bytes).map_err(|e| FileError::NotUtf8 { at: e.valid_up_to() })?;
        let tree = json::parse(text).map_err(|error| refuse(error, text))?;
        check_version(&tree)?;
        let file = Self::read(tree).map_err(|fault| FileError::Content(fault.to_string()))?;
        let limit = |what, got, limit| {
            if got > limit {
                Err(FileError::TooMany { what, got, limit })
            } else {
                Ok(())
            }
        };
        limit("entries", file.log.len(), MAX_ENTRIES)?;
        limit("systems", file.systems.len(), MAX_SYSTEMS)?;
        let canonical = canonical::to_bytes(&file)?;
        if canonical != bytes {
            let at = canonical.iter().zip(bytes).take_while(|(a, b)| a == b).count();
            return Err(FileError::NotCanonical { at });
        }
        file.genesis()?;
        Ok(file)
    }

    /// The first entry.
    ///
    /// # Errors
    /// [`FileError::NoGenesis`] if it is another.
    pub fn genesis(&self) -> Result<&Genesis, FileError> {
        match self.log.first().map(|entry| &entry.body) {
            Some(Body::Genesis(genesis)) => Ok(genesis),
            _ => Err(FileError::NoGenesis),
        }
    }

    /// The canonical bytes of the file as it is.
    ///
    /// # Errors
    /// [`FileError::Canonical`], which does not happen for a file that was built or parsed here.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FileError> {
        Ok(canonical::to_bytes(self)?)
    }

    /// The canonical bytes without the seal: what the seal signs.
    ///
    /// # Errors
    /// As [`Self::to_bytes`].
    pub fn payload(&self) -> Result<Vec<u8>, FileError> {
        canonical_payload(self)
    }
}

fn canonical_payload(file: &SessionFile) -> Result<Vec<u8>, FileError> {
    #[derive(Serialize)]
    struct Unsealed<'a> {
        format: &'a str,
        version: u32,
        session: &'a Session,
        systems: &'a [System],
        log: &'a [Entry],
        derived: &'a Derived,
    }
    let SessionFile {
        format,
        version,
        session,
        systems,
        log,
        derived,
        seal: _,
    } = file;
    Ok(canonical::to_bytes(&Unsealed {
        format,
        version: *version,
        session,
        systems,
        log,
        derived,
    })?)
}

/// Format and version are looked at first, so that a newer file is called newer and not malformed.
fn check_version(tree: &Tree) -> Result<(), FileError> {
    let field = |name: &str| match tree {
        Tree::Map(fields) => fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value),
        _ => None,
    };
    match field("format") {
        Some(Tree::Text(format)) if format == FORMAT => {}
        Some(Tree::Text(_)) => return Err(FileError::OtherFormat("another name".into())),
        Some(_) => return Err(FileError::OtherFormat("not a string".into())),
        None => return Err(FileError::OtherFormat("missing".into())),
    }
    match field("version") {
        Some(Tree::Whole(version)) if *version > u64::from(VERSION) => Err(FileError::NewerVersion(*version)),
        Some(Tree::Whole(version)) if *version == u64::from(VERSION) => Ok(()),
        _ => Err(FileError::Content("\"version\" is not 1".into())),
    }
}

fn refuse(error: JsonError, text: &str) -> FileError {
    let (line, column) = error.position(text);
    match error.wrong {
        Wrong::End => FileError::Truncated { line, column },
        Wrong::Depth => FileError::TooDeep { at: error.at },
        Wrong::Syntax | Wrong::Twice | Wrong::Fields => FileError::Shape {
            message: error.to_string(),
            line,
            column,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn refusal(bytes: &[u8]) -> String {
        SessionFile::parse(bytes).unwrap_err().to_string()
    }

    #[test]
    fn bad_files_are_told_apart() {
        assert!(refusal(b"{\"format\":\"ledgerium.session\"").contains("cut off"));
        assert!(refusal(b"{\"format\":\"ledgerium.session\",\"version\":2}").contains("Update Ledgerium"));
        assert!(refusal(b"{\"format\":\"har\",\"version\":1}").contains("Choose a .session.json"));
        assert!(refusal("[".repeat(100_000).as_bytes()).contains("nests deeper"));
        assert!(refusal(b"\xff\xfe").contains("not UTF-8"));
        assert!(refusal(&vec![b' '; MAX_FILE_BYTES + 1]).contains("at most"));
        assert!(
            refusal(b"{\"format\":\"ledgerium.session\",\"version\":1,\"x\":1}")
                .contains("not a session file")
        );
    }
}
