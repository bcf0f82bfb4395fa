//! Published data to what the extension loads: lexicon.js for every page that records, profiles.json for the worker.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::build::out_dir;
use crate::process::{files_in, read, root, write};

/// The core lexicon is parsed in every document of a session, so its size is a promise.
pub const LEXICON_LIMIT: usize = 40_000;

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

/// All languages in one: each class list once, and with it, in one string, all words that have it.
#[derive(Default, Serialize)]
struct Packed {
    /// Classes named in `words` and `phrases`.
    classes: Vec<String>,
    /// Pairs of class indexes and the words that have exactly these, separated by a space.
    words: Vec<(Vec<usize>, String)>,
    /// Pairs of class indexes and the phrases that have exactly these, separated by a comma.
    phrases: Vec<(Vec<usize>, String)>,
    /// Words that are also names, separated by a space.
    names: String,
}

/// Writes extension/build/lexicon.js and profiles.json.
pub fn pack() -> Result<()> {
    let lexicon = lexicon_script()?;
    if lexicon.len() > LEXICON_LIMIT {
        bail!(
            "lexicon.js has {} bytes; the budget is {LEXICON_LIMIT}",
            lexicon.len()
        );
    }
    write(&out_dir().join("lexicon.js"), lexicon.as_bytes())?;
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
    let packed = Packed {
        words: group(&words, &classes, " "),
        phrases: group(&phrases, &classes, ","),
        names: names.into_iter().collect::<Vec<_>>().join(" "),
        classes,
    };
    // A string that is parsed as JSON starts faster than the same object as a literal.
    let json = serde_json::to_string(&packed)?
        .replace('\\', "\\\\")
        .replace('\'', "\\'");
    Ok(format!("globalThis.ledgeriumLexicon = JSON.parse('{json}');\n"))
}

fn group(
    entries: &BTreeMap<String, BTreeSet<String>>,
    classes: &[String],
    separator: &str,
) -> Vec<(Vec<usize>, String)> {
    let mut groups: BTreeMap<Vec<usize>, Vec<&str>> = BTreeMap::new();
    for (text, own) in entries {
        let indexes = own
            .iter()
            .filter_map(|class| classes.binary_search(class).ok())
            .collect();
        groups.entry(indexes).or_default().push(text);
    }
    groups
        .into_iter()
        .map(|(indexes, texts)| (indexes, texts.join(separator)))
        .collect()
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
