//! Changes of access: what was committed in the steps that grant, for whom.

use alloc::vec;
use alloc::vec::Vec;

use ledgerium_session::derived::{Grant, Phase};
use ledgerium_session::thing::Thing;

use crate::derive::action::{Action, Delta};
use crate::derive::states::Known;
use crate::derive::steps::Draft;
use crate::table::{put, settle};

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
pub(crate) fn grants(drafts: &[Draft], known: &Known) -> Vec<Grant> {
    drafts
        .iter()
        .filter(|draft| draft.phase == Phase::Grant)
        .flat_map(|draft| of_step(draft, known))
        .collect()
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
