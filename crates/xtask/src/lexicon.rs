//! `cargo xtask lexicon`: the reading lists, made anew from the interface catalogues of many products
//! (lexicon/make/sources.json). What is downloaded is kept in target/catalogues.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{check, command, files_in, read, root, say, step, target_dir, write};
use crate::setup;

#[path = "../../recorder/build/reading.rs"]
mod reading;

/// The most that a reading list takes as a file of the extension.
pub const MOST: usize = 120_000;
/// What the script around a list takes.
const AROUND: usize = 64;

/// A word that may be read, and whether it is also a name.
pub type Candidate = (String, bool);

/// Counts, chooses, and writes as many words as fit.
pub fn run(counted: bool) -> Result<()> {
    if counted {
        // Only chosen anew, from the counts that are there.
        check(&mut command("node", &["lexicon/make/gather.mjs", "--counted"]))?;
    } else {
        setup::for_build()?;
        step("Counting words in interface catalogues", || {
            check(&mut command("node", &["lexicon/make/gather.mjs"]))
        })?;
    }
    for file in files_in(&candidates_dir(), "txt")? {
        let language = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let lines = read(&file)?;
        let lines: Vec<&str> = lines.lines().collect();
        let words = candidates(language)?;
        let most = fitting(&words);
        let mut kept = lines[..most].to_vec();
        kept.sort_by_key(|line| line.split([' ', '*']).next().map(str::to_owned));
        let products = read(&file.with_extension("products"))?;
        let text = format!(
            "# language: {language}\n\
             # licence: Apache-2.0\n\
             # source: words of the interfaces of {} products, counted as lexicon/README.md says\n\
             # A line is a word and in how many products it stands. A star marks a word that is also a name of people.\n\
             # After a hyphen stands a word that may end a compound, and how many compounds of the products it ends.\n\
             {}\n",
            products.trim(),
            kept.join("\n")
        );
        let target = root().join(format!("lexicon/reading/{language}.txt"));
        write(&target, text.as_bytes())?;
        say(format!("{language}: {most} of {} words", words.len()));
    }
    Ok(())
}

fn candidates_dir() -> PathBuf {
    target_dir().join("catalogues/candidates")
}

/// The words that may be read, the most used first.
/// A line of a list.
pub fn candidates(language: &str) -> Result<Vec<Candidate>> {
    let file = candidates_dir().join(format!("{language}.txt"));
    let text = read(&file).context("run `cargo xtask lexicon` first")?;
    Ok(text.lines().map(candidate).collect())
}

/// A line of a list.
pub fn candidate(line: &str) -> Candidate {
    let word = line.split(' ').next().unwrap_or_default();
    (word.trim_end_matches('*').to_owned(), word.ends_with('*'))
}

/// The most used words, packed.
pub fn packed(words: &[Candidate]) -> String {
    let mut words = words.to_vec();
    words.sort();
    reading::pack(&words)
}

/// How many of the words fit into a list.
fn fitting(words: &[Candidate]) -> usize {
    let fits = |count: usize| packed(&words[..count]).len() + AROUND <= MOST;
    if fits(words.len()) {
        return words.len();
    }
    let (mut low, mut high) = (0, words.len());
    while high - low > 50 {
        let middle = (low + high) / 2;
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}
