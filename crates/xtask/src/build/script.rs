//! TypeScript to JavaScript with esbuild: one bundle for each place that Chrome loads a script from.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::build::out_dir;
use crate::process::{npm_tool, quiet, root, say, step};

/// A bundle: its source, its name in extension/build, and its module format.
pub struct Entry {
    source: &'static str,
    /// The file in extension/build.
    pub output: &'static str,
    format: &'static str,
}

/// Every script of the extension. A content script cannot be a module; the others are.
pub const ENTRIES: [Entry; 4] = [
    Entry {
        source: "extension/src/content/main.ts",
        output: "content.js",
        format: "iife",
    },
    Entry {
        source: "extension/src/worker/main.ts",
        output: "worker.js",
        format: "esm",
    },
    Entry {
        source: "extension/src/ui/panel.ts",
        output: "panel.js",
        format: "esm",
    },
    Entry {
        source: "extension/src/ui/library.ts",
        output: "library.js",
        format: "esm",
    },
];

/// Bundles every entry, unminified with source maps, so that what ships can be read.
pub fn build_all() -> Result<()> {
    for entry in &ENTRIES {
        if !root().join(entry.source).exists() {
            say(format!("Skipping {}: there is no {}", entry.output, entry.source));
            continue;
        }
        step(&format!("Bundling {}", entry.output), || {
            bundle(entry, &out_dir().join(entry.output), &["--sourcemap"])
        })?;
    }
    Ok(())
}

/// Bundles one entry to a file with more esbuild options.
pub fn bundle(entry: &Entry, to: &Path, options: &[&str]) -> Result<()> {
    quiet(
        esbuild()
            .arg(entry.source)
            .arg("--bundle")
            .arg(format!("--format={}", entry.format))
            .arg(format!("--outfile={}", to.display()))
            .args(options),
    )?;
    Ok(())
}

fn esbuild() -> Command {
    let mut command = npm_tool("esbuild");
    command.args([
        "--target=chrome120",
        "--charset=utf8",
        "--legal-comments=inline",
        "--log-level=warning",
    ]);
    command
}
