//! The best phases for a row of units, by a semi-Markov model that knows no right order: every change of phase costs the
//! same, whatever the two phases are. What a change costs depends on the place alone (less after a commit, nothing
//! where the ticket is another), and a phase that would last for a single look costs something of its own.
//!
//! The margin of a unit is by how much the best labelling leads over the best one in which that unit has another phase.

use alloc::vec;
use alloc::vec::Vec;

/// How many phases there are, `other` included.
pub(crate) const PHASES: usize = 6;

/// Segments longer than this are put together from several, which costs nothing.
const LONGEST: usize = 8;

/// Scores in thousandths of a natural log-odds unit.
type Score = i64;

/// What is decided on as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// What speaks for each phase.
    pub(crate) scores: [i32; PHASES],
    /// How often a person did something in it.
    pub(crate) acts: usize,
    /// The one phase that it can have.
    pub(crate) clamp: Option<usize>,
    /// What it costs that another phase begins with it.
    pub(crate) change: i32,
}

/// What was decided on a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decided {
    pub(crate) phase: usize,
    /// The lead over the best labelling in which this unit has another phase.
    pub(crate) margin: u32,
}

/// Long enough under every sum to be no choice, far enough from the end of the numbers to add to.
const NEVER: Score = Score::MIN / 64;

/// The best phases of the units, in linear time. `brief` is what it costs that a phase lasts for so many acts: the last
/// number holds for all that are more.
pub(crate) fn decode(units: &[Unit], brief: &[i32]) -> Vec<Decided> {
    let before = forward(units, brief);
    let after = backward(units, brief);
    let mut best = vec![[NEVER; PHASES]; units.len()];
    for end in 0..units.len() {
        for phase in 0..PHASES {
            let rest = leave(&after, units, end + 1, phase);
            segments(units, brief, end, phase, &mut |start, score| {
                let whole = enter(&before, units, start, phase) + score + rest;
                for unit in &mut best[start..=end] {
                    unit[phase] = unit[phase].max(whole);
                }
            });
        }
    }
    best.iter().map(pick).collect()
}

/// The best phase and its lead. Of equals, the later in the list: `other`, which claims the least.
fn pick(best: &[Score; PHASES]) -> Decided {
    let mut phase = PHASES - 1;
    for other in (0..PHASES).rev() {
        if best[other] > best[phase] {
            phase = other;
        }
    }
    let rival = (0..PHASES).filter(|other| *other != phase);
    let rival = rival.map(|other| best[other]).max().unwrap_or(NEVER);
    Decided {
        phase,
        margin: u32::try_from(best[phase].saturating_sub(rival)).unwrap_or(u32::MAX),
    }
}

/// Every segment of a phase that ends at a unit, with its score.
fn segments(units: &[Unit], brief: &[i32], end: usize, phase: usize, each: &mut dyn FnMut(usize, Score)) {
    let (mut score, mut acts) = (0, 0);
    for start in (0..=end).rev().take(LONGEST) {
        let unit = &units[start];
        if unit.clamp.is_some_and(|clamp| clamp != phase) {
            return;
        }
        score += Score::from(unit.scores[phase]);
        acts += unit.acts;
        let cost = brief.get(acts).or(brief.last()).copied().unwrap_or(0);
        each(start, score - Score::from(cost));
    }
}

/// The best score of everything up to and with each unit, by the phase that ends there.
fn forward(units: &[Unit], brief: &[i32]) -> Vec<[Score; PHASES]> {
    let mut all: Vec<[Score; PHASES]> = Vec::with_capacity(units.len());
    for end in 0..units.len() {
        let mut row = [NEVER; PHASES];
        for (phase, best) in row.iter_mut().enumerate() {
            segments(units, brief, end, phase, &mut |start, score| {
                *best = (*best).max(enter(&all, units, start, phase) + score);
            });
        }
        all.push(row);
    }
    all
}

/// The best score of everything from each unit on, by the phase that begins there.
fn backward(units: &[Unit], brief: &[i32]) -> Vec<[Score; PHASES]> {
    let mut all = vec![[NEVER; PHASES]; units.len()];
    for end in (0..units.len()).rev() {
        for phase in 0..PHASES {
            let rest = leave(&all, units, end + 1, phase);
            segments(units, brief, end, phase, &mut |start, score| {
                all[start][phase] = all[start][phase].max(score + rest);
            });
        }
    }
    all
}

/// The best score of what comes before a unit with which a phase begins or goes on.
fn enter(before: &[[Score; PHASES]], units: &[Unit], start: usize, phase: usize) -> Score {
    let Some(row) = start.checked_sub(1).and_then(|last| before.get(last)) else {
        return 0;
    };
    let change = Score::from(units[start].change);
    cheapest(row, phase, change)
}

/// The best score of what comes after a phase that ends before a unit.
fn leave(after: &[[Score; PHASES]], units: &[Unit], next: usize, phase: usize) -> Score {
    match (after.get(next), units.get(next)) {
        (Some(row), Some(unit)) => cheapest(row, phase, Score::from(unit.change)),
        _ => 0,
    }
}

fn cheapest(row: &[Score; PHASES], phase: usize, change: Score) -> Score {
    let cost = |other| if other == phase { 0 } else { change };
    (0..PHASES)
        .map(|other| row[other] - cost(other))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEF: [i32; 3] = [300, 200, 0];

    fn unit(scores: [i32; PHASES], change: i32) -> Unit {
        Unit {
            scores,
            acts: 2,
            clamp: None,
            change,
        }
    }

    fn phases(units: &[Unit]) -> Vec<usize> {
        decode(units, &BRIEF).iter().map(|one| one.phase).collect()
    }

    /// Every labelling tried: `decode` has to find the best, and by how much it leads.
    fn slowly(units: &[Unit]) -> Vec<Decided> {
        let mut best = vec![[NEVER; PHASES]; units.len()];
        for n in 0..PHASES.pow(u32::try_from(units.len()).unwrap()) {
            let labels: Vec<usize> = (0..units.len())
                .map(|at| n / PHASES.pow(u32::try_from(at).unwrap()) % PHASES)
                .collect();
            let mut whole = 0;
            let mut start = 0;
            for at in 0..units.len() {
                let allowed = units[at].clamp.is_none_or(|clamp| clamp == labels[at]);
                whole += if allowed {
                    i64::from(units[at].scores[labels[at]])
                } else {
                    NEVER
                };
                if at > 0 && labels[at] != labels[at - 1] {
                    whole -= i64::from(units[at].change);
                }
                if labels.get(at + 1) != Some(&labels[at]) {
                    let acts: usize = units[start..=at].iter().map(|unit| unit.acts).sum();
                    whole -= i64::from(BRIEF[acts.min(BRIEF.len() - 1)]);
                    start = at + 1;
                }
            }
            for (at, label) in labels.iter().enumerate() {
                best[at][*label] = best[at][*label].max(whole);
            }
        }
        best.iter().map(pick).collect()
    }

    #[test]
    fn the_best_labelling_is_found_with_its_lead() {
        let mut n: u32 = 7;
        let mut next = |below: u32| {
            n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (n >> 8) % below
        };
        for _ in 0..60 {
            let units: Vec<Unit> = (0..5)
                .map(|_| Unit {
                    scores: core::array::from_fn(|_| i32::try_from(next(3_000)).unwrap()),
                    acts: usize::try_from(next(3)).unwrap(),
                    clamp: (next(6) == 0).then(|| usize::try_from(next(6)).unwrap()),
                    change: i32::try_from(next(2_000)).unwrap(),
                })
                .collect();
            assert_eq!(decode(&units, &BRIEF), slowly(&units), "{units:?}");
        }
    }

    #[test]
    fn what_says_little_goes_with_its_neighbours() {
        let weak = unit([0, 0, 300, 0, 0, 500], 1_500);
        let strong = unit([0, 0, 4_000, 0, 0, 0], 1_500);
        assert_eq!(phases(&[strong.clone(), weak.clone(), strong]), [2, 2, 2]);
        assert_eq!(phases(&[weak]), [5]);
    }

    #[test]
    fn a_clamp_holds_and_draws_what_is_weak() {
        let mut clamped = unit([0, 0, 9_000, 0, 0, 0], 1_500);
        clamped.clamp = Some(1);
        let weak = unit([0, 0, 300, 0, 0, 500], 1_500);
        let decided = decode(&[clamped, weak], &BRIEF);
        assert_eq!(decided.iter().map(|one| one.phase).collect::<Vec<_>>(), [1, 1]);
        assert!(decided[0].margin > 1_000_000);
    }

    #[test]
    fn nothing_is_decided_on_nothing() {
        assert_eq!(decode(&[], &BRIEF), []);
        let other = unit([0; PHASES], 0);
        assert_eq!(phases(&[other]), [5]);
    }
}
