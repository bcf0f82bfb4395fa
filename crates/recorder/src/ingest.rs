//! From the journal to the log: each record once, in the order in which it was drained, and whatever is missing or
//! refused as a gap.

use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

use ledgerium_session::entry::Page;
use ledgerium_session::event::OrdinalKind;
use ledgerium_session::gap::{Gap, GapCause};
use ledgerium_session::ids::{DocumentId, SystemId, TermId};
use ledgerium_session::system::{SystemKind, Term};
use ledgerium_session::{Body, PageEvent};

use crate::error::Error;
use crate::input::{Incoming, VocabularyTerm, read};
use crate::private::{Clocks, Document, Name, Place};
use crate::record::{self, Checked, Refusal, at};
use crate::recorder::{Output, Recorder, check_time};
use crate::state::Command;
use crate::table::Table;

/// Events that a document may write at once. The page side has a bucket of the same size; this one holds even if the
/// page side was taken over.
const BURST: u32 = 200;
/// Events a second that it may write for long.
const RATE: u64 = 160;
/// The least disagreement of the clocks, in milliseconds, that is written down.
const CLOCK_JUMP: u64 = 1_000;
/// How long before the first entry a record may have been made, in milliseconds: a field's time is cut to the second.
const BEFORE: u64 = 1_000;

/// What one call adds up to: gaps of one cause and document become one entry.
#[derive(Default)]
struct Batch {
    lines: Vec<String>,
    gaps: Table<(GapCause, Option<DocumentId>), u32>,
    refused: u32,
}

impl Batch {
    fn gap(&mut self, cause: GapCause, document: Option<DocumentId>, count: u32) {
        let sum = self.gaps.or_insert_with((cause, document), || 0);
        *sum = sum.saturating_add(count);
    }
}

impl Recorder {
    /// Takes records of the journal, a list of [`Incoming`] in the order in which they are to stand in the log. One that
    /// was taken before is skipped, one that is wrong is refused and counted.
    ///
    /// # Errors
    /// [`Error::BadInput`] if the list itself cannot be read, [`Error::WrongState`] after the end, [`Error::Full`], and
    /// [`Error::WordsMissing`] where a control's name has a word that a list may hold which is not loaded.
    pub fn ingest(&mut self, now: u64, records: &str) -> Result<Output, Error> {
        self.facts.state.allow(Command::Write)?;
        check_time(now)?;
        let records: Vec<Incoming> = read("the list of records", records)?;
        let bytes = records.iter().map(|incoming| incoming.body.len()).sum();
        if !self.log.has_room(records.len(), bytes) {
            return Err(Error::Full);
        }
        let mut checked = Vec::with_capacity(records.len());
        for incoming in &records {
            checked.push(match record::check(incoming, &|id| self.has_term(id)) {
                Ok(checked) => Ok(checked),
                Err(Refusal::Gap(cause)) => Err(cause),
                Err(Refusal::WordsMissing) => return Err(Error::WordsMissing),
            });
        }
        let mut batch = Batch::default();
        for (incoming, checked) in records.iter().zip(checked) {
            self.take(now, incoming, checked, &mut batch)?;
        }
        for ((cause, document), count) in core::mem::take(&mut batch.gaps).iter() {
            let line = self.append(now, gap(*cause, *document, *count, None))?;
            batch.lines.push(line);
        }
        let mut output = self.output(batch.lines)?;
        output.refused = batch.refused;
        Ok(output)
    }

    fn take(
        &mut self,
        now: u64,
        incoming: &Incoming,
        checked: Result<Checked, GapCause>,
        batch: &mut Batch,
    ) -> Result<(), Error> {
        let checked = match checked {
            Ok(checked) => checked,
            Err(cause) => {
                return self.refuse(now, incoming, cause, batch);
            }
        };
        let seq = checked.record.seq;
        let known = self.private.known_document(checked.document);
        if known.is_some_and(|document| document.place(seq) == Place::Known) {
            return Ok(());
        }
        if checked.unconfirmed && known.is_some_and(|document| document.confirmed) {
            return self.refuse(now, incoming, GapCause::BadMark, batch);
        }
        let system = self.facts.system_at(&checked.origin).map(|system| system.id);
        // What an earlier recording left in the journal is none of this one.
        let own = checked.record.wall.saturating_add(BEFORE) >= self.facts.started;
        let Some(system) = system.filter(|_| own) else {
            return self.refuse(now, incoming, GapCause::BadRecord, batch);
        };
        let late = !self.facts.state.takes_events() && checked.record.wall > self.facts.since;
        let document = self.private.document(checked.document);
        let id = document.id;
        document.confirmed |= !checked.unconfirmed;
        let missing = document.take(seq);
        self.miss(now, Some(id), missing, batch)?;
        let document = self.private.document(checked.document);
        if late {
            batch.gap(GapCause::Paused, Some(id), 1);
            return Ok(());
        }
        if !has_token(document, checked.record.wall) {
            batch.gap(GapCause::Rate, Some(id), 1);
            batch.refused += 1;
            return Ok(());
        }
        let clocks = Clocks {
            wall: checked.record.wall,
            mono: checked.record.mono,
        };
        let before = document.clocks.replace(clocks);
        if let Some(before) = before.filter(|before| jumped(*before, clocks)) {
            let line = self.append(now, gap(GapCause::ClockJump, Some(id), 1, Some(before.wall)))?;
            batch.lines.push(line);
        }
        self.write_page(now, incoming.tab, id, system, checked, batch)
    }

    /// Counts a record that is not taken. Only the key that it stood under says which one it is, so the number stays
    /// open for the real one; one that is open already is missed or refused already.
    fn refuse(
        &mut self,
        now: u64,
        incoming: &Incoming,
        cause: GapCause,
        batch: &mut Batch,
    ) -> Result<(), Error> {
        let document = Name::of(&incoming.document).map(|name| self.private.document(name));
        let id = document.as_ref().map(|document| document.id);
        if let Some((document, seq)) = document.zip(incoming.seq.filter(|seq| *seq > 0)) {
            if document.place(seq) == Place::Late {
                return Ok(());
            }
            let missing = document.leave_open(seq);
            self.miss(now, id, missing, batch)?;
        }
        batch.refused += 1;
        batch.gap(cause, id, 1);
        Ok(())
    }

    /// Writes down at once how many numbers of a document are missing before the next one.
    fn miss(
        &mut self,
        now: u64,
        id: Option<DocumentId>,
        missing: u32,
        batch: &mut Batch,
    ) -> Result<(), Error> {
        if missing > 0 {
            let line = self.append(now, gap(GapCause::Sequence, id, missing, None))?;
            batch.lines.push(line);
        }
        Ok(())
    }

    fn write_page(
        &mut self,
        now: u64,
        tab: Option<i64>,
        document: DocumentId,
        system: SystemId,
        checked: Checked,
        batch: &mut Batch,
    ) -> Result<(), Error> {
        let Checked {
            mut record,
            unconfirmed,
            ..
        } = checked;
        let mut event = record.event;
        for id in &record.terms {
            self.name_term(now, *id, batch)?;
        }
        let joined = self.number(&mut event, &record.terms, &core::mem::take(&mut record.tags));
        for (of, older, newer) in joined {
            let line = self.append(now, Body::Joined { of, older, newer })?;
            batch.lines.push(line);
        }
        if let Some((cause, count)) = record::reported(&event) {
            batch.gap(cause, Some(document), count);
        }
        let ticket = match &event {
            PageEvent::View { ticket, .. } if self.facts.ticket.is_none() => ticket.clone(),
            _ => None,
        };
        let page = Page {
            system,
            document,
            seq: record.seq,
            mono: record.mono,
            tab: self.private.tab(tab),
            frame: record.frame,
            unconfirmed,
            event,
        };
        let line = self.append(record.wall, Body::Page(page))?;
        batch.lines.push(line);
        // The first ticket that is opened is the session's, until the agent says otherwise.
        if let Some(ticket) = ticket.filter(|_| self.facts.kind(system) == Some(SystemKind::Ticketing)) {
            let system = Some(system);
            let line = self.append(now, Body::Ticket { ticket, system })?;
            batch.lines.push(line);
        }
        Ok(())
    }

    fn has_term(&self, id: u32) -> bool {
        self.vocabulary.has(&id) || self.private.term(id).is_some()
    }

    /// Writes a term down when it is named for the first time; one text of one kind is one term.
    fn name_term(&mut self, now: u64, id: u32, batch: &mut Batch) -> Result<(), Error> {
        if self.private.term(id).is_some() {
            return Ok(());
        }
        let Some(VocabularyTerm {
            text, kind, source, ..
        }) = self.vocabulary.get(&id).cloned()
        else {
            return Ok(());
        };
        let terms = &self.facts.terms;
        if let Some(same) = terms.iter().find(|term| term.text == text && term.kind == kind) {
            self.private.set_term(id, same.id);
            return Ok(());
        }
        let number = TermId(u32::try_from(terms.len() + 1).map_err(|_| Error::Full)?);
        self.private.set_term(id, number);
        let term = Term {
            id: number,
            text,
            kind,
            source,
        };
        let line = self.append(now, Body::Term(term))?;
        batch.lines.push(line);
        Ok(())
    }

    /// Turns a record's own numbers into the session's, and returns which of those turned out to be the same.
    fn number(
        &mut self,
        event: &mut PageEvent,
        terms: &[u32],
        tags: &[Vec<ledgerium_session::journal::Tag>],
    ) -> Vec<(OrdinalKind, u32, u32)> {
        let private = core::cell::RefCell::new(&mut self.private);
        let mut joined = Vec::new();
        let renumbered: Result<(), Infallible> = event.renumber(
            &mut |term| {
                let id = at(terms, term.0).and_then(|id| private.borrow().term(*id));
                Ok(id.unwrap_or(term))
            },
            &mut |kind, n| {
                let forms = at(tags, n).map_or(&[][..], Vec::as_slice);
                let (number, newer) = private.borrow_mut().ordinal(kind, forms);
                joined.extend(newer.into_iter().map(|newer| (kind, number, newer)));
                Ok(number)
            },
        );
        match renumbered {
            Ok(()) => joined,
            Err(never) => match never {},
        }
    }
}

fn gap(cause: GapCause, document: Option<DocumentId>, count: u32, since: Option<u64>) -> Body {
    Body::Gap(Gap {
        cause,
        count: Some(count),
        document,
        since,
    })
}

/// Whether the clocks disagree since the last record. An edited field is stamped with the full second on both.
fn jumped(before: Clocks, now: Clocks) -> bool {
    // Both fit 53 bits, so that their differences fit 64.
    let wall = now.wall.cast_signed() - before.wall.cast_signed();
    let mono = (now.mono.cast_signed() - before.mono.cast_signed()) / 1_000;
    (wall - mono).unsigned_abs() > CLOCK_JUMP
}

/// Takes a token of the document's bucket, if there is one.
fn has_token(document: &mut Document, wall: u64) -> bool {
    let full = u64::from(BURST) * 1_000;
    let (left, at) = (document.left, document.counted);
    let gained = if at == 0 {
        full
    } else {
        wall.saturating_sub(at).saturating_mul(RATE)
    };
    let left = u64::from(left).saturating_add(gained).min(full);
    let taken = left.checked_sub(1_000);
    let rest = taken.unwrap_or(left);
    document.left = u32::try_from(rest).unwrap_or(u32::MAX);
    document.counted = at.max(wall);
    taken.is_some()
}
