//! One journal value: taken whole or refused whole, and why.

use alloc::string::String;

use hmac::{Hmac, KeyInit, Mac};
use ledgerium_session::PageEvent;
use ledgerium_session::gap::GapCause;
use ledgerium_session::ids::{Origin, unhex};
use ledgerium_session::journal::{JOURNAL_VERSION, JournalRecord};
use ledgerium_session::limits::{MAX_NUMBER, MAX_RECORD_BYTES};
use ledgerium_session::read::from_str;
use ledgerium_session::thing::Thing;
use ledgerium_session::words::Label;
use sha2::Sha256;

use crate::input::Incoming;
use crate::listed::{Listed, listed};
use crate::private::Name;

/// A record whose every part is fit to be written.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) record: JournalRecord,
    pub(crate) document: Name,
    /// Its origin: as the browser says, or else as the page side says.
    pub(crate) origin: Origin,
    /// Nothing marks it as its document's own.
    pub(crate) unconfirmed: bool,
}

/// Why a value is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is wrong, and counts as this.
    Gap(GapCause),
    /// That cannot be said before all lists of words are there.
    WordsMissing,
}

impl From<GapCause> for Refusal {
    fn from(cause: GapCause) -> Self {
        Refusal::Gap(cause)
    }
}

/// Checks everything about a value that does not depend on the log. `term` says whether the vocabulary has a term.
pub(crate) fn check(incoming: &Incoming, term: &dyn Fn(u32) -> bool) -> Result<Checked, Refusal> {
    let document = Name::of(&incoming.document).ok_or(GapCause::BadRecord)?;
    if incoming.body.len() > MAX_RECORD_BYTES {
        return Err(GapCause::BadRecord.into());
    }
    let unconfirmed = match (incoming.mark.as_str(), incoming.secret.as_deref()) {
        ("", _) | (_, None) => true,
        (mark, Some(secret)) if is_marked(&incoming.body, mark, secret) => false,
        _ => return Err(GapCause::BadMark.into()),
    };
    let record: JournalRecord = from_str(&incoming.body).map_err(|_| GapCause::BadRecord)?;
    let named = incoming
        .origin
        .as_ref()
        .and_then(|origin| Origin::try_from(origin.clone()).ok());
    let origin = named
        .or_else(|| record.origin.clone())
        .ok_or(GapCause::BadRecord)?;
    let whole = record.v == JOURNAL_VERSION
        && record.document == incoming.document
        && record.seq > 0
        && record.seq == incoming.seq.unwrap_or(record.seq)
        && record.wall <= MAX_NUMBER
        && record.mono <= MAX_NUMBER
        && record.event.check().is_ok()
        && record
            .event
            .labels()
            .into_iter()
            .all(|label| are_terms(label, &record, term))
        && record
            .event
            .things()
            .into_iter()
            .all(|thing| is_there(thing, &record, term));
    // Only published words are said, each only where it may be, whoever sends them.
    match if whole { listed(&record.event) } else { Listed::No } {
        Listed::Yes => Ok(Checked {
            record,
            document,
            origin,
            unconfirmed,
        }),
        Listed::Unread => Err(Refusal::WordsMissing),
        Listed::No | Listed::Misplaced => Err(GapCause::BadRecord.into()),
    }
}

/// The comparison takes the same time whatever the mark is.
fn is_marked(body: &str, mark: &str, secret: &str) -> bool {
    let (Some(mark), Some(secret)) = (unhex::<16>(mark), unhex::<32>(secret)) else {
        return false;
    };
    Hmac::<Sha256>::new_from_slice(&secret).is_ok_and(|mut hmac| {
        hmac.update(body.as_bytes());
        hmac.verify_truncated_left(&mark).is_ok()
    })
}

/// The mark of a body: the first 16 bytes of its HMAC-SHA256 as hex. For tests and tools that play the page side.
///
/// # Errors
/// `None` if the secret is not 64 hex digits.
pub fn mark(secret: &str, body: &str) -> Option<String> {
    let mut hmac = Hmac::<Sha256>::new_from_slice(&unhex::<32>(secret)?).ok()?;
    hmac.update(body.as_bytes());
    Some(ledgerium_session::ids::hex(&hmac.finalize().into_bytes()[..16]))
}

/// Only terms of the vocabulary are said.
fn are_terms(label: &Label, record: &JournalRecord, term: &dyn Fn(u32) -> bool) -> bool {
    label.terms().all(|id| is_term(id.0, record, term))
}

fn is_there(thing: &Thing, record: &JournalRecord, term: &dyn Fn(u32) -> bool) -> bool {
    match thing {
        Thing::Term(id) => is_term(id.0, record, term),
        Thing::Person(n) | Thing::Entitlement(n) | Thing::Record(n) => at(&record.tags, *n).is_some(),
        Thing::Ticket(_) => true,
    }
}

fn is_term(n: u32, record: &JournalRecord, term: &dyn Fn(u32) -> bool) -> bool {
    at(&record.terms, n).is_some_and(|id| term(*id))
}

/// What stands at a number of a record's own table.
pub(crate) fn at<T>(table: &[T], n: u32) -> Option<&T> {
    usize::try_from(n).ok().and_then(|n| table.get(n))
}

/// The gap that an event itself reports.
pub(crate) fn reported(event: &PageEvent) -> Option<(GapCause, u32)> {
    match event {
        PageEvent::Dropped { count } => Some((GapCause::Rate, *count)),
        PageEvent::Uncovered { frames } if *frames > 0 => Some((GapCause::FrameNotCovered, *frames)),
        _ => None,
    }
}
