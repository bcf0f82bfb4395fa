//! What a log says of each grant. A verdict rests on commits and on observed states alone, never on what a step was
//! taken for, and "unprovable" is an answer.

#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod claimed;
mod decisions;
mod facts;
mod identity;
pub mod matrix;
mod order;
pub mod table;
mod verdict;

pub use decisions::{Decision, Says, decisions};
pub use verdict::{derive, judge};
