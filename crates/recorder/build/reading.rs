//! Packs a reading list as `src/reading.rs` and `extension/src/content/reading.ts` search it: one text that is never
//! unpacked as a whole.
//!
//! Its first line says what the codes stand for: each a sign and the letters that it stands for, separated by spaces.
//! Each line after it is a block of sorted words. The first word of a block stands there whole; before each other stands
//! a capital letter that counts what it shares with the word before, A for nothing. A star follows a word that is also a
//! name. In all words, what stands often is one code.

use std::collections::BTreeMap;
use std::string::String;
use std::vec;
use std::vec::Vec;

/// Words of one block.
const BLOCK: usize = 48;
/// Signs that neither stand in words nor mean something else, and need no escape in a script.
const CODES: &str = "!\"#%&()+,./0123456789:;<=>?@[]^_QRSTUVWXYZ{|}~";
/// The most that is shared, as letters from A.
const SHARED: usize = 15;
/// A code that spares fewer bytes is not worth its line.
const LEAST: usize = 16;

/// What a packed text is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A letter or code, by its number.
    Text(usize),
    /// A mark, which no code goes across.
    Mark(char),
}

/// Letters and codes by their numbers: what each stands for, and how many bytes it takes.
struct Signs {
    means: Vec<String>,
    sizes: Vec<usize>,
    letters: usize,
}

/// Packs words that are sorted, each with whether it is also a name.
pub fn pack(words: &[(String, bool)]) -> String {
    let mut numbers: BTreeMap<char, usize> = BTreeMap::new();
    for letter in words.iter().flat_map(|(word, _)| word.chars()) {
        let next = numbers.len();
        numbers.entry(letter).or_insert(next);
    }
    let mut signs = Signs {
        means: vec![String::new(); numbers.len()],
        sizes: vec![1; numbers.len()],
        letters: numbers.len(),
    };
    for (letter, number) in &numbers {
        signs.means[*number] = String::from(*letter);
        signs.sizes[*number] = letter.len_utf8();
    }
    let mut text = marked(words, &numbers);
    for _ in CODES.chars() {
        let Some((one, other)) = signs.best(&text) else {
            break;
        };
        let code = signs.means.len();
        let other_means = other.map_or("", |other| &signs.means[other]);
        signs.means.push([&signs.means[one], other_means].concat());
        signs.sizes.push(1);
        text = replaced(&text, one, other, code);
    }
    let codes: Vec<char> = CODES.chars().collect();
    let mut out = String::new();
    for (at, means) in signs.means[signs.letters..].iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push(codes[at]);
        out.push_str(means);
    }
    for sign in text {
        match sign {
            Sign::Mark(mark) => out.push(mark),
            Sign::Text(number) => match number.checked_sub(signs.letters) {
                Some(code) => out.push(codes[code]),
                None => out.push_str(&signs.means[number]),
            },
        }
    }
    out
}

/// The words with the marks between them.
fn marked(words: &[(String, bool)], numbers: &BTreeMap<char, usize>) -> Vec<Sign> {
    let mut text = Vec::new();
    for block in words.chunks(BLOCK) {
        let mut last = "";
        for (word, is_name) in block {
            let same = last.chars().zip(word.chars()).take_while(|(a, b)| a == b);
            let shared = same.count().min(SHARED);
            text.push(Sign::Mark(match last {
                "" => '\n',
                _ => ('A'..).nth(shared).unwrap_or('A'),
            }));
            text.extend(
                word.chars()
                    .skip(shared)
                    .map(|letter| Sign::Text(numbers[&letter])),
            );
            if *is_name {
                text.push(Sign::Mark('*'));
            }
            last = word;
        }
    }
    text
}

impl Signs {
    /// The letter of several bytes, or the two neighbours, that a code spares the most bytes for.
    fn best(&self, text: &[Sign]) -> Option<(usize, Option<usize>)> {
        let all = self.means.len();
        let mut often = vec![0; all * all];
        let mut alone = vec![0; all];
        let mut before = None;
        for sign in text {
            let Sign::Text(number) = *sign else {
                before = None;
                continue;
            };
            alone[number] += 1;
            if let Some(before) = before {
                often[before * all + number] += 1;
            }
            // Of three that are the same only two are a pair.
            before = if before == Some(number) {
                None
            } else {
                Some(number)
            };
        }
        let letters = (0..all).map(|one| (alone[one] * (self.sizes[one] - 1), (one, None)));
        let pairs = often
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(at, count)| {
                let (one, other) = (at / all, at % all);
                (
                    count * (self.sizes[one] + self.sizes[other] - 1),
                    (one, Some(other)),
                )
            });
        let (spared, found) = letters.chain(pairs).max_by_key(|(spared, _)| *spared)?;
        (spared > LEAST).then_some(found)
    }
}

fn replaced(text: &[Sign], one: usize, other: Option<usize>, code: usize) -> Vec<Sign> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let follows = other.is_none_or(|other| text.get(at + 1) == Some(&Sign::Text(other)));
        if text[at] == Sign::Text(one) && follows {
            out.push(Sign::Text(code));
            at += if other.is_some() { 2 } else { 1 };
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}
