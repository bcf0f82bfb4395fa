//! The stories as files: what they give is written down, so that a change of it is seen, and so that the WASM build
//! can be given the same calls (`tests/corpus/wasm.test.mjs`).
//!
//! `LEDGERIUM_WRITE=1 cargo test -p ledgerium-recorder --test corpus` writes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

mod support;

use std::path::{Path, PathBuf};

use ledgerium_session::{SessionFile, canonical};
use serde_json::Value;
use support::{Desk, stories};

type Story = (&'static str, fn() -> Desk);

const STORIES: [Story; 4] = [
    ("clean", stories::clean),
    ("grant-before-approval", stories::grant_before_approval),
    ("no-approval", stories::no_approval),
    ("corrected", stories::corrected),
];

fn path(folder: &str, name: &str, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests")
        .join(folder)
        .join(format!("{name}.{ending}"))
}

fn hold(path: &Path, bytes: &[u8]) {
    if std::env::var_os("LEDGERIUM_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let held = std::fs::read(path).unwrap_or_default();
    assert!(
        held == bytes,
        "{} is not what the recorder gives; look at the difference, then write it anew with LEDGERIUM_WRITE=1",
        path.display()
    );
}

#[test]
fn the_stories_give_what_is_written_down() {
    for (name, story) in STORIES {
        let mut desk = story();
        let bytes = desk.seal();
        let mut calls = String::from("[\n");
        for (n, call) in desk.calls.iter().enumerate() {
            calls += if n == 0 { "" } else { ",\n" };
            calls += &serde_json::to_string(call).unwrap();
        }
        calls += "\n]\n";
        let view = serde_json::to_string_pretty(&desk.recorder.view().unwrap()).unwrap() + "\n";
        hold(&path("corpus", name, "calls.json"), calls.as_bytes());
        hold(&path("corpus", name, "session.json"), &bytes);
        hold(&path("expect", name, "view.json"), view.as_bytes());
    }
}

#[test]
fn a_sealed_file_reads_back_as_it_is() {
    for (_, story) in STORIES {
        let bytes = story().seal();
        let file = SessionFile::parse(&bytes).unwrap();
        assert_eq!(ledgerium_analysis::derive(&file.log).unwrap(), file.derived);
        assert_eq!(file.to_bytes().unwrap(), bytes);
    }
}

/// Files that somebody changed and wrote in the right form again, for the command line to find.
#[test]
fn the_forged_files_are_those_of_today() {
    type Change = fn(&mut Value);
    let whole = stories::no_approval().seal();
    let changes: [(&str, Change); 9] = [
        ("entry-changed", |file| file["log"][20]["wall"] = 1.into()),
        ("entry-removed", |file| {
            file["log"].as_array_mut().unwrap().remove(20);
        }),
        ("phase-changed", |file| {
            file["derived"]["steps"][1]["phase"] = "approve".into();
        }),
        ("ticket-changed", |file| file["session"]["ticket"] = "4712".into()),
        ("system-renamed", |file| {
            file["systems"][1]["name"] = "Another".into()
        }),
        ("end-cut", |file| {
            file["log"].as_array_mut().unwrap().pop();
        }),
        ("field-added", |file| file["log"][20]["seen"] = 1.into()),
        ("value-unknown", |file| {
            file["log"][20]["body"]["type"] = "pagf".into();
        }),
        ("unsealed", |file| {
            file.as_object_mut().unwrap().remove("seal");
        }),
    ];
    for (name, change) in changes {
        let mut file: Value = serde_json::from_slice(&whole).unwrap();
        change(&mut file);
        let bytes = canonical::to_bytes(&file).unwrap();
        hold(&path("corpus/forged", name, "session.json"), &bytes);
    }
    hold(&path("corpus/forged", "cut-off", "session.json"), &whole[..9_000]);
    let rewritten = [&whole[..], b"\n"].concat();
    hold(&path("corpus/forged", "rewritten", "session.json"), &rewritten);
    let newer = br#"{"format":"ledgerium.session","version":2}"#;
    hold(&path("corpus/forged", "newer", "session.json"), newer);
    hold(
        &path("corpus/forged", "other", "json"),
        br#"{"log":{"version":"1.2"}}"#,
    );
}
