//! What the evidence shows about a grant: whether it was approved first, and whether it is what was approved.

use alloc::vec::Vec;

use serde::Serialize;

use crate::derived::RuleName;
use crate::time::ClaimedTime;
use crate::{names, object};

/// Approval and grant, in which order. Rejection, a wrong approver and too much access are not orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// An approval of this request was made or seen before the grant.
    ApprovedBefore,
    /// One was given only after it.
    ApprovedAfter,
    /// None was seen, or the last word before the grant was against it.
    NoApprovalSeen,
    /// There is one by the agent's word alone: written down, or pointed at.
    AttestedOnly,
    /// The log does not decide it.
    OrderUnprovable,
}

names!(Order {
    ApprovedBefore => "approved_before",
    ApprovedAfter => "approved_after",
    NoApprovalSeen => "no_approval_seen",
    AttestedOnly => "attested_only",
    OrderUnprovable => "order_unprovable",
});

/// An answer that may be none. Unknown is never a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The log shows that it is so.
    Satisfied,
    /// The log shows that it is not.
    Violated,
    /// The log does not say.
    Unknown,
}

names!(Answer {
    Satisfied => "satisfied",
    Violated => "violated",
    Unknown => "unknown",
});

/// The approval that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The entry that shows it.
    pub entry: u32,
    /// Who gave it, by the number of the person, as far as the page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<u32>,
    /// When, as the page or the agent says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<ClaimedTime>,
}

object!(Approval { entry; by, at });

/// What is said of a grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// The version of the table of verdicts.
    pub table: u32,
    /// Approval and grant.
    pub order: Order,
    /// The row of the table that decides the order.
    pub rule: RuleName,
    /// Whether what was granted is no more than what was approved.
    pub level: Answer,
    /// Whether the one who approved may approve this.
    pub authority: Answer,
    /// Whether the ones who asked, approved and granted are three.
    pub duties: Answer,
    /// The approval, if one decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
    /// What was missed before the grant, by its entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<u32>,
    /// The entries that it rests on.
    pub entries: Vec<u32>,
}

object!(Verdict { table, order, rule, level, authority, duties, entries; approval, gaps });
