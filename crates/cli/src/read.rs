//! From a name to a session file: what is none is told from one that somebody changed.

use std::io::{ErrorKind, Read as _};
use std::path::Path;

use ledgerium_session::SessionFile;
use ledgerium_session::file::{FORMAT, FileError, VERSION};
use serde_json::Value;

/// What stands for standard input.
pub const STDIN: &str = "-";

/// What bytes turn out to be.
pub enum Bytes {
    /// A session file whose form is right.
    Whole(Box<SessionFile>),
    /// A session file with other bytes than a recorder writes, and where.
    Altered(String),
}

/// The bytes of a file, or of standard input; else what to do.
pub fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let read = if file.as_os_str() == STDIN {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    read.map_err(|error| match error.kind() {
        ErrorKind::NotFound => "there is no such file. Check its name and folder".to_owned(),
        _ if file.is_dir() => "this is a folder. Name the .session.json files in it".to_owned(),
        _ => format!("it cannot be read: {error}"),
    })
}

/// Reads the bytes of a session file; the error is for what is none, or none that this version reads.
pub fn parse(bytes: &[u8]) -> Result<Bytes, String> {
    const NONE: &str = "this is not a session file. Choose a .session.json file";
    if bytes.is_empty() {
        return Err("the file is empty. Export or download it again".to_owned());
    }
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        let message = "the file begins with a byte order mark: something rewrote it";
        return is_ours(rest)
            .then(|| Bytes::Altered(message.to_owned()))
            .ok_or_else(|| NONE.to_owned());
    }
    let error = match SessionFile::parse(bytes) {
        Ok(file) => return Ok(Bytes::Whole(Box::new(file))),
        Err(error) => error,
    };
    let ours = match error {
        FileError::TooLarge { .. }
        | FileError::Truncated { .. }
        | FileError::OtherFormat(_)
        | FileError::NewerVersion(_) => false,
        FileError::NotCanonical { .. } | FileError::NoGenesis => true,
        _ => is_ours(bytes),
    };
    let object = bytes.trim_ascii_start().starts_with(b"{");
    match error {
        _ if ours => Ok(Bytes::Altered(where_altered(&error))),
        FileError::TooLarge { .. } => Err(error.to_string()),
        _ if !object => Err(NONE.to_owned()),
        _ => Err(error.to_string()),
    }
}

/// Whether bytes are meant as a session file of this version, whatever else is wrong with them.
fn is_ours(bytes: &[u8]) -> bool {
    let holds = |part: &str| bytes.windows(part.len()).any(|bytes| bytes == part.as_bytes());
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => value["format"] == FORMAT && value["version"] == VERSION,
        Err(_) => {
            bytes.starts_with(b"{")
                && holds(&format!("\"format\":\"{FORMAT}\""))
                && holds(&format!("\"version\":{VERSION}}}"))
        }
    }
}

fn where_altered(error: &FileError) -> String {
    let place = match error {
        FileError::Content(fault) => fault.clone(),
        FileError::Shape {
            message,
            line,
            column,
        } => format!("{message} (line {line}, column {column})"),
        FileError::NotUtf8 { at } => format!("byte {at} is no text"),
        other => return other.to_string(),
    };
    format!("{place}. Something changed it after it was sealed")
}
