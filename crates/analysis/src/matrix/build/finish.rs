//! From all rows to the matrix: what they say together is put in order, and compared.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::super::keys::Keys;
use super::super::problem::{Column, Place, Refused, What};
use super::super::{Checked, Matrix, fold, order};
use super::{Builder, in_order};

impl Builder {
    /// The matrix, with everything in an order that does not depend on that of the rows.
    pub(crate) fn finish(mut self) -> Result<Checked, Refused> {
        if self.seen == 0 && self.errors.is_empty() {
            self.error(1, Place::File, What::NoRows);
        }
        if self.errors.is_empty() {
            self.sort();
            self.compare();
        }
        let Self {
            matrix,
            errors,
            warnings,
            ..
        } = self;
        if errors.is_empty() {
            Ok(Checked { matrix, warnings })
        } else {
            Err(Refused { errors, warnings })
        }
    }

    fn sort(&mut self) {
        let Matrix {
            lower,
            rows,
            levels,
            entitlements,
            level_keys,
            entitlement_keys,
            ..
        } = &mut self.matrix;
        let lower = *lower;
        let mut level_of: Vec<usize> = alloc::vec![0; rows.len()];
        for (number, level) in levels.iter_mut().enumerate() {
            let keys: Vec<&str> = level
                .numbers
                .iter()
                .map(|one| entitlement_keys.key(*one))
                .collect();
            let places = order::sorted(&keys);
            level.numbers = places.iter().map(|at| level.numbers[*at]).collect();
            level.rows = places.iter().map(|at| level.rows[*at]).collect();
            for row in &level.rows {
                level.entitlements.push(rows[*row].entitlement.clone());
                level_of[*row] = number;
            }
            let keys: Vec<String> = level.approvers.iter().map(|one| one.key(lower)).collect();
            level.approvers = in_order(&level.approvers, &keys);
            let keys: Vec<String> = level.requesters.iter().map(|one| fold::key(one, lower)).collect();
            level.requesters = in_order(&level.requesters, &keys);
        }
        for entitlement in entitlements {
            let level = |row: &usize| level_keys.key(level_of[*row]);
            let keys: Vec<&str> = entitlement.rows.iter().map(level).collect();
            let places = order::sorted(&keys);
            entitlement.rows = places.iter().map(|at| entitlement.rows[*at]).collect();
        }
    }

    /// What is only seen once all rows are there.
    fn compare(&mut self) {
        let mut sets = Keys::default();
        let mut firsts: Vec<usize> = Vec::new();
        for system in &self.matrix.systems {
            for number in &system.levels {
                let level = &self.matrix.levels[*number];
                let first = level.rows.iter().min().map_or(1, |row| self.lines[*row]);
                let mut set = fold::key(&system.name, self.matrix.lower);
                for number in &level.numbers {
                    set.push_str(&format!("\t{number}"));
                }
                let (known, new) = sets.add(set);
                if new {
                    firsts.push(first);
                } else {
                    let what = What::SameEntitlements { other: firsts[known] };
                    self.warnings.add(first, Place::Cell(Column::Level), what);
                }
                if level.approvers.is_empty() {
                    self.warnings
                        .add(first, Place::Cell(Column::Approver), What::NoApprover);
                }
            }
        }
    }
}
