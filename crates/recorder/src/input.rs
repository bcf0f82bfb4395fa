//! What the worker hands over. Everything is checked; unknown fields are refused.

use ledgerium_session::entry::{Continues, Weight};
use ledgerium_session::gap::GapCause;
use ledgerium_session::ids::{Hash, Origin, ProfileId, TicketId};
use ledgerium_session::system::{SystemKind, TermKind, TermSource};
use ledgerium_session::text::{AuthoredText, TermText};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The greatest number that every JSON reader takes without loss.
pub(crate) const MAX_NUMBER: u64 = (1 << 53) - 1;

/// What a recording is made with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
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
    #[serde(default)]
    pub vocabulary: Vec<VocabularyTerm>,
    /// The agent's own label, if he set one.
    #[serde(default)]
    pub agent: Option<AuthoredText>,
    /// Weights that this installation set otherwise.
    #[serde(default)]
    pub weights: Vec<Weight>,
    /// The recording that this one goes on from.
    #[serde(default)]
    pub continues: Option<Continues>,
    /// The ticket, if the agent named it beforehand.
    #[serde(default)]
    pub ticket: Option<TicketId>,
}

/// A term of the vocabulary with the id that journal records know it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VocabularyTerm {
    /// The worker's id.
    pub id: u32,
    /// The term.
    pub text: TermText,
    /// What it names.
    pub kind: TermKind,
    /// Where it came from; by hand if nothing else is said.
    #[serde(default = "by_hand")]
    pub source: TermSource,
}

fn by_hand() -> TermSource {
    TermSource::Agent
}

/// One value of the journal with what the worker knows of its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incoming {
    /// The document, from the journal's key.
    pub document: String,
    /// The record as it stands in the journal.
    pub body: String,
    /// Its mark, or nothing if the page side did not know its secret yet.
    #[serde(default)]
    pub mark: String,
    /// The document's secret, if the worker gave it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// The document's origin, as the browser says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The browser's number of the tab.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tab: Option<i64>,
}

/// A system that the agent allowed or corrected.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemInput {
    /// Its origin.
    pub origin: Origin,
    /// What it is for.
    pub kind: SystemKind,
    /// What the agent calls it.
    pub name: AuthoredText,
    /// The profile that knows the product.
    #[serde(default)]
    pub profile: Option<ProfileId>,
}

/// Something the worker knows that it missed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapInput {
    /// Why.
    pub cause: GapCause,
    /// How many, if that is known.
    #[serde(default)]
    pub count: Option<u32>,
    /// The document concerned, as the journal names it.
    #[serde(default)]
    pub document: Option<String>,
    /// When it began.
    #[serde(default)]
    pub since: Option<u64>,
}

/// Reads an argument; the message names the place and repeats nothing of a page.
pub(crate) fn read<T: DeserializeOwned>(what: &'static str, json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::input(what, error))
}
