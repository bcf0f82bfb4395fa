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

fn labels(log: &[Entry]) -> BTreeMap<u32, Phase> {
    let derived = derive(log).ok();
    let steps = derived.into_iter().flat_map(|derived| derived.steps);
    steps
        .flat_map(|step| step.entries.into_iter().map(move |entry| (entry, step.phase)))
        .collect()
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
            let same = now.get(&entry) == last.get(&entry);
            stable.shown.0 += usize::from(same);
            stable.shown.1 += 1;
            if n + 1 == known - LAG {
                stable.first.0 += usize::from(same);
                stable.first.1 += 1;
            }
        }
    }
}
