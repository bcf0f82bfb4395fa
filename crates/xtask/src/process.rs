//! Paths, progress lines and child processes.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The repository root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where cargo builds, so that nested builds share it.
pub fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// One progress line: what is done now.
pub fn say(what: impl AsRef<str>) {
    println!("• {}", what.as_ref());
}

/// Does `work` under a progress line and says how long it took when that was worth waiting for.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(what);
    let start = Instant::now();
    let done = work().with_context(|| format!("failed: {what}"))?;
    let took = start.elapsed().as_secs_f64();
    if took >= 2.0 {
        println!("  {took:.1} s");
    }
    Ok(done)
}

/// A command in the repository root.
pub fn command<S: AsRef<std::ffi::OsStr>>(program: impl AsRef<std::ffi::OsStr>, args: &[S]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// The cargo that runs this task.
pub fn cargo(args: &[&str]) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args)
}

/// A tool installed by npm.
pub fn npm_tool(name: &str) -> Command {
    command::<&str>(root().join("node_modules/.bin").join(name), &[])
}

/// Runs a command with its output shown.
pub fn check(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", name(command));
    }
    Ok(())
}

/// Runs a command, shows its output only when it fails, and returns what it printed.
pub fn quiet(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !output.status.success() {
        print!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        bail!("{} ended with {}", name(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let first = command
        .get_args()
        .next()
        .map(|arg| arg.to_string_lossy().into_owned())
        .unwrap_or_default();
    format!(
        "{} {first}",
        program
            .file_name()
            .unwrap_or(program.as_os_str())
            .to_string_lossy()
    )
    .trim_end()
    .to_owned()
}

/// Writes a file only if its content differs, so that nothing downstream sees a change that is none.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// Reads a text file and names it when that fails.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// All files with this extension in a folder, sorted; none if the folder is missing.
pub fn files_in(dir: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if dir.is_dir() {
        for entry in fs::read_dir(dir)? {
            let path = entry?.path();
            if path.extension().is_some_and(|found| found == extension) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// One task at a time in a checkout: two builds would write the same files. The lock ends with the process.
pub fn lock() -> Result<File> {
    let dir = root().join("out");
    fs::create_dir_all(&dir)?;
    let file = File::create(dir.join(".lock"))?;
    if file.try_lock().is_err() {
        say("Another task is building here; waiting for it");
        file.lock()?;
    }
    Ok(file)
}
