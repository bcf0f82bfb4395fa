//! No phase depends on which phases came before it: a part of a story keeps its phase wherever it stands, and however
//! often it comes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

mod support;

use ledgerium_session::derived::Phase::{self, Approve, Close, Confirm, Grant, Request};
use ledgerium_session::{Body, Entry, PageEvent};
use proptest::prelude::*;
use support::Desk;
use support::stories::{approve, close, confirm, grant, request, tell};

type Part = (Phase, fn(&mut Desk));

const PARTS: [Part; 5] = [
    (Request, request),
    (Approve, approve),
    (Grant, grant),
    (Confirm, confirm),
    (Close, close),
];

fn entry(line: &str) -> Entry {
    serde_json::from_str(line).unwrap()
}

/// What a person did, and a decision that was read.
fn counts(entry: &Entry) -> bool {
    matches!(&entry.body, Body::Page(page) if matches!(
        page.event,
        PageEvent::Gesture { .. } | PageEvent::Choice { .. } | PageEvent::Submit { .. } | PageEvent::Claim { .. }
    ))
}

/// Tells the parts in this order; for each, its phase and the phases of the steps that hold what was done in it.
fn told(parts: &[Part]) -> Vec<(Phase, Vec<Phase>)> {
    let mut desk = tell(&[]);
    let mut ends = Vec::new();
    for (_, part) in parts {
        part(&mut desk);
        ends.push(desk.lines.len());
    }
    let steps = desk.recorder.view().unwrap().steps;
    let held = |entry: u32| {
        steps
            .iter()
            .find(|step| step.entries.contains(&entry))
            .map(|step| step.phase)
    };
    let mut start = 0;
    parts
        .iter()
        .zip(ends)
        .map(|((phase, _), end)| {
            let lines = desk.lines[start..end].iter().map(|line| entry(line));
            start = end;
            let phases = lines.filter(counts).filter_map(|entry| held(entry.i)).collect();
            (*phase, phases)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_part_keeps_its_phase_wherever_it_stands(order in prop::collection::vec(0..PARTS.len(), 1..9)) {
        // The first sight of a ticket is the beginning of its request, whatever else stands on the page; and a decision
        // that was read before is on the way to what is done next.
        let mut read = false;
        let again = |n: &usize| PARTS[*n].0 != Approve || !core::mem::replace(&mut read, true);
        let parts: Vec<Part> = [0].into_iter().chain(order.into_iter().filter(again)).map(|n| PARTS[n]).collect();
        for (at, (phase, found)) in told(&parts).into_iter().enumerate() {
            prop_assert!(!found.is_empty(), "part {at} left nothing");
            prop_assert!(found.iter().all(|other| *other == phase), "part {at} is {phase:?}, taken for {found:?}");
        }
    }
}
