//! What becomes of journal records: each once, and everything missing or refused as a gap.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

mod support;

use ledgerium_recorder::{Incoming, Recorder, State};
use serde_json::{Value, json};
use support::stories::{MAIL, TICKETS, systems};
use support::{Desk, Page};

fn desk() -> Desk {
    let mut desk = Desk::new();
    systems(&mut desk);
    desk
}

fn bodies(lines: &[String]) -> Vec<Value> {
    lines
        .iter()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["body"].take())
        .collect()
}

/// The gaps in these lines as `cause count`.
fn gaps(lines: &[String]) -> Vec<String> {
    bodies(lines)
        .iter()
        .filter(|body| body["type"] == "gap")
        .map(|gap| format!("{} {}", gap["cause"].as_str().unwrap(), gap["count"]))
        .collect()
}

fn view(words: Value) -> Value {
    json!({ "event": "view", "heading": words })
}

fn record(desk: &Desk, page: &mut Page) -> Incoming {
    desk.record(page, &view(json!(["ticket"])), &[], &json!([]))
}

#[test]
fn a_record_that_comes_twice_is_taken_once() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let (one, two) = (record(&desk, &mut page), record(&desk, &mut page));
    assert_eq!(desk.ingest(&[one.clone(), two.clone()]).len(), 2);
    let private = desk.private.clone();
    assert_eq!(desk.ingest(&[two.clone(), one, two]).len(), 0);
    assert_eq!(desk.private, private);
}

#[test]
fn missing_records_are_counted_and_a_late_one_is_taken() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let first = record(&desk, &mut page);
    let lost: Vec<Incoming> = (0..3).map(|_| record(&desk, &mut page)).collect();
    let after = record(&desk, &mut page);
    let lines = desk.ingest(&[first, after]);
    assert_eq!(gaps(&lines), ["sequence 3"]);
    assert_eq!(
        bodies(&lines)[1]["type"],
        "gap",
        "the gap stands before what follows it"
    );
    assert_eq!(desk.ingest(&lost[1..2]).len(), 1);
    assert_eq!(desk.ingest(&lost[1..2]).len(), 0);
    assert_eq!(bodies(&desk.ingest(&lost[0..1]))[0]["seq"], 2);
}

#[test]
fn a_wrong_mark_is_refused_and_counted_once() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let mut forged = record(&desk, &mut page);
    forged.body = forged.body.replace("ticket", "approve");
    let mut short = record(&desk, &mut page);
    short.mark.truncate(20);
    let good = record(&desk, &mut page);
    let lines = desk.ingest(&[forged, short, good]);
    // The refused ones explain the hole before the good one.
    assert_eq!(gaps(&lines), ["bad_mark 2"]);
    assert_eq!(desk.recorder.view().unwrap().session.refused, 2);
}

#[test]
fn before_the_secret_is_known_records_are_unconfirmed_and_after_it_refused() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let mut early = record(&desk, &mut page);
    early.mark.clear();
    assert_eq!(bodies(&desk.ingest(&[early]))[0]["unconfirmed"], true);
    let confirmed = record(&desk, &mut page);
    assert!(bodies(&desk.ingest(&[confirmed]))[0].get("unconfirmed").is_none());
    let mut forged = record(&desk, &mut page);
    forged.mark.clear();
    assert_eq!(gaps(&desk.ingest(&[forged])), ["bad_mark 1"]);
}

/// Makes a good record a bad one.
type Spoil = Box<dyn Fn(&mut Value)>;

#[test]
fn hostile_records_are_refused_whole() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let good = record(&desk, &mut page);
    desk.ingest(std::slice::from_ref(&good));
    let good: Value = serde_json::from_str(&good.body).unwrap();
    let cases: Vec<(&str, Spoil)> = vec![
        ("another version", Box::new(|r| r["v"] = 2.into())),
        ("an unknown field", Box::new(|r| r["label"] = "x".into())),
        (
            "an unknown field of the event",
            Box::new(|r| r["event"]["text"] = "x".into()),
        ),
        (
            "an unknown event",
            Box::new(|r| r["event"] = json!({ "event": "typed", "text": "x" })),
        ),
        (
            "a word on no list",
            Box::new(|r| r["event"]["heading"] = json!(["hunter"])),
        ),
        (
            "a word with a digit",
            Box::new(|r| r["event"]["heading"] = json!(["b2b"])),
        ),
        (
            "a word with a capital",
            Box::new(|r| r["event"]["heading"] = json!(["Ticket"])),
        ),
        (
            "a term that is not in its table",
            Box::new(|r| r["event"]["heading"] = json!([0])),
        ),
        (
            "a term of no vocabulary",
            Box::new(|r| {
                r["terms"] = json!([999]);
                r["event"]["heading"] = json!([0]);
            }),
        ),
        (
            "a person that is not in its table",
            Box::new(|r| {
                r["event"] = json!({ "event": "person", "role": "owner", "person": { "person": 7 } });
            }),
        ),
        ("a tag that is none", Box::new(|r| r["tags"] = json!([["jane"]]))),
        (
            "another document",
            Box::new(|r| r["document"] = "f".repeat(32).into()),
        ),
        ("number zero", Box::new(|r| r["seq"] = 0.into())),
        (
            "a time that JSON cannot hold",
            Box::new(|r| r["wall"] = json!(u64::MAX)),
        ),
        ("a fraction", Box::new(|r| r["mono"] = json!(1.5))),
        (
            "a ticket that is a sentence",
            Box::new(|r| r["event"]["ticket"] = "Jane Roe 1".into()),
        ),
        (
            "too long a label",
            Box::new(|r| r["event"]["heading"] = json!(vec!["ticket"; 25])),
        ),
        (
            "too many things",
            Box::new(|r| {
                r["tags"] = json!([["0000000000000001"]]);
                r["event"] = json!({ "event": "members", "things": vec![json!({ "person": 0 }); 257] });
            }),
        ),
    ];
    for (what, change) in cases {
        let mut bad = good.clone();
        change(&mut bad);
        let body = bad.to_string();
        let incoming = Incoming {
            document: page.name.clone(),
            mark: ledgerium_recorder::mark(&page.secret, &body).unwrap(),
            secret: Some(page.secret.clone()),
            origin: Some(TICKETS.to_owned()),
            tab: Some(1),
            seq: None,
            body,
        };
        let lines = desk.ingest(&[incoming]);
        assert_eq!(gaps(&lines), ["bad_record 1"], "{what}");
        assert_eq!(lines.len(), 1, "{what}");
        assert!(!lines[0].contains("hunter"), "{what}");
    }
    let mut long = record(&desk, &mut page);
    long.body = format!("{}{}", long.body, " ".repeat(16 * 1024));
    assert_eq!(gaps(&desk.ingest(&[long])), ["bad_record 1"]);
    let mut elsewhere = record(&desk, &mut page);
    elsewhere.origin = Some("http://elsewhere.localhost".to_owned());
    assert_eq!(gaps(&desk.ingest(&[elsewhere])), ["bad_record 1"]);
    let mut nameless = record(&desk, &mut page);
    nameless.document = "not a document".to_owned();
    assert!(bodies(&desk.ingest(&[nameless]))[0].get("document").is_none());
}

#[test]
fn a_flood_is_cut_and_counted_and_what_comes_after_it_is_taken() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let mut taken = 0;
    for _ in 0..100 {
        desk.wait(10);
        let flood: Vec<Incoming> = (0..100).map(|_| record(&desk, &mut page)).collect();
        let lines = desk.ingest(&flood);
        taken += bodies(&lines)
            .iter()
            .filter(|body| body["type"] == "page")
            .count();
    }
    assert!(
        (200..=200 + 160 + 10).contains(&taken),
        "{taken} of 10,000 in a second"
    );
    let counted: u64 = desk
        .recorder
        .view()
        .unwrap()
        .session
        .gaps
        .iter()
        .map(|gap| u64::from(gap.count))
        .sum();
    assert_eq!(counted + u64::try_from(taken).unwrap(), 10_000);
    desk.wait(1_000);
    let after = record(&desk, &mut page);
    assert_eq!(gaps(&desk.ingest(&[after])), [""; 0]);
}

#[test]
fn a_number_that_was_refused_stays_open_for_the_real_record() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let one = record(&desk, &mut page);
    desk.ingest(&[one]);
    let real = record(&desk, &mut page);
    let forged = Incoming {
        mark: "00".repeat(16),
        ..real.clone()
    };
    assert_eq!(gaps(&desk.ingest(&[forged])), ["bad_mark 1"]);
    let lines = desk.ingest(std::slice::from_ref(&real));
    assert_eq!((lines.len(), gaps(&lines).len()), (1, 0));
    assert!(desk.ingest(&[real]).is_empty());
}

#[test]
fn clocks_that_disagree_are_written_down() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let one = record(&desk, &mut page);
    desk.wait(900);
    let mut two: Value = serde_json::from_str(&record(&desk, &mut page).body).unwrap();
    two["mono"] = json!(two["mono"].as_u64().unwrap() + 1_500_000);
    let body = two.to_string();
    let two = Incoming {
        mark: ledgerium_recorder::mark(&page.secret, &body).unwrap(),
        body,
        seq: two["seq"].as_u64().and_then(|seq| u32::try_from(seq).ok()),
        ..one.clone()
    };
    desk.ingest(&[one]);
    assert_eq!(gaps(&desk.ingest(&[two])), ["clock_jump 1"]);
}

#[test]
fn nothing_is_written_while_paused_and_the_count_goes_on() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let before = record(&desk, &mut page);
    desk.wait(1_000);
    desk.call("pause", "");
    // Drained late, but it happened before the pause.
    assert_eq!(bodies(&desk.ingest(&[before]))[0]["type"], "page");
    desk.wait(1_000);
    let paused = record(&desk, &mut page);
    let lines = desk.ingest(&[paused]);
    assert_eq!(gaps(&lines), ["paused 1"]);
    assert_eq!(lines.len(), 1);
    desk.wait(1_000);
    desk.call("resume", "");
    let after = record(&desk, &mut page);
    assert_eq!(gaps(&desk.ingest(&[after])), [""; 0]);
}

#[test]
fn what_the_page_side_lost_or_cannot_see_becomes_a_gap() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let dropped = desk.record(
        &mut page,
        &json!({ "event": "dropped", "count": 40 }),
        &[],
        &json!([]),
    );
    let frames = desk.record(
        &mut page,
        &json!({ "event": "uncovered", "frames": 2 }),
        &[],
        &json!([]),
    );
    let mut found = gaps(&desk.ingest(&[dropped, frames]));
    found.sort();
    assert_eq!(found, ["frame_not_covered 2", "rate 40"]);
}

#[test]
fn two_forms_of_one_person_are_one_from_then_on_and_the_log_says_so() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let mut name = |desk: &mut Desk, tags: Value| {
        let event = json!({ "event": "person", "role": "requester", "person": { "person": 0 } });
        let record = desk.record(&mut page, &event, &[], &json!([tags]));
        bodies(&desk.ingest(&[record]))
    };
    let (login, full) = ("00000000000000a1", "00000000000000a2");
    let person = |bodies: &[Value]| bodies.last().unwrap()["event"]["person"]["person"].clone();
    assert_eq!(person(&name(&mut desk, json!([login]))), 1);
    assert_eq!(person(&name(&mut desk, json!([full]))), 2);
    let joined = name(&mut desk, json!([full, login]));
    assert_eq!(
        joined[0],
        json!({ "type": "joined", "of": "person", "older": 1, "newer": 2 })
    );
    assert_eq!(person(&joined), 1);
    assert_eq!(person(&name(&mut desk, json!([full]))), 1);
    assert_eq!(person(&name(&mut desk, json!(["00000000000000a3"]))), 3);
    assert!(
        desk.lines
            .iter()
            .all(|line| !line.contains(login) && !line.contains(full))
    );
}

#[test]
fn terms_are_written_down_when_they_are_first_named() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let event = json!({ "event": "mention", "place": "body", "things": [{ "term": 0 }, { "term": 1 }] });
    let one = desk.record(&mut page, &event, &[12, 11], &json!([]));
    let two = desk.record(&mut page, &event, &[11, 12], &json!([]));
    let lines = bodies(&desk.ingest(&[one, two]));
    let kinds: Vec<&str> = lines.iter().filter_map(|body| body["type"].as_str()).collect();
    assert_eq!(kinds, ["term", "term", "page", "page"]);
    assert_eq!(lines[0]["text"], "Read only");
    assert_eq!(lines[2]["event"]["things"], json!([{ "term": 1 }, { "term": 2 }]));
    assert_eq!(lines[3]["event"]["things"], json!([{ "term": 2 }, { "term": 1 }]));
}

#[test]
fn the_first_ticket_is_the_sessions_and_another_is_offered() {
    let mut desk = desk();
    let ticket = |n: &str| json!({ "heading": ["ticket"], "ticket": n });
    desk.open(MAIL, 2, json!(["mail"]), ticket("99"));
    assert_eq!(
        desk.recorder.view().unwrap().session.ticket,
        None,
        "mail names no ticket"
    );
    desk.open(TICKETS, 1, json!(["ticket"]), ticket("4711"));
    let view = desk.recorder.view().unwrap();
    assert_eq!(view.session.ticket.unwrap().as_str(), "4711");
    assert!(view.other_ticket.is_none());
    desk.open(TICKETS, 1, json!(["ticket"]), ticket("4712"));
    let other = desk.recorder.view().unwrap().other_ticket.unwrap();
    assert_eq!((other.ticket.as_str(), other.system.0), ("4712", 1));
    desk.open(TICKETS, 1, json!(["ticket"]), ticket("4711"));
    assert!(desk.recorder.view().unwrap().other_ticket.is_none());
}

#[test]
fn each_state_takes_what_fits_and_says_what_to_do_instead() {
    let mut desk = desk();
    let refused = |recorder: &mut Recorder, call: &str, arg: &str| {
        let error = support::run(recorder, call, support::START, arg).unwrap_err();
        assert_eq!(error.code(), "wrong_state");
        error.to_string()
    };
    assert!(refused(&mut desk.recorder, "resume", "").contains("records already"));
    assert!(refused(&mut desk.recorder, "finish", "exported").contains("stop it first"));
    desk.call("park", "");
    assert!(refused(&mut desk.recorder, "pause", "").contains("resume it first"));
    desk.call("resume", "");
    desk.call("gap", json!({ "cause": "browser_restarted" }).to_string());
    assert_eq!(desk.recorder.state(), State::Interrupted);
    desk.call("resume", "");
    desk.call("stop", "");
    desk.call("resume", "");
    desk.call("stop", "");
    desk.call("finish", "exported");
    assert_eq!(desk.recorder.state(), State::Finished);
    assert!(refused(&mut desk.recorder, "resume", "").contains("begin a new recording"));
    assert!(refused(&mut desk.recorder, "ingest", "[]").contains("sealed"));
}

#[test]
fn a_record_that_is_refused_twice_hides_none_that_is_lost() {
    let mut desk = desk();
    let mut page = desk.load(TICKETS, 1);
    let first = record(&desk, &mut page);
    let mut forged = record(&desk, &mut page);
    forged.mark = "0".repeat(32);
    desk.ingest(&[first]);
    assert_eq!(gaps(&desk.ingest(std::slice::from_ref(&forged))), ["bad_mark 1"]);
    let again = desk.ingest(&[forged.clone(), forged]);
    assert_eq!(again, [""; 0], "the same key again is the same record");
    let _lost = record(&desk, &mut page);
    let after = record(&desk, &mut page);
    assert_eq!(gaps(&desk.ingest(&[after])), ["sequence 1"]);
}

#[test]
fn what_an_earlier_recording_left_in_the_journal_is_refused_and_counted() {
    let mut desk = desk();
    let began = desk.now;
    desk.now = began - 1_001;
    let mut old = desk.load(TICKETS, 1);
    let stale = record(&desk, &mut old);
    // An edited field is stamped with the full second.
    desk.now = began - 1_000;
    let mut page = desk.load(TICKETS, 2);
    let coarse = record(&desk, &mut page);
    desk.now = began;
    assert_eq!(gaps(&desk.ingest(&[stale])), ["bad_record 1"]);
    assert_eq!(bodies(&desk.ingest(&[coarse]))[0]["type"], "page");
}

#[test]
fn times_that_no_clock_shows_add_up_to_no_trap() {
    let mut desk = desk();
    for _ in 0..2_100 {
        desk.recorder.pause(0).unwrap();
        desk.recorder.resume((1 << 53) - 1).unwrap();
    }
    assert!(desk.recorder.view().is_ok());
}
