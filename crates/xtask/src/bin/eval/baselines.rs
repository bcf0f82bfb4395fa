//! The naive ways to cut, for comparison. They get the same rules; only how they cut differs.

use ledgerium_recorder::rules::RULES;
use ledgerium_recorder::study::{self, Unit};
use ledgerium_session::derived::Phase;

use crate::corpus::{PHASES, Recording, index};
use crate::fit::Weights;

/// What speaks for each phase when these rules fire.
pub fn sums(fired: &[usize], weights: &Weights) -> [i64; PHASES.len()] {
    let mut sums = [0; PHASES.len()];
    for rule in fired {
        sums[index(RULES[*rule].phase)] += i64::from(weights.0[*rule]);
    }
    sums
}

fn best(sums: &[i64; PHASES.len()]) -> Phase {
    let at = (0..PHASES.len()).rev().max_by_key(|phase| sums[*phase]);
    PHASES[at.unwrap_or(PHASES.len() - 1)]
}

/// Each act by itself.
pub fn alone(recording: &Recording, weights: &Weights) -> Vec<Phase> {
    let alone = study::alone(&recording.log).unwrap_or_default();
    let acts = recording.truth.acts.iter();
    acts.map(|act| {
        let own = alone.iter().find(|(entry, _)| *entry == act.entry);
        own.map_or(Phase::Other, |(_, fired)| best(&sums(fired, weights)))
    })
    .collect()
}

/// Cut where a condition holds between two acts; each part gets what its acts say together.
fn parts(recording: &Recording, weights: &Weights, cut: impl Fn(usize, usize) -> bool) -> Vec<Phase> {
    let alone = study::alone(&recording.log).unwrap_or_default();
    let acts = &recording.truth.acts;
    let mut phases = Vec::with_capacity(acts.len());
    let mut start = 0;
    for at in 0..acts.len() {
        if at + 1 < acts.len() && !cut(at, at + 1) {
            continue;
        }
        let mut whole = [0; PHASES.len()];
        for act in &acts[start..=at] {
            if let Some((_, fired)) = alone.iter().find(|(entry, _)| *entry == act.entry) {
                for (sum, own) in whole.iter_mut().zip(sums(fired, weights)) {
                    *sum += own;
                }
            }
        }
        phases.resize(at + 1, best(&whole));
        start = at + 1;
    }
    phases
}

/// Cut where the system changes.
pub fn systems(recording: &Recording, weights: &Weights) -> Vec<Phase> {
    let acts = &recording.truth.acts;
    parts(recording, weights, |one, other| {
        acts[one].system != acts[other].system
    })
}

/// Cut where nothing was done for longer than three times what is usual in the recording; recordings differ in pace.
pub fn gaps(recording: &Recording, weights: &Weights) -> Vec<Phase> {
    let wall = |at: usize| {
        let entry = usize::try_from(recording.truth.acts[at].entry).ok();
        entry
            .and_then(|entry| recording.log.get(entry))
            .map_or(0, |entry| entry.wall)
    };
    let mut waits: Vec<u64> = (1..recording.truth.acts.len())
        .map(|at| wall(at).saturating_sub(wall(at - 1)))
        .collect();
    waits.sort_unstable();
    let usual = waits.get(waits.len() / 2).copied().unwrap_or(0);
    parts(recording, weights, |one, other| {
        wall(other).saturating_sub(wall(one)) > usual * 3
    })
}

/// The best phases of a model that only ever goes forward: request, approve, grant, confirm, close.
pub fn forward_only(recording: &Recording, units: &[Unit], weights: &Weights) -> Vec<Phase> {
    const STATES: usize = 5;
    const NEVER: i64 = i64::MIN / 4;
    let mut scores = vec![[NEVER; STATES]; units.len()];
    let mut from = vec![[0; STATES]; units.len()];
    for at in 0..units.len() {
        let own = sums(&units[at].fired, weights);
        for state in 0..STATES {
            let before = match at.checked_sub(1) {
                None => (0, state),
                Some(last) => (0..=state)
                    .map(|other| (scores[last][other], other))
                    .max()
                    .unwrap_or((NEVER, state)),
            };
            scores[at][state] = before.0 + own[state];
            from[at][state] = before.1;
        }
    }
    let mut phases = vec![Phase::Other; units.len()];
    let mut state = scores
        .last()
        .map_or(0, |row| (0..STATES).max_by_key(|state| row[*state]).unwrap_or(0));
    for at in (0..units.len()).rev() {
        phases[at] = PHASES[state];
        state = from[at][state];
    }
    of_acts(recording, units, |at| phases[at])
}

/// The phase of each act by the unit that holds it.
pub fn of_acts(recording: &Recording, units: &[Unit], phase: impl Fn(usize) -> Phase) -> Vec<Phase> {
    let acts = recording.truth.acts.iter();
    acts.map(|act| {
        let holds = |unit: &Unit| {
            unit.entries.contains(&act.entry) || act.also.iter().any(|also| unit.entries.contains(also))
        };
        units.iter().position(holds).map_or(Phase::Other, &phase)
    })
    .collect()
}
