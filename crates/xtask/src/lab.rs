//! `cargo xtask lab`: whole provisionings on real systems, recorded through the real panel (tests/lab/README.md), and
//! `cargo xtask corpus`: many of them with what people really did, to measure the steps by (tests/corpus/README.md).

use anyhow::Result;

use crate::process::{check, command, say};
use crate::{dist, setup};

/// Builds and hands over to the lab with its own options.
pub fn run(options: &[String]) -> Result<()> {
    hand_over("tests/lab/run.mjs", options)
}

/// Builds and records the corpus anew, or the recordings that are named.
pub fn corpus(options: &[String]) -> Result<()> {
    hand_over("tests/record/run.mjs", options)
}

fn hand_over(script: &str, options: &[String]) -> Result<()> {
    dist::run()?;
    let chromium = setup::chromium()?;
    let xtask = std::env::current_exe()?;
    say("Starting the lab: real products, installed on this machine");
    let mut lab = command("node", &[script]);
    check(
        lab.args(options)
            .env("CHROMIUM", chromium)
            .env("LEDGERIUM_XTASK", xtask),
    )
}
