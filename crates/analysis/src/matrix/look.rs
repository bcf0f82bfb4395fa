//! Look-ups. Names are found however they are spelled, in a time that does not depend on how many rows there are.

use alloc::format;

use super::fold;
use super::{Entitlement, Level, Matrix, Row, System};

impl Matrix {
    /// The rows, in the order of the file. The number of a row is what evidence cites.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The systems, in the order of their first rows.
    pub fn systems(&self) -> &[System] {
        &self.systems
    }

    /// The levels of all systems.
    pub fn all_levels(&self) -> &[Level] {
        &self.levels
    }

    /// The levels of a system, from the lowest: as they first appear.
    pub fn levels<'m>(&'m self, system: &str) -> impl Iterator<Item = &'m Level> + use<'m> {
        let found = self.system_keys.find(&self.key(system));
        let system = found.and_then(|number| self.systems.get(number));
        let numbers = system.map_or(&[][..], |system| &system.levels);
        numbers.iter().filter_map(|number| self.levels.get(*number))
    }

    /// A level of a system: its approvers, its category, its entitlements. None where the matrix has no such level.
    pub fn level(&self, system: &str, level: &str) -> Option<&Level> {
        let key = format!("{}\t{}", self.key(system), self.key(level));
        self.levels.get(self.level_keys.find(&key)?)
    }

    /// An entitlement. None where the matrix does not know it, which never means that it may be given.
    pub fn entitlement(&self, name: &str) -> Option<&Entitlement> {
        self.entitlements.get(self.entitlement_number(name)?)
    }

    /// The rows of an entitlement with their numbers, by system and level: what it gives.
    pub fn rows_of<'m>(&'m self, entitlement: &str) -> impl Iterator<Item = (usize, &'m Row)> + use<'m> {
        let rows = self.entitlement(entitlement).map_or(&[][..], |found| &found.rows);
        rows.iter().filter_map(|row| Some((*row, self.rows.get(*row)?)))
    }

    /// The rows of a level with their numbers, in the order of their entitlements.
    pub fn rows_of_level(&self, level: &Level) -> impl Iterator<Item = (usize, &Row)> {
        level
            .rows
            .iter()
            .filter_map(|row| Some((*row, self.rows.get(*row)?)))
    }

    pub(crate) fn entitlement_number(&self, name: &str) -> Option<usize> {
        self.entitlement_keys.find(&self.key(name))
    }

    pub(crate) fn key(&self, name: &str) -> alloc::string::String {
        fold::key(name, self.lower)
    }
}
