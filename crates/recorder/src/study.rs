//! What the decoder works on, for measuring and fitting the rules: `cargo xtask eval` reads it, nothing else does.

use alloc::vec::Vec;

use ledgerium_session::Entry;
use ledgerium_session::derived::Phase;
use ledgerium_session::ids::SystemId;

use crate::derive::{self, DeriveError};
use crate::rules::RULES;

/// A run of events that gets one phase.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Where it happened; none for what the agent wrote down.
    pub system: Option<SystemId>,
    /// All its entries.
    pub entries: Vec<u32>,
    /// Those of a person.
    pub acts: Vec<u32>,
    /// Those that took effect.
    pub commits: Vec<u32>,
    /// The rules that fired, as places in [`RULES`].
    pub fired: Vec<usize>,
    /// What the machine decided.
    pub phase: Phase,
    /// By how much it leads, in thousandths of a natural log-odds unit.
    pub margin: u32,
}

/// The units of a log, in the order of their first entries.
///
/// # Errors
/// As [`crate::derive()`].
pub fn units(log: &[Entry]) -> Result<Vec<Unit>, DeriveError> {
    derive::units(log)
}

/// For each act of a person, the rules that fire for it alone.
///
/// # Errors
/// As [`crate::derive()`].
pub fn alone(log: &[Entry]) -> Result<Vec<(u32, Vec<usize>)>, DeriveError> {
    derive::alone(log)
}

/// The place of a rule in [`RULES`].
pub(crate) fn place(rule: &crate::rules::Rule) -> usize {
    RULES
        .iter()
        .position(|other| other.name == rule.name)
        .unwrap_or_default()
}
