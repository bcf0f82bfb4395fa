//! `cargo xtask test`: everything that is checked, in one command and with one count.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;

use crate::process::{cargo, check, command, npm_tool, quiet, read, root, say};
use crate::{bench, build, codegen, dist, setup};

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Formatting, lints, types, generated files, packages; each counts as one
    Lint,
    /// Tests of the Rust crates
    Rust,
    /// Tests of the TypeScript modules and of the published data, in Node
    Unit,
    /// Tests in Chromium
    E2e,
}

/// What was counted so far.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

/// Sets up what is missing, runs all parts or the named one, and counts.
pub fn run(only: Option<Part>) -> Result<()> {
    let start = Instant::now();
    let wanted = |part| only.is_none_or(|only| only == part);
    if only != Some(Part::Rust) {
        dist::run()?;
    }
    let mut tally = Tally::default();
    if wanted(Part::Lint) {
        setup::for_lint()?;
        lint(&mut tally);
    }
    if wanted(Part::Rust) {
        say("Testing the Rust crates");
        tally.rust(cargo(&[
            "test",
            "--workspace",
            "--all-features",
            "--no-fail-fast",
        ]))?;
    }
    if wanted(Part::Unit) {
        say("Testing the TypeScript modules and the published data in Node");
        tally.node("unit", &unit_tests()?, &[])?;
    }
    if wanted(Part::E2e) {
        say("Testing in Chromium against the practice desk");
        tally.node(
            "e2e",
            &test_files(&root().join("tests/e2e"), ".test.mjs")?,
            &["--test-concurrency=2"],
        )?;
    }
    say(format!("Took {:.0} s", start.elapsed().as_secs_f64()));
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed > 0 {
        bail!("{} of {} failed", tally.failed, tally.passed + tally.failed);
    }
    Ok(())
}

fn lint(tally: &mut Tally) {
    let clippy = [
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ];
    tally.one("Formatting of Rust", || {
        check(&mut cargo(&["fmt", "--all", "--check"]))
    });
    tally.one("Lints of Rust", || check(&mut cargo(&clippy)));
    tally.one("Cargo.lock is complete", || {
        quiet(&mut cargo(&["metadata", "--locked", "--format-version", "1"])).map(drop)
    });
    tally.one("Generated types and schema are fresh", || codegen::run(true));
    tally.one("Types of TypeScript", || {
        check(npm_tool("tsc").args(["-p", "tsconfig.json"]))
    });
    tally.one("Types of the TypeScript tests", || {
        check(npm_tool("tsc").args(["-p", "tsconfig.test.json"]))
    });
    tally.one("Format and lints of TypeScript", || {
        check(npm_tool("biome").args(["check", "--error-on-warnings"]))
    });
    tally.one("Sizes within their budgets", || {
        ensure!(bench::sizes()?, "something is larger than its budget");
        Ok(())
    });
    for package in dist::PACKAGES {
        tally.one(&format!("Package dist/{package}"), || {
            dist::check_package(package)
        });
    }
}

impl Tally {
    /// One check that passes or fails as a whole.
    fn one(&mut self, what: &str, work: impl FnOnce() -> Result<()>) {
        say(format!("Check: {what}"));
        match work() {
            Ok(()) => self.passed += 1,
            Err(error) => {
                println!("  FAILED: {error:#}");
                self.failed += 1;
            }
        }
    }

    /// Runs `cargo test` with its output shown and adds up its result lines.
    fn rust(&mut self, mut tests: Command) -> Result<()> {
        let mut child = tests
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start cargo test")?;
        let before = self.failed;
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).lines() {
                let line = line?;
                if let Some(result) = line.strip_prefix("test result: ") {
                    self.passed += number_before(result, " passed");
                    self.failed += number_before(result, " failed");
                } else if !line.is_empty() && !line.ends_with("... ok") {
                    println!("  {line}");
                }
            }
        }
        if !child.wait()?.success() && self.failed == before {
            // Nothing was counted as failed, so it did not compile or a test process died.
            self.failed += 1;
        }
        Ok(())
    }

    /// Runs test files with Node's own runner and adds up its summary.
    fn node(&mut self, name: &str, files: &[PathBuf], options: &[&str]) -> Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        let summary = root().join("out").join(format!("{name}.tap"));
        let mut tests = command(
            "node",
            &[
                "--test",
                "--test-reporter=spec",
                "--test-reporter-destination=stdout",
            ],
        );
        tests
            .arg("--test-reporter=tap")
            .arg(format!("--test-reporter-destination={}", summary.display()));
        tests.args(options).args(files);
        tests
            .env("LEDGERIUM_XTASK", std::env::current_exe()?)
            .env("CHROMIUM", setup::chromium()?);
        let status = tests.status().context("cannot start node")?;
        let summary = read(&summary)?;
        let count = |key: &str| -> u64 {
            let line = summary.lines().rev().find_map(|line| line.strip_prefix(key));
            line.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        let failed = count("# fail ") + count("# cancelled ");
        self.passed += count("# pass ");
        self.failed += failed;
        if !status.success() && failed == 0 {
            self.failed += 1;
        }
        Ok(())
    }
}

/// The number that stands right before a word in one of cargo's result lines.
fn number_before(line: &str, word: &str) -> u64 {
    let number = line
        .split(word)
        .next()
        .and_then(|before| before.rsplit(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Test files for Node: those written beside the TypeScript modules, bundled, and those that need no browser.
fn unit_tests() -> Result<Vec<PathBuf>> {
    let bundles = root().join("out/unit");
    if bundles.exists() {
        fs::remove_dir_all(&bundles)?;
    }
    let sources = root().join("extension/src");
    let mut files = Vec::new();
    for source in test_files(&sources, ".test.ts")? {
        let name = source.strip_prefix(&sources)?.with_extension("mjs");
        let bundle = bundles.join(&name);
        build::bundle_test(&source, &bundle)?;
        files.push(bundle);
    }
    for dir in fs::read_dir(root().join("tests"))? {
        let dir = dir?;
        // The browser's tests have a part of their own, and the real systems a task of their own.
        if dir.file_type()?.is_dir() && !["e2e", "lab"].contains(&dir.file_name().to_string_lossy().as_ref())
        {
            files.extend(test_files(&dir.path(), ".test.mjs")?);
        }
    }
    Ok(files)
}

/// All files below a folder whose name ends so, sorted.
fn test_files(dir: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            found.extend(test_files(&path, ending)?);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::number_before;

    #[test]
    fn counts_are_read_from_cargos_result_line() {
        let line = "FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(
            (number_before(line, " passed"), number_before(line, " failed")),
            (12, 3)
        );
    }
}
