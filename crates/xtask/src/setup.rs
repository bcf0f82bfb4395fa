//! Installs what a task needs and the machine lacks.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::process::{cargo, check, command, quiet, read, root, say, step};

/// The target that the extension's Rust is built for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What a build needs: the WASM target and the npm packages.
pub fn for_build() -> Result<()> {
    wasm_target()?;
    node_modules()
}

/// What the checks of the Rust code need; small installations of Rust come without it.
pub fn for_lint() -> Result<()> {
    for (component, tool) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if is_there(tool) {
            continue;
        }
        step(&format!("Adding the Rust component {component}"), || {
            check(&mut command("rustup", &["component", "add", component]))
        })?;
    }
    Ok(())
}

fn is_there(tool: &str) -> bool {
    cargo(&[tool, "--version"])
        .output()
        .is_ok_and(|output| output.status.success())
}

fn wasm_target() -> Result<()> {
    let libraries = quiet(&mut command(
        "rustc",
        &["--print", "target-libdir", "--target", WASM_TARGET],
    ))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    step("Adding the Rust target wasm32-unknown-unknown", || {
        check(&mut command("rustup", &["target", "add", WASM_TARGET]))
            .context("without rustup, install the wasm32-unknown-unknown standard library by hand")
    })
}

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, Package>,
}

#[derive(Deserialize)]
struct Package {
    version: Option<String>,
    #[serde(default)]
    optional: bool,
}

/// Installs the npm packages unless those of the lockfile are all there.
fn node_modules() -> Result<()> {
    let wanted: Lock = serde_json::from_str(&read(&root().join("package-lock.json"))?)?;
    let installed = read(&root().join("node_modules/.package-lock.json"))
        .ok()
        .and_then(|text| serde_json::from_str::<Lock>(&text).ok());
    if installed.is_some_and(|installed| holds(&wanted, &installed)) {
        return Ok(());
    }
    let major = node_major()?;
    if major < 20 {
        bail!("Node {major} is too old: Ledgerium is built with Node 20 or newer");
    }
    // No package here needs its install script, so none is run.
    step("Installing the npm packages of package-lock.json", || {
        check(&mut command(
            "npm",
            &["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        ))
    })
}

/// True if every package that is not tied to another platform is installed in its version.
fn holds(wanted: &Lock, installed: &Lock) -> bool {
    wanted
        .packages
        .iter()
        .filter(|(path, package)| !path.is_empty() && !package.optional)
        .all(|(path, package)| {
            installed
                .packages
                .get(path)
                .is_some_and(|found| found.version == package.version)
        })
}

fn node_major() -> Result<u32> {
    let version =
        quiet(&mut command("node", &["--version"])).context("Node is needed: https://nodejs.org")?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .unwrap_or_default();
    major
        .parse()
        .with_context(|| format!("cannot read the Node version {version}"))
}

/// The Chromium that tests and demo drive: `CHROMIUM` if set, else one from the usual places, else Debian's.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let usual = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    if let Some(found) = usual.iter().map(Path::new).find(|path| path.exists()) {
        return Ok(found.to_path_buf());
    }
    let sudo = match quiet(&mut command("id", &["-u"]))?.trim() {
        "0" => Vec::new(),
        _ => vec!["sudo", "-n"],
    };
    let mut may = command("env", &sudo);
    let may = may
        .args(["apt-get", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !may {
        bail!(
            "Chromium is needed and was not found. Install it (Debian: apt-get install chromium) or set CHROMIUM to \
             its path; Google Chrome no longer loads unpacked extensions from the command line"
        );
    }
    step("Installing Chromium with apt-get", || {
        let apt = |args: &[&str]| {
            let mut apt = command("env", &sudo);
            quiet(
                apt.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
                    .args(args),
            )
        };
        apt(&["update", "-qq"])?;
        apt(&[
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "fonts-dejavu-core",
        ])?;
        say("Chromium is installed");
        Ok(())
    })?;
    Ok("/usr/bin/chromium".into())
}
