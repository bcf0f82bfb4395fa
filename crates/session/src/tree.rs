//! Reading the tagged enums of the log: the tag may stand anywhere in the object, so the object is held as a tree
//! until it is known. Done by hand instead of by serde's derive, whose buffer makes every type it holds several times
//! as large: in the extension this is half of the recorder.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// Why a tree is not what it should be. No text of the input is repeated.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Fault(String);

impl Fault {
    fn new(what: &str) -> Self {
        Self(what.to_owned())
    }
}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
    fn invalid_type(_: Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self::new("a value of another type is expected")
    }
    fn invalid_value(_: Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self::new("a value is out of range")
    }
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self::new("a list has another length")
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new("unknown variant")
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::new("unknown field")
    }
    fn missing_field(field: &'static str) -> Self {
        Self(["missing field `", field, "`"].concat())
    }
    fn duplicate_field(field: &'static str) -> Self {
        Self(["duplicate field `", field, "`"].concat())
    }
}

/// A JSON value without fractions, of which the log has none.
#[derive(Debug)]
enum Tree {
    Null,
    Bool(bool),
    Whole(u64),
    Negative(i64),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value without fractions")
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
    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }
    fn visit_string<E>(self, value: String) -> Result<Tree, E> {
        Ok(Tree::Text(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut map: Vec<(String, Tree)> = Vec::new();
        while let Some((key, value)) = entries.next_entry::<String, Tree>()? {
            if map.iter().any(|(known, _)| *known == key) {
                return Err(A::Error::custom("a field stands there twice"));
            }
            map.push((key, value));
        }
        Ok(Tree::Map(map))
    }
}

impl<'de> Deserializer<'de> for Tree {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(value) => visitor.visit_bool(value),
            Tree::Whole(value) => visitor.visit_u64(value),
            Tree::Negative(value) => visitor.visit_i64(value),
            Tree::Text(value) => visitor.visit_string(value),
            Tree::List(items) => visitor.visit_seq(Items(items.into_iter())),
            Tree::Map(entries) => visitor.visit_map(Entries::new(entries)),
        }
    }
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Bool(value) => visitor.visit_bool(value),
            _ => Err(Fault::new("true or false is expected")),
        }
    }
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Whole(value) => visitor.visit_u64(value),
            Tree::Negative(value) => visitor.visit_i64(value),
            _ => Err(Fault::new("a whole number is expected")),
        }
    }
    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Text(value) => visitor.visit_string(value),
            _ => Err(Fault::new("a text is expected")),
        }
    }
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_string(visitor)
    }
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Text(value) => visitor.visit_str(&value),
            _ => Err(Fault::new("a name is expected")),
        }
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::List(items) => visitor.visit_seq(Items(items.into_iter())),
            _ => Err(Fault::new("a list is expected")),
        }
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Tree::Map(entries) => visitor.visit_map(Entries::new(entries)),
            _ => Err(Fault::new("an object is expected")),
        }
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Tree::Text(name) => visitor.visit_enum(Variant(name, None)),
            Tree::Map(mut entries) if entries.len() == 1 => match entries.pop() {
                Some((name, value)) => visitor.visit_enum(Variant(name, Some(value))),
                None => Err(Fault::new("a variant is expected")),
            },
            _ => Err(Fault::new("a variant is expected")),
        }
    }
    forward_to_deserialize_any! {
        i8 i128 u8 u16 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct map ignored_any
    }
}

struct Items(std::vec::IntoIter<Tree>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Fault;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

struct Entries {
    rest: std::vec::IntoIter<(String, Tree)>,
    value: Tree,
}

impl Entries {
    fn new(entries: Vec<(String, Tree)>) -> Self {
        Self {
            rest: entries.into_iter(),
            value: Tree::Null,
        }
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Fault;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = value;
        seed.deserialize(Tree::Text(key)).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(std::mem::replace(&mut self.value, Tree::Null))
    }
}

struct Variant(String, Option<Tree>);

impl<'de> EnumAccess<'de> for Variant {
    type Error = Fault;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'de>>(mut self, seed: V) -> Result<(V::Value, Self), Fault> {
        let name = std::mem::take(&mut self.0);
        Ok((seed.deserialize(Tree::Text(name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = Fault;
    fn unit_variant(self) -> Result<(), Fault> {
        match self.1 {
            None => Ok(()),
            Some(_) => Err(Fault::new("a name without content is expected")),
        }
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        match self.1 {
            Some(value) => seed.deserialize(value),
            None => Err(Fault::new("a name with content is expected")),
        }
    }
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(Fault::new("no variant has a list as content"))
    }
    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Fault> {
        Err(Fault::new("no variant has an object as content"))
    }
}

/// The fields of a tagged object, without the tag.
pub(crate) struct Fields(Vec<(String, Tree)>);

impl Fields {
    /// Reads an object and takes out its tag.
    pub(crate) fn open<'de, D: Deserializer<'de>>(
        deserializer: D,
        tag: &'static str,
    ) -> Result<(String, Self), D::Error> {
        let Tree::Map(entries) = Tree::deserialize(deserializer)? else {
            return Err(D::Error::custom("an object is expected"));
        };
        let mut fields = Self(entries);
        match fields.take(tag) {
            Some(Tree::Text(name)) => Ok((name, fields)),
            _ => Err(D::Error::missing_field(tag)),
        }
    }

    fn take(&mut self, name: &str) -> Option<Tree> {
        let at = self.0.iter().position(|(key, _)| key == name)?;
        Some(self.0.swap_remove(at).1)
    }

    /// A field that must be there.
    pub(crate) fn need<T: for<'de> Deserialize<'de>>(&mut self, name: &'static str) -> Result<T, Fault> {
        match self.take(name) {
            Some(tree) => T::deserialize(tree),
            None => Err(Fault::missing_field(name)),
        }
    }

    /// A field that is its default when it is not there.
    pub(crate) fn may<T: for<'de> Deserialize<'de> + Default>(
        &mut self,
        name: &'static str,
    ) -> Result<T, Fault> {
        self.take(name).map_or_else(|| Ok(T::default()), T::deserialize)
    }

    /// All that is left, as one value.
    pub(crate) fn rest<T: for<'de> Deserialize<'de>>(self) -> Result<T, Fault> {
        T::deserialize(Tree::Map(self.0))
    }

    /// Refuses what no field took.
    pub(crate) fn end(self) -> Result<(), Fault> {
        match self.0.first() {
            None => Ok(()),
            Some(_) => Err(Fault::new("unknown field")),
        }
    }

    /// What a tag that names nothing is refused with.
    pub(crate) fn unknown() -> Fault {
        Fault::new("unknown variant")
    }
}

/// Reads an enum whose variant a tag names. Fields behind a semicolon may be absent.
macro_rules! tagged {
    ($type:ident, $tag:literal, { $($name:literal => $variant:ident $shape:tt),* $(,)? }) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                fn read(name: &str, fields: $crate::tree::Fields) -> Result<$type, $crate::tree::Fault> {
                    match name {
                        $($name => $crate::tree::tagged!(@ $type $variant $shape fields),)*
                        _ => Err($crate::tree::Fields::unknown()),
                    }
                }
                let (name, fields) = $crate::tree::Fields::open(deserializer, $tag)?;
                read(&name, fields).map_err(serde::de::Error::custom)
            }
        }
    };
    (@ $type:ident $variant:ident (_) $fields:ident) => {
        $fields.rest().map($type::$variant)
    };
    (@ $type:ident $variant:ident { $($need:ident),* $(; $($may:ident),+)? } $fields:ident) => {{
        #[allow(unused_mut, reason = "a variant without fields takes none")]
        let mut fields = $fields;
        let value = $type::$variant {
            $($need: fields.need(stringify!($need))?,)*
            $($($may: fields.may(stringify!($may))?,)+)?
        };
        fields.end()?;
        Ok(value)
    }};
}

pub(crate) use tagged;
