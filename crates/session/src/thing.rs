//! The people, entitlements and records that events are about: equal or not equal, never named.

use serde::{Deserialize, Serialize};

use crate::ids::{TermId, TicketId};

/// Something a page names. Numbers are ordinals of the session, so that two events about the same person agree
/// without saying who it is. In a journal record the ordinals are indexes into the record's own `tags`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// A term of the organisation's vocabulary, by its own name.
    Term(TermId),
    /// A person.
    Person(u32),
    /// A group, role or permission that no vocabulary names.
    Entitlement(u32),
    /// A ticket whose number a profile or the agent names.
    Ticket(TicketId),
    /// A record of a kind that is not known, such as a row of a list.
    Record(u32),
}

/// What a person is to the record that names him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// Asked for the access.
    Requester,
    /// Is to approve, or approved.
    Approver,
    /// Gets the access.
    Subject,
    /// Owns the ticket or the system.
    Owner,
    /// Wrote the comment or mail.
    Author,
    /// Is signed in to the system.
    SignedIn,
}
