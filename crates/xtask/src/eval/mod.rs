//! `cargo xtask eval`: how good what the project publishes is, measured on what took no part in making it.

mod labels;

use anyhow::{Result, bail};

/// What is to be measured.
#[derive(clap::Args)]
pub struct Options {
    /// How much of the labels of products that the lists of words never saw can be read
    #[arg(long)]
    labels: bool,
}

/// Measures what was asked for.
pub fn run(options: &Options) -> Result<()> {
    if !options.labels {
        bail!("say what to measure: --labels");
    }
    labels::run()
}
