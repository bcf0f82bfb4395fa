//! Changes of access: what was committed in the steps that grant, for whom.

use alloc::vec;
use alloc::vec::Vec;

use ledgerium_session::derived::{Grant, Phase};
use ledgerium_session::system::SystemKind;
use ledgerium_session::thing::Thing;

use crate::derive::Deriver;
use crate::derive::action::{Action, Delta};
use crate::derive::states::Known;
use crate::derive::steps::{self, Draft};
use crate::table::{Set, put, settle};

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
pub(crate) fn grants(deriver: &Deriver, drafts: &[Draft], known: &Known) -> Vec<Grant> {
    let mut grants: Vec<Grant> = drafts
        .iter()
        .filter(|draft| draft.phase == Phase::Grant)
        .flat_map(|draft| of_step(draft, known))
        .collect();
    let work = steps::work(deriver, known);
    for grant in &mut grants {
        grant.request = request(deriver, drafts, known, &work, grant);
    }
    grants
}

/// The ticket that asked for a grant: the one that names its subject, the last in view of several, or else the only one
/// that was worked on.
fn request(
    deriver: &Deriver,
    drafts: &[Draft],
    known: &Known,
    work: &Set<Thing>,
    grant: &Grant,
) -> Option<Thing> {
    let about = known.people().filter(|(system, _, person)| {
        deriver.kinds.get(system) == Some(&SystemKind::Ticketing)
            && grant.subject == Some(Thing::Person(*person))
    });
    let mut tickets: Set<Thing> = about.map(|(_, record, _)| (record, ())).collect();
    if tickets.len() == 0 {
        let seen = drafts
            .iter()
            .filter(|draft| draft.kind == Some(SystemKind::Ticketing));
        let seen = seen.flat_map(|draft| &draft.action.records);
        tickets = seen.map(|(_, record)| (record.clone(), ())).collect();
        tickets = tickets
            .iter()
            .filter(|(record, ())| work.has(record))
            .map(|(record, ())| (record.clone(), ()))
            .collect();
        return (tickets.len() == 1).then(|| tickets.iter().next().map(|(record, ())| record.clone()))?;
    }
    let before = grant.entries.first().copied().unwrap_or_default();
    let in_view = drafts.iter().flat_map(|draft| &draft.action.records);
    let last = in_view
        .filter(|(entry, record)| *entry < before && tickets.has(record))
        .max_by_key(|(entry, _)| *entry);
    last.map(|(_, record)| record.clone())
        .or_else(|| tickets.iter().next().map(|(record, ())| record.clone()))
}

fn of_step(draft: &Draft, known: &Known) -> Vec<Grant> {
    let action = &draft.action;
    let mut subjects: Vec<(Option<Thing>, Vec<u32>)> = Vec::new();
    let mut add = |subject: Option<Thing>, entry: u32| match subjects.iter_mut().find(|(s, _)| *s == subject)
    {
        Some((_, entries)) => put(entries, entry),
        None => subjects.push((subject, vec![entry])),
    };
    let of = |delta: &Delta| delta.of.as_ref().map(|of| known.one(of));
    for delta in &action.deltas {
        add(of(delta), delta.entry);
    }
    for commit in &action.commits {
        add(subject(action, *commit, known), *commit);
    }
    let several = subjects.len() > 1;
    subjects
        .into_iter()
        .filter_map(|(subject, entries)| {
            let (added, removed) = net(action.deltas.iter().filter(|delta| of(delta) == subject), known);
            let changed = !added.is_empty() || !removed.is_empty();
            // A commit about nobody, beside one about somebody, is a step on the way.
            let commits = entries.iter().any(|entry| action.commits.contains(entry));
            if !changed && (!commits || (several && subject.is_none())) {
                return None;
            }
            Some(Grant {
                step: action.first(),
                system: action.system,
                subject,
                request: None,
                added,
                removed,
                entries,
            })
        })
        .collect()
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
