//! Packs sorted texts with a number each as `src/packed.rs` unpacks them.

use std::vec;
use std::vec::Vec;

/// What an entry is told by, in this order: how many bytes it shares with the one before, how many follow, these, its
/// number. Each has a prefix code of its own.
const PARTS: usize = 4;

/// Packed lists, one after the other.
pub struct Packed {
    /// The code of each part.
    pub codes: [Code; PARTS],
    /// The entries.
    pub bits: Vec<u8>,
}

/// A canonical prefix code.
#[derive(Default)]
pub struct Code {
    /// The symbols, those of few bits first.
    pub symbols: Vec<u8>,
    /// How many symbols have one bit, two bits and so on.
    pub counts: Vec<u8>,
}

/// Packs lists whose texts are sorted by their bytes; nothing if a text is longer than a byte counts.
pub fn pack(lists: &[&[(&str, u8)]]) -> Option<Packed> {
    let mut symbols: Vec<(usize, u8)> = Vec::new();
    for list in lists {
        let mut last: &[u8] = &[];
        for (text, number) in *list {
            let text = text.as_bytes();
            let shared = last.iter().zip(text).take_while(|(a, b)| a == b).count();
            symbols.push((0, u8::try_from(shared).ok()?));
            symbols.push((1, u8::try_from(text.len() - shared).ok()?));
            symbols.extend(text[shared..].iter().map(|byte| (2, *byte)));
            symbols.push((3, *number));
            last = text;
        }
    }
    let mut often = [[0; 256]; PARTS];
    for (part, symbol) in &symbols {
        often[*part][usize::from(*symbol)] += 1;
    }
    let codes = often.map(|often| Code::of(&often));
    let words = codes.each_ref().map(Code::words);
    let (mut bits, mut used) = (Vec::new(), 0);
    for (part, symbol) in symbols {
        let (word, length) = words[part][usize::from(symbol)];
        for at in (0..length).rev() {
            if used % 8 == 0 {
                bits.push(0);
            }
            if word >> at & 1 == 1 {
                bits[used / 8] |= 0x80 >> (used % 8);
            }
            used += 1;
        }
    }
    Some(Packed { codes, bits })
}

impl Code {
    /// Huffman's code for symbols that stand there so often.
    fn of(often: &[usize; 256]) -> Self {
        let mut lengths: Vec<(usize, u8)> = (0..=255)
            .filter(|symbol| often[usize::from(*symbol)] > 0)
            .map(|symbol| (0, symbol))
            .collect();
        let mut trees: Vec<(usize, Vec<usize>)> = lengths
            .iter()
            .enumerate()
            .map(|(at, (_, symbol))| (often[usize::from(*symbol)], vec![at]))
            .collect();
        // The two rarest trees become one, whose leaves all lie a bit deeper.
        while trees.len() > 1 {
            trees.sort_by_key(|tree| std::cmp::Reverse(tree.0));
            let (weight, mut leaves) = trees.pop().unwrap_or_default();
            if let Some(tree) = trees.last_mut() {
                tree.0 += weight;
                tree.1.append(&mut leaves);
                tree.1.iter().for_each(|leaf| lengths[*leaf].0 += 1);
            }
        }
        // A lone symbol still takes a bit.
        lengths.iter_mut().for_each(|length| length.0 = length.0.max(1));
        lengths.sort_unstable();
        let mut code = Self::default();
        for (length, symbol) in lengths {
            code.counts.resize(length, 0);
            code.counts[length - 1] += 1;
            code.symbols.push(symbol);
        }
        code
    }

    /// The bits of each symbol, and how many.
    fn words(&self) -> [(usize, usize); 256] {
        let mut words = [(0, 0); 256];
        let (mut word, mut symbols) = (0, self.symbols.iter());
        for (at, count) in self.counts.iter().enumerate() {
            word *= 2;
            for symbol in symbols.by_ref().take(usize::from(*count)) {
                words[usize::from(*symbol)] = (word, at + 1);
                word += 1;
            }
        }
        words
    }
}
