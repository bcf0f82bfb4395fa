//! Entries: the lines of the log.

use alloc::vec::Vec;

use serde::Serialize;

use crate::authored::Authored;
use crate::derived::RuleName;
use crate::event::{OrdinalKind, PageEvent};
use crate::gap::Gap;
use crate::ids::{DocumentId, Hash, SessionId, SystemId, TicketId};
use crate::journal::FrameKind;
use crate::system::{System, Term};
use crate::text::AuthoredText;
use crate::{names, object, tagged};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its place, from 0.
    pub i: u32,
    /// Milliseconds since 1970 UTC by the machine's clock.
    pub wall: u64,
    /// What it says.
    pub body: Body,
    /// The chain up to and with this entry, see [`crate::chain`].
    pub hash: Hash,
}

object!(Entry { i, wall, body, hash });

impl Entry {
    /// Whether a person did it on a page: a gesture, a choice or a submit.
    pub fn is_act(&self) -> bool {
        matches!(&self.body, Body::Page(page) if matches!(
            page.event,
            PageEvent::Gesture { .. } | PageEvent::Choice { .. } | PageEvent::Submit { .. }
        ))
    }
}

/// What an entry says. The empty braces make serde refuse unknown fields there too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Body {
    /// The first entry: what the recording is made with and from.
    Genesis(Genesis),
    /// A system entered the session, or the agent corrected what it is.
    System(System),
    /// A vocabulary term is named for the first time.
    Term(Term),
    /// The page side said something.
    Page(Page),
    /// The agent said something.
    Authored {
        /// What.
        entry: Authored,
    },
    /// The recorder knows that it missed something.
    Gap(Gap),
    /// The ticket of this session is this one, by a profile's word or the agent's.
    Ticket {
        /// The ticket.
        ticket: TicketId,
        /// Its system, if it was seen there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<SystemId>,
    },
    /// Two numbers turned out to be one and the same: a page named it under forms of both.
    Joined {
        /// The series that the numbers count in.
        of: OrdinalKind,
        /// The number that stays.
        older: u32,
        /// The number that means the older one from the first entry on.
        newer: u32,
    },
    /// The agent paused; nothing is written until the recording goes on.
    Paused {},
    /// The recording goes on after a pause, a park, a stop or an interruption.
    Resumed {},
    /// The agent set the session aside to go on with it later.
    Parked {},
    /// The agent stopped; corrections may still follow.
    Stopped {},
    /// The last entry: how much there is, so that a shortened log shows.
    Finished(Finished),
}

tagged!(Body, "type", {
    "genesis" => Genesis(_),
    "system" => System(_),
    "term" => Term(_),
    "page" => Page(_),
    "authored" => Authored { entry },
    "gap" => Gap(_),
    "ticket" => Ticket { ticket; system },
    "joined" => Joined { of, older, newer },
    "paused" => Paused {},
    "resumed" => Resumed {},
    "parked" => Parked {},
    "stopped" => Stopped {},
    "finished" => Finished(_),
});

/// What a recording is made with. Its hash is the first link of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Genesis {
    /// The session.
    pub session: SessionId,
    /// 32 random bytes, so that the first link of two sessions differs.
    pub nonce: Hash,
    /// Version of the recorder.
    pub recorder: AuthoredText,
    /// SHA-256 over the extension's code as built.
    pub build: Hash,
    /// SHA-256 of the published words.
    pub lexicon: Hash,
    /// SHA-256 of the profiles.
    pub profiles: Hash,
    /// SHA-256 of the vocabulary in force at the start.
    pub vocabulary: Hash,
    /// The public half of the session's signing key (Ed25519), 32 bytes.
    pub public_key: Hash,
    /// The rule set that derives steps from this log.
    pub rules: u32,
    /// Weights that differ from those of the rule set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<Weight>,
    /// The agent's own label, if he set one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<AuthoredText>,
    /// The recording that this one goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<Continues>,
}

object!(Genesis { session, nonce, recorder, build, lexicon, profiles, vocabulary, public_key, rules; weights, agent, continues });

/// A weight that this installation set otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// The rule.
    pub rule: RuleName,
    /// Its weight in thousandths of a log-odds unit.
    pub weight: i32,
}

object!(Weight { rule, weight });

/// The recording before this one, of the same ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Continues {
    /// Its session.
    pub session: SessionId,
    /// The root of its log.
    pub root: Hash,
}

object!(Continues { session, root });

/// An event of a page, with where and when it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The system.
    pub system: SystemId,
    /// The document.
    pub document: DocumentId,
    /// Place in the document's own order.
    pub seq: u32,
    /// Microseconds since the document's time origin.
    pub mono: u64,
    /// The tab, numbered by first appearance.
    pub tab: u32,
    /// The frame.
    pub frame: FrameKind,
    /// The record came before the worker knew its document, so that nothing marks it as the document's own.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub unconfirmed: bool,
    /// What was said.
    pub event: PageEvent,
}

object!(Page { system, document, seq, mono, tab, frame, event; unconfirmed });

/// The last entry of a finished log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Finished {
    /// How many entries stand before this one.
    pub entries: u32,
    /// The hash of the entry before this one.
    pub root: Hash,
    /// How many of them are gaps.
    pub gaps: u32,
    /// Why it ended.
    pub reason: EndReason,
}

object!(Finished {
    entries,
    root,
    gaps,
    reason
});

/// Why a log ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The agent exported or attached it.
    Exported,
    /// It was attached while the work went on; another recording continues it.
    Continued,
    /// It was found unfinished after an interruption and sealed as it was.
    Recovered,
}

names!(EndReason {
    Exported => "exported",
    Continued => "continued",
    Recovered => "recovered",
});
