//! What is known once the log is read to its end: who is who, what the agent said, and what the work was about.

use ledgerium_session::Entry;
use ledgerium_session::event::OrdinalKind;
use ledgerium_session::system::SystemKind;
use ledgerium_session::thing::Thing;

use crate::corrections::Corrections;
use crate::derive::Deriver;
use crate::derive::states::Known;
use crate::table::Set;

/// A log with all that follows from all of it.
pub(crate) struct Whole<'a> {
    pub(crate) deriver: &'a Deriver,
    pub(crate) log: &'a [Entry],
    pub(crate) known: Known,
    pub(crate) corrections: Corrections,
    /// Entries that are an approval, as the agent says.
    pub(crate) pointed: Set<u32>,
    pub(crate) work: Work,
}

impl<'a> Whole<'a> {
    pub(crate) fn new(deriver: &'a Deriver, log: &'a [Entry]) -> Self {
        let corrections = deriver.corrections(log);
        let mut known = deriver.known.clone();
        corrections.join(&mut |one, other| known.join(OrdinalKind::Person, one, other));
        known.settle();
        Self {
            deriver,
            log,
            pointed: corrections.pointed().map(|(entry, _)| (entry, ())).collect(),
            work: work(deriver, &known),
            known,
            corrections,
        }
    }
}

/// What the work is about.
#[derive(Debug, Default)]
pub(crate) struct Work {
    /// Tickets on which something took effect, those of people whose access was changed, or else the first that was seen.
    pub(crate) tickets: Set<Thing>,
    /// Records of consoles on which something took effect.
    pub(crate) records: Set<Thing>,
}

/// What the work is about, by everything that the log says.
fn work(deriver: &Deriver, known: &Known) -> Work {
    let mut work = Work::default();
    let mut subjects = Set::default();
    let mut first = None;
    for action in &deriver.segments.actions {
        let took_effect = !action.commits.is_empty();
        let records = action.records.iter().map(|(_, record)| known.one(record));
        match deriver.kind(action) {
            Some(SystemKind::Ticketing) => {
                for record in records {
                    first.get_or_insert_with(|| record.clone());
                    if took_effect {
                        work.tickets.add(record);
                    }
                }
            }
            Some(SystemKind::Iam | SystemKind::Directory) if took_effect => {
                records.for_each(|record| {
                    work.records.add(record);
                });
                for (_, subject) in &action.subjects {
                    if let Thing::Person(person) = known.one(subject) {
                        subjects.add(person);
                    }
                }
            }
            _ => {}
        }
    }
    for (system, record, person) in known.people() {
        if deriver.kinds.get(&system) == Some(&SystemKind::Ticketing) && subjects.has(&person) {
            work.tickets.add(record);
        }
    }
    if work.tickets.is_empty()
        && let Some(first) = first
    {
        work.tickets.add(first);
    }
    work
}
