//! From a tree to the types of the log. Done without serde's derive, which makes each type several times as large: in
//! the extension this is half of the recorder. What a type is in JSON is said once more, by a line below it; tests hold
//! that line against what serde writes.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::json::{JsonError, Tree, parse};

/// Why a tree is not what it should be, and where. No text of the input is repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(Box<(String, String)>);

impl Fault {
    /// A fault of the value itself.
    #[inline(never)]
    pub fn new(what: &str) -> Self {
        Self(Box::new((String::new(), what.to_owned())))
    }

    /// The same fault, seen from the value around it.
    #[must_use]
    #[inline(never)]
    fn within(mut self, outer: &str) -> Self {
        let place = &mut self.0.0;
        if !place.is_empty() && !place.starts_with('[') {
            place.insert(0, '.');
        }
        place.insert_str(0, outer);
        self
    }
}

impl core::fmt::Display for Fault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (place, what) = &*self.0;
        f.write_str(place)?;
        f.write_str(if place.is_empty() { "" } else { ": " })?;
        f.write_str(what)
    }
}

impl core::error::Error for Fault {}

/// Why a text is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is no JSON.
    #[error("{0}")]
    Json(JsonError),
    /// It is other JSON.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A type that can be read from a tree.
pub trait Read: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// [`Fault`] with the place inside.
    fn read(tree: Tree) -> Result<Self, Fault>;
}

/// Reads a type from JSON.
///
/// # Errors
/// [`ReadError`].
pub fn from_str<T: Read>(text: &str) -> Result<T, ReadError> {
    Ok(T::read(parse(text).map_err(ReadError::Json)?)?)
}

/// Reads a type with any of serde's formats.
///
/// # Errors
/// Those of the format.
pub fn deserialize<'de, T: Read, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer.deserialize_any(TreeVisitor)?).map_err(D::Error::custom)
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Whole(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Negative(value))
    }
    fn visit_f64<E>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Fraction)
    }
    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<Tree>()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut map: Vec<(String, Tree)> = Vec::new();
        while let Some((name, value)) = entries.next_entry::<String, Tree>()? {
            if map.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom("a field stands there twice"));
            }
            map.push((name, value));
        }
        Ok(Tree::Map(map))
    }
}

impl<'de> serde::Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

impl Read for Tree {
    fn read(tree: Tree) -> Result<Self, Fault> {
        Ok(tree)
    }
}

impl Read for bool {
    fn read(tree: Tree) -> Result<Self, Fault> {
        match tree {
            Tree::Bool(value) => Ok(value),
            _ => Err(Fault::new("true or false is expected")),
        }
    }
}

impl Read for String {
    fn read(tree: Tree) -> Result<Self, Fault> {
        match tree {
            Tree::Text(value) => Ok(value),
            _ => Err(Fault::new("a text is expected")),
        }
    }
}

impl Read for u64 {
    fn read(tree: Tree) -> Result<Self, Fault> {
        match tree {
            Tree::Whole(value) => Ok(value),
            _ => Err(Fault::new("a whole number is expected")),
        }
    }
}

impl Read for i64 {
    fn read(tree: Tree) -> Result<Self, Fault> {
        match tree {
            Tree::Negative(value) => Ok(value),
            tree => u64::read(tree)?.try_into().map_err(|_| too_large()),
        }
    }
}

fn too_large() -> Fault {
    Fault::new("the number is too large")
}

impl Read for u32 {
    fn read(tree: Tree) -> Result<Self, Fault> {
        u64::read(tree)?.try_into().map_err(|_| too_large())
    }
}

impl Read for i32 {
    fn read(tree: Tree) -> Result<Self, Fault> {
        i64::read(tree)?.try_into().map_err(|_| too_large())
    }
}

impl Read for i16 {
    fn read(tree: Tree) -> Result<Self, Fault> {
        i64::read(tree)?.try_into().map_err(|_| too_large())
    }
}

impl<T: Read> Read for Option<T> {
    fn read(tree: Tree) -> Result<Self, Fault> {
        match tree {
            Tree::Null => Ok(None),
            tree => T::read(tree).map(Some),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(tree: Tree) -> Result<Self, Fault> {
        let mut list = Vec::new();
        for item in items(tree)? {
            list.push(T::read(item).map_err(|fault| fault.at(list.len()))?);
        }
        Ok(list)
    }
}

impl Fault {
    fn at(self, n: usize) -> Self {
        self.within(&format!("[{n}]"))
    }
}

fn items(tree: Tree) -> Result<Vec<Tree>, Fault> {
    match tree {
        Tree::List(items) => Ok(items),
        _ => Err(Fault::new("a list is expected")),
    }
}

/// The fields of an object, to be taken out by their names.
#[derive(Debug)]
pub struct Fields(Vec<(String, Tree)>);

impl Fields {
    /// The fields of an object.
    ///
    /// # Errors
    /// [`Fault`] for what is none.
    pub fn open(tree: Tree) -> Result<Self, Fault> {
        match tree {
            Tree::Map(fields) => Ok(Self(fields)),
            _ => Err(Fault::new("an object is expected")),
        }
    }

    #[inline(never)]
    fn take(&mut self, name: &str) -> Option<Tree> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(at).1)
    }

    /// The text of a field that says which variant the object is.
    ///
    /// # Errors
    /// [`Fault`] where it is missing.
    pub fn tag(&mut self, name: &str) -> Result<String, Fault> {
        self.need(name)
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// [`Fault`] where it is missing or wrong.
    pub fn need<T: Read>(&mut self, name: &str) -> Result<T, Fault> {
        let found = self.found(name)?;
        T::read(found).map_err(|fault| fault.within(name))
    }

    #[inline(never)]
    fn found(&mut self, name: &str) -> Result<Tree, Fault> {
        self.take(name)
            .ok_or_else(|| Fault::new("a field is missing").within(name))
    }

    /// A field that is its default when it is not there.
    ///
    /// # Errors
    /// [`Fault`] where it is wrong.
    pub fn may<T: Read + Default>(&mut self, name: &str) -> Result<T, Fault> {
        match self.take(name) {
            Some(tree) => T::read(tree).map_err(|fault| fault.within(name)),
            None => Ok(T::default()),
        }
    }

    /// All that is left, as one value.
    ///
    /// # Errors
    /// Those of the value.
    pub fn rest<T: Read>(self) -> Result<T, Fault> {
        T::read(Tree::Map(self.0))
    }

    /// Refuses what no field took.
    ///
    /// # Errors
    /// [`Fault`] if something is left.
    pub fn end(&self) -> Result<(), Fault> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Fault::new("there is a field that does not belong there"))
        }
    }
}

/// The name of a variant and its content, if it has any.
///
/// # Errors
/// [`Fault`] for what is neither a name nor an object of one field.
pub fn variant(tree: Tree) -> Result<(String, Option<Tree>), Fault> {
    match tree {
        Tree::Text(name) => Ok((name, None)),
        Tree::Map(mut fields) if fields.len() == 1 => fields
            .pop()
            .map(|(name, value)| (name, Some(value)))
            .ok_or_else(unknown),
        _ => Err(unknown()),
    }
}

/// What a name that names nothing is refused with.
pub fn unknown() -> Fault {
    Fault::new("it is none of the known names")
}

/// Finds a name in a table.
///
/// # Errors
/// [`Fault`] where it is not.
pub fn named<T: Copy>(table: &[(&str, T)], tree: Tree) -> Result<T, Fault> {
    let name = String::read(tree)?;
    let found = table.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| *value).ok_or_else(unknown)
}

/// Reads a text that a type checks.
///
/// # Errors
/// [`Fault`] with the type's own words.
pub fn text<T: TryFrom<String>>(tree: Tree) -> Result<T, Fault>
where
    T::Error: core::fmt::Display,
{
    T::try_from(String::read(tree)?).map_err(|error| Fault::new(&error.to_string()))
}

/// Lets serde read a type as [`Read`] does.
#[macro_export]
#[doc(hidden)]
macro_rules! readable {
    ($type:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::read::deserialize(deserializer)
            }
        }
    };
}

/// A struct by its fields; those behind a semicolon may be absent.
#[macro_export]
#[doc(hidden)]
macro_rules! object {
    ($type:ident { $($need:ident),* $(; $($may:ident),+)? }) => {
        impl $crate::read::Read for $type {
            #[inline(never)]
            fn read(tree: $crate::json::Tree) -> Result<Self, $crate::read::Fault> {
                let mut fields = $crate::read::Fields::open(tree)?;
                let value = Self {
                    $($need: fields.need(stringify!($need))?,)*
                    $($($may: fields.may(stringify!($may))?,)+)?
                };
                fields.end()?;
                Ok(value)
            }
        }
        $crate::readable!($type);
    };
}

/// An enum whose variant a field names; its fields behind a semicolon may be absent.
#[macro_export]
#[doc(hidden)]
macro_rules! tagged {
    ($type:ident, $tag:literal, { $($name:literal => $variant:ident $shape:tt),* $(,)? }) => {
        impl $crate::read::Read for $type {
            #[inline(never)]
            fn read(tree: $crate::json::Tree) -> Result<Self, $crate::read::Fault> {
                let mut fields = $crate::read::Fields::open(tree)?;
                match fields.tag($tag)?.as_str() {
                    $($name => $crate::tagged!(@ $variant $shape fields),)*
                    _ => Err($crate::read::unknown()),
                }
            }
        }
        $crate::readable!($type);
    };
    (@ $variant:ident (_) $fields:ident) => {
        $fields.rest().map(Self::$variant)
    };
    (@ $variant:ident { $($need:ident),* $(; $($may:ident),+)? } $fields:ident) => {{
        let value = Self::$variant {
            $($need: $fields.need(stringify!($need))?,)*
            $($($may: $fields.may(stringify!($may))?,)+)?
        };
        $fields.end()?;
        Ok(value)
    }};
}

/// An enum of names.
#[macro_export]
#[doc(hidden)]
macro_rules! names {
    ($type:ident { $($variant:ident => $name:literal),* $(,)? }) => {
        impl $crate::read::Read for $type {
            #[inline(never)]
            fn read(tree: $crate::json::Tree) -> Result<Self, $crate::read::Fault> {
                $crate::read::named(&[$(($name, Self::$variant)),*], tree)
            }
        }
        $crate::readable!($type);
    };
}

/// A text that the type checks.
#[macro_export]
#[doc(hidden)]
macro_rules! from_text {
    ($type:ident) => {
        impl $crate::read::Read for $type {
            #[inline(never)]
            fn read(tree: $crate::json::Tree) -> Result<Self, $crate::read::Fault> {
                $crate::read::text(tree)
            }
        }
        $crate::readable!($type);
    };
}
