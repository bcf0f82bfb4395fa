//! `cargo xtask eval`: how good what the project publishes is, measured on what took no part in making it.

mod labels;

use anyhow::Result;

use crate::process::{self, cargo};

/// What is to be measured: the segmentation if nothing is said.
#[derive(clap::Args)]
pub struct Options {
    /// How much of the labels of products that the lists of words never saw can be read
    #[arg(long)]
    labels: bool,
    /// What src/bin/eval is told
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    segmentation: Vec<String>,
}

/// Measures what was asked for.
pub fn run(options: &Options) -> Result<()> {
    if options.labels {
        return labels::run();
    }
    segmentation(&options.segmentation)
}

/// Holds the segmentation against the labelled recordings. It links the recorder, see the feature in Cargo.toml.
fn segmentation(options: &[String]) -> Result<()> {
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
