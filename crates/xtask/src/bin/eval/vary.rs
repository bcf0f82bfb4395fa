//! Variants of recordings, from a seeded generator.

use crate::corpus::Recording;

/// A variant.
pub fn variant(recording: &Recording, _number: usize, _seed: u32, _all: &[Recording]) -> Recording {
    recording.clone()
}
