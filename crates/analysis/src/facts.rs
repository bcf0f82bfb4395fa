//! What a log says of records and people, apart from who decided what.

use alloc::vec::Vec;

use ledgerium_recorder::table::{Set, Table};
use ledgerium_recorder::{Class, Classes, lexicon};
use ledgerium_session::derived::{Derived, Phase, Step};
use ledgerium_session::entry::Page;
use ledgerium_session::event::{MentionIn, StateOf};
use ledgerium_session::gap::GapCause;
use ledgerium_session::ids::{DocumentId, SystemId};
use ledgerium_session::system::SystemKind;
use ledgerium_session::thing::{PersonRole, Thing};
use ledgerium_session::{Body, Entry, PageEvent};

use crate::identity::Identity;

/// What is known of records and people.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) identity: Identity,
    kinds: Table<SystemId, SystemKind>,
    /// Who asked for what a record is about.
    askers: Table<Thing, Set<u32>>,
    /// The kind of system that a record stands in.
    places: Table<Thing, SystemKind>,
    /// Records whose headings name another, as that of an approval names its ticket.
    linked: Set<(Thing, Thing)>,
    /// Where a record was closed.
    closed: Vec<(u32, Thing)>,
    /// Whether a ticket was at its end, each time that its state was read.
    ended: Vec<(u32, Thing, bool)>,
    /// What a record names, and where.
    mentions: Table<Thing, Vec<(u32, Thing)>>,
    signed_in: Vec<(u32, SystemId, u32)>,
    /// What may have hidden a decision.
    pub(crate) gaps: Vec<u32>,
    /// The first entry after one that is missing.
    pub(crate) hole: Option<u32>,
    pub(crate) clock_jumped: bool,
    shown: Table<DocumentId, Thing>,
}

const ENDS: Classes = Classes::of(&[Class::StateResolved, Class::StateClosed]);

impl Facts {
    pub(crate) fn of(log: &[Entry], derived: &Derived) -> Self {
        let closing = |step: &&Step| {
            let says = ["close.commit", "close.control", "close.chosen", "close.state"];
            step.phase == Phase::Close && step.rules.iter().any(|rule| says.contains(&rule.rule.as_str()))
        };
        let closing: Set<u32> = derived
            .steps
            .iter()
            .filter(closing)
            .flat_map(|step| step.commits.iter().map(|commit| (*commit, ())))
            .collect();
        let mut facts = Self {
            identity: Identity::of(log),
            ..Self::default()
        };
        for (place, entry) in (0..).zip(log) {
            if entry.i != place {
                facts.hole.get_or_insert(entry.i);
            }
            match &entry.body {
                Body::System(system) => {
                    facts.kinds.insert(system.id, system.kind);
                }
                Body::Gap(gap) => {
                    facts.clock_jumped |= gap.cause == GapCause::ClockJump;
                    // A system that is not covered yet is told each time that it is seen; what stands there is no secret of
                    // this recording.
                    if gap.cause != GapCause::NoPermission {
                        facts.gaps.push(entry.i);
                    }
                }
                Body::Page(page) => {
                    if closing.has(&entry.i)
                        && let Some(record) = facts.shown.get(&page.document)
                    {
                        facts.closed.push((entry.i, record.clone()));
                    }
                    facts.read(entry.i, page);
                }
                _ => {}
            }
        }
        facts
    }

    fn read(&mut self, i: u32, page: &Page) {
        let shows = self.shown.get(&page.document);
        match &page.event {
            PageEvent::View { ticket, record, .. } => {
                let record = record.as_ref().map(|record| self.identity.thing(record));
                match ticket.clone().map(Thing::Ticket).or(record) {
                    Some(record) => {
                        if let Some(kind) = self.kinds.get(&page.system) {
                            self.places.insert(record.clone(), *kind);
                        }
                        self.shown.insert(page.document, record);
                    }
                    None => {
                        self.shown.remove(&page.document);
                    }
                }
            }
            PageEvent::Person { role, person } => {
                let Thing::Person(person) = self.identity.thing(person) else {
                    return;
                };
                match (role, shows) {
                    (PersonRole::SignedIn, _) => self.signed_in.push((i, page.system, person)),
                    (PersonRole::Requester | PersonRole::Subject, Some(record)) => {
                        self.askers
                            .or_insert_with(record.clone(), Set::default)
                            .add(person);
                    }
                    _ => {}
                }
            }
            PageEvent::Mention { place, things, .. } => {
                let Some(record) = shows else { return };
                for thing in things {
                    let other = self.identity.thing(thing);
                    if matches!(thing, Thing::Record(_)) && *place == MentionIn::Heading {
                        self.linked.add((record.clone(), other.clone()));
                        self.linked.add((other, record.clone()));
                    } else if *place != MentionIn::Comment {
                        self.mentions
                            .or_insert_with(record.clone(), Vec::new)
                            .push((i, other));
                    }
                }
            }
            PageEvent::State {
                of: StateOf::Ticket,
                value,
                ..
            } => {
                if let Some(record) = shows {
                    let ended = lexicon::label_classes(value).meets(ENDS);
                    if ended {
                        self.closed.push((i, record.clone()));
                    }
                    self.ended.push((i, record.clone(), ended));
                }
            }
            _ => {}
        }
    }

    /// Who was signed in to a system before an entry.
    pub(crate) fn signed_in(&self, system: SystemId, before: u32) -> Option<u32> {
        let there = |(entry, own, _): &&(u32, SystemId, u32)| *own == system && *entry < before;
        self.signed_in.iter().rfind(there).map(|(.., person)| *person)
    }

    /// Who asked for what a record is about.
    pub(crate) fn askers(&self, record: &Thing) -> impl Iterator<Item = u32> {
        self.askers
            .get(record)
            .into_iter()
            .flat_map(|askers| askers.iter().map(|(person, ())| *person))
    }

    /// Whether a record stands in a ticketing system.
    pub(crate) fn is_ticket(&self, record: &Thing) -> bool {
        self.places.get(record) == Some(&SystemKind::Ticketing)
    }

    /// Whether the heading of one names the other.
    pub(crate) fn are_linked(&self, one: &Thing, other: &Thing) -> bool {
        self.linked.has(&(one.clone(), other.clone()))
    }

    /// Where a record was closed after one entry and before another.
    pub(crate) fn closed_between(&self, record: &Thing, from: u32, to: u32) -> Option<u32> {
        let between = |(entry, closed): &&(u32, Thing)| (from..to).contains(entry) && closed == record;
        self.closed.iter().find(between).map(|(entry, _)| *entry)
    }

    /// Where a record was last seen to be at its end, if that is how it was last seen before an entry.
    pub(crate) fn ended_before(&self, record: &Thing, before: u32) -> Option<u32> {
        let own = |(entry, other, _): &&(u32, Thing, bool)| other == record && *entry < before;
        let last = self.ended.iter().rfind(own);
        last.filter(|(.., ended)| *ended).map(|(entry, ..)| *entry)
    }

    /// Where a record names a thing, before an entry.
    pub(crate) fn mention(&self, record: &Thing, thing: &Thing, before: u32) -> Option<u32> {
        let mentions = self.mentions.get(record)?;
        mentions
            .iter()
            .find(|(entry, other)| other == thing && *entry < before)
            .map(|(entry, _)| *entry)
    }
}
