//! `cargo xtask eval --labels`: how much of the labels of unseen products can be read, with the core words alone, with
//! reading lists, and by their size. The matcher is the page side's own (`extension/src/content/publish.ts`).

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::build;
use crate::lexicon::{Candidate, candidates, packed};
use crate::process::{check, command, files_in, read, root, step, target_dir};

/// Words of the lists that are tried besides the published ones.
const SIZES: [usize; 5] = [2_000, 5_000, 10_000, 20_000, 40_000];

#[derive(Serialize)]
struct List {
    language: String,
    /// What the list is called in the table.
    name: String,
    words: usize,
    text: String,
}

/// Packs the lists that are to be compared and hands over to the matcher.
pub fn run() -> Result<()> {
    build::run()?;
    let folder = target_dir().join("labels");
    fs::create_dir_all(&folder)?;
    let lists = step("Packing lists of several sizes", lists)?;
    fs::write(folder.join("lists.json"), serde_json::to_vec(&lists)?)?;
    build::bundle_test(
        Path::new("extension/src/content/publish.ts"),
        &folder.join("publish.mjs"),
    )?;
    check(&mut command("node", &["lexicon/make/readable.mjs"]))
}

fn lists() -> Result<Vec<List>> {
    let mut lists = Vec::new();
    for file in files_in(&root().join("lexicon/reading"), "txt")? {
        let language = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let mut put = |name: &str, words: &[Candidate]| {
            lists.push(List {
                language: language.to_owned(),
                name: name.to_owned(),
                words: words.len(),
                text: packed(words),
            });
        };
        put("core alone", &[]);
        let published: Vec<Candidate> = read(&file)?
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(crate::lexicon::candidate)
            .collect();
        // The candidates are there where the lists were made; elsewhere the published words alone are measured.
        let ranked = candidates(language).unwrap_or_default();
        for size in SIZES.into_iter().filter(|size| *size < ranked.len()) {
            put(&format!("{size} words"), &ranked[..size]);
        }
        if ranked.len() > published.len() {
            put("all candidates", &ranked);
        }
        put("published", &published);
    }
    Ok(lists)
}
