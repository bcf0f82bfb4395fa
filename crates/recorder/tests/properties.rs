//! What holds for every journal, not only for those that somebody thought of.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

mod support;

use ledgerium_recorder::{Incoming, Recorder, derive, mark};
use ledgerium_session::{Entry, chain};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::Desk;
use support::stories::{ACCESS, DIRECTORY, MAIL, TICKETS, systems};

/// A word of the lists, a mask or a term.
fn token() -> impl Strategy<Value = Value> {
    const WORDS: &[&str] = &[
        "add", "approve", "approved", "close", "closed", "edit", "group", "open", "pending", "rejected",
        "resolve", "role", "save", "search", "send", "status", "submit", "take", "ticket", "user",
    ];
    prop_oneof![
        6 => prop::sample::select(WORDS).prop_map(Value::from),
        1 => Just(Value::Null),
        1 => (0..3_u32).prop_map(Value::from),
    ]
}

fn label() -> impl Strategy<Value = Value> {
    prop::collection::vec(token(), 0..4).prop_map(Value::from)
}

fn thing() -> impl Strategy<Value = Value> {
    prop_oneof![
        (0..4_u32).prop_map(|n| json!({ "person": n })),
        (0..4_u32).prop_map(|n| json!({ "entitlement": n })),
        (0..3_u32).prop_map(|n| json!({ "term": n })),
    ]
}

fn control() -> impl Strategy<Value = Value> {
    const ROLES: &[&str] = &[
        "button",
        "submit",
        "link",
        "checkbox",
        "textbox",
        "option",
        "menu_item",
    ];
    (prop::sample::select(ROLES), label(), label(), any::<bool>()).prop_map(|(role, name, place, submits)| {
        let mut control =
            json!({ "role": role, "name": name, "within": [{ "kind": "dialog", "name": place }] });
        if submits {
            control["submits"] = true.into();
        }
        control
    })
}

fn event() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => control().prop_map(|control| json!({ "event": "gesture", "by": "pointer", "control": control })),
        2 => (control(), prop::sample::select(&["get", "post", "dialog"][..])).prop_map(|(control, method)| {
            json!({ "event": "submit", "origin": "gesture", "method": method, "control": control })
        }),
        2 => (control(), label()).prop_map(|(control, item)| {
            json!({ "event": "choice", "control": control, "choice": { "did": "chose", "items": [item] } })
        }),
        2 => (label(), prop::sample::select(&["load", "push", "reload", "traverse"][..]))
            .prop_map(|(route, how)| json!({ "event": "navigation", "how": how, "route": route })),
        2 => (label(), prop::option::of(0..3_u32)).prop_map(|(heading, ticket)| {
            let mut view = json!({ "event": "view", "heading": heading });
            if let Some(ticket) = ticket {
                view["ticket"] = format!("TK-{ticket}").into();
            }
            view
        }),
        2 => (label(), prop::sample::select(&["ticket", "approval", "access", "unknown"][..]))
            .prop_map(|(value, of)| json!({ "event": "state", "of": of, "value": value })),
        1 => (thing(), prop::collection::vec(thing(), 0..4))
            .prop_map(|(of, things)| json!({ "event": "members", "list": ["groups"], "of": of, "things": things })),
        1 => (label(), prop::sample::select(&["message", "error", "dialog_opened", "dialog_closed"][..]))
            .prop_map(|(words, outcome)| json!({ "event": "outcome", "outcome": outcome, "words": words })),
        1 => (0..4_u32, prop::sample::select(&["requester", "approver", "subject", "signed_in"][..]))
            .prop_map(|(n, role)| json!({ "event": "person", "role": role, "person": { "person": n } })),
        1 => any::<bool>().prop_map(|shown| json!({ "event": "visible", "shown": shown })),
        1 => label().prop_map(|words| json!({ "event": "pointed", "words": words })),
    ]
}

/// Tags of which any two records may share some.
fn tags() -> impl Strategy<Value = Value> {
    prop::collection::vec(
        prop::collection::vec((1..9_u64).prop_map(|n| format!("{n:016x}")), 1..3),
        4,
    )
    .prop_map(|tags| json!(tags))
}

/// What happens: an event in one of the systems, or something that the agent does.
#[derive(Debug, Clone)]
enum Happening {
    Event(usize, Value, Value),
    Turn(&'static str),
    Lost,
    Noted,
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        20 => (0..4_usize, event(), tags()).prop_map(|(at, event, tags)| Happening::Event(at, event, tags)),
        1 => prop::sample::select(&["pause", "resume", "park", "stop"][..]).prop_map(Happening::Turn),
        1 => Just(Happening::Lost),
        1 => Just(Happening::Noted),
    ]
}

/// A desk where all this happened.
fn live(happenings: &[Happening]) -> Desk {
    let mut desk = Desk::new();
    systems(&mut desk);
    let mut pages: Vec<support::Page> = [TICKETS, DIRECTORY, ACCESS, MAIL]
        .into_iter()
        .zip(1..)
        .map(|(origin, tab)| desk.load(origin, tab))
        .collect();
    for happening in happenings {
        desk.wait(400);
        match happening {
            Happening::Event(at, event, tags) => {
                let record = desk.record(&mut pages[*at], event, &[11, 12, 13], tags);
                desk.ingest(&[record]);
            }
            Happening::Turn(turn) => {
                // Most of them do not fit the state; what is refused changes nothing.
                let mut tried = desk.recorder.clone();
                if support::run(&mut tried, turn, desk.now, "").is_ok() {
                    desk.call(turn, "");
                }
            }
            Happening::Lost => pages[0].seq += 3,
            Happening::Noted => {
                desk.author(&json!({ "authored": "note", "text": "so it was" }));
            }
        }
    }
    desk
}

fn entries(desk: &Desk) -> Vec<Entry> {
    desk.lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn finish(mut recorder: Recorder, now: u64) -> Vec<u8> {
    if recorder.state() != ledgerium_recorder::State::Stopped {
        recorder.stop(now).unwrap();
    }
    recorder.finish(now, "exported").unwrap();
    recorder.payload().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_restart_at_any_call_changes_no_byte(happenings in prop::collection::vec(happening(), 1..40), cut in any::<prop::sample::Index>()) {
        let whole = live(&happenings);
        let cut = cut.index(whole.calls.len() - 1) + 1;
        let mut before = Desk::new();
        for call in &whole.calls[1..cut] {
            before.now = call.now;
            before.call(&call.call, call.arg.clone());
        }
        let mut recorder = Recorder::restore(&before.lines.join("\n"), &before.private).unwrap().judged_by(ledgerium_analysis::judge);
        recorder.vocabulary(&support::setup()["vocabulary"].to_string()).unwrap();
        for call in &whole.calls[cut..] {
            support::run(&mut recorder, &call.call, call.now, &call.arg).unwrap();
        }
        prop_assert_eq!(recorder.view().unwrap(), whole.recorder.view().unwrap());
        prop_assert_eq!(finish(recorder, whole.now), finish(whole.recorder.clone(), whole.now));
    }

    #[test]
    fn the_log_alone_gives_what_was_shown(happenings in prop::collection::vec(happening(), 1..40)) {
        let desk = live(&happenings);
        let entries = entries(&desk);
        chain::check(&entries).unwrap();
        let derived = derive(&entries).unwrap();
        prop_assert_eq!(&derived.steps, &desk.recorder.view().unwrap().steps);
        // Every entry is in one step at most, and steps stand in the order of their first entries.
        let mut seen = std::collections::BTreeSet::new();
        for step in &derived.steps {
            prop_assert_eq!(step.entries.first(), Some(&step.first));
            prop_assert!(step.entries.is_sorted());
            prop_assert!(step.entries.iter().all(|entry| seen.insert(*entry)));
            prop_assert!(step.commits.iter().all(|commit| step.entries.contains(commit)));
            for rule in &step.rules {
                prop_assert!(rule.entries.iter().all(|entry| step.entries.contains(entry)));
            }
        }
        prop_assert!(derived.steps.is_sorted_by_key(|step| step.first));
    }

    #[test]
    fn records_that_come_again_change_nothing(happenings in prop::collection::vec(happening(), 1..30)) {
        let mut desk = live(&happenings);
        let again: Vec<String> = desk.calls.iter().filter(|call| call.call == "ingest").map(|call| call.arg.clone()).collect();
        let before = (desk.lines.len(), desk.private.clone(), desk.recorder.view().unwrap());
        for records in again {
            desk.call("ingest", records);
        }
        prop_assert_eq!(before, (desk.lines.len(), desk.private.clone(), desk.recorder.view().unwrap()));
    }

    #[test]
    fn whatever_is_sent_the_recorder_lives_on(bodies in prop::collection::vec(hostile(), 1..12), arguments in ".{0,60}") {
        let mut desk = Desk::new();
        systems(&mut desk);
        let mut page = desk.load(TICKETS, 1);
        for body in bodies {
            let incoming = Incoming {
                mark: mark(&page.secret, &body).unwrap(),
                document: page.name.clone(),
                secret: Some(page.secret.clone()),
                origin: Some(TICKETS.to_owned()),
                tab: Some(1),
                seq: None,
                body,
            };
            desk.ingest(&[incoming]);
        }
        for call in ["ingest", "system", "ticket", "gap", "author", "finish"] {
            let _ = support::run(&mut desk.recorder, call, desk.now, &arguments);
        }
        page.seq = 1_000_000;
        let good = desk.record(&mut page, &json!({ "event": "view" }), &[], &json!([]));
        let lines = desk.ingest(&[good]);
        prop_assert!(lines.last().unwrap().contains("\"event\":\"view\""));
        chain::check(&entries(&desk)).unwrap();
    }
}

/// JSON that looks like a record until one looks closer, and text that does not.
fn hostile() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        token(),
        thing(),
    ];
    let value = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key(), inner, 0..5).prop_map(|map| json!(map)),
        ]
    });
    let record = (event(), value.clone(), key(), 1..20_u32).prop_map(|(mut event, value, key, seq)| {
        event[key] = value;
        json!({ "v": 1, "document": format!("{:032x}", 1), "seq": seq, "wall": support::START, "mono": 1,
            "frame": "top", "terms": [11, 12, 13], "tags": [["0000000000000001"]], "event": event })
        .to_string()
    });
    prop_oneof![3 => record, 1 => value.prop_map(|value| value.to_string()), 1 => ".{0,80}"]
}

fn key() -> impl Strategy<Value = String> {
    const KEYS: &[&str] = &[
        "event", "control", "name", "within", "choice", "did", "items", "things", "of", "at", "heading",
        "ticket", "words", "things", "person", "term", "role", "kind", "row", "v", "seq", "x",
    ];
    prop::sample::select(KEYS).prop_map(str::to_owned)
}
