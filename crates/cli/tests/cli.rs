//! The command line as people call it. `TRYCMD=overwrite cargo test -p ledgerium-cli` writes the output anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/corpus")
        .join(name)
}

/// Exit code and all that is said about bytes on standard input.
fn say(command: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ledgerium"))
        .args([command, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn what_is_no_session_file_is_told_from_one_that_was_changed() {
    let whole = std::fs::read(corpus("clean.session.json")).unwrap();
    let changed = |from: &str, to: &str| {
        let text = String::from_utf8(whole.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1).into_bytes()
    };
    let cases: [(&[u8], i32, &str); 12] = [
        (&whole, 0, "INTACT"),
        (b"", 2, "the file is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 2, "this is not a session file"),
        (b"\xef\xbb\xbf{}", 2, "this is not a session file"),
        (&[b"\xef\xbb\xbf", &whole[..]].concat(), 1, "byte order mark"),
        (b"{\"log\":[]}", 2, "\"format\" is missing"),
        (&whole[..whole.len() - 1], 2, "It was cut off"),
        (
            &changed("\"version\":1}", "\"version\":2}"),
            2,
            "Update Ledgerium",
        ),
        (&changed("\"mono\":", "\"momo\":"), 1, "log[5].body.mono"),
        (&changed("\"i\":20,", "\"i\";20,"), 1, "line 1, column"),
        (&changed("\"i\":20,", "\"i\": 20,"), 1, "canonical form from byte"),
        (&changed("\"type\":\"page\"", "\"type\":\"pagf\""), 1, "log["),
    ];
    for (bytes, code, message) in cases {
        for command in ["check", "steps"] {
            let (ended, said) = say(command, bytes);
            assert_eq!(ended, Some(code), "{command}: {message}: {said}");
            assert!(
                command == "steps" && code == 0 || said.contains(message),
                "{message}: {said}"
            );
            assert_eq!(said.contains("ALTERED"), code == 1, "{said}");
        }
    }
}

/// As `head` does: the first bytes are read, then nobody reads any more.
#[test]
fn a_closed_pipe_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ledgerium"))
        .args(["check"])
        .args(vec![corpus("clean.session.json"); 10])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 6];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(&first, b"INTACT");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn commands() {
    trycmd::TestCases::new()
        .default_bin_name("ledgerium")
        .case("tests/cmd/*.trycmd");
}

#[test]
fn steps_are_json_for_programs() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/clean.session.json");
    let output = Command::new(env!("CARGO_BIN_EXE_ledgerium"))
        .args(["steps", "--json"])
        .arg(file)
        .output()
        .unwrap();
    let steps: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let phases: Vec<&str> = steps
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|step| step["phase"].as_str())
        .collect();
    assert_eq!(phases, ["request", "approve", "grant", "confirm", "close"]);
    assert_eq!(
        steps[2]["text"],
        "Add group in the “Groups” list, Company directory"
    );
}

/// Whichever byte is changed, the file is called altered, but for those that say what kind of file it is.
#[test]
fn no_changed_byte_passes() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let whole = std::fs::read(corpus.join("no-approval.session.json")).unwrap();
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("flipped.json");
    let kinds: Vec<_> = [&b"\"format\":\"ledgerium.session\""[..], b"\"version\":1}"]
        .iter()
        .map(|kind| {
            let at = whole.windows(kind.len()).rposition(|part| part == *kind).unwrap();
            at..at + kind.len()
        })
        .collect();
    let says_kind = |at: &usize| kinds.iter().any(|kind| kind.contains(at));
    for at in (1..whole.len())
        .step_by(whole.len() / 100)
        .filter(|at| !says_kind(at))
    {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&to, &bytes).unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_ledgerium"))
            .arg("check")
            .arg(&to)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(1), "byte {at} of {}", whole.len());
    }
}
