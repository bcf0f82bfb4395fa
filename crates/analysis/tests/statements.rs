//! A comment that is a decision and nothing else, put into the log of a grant that nobody approved.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says by a panic what is wrong"
)]

use std::fs;
use std::path::Path;

use ledgerium_analysis::judge;
use ledgerium_recorder::derive;
use ledgerium_session::SessionFile;
use ledgerium_session::verdict::{Answer, Order, Verdict};
use serde_json::{Value, json};

/// Who asked, and who grants.
const REQUESTER: u32 = 1;
const AGENT: u32 = 2;
const OWNER: u32 = 7;

/// The ticket is seen before the grant, and after it.
const BEFORE: u64 = 20;
const AFTER: u64 = 59;

fn statement(value: &str) -> Value {
    json!({ "event": "state", "of": "statement", "value": [value] })
}

fn author(person: u32) -> Value {
    json!({ "event": "person", "role": "author", "person": { "person": person } })
}

fn claim(of: &str, local: &str) -> Value {
    json!({ "event": "claim", "of": of, "at": { "local": local, "offset_minutes": 0 } })
}

/// The one verdict, when the page of this entry says these things right after it.
fn verdict(entry: u64, said: &[Value]) -> Verdict {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/no-approval.session.json");
    let session: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let mut log = Vec::new();
    for line in session["log"].as_array().unwrap() {
        log.push(line.clone());
        if line["i"] == entry {
            for event in said {
                let mut other = line.clone();
                other["body"]["event"] = event.clone();
                log.push(other);
            }
        }
    }
    for (i, line) in log.iter_mut().enumerate() {
        line["i"] = json!(i);
    }
    let mut given = session.clone();
    given["log"] = json!(log);
    let log = SessionFile::parse(&serde_json::to_vec(&given).unwrap())
        .unwrap()
        .log;
    let mut derived = derive(&log).unwrap();
    judge(&log, &mut derived);
    assert_eq!(derived.grants.len(), 1, "{:?}", derived.grants);
    derived.grants.remove(0).verdict.unwrap()
}

#[test]
fn an_approval_by_somebody_else_goes_before_the_grant() {
    assert_eq!(verdict(BEFORE, &[]).order, Order::NoApprovalSeen);
    let verdict = verdict(BEFORE, &[statement("approved"), author(OWNER)]);
    assert_eq!(
        (verdict.order, verdict.duties),
        (Order::ApprovedBefore, Answer::Satisfied),
        "{verdict:?}"
    );
}

#[test]
fn who_grants_what_he_approved_holds_both_duties() {
    let verdict = verdict(BEFORE, &[statement("approved"), author(AGENT)]);
    assert_eq!(
        (verdict.order, verdict.duties),
        (Order::ApprovedBefore, Answer::Violated),
        "{verdict:?}"
    );
}

#[test]
fn whoever_asked_approves_of_nothing() {
    let own = [statement("approved"), author(REQUESTER)];
    assert_eq!(verdict(BEFORE, &own).order, Order::OrderUnprovable);
    let both = [&own[..], &[statement("approved"), author(OWNER)]].concat();
    assert_eq!(verdict(BEFORE, &both).order, Order::ApprovedBefore);
}

#[test]
fn what_nobody_is_known_to_have_written_is_left_open() {
    assert_eq!(
        verdict(BEFORE, &[statement("approved")]).order,
        Order::OrderUnprovable
    );
}

#[test]
fn a_rejection_is_no_approval() {
    let rejected = [statement("rejected"), author(OWNER)];
    assert_eq!(verdict(BEFORE, &rejected).order, Order::NoApprovalSeen);
    // Which of the two came last, the place on the page does not say.
    let both = [&[statement("approved"), author(OWNER)], &rejected[..]].concat();
    assert_eq!(verdict(BEFORE, &both).order, Order::OrderUnprovable);
    let dated = |value: &str, at: &str| [statement(value), author(OWNER), claim(value, at)];
    let then = [
        dated("approved", "2000-01-01T10:00:00"),
        dated("rejected", "2000-01-03T10:00:00"),
    ]
    .concat();
    assert_eq!(verdict(BEFORE, &then).order, Order::NoApprovalSeen);
    let then = [
        dated("rejected", "2000-01-01T10:00:00"),
        dated("approved", "2000-01-03T10:00:00"),
    ]
    .concat();
    assert_eq!(verdict(BEFORE, &then).order, Order::ApprovedBefore);
}

#[test]
fn what_is_read_after_the_grant_counts_by_its_own_time() {
    let said = |local: &str| [statement("approved"), author(OWNER), claim("approved", local)];
    let before = verdict(AFTER, &said("2000-01-01T10:00:00"));
    assert_eq!(before.order, Order::ApprovedBefore);
    // It rests on what was read later, and says so.
    let approval = before.approval.unwrap();
    assert_eq!(approval.by, Some(OWNER));
    assert!(before.entries.contains(&approval.entry));
    assert_eq!(
        verdict(AFTER, &said("2100-01-01T10:00:00")).order,
        Order::ApprovedAfter
    );
    assert_eq!(
        verdict(AFTER, &[statement("approved"), author(OWNER)]).order,
        Order::OrderUnprovable
    );
}
