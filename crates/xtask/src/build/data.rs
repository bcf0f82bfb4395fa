//! Published data to what the extension loads: lexicon.js for every page that records, profiles.json for the worker.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::build::out_dir;
use crate::process::{files_in, read, root, write};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    language: String,
    #[serde(rename = "licence")]
    _licence: String,
    #[serde(rename = "source")]
    _source: String,
    also_names: Vec<String>,
    phrases: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

/// All languages in one, so that a page side can look one word up without opening the others: the words are sorted and
/// cut into blocks. In a block each word leaves out what it shares with the one before, which a capital letter counts;
/// after it stands the index of its set of classes, unless it is the one of the word before. `extension/src/content/lexicon.ts` reads it.
#[derive(Default, Serialize)]
struct Packed {
    /// Classes named in `sets`.
    classes: Vec<String>,
    /// Sets of classes, the most frequent first.
    sets: Vec<Vec<usize>>,
    /// Blocks of words.
    words: Vec<String>,
    /// Blocks of phrases.
    phrases: Vec<String>,
    /// Words that are also names, separated by a space.
    names: String,
}

/// Words of one block: few enough to be read for one of them, enough to share their beginnings.
const BLOCK: usize = 32;

/// Writes extension/build/lexicon.js and profiles.json.
pub fn pack() -> Result<()> {
    write(&out_dir().join("lexicon.js"), lexicon_script()?.as_bytes())?;
    write(
        &out_dir().join("profiles.json"),
        serde_json::to_string(&profiles()?)?.as_bytes(),
    )
}

fn lexicon_script() -> Result<String> {
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut phrases: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for file in files_in(&root().join("lexicon"), "json")? {
        let lexicon: Lexicon =
            serde_json::from_str(&read(&file)?).with_context(|| file.display().to_string())?;
        if file.file_stem().and_then(|stem| stem.to_str()) != Some(&lexicon.language) {
            bail!(
                "{} says that its language is {}",
                file.display(),
                lexicon.language
            );
        }
        for (word, classes) in lexicon.words {
            words.entry(word).or_default().extend(classes);
        }
        for (phrase, classes) in lexicon.phrases {
            phrases.entry(phrase).or_default().extend(classes);
        }
        names.extend(lexicon.also_names);
    }
    let classes: BTreeSet<String> = words
        .values()
        .chain(phrases.values())
        .flatten()
        .cloned()
        .collect();
    let classes: Vec<String> = classes.into_iter().collect();
    for text in words.keys().chain(phrases.keys()) {
        // The unpacking counts UTF-16 units, and takes every capital and every digit for a mark.
        if text
            .chars()
            .any(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter.len_utf16() > 1)
        {
            bail!("the lexicon has {text:?}, which is not lower-case letters");
        }
    }
    let indexes = |own: &BTreeSet<String>| -> Vec<usize> {
        own.iter()
            .filter_map(|class| classes.binary_search(class).ok())
            .collect()
    };
    let mut counts: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for own in words.values().chain(phrases.values()) {
        *counts.entry(indexes(own)).or_default() += 1;
    }
    let mut sets: Vec<Vec<usize>> = counts.keys().cloned().collect();
    sets.sort_by_key(|set| counts.get(set).map(|count| usize::MAX - count));
    let packed = Packed {
        words: blocks(&words, &sets, &indexes),
        phrases: blocks(&phrases, &sets, &indexes),
        names: names.into_iter().collect::<Vec<_>>().join(" "),
        sets,
        classes,
    };
    let json = serde_json::to_string(&packed)?
        .replace('\\', "\\\\")
        .replace('\'', "\\'");
    // A string costs a page nothing until a word is looked up.
    Ok(format!("globalThis.ledgeriumLexicon = '{json}';\n"))
}

fn blocks(
    entries: &BTreeMap<String, BTreeSet<String>>,
    sets: &[Vec<usize>],
    indexes: &dyn Fn(&BTreeSet<String>) -> Vec<usize>,
) -> Vec<String> {
    let numbered: Vec<(&str, usize)> = entries
        .iter()
        .map(|(text, own)| {
            let set = indexes(own);
            let number = sets.iter().position(|each| *each == set).unwrap_or_default();
            (text.as_str(), number)
        })
        .collect();
    numbered.chunks(BLOCK).map(front_coded).collect()
}

/// Sorted texts, each as the letter of its shared length, the rest, and its number unless that is the one before it: forms
/// of one word mean the same. Before the first stands 0.
fn front_coded(texts: &[(&str, usize)]) -> String {
    let mut coded = String::new();
    let mut last = "";
    let mut before = 0;
    for (text, number) in texts {
        let shared = last
            .chars()
            .zip(text.chars())
            .take_while(|(a, b)| a == b)
            .take(25)
            .count();
        coded.extend(('A'..='Z').nth(shared));
        coded.extend(text.chars().skip(shared));
        if *number != before {
            coded.push_str(&number.to_string());
        }
        before = *number;
        last = text;
    }
    coded
}

/// All profiles by id. What their keys mean is checked by the tests of `profiles/`; here only that they are what they say.
fn profiles() -> Result<BTreeMap<String, Value>> {
    let mut profiles = BTreeMap::new();
    for file in files_in(&root().join("profiles"), "json")? {
        let profile: Value =
            serde_json::from_str(&read(&file)?).with_context(|| file.display().to_string())?;
        let id = profile
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        if file.file_stem().and_then(|stem| stem.to_str()) != Some(&id) {
            bail!("{} says that its id is {id:?}", file.display());
        }
        profiles.insert(id, profile);
    }
    Ok(profiles)
}

#[cfg(test)]
mod tests {
    use super::front_coded;

    #[test]
    fn sorted_texts_leave_out_what_they_share_with_the_one_before() {
        let texts = [("add", 3), ("added", 0), ("adds", 12), ("close", 0)];
        assert_eq!(front_coded(&texts), "Aadd3Ded0Ds12Aclose0");
    }
}
