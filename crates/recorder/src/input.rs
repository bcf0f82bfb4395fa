//! What the worker hands over. Everything is checked; unknown fields are refused.

use alloc::string::String;
use alloc::vec::Vec;

use ledgerium_session::entry::{Continues, Weight};
use ledgerium_session::gap::GapCause;
use ledgerium_session::ids::{Hash, Origin, ProfileId, TicketId};
use ledgerium_session::json::Tree;
use ledgerium_session::object;
use ledgerium_session::read::{Fault, Fields, Read, from_str};
use ledgerium_session::system::{SystemKind, TermKind, TermSource};
use ledgerium_session::text::{AuthoredText, TermText};
use serde::Serialize;

use crate::error::Error;

/// What a recording is made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Version of the extension.
    pub recorder: AuthoredText,
    /// SHA-256 over the extension's code as built.
    pub build: Hash,
    /// SHA-256 of the profiles.
    pub profiles: Hash,
    /// The public half of the session's signing key, 32 bytes as hex.
    pub public_key: Hash,
    /// The vocabulary in force.
    pub vocabulary: Vec<VocabularyTerm>,
    /// The agent's own label, if he set one.
    pub agent: Option<AuthoredText>,
    /// Weights that this installation set otherwise.
    pub weights: Vec<Weight>,
    /// The recording that this one goes on from.
    pub continues: Option<Continues>,
    /// The ticket, if the agent named it beforehand.
    pub ticket: Option<TicketId>,
}

object!(Setup { recorder, build, profiles, public_key; vocabulary, agent, weights, continues, ticket });

/// A term of the vocabulary with the id that journal records know it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VocabularyTerm {
    /// The worker's id.
    pub id: u32,
    /// The term.
    pub text: TermText,
    /// What it names.
    pub kind: TermKind,
    /// Where it came from; by hand if nothing else is said.
    pub source: TermSource,
}

impl Read for VocabularyTerm {
    fn read(tree: Tree) -> Result<Self, Fault> {
        let mut fields = Fields::open(tree)?;
        let term = Self {
            id: fields.need("id")?,
            text: fields.need("text")?,
            kind: fields.need("kind")?,
            source: fields.may::<Option<_>>("source")?.unwrap_or(TermSource::Agent),
        };
        fields.end()?;
        Ok(term)
    }
}

/// One value of the journal with what the worker knows of its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incoming {
    /// The document, from the journal's key.
    pub document: String,
    /// Its number, from the journal's key: it tells a record that is refused twice from two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u32>,
    /// The record as it stands in the journal.
    pub body: String,
    /// Its mark, or nothing if the page side did not know its secret yet.
    pub mark: String,
    /// The document's secret, if the worker gave it one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// The document's origin, as the browser says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The browser's number of the tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tab: Option<i64>,
}

object!(Incoming { document, body; seq, mark, secret, origin, tab });

/// A system that the agent allowed or corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemInput {
    /// Its origin.
    pub origin: Origin,
    /// What it is for.
    pub kind: SystemKind,
    /// What the agent calls it.
    pub name: AuthoredText,
    /// The profile that knows the product.
    pub profile: Option<ProfileId>,
    /// Weights that earlier corrections taught for it.
    pub weights: Vec<Weight>,
}

object!(SystemInput { origin, kind, name; profile, weights });

/// Something the worker knows that it missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapInput {
    /// Why.
    pub cause: GapCause,
    /// How many, if that is known.
    pub count: Option<u32>,
    /// The document concerned, as the journal names it.
    pub document: Option<String>,
    /// When it began.
    pub since: Option<u64>,
}

object!(GapInput { cause; count, document, since });

/// Reads an argument; the message names the place and repeats nothing of a page.
pub(crate) fn read<T: Read>(what: &'static str, json: &str) -> Result<T, Error> {
    from_str(json).map_err(|error| Error::input(what, error))
}
