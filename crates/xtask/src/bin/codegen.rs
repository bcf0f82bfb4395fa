//! Writes what TypeScript and other programs know of the session file, from the Rust types. Run it as
//! `cargo xtask codegen`; with `--check` it changes nothing and fails if a file on disk is stale.
#![allow(clippy::print_stdout, reason = "a command line tool talks to people")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let check = std::env::args().any(|arg| arg == "--check");
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = crate_dir.ancestors().nth(2).unwrap_or(crate_dir);
    let mut stale = false;
    let schema = match ledgerium_session::codegen::schema() {
        Ok(schema) => schema,
        Err(error) => {
            println!("  the schema cannot be written: {error}");
            return ExitCode::FAILURE;
        }
    };
    let types = ledgerium_session::codegen::typescript();
    for (path, content) in [
        ("extension/src/shared/protocol.ts", types),
        ("schema/session.schema.json", schema),
    ] {
        let file = root.join(path);
        if fs::read_to_string(&file).is_ok_and(|found| found == content) {
            continue;
        }
        if check {
            println!("  {path} is stale: run `cargo xtask codegen` and commit it");
            stale = true;
            continue;
        }
        let written = file
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&file, content));
        if let Err(error) = written {
            println!("  cannot write {path}: {error}");
            return ExitCode::FAILURE;
        }
        println!("  wrote {path}");
    }
    if stale {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
