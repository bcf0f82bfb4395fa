//! Systems, and the vocabulary that belongs to them.

use alloc::vec::Vec;

use serde::Serialize;

use crate::entry::Weight;
use crate::ids::{Origin, ProfileId, SystemId, TermId};
use crate::text::{AuthoredText, TermText};
use crate::{names, object};

/// What a system is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum SystemKind {
    /// Requests and tickets.
    Ticketing,
    /// Identities, roles and permissions of one or many applications.
    Iam,
    /// A directory of people and groups.
    Directory,
    /// Mail.
    Email,
    /// Anything else that takes part in the work.
    Other,
}

names!(SystemKind {
    Ticketing => "ticketing",
    Iam => "iam",
    Directory => "directory",
    Email => "email",
    Other => "other",
});

/// A system that the agent allowed into the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Its number in the session.
    pub id: SystemId,
    /// Its origin.
    pub origin: Origin,
    /// What it is for, as the agent confirmed.
    pub kind: SystemKind,
    /// What the agent calls it; proposed from the profile or the kind, confirmed or typed by the agent.
    pub name: AuthoredText,
    /// The profile that knows the product, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileId>,
    /// Weights that earlier corrections on this installation taught for it; they hold here instead of the rule set's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<Weight>,
}

object!(System { id, origin, kind, name; profile, weights });

/// What a vocabulary term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TermKind {
    /// A system, as tickets name it.
    System,
    /// A level of access.
    Level,
    /// A group, role or permission, as consoles name it.
    Entitlement,
    /// A category of tickets.
    Category,
    /// Any other word of this organisation.
    Word,
}

names!(TermKind {
    System => "system",
    Level => "level",
    Entitlement => "entitlement",
    Category => "category",
    Word => "word",
});

/// Where a term came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TermSource {
    /// The access matrix.
    Matrix,
    /// The agent added it by hand.
    Agent,
}

names!(TermSource {
    Matrix => "matrix",
    Agent => "agent",
});

/// A vocabulary term that the session names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its number in the session.
    pub id: TermId,
    /// The term itself.
    pub text: TermText,
    /// What it names.
    pub kind: TermKind,
    /// Where it came from.
    pub source: TermSource,
}

object!(Term {
    id,
    text,
    kind,
    source
});
