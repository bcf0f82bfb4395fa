//! What is computed from the log. Every part cites the entries that it rests on; nothing here is stored truth.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use crate::control::PlaceKind;
use crate::ids::{SystemId, TicketId};
use crate::text::AuthoredText;
use crate::thing::Thing;
use crate::verdict::Verdict;
use crate::words::Label;
use crate::{from_text, names, object};

/// The part of the work that a step belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The access is asked for, and the request is read.
    Request,
    /// The access is approved or rejected, or that is read.
    Approve,
    /// The access is given or taken.
    Grant,
    /// It is confirmed that it works.
    Confirm,
    /// The ticket is closed.
    Close,
    /// None of these.
    Other,
}

names!(Phase {
    Request => "request",
    Approve => "approve",
    Grant => "grant",
    Confirm => "confirm",
    Close => "close",
    Other => "other",
});

/// A rule that spoke for a phase, with its weight and the entries that made it speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct FiredRule {
    /// The rule's name in the rule set.
    pub rule: RuleName,
    /// The phase that it speaks for.
    pub phase: Phase,
    /// Its weight in thousandths of a natural log-odds unit.
    pub weight: i32,
    /// The entries behind it.
    pub entries: Vec<u32>,
}

object!(FiredRule {
    rule,
    phase,
    weight,
    entries
});

/// The name of a rule: published with the rule set, lower case with dots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct RuleName(#[cfg_attr(feature = "typescript", tsify(type = "string"))] String);

from_text!(RuleName);

impl RuleName {
    /// A name that stands in the code, as a rule's does; others come by `try_from`.
    pub fn constant(name: &'static str) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RuleName {
    type Error = &'static str;
    fn try_from(value: String) -> Result<Self, &'static str> {
        let fits = (1..=60).contains(&value.len())
            && value
                .bytes()
                .all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'_'));
        if fits {
            Ok(Self(value))
        } else {
            Err("a rule's name has 1 to 60 lower-case letters, '.' and '_'")
        }
    }
}

impl From<RuleName> for String {
    fn from(value: RuleName) -> String {
        value.0
    }
}

/// What a step is called, in parts, so that every language can say it in its own order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct StepName {
    /// The words of the control that ended it, or of the view it read.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub words: Label,
    /// The kind of place it stood in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_kind: Option<PlaceKind>,
    /// The name of that place.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub place: Label,
    /// Whether the step only read: no commit was seen in it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub read_only: bool,
    /// The name that the agent gave instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authored: Option<AuthoredText>,
}

object!(StepName { ; words, place_kind, place, read_only, authored });

/// Neighbouring actions of one phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The first entry, by which corrections name the step.
    pub first: u32,
    /// The phase, after corrections.
    pub phase: Phase,
    /// The phase that the machine gave, where a correction says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine_phase: Option<Phase>,
    /// By how much the phase leads over the next best, in thousandths of a log-odds unit.
    pub margin: u32,
    /// The lead is too small to rely on.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub unsure: bool,
    /// What was done.
    pub name: StepName,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    /// The ticket in view, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
    /// Time of the first entry, in milliseconds since 1970 UTC.
    pub started: u64,
    /// Time of the last entry.
    pub ended: u64,
    /// All entries, in order.
    pub entries: Vec<u32>,
    /// Those that committed something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commits: Vec<u32>,
    /// The rules that decided the phase.
    pub rules: Vec<FiredRule>,
    /// What the commits added to memberships, as the lists before and after show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Thing>,
    /// What they removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Thing>,
    /// Corrections that bear on the step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<u32>,
    /// Notes that stand with the step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<u32>,
}

object!(Step { first, phase, margin, name, started, ended, entries, rules; machine_phase, unsure, system, ticket, commits, added, removed, corrections, notes });

/// A commit that changed someone's access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The step, by its first entry.
    pub step: u32,
    /// The system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    /// Whose access, if the page says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Thing>,
    /// The ticket that asked for it: the one that names the same person, or else the only one that was worked on.
    /// Absent where neither decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Thing>,
    /// What was added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Thing>,
    /// What was removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Thing>,
    /// The entries behind it.
    pub entries: Vec<u32>,
    /// Whether it was approved first, and is what was approved. Absent where access was only taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

object!(Grant { step, entries; system, subject, request, added, removed, verdict });

/// Counts and times of the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Gestures of a person.
    pub gestures: u32,
    /// Forms sent.
    pub submits: u32,
    /// Commits.
    pub commits: u32,
    /// Gap entries.
    pub gaps: u32,
    /// Corrections by the agent.
    pub corrections: u32,
    /// From the first entry to the last, in milliseconds of the machine's clock.
    pub elapsed: u64,
    /// Of these, paused, parked or stopped.
    pub set_aside: u64,
}

object!(Metrics {
    gestures,
    submits,
    commits,
    gaps,
    corrections,
    elapsed,
    set_aside
});

/// All that is derived from a log by one rule set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Derived {
    /// The rule set: a newer Ledgerium still runs every released one.
    pub rules: u32,
    /// The steps in order of their first entry.
    pub steps: Vec<Step>,
    /// The changes of access.
    pub grants: Vec<Grant>,
    /// Counts and times.
    pub metrics: Metrics,
}

object!(Derived {
    rules,
    steps,
    grants,
    metrics
});
