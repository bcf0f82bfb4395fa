//! What a build says about itself, so that a session file can name what recorded it.

use std::fs;

use anyhow::{Context, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::build::out_dir;
use crate::process::write;

/// What records: the page side, its words, the worker and the core, which knows the other lists of words by their hashes.
const RECORDS: [&str; 5] = [
    "content.js",
    "lexicon.bin",
    "lexicon.js",
    "recorder_bg.wasm",
    "worker.js",
];

#[derive(Serialize)]
struct Info {
    version: &'static str,
    /// As `sha256sum content.js lexicon.bin lexicon.js recorder_bg.wasm worker.js | sha256sum` prints it in extension/build.
    build: String,
    /// As `sha256sum profiles.json` prints it there.
    profiles: String,
}

/// Writes extension/build/build.json.
pub fn write_info() -> Result<()> {
    let mut sums = String::new();
    for name in RECORDS {
        sums.push_str(&format!("{}  {name}\n", sha256(&output(name)?)));
    }
    let info = Info {
        version: env!("CARGO_PKG_VERSION"),
        build: sha256(sums.as_bytes()),
        profiles: sha256(&output("profiles.json")?),
    };
    write(
        &out_dir().join("build.json"),
        serde_json::to_string_pretty(&info)?.as_bytes(),
    )
}

fn output(name: &str) -> Result<Vec<u8>> {
    fs::read(out_dir().join(name)).with_context(|| format!("extension/build/{name} is missing"))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
