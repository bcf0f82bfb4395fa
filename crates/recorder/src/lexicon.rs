//! The published words, built in. Every language at once: the classes of a word are the union over the files.

use alloc::boxed::Box;
use alloc::vec::Vec;

use ledgerium_session::ids::Hash;
use ledgerium_session::words::{Label, Token};
use once_cell::race::OnceBox;

use crate::classes::Classes;
use crate::packed::{Code, List, Packed};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The lists, unpacked at the first look into them: that takes less than loading them so would.
struct Lexicon {
    words: List,
    phrases: List,
    sets: Vec<Classes>,
}

static LEXICON: OnceBox<Lexicon> = OnceBox::new();

fn lexicon() -> &'static Lexicon {
    LEXICON.get_or_init(|| {
        let mut packed = Packed {
            codes: &CODES,
            bits: BITS,
            at: 0,
        };
        Box::new(Lexicon {
            words: packed.list(WORDS),
            phrases: packed.list(PHRASES),
            sets: sets(),
        })
    })
}

/// The sets of classes that the numbers of the lists stand for.
fn sets() -> Vec<Classes> {
    let mut sets = Vec::new();
    let mut rest = SETS;
    while let Some((count, classes)) = rest.split_first() {
        let (classes, after) = classes.split_at(usize::from(*count));
        let bits = classes.iter().fold(0, |bits, class| bits | 1 << class);
        sets.push(Classes::from_bits(bits));
        rest = after;
    }
    sets
}

/// SHA-256 over the canonical JSON of the lexicon files, one after the other in the order of their names.
pub fn hash() -> Hash {
    Hash(HASH)
}

/// Whether the word is on a published list.
pub fn is_published(word: &str) -> bool {
    lexicon().words.find(word).is_some()
}

/// The classes of a word; none for a word that has none or is on no list.
pub fn classes(word: &str) -> Classes {
    lexicon().words.find(word).map_or(Classes::NONE, set)
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
    let words: Vec<&str> = tokens
        .iter()
        .take(LONGEST_PHRASE)
        .map_while(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            Token::Term(_) | Token::Masked => None,
        })
        .collect();
    for length in (2..=words.len()).rev() {
        let text = words[..length].join(" ");
        if let Some(number) = lexicon().phrases.find(&text) {
            return (length, set(number));
        }
    }
    (1, words.first().map_or(Classes::NONE, |word| classes(word)))
}

fn set(at: u8) -> Classes {
    lexicon().sets[usize::from(at)]
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
        assert_eq!((words.len(), phrases.len()), (WORDS, PHRASES));
        let built_in = lexicon();
        for (list, all) in [(&built_in.words, words), (&built_in.phrases, phrases)] {
            for (text, bits) in all {
                assert_eq!(
                    list.find(&text).map(set),
                    Some(Classes::from_bits(bits)),
                    "{text}"
                );
            }
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
