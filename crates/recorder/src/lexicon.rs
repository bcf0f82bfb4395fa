//! The published words, built in. Every language at once: the classes of a word are the union over the files.

use alloc::vec::Vec;

use ledgerium_session::ids::Hash;
use ledgerium_session::words::{Label, Token};

use crate::classes::Classes;
use crate::packed::Packed;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// SHA-256 over the canonical JSON of the lexicon files, one after the other in the order of their names.
pub fn hash() -> Hash {
    Hash(HASH)
}

/// Whether the word is on a published list.
pub fn is_published(word: &str) -> bool {
    WORDS.find(word).is_some()
}

/// The classes of a word; none for a word that has none or is on no list.
pub fn classes(word: &str) -> Classes {
    WORDS.find(word).map_or(Classes::NONE, set)
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
        if let Some(number) = PHRASES.find(&text) {
            return (length, set(number));
        }
    }
    (1, words.first().map_or(Classes::NONE, |word| classes(word)))
}

fn set(at: u8) -> Classes {
    Classes::from_bits(SETS[usize::from(at)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::Class;

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
    fn a_phrase_replaces_the_classes_of_its_words() {
        let take = label_classes(&label(r#"["assign","to","me"]"#));
        assert!(take.has(Class::Take) && !take.has(Class::Assign));
        let broken = label_classes(&label(r#"["assign",null,"to","me"]"#));
        assert!(broken.has(Class::Assign) && !broken.has(Class::Take));
        assert!(label_classes(&label(r#"["add",null,"group"]"#)).has(Class::NounGroup));
    }
}
