//! `cargo xtask eval`: holds the segmentation against what people really did, on products that it never saw.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a command line tool talks to people and measures time; the crates that must not are the libraries"
)]

mod baselines;
mod corpus;
mod fit;
mod folds;
mod judge;
mod long;
mod metrics;
mod online;
mod random;
mod score;
mod table;
mod vary;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

/// Measure the cut into phases, and what it says of violations.
#[derive(Parser)]
struct Options {
    /// Recordings whose names contain this; all without it
    #[arg(long)]
    only: Option<String>,
    /// List every act that got another phase than the people say
    #[arg(long)]
    mistakes: bool,
    /// List the units that get a phase each, with the rules that fired
    #[arg(long)]
    units: bool,
    /// Print the weights that fit all recordings best, as rules.rs would hold them
    #[arg(long)]
    fit: bool,
    /// How many variants of each kind are generated from each recording
    #[arg(long, default_value_t = 1)]
    variants: u32,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<()> {
    let recordings = corpus::read(options.only.as_deref())?;
    if options.fit {
        return fit::print(&recordings);
    }
    if options.units {
        return folds::units(&recordings);
    }
    if options.mistakes {
        return folds::mistakes(&recordings);
    }
    folds::report(&recordings, options.variants)?;
    online::print(&recordings);
    long::print(&recordings);
    Ok(())
}
