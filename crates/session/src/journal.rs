//! What the page side writes to the journal, before anything else happens to it.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use crate::event::PageEvent;
use crate::ids::{IdError, Origin, hex, unhex};
use crate::{from_text, names, object};

/// The format of journal records; a change of the extension under a running page changes it too.
pub const JOURNAL_VERSION: u32 = 1;

/// The keyed hash of one normalised form of a name, under the key of the case. It joins two sightings of one
/// person or entitlement, and never leaves the extension's storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
pub struct Tag(#[cfg_attr(feature = "typescript", tsify(type = "string"))] pub [u8; 8]);

from_text!(Tag);

impl TryFrom<String> for Tag {
    type Error = IdError;
    fn try_from(value: String) -> Result<Self, IdError> {
        unhex(&value).map(Self).ok_or(IdError::Hex(16))
    }
}

impl From<Tag> for String {
    fn from(value: Tag) -> String {
        hex(&value.0)
    }
}

/// Which frame of the tab a document is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum FrameKind {
    /// The page itself.
    Top,
    /// A frame of the same origin as the page, or without an address of its own.
    Inner,
    /// A frame of another origin.
    Foreign,
}

names!(FrameKind {
    Top => "top",
    Inner => "inner",
    Foreign => "foreign",
});

/// One journal record: an event, with tables for the terms and tags that its numbers point into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct JournalRecord {
    /// [`JOURNAL_VERSION`].
    pub v: u32,
    /// The document, as 32 hex digits that the page side chose at random.
    pub document: String,
    /// Place in the document's own order, from 1, stamped at the gesture.
    pub seq: u32,
    /// Milliseconds since 1970 UTC by the machine's clock.
    pub wall: u64,
    /// Microseconds since the document's time origin, which no change of the clock moves.
    pub mono: u64,
    /// The origin as the page side sees it, for a record that comes before the worker knows the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The frame.
    pub frame: FrameKind,
    /// Vocabulary ids; a term number `n` in the event means `terms[n]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<u32>,
    /// Forms of people, entitlements and records; an ordinal `n` in the event means all of `tags[n]`, the forms
    /// under which one and the same is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Vec<Tag>>,
    /// The event.
    pub event: PageEvent,
}

object!(JournalRecord { v, document, seq, wall, mono, frame, event; origin, terms, tags });
