//! `cargo xtask bench`: sizes against their budgets, and what recording costs a page beside other recorders.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::process::{check, command, say};
use crate::{build, dist, setup};

/// What ships, and its largest size in bytes.
///
/// The page side was first meant to fit 24,000. Measured, half of it is what finds states, people, times, mentions and
/// memberships on a page, and nothing in it is unused; loading all of it costs a page 2 ms of the 9 that a load costs. So
/// the budget is what it needs, and what a page pays is watched as time, by the benchmark beside other recorders.
const SIZES: [(&str, u64); 11] = [
    ("content.js", 63_500),
    ("lexicon.js", 40_000),
    ("words-de.js", 120_000),
    ("words-en.js", 120_000),
    ("words-es.js", 120_000),
    ("words-fr.js", 120_000),
    ("words-it.js", 120_000),
    ("words-ja.js", 120_000),
    ("words-nl.js", 120_000),
    ("words-pt.js", 120_000),
    ("recorder_bg.wasm", 340_000),
];

/// Builds and measures; fails if a budget is exceeded.
pub fn run() -> Result<()> {
    dist::run()?;
    say("Sizes");
    let fits = sizes()?;
    say("The recorder itself, in WASM");
    check(&mut command("node", &["tests/bench/decode.mjs"]))?;
    say("Recording beside rrweb and posthog-js");
    let mut overhead = command("node", &["tests/bench/overhead.mjs"]);
    check(overhead.env("CHROMIUM", setup::chromium()?))?;
    if !fits {
        bail!("something is larger than its budget");
    }
    Ok(())
}

/// Prints each size beside its budget; true if all fit.
pub fn sizes() -> Result<bool> {
    let mut fits = true;
    for (name, budget) in SIZES {
        let file = build::out_dir().join(name);
        let size = fs::metadata(&file)
            .with_context(|| format!("{} is missing", file.display()))?
            .len();
        let verdict = if size <= budget { "" } else { "  OVER" };
        println!("  {name:<18} {size:>8} of {budget:>8} bytes{verdict}");
        fits &= size <= budget;
    }
    Ok(fits)
}
