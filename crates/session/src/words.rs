//! Published words: the only form in which the text of a page can be said.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;

use crate::ids::TermId;
use crate::json::Tree;
use crate::limits::MAX_LABEL_TOKENS;
use crate::read::{Fault, Read};
use crate::{from_text, readable};

/// Why a string cannot be a published word, or a list cannot be a label.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    /// Shape: a word has letters only and is lower case. The refused text is not repeated here, since it may be
    /// the very thing that must not be written down.
    #[error("a published word has 1 to 40 lower-case letters, with '-' or \"'\" only inside")]
    Shape,
    /// A label that is too long.
    #[error("a label has at most {MAX_LABEL_TOKENS} tokens, not {0}")]
    TooLong(usize),
}

/// One word as it stands on a published list: lower case, NFKC, letters only, never a digit.
///
/// The shape is checked here; that it *is* on a list is checked by the recorder, which has the lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
pub struct Word(#[cfg_attr(feature = "typescript", tsify(type = "string"))] String);

from_text!(Word);

impl Word {
    /// The word itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Word {
    type Error = WordError;
    fn try_from(value: String) -> Result<Self, WordError> {
        let joins = |c| matches!(c, '-' | '\'');
        let letters = value
            .chars()
            .all(|c| (c.is_alphabetic() && !c.is_uppercase()) || joins(c));
        let edges = value.starts_with(joins) || value.ends_with(joins);
        if !value.is_empty() && value.chars().count() <= 40 && letters && !edges {
            Ok(Self(value))
        } else {
            Err(WordError::Shape)
        }
    }
}

impl From<Word> for String {
    fn from(value: Word) -> String {
        value.0
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Word {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Word".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[^0-9A-Z\\s@]+$" })
    }
}

/// One place in a label. In JSON: a string, a number or `null`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Token {
    /// A published word.
    Word(Word),
    /// A term of the organisation's vocabulary.
    Term(TermId),
    /// Whatever else stood there: one mark for a run of any length.
    Masked,
}

impl Read for Token {
    fn read(tree: Tree) -> Result<Self, Fault> {
        match tree {
            Tree::Null => Ok(Token::Masked),
            Tree::Text(_) => Read::read(tree).map(Token::Word),
            tree => Read::read(tree).map(Token::Term),
        }
    }
}

readable!(Token);

/// The words of a name, in order: `["add", null, "to", "group"]` for "Add Jane Roe to group".
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "Vec<Token>", into = "Vec<Token>")]
#[cfg_attr(feature = "schema", schemars(with = "Vec<Token>"))]
pub struct Label(#[cfg_attr(feature = "typescript", tsify(type = "Token[]"))] Vec<Token>);

impl Read for Label {
    fn read(tree: Tree) -> Result<Self, Fault> {
        Self::try_from(Vec::read(tree)?).map_err(|error| Fault::new(&error.to_string()))
    }
}

readable!(Label);

impl Label {
    /// The tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.0
    }

    /// The tokens, to be renumbered in place.
    pub(crate) fn tokens_mut(&mut self) -> &mut [Token] {
        &mut self.0
    }

    /// The published words in order, without terms and masks.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            Token::Term(_) | Token::Masked => None,
        })
    }

    /// The terms named, in order.
    pub fn terms(&self) -> impl Iterator<Item = TermId> {
        self.0.iter().filter_map(|token| match token {
            Token::Term(id) => Some(*id),
            Token::Word(_) | Token::Masked => None,
        })
    }

    /// True when nothing was there at all; a masked name is not empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<Vec<Token>> for Label {
    type Error = WordError;
    fn try_from(tokens: Vec<Token>) -> Result<Self, WordError> {
        if tokens.len() > MAX_LABEL_TOKENS {
            Err(WordError::TooLong(tokens.len()))
        } else {
            Ok(Self(tokens))
        }
    }
}

impl From<Label> for Vec<Token> {
    fn from(label: Label) -> Vec<Token> {
        label.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;

    #[test]
    fn labels_are_strings_numbers_and_nulls() {
        let label: Label = serde_json::from_str(r#"["add",null,"to",2]"#).unwrap();
        assert_eq!(label.words().collect::<Vec<_>>(), ["add", "to"]);
        assert_eq!(label.terms().collect::<Vec<_>>(), [TermId(2)]);
        assert_eq!(serde_json::to_string(&label).unwrap(), r#"["add",null,"to",2]"#);
    }

    #[test]
    fn no_word_holds_a_number_a_name_with_capitals_or_an_address() {
        for bad in [
            "Jane",
            "b2b",
            "jane@example.com",
            "two words",
            "",
            "-",
            "x-",
            "\u{200b}",
        ] {
            assert!(Word::try_from(bad.to_owned()).is_err(), "{bad:?}");
        }
        for good in ["add", "e-mail", "größe", "l'accès", "承認"] {
            assert!(Word::try_from(good.to_owned()).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn a_refused_word_is_not_repeated_in_the_error() {
        let error = serde_json::from_str::<Label>(r#"["hunter2"]"#)
            .unwrap_err()
            .to_string();
        assert!(!error.contains("hunter2"), "{error}");
    }
}
