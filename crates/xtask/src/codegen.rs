//! `cargo xtask codegen`: starts the generator, which links the session crate (see the feature in Cargo.toml).

use anyhow::Result;

use crate::process::{self, cargo, step};

/// Writes the generated files, or only checks that they are fresh.
pub fn run(check: bool) -> Result<()> {
    let what = if check {
        "Checking the generated types and schema"
    } else {
        "Writing types and schema from Rust"
    };
    step(what, || {
        let mut command = cargo(&[
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--features",
            "codegen",
            "--bin",
            "codegen",
            "--",
        ]);
        if check {
            command.arg("--check");
        }
        process::check(&mut command)
    })
}
