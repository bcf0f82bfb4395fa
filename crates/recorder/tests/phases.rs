//! The phases of whole stories: right, and the same whatever order the parts come in.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

mod support;

use ledgerium_session::derived::Phase::{self, Approve, Close, Confirm, Grant, Request};
use serde_json::{Value, json};
use support::Desk;
use support::stories::{self, DIRECTORY, TICKETS, approve, close, confirm, grant, request, tell};

fn phases(desk: &Desk) -> Vec<Phase> {
    desk.recorder
        .view()
        .unwrap()
        .steps
        .iter()
        .map(|step| step.phase)
        .collect()
}

#[test]
fn a_clean_run_has_its_five_phases() {
    let desk = stories::clean();
    let steps = desk.recorder.view().unwrap().steps;
    assert_eq!(
        phases(&desk),
        [Request, Approve, Grant, Confirm, Close],
        "{steps:#?}"
    );
    assert!(steps.iter().all(|step| !step.unsure), "{steps:#?}");
}

#[test]
fn a_grant_before_its_approval_shows_as_one() {
    assert_eq!(
        phases(&stories::grant_before_approval()),
        [Request, Grant, Approve, Confirm, Close]
    );
    assert_eq!(phases(&stories::no_approval()), [Request, Grant, Confirm, Close]);
}

#[test]
fn the_parts_keep_their_phases_in_every_order() {
    type Part = (Phase, fn(&mut Desk));
    let parts: [Part; 5] = [
        (Request, request),
        (Approve, approve),
        (Grant, grant),
        (Confirm, confirm),
        (Close, close),
    ];
    let mut orders = vec![vec![]];
    for _ in 0..parts.len() {
        orders = orders
            .iter()
            .flat_map(|order: &Vec<usize>| {
                (0..parts.len()).filter(|n| !order.contains(n)).map(|n| {
                    let mut longer = order.clone();
                    longer.push(n);
                    longer
                })
            })
            .collect();
    }
    assert_eq!(orders.len(), 120);
    for order in orders {
        let told: Vec<fn(&mut Desk)> = order.iter().map(|n| parts[*n].1).collect();
        let desk = tell(&told);
        let steps = desk.recorder.view().unwrap().steps;
        for phase in [Request, Approve, Grant, Confirm, Close] {
            let place = order.iter().position(|n| parts[*n].0 == phase).unwrap();
            let found: Vec<usize> = (0..steps.len()).filter(|n| steps[*n].phase == phase).collect();
            assert!(!found.is_empty(), "{order:?}: {phase:?} is missing: {steps:#?}");
            let committed = steps.iter().filter(|step| !step.commits.is_empty());
            let committed: Vec<Phase> = committed.map(|step| step.phase).collect();
            let expected: Vec<Phase> = order
                .iter()
                .map(|n| parts[*n].0)
                .filter(|p| *p != Approve)
                .collect();
            assert_eq!(committed, expected, "{order:?} ({place}): {steps:#?}");
        }
    }
}

#[test]
fn a_grant_names_whose_access_changed_and_how() {
    let desk = stories::clean();
    let entries = desk
        .lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect::<Vec<_>>();
    let derived = ledgerium_recorder::derive(&entries).unwrap();
    let text = serde_json::to_value(&derived.grants).unwrap();
    assert_eq!(derived.grants.len(), 1, "{text:#}");
    assert_eq!(text[0]["subject"], serde_json::json!({ "person": 1 }));
    assert_eq!(text[0]["added"], serde_json::json!([{ "term": 3 }]));
    assert_eq!(derived.steps[2].added.len(), 1);
}

#[test]
fn an_approval_that_was_taken_back_leaves_no_step() {
    let mut desk = tell(&[request]);
    let author = |desk: &mut Desk, entry: Value| -> Value {
        serde_json::from_str::<Value>(&desk.author(&entry)[0]).unwrap()["i"].take()
    };
    let approval = json!({
        "authored": "off_browser_approval", "approver": "owner of Budget Planning",
        "at": { "local": "2026-11-23T09:40" }, "channel": "phone"
    });
    let approval = author(&mut desk, approval);
    assert_eq!(phases(&desk), [Request, Approve]);
    author(&mut desk, json!({ "authored": "undo", "entry": approval }));
    assert_eq!(phases(&desk), [Request]);
}

/// The agent has the ticket in one window and the directory in another, and loads the ticket again while he waits.
#[test]
fn an_approval_that_shows_after_a_reload_is_a_step_at_once() {
    let mut desk = tell(&[request]);
    let mut page = desk.open(DIRECTORY, 2, json!(["list"]), json!({ "heading": ["users"] }));
    desk.press(&mut page, "link", json!(["edit"]));
    desk.wait(60_000);
    let mut page = desk.load(TICKETS, 1);
    desk.on(
        &mut page,
        json!({ "event": "navigation", "how": "reload", "route": ["ticket", "display"] }),
    );
    desk.on(
        &mut page,
        json!({ "event": "view", "heading": ["ticket", null], "ticket": "4711" }),
    );
    desk.on(
        &mut page,
        json!({ "event": "state", "of": "approval", "label": ["approval"], "value": ["approved"] }),
    );
    desk.on(
        &mut page,
        json!({ "event": "claim", "of": "approved", "at": { "local": "2026-11-23T09:58:12" } }),
    );
    assert_eq!(phases(&desk).last(), Some(&Approve), "{:?}", phases(&desk));
}

/// As in consoles whose dialogs are frames: the page says whose account it is, the frame holds the list.
#[test]
fn a_list_in_a_frame_belongs_to_whom_the_page_around_it_names() {
    let mut desk = tell(&[request]);
    let mut page = desk.open(
        DIRECTORY,
        2,
        json!(["edit"]),
        json!({ "heading": ["user", null] }),
    );
    desk.with(
        &mut page,
        json!({ "event": "person", "role": "subject", "person": { "person": 0 } }),
        &[],
        json!([["00000000000000a1"]]),
    );
    let mut frame = desk.load(DIRECTORY, 2);
    frame.kind = "inner";
    for (things, tags) in [
        (json!([]), json!([])),
        (json!([{ "entitlement": 0 }]), json!([["00000000000000d1"]])),
    ] {
        desk.press(&mut frame, "button", json!(["add", "group"]));
        desk.with(
            &mut frame,
            json!({ "event": "members", "list": ["groups"], "things": things }),
            &[],
            tags,
        );
    }
    let log: Vec<_> = desk
        .lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let grants = serde_json::to_value(ledgerium_recorder::derive(&log).unwrap().grants).unwrap();
    assert_eq!(grants[0]["subject"], json!({ "person": 1 }), "{grants:#}");
    assert_eq!(grants[0]["added"], json!([{ "entitlement": 1 }]), "{grants:#}");
}
