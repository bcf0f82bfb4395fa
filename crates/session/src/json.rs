//! JSON to a tree: strict, bounded in depth and in the number of fields, and without fractions, of which the log has
//! none. Written by hand because it goes into the extension, where a general parser would be larger than all it reads;
//! a test holds it against one.

use alloc::string::String;
use alloc::vec::Vec;

use crate::limits::MAX_DEPTH;

/// Most fields of one object; no type of ours has more.
const MAX_FIELDS: usize = 64;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number from 0 on.
    Whole(u64),
    /// A whole number below 0.
    Negative(i64),
    /// Any other number. Its value is not kept, since nothing takes one.
    Fraction,
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object; each name stands there once.
    Map(Vec<(String, Tree)>),
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It ends in the middle.
    End,
    /// Its arrays and objects nest too deep.
    Depth,
    /// It is no JSON from here on.
    Syntax,
    /// A name stands twice in one object.
    Twice,
    /// An object has more fields than any of ours.
    Fields,
}

/// What is wrong, and at which byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonError {
    /// What.
    pub wrong: Wrong,
    /// The byte.
    pub at: usize,
}

impl JsonError {
    /// Line and column of the byte, from 1.
    pub fn position(&self, text: &str) -> (usize, usize) {
        let before = &text.as_bytes()[..self.at.min(text.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        (line, column)
    }
}

impl core::fmt::Display for JsonError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self.wrong {
            Wrong::End => "it ends in the middle",
            Wrong::Depth => "it nests too deep",
            Wrong::Syntax => "it is no JSON",
            Wrong::Twice => "a field stands there twice",
            Wrong::Fields => "an object has too many fields",
        })
    }
}

/// Reads one JSON value with nothing but white space around it.
///
/// # Errors
/// [`JsonError`] with the place.
pub fn parse(text: &str) -> Result<Tree, JsonError> {
    let mut parser = Parser { text, at: 0 };
    let tree = parser.value(0)?;
    match parser.next() {
        None => Ok(tree),
        Some(_) => Err(parser.error(Wrong::Syntax)),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn error(&self, wrong: Wrong) -> JsonError {
        JsonError { wrong, at: self.at }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Something else stands here, or nothing.
    fn unexpected(&self) -> JsonError {
        self.error(if self.byte().is_none() {
            Wrong::End
        } else {
            Wrong::Syntax
        })
    }

    fn take(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.next() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    fn value(&mut self, depth: usize) -> Result<Tree, JsonError> {
        match self.next() {
            Some(b'n') => self.literal("null", Tree::Null),
            Some(b't') => self.literal("true", Tree::Bool(true)),
            Some(b'f') => self.literal("false", Tree::Bool(false)),
            Some(b'"') => self.string().map(Tree::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'[' | b'{') if depth >= MAX_DEPTH => Err(self.error(Wrong::Depth)),
            Some(b'[') => self.list(depth + 1),
            Some(b'{') => self.map(depth + 1),
            _ => Err(self.unexpected()),
        }
    }

    fn literal(&mut self, literal: &str, tree: Tree) -> Result<Tree, JsonError> {
        for byte in literal.bytes() {
            if self.byte() != Some(byte) {
                return Err(self.unexpected());
            }
            self.at += 1;
        }
        Ok(tree)
    }

    fn list(&mut self, depth: usize) -> Result<Tree, JsonError> {
        self.at += 1;
        let mut items = Vec::new();
        if self.next() == Some(b']') {
            self.at += 1;
            return Ok(Tree::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.next() == Some(b',') {
                self.at += 1;
            } else {
                self.take(b']')?;
                return Ok(Tree::List(items));
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Tree, JsonError> {
        self.at += 1;
        let mut fields: Vec<(String, Tree)> = Vec::new();
        if self.next() == Some(b'}') {
            self.at += 1;
            return Ok(Tree::Map(fields));
        }
        loop {
            if self.next() != Some(b'"') {
                return Err(self.unexpected());
            }
            let name = self.string()?;
            if fields.len() >= MAX_FIELDS {
                return Err(self.error(Wrong::Fields));
            }
            if fields.iter().any(|(known, _)| *known == name) {
                return Err(self.error(Wrong::Twice));
            }
            self.take(b':')?;
            fields.push((name, self.value(depth)?));
            if self.next() == Some(b',') {
                self.at += 1;
            } else {
                self.take(b'}')?;
                return Ok(Tree::Map(fields));
            }
        }
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let begin = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at == begin {
            Err(self.unexpected())
        } else {
            Ok(())
        }
    }

    fn number(&mut self) -> Result<Tree, JsonError> {
        let begin = self.at;
        let negative = self.byte() == Some(b'-');
        self.at += usize::from(negative);
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        let whole = &self.text[begin..self.at];
        let mut fraction = false;
        if self.byte() == Some(b'.') {
            fraction = true;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            fraction = true;
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        let tree = match whole.parse() {
            _ if fraction || whole == "-0" => None,
            Ok(value) => Some(Tree::Whole(value)),
            Err(_) => whole.parse().ok().map(Tree::Negative),
        };
        Ok(tree.unwrap_or(Tree::Fraction))
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let begin = self.at;
            while !matches!(self.byte(), None | Some(b'"' | b'\\' | 0..0x20)) {
                self.at += 1;
            }
            out.push_str(&self.text[begin..self.at]);
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                _ => return Err(self.unexpected()),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let escaped = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        Ok(escaped)
    }

    fn unicode(&mut self) -> Result<char, JsonError> {
        let first = self.hex()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            for byte in *b"\\u" {
                if self.byte() != Some(byte) {
                    return Err(self.unexpected());
                }
                self.at += 1;
            }
            let second = self.hex()?;
            let low = second
                .checked_sub(0xdc00)
                .filter(|low| *low < 0x400)
                .ok_or_else(|| self.error(Wrong::Syntax))?;
            0x1_0000 + ((first - 0xd800) << 10) + low
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.error(Wrong::Syntax))
    }

    fn hex(&mut self) -> Result<u32, JsonError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            code = code << 4 | digit.ok_or_else(|| self.unexpected())?;
            self.at += 1;
        }
        Ok(code)
    }
}
