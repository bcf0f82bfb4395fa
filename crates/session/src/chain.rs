//! The hash chain: `h(i) = SHA-256(0x00 || i as 8 bytes, big-endian || h(i-1) || line(i))`.
//!
//! `line(i)` is the canonical JSON of the entry without its hash. Before the first entry stands the SHA-256 of
//! [`DOMAIN`], so that no chain of another kind continues as one of ours.

use alloc::vec::Vec;

use serde::Serialize;

use crate::canonical::{self, CanonicalError};
use crate::entry::{Body, Entry};
use crate::ids::Hash;

/// What the chain starts from.
pub const DOMAIN: &[u8] = b"ledgerium.session/1";

#[derive(Serialize)]
struct Line<'a> {
    i: u32,
    wall: u64,
    body: &'a Body,
}

/// The value that the first entry follows.
pub fn start() -> Hash {
    Hash::of(DOMAIN)
}

/// The canonical JSON of an entry without its hash.
///
/// # Errors
/// [`CanonicalError`] never happens for a [`Body`] that was built or parsed by this crate.
pub fn line(i: u32, wall: u64, body: &Body) -> Result<Vec<u8>, CanonicalError> {
    canonical::to_bytes(&Line { i, wall, body })
}

/// The hash of the entry at place `i` whose [`line`] this is, after `previous`.
pub fn link_line(previous: Hash, i: u32, line: &[u8]) -> Hash {
    let mut bytes = Vec::with_capacity(41 + line.len());
    bytes.push(0);
    bytes.extend_from_slice(&u64::from(i).to_be_bytes());
    bytes.extend_from_slice(&previous.0);
    bytes.extend_from_slice(line);
    Hash::of(&bytes)
}

/// The hash of an entry with this place, time and body after `previous`.
///
/// # Errors
/// As [`line`].
pub fn link(previous: Hash, i: u32, wall: u64, body: &Body) -> Result<Hash, CanonicalError> {
    Ok(link_line(previous, i, &line(i, wall, body)?))
}

/// Where a chain breaks.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// The place is not the next one.
    #[error("entry at position {position} says it is number {found}: an entry was removed, doubled or moved")]
    Place {
        /// Where it stands.
        position: usize,
        /// What it says.
        found: u32,
    },
    /// The hash is not that of the content.
    #[error("entry {0} does not match its hash: it, or one before it, was altered")]
    Altered(u32),
    /// The content has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// Recomputes the whole chain and returns its last hash.
///
/// # Errors
/// [`ChainError`] with the first entry that does not fit.
pub fn check(log: &[Entry]) -> Result<Hash, ChainError> {
    let mut previous = start();
    for (position, entry) in log.iter().enumerate() {
        if usize::try_from(entry.i) != Ok(position) {
            return Err(ChainError::Place {
                position,
                found: entry.i,
            });
        }
        previous = link(previous, entry.i, entry.wall, &entry.body)?;
        if previous != entry.hash {
            return Err(ChainError::Altered(entry.i));
        }
    }
    Ok(previous)
}
