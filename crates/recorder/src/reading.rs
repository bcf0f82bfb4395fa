//! One reading list: general words of a language in one packed text, searched as it stands. Its form is that of
//! `build/reading.rs`; the page side searches the same text.

use alloc::string::String;
use alloc::vec::Vec;

/// A reading list.
pub(crate) struct Reading {
    text: String,
    /// Where the first line ends.
    begin: usize,
    /// What each sign of ASCII stands for.
    codes: Vec<String>,
}

impl Reading {
    pub(crate) fn new(text: String) -> Self {
        let begin = text.find('\n').unwrap_or(text.len());
        let mut codes: Vec<String> = (0..128_u8).map(|sign| char::from(sign).into()).collect();
        for code in text[..begin].split(' ') {
            let mut letters = code.chars();
            let known = letters.next().and_then(|sign| codes.get_mut(sign as usize));
            if let Some(known) = known {
                *known = letters.collect();
            }
        }
        Self { text, begin, codes }
    }

    /// Whether the word is on the list.
    pub(crate) fn has(&self, word: &str) -> bool {
        let (mut low, mut high) = (self.begin, self.text.len());
        // `low` is the line feed before the block that the word would stand in.
        loop {
            let middle = low + (high - low) / 2;
            let bytes = self.text.as_bytes();
            let within = |to: usize| bytes.get(low + 1..to).unwrap_or_default();
            let back = within(middle + 1).iter().rposition(|byte| *byte == b'\n');
            let ahead = || within(high).iter().position(|byte| *byte == b'\n');
            let Some(begin) = back.or_else(ahead).map(|at| low + 1 + at) else {
                break;
            };
            let block = &self.text[begin + 1..];
            let head = block.find(is_mark).map_or(block, |end| &block[..end]);
            if self.spelled(head).as_str() <= word {
                low = begin;
            } else {
                high = begin;
            }
        }
        let Some(block) = self.text.get(low + 1..high) else {
            return false;
        };
        let block = block.split('\n').next().unwrap_or_default();
        let mut last = String::new();
        let mut rest = block;
        let mut shared = 0;
        loop {
            let end = rest.find(is_mark).unwrap_or(rest.len());
            let kept = last.char_indices().nth(shared).map_or(last.len(), |(at, _)| at);
            last.truncate(kept);
            last.push_str(&self.spelled(&rest[..end]));
            if last == word {
                return true;
            }
            rest = rest[end..].trim_start_matches('*');
            match rest.as_bytes().first() {
                Some(mark) => shared = usize::from(mark - b'A'),
                None => return false,
            }
            rest = &rest[1..];
        }
    }

    fn spelled(&self, text: &str) -> String {
        let mut out = String::new();
        for letter in text.chars() {
            match self.codes.get(letter as usize) {
                Some(means) => out.push_str(means),
                None => out.push(letter),
            }
        }
        out
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, 'A'..='P' | '*' | '\n')
}

#[cfg(test)]
#[path = "../build/reading.rs"]
mod pack;

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::format;

    #[test]
    fn every_word_is_found_and_nothing_else() {
        let mut words: Vec<(String, bool)> = (0..1000_u32)
            .map(|n| {
                let letters = "aehilnorstuäé語-";
                let word = (0..3 + n % 9).map(|at| {
                    let n = (n.wrapping_mul(2_654_435_761) >> (at * 2)) as usize;
                    letters.chars().nth(n % 14).unwrap_or('a')
                });
                (word.collect::<String>(), n % 7 == 0)
            })
            .collect();
        words.sort();
        words.dedup_by(|a, b| a.0 == b.0);
        let list = Reading::new(pack::pack(&words));
        for (word, _) in &words {
            assert!(list.has(word), "{word}");
            for other in [
                format!("{word}x"),
                format!("x{word}"),
                word.chars().skip(1).collect(),
            ] {
                let listed = words.iter().any(|(known, _)| *known == other);
                assert_eq!(list.has(&other), listed, "{other}");
            }
        }
        assert!(!list.has("") && !list.has("zzz") && !list.has("A") && !list.has("a*"));
        assert!(!Reading::new(pack::pack(&[])).has("a"));
        assert!(Reading::new(pack::pack(&[("a".to_owned(), true)])).has("a"));
        assert!(!Reading::new(String::new()).has(""));
    }
}
