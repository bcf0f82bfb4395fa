//! What the rows say together: systems with their levels, and entitlements with their rows.

use alloc::string::String;
use alloc::vec::Vec;

use super::row::Approver;

/// A system of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    /// Its name, as its first row spells it.
    pub name: String,
    /// The numbers of its levels, from the lowest.
    pub(crate) levels: Vec<usize>,
}

/// A level of a system: what its rows say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The system, as its first row spells it.
    pub system: String,
    /// The level, as its first row spells it.
    pub name: String,
    /// Who may approve it, in the order of their names. Empty: the matrix does not say.
    pub approvers: Vec<Approver>,
    /// Who may ask for it, in the order of their names. Empty: anybody.
    pub requesters: Vec<String>,
    /// The category of its tickets at close, if it has one.
    pub category: Option<String>,
    /// What gives it, in the order of the names.
    pub entitlements: Vec<String>,
    /// The numbers of those entitlements, and of their rows, in the same order.
    pub(crate) numbers: Vec<usize>,
    pub(crate) rows: Vec<usize>,
}

/// An entitlement with the rows that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entitlement {
    /// Its name, as its first row spells it.
    pub name: String,
    /// The numbers of its rows, by system and level.
    pub(crate) rows: Vec<usize>,
}
