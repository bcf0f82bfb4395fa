//! Logs that hang together and are sealed, and that no recorder writes all the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

mod support;

use ledgerium_recorder::{Recorder, check_file};
use ledgerium_session::ids::hex;
use ledgerium_session::{Entry, canonical, chain};
use serde_json::{Value, json};
use support::{Desk, START, signing_key, stories};

/// The log of a story with something changed, chained and sealed anew: whether the import takes it.
fn forge(change: impl Fn(&mut Vec<Value>)) -> Result<(), String> {
    use ed25519_dalek::Signer;
    let mut desk: Desk = stories::no_approval();
    desk.seal();
    let whole = desk
        .lines
        .iter()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["body"].take());
    let mut bodies: Vec<Value> = whole.collect();
    change(&mut bodies);
    let mut hash = chain::start();
    let lines: Vec<String> = (0..)
        .zip(&bodies)
        .map(|(i, body)| {
            let mut body = body.clone();
            if body["root"] == "right" {
                body["root"] = hash.to_string().into();
            }
            let body = serde_json::from_value(body).unwrap();
            let wall = START + u64::from(i);
            hash = chain::link(hash, i, wall, &body).unwrap();
            let line = canonical::to_bytes(&Entry { i, wall, body, hash }).unwrap();
            String::from_utf8(line).unwrap()
        })
        .collect();
    let recorder = Recorder::restore(&lines.join("\n"), "").unwrap();
    let signature = signing_key().sign(&recorder.payload().unwrap());
    let bytes = recorder.seal(&hex(&signature.to_bytes())).unwrap();
    check_file(&bytes).map_err(|error| error.to_string())
}

fn end(bodies: &mut [Value]) -> &mut Value {
    let last = bodies.last_mut().unwrap();
    last["root"] = "right".into();
    last
}

#[test]
fn a_log_that_was_only_chained_anew_is_taken() {
    assert_eq!(
        forge(|bodies| {
            end(bodies);
        }),
        Ok(())
    );
}

#[test]
fn what_no_recorder_writes_is_refused_however_well_it_is_sealed() {
    type Change = fn(&mut Vec<Value>);
    let cases: [(&str, Change); 7] = [
        ("names a rule set", |bodies| {
            end(bodies);
            bodies[0]["rules"] = 999.into();
        }),
        ("second beginning", |bodies| {
            bodies[30] = bodies[0].clone();
            end(bodies);
        }),
        ("after the last one", |bodies| {
            end(bodies);
            let mut again = bodies.last().unwrap().clone();
            again["entries"] = (bodies.len()).into();
            bodies.push(again);
        }),
        ("counts other entries", |bodies| {
            end(bodies)["entries"] = 4_000.into();
        }),
        ("counts other entries or gaps", |bodies| {
            end(bodies)["gaps"] = 77.into();
        }),
        ("another root", |bodies| {
            end(bodies)["root"] = "0".repeat(64).into();
        }),
        ("on no published list", |bodies| {
            let heading = bodies.iter_mut().find(|body| body["event"]["event"] == "view");
            heading.unwrap()["event"]["heading"] = json!(["janeroe"]);
            end(bodies);
        }),
    ];
    for (what, change) in cases {
        let refused = forge(change).unwrap_err();
        assert!(refused.contains(what), "{what}: {refused}");
    }
    let doubled = forge(|bodies| {
        let (first, second) = (bodies[5]["seq"].clone(), &mut bodies[6]);
        assert_eq!(second["type"], "page");
        second["seq"] = first;
        end(bodies);
    });
    assert!(doubled.unwrap_err().contains("entry 6 doubles a number"));
}
