//! The project's tasks, run as `cargo xtask <task>`. Every task sets up what it needs and says what it does.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a command line tool talks to people and measures time; the crates that must not are the libraries"
)]

mod bench;
mod build;
mod codegen;
mod demo;
mod desk;
mod dist;
mod eval;
mod lab;
mod lexicon;
mod process;
mod setup;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Build, check, try and measure Ledgerium.
#[derive(Parser)]
#[command(name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the extension into extension/build; it then loads unpacked from the repository root
    Build,
    /// Write the TypeScript types and the JSON Schema from the Rust types
    Codegen {
        /// Change nothing; fail if a file on disk is stale
        #[arg(long)]
        check: bool,
    },
    /// Build dist/store and dist/managed
    Dist {
        /// Also check what is packed: manifest, references, no code from elsewhere
        #[arg(long)]
        check: bool,
    },
    /// Record one provisioning at the practice desk through the real panel, into out/demo
    Demo {
        /// Show the browser and leave it to you
        #[arg(long)]
        headed: bool,
        /// The port of the practice desk
        #[arg(long)]
        port: Option<u16>,
    },
    /// Run every test; the last line counts them
    Test {
        /// Run one part only
        #[arg(long)]
        only: Option<test::Part>,
    },
    /// Measure sizes and what recording costs a page, beside other recorders
    Bench,
    /// Measure what the project publishes on what took no part in making it: the cut into phases, or --labels
    Eval(eval::Options),
    /// Make the reading lists anew from the interface catalogues of many products
    Lexicon {
        /// Count nothing anew; take what was counted last
        #[arg(long)]
        counted: bool,
    },
    /// Install and start real systems and record whole provisionings on them
    Lab {
        /// What tests/lab/run.mjs is told
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Record the labelled corpus anew on real systems and the practice desk, or the recordings that are named
    Corpus {
        /// What tests/record/run.mjs is told
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Serve the practice desk: four small systems to learn on, on this machine only
    Desk {
        /// The port to listen on; 0 takes any that is free
        #[arg(long, default_value_t = desk::PORT)]
        port: u16,
        /// End when standard input closes
        #[arg(long, hide = true)]
        guest: bool,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Build => build::run(),
        Task::Codegen { check } => codegen::run(check),
        Task::Dist { check } => {
            dist::run()?;
            if check {
                for package in dist::PACKAGES {
                    process::step(&format!("Checking dist/{package}"), || {
                        dist::check_package(package)
                    })?;
                }
            }
            Ok(())
        }
        Task::Demo { headed, port } => demo::run(port, headed),
        Task::Bench => bench::run(),
        Task::Eval(options) => eval::run(&options),
        Task::Lexicon { counted } => lexicon::run(counted),
        Task::Lab { options } => lab::run(&options),
        Task::Corpus { options } => lab::corpus(&options),
        Task::Test { only } => test::run(only),
        Task::Desk { port, guest } => desk::run(port, guest),
    }
}
