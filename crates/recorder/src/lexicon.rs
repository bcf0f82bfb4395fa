//! The published words. The core words, of every language at once, have classes: those of a word are the union over the
//! files. The reading lists, one a language, are general words without a class, which only the name of a control may say.
//!
//! Natively both are built in. In the browser they are files of the extension, which the worker hands over; what is not
//! byte for byte what this build knows is refused, so that [`hash`] stays true.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::vec::Vec;

use ledgerium_session::ids::Hash;
use ledgerium_session::words::{Label, Token};
use once_cell::race::OnceBox;

use crate::classes::Classes;
use crate::error::Error;
use crate::packed::{Code, List, Packed};
use crate::reading::Reading;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The core words, unpacked once.
struct Core {
    words: List,
    phrases: List,
    sets: Vec<Classes>,
    longest_phrase: usize,
}

static CORE: OnceBox<Core> = OnceBox::new();
static READING: [OnceBox<Reading>; LANGUAGES.len()] = [const { OnceBox::new() }; LANGUAGES.len()];

#[cfg(not(target_family = "wasm"))]
fn core() -> Option<&'static Core> {
    Some(CORE.get_or_init(|| Box::new(Core::new(BUILT_IN))))
}

#[cfg(not(target_family = "wasm"))]
fn reading(at: usize) -> Option<&'static Reading> {
    let text = READING_BUILT_IN.get(at)?;
    Some(READING[at].get_or_init(|| Box::new(Reading::new((*text).to_owned()))))
}

#[cfg(target_family = "wasm")]
fn core() -> Option<&'static Core> {
    CORE.get()
}

#[cfg(target_family = "wasm")]
fn reading(at: usize) -> Option<&'static Reading> {
    READING[at].get()
}

/// The core words as they are packed for the extension.
#[cfg(not(target_family = "wasm"))]
pub fn packed() -> &'static [u8] {
    BUILT_IN
}

/// Each reading list with its language, as it is packed for the extension.
#[cfg(not(target_family = "wasm"))]
pub fn packed_reading() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().copied().zip(READING_BUILT_IN.iter().copied())
}

/// Takes the core words.
///
/// # Errors
/// [`Error::BadInput`] if they are not those of this build.
pub fn load(bytes: &[u8]) -> Result<(), Error> {
    if Hash::of(bytes).0 != PACKED_HASH {
        return Err(other());
    }
    CORE.get_or_init(|| Box::new(Core::new(bytes)));
    Ok(())
}

/// Takes a reading list. Which language it is of, its bytes say.
///
/// # Errors
/// [`Error::BadInput`] if it is none of this build.
pub fn load_reading(text: &str) -> Result<(), Error> {
    let hash = Hash::of(text.as_bytes()).0;
    let at = READING_HASHES
        .iter()
        .position(|known| *known == hash)
        .ok_or_else(other)?;
    READING[at].get_or_init(|| Box::new(Reading::new(text.to_owned())));
    Ok(())
}

fn other() -> Error {
    Error::input(
        "the list of words",
        "it belongs to another build; install the extension anew",
    )
}

/// That the core words are there: without them nothing is recorded or derived.
pub(crate) fn ready() -> Result<(), Error> {
    core().map(|_| ()).ok_or(Error::WordsMissing)
}

/// Whether every reading list is there, so that a word which none has is on none.
pub(crate) fn reads_all() -> bool {
    (0..LANGUAGES.len()).all(|at| reading(at).is_some())
}

impl Core {
    /// Unpacks what the build script packed.
    fn new(bytes: &[u8]) -> Self {
        let mut rest = bytes;
        let mut part = || {
            let (length, after) = rest.split_at_checked(4).unwrap_or_default();
            let length = length
                .iter()
                .rev()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            let (part, after) = after.split_at_checked(length).unwrap_or_default();
            rest = after;
            part
        };
        let numbers: Vec<usize> = part()
            .chunks(4)
            .map(|bytes| {
                bytes
                    .iter()
                    .rev()
                    .fold(0, |sum, byte| sum << 8 | usize::from(*byte))
            })
            .collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        let sets = sets(part());
        let codes: Vec<Code> = (0..4)
            .map(|_| Code {
                symbols: part().to_vec(),
                counts: part().to_vec(),
            })
            .collect();
        let mut packed = Packed {
            codes: &codes,
            bits: part(),
            at: 0,
        };
        Core {
            words: packed.list(number(0)),
            phrases: packed.list(number(1)),
            sets,
            longest_phrase: number(2),
        }
    }

    fn set(&self, at: u8) -> Classes {
        self.sets.get(usize::from(at)).copied().unwrap_or(Classes::NONE)
    }
}

/// The sets of classes that the numbers of the lists stand for: how many, then these, one set after the other.
fn sets(bytes: &[u8]) -> Vec<Classes> {
    let mut sets = Vec::new();
    let mut rest = bytes;
    while let Some((count, classes)) = rest.split_first() {
        let (classes, after) = classes.split_at_checked(usize::from(*count)).unwrap_or_default();
        let bits = classes.iter().fold(0, |bits, class| bits | 1 << class);
        sets.push(Classes::from_bits(bits));
        rest = after;
    }
    sets
}

/// SHA-256 over the canonical JSON of the core files and then the bytes of the reading lists, one after the other in the
/// order of their names.
pub fn hash() -> Hash {
    Hash(HASH)
}

/// Whether the word is on a published list that is there, core or reading.
pub fn is_published(word: &str) -> bool {
    is_core(word) || is_read(word)
}

/// Whether the word is a core word, which any label may say.
pub fn is_core(word: &str) -> bool {
    core().is_some_and(|core| core.words.find(word).is_some())
}

/// Whether the word is on a reading list that is there: only the name of a control may say it.
pub fn is_read(word: &str) -> bool {
    (0..LANGUAGES.len())
        .filter_map(reading)
        .any(|list| list.has(word))
}

/// The classes of a word; none for a word that has none or is on no list.
pub fn classes(word: &str) -> Classes {
    let found = core().and_then(|core| Some(core.set(core.words.find(word)?)));
    found.unwrap_or(Classes::NONE)
}

/// The classes of a whole label: those of its phrases, longest first, and of the words that are in none.
pub fn label_classes(label: &Label) -> Classes {
    let tokens = label.tokens();
    let mut all = Classes::NONE;
    let mut at = 0;
    while at < tokens.len() {
        let (length, found) = phrase_at(&tokens[at..]);
        all = all.or(found);
        at += length;
    }
    all
}

/// The longest phrase at the beginning with its length, or else the first word.
fn phrase_at(tokens: &[Token]) -> (usize, Classes) {
    let Some(core) = core() else {
        return (1, Classes::NONE);
    };
    let words: Vec<&str> = tokens
        .iter()
        .take(core.longest_phrase)
        .map_while(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            Token::Term(_) | Token::Masked => None,
        })
        .collect();
    for length in (2..=words.len()).rev() {
        let text = words[..length].join(" ");
        if let Some(number) = core.phrases.find(&text) {
            return (length, core.set(number));
        }
    }
    (1, words.first().map_or(Classes::NONE, |word| classes(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::Class;
    use alloc::collections::BTreeMap;
    use alloc::string::String;
    use std::fs;

    fn label(json: &str) -> Label {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn words_are_found_and_others_are_not() {
        assert!(is_published("approve") && is_published("to"));
        assert!(!is_published("jane") && !is_published("") && !is_published("approvexyz"));
        assert!(classes("approve").has(Class::Approve));
        assert!(classes("to").is_empty());
        assert!(!is_published("sign in"), "a phrase is no word");
    }

    #[test]
    fn every_list_is_there_whole() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicon");
        let mut words = BTreeMap::<String, u128>::new();
        let mut phrases = BTreeMap::<String, u128>::new();
        for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_some_and(|ending| ending == "json") {
                let lists: serde_json::Value =
                    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
                for (all, name) in [(&mut words, "words"), (&mut phrases, "phrases")] {
                    for (text, names) in lists[name].as_object().unwrap() {
                        let classes = Class::ALL
                            .iter()
                            .filter(|(_, name)| names.as_array().unwrap().iter().any(|known| known == name))
                            .map(|(class, _)| 1 << *class as u32);
                        *all.entry(text.clone()).or_default() |= classes.sum::<u128>();
                    }
                }
            }
        }
        let built_in = core().unwrap();
        for (list, all) in [(&built_in.words, words), (&built_in.phrases, phrases)] {
            for (text, bits) in all {
                assert_eq!(
                    list.find(&text).map(|number| built_in.set(number)),
                    Some(Classes::from_bits(bits)),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn reading_lists_are_there_whole_and_hold_no_core_words() {
        assert!(reads_all());
        for language in LANGUAGES {
            let file = alloc::format!(
                "{}/../../lexicon/reading/{language}.txt",
                env!("CARGO_MANIFEST_DIR")
            );
            for line in fs::read_to_string(file)
                .unwrap()
                .lines()
                .filter(|line| !line.starts_with('#'))
                .step_by(29)
            {
                let word = line.split([' ', '*']).next().unwrap();
                assert!(is_read(word) && is_published(word), "{word}");
                assert!(!is_core(word) && classes(word).is_empty(), "{word}");
            }
        }
        assert!(!is_read("approve") && !is_read("jane") && !is_read(""));
    }

    #[test]
    fn lists_of_another_build_are_refused() {
        load(packed()).unwrap();
        assert!(load(&packed()[1..]).is_err());
        for (_, text) in packed_reading() {
            load_reading(text).unwrap();
            assert!(load_reading(&text[1..]).is_err());
        }
    }

    #[test]
    fn a_phrase_replaces_the_classes_of_its_words() {
        let take = label_classes(&label(r#"["assign","to","me"]"#));
        assert!(take.has(Class::Take) && !take.has(Class::Assign));
        let broken = label_classes(&label(r#"["assign",null,"to","me"]"#));
        assert!(broken.has(Class::Assign) && !broken.has(Class::Take));
        assert!(label_classes(&label(r#"["add",null,"group"]"#)).has(Class::NounGroup));
    }
}
