//! Changes of access: what was committed in the steps that grant, for whom.

use alloc::vec;
use alloc::vec::Vec;

use ledgerium_session::derived::{Grant, Phase};
use ledgerium_session::system::SystemKind;
use ledgerium_session::thing::Thing;

use crate::derive::action::{Action, Delta};
use crate::derive::states::Known;
use crate::derive::steps::Draft;
use crate::derive::whole::Whole;
use crate::table::{Set, Table, put, settle};

/// What remains of changes, one after the other: what was added and removed again is neither.
pub(crate) fn net<'a>(deltas: impl Iterator<Item = &'a Delta>, known: &Known) -> (Vec<Thing>, Vec<Thing>) {
    fn one_way(things: &[Thing], to: &mut Vec<Thing>, from: &mut Vec<Thing>, known: &Known) {
        for thing in things.iter().map(|thing| known.one(thing)) {
            if let Some(at) = from.iter().position(|other| *other == thing) {
                from.remove(at);
            } else if !to.contains(&thing) {
                to.push(thing);
            }
        }
    }
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for delta in deltas {
        one_way(&delta.added, &mut added, &mut removed, known);
        one_way(&delta.removed, &mut removed, &mut added, known);
    }
    settle(&mut added, |a, b| a < b);
    settle(&mut removed, |a, b| a < b);
    (added, removed)
}

/// The changes of access in all steps, one for each person or group whose access changed.
pub(crate) fn grants(whole: &Whole<'_>, drafts: &[Draft]) -> Vec<Grant> {
    let requests = Requests::new(whole, drafts);
    let granting = drafts.iter().filter(|draft| draft.phase == Phase::Grant);
    let mut grants: Vec<Grant> = granting.flat_map(|draft| of_step(draft, &whole.known)).collect();
    for grant in &mut grants {
        grant.request = requests.of(grant).or_else(|| whole.work.tickets.only()).cloned();
    }
    grants
}

/// Tickets by whom they are about, and when each was in view.
struct Requests {
    about: Table<u32, Set<Thing>>,
    seen: Table<Thing, Vec<u32>>,
    /// Those on which something took effect.
    handled: Set<Thing>,
}

impl Requests {
    fn new(whole: &Whole<'_>, drafts: &[Draft]) -> Self {
        let mut about = Table::default();
        for (system, record, person) in whole.known.people() {
            if whole.deriver.kinds.get(&system) == Some(&SystemKind::Ticketing) {
                about.or_insert_with(person, Set::default).add(record);
            }
        }
        let mut seen = Table::default();
        for (entry, record) in drafts.iter().flat_map(|draft| &draft.action.records) {
            put(seen.or_insert_with(record.clone(), Vec::new), *entry);
        }
        let handled = drafts.iter().filter(|draft| !draft.action.commits.is_empty());
        let handled = handled.flat_map(|draft| &draft.action.records);
        let handled = handled.map(|(_, record)| (record.clone(), ())).collect();
        Self { about, seen, handled }
    }

    /// The ticket that names whose access changed; of several one that was worked on, and the last of these in view before
    /// it; none where no ticket does. In a group's own editor these are the people who came and went.
    fn of(&self, grant: &Grant) -> Option<&Thing> {
        let before = grant.entries.first().copied().unwrap_or_default();
        let last = |ticket: &Thing| {
            let seen = self.seen.get(ticket)?;
            seen.get(seen.partition_point(|entry| *entry < before).checked_sub(1)?)
                .copied()
        };
        let whose = grant.subject.iter().chain(&grant.added).chain(&grant.removed);
        let tickets = whose
            .filter_map(|thing| match thing {
                Thing::Person(person) => self.about.get(person),
                _ => None,
            })
            .flat_map(|tickets| tickets.iter().map(|(ticket, ())| ticket));
        tickets.max_by_key(|ticket| (self.handled.has(ticket), last(ticket)))
    }
}

/// Whose access changed, and in which round: what is taken back begins another. Where no page says whose, each change
/// stands for itself, since the next may be another's.
type Whose = (Option<Thing>, u32);

fn of_step(draft: &Draft, known: &Known) -> Vec<Grant> {
    let action = &draft.action;
    let mut all: Vec<(Whose, Vec<u32>)> = Vec::new();
    let rounds = rounds(&action.deltas, known);
    for (delta, whose) in action.deltas.iter().zip(&rounds) {
        add(&mut all, whose.clone(), delta.entry);
    }
    for commit in &action.commits {
        let subject = subject(action, *commit, known);
        // The snapshot that a commit belongs to stands beside it.
        let own = action
            .deltas
            .iter()
            .zip(&rounds)
            .filter(|(_, whose)| whose.0 == subject);
        let beside = own.min_by_key(|(delta, _)| delta.entry.abs_diff(*commit));
        let whose = beside.map_or((subject, 0), |(_, whose)| whose.clone());
        add(&mut all, whose, *commit);
    }
    let several = all.len() > 1;
    all.into_iter()
        .filter_map(|(whose, entries)| {
            let own = action
                .deltas
                .iter()
                .zip(&rounds)
                .filter(|(_, own)| **own == whose);
            let (added, removed) = net(own.map(|(delta, _)| delta), known);
            let changed = !added.is_empty() || !removed.is_empty();
            // A commit about nobody, beside one about somebody, is a step on the way.
            let commits = entries.iter().any(|entry| action.commits.contains(entry));
            if !changed && (!commits || (several && whose.0.is_none())) {
                return None;
            }
            Some(Grant {
                step: action.first(),
                system: action.system,
                subject: whose.0,
                request: None,
                added,
                removed,
                entries,
                verdict: None,
            })
        })
        .collect()
}

/// Whose change each is.
fn rounds(deltas: &[Delta], known: &Known) -> Vec<Whose> {
    let mut all: Vec<Whose> = Vec::with_capacity(deltas.len());
    // The round of each, with its changes.
    let mut last: Table<Thing, (u32, Vec<usize>)> = Table::default();
    for (at, delta) in deltas.iter().enumerate() {
        let of = delta.of.as_ref().map(|of| known.one(of));
        let back = |one: &[Thing], other: &[Thing]| one.iter().any(|thing| other.contains(thing));
        let undoes = |own: &Delta| back(&delta.removed, &own.added) || back(&delta.added, &own.removed);
        let round = match &of {
            None => delta.entry,
            Some(whose) => {
                let (round, own) = last.or_insert_with(whose.clone(), || (0, Vec::new()));
                if own.iter().any(|before| undoes(&deltas[*before])) {
                    *round = u32::try_from(at).unwrap_or(u32::MAX);
                    own.clear();
                }
                own.push(at);
                *round
            }
        };
        all.push((of, round));
    }
    all
}

fn add(all: &mut Vec<(Whose, Vec<u32>)>, whose: Whose, entry: u32) {
    match all.iter_mut().find(|(known, _)| *known == whose) {
        Some((_, entries)) => put(entries, entry),
        None => all.push((whose, vec![entry])),
    }
}

/// Whose record was in view at an entry.
fn subject(action: &Action, entry: u32, known: &Known) -> Option<Thing> {
    action
        .subjects
        .iter()
        .filter(|(seen, _)| *seen <= entry)
        .max_by_key(|(seen, _)| *seen)
        .map(|(_, thing)| known.one(thing))
}
