//! What was granted beside what was approved.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Level, Matrix, order};

/// Whether what was granted is what was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is, exactly.
    Satisfied,
    /// More was granted.
    Violated,
    /// The matrix does not say, or not all of it was seen. Never a pass.
    Unknown,
}

/// What was granted, held against the level that was approved. Each list is in the order of the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverGrant<'a> {
    /// The level; none where the matrix has no such level, and then nothing fits and nothing is known to be missing.
    pub level: Option<&'a Level>,
    /// Granted, and part of the level.
    pub fitting: Vec<&'a str>,
    /// Granted, and in the matrix, but not part of the level.
    pub exceeding: Vec<&'a str>,
    /// Part of the level, but not granted here: the person may have had it before.
    pub missing: Vec<&'a str>,
    /// Granted, and not in the matrix at all, as they were given.
    pub unknown: Vec<String>,
}

impl OverGrant<'_> {
    /// The answer: whatever exceeds violates, and whatever is not known leaves it open.
    pub fn fit(&self) -> Fit {
        if self.level.is_none() {
            Fit::Unknown
        } else if !self.exceeding.is_empty() {
            Fit::Violated
        } else if self.unknown.is_empty() && self.missing.is_empty() {
            Fit::Satisfied
        } else {
            Fit::Unknown
        }
    }
}

impl Matrix {
    /// The entitlements that give a level, in the order of their names; none where the matrix has no such level.
    pub fn allowed(&self, system: &str, level: &str) -> Option<&[String]> {
        Some(&self.level(system, level)?.entitlements)
    }

    /// Holds the entitlements that were granted against the (system, level) that was approved.
    pub fn over_grant(&self, approved: (&str, &str), granted: &[&str]) -> OverGrant<'_> {
        let level = self.level(approved.0, approved.1);
        let keys: Vec<String> = granted.iter().map(|name| self.granted_key(name)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let numbers = level.map_or(&[][..], |level| &level.numbers);
        let mut over = OverGrant {
            level,
            fitting: Vec::new(),
            exceeding: Vec::new(),
            missing: Vec::new(),
            unknown: Vec::new(),
        };
        let mut known = Vec::new();
        for at in order::sorted(&keys) {
            let number = self.entitlement_keys.find(keys[at]);
            match number.and_then(|number| Some((number, self.entitlements.get(number)?))) {
                Some((number, entitlement)) => {
                    let fits = numbers.contains(&number);
                    let list = if fits {
                        &mut over.fitting
                    } else {
                        &mut over.exceeding
                    };
                    list.push(&entitlement.name);
                    known.push(number);
                }
                None => over.unknown.push(granted[at].to_owned()),
            }
        }
        for number in numbers.iter().filter(|number| !known.contains(number)) {
            over.missing
                .extend(self.entitlements.get(*number).map(|one| one.name.as_str()));
        }
        over
    }

    /// The key of what was granted. A name without letters and digits has none, and is not less unknown for that.
    fn granted_key(&self, name: &str) -> String {
        let key = self.key(name);
        if key.is_empty() { name.to_owned() } else { key }
    }
}
