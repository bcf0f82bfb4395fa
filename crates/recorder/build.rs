//! Packs `lexicon/*.json` into tables that need no parsing at run time, and hashes the files, so that a recording can
//! say which words were published when it was made.

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

type Failure = Box<dyn std::error::Error>;

#[derive(Deserialize)]
struct Lexicon {
    phrases: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

fn main() -> Result<(), Failure> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../lexicon");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();

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

    let mut out = String::new();
    writeln!(out, "const CODES: [Code; 4] = [")?;
    for pack::Code { symbols, counts } in &packed.codes {
        writeln!(out, "Code {{ symbols: &{symbols:?}, counts: &{counts:?} }},")?;
    }
    writeln!(out, "];")?;
    writeln!(out, "const BITS: &[u8] = &{:?};", packed.bits)?;
    writeln!(out, "const WORDS: usize = {};", words.len())?;
    writeln!(out, "const PHRASES: usize = {};", phrases.len())?;
    let sets: Vec<u8> = sets.iter().flat_map(|bits| numbers(*bits)).collect();
    writeln!(out, "const SETS: &[u8] = &{sets:?};")?;
    let longest = phrases
        .keys()
        .map(|text| text.split(' ').count())
        .max()
        .unwrap_or(0);
    writeln!(out, "const LONGEST_PHRASE: usize = {longest};")?;
    writeln!(out, "const HASH: [u8; 32] = {:?};", Hash::of(&all).0)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("lexicon.rs"), out)?;
    Ok(())
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
fn numbers(bits: u128) -> Vec<u8> {
    let mut list: Vec<u8> = (0..128).filter(|class| bits >> class & 1 == 1).collect();
    list.insert(0, bits.count_ones() as u8);
    list
}
