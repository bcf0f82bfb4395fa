//! Fits the weights of the rules to labelled recordings: the most probable weights under a multinomial model of the
//! phase of a unit, drawn towards those that stand in `rules.rs`. No randomness, the same on every machine.

use anyhow::Result;
use ledgerium_recorder::rules::RULES;
use ledgerium_recorder::study;
use ledgerium_session::derived::{Phase, RuleName};
use ledgerium_session::entry::Weight;
use ledgerium_session::{Body, Entry};

use crate::corpus::{PHASES, Recording, index};

/// A weight for each rule of the set, in thousandths of a natural log-odds unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights(pub Vec<i32>);

impl Weights {
    /// The log as a recorder with these weights would have begun it.
    pub fn in_log(&self, log: &[Entry]) -> Vec<Entry> {
        let mut log = log.to_vec();
        if let Some(Entry {
            body: Body::Genesis(genesis),
            ..
        }) = log.first_mut()
        {
            genesis.weights = RULES
                .iter()
                .zip(&self.0)
                .filter_map(|(rule, weight)| {
                    Some(Weight {
                        rule: RuleName::try_from(rule.name.to_owned()).ok()?,
                        weight: *weight,
                    })
                })
                .collect();
        }
        log
    }
}

/// How strongly weights are drawn towards the published ones: as many units of contrary evidence.
const DRAW: f64 = 10.0;
const ROUNDS: usize = 400;

struct Case {
    fired: Vec<usize>,
    phase: usize,
}

/// Units whose acts, or else what was read in them, say their phase.
fn cases<'a>(recordings: impl Iterator<Item = &'a Recording>) -> Vec<Case> {
    let mut cases = Vec::new();
    for recording in recordings {
        for unit in study::units(&recording.log).unwrap_or_default() {
            let mut counts = [0; PHASES.len()];
            for act in &recording.truth.acts {
                if unit.entries.contains(&act.entry) {
                    counts[index(act.phase.0)] += 1;
                }
            }
            if counts.iter().all(|count| *count == 0) {
                for read in &recording.truth.reads {
                    if unit.entries.contains(&read.entry) {
                        counts[index(read.phase.0)] += 1;
                    }
                }
            }
            let best = (0..PHASES.len()).rev().max_by_key(|phase| counts[*phase]);
            if let Some(phase) = best.filter(|phase| counts[*phase] > 0) {
                cases.push(Case {
                    fired: unit.fired,
                    phase,
                });
            }
        }
    }
    cases
}

/// The weights that fit these recordings.
pub fn fit<'a>(recordings: impl Iterator<Item = &'a Recording>) -> Weights {
    let cases = cases(recordings);
    let start: Vec<f64> = RULES.iter().map(|rule| f64::from(rule.weight) / 1000.0).collect();
    let mut weights = start.clone();
    let mut spread = vec![1e-6; weights.len()];
    for _ in 0..ROUNDS {
        let mut slope: Vec<f64> = weights
            .iter()
            .zip(&start)
            .map(|(weight, start)| -DRAW * (weight - start))
            .collect();
        for case in &cases {
            let mut odds = [0.0; PHASES.len()];
            for rule in &case.fired {
                odds[index(RULES[*rule].phase)] += weights[*rule];
            }
            let top = odds.iter().copied().fold(f64::MIN, f64::max);
            let parts = odds.map(|odds| (odds - top).exp());
            let whole: f64 = parts.iter().sum();
            for rule in &case.fired {
                let phase = index(RULES[*rule].phase);
                let hit = if phase == case.phase { 1.0 } else { 0.0 };
                slope[*rule] += hit - parts[phase] / whole;
            }
        }
        for ((weight, slope), spread) in weights.iter_mut().zip(&slope).zip(&mut spread) {
            // Steps shrink with what a weight has moved already; a rule never speaks against its own phase.
            *spread += slope * slope;
            *weight = (*weight + 0.3 * slope / spread.sqrt()).clamp(0.0, 9.0);
        }
    }
    Weights(weights.iter().map(|weight| rounded(weight * 1000.0)).collect())
}

/// To the next fifty: what differs by less is noise.
fn rounded(weight: f64) -> i32 {
    (0..200_i32)
        .map(|n| n * 50)
        .min_by(|one, other| {
            (f64::from(*one) - weight)
                .abs()
                .total_cmp(&(f64::from(*other) - weight).abs())
        })
        .unwrap_or(0)
}

/// Prints what fits all recordings, beside what is published, with how often each rule fires for what.
pub fn print(recordings: &[Recording]) -> Result<()> {
    let weights = fit(recordings.iter());
    let cases = cases(recordings.iter());
    println!(
        "{:24} {:8} {:>9} {:>6}   fires for: request approve grant confirm close other",
        "rule", "phase", "published", "fits"
    );
    for (at, rule) in RULES.iter().enumerate() {
        let counts: Vec<String> = (0..PHASES.len())
            .map(|phase| {
                cases
                    .iter()
                    .filter(|case| case.phase == phase && case.fired.contains(&at))
                    .count()
                    .to_string()
            })
            .collect();
        let phase: Phase = rule.phase;
        println!(
            "{:24} {:8} {:9} {:6}   {}",
            rule.name,
            crate::corpus::name_of(phase),
            rule.weight,
            weights.0[at],
            counts.join(" "),
        );
    }
    Ok(())
}
