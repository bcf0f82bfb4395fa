//! Labels while the recording goes on, held against those at its end: what an agent sees should not change under him.

use std::collections::BTreeMap;

use ledgerium_recorder::derive;
use ledgerium_session::derived::Phase;
use ledgerium_session::{Body, Entry};

use crate::corpus::Recording;
use crate::metrics::count;
use crate::table;

/// Events younger than this may still change.
const LAG: usize = 3;

/// How often labels were the final ones.
#[derive(Default)]
struct Stable {
    /// Over all moments and all events that were older than the lag then, in steps that were over.
    over: (usize, usize),
    /// Over all moments and all events that were older than the lag then.
    shown: (usize, usize),
    /// When an event became older than the lag.
    first: (usize, usize),
}

/// Prints how stable the labels of these recordings are.
pub fn print(recordings: &[Recording]) {
    let mut all = Stable::default();
    for recording in recordings {
        of(&recording.log, &mut all);
    }
    let part = |(same, all): (usize, usize)| table::share(count(same) / count(all.max(1)));
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    println!("Labels online and at the end, for events older than {LAG} events\n");
    table::print(&[
        row(["", "labels", "equal"]),
        row([
            "at every moment, in steps that were over",
            &all.over.1.to_string(),
            &part(all.over),
        ]),
        row([
            "at every moment, all of them",
            &all.shown.1.to_string(),
            &part(all.shown),
        ]),
        row([
            "each at the moment it became so old",
            &all.first.1.to_string(),
            &part(all.first),
        ]),
    ]);
}

/// The phase of each entry, and whether its step is the one that goes on.
fn labels(log: &[Entry]) -> BTreeMap<u32, (Phase, bool)> {
    let steps = derive(log).map(|derived| derived.steps).unwrap_or_default();
    let last = log.iter().rev().find(|entry| entry.is_act()).map(|entry| entry.i);
    let mut labels = BTreeMap::new();
    for step in steps {
        let goes_on = last.is_some_and(|last| step.entries.contains(&last));
        labels.extend(step.entries.iter().map(|entry| (*entry, (step.phase, goes_on))));
    }
    labels
}

fn of(log: &[Entry], stable: &mut Stable) {
    let last = labels(log);
    let events: Vec<usize> = (0..log.len())
        .filter(|at| matches!(log[*at].body, Body::Page(_)))
        .collect();
    for known in LAG + 1..=events.len() {
        let now = labels(&log[..=events[known - 1]]);
        for (n, at) in events[..known - LAG].iter().enumerate() {
            let entry = log[*at].i;
            // What is no work in the end is judged by whether it was none before.
            let label = now.get(&entry);
            let same = label.map(|(phase, _)| phase) == last.get(&entry).map(|(phase, _)| phase);
            if label.is_some_and(|(_, goes_on)| !goes_on) {
                stable.over.0 += usize::from(same);
                stable.over.1 += 1;
            }
            stable.shown.0 += usize::from(same);
            stable.shown.1 += 1;
            if n + 1 == known - LAG {
                stable.first.0 += usize::from(same);
                stable.first.1 += 1;
            }
        }
    }
}
