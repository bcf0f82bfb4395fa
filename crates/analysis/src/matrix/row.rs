//! One row, and who may approve.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::fold::{self, Fold};

/// A person or a role that may approve.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Approver {
    /// By mail address or login.
    Person(String),
    /// By what he is, such as "owner of Finance Reporting".
    Role(String),
}

impl Approver {
    /// A mail address or a login is a person: one word of ASCII that has an `@`, a `\`, a digit, a dot or a low line in
    /// it, or small letters alone. Anything else is a role.
    pub fn named(text: &str) -> Self {
        let part = |c: char| c.is_ascii_alphanumeric() || "@\\._-".contains(c);
        let login = |c: char| c.is_ascii_digit() || "@\\._".contains(c);
        let small = text.chars().all(|c| !c.is_ascii_uppercase());
        if text.chars().all(part) && (small || text.contains(login)) {
            Self::Person(text.to_string())
        } else {
            Self::Role(text.to_string())
        }
    }

    /// As it stands in the matrix.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Person(text) | Self::Role(text) => text,
        }
    }

    /// What two spellings of him have in common. In a login, signs count.
    pub(crate) fn key(&self, lower: Fold) -> String {
        match self {
            Self::Person(text) => text.to_ascii_lowercase(),
            Self::Role(text) => fold::key(text, lower),
        }
    }
}

/// One row: an entitlement of a level of a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The system.
    pub system: String,
    /// The level.
    pub level: String,
    /// Who may approve; empty where another row of the level says it, or nobody does.
    pub approvers: Vec<Approver>,
    /// The group or role.
    pub entitlement: String,
    /// Who may ask: departments or people; empty as `approvers`, or for anybody.
    pub requesters: Vec<String>,
    /// The category of the ticket at close.
    pub category: Option<String>,
    /// Never leaves the matrix: nothing but its own JSON reads it.
    pub(crate) note: Option<String>,
}

/// The parts of a cell that lists several, separated by `|`.
pub(crate) fn parts(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    cell.split('|').map(|part| part.trim().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_told_from_a_role() {
        for person in [
            "jane.roe@example.com",
            "jroe",
            "j.roe",
            "CORP\\JRoe",
            "U12345",
            "Jane.Roe",
        ] {
            assert!(matches!(Approver::named(person), Approver::Person(_)), "{person}");
        }
        for role in [
            "Controlling",
            "owner of Finance Reporting",
            "CFO",
            "Head-of-IT",
            "größe",
            "jane roe",
        ] {
            assert!(matches!(Approver::named(role), Approver::Role(_)), "{role}");
        }
    }
}
