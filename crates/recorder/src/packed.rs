//! A sorted list of texts with a number each, packed: the lexicon is a fifth of the recorder even so.
//!
//! An entry is four parts: how many bytes it shares with the one before, how many follow, these, its number. Every 32nd
//! shares nothing and begins a block; between the beginnings of the blocks one searches by halves.

use alloc::vec::Vec;

/// Entries of a block.
const BLOCK: usize = 32;

/// The packed list.
pub(crate) struct Packed {
    /// The entries, one after the other.
    pub(crate) bytes: &'static [u8],
    /// Where the blocks begin.
    pub(crate) blocks: &'static [u16],
}

#[allow(dead_code, reason = "the build script packs what is searched here")]
/// Packs entries that are sorted by their bytes; nothing if one is longer than a byte counts, or all than two.
pub(crate) fn pack(entries: &[(&str, u8)]) -> Option<(Vec<u8>, Vec<u16>)> {
    let (mut bytes, mut blocks) = (Vec::new(), Vec::new());
    for block in entries.chunks(BLOCK) {
        blocks.push(u16::try_from(bytes.len()).ok()?);
        let mut last: &[u8] = &[];
        for (text, number) in block {
            let text = text.as_bytes();
            let shared = last.iter().zip(text).take_while(|(a, b)| a == b).count();
            bytes.push(u8::try_from(shared).ok()?);
            bytes.push(u8::try_from(text.len() - shared).ok()?);
            bytes.extend_from_slice(&text[shared..]);
            bytes.push(*number);
            last = text;
        }
    }
    Some((bytes, blocks))
}

impl Packed {
    /// The number of a text, if it is on the list.
    pub(crate) fn find(&self, text: &str) -> Option<u8> {
        let text = text.as_bytes();
        let at = self
            .blocks
            .partition_point(|begin| self.entry(usize::from(*begin)).1 <= text);
        let mut at = usize::from(*self.blocks.get(at.checked_sub(1)?)?);
        // How much of the text the entry before has in common with it.
        let mut common = 0;
        for _ in 0..BLOCK {
            let (shared, rest, number) = self.entry(at);
            // What shares less than was in common lies behind the text; what shares more differs where the one before did.
            if shared < common || at >= self.bytes.len() {
                return None;
            }
            if shared == common {
                let same = rest
                    .iter()
                    .zip(&text[common..])
                    .take_while(|(a, b)| a == b)
                    .count();
                common += same;
                if common == text.len() && same == rest.len() {
                    return Some(number);
                }
            }
            at += rest.len() + 3;
        }
        None
    }

    /// How much an entry shares, what follows, and its number.
    fn entry(&self, at: usize) -> (usize, &[u8], u8) {
        match self.bytes.get(at..) {
            Some([shared, length, rest @ ..]) => {
                let (text, number) = rest.split_at(usize::from(*length).min(rest.len()));
                (
                    usize::from(*shared),
                    text,
                    number.first().copied().unwrap_or_default(),
                )
            }
            _ => (0, &[], 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::format;
    use alloc::string::String;

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
        let (bytes, blocks) = pack(&entries).unwrap();
        let packed = Packed {
            bytes: bytes.leak(),
            blocks: blocks.leak(),
        };
        for (text, number) in &entries {
            assert_eq!(packed.find(text), Some(*number), "{text}");
            for other in [
                format!("{text}!"),
                format!("{text}a"),
                text.chars().skip(1).collect(),
                format!("!{text}"),
            ] {
                let there = entries
                    .iter()
                    .find(|(known, _)| **known == other)
                    .map(|(_, number)| *number);
                assert_eq!(packed.find(&other), there, "{other}");
            }
            let mut cut = (*text).to_owned();
            cut.pop();
            let there = entries
                .iter()
                .find(|(known, _)| **known == cut)
                .map(|(_, number)| *number);
            assert_eq!(packed.find(&cut), there, "{cut}");
        }
        assert_eq!(packed.find(""), None);
        assert_eq!(
            Packed {
                bytes: &[],
                blocks: &[]
            }
            .find("a"),
            None
        );
    }
}
