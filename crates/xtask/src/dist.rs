//! `cargo xtask dist`: the two packages. They differ in one manifest key and in nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::process::{lock, read, root, step, write};

/// The packages: the one for the store, and the one for fleets under policy and for tests.
pub const PACKAGES: [&str; 2] = ["store", "managed"];

/// Builds the extension and copies what Chrome loads into dist/store and dist/managed.
pub fn run() -> Result<()> {
    crate::build::run()?;
    let _lock = lock()?;
    step("Packing dist/store and dist/managed", || {
        let manifest = read(&root().join("manifest.json"))?;
        // The same bytes but for the key, so that a difference is a difference in rights and in nothing else.
        let (optional, required) = ("\"optional_host_permissions\"", "\"host_permissions\"");
        ensure!(
            manifest.matches(optional).count() == 1,
            "the manifest must have {optional} once"
        );
        write_package("store", &manifest)?;
        write_package("managed", &manifest.replace(optional, required))
    })
}

/// Brings a package up to date. It is never taken away whole: a browser may have it loaded.
fn write_package(name: &str, manifest: &str) -> Result<()> {
    let target = root().join("dist").join(name);
    let files = packed_files()?;
    for path in &files {
        let content =
            fs::read(root().join(path)).with_context(|| format!("cannot read {}", path.display()))?;
        write(&target.join(path), &content)?;
    }
    write(&target.join("manifest.json"), manifest.as_bytes())?;
    let mut found = BTreeSet::new();
    walk(&target, Path::new(""), &mut found)?;
    for path in found
        .difference(&files)
        .filter(|path| *path != Path::new("manifest.json"))
    {
        fs::remove_file(target.join(path))?;
    }
    Ok(())
}

/// What a package holds beside its manifest: pages, icons, messages and the build, not the sources.
fn packed_files() -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    for dir in [
        "_locales",
        "extension/build",
        "extension/icons",
        "extension/pages",
    ] {
        walk(&root(), Path::new(dir), &mut files)?;
    }
    files.insert("LICENSE".into());
    // Declarations are for the compiler; the glue is inside worker.js.
    files.retain(|path| {
        let name = path.to_string_lossy();
        !name.ends_with(".d.ts") && name != "extension/build/recorder.js" && !name.contains("/.")
    });
    Ok(files)
}

fn walk(base: &Path, dir: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(base.join(dir)).with_context(|| format!("{} is missing", dir.display()))? {
        let entry = entry?;
        let path = dir.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            walk(base, &path, files)?;
        } else {
            files.insert(path);
        }
    }
    Ok(())
}

/// What a store reviewer would refuse, or an auditor would ask about.
pub fn check_package(name: &str) -> Result<()> {
    let dir = &root().join("dist").join(name);
    let manifest: Value = serde_json::from_str(&read(&dir.join("manifest.json"))?)?;
    ensure!(manifest["manifest_version"] == 3, "manifest_version must be 3");
    for key in [
        "web_accessible_resources",
        "externally_connectable",
        "content_scripts",
        "update_url",
    ] {
        ensure!(manifest.get(key).is_none(), "the manifest must not have {key}");
    }
    let policy = manifest["content_security_policy"]["extension_pages"]
        .as_str()
        .unwrap_or_default();
    check_policy(policy)?;
    let mut references = BTreeSet::new();
    manifest_references(&manifest, &mut references);
    let mut files = BTreeSet::new();
    walk(dir, Path::new(""), &mut files)?;
    for file in &files {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("html") => check_page(dir, file, &mut references)?,
            Some("js") => check_script(&dir.join(file))?,
            _ => {}
        }
    }
    for reference in &references {
        ensure!(
            dir.join(reference).is_file(),
            "{} is referenced and not there",
            reference.display()
        );
    }
    let locale = manifest["default_locale"].as_str().unwrap_or_default();
    ensure!(
        dir.join("_locales").join(locale).join("messages.json").is_file(),
        "the messages of {locale} are missing"
    );
    Ok(())
}

fn check_policy(policy: &str) -> Result<()> {
    for directive in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self'",
        "require-trusted-types-for 'script'",
    ] {
        ensure!(
            policy.split(';').any(|found| found.trim() == directive),
            "the policy for extension pages lacks: {directive}"
        );
    }
    ensure!(
        !policy.contains("http:") && !policy.contains("https:"),
        "the policy for extension pages names another host"
    );
    Ok(())
}

/// Files that the manifest names: strings that look like a path of the package.
fn manifest_references(value: &Value, references: &mut BTreeSet<PathBuf>) {
    match value {
        Value::String(text) if text.starts_with("extension/") => {
            references.insert(text.split(['?', '#']).next().unwrap_or(text).into());
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| manifest_references(item, references)),
        Value::Object(entries) => entries
            .values()
            .for_each(|item| manifest_references(item, references)),
        _ => {}
    }
}

/// Pages load their own files only and hold no script of their own.
fn check_page(dir: &Path, page: &Path, references: &mut BTreeSet<PathBuf>) -> Result<()> {
    let text = read(&dir.join(page))?;
    for attribute in ["src=\"", "href=\""] {
        for (_, rest) in text
            .match_indices(attribute)
            .map(|(at, found)| text.split_at(at + found.len()))
        {
            let target = rest.split('"').next().unwrap_or_default();
            if target.starts_with('#') || target.is_empty() {
                continue;
            }
            ensure!(
                !target.contains(':') && !target.starts_with("//"),
                "{} loads {target}",
                page.display()
            );
            references.insert(resolve(page, target));
        }
    }
    if text
        .match_indices("<script")
        .any(|(at, _)| !text[at..].split('>').next().unwrap_or_default().contains("src="))
    {
        bail!("{} has an inline script", page.display());
    }
    Ok(())
}

fn resolve(page: &Path, target: &str) -> PathBuf {
    let target = target.split(['?', '#']).next().unwrap_or(target);
    let mut path = if target.starts_with('/') {
        PathBuf::new()
    } else {
        page.parent().unwrap_or(Path::new("")).to_path_buf()
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            name => path.push(name),
        }
    }
    path
}

/// No code is loaded or made at run time.
fn check_script(script: &Path) -> Result<()> {
    let text = read(script)?;
    for (sign, meaning) in [
        ("eval(", "calls eval"),
        ("new Function(", "makes a function from text"),
        ("importScripts(", "imports a script at run time"),
    ] {
        let called = text.match_indices(sign).any(|(at, _)| {
            !text[..at].ends_with(|before: char| before.is_alphanumeric() || "_$.".contains(before))
        });
        ensure!(!called, "{} {meaning}", script.display());
    }
    Ok(())
}
