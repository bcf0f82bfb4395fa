//! The people, entitlements and records that events are about: equal or not equal, never named.

use serde::Serialize;

use crate::ids::{TermId, TicketId};
use crate::json::Tree;
use crate::names;
use crate::read::{Fault, Read, unknown, variant};
use crate::readable;

/// Something a page names. Numbers are ordinals of the session, so that two events about the same person agree
/// without saying who it is. In a journal record the ordinals are indexes into the record's own `tags`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

impl Read for Thing {
    fn read(tree: Tree) -> Result<Self, Fault> {
        let (name, content) = variant(tree)?;
        let content = content.ok_or_else(unknown)?;
        match name.as_str() {
            "term" => Read::read(content).map(Thing::Term),
            "person" => Read::read(content).map(Thing::Person),
            "entitlement" => Read::read(content).map(Thing::Entitlement),
            "ticket" => Read::read(content).map(Thing::Ticket),
            "record" => Read::read(content).map(Thing::Record),
            _ => Err(unknown()),
        }
    }
}

readable!(Thing);

/// What a person is to the record that names him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

names!(PersonRole {
    Requester => "requester",
    Approver => "approver",
    Subject => "subject",
    Owner => "owner",
    Author => "author",
    SignedIn => "signed_in",
});
