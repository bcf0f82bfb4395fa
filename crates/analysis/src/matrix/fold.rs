//! What two spellings of one name have in common. Pages are read by the same rule (`termKey` in
//! `extension/src/shared/terms.ts`): a term that a page shows has to meet its row.

use alloc::string::String;

use super::marks::MARKS;

/// A text in NFKC, and that in lower case: `normalize('NFKC').toLowerCase()`. An argument, since Unicode's tables for it would
/// be a quarter of the recorder's WASM: the browser has them, and so has a crate where there is no browser.
pub type Fold = fn(&str) -> String;

/// The words and numbers of a text in order: NFKC, lower case, no soft hyphens, one space between.
pub(crate) fn key(text: &str, lower: Fold) -> String {
    let folded;
    let text = if text.is_ascii() {
        text
    } else {
        folded = lower(text);
        folded.as_str()
    };
    let mut key = String::with_capacity(text.len());
    let mut apart = false;
    for letter in text.chars().filter(|letter| *letter != '\u{ad}') {
        if !is_word(letter) {
            apart = true;
            continue;
        }
        if apart && !key.is_empty() {
            key.push(' ');
        }
        apart = false;
        key.push(letter.to_ascii_lowercase());
    }
    key
}

/// Letters, marks and numbers: `[\p{L}\p{M}\p{N}]`.
fn is_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    let code = u32::from(letter);
    (letter.is_alphanumeric() && !SIGNS.iter().any(|(first, last)| (*first..=*last).contains(&code)))
        || is_mark(code)
}

/// Signs that count as alphabetic, being letters in circles and squares.
const SIGNS: [(u32, u32); 4] = [
    (0x24b6, 0x24e9),
    (0x1f130, 0x1f149),
    (0x1f150, 0x1f169),
    (0x1f170, 0x1f189),
];

fn is_mark(code: u32) -> bool {
    let after = MARKS.partition_point(|(first, _)| *first <= code);
    after > 0 && code - MARKS[after - 1].0 < MARKS[after - 1].1.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use regex_syntax::hir::{Class, ClassUnicode, HirKind};
    use std::string::ToString;
    use unicode_normalization::UnicodeNormalization;

    fn lower(text: &str) -> String {
        text.nfkc().collect::<String>().to_lowercase()
    }

    /// The page side is held against the same list.
    #[test]
    fn spellings_of_one_name_have_one_key() {
        let keys = include_str!("../../../../tests/corpus/matrix/keys.json");
        let keys: Vec<(String, String)> = serde_json::from_str(keys).unwrap();
        for (text, expected) in keys {
            let expected: String = expected.nfc().collect();
            assert_eq!(key(&text, lower), expected, "{text}");
            assert_eq!(key(&expected, lower), expected, "{text}");
        }
    }

    fn class(expression: &str) -> ClassUnicode {
        match regex_syntax::parse(expression).unwrap().into_kind() {
            HirKind::Class(Class::Unicode(class)) => class,
            other => panic!("{other:?}"),
        }
    }

    /// What letters, marks and numbers are is held against another table, for every character that both know.
    #[test]
    fn words_are_made_of_letters_marks_and_numbers() {
        let holds = |class: &ClassUnicode, c: char| {
            class
                .ranges()
                .binary_search_by(|range| {
                    if range.end() < c {
                        core::cmp::Ordering::Less
                    } else if range.start() > c {
                        core::cmp::Ordering::Greater
                    } else {
                        core::cmp::Ordering::Equal
                    }
                })
                .is_ok()
        };
        let (word, none) = (class(r"[\p{L}\p{M}\p{N}]"), class(r"\p{Cn}"));
        let wrong: Vec<_> = ('\0'..=char::MAX)
            .filter(|c| !holds(&none, *c) && is_word(*c) != holds(&word, *c))
            .map(|c| c.escape_unicode().to_string())
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
}
