//! TypeScript to JavaScript with esbuild: one bundle for each place that Chrome loads a script from.

use std::path::Path;

use anyhow::Result;

use crate::build::out_dir;
use crate::process::{npm_tool, quiet, step};

/// A bundle: its source, its name in extension/build, and its module format.
struct Entry {
    source: &'static str,
    output: &'static str,
    format: &'static str,
    minify: bool,
}

/// Tells V8 to compile all functions along with the script and not one by one at their first call: nearly all are called
/// on every page, and to read each twice costs a page more than the few that are not.
const EAGER: &str = "--banner:js=//# allFunctionsCalledOnLoad";

/// Shortens what a library keeps to itself by this sign, as `--minify` shortens names that are private by the language.
const PRIVATE: &str = "--mangle-props=^_";

/// Every script of the extension. A content script cannot be a module, and it alone is minified: it is parsed in every
/// frame of every recorded page. Its source map shows what it was.
const ENTRIES: [Entry; 6] = [
    Entry {
        source: "extension/src/content/main.ts",
        output: "content.js",
        format: "iife",
        minify: true,
    },
    Entry {
        source: "extension/src/worker/main.ts",
        output: "worker.js",
        format: "esm",
        minify: false,
    },
    Entry {
        source: "extension/src/worker/probe.ts",
        output: "probe.js",
        format: "iife",
        minify: false,
    },
    Entry {
        source: "extension/src/attach/main.ts",
        output: "attach.js",
        format: "iife",
        minify: false,
    },
    Entry {
        source: "extension/src/ui/panel.ts",
        output: "panel.js",
        format: "esm",
        minify: false,
    },
    Entry {
        source: "extension/src/ui/library.ts",
        output: "library.js",
        format: "esm",
        minify: false,
    },
];

/// Bundles every entry, unminified with source maps, so that what ships can be read.
pub fn build_all() -> Result<()> {
    for entry in &ENTRIES {
        let format = format!("--format={}", entry.format);
        let options: &[&str] = if entry.minify {
            &["--minify", PRIVATE, EAGER]
        } else {
            &[]
        };
        step(&format!("Bundling {}", entry.output), || {
            bundle(
                Path::new(entry.source),
                &out_dir().join(entry.output),
                &[&[&format, "--target=chrome120", "--sourcemap"], options].concat(),
            )
        })?;
    }
    Ok(())
}

/// Bundles a test file for Node; packages stay where they are.
pub fn bundle_test(source: &Path, to: &Path) -> Result<()> {
    bundle(
        source,
        to,
        &[
            "--format=esm",
            "--platform=node",
            "--packages=external",
            "--sourcemap=inline",
        ],
    )
}

fn bundle(source: &Path, to: &Path, options: &[&str]) -> Result<()> {
    let mut esbuild = npm_tool("esbuild");
    esbuild
        .arg(source)
        .arg("--bundle")
        .arg(format!("--outfile={}", to.display()))
        .args(options);
    quiet(esbuild.args(["--charset=utf8", "--legal-comments=inline", "--log-level=warning"]))?;
    Ok(())
}
