//! Lanes: what was done in one system, in order, is decided together, and apart from what was done in others. So a look
//! into the console between two looks at a ticket does not tear the ticket's work apart, and no phase in one system
//! draws on one in another.

use alloc::vec;
use alloc::vec::Vec;

use ledgerium_session::Entry;
use ledgerium_session::ids::SystemId;
use ledgerium_session::system::SystemKind;

use crate::derive::decode::{Unit, decode};
use crate::derive::score::{Fired, index, phase, sums};
use crate::derive::signal::{DECIDED, What};
use crate::derive::steps::Draft;
use crate::rules::{BRIEF, CERTAIN, change};
use crate::table::Table;

/// Gives every draft the phase that the rules give it, and the one that holds with the agent's corrections.
pub(crate) fn decide(drafts: &mut [Draft], log: &[Entry]) {
    let mut lanes: Vec<Vec<usize>> = Vec::new();
    let mut of: Table<SystemId, usize> = Table::default();
    for (at, draft) in drafts.iter().enumerate() {
        let known = draft
            .action
            .system
            .map(|system| *of.or_insert_with(system, || lanes.len()));
        match known.and_then(|lane| lanes.get_mut(lane)) {
            Some(lane) => lane.push(at),
            None => lanes.push(vec![at]),
        }
    }
    for lane in &lanes {
        let mut units = units(drafts, lane, log);
        let machine = decode(&units, BRIEF);
        let mut held = None;
        if lane.iter().any(|at| drafts[*at].clamp.is_some()) {
            for (unit, at) in units.iter_mut().zip(lane) {
                if let Some((_, phase)) = drafts[*at].clamp {
                    unit.clamp = Some(index(phase));
                }
            }
            held = Some(decode(&units, BRIEF));
        }
        let held = held.as_ref().unwrap_or(&machine);
        for (at, (machine, held)) in lane.iter().zip(machine.iter().zip(held)) {
            let draft = &mut drafts[*at];
            draft.machine = phase(machine.phase);
            // What a commit leads by is what it leads by alone, not what it would take to overrule it.
            let own = certain(draft).map(|(_, lead)| lead);
            draft.margin = own.map_or(machine.margin, |lead| lead.min(machine.margin));
            draft.phase = phase(held.phase);
        }
    }
}

/// The drafts of a lane as the decoder takes them.
fn units(drafts: &[Draft], lane: &[usize], log: &[Entry]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(lane.len());
    for (at, place) in lane.iter().enumerate() {
        let draft = &drafts[*place];
        let before = at.checked_sub(1).map(|last| lane[last]);
        units.push(Unit {
            scores: sums(&draft.fired),
            acts: draft.action.acts.len(),
            clamp: certain(draft).map(|(phase, _)| phase),
            change: before.map_or(0, |before| cost(drafts, before, *place, log)),
        });
    }
    units
}

/// What a commit or a decision in view says clearly, with its lead: it is never smoothed over.
fn certain(draft: &Draft) -> Option<(usize, u32)> {
    let decided =
        |fired: &Fired| fired.rule.what.contains(&What::ApprovalState) && fired.rule.any.meets(DECIDED);
    if draft.action.commits.is_empty() && !draft.fired.iter().any(decided) {
        return None;
    }
    let scores = sums(&draft.fired);
    let best = (0..scores.len()).max_by_key(|phase| scores[*phase])?;
    let rivals = (0..scores.len()).filter(|phase| *phase != best);
    let rival = rivals.map(|phase| scores[phase]).max()?;
    let lead = u32::try_from(scores[best].saturating_sub(rival)).ok()?;
    (lead >= CERTAIN).then_some((best, lead))
}

/// What it costs that another phase begins with a draft: the least of what the place gives reason for.
fn cost(drafts: &[Draft], before: usize, this: usize, log: &[Entry]) -> i32 {
    let (last, next) = (&drafts[before], &drafts[this]);
    let others = &drafts[before + 1..this];
    let mut cost = change::WITHIN;
    if !last.action.commits.is_empty() {
        cost = cost.min(change::AFTER_COMMIT);
    }
    if others.iter().any(|draft| !draft.action.acts.is_empty()) {
        cost = cost.min(change::AFTER_ABSENCE);
    }
    if last.action.serves_nothing() || next.action.serves_nothing() {
        cost = cost.min(change::BESIDE_NOTHING);
    }
    if last.action.tab != next.action.tab {
        cost = cost.min(change::OTHER_TAB);
    }
    let wall = |entry: Option<&u32>| {
        let at = entry.and_then(|entry| usize::try_from(*entry).ok());
        at.and_then(|at| log.get(at)).map(|entry| entry.wall)
    };
    let ends = wall(last.action.entries.last());
    let begins = wall(next.action.entries.first());
    if let (Some(ends), Some(begins)) = (ends, begins)
        && begins.saturating_sub(ends) >= change::GAP
    {
        cost = cost.min(change::AFTER_GAP);
    }
    if next.begins || !is_same_record(last, next) {
        cost = 0;
    }
    cost
}

/// Whether nothing says that the two are about different records. Each mail is a record, and no work of its own.
pub(crate) fn is_same_record(last: &Draft, next: &Draft) -> bool {
    if last.kind == Some(SystemKind::Email) {
        return true;
    }
    match (last.action.records.last(), next.action.records.first()) {
        (Some((_, one)), Some((_, other))) => one == other,
        _ => true,
    }
}
