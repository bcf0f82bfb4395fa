//! What a way of cutting makes of recordings, summed so that any choice of them can be summed again.

use ledgerium_session::derived::Phase;

use crate::corpus::Recording;
use crate::metrics::{self, Confusion, Found};
use crate::random::Random;

/// One recording, cut in one way.
#[derive(Debug, Clone)]
pub struct Cut {
    /// Which recording.
    pub recording: usize,
    confusion: Confusion,
    exact: Found,
    near: Found,
    segments: Found,
    edit: f64,
    ari: f64,
    v: f64,
    sureness: Vec<(f64, bool)>,
}

impl Cut {
    /// Scores the phases that the acts got. Phases are counted for acts of the named systems, segments for all.
    pub fn new(
        (number, recording): (usize, &Recording),
        counted: impl Fn(u32) -> bool,
        got: &[Phase],
        sure: Option<&[f64]>,
    ) -> Self {
        let acts = &recording.truth.acts;
        let truth: Vec<Phase> = acts.iter().map(|act| act.phase.0).collect();
        let mut confusion = Confusion::default();
        let mut sureness = Vec::new();
        for at in (0..acts.len()).filter(|at| counted(acts[*at].system)) {
            metrics::confuse(&mut confusion, &truth[at..=at], &got[at..=at]);
            sureness.extend(sure.map(|sure| (sure[at], truth[at] == got[at])));
        }
        let (ari, v) = metrics::clusters(&truth, got);
        Self {
            recording: number,
            confusion,
            exact: metrics::boundary(&truth, got, 0),
            near: metrics::boundary(&truth, got, 1),
            segments: metrics::segmental(&truth, got),
            edit: metrics::edit(&truth, got),
            ari,
            v,
            sureness,
        }
    }
}

/// The measures of several cuts.
#[derive(Debug, Clone, Copy)]
pub struct Scores {
    pub f1: f64,
    pub exact: f64,
    pub near: f64,
    pub segments: f64,
    pub edit: f64,
    pub ari: f64,
    pub v: f64,
    pub ece: f64,
}

impl Scores {
    /// Of these cuts together.
    pub fn of<'a>(cuts: impl Iterator<Item = &'a Cut> + Clone) -> Self {
        let mut sums = (Found::default(), Found::default(), Found::default());
        for cut in cuts.clone() {
            sums.0.add(cut.exact);
            sums.1.add(cut.near);
            sums.2.add(cut.segments);
        }
        let mean = |of: fn(&Cut) -> f64| metrics::mean(&cuts.clone().map(of).collect::<Vec<_>>());
        let sureness: Vec<(f64, bool)> = cuts
            .clone()
            .flat_map(|cut| cut.sureness.iter().copied())
            .collect();
        Self {
            f1: metrics::macro_f1(&confusion(cuts.clone())),
            exact: sums.0.f1(),
            near: sums.1.f1(),
            segments: sums.2.f1(),
            edit: mean(|cut| cut.edit),
            ari: mean(|cut| cut.ari),
            v: mean(|cut| cut.v),
            ece: metrics::calibration(&sureness),
        }
    }
}

/// What was taken for what.
pub fn confusion<'a>(cuts: impl Iterator<Item = &'a Cut>) -> Confusion {
    let mut confusion = Confusion::default();
    for cut in cuts {
        for (sums, row) in confusion.iter_mut().zip(cut.confusion) {
            for (sum, n) in sums.iter_mut().zip(row) {
                *sum += n;
            }
        }
    }
    confusion
}

/// The middle 95 of 100 of a measure, when recordings are drawn again and again.
pub fn interval(cuts: &[Cut], of: fn(&Scores) -> f64) -> (f64, f64) {
    const DRAWS: usize = 400;
    let recordings = cuts.iter().map(|cut| cut.recording + 1).max().unwrap_or(0);
    let mut by_recording: Vec<Vec<&Cut>> = vec![Vec::new(); recordings];
    for cut in cuts {
        by_recording[cut.recording].push(cut);
    }
    by_recording.retain(|cuts| !cuts.is_empty());
    let mut random = Random::new(20_261_126);
    let mut all: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<&Cut> = (0..by_recording.len())
                .flat_map(|_| by_recording[random.below(by_recording.len())].iter().copied())
                .collect();
            of(&Scores::of(drawn.into_iter()))
        })
        .collect();
    all.sort_by(f64::total_cmp);
    (all[DRAWS / 40], all[DRAWS - 1 - DRAWS / 40])
}
