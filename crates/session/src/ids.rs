//! Identifiers: what they look like, and what is refused.

use alloc::string::{String, ToString};

use serde::Serialize;

use crate::json::Tree;
use crate::read::{Fault, Read};
use crate::{from_text, readable};

/// Why a string is not the identifier that it was given for. It is not repeated: a page may have sent anything.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not a lower-case hyphenated UUID.
    #[error("a session id is a lower-case UUID with hyphens")]
    Session,
    /// Not a ticket id.
    #[error("a ticket id has 1 to 32 letters, digits, '-', '_' or '.', at least one of them a digit")]
    Ticket,
    /// Not a profile id.
    #[error("a profile id has 1 to 40 lower-case letters, digits and '-'")]
    Profile,
    /// Not an origin.
    #[error("an origin is http:// or https:// with a host and perhaps a port and nothing after it")]
    Origin,
    /// Not hex of the right length.
    #[error("{0} lower-case hex digits are expected")]
    Hex(usize),
}

macro_rules! string_id {
    ($(#[$doc:meta])* $name:ident, $check:expr, $error:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        pub struct $name(#[cfg_attr(feature = "typescript", tsify(type = "string"))] String);

        impl $name {
            /// The text of the identifier.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(value: String) -> Result<Self, IdError> {
                let check: fn(&str) -> bool = $check;
                if check(&value) { Ok(Self(value)) } else { Err(IdError::$error) }
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }
        from_text!($name);
    };
}

string_id!(
    /// A session, as a UUID of version 7: it sorts by the time the recording began.
    SessionId,
    |s| s.len() == 36 && s.chars().all(|c| !c.is_ascii_uppercase()) && uuid::Uuid::try_parse(s).is_ok(),
    Session
);

string_id!(
    /// A ticket as its own system numbers it, read from the place that a profile names or typed by the agent.
    TicketId,
    |s| (1..=32).contains(&s.len())
        && s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        && s.bytes().any(|b| b.is_ascii_digit()),
    Ticket
);

string_id!(
    /// A product's profile, as the file name in `profiles/` without its ending.
    ProfileId,
    |s| (1..=40).contains(&s.len())
        && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
    Profile
);

string_id!(
    /// Scheme, host and port of a system, as the browser serialises an origin.
    Origin,
    is_origin,
    Origin
);

fn is_origin(s: &str) -> bool {
    let Some(rest) = s.strip_prefix("https://").or_else(|| s.strip_prefix("http://")) else {
        return false;
    };
    let (host, port) = match rest.strip_prefix('[') {
        Some(v6) => match v6.split_once(']') {
            Some((host, "")) => (host, None),
            Some((host, port)) => match port.strip_prefix(':') {
                Some(port) => (host, Some(port)),
                None => return false,
            },
            None => return false,
        },
        None => match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        },
    };
    let host_ok = (1..=253).contains(&host.len())
        && host
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'_' | b':'));
    host_ok && port.is_none_or(|p| p.parse::<u16>().is_ok())
}

impl SessionId {
    /// A version 7 UUID of the given time (milliseconds since 1970 UTC) and ten random bytes.
    pub fn from_parts(unix_ms: u64, random: [u8; 10]) -> Self {
        Self(
            uuid::Builder::from_unix_timestamp_millis(unix_ms, &random)
                .into_uuid()
                .to_string(),
        )
    }
}

macro_rules! ordinal {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl Read for $name {
            fn read(tree: Tree) -> Result<Self, Fault> {
                u32::read(tree).map(Self)
            }
        }
        readable!($name);
    };
}

ordinal!(
    /// A system of this session, in the order in which the agent allowed it; the first is 1.
    SystemId
);
ordinal!(
    /// A term of the organisation's vocabulary that this session names; the first is 1. In a journal record: an
    /// index into the record's own `terms`.
    TermId
);
ordinal!(
    /// One loaded document of a page or frame, in the order of its first entry; the first is 1.
    DocumentId
);

/// A SHA-256, as 64 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
pub struct Hash(#[cfg_attr(feature = "typescript", tsify(type = "string"))] pub [u8; 32]);

from_text!(Hash);

impl Hash {
    /// The SHA-256 of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest;
        Self(sha2::Sha256::digest(bytes).into())
    }
}

impl TryFrom<String> for Hash {
    type Error = IdError;
    fn try_from(value: String) -> Result<Self, IdError> {
        unhex(&value).map(Self).ok_or(IdError::Hex(64))
    }
}

impl From<Hash> for String {
    fn from(value: Hash) -> String {
        hex(&value.0)
    }
}

impl core::fmt::Display for Hash {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Hash {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Hash".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

/// Lower-case hex of the bytes.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]])
        .collect()
}

/// `N` bytes from exactly `2 * N` lower-case hex digits; anything else is `None`.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    fn digit(b: u8) -> Option<u8> {
        match b {
            b'0'..=b'9' => Some(b - b'0'),
            b'a'..=b'f' => Some(b - b'a' + 10),
            _ => None,
        }
    }
    let text = text.as_bytes();
    if text.len() != 2 * N {
        return None;
    }
    let mut out = [0; N];
    for (byte, pair) in out.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;

    #[test]
    fn origins_end_at_the_port() {
        for good in [
            "http://rt.localhost:18101",
            "https://example.com",
            "http://[::1]:8080",
        ] {
            assert!(Origin::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in [
            "https://example.com/",
            "https://a@b",
            "ftp://x",
            "http://",
            "http://x:99999",
            "null",
        ] {
            assert!(Origin::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_ticket_id_is_no_sentence() {
        for good in ["12", "TK-1042", "RITM0010023"] {
            assert!(TicketId::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in [
            "",
            "Jane",
            "12 34",
            "jane@example.com",
            "123456789012345678901234567890123",
        ] {
            assert!(TicketId::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn session_ids_carry_their_time() {
        let id = SessionId::from_parts(0x0123_4567_89ab, [0xff; 10]);
        assert_eq!(id.as_str(), "01234567-89ab-7fff-bfff-ffffffffffff");
        assert_eq!(SessionId::try_from(id.as_str().to_owned()), Ok(id));
        assert!(SessionId::try_from("01234567-89AB-7fff-bfff-ffffffffffff".to_owned()).is_err());
    }

    #[test]
    fn hashes_read_back_and_refuse_upper_case() {
        let hash = Hash::of(b"abc");
        assert_eq!(
            hash.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(Hash::try_from(hash.to_string()), Ok(hash));
        assert!(Hash::try_from(hash.to_string().to_uppercase()).is_err());
    }
}
