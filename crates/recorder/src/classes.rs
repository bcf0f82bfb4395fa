//! Sets of classes.

use crate::class::Class;

/// A set of classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Classes(u128);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// The set of these classes.
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < classes.len() {
            bits |= 1 << (classes[at] as u32);
            at += 1;
        }
        Self(bits)
    }

    pub(crate) const fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The first set without the classes of the second.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the sets share a class.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the class is in the set.
    pub const fn has(self, class: Class) -> bool {
        self.meets(Self::of(&[class]))
    }

    /// Whether nothing is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
