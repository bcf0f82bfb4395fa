//! The session file: the types of the log, how its bytes are made, and how a file is read back.
//!
//! Everything here is pure. Nothing in this crate asks for the time, reads a file or depends on the order of a
//! hash map, so that the native build and the WASM build give the same bytes for the same input.
//!
//! The types are the promise of privacy made checkable: text of a page can only be a [`words::Word`] of a
//! published list, a [`words::Token::Term`] of the organisation's own vocabulary, or a mask. The only free text
//! is [`text::AuthoredText`], which the agent typed into Ledgerium itself.

#![no_std]

extern crate alloc;

pub mod authored;
pub mod canonical;
pub mod chain;
#[cfg(any(feature = "typescript", feature = "schema"))]
pub mod codegen;
pub mod control;
pub mod derived;
pub mod entry;
pub mod event;
pub mod file;
pub mod gap;
pub mod ids;
pub mod journal;
pub mod json;
pub mod limits;
pub mod read;
pub mod seal;
pub mod system;
pub mod text;
pub mod thing;
pub mod time;
pub mod verdict;
pub mod words;

pub use entry::{Body, Entry};
pub use event::PageEvent;
pub use file::SessionFile;
