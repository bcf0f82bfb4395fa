//! Free text: only what the agent typed into Ledgerium, and the organisation's own vocabulary.

use alloc::string::String;

use serde::Serialize;

use crate::from_text;

use crate::limits::{MAX_TERM_CHARS, MAX_TEXT_CHARS};

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Empty, or nothing but spaces.
    #[error("the text is empty: type something, or leave the field out")]
    Empty,
    /// Too long.
    #[error("the text has {got} characters; at most {limit} fit: shorten it")]
    TooLong {
        /// The most characters that fit.
        limit: usize,
        /// How many there were.
        got: usize,
    },
    /// A control character.
    #[error("the text holds a control character: type it again instead of pasting it")]
    Control,
}

fn check(text: &str, limit: usize, lines: bool) -> Result<(), TextError> {
    let got = text.chars().count();
    if text.trim().is_empty() {
        Err(TextError::Empty)
    } else if got > limit {
        Err(TextError::TooLong { limit, got })
    } else if text.chars().any(|c| c.is_control() && !(lines && c == '\n')) {
        Err(TextError::Control)
    } else {
        Ok(())
    }
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $limit:expr, $lines:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        pub struct $name(#[cfg_attr(feature = "typescript", tsify(type = "string"))] String);

        impl $name {
            /// The text as it was typed.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(value: String) -> Result<Self, TextError> {
                check(&value, $limit, $lines).map(|()| Self(value))
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
        from_text!($name);
    };
}

text!(
    /// Text that the agent typed into a field of Ledgerium and saw before export. Never text of a page.
    AuthoredText,
    MAX_TEXT_CHARS,
    true
);

text!(
    /// A term of the organisation's vocabulary, from the access matrix or added by the agent by hand.
    TermText,
    MAX_TERM_CHARS,
    false
);

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::string::ToString;

    #[test]
    fn refusals_say_what_to_do() {
        let refused = |s: String| AuthoredText::try_from(s).unwrap_err().to_string();
        assert!(refused(" ".into()).contains("type something"));
        assert!(refused("x".repeat(2001)).contains("2001 characters; at most 2000"));
        assert!(refused("a\u{1b}b".into()).contains("control character"));
        assert!(AuthoredText::try_from("two\nlines".to_owned()).is_ok());
        assert!(TermText::try_from("two\nlines".to_owned()).is_err());
    }
}
