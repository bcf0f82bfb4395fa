//! Sorted texts with a number each, packed by the build script: every start of the worker loads them. Each entry says how many bytes it shares with the one before, how many follow,
//! these, and its number, each in a prefix code of its own; frequent bytes take three bits.

use alloc::vec::Vec;
use core::ops::Range;

/// A canonical prefix code.
#[derive(Default)]
pub(crate) struct Code {
    /// The symbols, those of few bits first.
    pub(crate) symbols: Vec<u8>,
    /// How many symbols have one bit, two bits and so on.
    pub(crate) counts: Vec<u8>,
}

/// Packed lists, one after the other.
pub(crate) struct Packed<'a> {
    /// The codes of the four parts of an entry.
    pub(crate) codes: &'a [Code],
    /// The entries.
    pub(crate) bits: &'a [u8],
    /// How many bits were read.
    pub(crate) at: usize,
}

impl Packed<'_> {
    fn bit(&mut self) -> usize {
        let byte = self.bits.get(self.at / 8).copied().unwrap_or_default();
        let bit = byte << (self.at % 8) >> 7;
        self.at += 1;
        usize::from(bit)
    }

    /// The next symbol, in the code of one part.
    fn symbol(&mut self, part: usize) -> u8 {
        let Some(Code { symbols, counts }) = self.codes.get(part) else {
            return 0;
        };
        let (mut word, mut shorter) = (0, 0);
        for count in counts {
            // A word of so many bits, counted from the first of them.
            word = word * 2 + self.bit();
            let count = usize::from(*count);
            if word < count {
                return symbols.get(shorter + word).copied().unwrap_or_default();
            }
            word -= count;
            shorter += count;
        }
        0
    }

    /// Unpacks the next list, which has so many entries.
    pub(crate) fn list(&mut self, entries: usize) -> List {
        let mut list = List {
            bytes: Vec::new(),
            entries: Vec::with_capacity(entries),
        };
        let mut last = 0;
        for _ in 0..entries {
            let begin = list.bytes.len();
            let shared = usize::from(self.symbol(0)).min(begin - last);
            list.bytes.extend_from_within(last..last + shared);
            for _ in 0..self.symbol(1) {
                let byte = self.symbol(2);
                list.bytes.push(byte);
            }
            let number = self.symbol(3);
            list.entries.push((begin..list.bytes.len(), number));
            last = begin;
        }
        list
    }
}

/// A list to search.
pub(crate) struct List {
    /// The texts, one after the other.
    bytes: Vec<u8>,
    /// Where each text stands, and its number.
    entries: Vec<(Range<usize>, u8)>,
}

impl List {
    /// The number of a text, if it is on the list.
    pub(crate) fn find(&self, text: &str) -> Option<u8> {
        let at = self
            .entries
            .binary_search_by(|(range, _)| self.bytes[range.clone()].cmp(text.as_bytes()))
            .ok()?;
        self.entries.get(at).map(|(_, number)| *number)
    }
}

#[cfg(test)]
#[path = "../build/pack.rs"]
mod pack;

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::format;
    use alloc::string::String;

    fn list(entries: &[(&str, u8)]) -> List {
        let pack::Packed { codes, bits } = pack::pack(&[entries, &[("a", 1)]]).unwrap();
        let codes = codes.map(|code| Code {
            symbols: code.symbols,
            counts: code.counts,
        });
        let mut packed = Packed {
            codes: &codes,
            bits: &bits,
            at: 0,
        };
        let list = packed.list(entries.len());
        assert_eq!(packed.list(1).find("a"), Some(1), "the next list follows");
        list
    }

    #[test]
    fn every_entry_is_found_and_nothing_else() {
        let mut texts: Vec<String> = (0..300)
            .map(|n| format!("{:x}{}", n * 7919 % 4093, "é".repeat(n % 3)))
            .collect();
        texts.extend(["a", "ab", "abc", "abd", "b", "sign in", "sign-in", "zz"].map(str::to_owned));
        texts.sort();
        texts.dedup();
        let entries: Vec<(&str, u8)> = (0..=255)
            .cycle()
            .zip(&texts)
            .map(|(n, text)| (text.as_str(), n))
            .collect();
        let list = list(&entries);
        for (text, number) in &entries {
            assert_eq!(list.find(text), Some(*number), "{text}");
            let mut cut = (*text).to_owned();
            cut.pop();
            for other in [
                format!("{text}!"),
                format!("{text}a"),
                text.chars().skip(1).collect(),
                format!("!{text}"),
                cut,
            ] {
                let there = entries
                    .iter()
                    .find(|(known, _)| **known == other)
                    .map(|(_, number)| *number);
                assert_eq!(list.find(&other), there, "{other}");
            }
        }
        assert_eq!(list.find(""), None);
    }

    #[test]
    fn an_empty_list_holds_nothing() {
        assert_eq!(list(&[]).find("a"), None);
        assert_eq!(list(&[("", 7)]).find(""), Some(7));
    }
}
