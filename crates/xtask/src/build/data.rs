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

/// All languages in one: each class list once, and with it, in one string, all words that have it. The words of a
/// string are sorted, and each leaves out what it shares with the one before: a capital letter says how much.
#[derive(Default, Serialize)]
struct Packed {
    /// Classes named in `words` and `phrases`.
    classes: Vec<String>,
    /// Pairs of class indexes and the words that have exactly these.
    words: Vec<(Vec<usize>, String)>,
    /// Pairs of class indexes and the phrases that have exactly these.
    phrases: Vec<(Vec<usize>, String)>,
    /// Words that are also names, separated by a space.
    names: String,
}

/// What lexicon.js holds around the data. Opening it waits until a page needs it, since most documents never do;
/// the page side reads `words` and `phrases` as pairs of class indexes and texts joined by a separator.
const SCRIPT: &str = r#"{
  const packed = '@';
  const open = (groups, separator) =>
    groups.map(([classes, text]) => {
      let last = '';
      const whole = (_, shared, rest) => (last = last.slice(0, shared.charCodeAt(0) - 65) + rest) + separator;
      return [classes, text.replace(/([A-Z])([^A-Z]*)/g, whole).slice(0, -1)];
    });
  let opened;
  Object.defineProperty(globalThis, 'ledgeriumLexicon', {
    configurable: true,
    get() {
      if (!opened) {
        opened = JSON.parse(packed);
        opened.words = open(opened.words, ' ');
        opened.phrases = open(opened.phrases, ',');
      }
      return opened;
    },
  });
}
"#;

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
        // The unpacking counts UTF-16 units and takes every capital for a mark.
        if text
            .chars()
            .any(|letter| letter.is_ascii_uppercase() || letter.len_utf16() > 1)
        {
            bail!("the lexicon has {text:?}, which is not lower case");
        }
    }
    let packed = Packed {
        words: group(&words, &classes),
        phrases: group(&phrases, &classes),
        names: names.into_iter().collect::<Vec<_>>().join(" "),
        classes,
    };
    let json = serde_json::to_string(&packed)?
        .replace('\\', "\\\\")
        .replace('\'', "\\'");
    Ok(SCRIPT.replacen('@', &json, 1))
}

fn group(entries: &BTreeMap<String, BTreeSet<String>>, classes: &[String]) -> Vec<(Vec<usize>, String)> {
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
        .map(|(indexes, texts)| (indexes, front_coded(&texts)))
        .collect()
}

/// Sorted texts, each as the letter of its shared length and the rest.
fn front_coded(texts: &[&str]) -> String {
    let mut coded = String::new();
    let mut last = "";
    for text in texts {
        let shared = last
            .chars()
            .zip(text.chars())
            .take_while(|(a, b)| a == b)
            .take(25)
            .count();
        coded.extend(('A'..='Z').nth(shared));
        coded.extend(text.chars().skip(shared));
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
        assert_eq!(front_coded(&["add", "added", "adds", "close"]), "AaddDedDsAclose");
    }
}
