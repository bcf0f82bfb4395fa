//! The seal: a DSSE signature over the file without its seal.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use crate::ids::{Hash, IdError, hex, unhex};
use crate::{from_text, object};

/// The payload type that is signed with the payload, so that a signature is good for nothing else.
pub const PAYLOAD_TYPE: &str = "application/vnd.ledgerium.session+json; version=1";

/// An Ed25519 signature, as 128 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
pub struct Signature(#[cfg_attr(feature = "typescript", tsify(type = "string"))] pub [u8; 64]);

from_text!(Signature);

impl TryFrom<String> for Signature {
    type Error = IdError;
    fn try_from(value: String) -> Result<Self, IdError> {
        unhex(&value).map(Self).ok_or(IdError::Hex(128))
    }
}

impl From<Signature> for String {
    fn from(value: Signature) -> String {
        hex(&value.0)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Signature {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Signature".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{128}$" })
    }
}

/// The seal of a file. The payload is not repeated in it: it is the canonical JSON of the file without `seal`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// [`PAYLOAD_TYPE`].
    pub payload_type: String,
    /// SHA-256 of the public key, which the start receipt also names.
    pub key_id: Hash,
    /// The signature over [`pre_authentication_encoding`] of the payload.
    pub signature: Signature,
}

object!(Seal {
    payload_type,
    key_id,
    signature
});

/// The bytes that a DSSE signature covers (secure-systems-lab/dsse, protocol 1.0.2).
pub fn pre_authentication_encoding(payload: &[u8]) -> Vec<u8> {
    let mut bytes = format!("DSSEv1 {} {PAYLOAD_TYPE} {} ", PAYLOAD_TYPE.len(), payload.len()).into_bytes();
    bytes.extend_from_slice(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_names_its_type_and_length() {
        let text = String::from_utf8(pre_authentication_encoding(b"{}")).unwrap();
        assert_eq!(
            text,
            "DSSEv1 49 application/vnd.ledgerium.session+json; version=1 2 {}"
        );
    }
}
