//! The access matrix: who may approve which level of which system, and which entitlements give it.
//!
//! One row is one entitlement, the group or role that an admin console shows; one (system, level) has several. A matrix
//! is read whole or not at all, and what it answers depends on no order but one: the levels of a system are ranked as
//! they first appear, the lowest first.

mod build;
mod cell;
mod csv;
mod decode;
mod fold;
mod json;
mod keys;
mod level;
mod look;
mod marks;
mod order;
mod over;
mod problem;
mod row;
#[cfg(feature = "schema")]
pub mod schema;
mod table;

use alloc::vec::Vec;

use self::build::Builder;
use self::keys::Keys;

pub use self::fold::Fold;
pub use self::json::{FORMAT, VERSION};
pub use self::level::{Entitlement, Level, System};
pub use self::over::{Fit, OverGrant};
pub use self::problem::{Column, Place, Problem, Problems, Refused, What};
pub use self::row::{Approver, Row};

/// Largest file of a matrix, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Most rows.
pub const MAX_ROWS: usize = 20_000;
/// Longest cell, in characters. A cell becomes a term of the vocabulary, which takes a little more.
pub const MAX_CELL: usize = 200;
/// Most words of a name that pages are searched for.
pub const MAX_WORDS: usize = 12;

/// An access matrix without errors, ready for look-ups.
#[derive(Debug, Clone)]
pub struct Matrix {
    lower: Fold,
    rows: Vec<Row>,
    systems: Vec<System>,
    levels: Vec<Level>,
    entitlements: Vec<Entitlement>,
    system_keys: Keys,
    level_keys: Keys,
    entitlement_keys: Keys,
}

/// A matrix that was read, with what its author may want to look at.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The matrix.
    pub matrix: Matrix,
    /// What does not refuse it.
    pub warnings: Problems,
}

/// Two matrices are the same when their rows are, in their order.
impl PartialEq for Matrix {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl Matrix {
    /// Reads a matrix from a file: from JSON where it begins as an object does, else from CSV.
    ///
    /// # Errors
    /// [`Refused`] with everything that is wrong; nothing is left of such a file.
    pub fn read(bytes: &[u8], lower: Fold) -> Result<Checked, Refused> {
        let rest = bytes.strip_prefix(decode::BOM).unwrap_or(bytes);
        if rest.trim_ascii_start().starts_with(b"{") {
            Self::from_json(bytes, lower)
        } else {
            Self::from_csv(bytes, lower)
        }
    }

    /// Reads a matrix from CSV with the header `system,level,approver,entitlement,requesters,category,note`, its columns
    /// in any order and separated by `,` or `;`.
    ///
    /// # Errors
    /// [`Refused`] with everything that is wrong; nothing is left of such a file.
    pub fn from_csv(bytes: &[u8], lower: Fold) -> Result<Checked, Refused> {
        let text = decode::text(bytes)?;
        let mut builder = Builder::new(lower);
        table::read(text, &mut builder);
        builder.finish()
    }

    /// Reads a matrix from JSON: `{"format":"ledgerium.matrix","version":1,"rows":[…]}`, a row as an object of texts by
    /// the names of the columns; what is empty may be left out.
    ///
    /// # Errors
    /// [`Refused`] with everything that is wrong; nothing is left of such a file.
    pub fn from_json(bytes: &[u8], lower: Fold) -> Result<Checked, Refused> {
        let text = decode::text(bytes)?;
        let mut builder = Builder::new(lower);
        json::read(text, &mut builder);
        builder.finish()
    }
}
