//! Packs `lexicon/*.json` into tables that need no parsing at run time, and hashes the files, so that a recording can
//! say which words were published when it was made.

extern crate alloc;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use ledgerium_session::canonical;
use ledgerium_session::ids::Hash;
use serde::Deserialize;

#[path = "src/class.rs"]
mod class;
#[path = "src/packed.rs"]
#[allow(dead_code, reason = "what is packed here is read elsewhere")]
mod packed;

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
    let mut out = String::new();
    writeln!(out, "const SETS: &[u128] = &{sets:?};")?;
    for (name, table) in [("WORDS", &words), ("PHRASES", &phrases)] {
        let mut list = Vec::new();
        for (text, bits) in table {
            list.push((text.as_str(), u8::try_from(set(bits)?)?));
        }
        let (bytes, blocks) = packed::pack(&list).ok_or_else(|| format!("{name}: an entry is too long"))?;
        writeln!(
            out,
            "const {name}: Packed = Packed {{ bytes: &{bytes:?}, blocks: &{blocks:?} }};"
        )?;
    }
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
