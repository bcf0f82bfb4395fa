//! What corrections teach: a little, of one product, in the open.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

mod support;

use ledgerium_recorder::rules::{LEARN_AT_MOST, LEARN_BY, RULES};
use ledgerium_session::derived::Phase;
use serde_json::{Value, json};
use support::stories::{DIRECTORY, MAIL, confirm, grant, request};
use support::{Desk, stories};

fn published(rule: &str) -> i32 {
    RULES.iter().find(|own| own.name == rule).unwrap().weight
}

/// A desk whose directory has these weights.
fn desk(weights: &Value) -> Desk {
    let mut desk = Desk::new();
    stories::systems(&mut desk);
    desk.call(
        "system",
        json!({ "origin": "https://console.example", "kind": "directory", "name": "Console", "weights": weights }).to_string(),
    );
    desk
}

fn of(desk: &Desk, origin: &str) -> Value {
    let learned = serde_json::to_value(desk.recorder.learned()).unwrap();
    let own = learned
        .as_array()
        .unwrap()
        .iter()
        .find(|own| own["origin"] == origin);
    own.map_or(Value::Null, |own| own["weights"].clone())
}

fn relabel(desk: &mut Desk, system: u32, phase: &str) -> Value {
    let steps = desk.recorder.view().unwrap().steps;
    let step = steps
        .iter()
        .find(|step| step.system.map(|own| own.0) == Some(system))
        .unwrap();
    let line = desk.author(&json!({ "authored": "relabel", "entries": step.entries, "phase": phase }));
    serde_json::from_str::<Value>(&line[0]).unwrap()["i"].take()
}

#[test]
fn a_correction_moves_the_rules_that_fired_and_no_others() {
    let mut desk = stories::tell(&[request, grant, confirm]);
    assert_eq!(desk.recorder.learned().len(), 0, "nothing was corrected yet");
    relabel(&mut desk, 4, "other");
    assert_eq!(of(&desk, DIRECTORY), Value::Null);
    let weights = of(&desk, MAIL);
    let weight = |rule: &str| {
        let own = weights.as_array().unwrap().iter().find(|own| own["rule"] == rule);
        own.map(|own| own["weight"].as_i64().unwrap())
    };
    assert_eq!(
        weight("mail.visit"),
        Some(i64::from(published("mail.visit") - LEARN_BY))
    );
    assert_eq!(weight("none"), Some(i64::from(published("none") + LEARN_BY)));
    assert_eq!(weight("console.commit"), None);
}

#[test]
fn what_was_taken_back_teaches_nothing() {
    let mut desk = stories::tell(&[request, confirm]);
    let entry = relabel(&mut desk, 4, "other");
    desk.author(&json!({ "authored": "undo", "entry": entry }));
    assert_eq!(of(&desk, MAIL), Value::Null);
}

#[test]
fn a_recording_says_which_weights_it_was_made_with_and_uses_them_in_that_system_alone() {
    let heavy = json!([{ "rule": "console.visit", "weight": published("console.visit") + LEARN_AT_MOST }]);
    let mut desk = desk(&heavy);
    for (origin, tab) in [("https://console.example", 7), (DIRECTORY, 8)] {
        let mut page = desk.open(origin, tab, json!(["list"]), json!({ "heading": ["users"] }));
        desk.press(&mut page, "link", json!(["edit"]));
    }
    let steps = desk.recorder.view().unwrap().steps;
    let weight = |system: u32| {
        let step = steps
            .iter()
            .find(|step| step.system.map(|own| own.0) == Some(system))
            .unwrap();
        assert_eq!(step.phase, Phase::Grant);
        step.rules
            .iter()
            .find(|rule| rule.rule.as_str() == "console.visit")
            .unwrap()
            .weight
    };
    assert_eq!(weight(5), published("console.visit") + LEARN_AT_MOST);
    assert_eq!(weight(2), published("console.visit"));
    assert!(
        desk.lines
            .iter()
            .any(|line| line.contains("\"weights\":[{\"rule\":\"console.visit\""))
    );
}

#[test]
fn nothing_is_learned_beyond_a_limit_however_often_it_is_said() {
    let least = published("mail.visit") - LEARN_AT_MOST;
    let mut weights = json!([]);
    for _ in 0..12 {
        let mut desk = Desk::new();
        stories::systems(&mut desk);
        let origin = "https://post.example";
        let system = json!({ "origin": origin, "kind": "email", "name": "Post", "weights": weights });
        desk.call("system", system.to_string());
        let mut page = desk.open(origin, 7, json!(["mail"]), json!({ "heading": ["inbox"] }));
        desk.press(&mut page, "link", json!(["reply"]));
        let machine = desk.recorder.view().unwrap().steps[0].phase;
        if machine != Phase::Confirm {
            break;
        }
        relabel(&mut desk, 5, "other");
        weights = of(&desk, origin);
        let own = weights
            .as_array()
            .unwrap()
            .iter()
            .find(|own| own["rule"] == "mail.visit")
            .unwrap();
        assert!(own["weight"].as_i64().unwrap() >= i64::from(least.max(0)));
    }
    assert_ne!(weights, json!([]));
}

#[test]
fn weights_that_corrections_do_not_give_are_refused() {
    let mut desk = Desk::new();
    for (rule, weight) in [
        ("no.rule", 100),
        ("console.visit", published("console.visit") + LEARN_AT_MOST + 1),
        ("none", -1),
    ] {
        let system = json!({ "origin": "https://console.example", "kind": "iam", "name": "Console",
            "weights": [{ "rule": rule, "weight": weight }] });
        let error = desk.recorder.system(desk.now, &system.to_string()).unwrap_err();
        assert!(error.to_string().contains("reset what was learned"), "{error}");
    }
}
