//! `cargo xtask build`: Rust to WASM, TypeScript to JavaScript, published data to one file each.

mod data;
mod info;
mod script;
mod wasm;

use std::path::PathBuf;

use anyhow::Result;

use crate::process::{cargo, check, lock, root, say, step};
use crate::setup;

pub use script::bundle_test;

/// Where everything that the extension loads and nobody writes by hand goes.
pub fn out_dir() -> PathBuf {
    root().join("extension/build")
}

/// Sets up what is missing and builds the extension.
pub fn run() -> Result<()> {
    let _lock = lock()?;
    setup::for_build()?;
    wasm::build_all()?;
    step("Packing lexicon and profiles", data::pack)?;
    step("Packing lists of words", || {
        let mut words = cargo(&[
            "run",
            "--quiet",
            "--package",
            "ledgerium-recorder",
            "--example",
            "words",
        ]);
        check(words.arg("--").arg(out_dir()))
    })?;
    script::build_all()?;
    info::write_info()?;
    say(
        "Built extension/build: load the repository root as an unpacked extension, or run `cargo xtask dist`",
    );
    Ok(())
}
