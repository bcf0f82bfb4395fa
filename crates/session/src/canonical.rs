//! Canonical JSON (RFC 8785): one value, one sequence of bytes. Written by hand for the extension, as reading is; the
//! log has no fractions, so that nothing of RFC 8785 is left but the order of fields and the escapes. A test holds it
//! against another implementation.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;
use serde::ser::{self, Serializer};

use crate::json::{self, Tree};
use crate::limits::MAX_NUMBER;

/// A value that has no canonical form here. None of this crate's types is one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot be written as canonical JSON: {0}")]
pub struct CanonicalError(String);

impl ser::Error for CanonicalError {
    fn custom<T: core::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The canonical bytes of a value.
///
/// # Errors
/// [`CanonicalError`] for a value with fractions, numbers beyond [`MAX_NUMBER`] or bytes in it.
pub fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    let mut writer = Writer { out: Vec::new() };
    value.serialize(&mut writer)?;
    Ok(writer.out)
}

struct Writer {
    out: Vec<u8>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.out.push(b'"');
        for byte in text.bytes() {
            let short = match byte {
                b'"' | b'\\' => byte,
                0x08 => b'b',
                0x09 => b't',
                0x0a => b'n',
                0x0c => b'f',
                0x0d => b'r',
                0..0x20 => {
                    let hex = |n: u8| if n < 10 { b'0' + n } else { b'a' - 10 + n };
                    self.out.extend_from_slice(b"\\u00");
                    self.out.extend_from_slice(&[hex(byte >> 4), hex(byte & 15)]);
                    continue;
                }
                _ => {
                    self.out.push(byte);
                    continue;
                }
            };
            self.out.extend_from_slice(&[b'\\', short]);
        }
        self.out.push(b'"');
    }

    fn whole(&mut self, mut n: u64) {
        let begin = self.out.len();
        loop {
            // A digit fits a byte.
            self.out.push(b'0' + (n % 10) as u8);
            n /= 10;
            if n == 0 {
                break;
            }
        }
        self.out[begin..].reverse();
    }
}

fn no_form<T>() -> Result<T, CanonicalError> {
    Err(CanonicalError(
        "it holds a fraction, a number beyond 2^53, bytes, or a name that is no text".to_owned(),
    ))
}

type Done = Result<(), CanonicalError>;

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = CanonicalError;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = ser::Impossible<(), CanonicalError>;
    type SerializeTupleVariant = ser::Impossible<(), CanonicalError>;
    type SerializeMap = Map<'a>;
    type SerializeStruct = Map<'a>;
    type SerializeStructVariant = ser::Impossible<(), CanonicalError>;

    fn serialize_bool(self, value: bool) -> Done {
        let text: &[u8] = if value { b"true" } else { b"false" };
        self.out.extend_from_slice(text);
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(self, value: i64) -> Done {
        if value < 0 {
            self.out.push(b'-');
        }
        self.serialize_u64(value.unsigned_abs())
    }
    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Done {
        if value > MAX_NUMBER {
            return no_form();
        }
        self.whole(value);
        Ok(())
    }
    fn serialize_f32(self, _: f32) -> Done {
        no_form()
    }
    fn serialize_f64(self, _: f64) -> Done {
        no_form()
    }
    fn serialize_char(self, _: char) -> Done {
        no_form()
    }
    fn serialize_str(self, value: &str) -> Done {
        self.text(value);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Done {
        no_form()
    }
    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Done {
        self.out.extend_from_slice(b"null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Done {
        self.text(name);
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Done {
        self.out.push(b'{');
        self.text(name);
        self.out.push(b':');
        value.serialize(&mut *self)?;
        self.out.push(b'}');
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, CanonicalError> {
        self.out.push(b'[');
        Ok(List {
            writer: self,
            first: true,
        })
    }
    fn serialize_tuple(self, _: usize) -> Result<List<'a>, CanonicalError> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, CanonicalError> {
        no_form()
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, CanonicalError> {
        no_form()
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Map<'a>, CanonicalError> {
        let begin = self.out.len();
        Ok(Map {
            writer: self,
            begin,
            fields: Vec::new(),
        })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Map<'a>, CanonicalError> {
        self.serialize_map(None)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, CanonicalError> {
        no_form()
    }
}

struct List<'a> {
    writer: &'a mut Writer,
    first: bool,
}

impl ser::SerializeSeq for List<'_> {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        if !core::mem::take(&mut self.first) {
            self.writer.out.push(b',');
        }
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.writer.out.push(b']');
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_> {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        ser::SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Done {
        ser::SerializeSeq::end(self)
    }
}

/// An object whose fields are written as they come, one after the other, and put in order at its end.
struct Map<'a> {
    writer: &'a mut Writer,
    begin: usize,
    /// Where each field begins and where its name ends.
    fields: Vec<(usize, usize)>,
}

impl Map<'_> {
    fn name(&mut self, name: &str) {
        let begin = self.writer.out.len();
        self.writer.text(name);
        self.fields.push((begin, self.writer.out.len()));
        self.writer.out.push(b':');
    }

    fn finish(self) {
        let Map {
            writer,
            begin,
            fields,
        } = self;
        let written = writer.out.split_off(begin);
        let name = |at: usize| &written[fields[at].0 - begin..fields[at].1 - begin];
        let mut order: Vec<usize> = Vec::with_capacity(fields.len());
        for at in 0..fields.len() {
            let place = order.iter().position(|other| precedes(name(at), name(*other)));
            order.insert(place.unwrap_or(order.len()), at);
        }
        writer.out.push(b'{');
        for (n, at) in order.into_iter().enumerate() {
            if n > 0 {
                writer.out.push(b',');
            }
            let end = fields.get(at + 1).map_or(written.len(), |next| next.0 - begin);
            writer.out.extend_from_slice(&written[fields[at].0 - begin..end]);
        }
        writer.out.push(b'}');
    }
}

/// Whether a quoted name stands before another: by UTF-16 code units, which for letters beyond the first 65,536 is
/// another order than that of the bytes.
fn precedes(name: &[u8], other: &[u8]) -> bool {
    let plain = |quoted: &[u8]| quoted.iter().all(|byte| byte.is_ascii() && *byte != b'\\');
    if plain(name) && plain(other) {
        // The closing quote is no letter of the name.
        return name[1..name.len() - 1] < other[1..other.len() - 1];
    }
    let units = |quoted: &[u8]| -> Vec<u16> {
        match core::str::from_utf8(quoted).map(json::parse) {
            Ok(Ok(Tree::Text(name))) => name.encode_utf16().collect(),
            _ => Vec::new(),
        }
    };
    units(name) < units(other)
}

impl ser::SerializeStruct for Map<'_> {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        self.name(name);
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.finish();
        Ok(())
    }
}

impl ser::SerializeMap for Map<'_> {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        let begin = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        if self.writer.out.get(begin) != Some(&b'"') {
            return no_form();
        }
        self.fields.push((begin, self.writer.out.len()));
        self.writer.out.push(b':');
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.finish();
        Ok(())
    }
}
