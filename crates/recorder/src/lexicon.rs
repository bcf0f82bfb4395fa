//! The published words, built in. Every language at once: the classes of a word are the union over the files.

use ledgerium_session::ids::Hash;
use ledgerium_session::words::{Label, Token};

use crate::classes::Classes;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// SHA-256 over the canonical JSON of the lexicon files, one after the other in the order of their names.
pub fn hash() -> Hash {
    Hash(HASH)
}

/// Whether the word is on a published list.
pub fn is_published(word: &str) -> bool {
    find(word).is_some()
}

/// The classes of a word; none for a word that has none or is on no list.
pub fn classes(word: &str) -> Classes {
    find(word).map_or(Classes::NONE, |at| set(WORD_SETS[at]))
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
        if let Ok(at) = PHRASES.binary_search_by(|(phrase, _)| (*phrase).cmp(text.as_str())) {
            return (length, Classes::from_bits(PHRASES[at].1));
        }
    }
    (1, words.first().map_or(Classes::NONE, |word| classes(word)))
}

fn find(word: &str) -> Option<usize> {
    let (mut low, mut high) = (0, ENDS.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match word_at(middle).cmp(word) {
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

fn word_at(at: usize) -> &'static str {
    let begin = if at == 0 { 0 } else { ENDS[at - 1] };
    &TEXT[begin as usize..ENDS[at] as usize]
}

fn set(at: u16) -> Classes {
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
        for at in 1..ENDS.len() {
            assert!(word_at(at - 1) < word_at(at), "the words are not sorted");
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
