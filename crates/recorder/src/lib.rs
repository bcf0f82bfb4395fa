//! From journal records to entries, and from entries to actions, steps and grants.
//!
//! Pure: times and random bytes are arguments, and no result depends on anything but the calls before it. The worker
//! drives a [`Recorder`]; the command line and anyone who checks a file uses [`derive`], which takes the log alone.

#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod class;
mod classes;
mod corrections;
mod derive;
pub mod describe;
mod error;
mod facts;
mod finish;
mod ingest;
mod input;
mod learn;
pub mod lexicon;
mod listed;
mod log;
mod packed;
mod private;
mod reading;
mod record;
mod recorder;
pub mod rules;
mod state;
#[cfg(feature = "study")]
pub mod study;
pub mod table;
mod verify;
mod view;

pub use class::Class;
pub use classes::Classes;
pub use derive::{DeriveError, derive};
pub use error::Error;
pub use facts::summary;
pub use input::{GapInput, Incoming, Setup, SystemInput, VocabularyTerm};
pub use learn::Learned;
pub use record::mark;
pub use recorder::{Judge, Output, Recorder, json};
pub use state::State;
pub use verify::{Flaw, check_file, verify};
pub use view::{CoreView, GapView, NoteView, OtherTicket, SessionView};
