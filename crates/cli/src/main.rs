//! `ledgerium`: what anyone can do with a session file and an access matrix, offline.
//!
//! Exit codes: 0 good, 1 the evidence says no, 2 the input cannot be read.

mod check;
mod explain;
mod matrix;
mod read;
mod say;
mod steps;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Check session files and list what they say; check an access matrix.
#[derive(Parser)]
#[command(name = "ledgerium", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say whether a file is as it was sealed, and whether everything in it follows from its log
    ///
    /// Exit code 0: INTACT. 1: ALTERED or INCOMPLETE. 2: not a session file that this version reads.
    Check {
        /// Session files; - for standard input
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// List the steps of a recording, recomputed from its log
    ///
    /// Exit code 0: the steps of an INTACT file. 1: the file is ALTERED or INCOMPLETE; the steps are those of the log
    /// as it is. 2: not a session file that this version reads.
    Steps {
        /// A session file; - for standard input
        file: PathBuf,
        /// For programs: the steps as JSON
        #[arg(long)]
        json: bool,
        /// With the rules that decided each phase, and the entries behind them
        #[arg(long)]
        explain: bool,
    },
    /// Work on an access matrix
    #[command(subcommand)]
    Matrix(MatrixCommand),
}

#[derive(Subcommand)]
enum MatrixCommand {
    /// Say what is wrong with an access matrix, CSV or JSON, and how much it holds
    ///
    /// Exit code 0: a good matrix, with or without warnings. 2: it has errors, and would not be taken over.
    Lint {
        /// A matrix; - for standard input
        file: PathBuf,
        /// For programs: errors, warnings and counts as JSON
        #[arg(long)]
        json: bool,
    },
}

/// How a command ended, as its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Good,
    EvidenceSaysNo,
    BadInput,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Check { files } => {
            let mut worst = Outcome::Good;
            for file in &files {
                worst = worst.max(each(file, |bytes| check::run(&name(file), bytes)));
            }
            worst
        }
        Command::Steps { file, json, explain } => {
            each(&file, |bytes| steps::run(&name(&file), bytes, json, explain))
        }
        Command::Matrix(MatrixCommand::Lint { file, json }) => {
            each(&file, |bytes| matrix::lint(&place(&file), bytes, json))
        }
    };
    ExitCode::from(match outcome {
        Outcome::Good => 0,
        Outcome::EvidenceSaysNo => 1,
        Outcome::BadInput => 2,
    })
}

/// Reads a file and works on it; says on standard error why it cannot be read.
fn each(file: &Path, work: impl FnOnce(&[u8]) -> Result<Outcome, String>) -> Outcome {
    let worked = read::bytes(file).and_then(|bytes| work(&bytes));
    worked.unwrap_or_else(|message| {
        warn!("ledgerium: {}: {message}", file.display());
        Outcome::BadInput
    })
}

/// A file as it was named, so that an editor finds it again.
fn place(file: &Path) -> String {
    if file.as_os_str() == read::STDIN {
        return name(file);
    }
    file.display().to_string()
}

fn name(file: &Path) -> String {
    if file.as_os_str() == read::STDIN {
        return "standard input".to_owned();
    }
    file.file_name().map_or_else(
        || file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
