//! Gaps: what the recorder knows that it did not see.

use serde::Serialize;

use crate::ids::DocumentId;
use crate::{names, object};

/// Why something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum GapCause {
    /// The agent paused the recording.
    Paused,
    /// The agent was in a tab that is not part of the session.
    Elsewhere,
    /// A system of the session is open, but access to it is not granted.
    NoPermission,
    /// Access to a system was withdrawn while recording.
    PermissionRemoved,
    /// A frame holds a system that is not covered.
    FrameNotCovered,
    /// Records of a document are missing in its own count.
    Sequence,
    /// A record did not carry the mark of its document and was refused.
    BadMark,
    /// A record was not well formed and was refused.
    BadRecord,
    /// There were more events at once than are taken.
    Rate,
    /// The clock and the monotonic time disagree by more than a second.
    ClockJump,
    /// The extension was updated or reloaded; tabs open then were not watched until they were reached again.
    ContextInvalidated,
    /// The browser was closed or ended while recording.
    BrowserRestarted,
    /// The recorder failed and was started again; nothing recorded was lost.
    CoreTrap,
    /// Writing failed; what could not be written is missing.
    StorageFailed,
    /// A tab crashed.
    TabCrashed,
}

names!(GapCause {
    Paused => "paused",
    Elsewhere => "elsewhere",
    NoPermission => "no_permission",
    PermissionRemoved => "permission_removed",
    FrameNotCovered => "frame_not_covered",
    Sequence => "sequence",
    BadMark => "bad_mark",
    BadRecord => "bad_record",
    Rate => "rate",
    ClockJump => "clock_jump",
    ContextInvalidated => "context_invalidated",
    BrowserRestarted => "browser_restarted",
    CoreTrap => "core_trap",
    StorageFailed => "storage_failed",
    TabCrashed => "tab_crashed",
});

/// Something the recorder did not see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Why.
    pub cause: GapCause,
    /// How many records or frames, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The document concerned, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// When it began, in milliseconds since 1970 UTC; the entry's own time is when it ended or was noticed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
}

object!(Gap { cause; count, document, since });
