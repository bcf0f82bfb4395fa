//! `cargo xtask demo`: one provisioning at the practice desk, recorded through the real panel.

use anyhow::Result;

use crate::process::{check, command, say};
use crate::{desk, dist, setup};

/// Sets up what is missing, builds, and records; with `headed` the browser is left to the person.
pub fn run(port: Option<u16>, headed: bool) -> Result<()> {
    dist::run()?;
    let chromium = setup::chromium()?;
    say(if headed {
        "Starting the practice desk and Chromium; close the browser to end"
    } else {
        "Recording one provisioning at the practice desk in Chromium"
    });
    let mut demo = command("node", &["tests/e2e/demo.mjs"]);
    demo.arg(format!(
        "--port={}",
        port.unwrap_or(if headed { desk::PORT } else { 0 })
    ));
    if headed {
        demo.arg("--headed");
    }
    check(
        demo.env("LEDGERIUM_XTASK", std::env::current_exe()?)
            .env("CHROMIUM", chromium),
    )
}
