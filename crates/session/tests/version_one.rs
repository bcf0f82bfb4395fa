//! The bytes of version 1 are final: files of today must check tomorrow. A change that turns these tests red breaks
//! every file that was ever attached to a ticket.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says by a panic what is wrong"
)]

use ledgerium_session::chain::{self, ChainError};
use ledgerium_session::{Body, Entry, SessionFile, canonical};

/// One body of every kind, as JSON in canonical form.
const BODIES: &[&str] = &[
    r#"{"agent":"service desk","build":"00","continues":{"root":"00","session":"019a0000-0000-7000-8000-000000000000"},"lexicon":"00","nonce":"00","profiles":"00","public_key":"00","recorder":"0.1.0","rules":1,"session":"019a0000-0000-7000-8000-000000000001","type":"genesis","vocabulary":"00","weights":[{"rule":"iam.add","weight":1500}]}"#,
    r#"{"id":1,"kind":"ticketing","name":"Request Tracker","origin":"http://rt.localhost:18101","profile":"request-tracker","type":"system"}"#,
    r#"{"id":1,"kind":"entitlement","source":"matrix","text":"Finance Reporting - read only","type":"term"}"#,
    r#"{"document":1,"event":{"by":"pointer","control":{"name":["add",null,"to",1],"role":"submit","row":[{"person":1}],"submits":true,"within":[{"kind":"dialog","name":["group"]}]},"event":"gesture"},"frame":"top","mono":1200000,"seq":1,"system":1,"tab":1,"type":"page"}"#,
    r#"{"document":1,"event":{"control":{"role":"listbox"},"choice":{"did":"chose","items":[["read"]],"things":[{"term":1},{"entitlement":2}]},"event":"choice"},"frame":"inner","mono":1300000,"seq":2,"system":1,"tab":1,"type":"page","unconfirmed":true}"#,
    r#"{"document":1,"event":{"event":"submit","method":"post","origin":"unknown"},"frame":"top","mono":1400000,"seq":3,"system":1,"tab":1,"type":"page"}"#,
    r#"{"document":1,"event":{"at":{"local":"2026-11-23T18:05","offset_minutes":60},"event":"claim","of":"approved"},"frame":"top","mono":1500000,"seq":4,"system":1,"tab":1,"type":"page"}"#,
    r#"{"document":1,"event":{"event":"members","list":["groups"],"of":{"person":1},"things":[{"entitlement":1}]},"frame":"top","mono":1600000,"seq":5,"system":1,"tab":1,"type":"page"}"#,
    r#"{"entry":{"authored":"relabel","entries":[3,4],"phase":"grant"},"type":"authored"}"#,
    r#"{"cause":"sequence","count":2,"document":1,"type":"gap"}"#,
    r#"{"system":1,"ticket":"TK-12","type":"ticket"}"#,
    r#"{"type":"paused"}"#,
    r#"{"type":"resumed"}"#,
    r#"{"type":"parked"}"#,
    r#"{"type":"stopped"}"#,
    r#"{"entries":15,"gaps":1,"reason":"exported","root":"00","type":"finished"}"#,
];

/// What the chain over [`BODIES`] ends in, computed once and never again.
const ROOT: &str = "93c89d69442a90bcf1afead5b80b22154ed5b45a2a9aa5442645708c4ec4b8c0";

fn bodies() -> Vec<Body> {
    let zeros = format!(":\"{}\"", "0".repeat(64));
    BODIES
        .iter()
        .map(|text| serde_json::from_str(&text.replace(":\"00\"", &zeros)).expect(text))
        .collect()
}

fn log() -> Vec<Entry> {
    let mut previous = chain::start();
    (0_u32..)
        .zip(bodies())
        .map(|(i, body)| {
            let wall = 1_795_456_000_000 + u64::from(i);
            previous = chain::link(previous, i, wall, &body).unwrap();
            Entry {
                i,
                wall,
                body,
                hash: previous,
            }
        })
        .collect()
}

#[test]
fn every_body_reads_and_writes_the_same_bytes() {
    let zeros = format!(":\"{}\"", "0".repeat(64));
    for (text, body) in BODIES.iter().zip(bodies()) {
        let written = String::from_utf8(canonical::to_bytes(&body).unwrap()).unwrap();
        let text = text.replace(":\"00\"", &zeros);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&written).unwrap(),
            serde_json::from_str::<serde_json::Value>(&text).unwrap()
        );
    }
}

#[test]
fn the_chain_has_the_root_it_always_had() {
    assert_eq!(chain::check(&log()).unwrap().to_string(), ROOT);
}

#[test]
fn unknown_fields_are_refused_at_every_level() {
    for text in [
        r#"{"type":"paused","note":"x"}"#,
        r#"{"cause":"sequence","type":"gap","text":"secret"}"#,
        r#"{"document":1,"event":{"event":"visible","shown":true,"title":"x"},"frame":"top","mono":1,"seq":1,"system":1,"tab":1,"type":"page"}"#,
        r#"{"document":1,"event":{"by":"pointer","control":{"role":"button","label":"x"},"event":"gesture"},"frame":"top","mono":1,"seq":1,"system":1,"tab":1,"type":"page"}"#,
        r#"{"document":1,"event":{"control":{"role":"textbox"},"choice":{"did":"edited","value":"x"},"event":"choice"},"frame":"top","mono":1,"seq":1,"system":1,"tab":1,"type":"page"}"#,
    ] {
        assert!(serde_json::from_str::<Body>(text).is_err(), "{text}");
    }
}

#[test]
fn altered_moved_and_missing_entries_show() {
    let whole = log();
    let mut altered = whole.clone();
    altered[3].wall += 1;
    assert!(matches!(chain::check(&altered), Err(ChainError::Altered(3))));

    let mut swapped = whole.clone();
    swapped.swap(5, 6);
    assert!(matches!(
        chain::check(&swapped),
        Err(ChainError::Place {
            position: 5,
            found: 6
        })
    ));

    let mut shorter = whole;
    shorter.remove(2);
    assert!(matches!(
        chain::check(&shorter),
        Err(ChainError::Place {
            position: 2,
            found: 3
        })
    ));
}

#[test]
fn a_file_written_otherwise_is_not_canonical() {
    let entries = log();
    let file = serde_json::json!({
        "format": "ledgerium.session", "version": 1,
        "session": { "id": "019a0000-0000-7000-8000-000000000001", "started": 1, "ended": 2 },
        "systems": [], "log": entries,
        "derived": { "rules": 1, "steps": [], "grants": [], "metrics": {
            "gestures": 0, "submits": 0, "commits": 0, "gaps": 0, "corrections": 0, "elapsed": 0, "set_aside": 0 } },
    });
    let bytes = canonical::to_bytes(&file).unwrap();
    assert!(SessionFile::parse(&bytes).is_ok());
    let spaced = serde_json::to_vec_pretty(&file).unwrap();
    assert!(
        SessionFile::parse(&spaced)
            .unwrap_err()
            .to_string()
            .contains("not in canonical form")
    );
    let twice =
        String::from_utf8(bytes)
            .unwrap()
            .replacen("\"systems\":[]", "\"systems\":[],\"systems\":[]", 1);
    assert!(
        SessionFile::parse(twice.as_bytes())
            .unwrap_err()
            .to_string()
            .contains("a field stands there twice")
    );
}
