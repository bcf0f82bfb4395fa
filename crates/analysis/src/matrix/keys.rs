//! Numbers for keys, given in the order in which the keys come, and found again in constant time. A table of our own,
//! since a map of the standard library has no place here: it hashes by a random number.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Keys with their numbers. Nothing walks the table, so nothing depends on how it hashes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    keys: Vec<String>,
    /// The number of a key plus one, at the place of its hash or the next free one after; 0 where none is. Its length is
    /// a power of two and at least twice that of `keys`.
    slots: Vec<u32>,
}

impl Keys {
    /// The number of a key.
    pub(crate) fn find(&self, key: &str) -> Option<usize> {
        self.slots.get(self.slot(key)?).and_then(|slot| number(*slot))
    }

    /// The number of a key, which is a new one if the second is true.
    pub(crate) fn add(&mut self, key: String) -> (usize, bool) {
        if let Some(known) = self.find(&key) {
            return (known, false);
        }
        let new = self.keys.len();
        self.keys.push(key);
        if self.slots.len() < self.keys.len() * 2 {
            self.slots = vec![0; (self.keys.len() * 4).next_power_of_two()];
            for known in 0..self.keys.len() {
                self.place(known);
            }
        } else {
            self.place(new);
        }
        (new, true)
    }

    /// The key of a number.
    pub(crate) fn key(&self, number: usize) -> &str {
        self.keys.get(number).map_or("", String::as_str)
    }

    fn place(&mut self, known: usize) {
        let slot = self.slot(self.key(known));
        // A matrix has far fewer keys than there are numbers.
        if let (Some(slot), Ok(n)) = (slot, u32::try_from(known + 1)) {
            self.slots[slot] = n;
        }
    }

    /// Where a key stands, or would.
    fn slot(&self, key: &str) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(key) & mask;
        while let Some(known) = number(self.slots[at]) {
            if self.keys[known] == key {
                break;
            }
            at = (at + 1) & mask;
        }
        Some(at)
    }
}

fn number(slot: u32) -> Option<usize> {
    usize::try_from(slot).ok()?.checked_sub(1)
}

/// FNV-1a with 32 bits, the same everywhere. Whoever makes keys collide on purpose slows down the reading of his own
/// matrix, by at most as many comparisons as pairs of rows.
fn hash(key: &str) -> usize {
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    // The low bits choose the place; the high ones are mixed better.
    (hash ^ (hash >> 15)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    impl Keys {
        /// How many places are looked at to find a key.
        fn steps(&self, key: &str) -> usize {
            let mask = self.slots.len() - 1;
            (self.slot(key).unwrap().wrapping_sub(hash(key) & mask) & mask) + 1
        }
    }

    #[test]
    fn numbers_come_in_order_and_are_found_again() {
        let mut keys = Keys::default();
        assert_eq!(keys.find("a"), None);
        for n in 0..5_000 {
            assert_eq!(keys.add(format!("key {n}")), (n, true));
        }
        for n in 0..5_000 {
            assert_eq!(keys.add(format!("key {n}")), (n, false));
            assert_eq!(keys.key(n), format!("key {n}"));
        }
        assert_eq!(keys.find("key 5000"), None);
        assert_eq!(keys.keys.len(), 5_000);
    }

    /// Constant time, counted instead of measured: a key of ten times as many takes no more looks.
    #[test]
    fn a_look_up_takes_as_many_steps_in_a_large_matrix_as_in_a_small_one() {
        let looks = |n: usize| {
            let mut keys = Keys::default();
            for i in 0..n {
                keys.add(format!("budget planning {} level\tgrp bp {i}", i % 7));
            }
            let known: usize = (0..n).map(|i| keys.steps(keys.key(i))).sum();
            let unknown: usize = (0..n).map(|i| keys.steps(&format!("no {i}"))).sum();
            (known * 100 / n, unknown * 100 / n)
        };
        for n in [1_000, 10_000, 20_000] {
            let (known, unknown) = looks(n);
            assert!(known < 200 && unknown < 300, "{n}: {known} {unknown}");
        }
    }
}
