//! What was granted beside what was approved.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Level, Matrix};

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
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let mut unknown: BTreeMap<String, String> = BTreeMap::new();
        for name in granted {
            match self.entitlement_number(name) {
                Some(number) => {
                    known.insert(self.entitlement_keys.key(number), number);
                }
                None => {
                    // A name without letters and digits has no key, and is not less unknown for that.
                    let key = self.key(name);
                    let key = if key.is_empty() { (*name).to_owned() } else { key };
                    unknown.entry(key).or_insert_with(|| (*name).to_owned());
                }
            }
        }
        let named = |number: &usize| self.entitlements.get(*number).map(|one| one.name.as_str());
        let numbers = level.map_or(&[][..], |level| &level.numbers);
        let within = |number: &usize| {
            // As the numbers of a level are sorted.
            let key = self.entitlement_keys.key(*number);
            numbers
                .binary_search_by(|one| self.entitlement_keys.key(*one).cmp(key))
                .is_ok()
        };
        let (fitting, exceeding): (Vec<usize>, Vec<usize>) =
            known.values().partition(|number| within(number));
        let missing = numbers
            .iter()
            .filter(|number| !known.contains_key(self.entitlement_keys.key(**number)));
        OverGrant {
            level,
            fitting: fitting.iter().filter_map(named).collect(),
            exceeding: exceeding.iter().filter_map(named).collect(),
            missing: missing.filter_map(named).collect(),
            unknown: unknown.into_values().collect(),
        }
    }
}
