//! `cargo xtask eval`: starts the measurement, which links the recorder (see the feature in Cargo.toml).

use anyhow::Result;

use crate::process::{self, cargo};

/// Measures the segmentation on the labelled recordings; `options` as `src/bin/eval` takes them.
pub fn run(options: &[String]) -> Result<()> {
    let mut command = cargo(&[
        "run",
        "--quiet",
        "--package",
        "xtask",
        "--features",
        "eval",
        "--bin",
        "eval",
        "--",
    ]);
    command.args(options);
    process::check(&mut command)
}
