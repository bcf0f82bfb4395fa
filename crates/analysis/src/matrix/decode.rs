//! From bytes to text: what is no text in UTF-8 is recognised, so that one can say what to do about it.

use super::MAX_BYTES;
use super::problem::{Refused, What};

/// What some programs begin a text in UTF-8 with.
pub(crate) const BOM: &[u8] = b"\xef\xbb\xbf";

/// How workbooks and archives begin: zip, which xlsx is, the older xls, and gzip.
const ARCHIVES: [&[u8]; 4] = [b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"];

/// The text of a file, without a mark at its beginning.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused::file(1, What::TooLarge { bytes: bytes.len() }));
    }
    if ARCHIVES.iter().any(|begin| bytes.starts_with(begin)) {
        return Err(Refused::file(1, What::Archive));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Refused::file(1, What::Utf16));
    }
    let rest = bytes.strip_prefix(BOM).unwrap_or(bytes);
    if rest.trim_ascii().is_empty() {
        return Err(Refused::file(1, What::EmptyFile));
    }
    core::str::from_utf8(rest).map_err(|error| {
        let valid = error.valid_up_to();
        let at = bytes.len() - rest.len() + valid;
        Refused::file(line(&rest[..valid]), What::NotUtf8 { at })
    })
}

/// The line that follows the given text, from 1. A line ends with LF, CR or both.
pub(crate) fn line(before: &[u8]) -> usize {
    let ends = before.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => before.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() + 1
}
