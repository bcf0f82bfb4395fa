//! Packs `lexicon/*.json` and `lexicon/reading/*.txt` into what needs no parsing at run time, and hashes the files, so that
//! a recording can say which words were published when it was made.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use ledgerium_session::canonical;
use ledgerium_session::ids::Hash;
use serde::Deserialize;

#[path = "src/class.rs"]
mod class;
#[path = "build/pack.rs"]
mod pack;
#[path = "build/reading.rs"]
mod reading;

type Failure = Box<dyn std::error::Error>;

#[derive(Deserialize)]
struct Lexicon {
    phrases: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

fn main() -> Result<(), Failure> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../lexicon");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = files(&folder, "json")?;
    let mut all = Vec::new();
    let mut words: BTreeMap<String, u128> = BTreeMap::new();
    let mut phrases: BTreeMap<String, u128> = BTreeMap::new();
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(file)?;
        let value: serde_json::Value = serde_json::from_str(&text)?;
        all.extend_from_slice(&canonical::to_bytes(&value)?);
        let lexicon: Lexicon = serde_json::from_value(value)?;
        let name = file.display();
        for (table, entries) in [(&mut words, lexicon.words), (&mut phrases, lexicon.phrases)] {
            for (text, classes) in entries {
                *table.entry(text).or_default() |=
                    bits(&classes).map_err(|class| format!("{name}: there is no class {class}"))?;
            }
        }
    }

    let sets: Vec<u128> = words
        .values()
        .chain(phrases.values())
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let set = |bits: &u128| sets.binary_search(bits).map_err(|_| "a set is missing");
    let mut lists = Vec::new();
    for table in [&words, &phrases] {
        let mut list = Vec::new();
        for (text, bits) in table {
            list.push((text.as_str(), u8::try_from(set(bits)?)?));
        }
        lists.push(list);
    }
    let packed = pack::pack(&[&lists[0], &lists[1]]).ok_or("an entry is too long")?;

    let numbers = [words.len(), phrases.len(), longest(&phrases)];
    let mut bin = Vec::new();
    let mut part = |bytes: &[u8]| -> Result<(), Failure> {
        bin.extend(u32::try_from(bytes.len())?.to_le_bytes());
        bin.extend(bytes);
        Ok(())
    };
    part(&numbers.map(|number| (number as u32).to_le_bytes()).concat())?;
    part(&sets.iter().flat_map(|bits| classes(*bits)).collect::<Vec<u8>>())?;
    for pack::Code { symbols, counts } in &packed.codes {
        part(symbols)?;
        part(counts)?;
    }
    part(&packed.bits)?;
    fs::write(out.join("lexicon.bin"), &bin)?;

    let (mut languages, mut hashes) = (Vec::new(), Vec::new());
    for file in self::files(&folder.join("reading"), "txt")? {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(&file)?;
        all.extend_from_slice(text.as_bytes());
        let packed = reading::pack(&read(&text));
        let language = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        fs::write(out.join(format!("words-{language}.txt")), &packed)?;
        hashes.push(Hash::of(packed.as_bytes()).0);
        languages.push(language.to_owned());
    }

    let mut code = String::new();
    let native = "#[cfg(not(target_family = \"wasm\"))]";
    writeln!(
        code,
        "{native} const BUILT_IN: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/lexicon.bin\"));"
    )?;
    writeln!(code, "{native} const READING_BUILT_IN: &[&str] = &[")?;
    for language in &languages {
        writeln!(
            code,
            "include_str!(concat!(env!(\"OUT_DIR\"), \"/words-{language}.txt\")),"
        )?;
    }
    writeln!(code, "];")?;
    writeln!(
        code,
        "/// The languages that have a reading list, by their BCP 47 primary tags."
    )?;
    writeln!(code, "pub const LANGUAGES: &[&str] = &{languages:?};")?;
    writeln!(code, "const PACKED_HASH: [u8; 32] = {:?};", Hash::of(&bin).0)?;
    writeln!(code, "const READING_HASHES: &[[u8; 32]] = &{hashes:?};")?;
    writeln!(code, "const HASH: [u8; 32] = {:?};", Hash::of(&all).0)?;
    fs::write(out.join("lexicon.rs"), code)?;
    Ok(())
}

/// The files of a folder with this ending, sorted.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    Ok(files)
}

/// The words of a reading list, sorted, each with whether it is also a name.
fn read(text: &str) -> Vec<(String, bool)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut words: Vec<(String, bool)> = lines
        .filter_map(|line| line.split(' ').next())
        .map(|word| (word.trim_end_matches('*').to_owned(), word.ends_with('*')))
        .collect();
    words.sort();
    words
}

/// How many words the longest phrase has.
fn longest(phrases: &BTreeMap<String, u128>) -> usize {
    let words = phrases.keys().map(|text| text.split(' ').count());
    words.max().unwrap_or(0)
}

/// The set of the named classes, or the first name that is none.
fn bits(names: &[String]) -> Result<u128, String> {
    names.iter().try_fold(0, |bits, name| {
        let class = class::Class::ALL.iter().find(|(_, known)| known == name);
        class
            .map(|(class, _)| bits | 1 << (*class as u32))
            .ok_or_else(|| name.clone())
    })
}

/// How many classes a set has, and their numbers: most have one or two of the eighty.
fn classes(bits: u128) -> Vec<u8> {
    let mut list: Vec<u8> = (0..128).filter(|class| bits >> class & 1 == 1).collect();
    list.insert(0, bits.count_ones() as u8);
    list
}
