//! The command line as people call it. `TRYCMD=overwrite cargo test -p ledgerium-cli` writes the output anew.

use std::path::Path;
use std::process::{Command, Stdio};

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

/// Whichever byte is changed, the file is no longer called intact.
#[test]
fn no_changed_byte_passes() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let whole = std::fs::read(corpus.join("no-approval.session.json")).unwrap();
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("flipped.json");
    for at in (0..whole.len()).step_by(whole.len() / 100) {
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
        assert_ne!(status.code(), Some(0), "byte {at} of {}", whole.len());
    }
}
