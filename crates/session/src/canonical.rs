//! Canonical JSON (RFC 8785): one value, one sequence of bytes.

use serde::Serialize;

/// A value that has no JSON form. None of this crate's types is one.
#[derive(Debug, thiserror::Error)]
#[error("cannot be written as canonical JSON: {0}")]
pub struct CanonicalError(#[from] serde_json::Error);

/// The canonical bytes of a value.
///
/// # Errors
/// [`CanonicalError`] for a value that JSON cannot hold.
pub fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    Ok(serde_json_canonicalizer::to_vec(value)?)
}
