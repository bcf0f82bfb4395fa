//! Rust to WASM: cargo, then wasm-bindgen as a library, then wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::build::out_dir;
use crate::process::{cargo, check, npm_tool, quiet, step, target_dir, write};
use crate::setup::WASM_TARGET;

/// Crates with bindings and the name under which the extension loads them.
const ARTEFACTS: [(&str, &str); 1] = [("ledgerium-wasm", "recorder")];

/// Smallest, and without what nobody reads at run time. Which features there are says a section of the input.
const OPTIONS: [&str; 4] = [
    "-Oz",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Builds every WASM artefact into extension/build.
pub fn build_all() -> Result<()> {
    for (package, name) in ARTEFACTS {
        step(&format!("Compiling {package} to WASM"), || {
            check(&mut cargo(&[
                "build",
                "--quiet",
                "--package",
                package,
                "--target",
                WASM_TARGET,
                "--profile",
                "wasm",
            ]))
        })?;
        step(&format!("Binding and shrinking {name}.wasm"), || {
            bind(package, name)
        })?;
    }
    Ok(())
}

fn bind(package: &str, name: &str) -> Result<()> {
    let compiled = target_dir()
        .join(WASM_TARGET)
        .join("wasm")
        .join(format!("{}.wasm", package.replace('-', "_")));
    let staging = target_dir().join("xtask").join(name);
    Bindgen::new()
        .input_path(&compiled)
        .web(true)?
        .typescript(true)
        // `__wbg_reset_state`, which puts a new instance in place of one that trapped.
        .reset_state_function(true)
        .omit_default_module_path(true)
        .out_name(name)
        .generate(&staging)
        .with_context(|| format!("wasm-bindgen cannot process {}", compiled.display()))?;
    for file in [format!("{name}.js"), format!("{name}.d.ts")] {
        write(&out_dir().join(&file), &fs::read(staging.join(&file))?)?;
    }
    let wasm = format!("{name}_bg.wasm");
    let optimised = optimise(&staging.join(&wasm))?;
    write(&out_dir().join(&wasm), &fs::read(optimised)?)
}

/// Runs wasm-opt once for each input: it takes longer than all the rest.
fn optimise(input: &Path) -> Result<PathBuf> {
    let digest = Sha256::new()
        .chain_update(OPTIONS.join(" "))
        .chain_update(fs::read(input)?)
        .finalize();
    let key: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let output = target_dir().join("xtask/optimised").join(format!("{key}.wasm"));
    if !output.exists() {
        if let Some(parent) = output.parent() {
            fs::create_dir_all(parent)?;
        }
        // Written beside and renamed, so that an interrupted run leaves no half file under the key.
        let unfinished = output.with_extension("part");
        quiet(
            npm_tool("wasm-opt")
                .args(OPTIONS)
                .arg(input)
                .arg("-o")
                .arg(&unfinished),
        )?;
        fs::rename(&unfinished, &output)?;
    }
    Ok(output)
}
