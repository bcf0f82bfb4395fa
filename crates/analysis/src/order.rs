//! Approval and grant, in which order.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use ledgerium_recorder::{Class, Classes, lexicon};
use ledgerium_session::derived::{Derived, Grant, Phase, Step};
use ledgerium_session::event::{MentionIn, StateOf};
use ledgerium_session::gap::GapCause;
use ledgerium_session::ids::{DocumentId, SystemId};
use ledgerium_session::system::SystemKind;
use ledgerium_session::thing::{PersonRole, Thing};
use ledgerium_session::{Body, Entry, PageEvent};

use crate::claimed::span;
use crate::decisions::{Decision, Source, decisions};
use crate::identity::Identity;

/// What the log says of approval and grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// An approval of this request was made or seen before the grant.
    ApprovedBefore,
    /// One was seen only after it.
    ApprovedAfter,
    /// None was seen, or the last that was seen before it was against.
    NoApprovalSeen,
    /// There is one by the agent's word alone.
    AttestedOnly,
    /// The log does not decide it.
    OrderUnprovable,
}

/// What is said of one grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The grant, by its place in `derived.grants`.
    pub grant: usize,
    /// Approval and grant.
    pub order: Order,
    /// Whether the one who decided is another than the one who granted; none where either is not known.
    pub duties: Option<bool>,
    /// The entries that it rests on.
    pub entries: Vec<u32>,
}

/// What is known of records and people.
#[derive(Default)]
struct Facts {
    identity: Identity,
    kinds: BTreeMap<SystemId, SystemKind>,
    /// Who asked for what a record is about.
    people: BTreeMap<Thing, Vec<u32>>,
    /// Where a record stands.
    systems: BTreeMap<Thing, SystemKind>,
    /// Records whose headings name another, as that of an approval names its ticket.
    linked: BTreeSet<(Thing, Thing)>,
    /// When a record was closed.
    closed: Vec<(u32, Thing)>,
    signed_in: Vec<(u32, SystemId, u32)>,
    gaps: Vec<u32>,
}

impl Facts {
    fn of(log: &[Entry], derived: &Derived) -> Self {
        let closing = |step: &&Step| {
            let says = ["close.commit", "close.control", "close.chosen", "close.state"];
            step.phase == Phase::Close && step.rules.iter().any(|rule| says.contains(&rule.rule.as_str()))
        };
        let closing: BTreeSet<u32> = derived
            .steps
            .iter()
            .filter(closing)
            .flat_map(|step| step.commits.iter().copied())
            .collect();
        let mut facts = Self {
            identity: Identity::of(log),
            ..Self::default()
        };
        let mut shown: BTreeMap<DocumentId, Thing> = BTreeMap::new();
        for entry in log {
            match &entry.body {
                Body::System(system) => {
                    facts.kinds.insert(system.id, system.kind);
                }
                Body::Gap(gap) if !matches!(gap.cause, GapCause::Paused | GapCause::NoPermission) => {
                    facts.gaps.push(entry.i);
                }
                Body::Page(page) if closing.contains(&entry.i) => {
                    if let Some(record) = shown.get(&page.document) {
                        facts.closed.push((entry.i, record.clone()));
                    }
                }
                Body::Page(page) => match &page.event {
                    PageEvent::View { ticket, record, .. } => {
                        let record = record.as_ref().map(|record| facts.identity.thing(record));
                        let record = ticket.clone().map(Thing::Ticket).or(record);
                        if let Some(record) = record {
                            if let Some(kind) = facts.kinds.get(&page.system) {
                                facts.systems.insert(record.clone(), *kind);
                            }
                            shown.insert(page.document, record);
                        } else {
                            shown.remove(&page.document);
                        }
                    }
                    PageEvent::Person { role, person } => {
                        let Thing::Person(person) = facts.identity.thing(person) else {
                            continue;
                        };
                        if *role == PersonRole::SignedIn {
                            facts.signed_in.push((entry.i, page.system, person));
                        }
                        if *role == PersonRole::Requester
                            && let Some(record) = shown.get(&page.document)
                        {
                            facts.people.entry(record.clone()).or_default().push(person);
                        }
                    }
                    PageEvent::Mention {
                        place: MentionIn::Heading,
                        things,
                        ..
                    } => {
                        let Some(record) = shown.get(&page.document) else {
                            continue;
                        };
                        for thing in things.iter().filter(|thing| matches!(thing, Thing::Record(_))) {
                            let other = facts.identity.thing(thing);
                            facts.linked.insert((record.clone(), other.clone()));
                            facts.linked.insert((other, record.clone()));
                        }
                    }
                    PageEvent::State {
                        of: StateOf::Ticket,
                        value,
                        ..
                    } => {
                        let ends = Classes::of(&[Class::StateResolved, Class::StateClosed]);
                        if let Some(record) = shown.get(&page.document)
                            && lexicon::label_classes(value).meets(ends)
                        {
                            facts.closed.push((entry.i, record.clone()));
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        facts
    }

    fn signed_in(&self, system: SystemId, before: u32) -> Option<u32> {
        let mut there = self
            .signed_in
            .iter()
            .filter(|(entry, own, _)| *own == system && *entry < before);
        there.next_back().map(|(.., person)| *person)
    }

    /// Whether a decision is one on the request of a grant; none where the log does not say.
    fn bears_on(&self, decision: &Decision, grant: &Grant) -> Option<bool> {
        let (Some(record), Some(request)) = (&decision.record, &grant.request) else {
            return None;
        };
        let request = self.identity.thing(request);
        if *record == request {
            return Some(true);
        }
        // A mail is a record of its own, and tells by itself nothing of what it is about.
        if self.systems.get(record) != Some(&SystemKind::Ticketing) {
            return None;
        }
        if self.linked.contains(&(record.clone(), request.clone())) {
            return Some(true);
        }
        // Another ticket of the same person may be the approval of this one, if no more is known; that of another is not.
        let people = |of: &Thing| self.people.get(of).map(Vec::as_slice).unwrap_or_default();
        let (own, asked) = (people(record), people(&request));
        let apart = !own.is_empty() && !asked.is_empty() && !own.iter().any(|person| asked.contains(person));
        apart.then_some(false)
    }

    /// What a decision means for one grant: who asked for it, or gets it, approves of nothing by a comment.
    fn for_grant(&self, decision: &Decision, grant: &Grant) -> Decision {
        let mut own = decision.clone();
        let subject = grant.subject.as_ref().map(|subject| self.identity.thing(subject));
        let asked = decision
            .record
            .as_ref()
            .and_then(|record| self.people.get(record));
        let asks =
            |by| subject == Some(Thing::Person(by)) || asked.is_some_and(|people| people.contains(&by));
        if own.source == Source::Stated && own.approves == Some(true) && own.by.is_some_and(asks) {
            own.approves = None;
        }
        own
    }
}

/// What the log says of each grant, in their order. What was taken away needs no approval here.
pub fn rulings(log: &[Entry], derived: &Derived) -> Vec<Ruling> {
    let facts = Facts::of(log, derived);
    let decisions = decisions(log, derived);
    derived
        .grants
        .iter()
        .enumerate()
        .filter(|(_, grant)| !grant.added.is_empty() || grant.removed.is_empty())
        .map(|(place, grant)| rule(log, &facts, &decisions, place, grant))
        .collect()
}

fn rule(log: &[Entry], facts: &Facts, decisions: &[Decision], place: usize, grant: &Grant) -> Ruling {
    let decisions: Vec<Decision> = decisions
        .iter()
        .map(|decision| facts.for_grant(decision, grant))
        .collect();
    let at = grant.entries.iter().copied().max().unwrap_or_default();
    let granted = usize::try_from(at).ok().and_then(|at| log.get(at));
    let wall = granted.map_or(0, |entry| entry.wall);
    let own = |decision: &&Decision| facts.bears_on(decision, grant) == Some(true);
    let not_another = |decision: &&Decision| facts.bears_on(decision, grant) != Some(false);
    let may = |decision: &&Decision| decision.approves != Some(false);
    // The last word on this request that was spoken before the grant.
    let last = decisions
        .iter()
        .filter(own)
        .rfind(|decision| decision.entry < at && decision.approves.is_some());
    // What was approved before the ticket was closed was for what was done before.
    let closed = |decision: &&Decision| {
        let spent = |(entry, record): &&(u32, Thing)| {
            (decision.entry..at).contains(entry) && decision.record.as_ref() == Some(record)
        };
        !facts.closed.iter().any(|closed| spent(&closed))
    };
    let last = last.filter(closed);
    let since = last.map_or(0, |last| last.entry);
    // Something before the grant that may be an approval of it, and may not.
    let doubtful = decisions
        .iter()
        .filter(not_another)
        .filter(|decision| decision.approves.is_none() || !own(decision))
        .filter(may)
        .filter(closed)
        .find(|decision| (since..at).contains(&decision.entry));
    let after = decisions
        .iter()
        .filter(own)
        .find(|decision| decision.approves == Some(true) && decision.entry > at);
    let late = decisions
        .iter()
        .filter(not_another)
        .filter(may)
        .find(|decision| decision.entry > at);
    let gap = facts.gaps.iter().find(|gap| **gap < at);
    let (order, decision) = match (last, doubtful) {
        (Some(decision), _) if decision.approves == Some(true) => (settled(decision), Some(decision)),
        (Some(decision), None) => (Order::NoApprovalSeen, Some(decision)),
        (_, Some(decision)) => match decision.source {
            Source::Attested | Source::Pointed => (Order::AttestedOnly, Some(decision)),
            _ => (Order::OrderUnprovable, Some(decision)),
        },
        (None, None) if gap.is_some() => (Order::OrderUnprovable, None),
        (None, None) => match (after, late) {
            (Some(decision), _) => (seen_after(decision, wall), Some(decision)),
            (None, Some(decision)) => (Order::OrderUnprovable, Some(decision)),
            (None, None) => (Order::NoApprovalSeen, None),
        },
    };
    let grantor = grant.system.and_then(|system| facts.signed_in(system, at));
    let duties = decision
        .filter(|decision| decision.approves == Some(true))
        .and_then(|decision| Some(decision.by? != grantor?));
    let mut entries = grant.entries.clone();
    entries.extend(decision.map(|decision| decision.entry));
    entries.extend(gap.filter(|_| order == Order::OrderUnprovable));
    entries.sort_unstable();
    entries.dedup();
    Ruling {
        grant: place,
        order,
        duties,
        entries,
    }
}

/// An approval that was seen after the grant: the page may say that it was given before.
fn seen_after(decision: &Decision, granted: u64) -> Order {
    let Some(claimed) = &decision.claimed else {
        return Order::ApprovedAfter;
    };
    let (earliest, latest) = span(claimed);
    let granted = i64::try_from(granted).unwrap_or(i64::MAX);
    if latest < granted {
        Order::ApprovedBefore
    } else if earliest > granted {
        Order::ApprovedAfter
    } else {
        Order::OrderUnprovable
    }
}

fn settled(decision: &Decision) -> Order {
    match decision.source {
        Source::Made | Source::Seen | Source::Stated => Order::ApprovedBefore,
        Source::Pointed | Source::Attested => Order::AttestedOnly,
    }
}
