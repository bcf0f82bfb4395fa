//! `cargo xtask lab`: whole provisionings on real systems, recorded through the real panel (tests/lab/README.md).

use anyhow::Result;

use crate::process::{check, command, say};
use crate::{dist, setup};

/// Builds and hands over to the lab with its own options.
pub fn run(options: &[String]) -> Result<()> {
    dist::run()?;
    let chromium = setup::chromium()?;
    say("Starting the lab: real products, installed on this machine");
    let mut lab = command("node", &["tests/lab/run.mjs"]);
    check(lab.args(options).env("CHROMIUM", chromium))
}
