//! What the agent says himself: notes, approvals from outside the browser, corrections.

use alloc::vec::Vec;

use serde::Serialize;

use crate::derived::Phase;
use crate::text::AuthoredText;
use crate::time::ClaimedTime;
use crate::{names, tagged};

/// How an approval outside the browser was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On the telephone.
    Phone,
    /// Face to face.
    InPerson,
    /// In a chat.
    Chat,
    /// By mail outside this browser.
    Mail,
    /// On paper.
    Paper,
    /// In another way.
    Other,
}

names!(Channel {
    Phone => "phone",
    InPerson => "in_person",
    Chat => "chat",
    Mail => "mail",
    Paper => "paper",
    Other => "other",
});

/// Something the agent wrote or decided in the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "authored", rename_all = "snake_case", deny_unknown_fields)]
pub enum Authored {
    /// A note, standing beside a step or alone.
    Note {
        /// The text.
        text: AuthoredText,
        /// The step, by its first entry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<u32>,
    },
    /// An approval that no covered page shows.
    OffBrowserApproval {
        /// Who gave it, by role, such as "owner of Finance Reporting".
        approver: AuthoredText,
        /// When, as the agent states it.
        at: ClaimedTime,
        /// How.
        channel: Channel,
        /// The reason or reference.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<AuthoredText>,
    },
    /// The entry of a page's `pointed` event is the approval.
    ApprovalPointedAt {
        /// That entry.
        entry: u32,
    },
    /// Two numbered people are one.
    SamePerson {
        /// One of them.
        one: u32,
        /// The other.
        other: u32,
    },
    /// Entries that do not belong to the work: they stay in the log and leave the steps.
    Exclude {
        /// The entries.
        entries: Vec<u32>,
    },
    /// The phase of these entries is another than the machine said.
    Relabel {
        /// The entries.
        entries: Vec<u32>,
        /// The right phase.
        phase: Phase,
    },
    /// The step that begins with this entry has another name.
    Rename {
        /// The step's first entry.
        step: u32,
        /// Its name.
        name: AuthoredText,
    },
    /// Two neighbouring steps are one.
    Merge {
        /// The first entry of the earlier step.
        first: u32,
        /// The first entry of the later step.
        second: u32,
    },
    /// A step begins anew at this entry.
    Split {
        /// The entry.
        at: u32,
    },
    /// An earlier authored entry no longer holds.
    Undo {
        /// That entry.
        entry: u32,
    },
}

tagged!(Authored, "authored", {
    "note" => Note { text; step },
    "off_browser_approval" => OffBrowserApproval { approver, at, channel; note },
    "approval_pointed_at" => ApprovalPointedAt { entry },
    "same_person" => SamePerson { one, other },
    "exclude" => Exclude { entries },
    "relabel" => Relabel { entries, phase },
    "rename" => Rename { step, name },
    "merge" => Merge { first, second },
    "split" => Split { at },
    "undo" => Undo { entry },
});
