//! What the recorder refuses, with a code for the program and a sentence that says what to do for the person.

use alloc::string::{String, ToString};

use ledgerium_session::canonical::CanonicalError;
use ledgerium_session::chain::ChainError;
use ledgerium_session::file::FileError;
use ledgerium_session::limits::{MAX_ENTRIES, MAX_SYSTEMS};

use crate::state::State;

/// Why the recorder did not do what it was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command does not fit the state.
    #[error("cannot {command} a recording that is {state}: {remedy}")]
    WrongState {
        /// What was asked.
        command: &'static str,
        /// The state.
        state: State,
        /// What to do instead.
        remedy: &'static str,
    },
    /// An argument is not what it should be.
    #[error("{what} is not right: {why}")]
    BadInput {
        /// Which argument.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A correction names something that is not there.
    #[error("{0}")]
    BadReference(String),
    /// The stored log does not fit together.
    #[error(
        "the stored recording is damaged: {0}. Export what the library still holds and begin a new recording"
    )]
    Damaged(String),
    /// A word may be on a list that was not handed over, or the core words were not.
    #[error("lists of words are missing: load all of them, then ask again")]
    WordsMissing,
    /// The log is full.
    #[error(
        "the recording is full ({MAX_ENTRIES} entries, or the size of a file): stop and export it, then begin another"
    )]
    Full,
    /// Too many systems.
    #[error("a recording takes at most {MAX_SYSTEMS} systems: stop and export it, then begin another")]
    TooManySystems,
    /// The file cannot be written. Does not happen for entries that were built here.
    #[error(transparent)]
    File(#[from] FileError),
}

impl Error {
    /// A stable name for the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Error::WrongState { .. } => "wrong_state",
            Error::BadInput { .. } => "bad_input",
            Error::BadReference(_) => "bad_reference",
            Error::Damaged(_) => "damaged",
            Error::WordsMissing => "words_missing",
            Error::Full => "full",
            Error::TooManySystems => "too_many_systems",
            Error::File(_) => "bad_file",
        }
    }

    pub(crate) fn input(what: &'static str, why: impl core::fmt::Display) -> Self {
        Error::BadInput {
            what,
            why: why.to_string(),
        }
    }
}

impl From<CanonicalError> for Error {
    fn from(error: CanonicalError) -> Self {
        Error::File(error.into())
    }
}

impl From<ChainError> for Error {
    fn from(error: ChainError) -> Self {
        Error::Damaged(error.to_string())
    }
}
