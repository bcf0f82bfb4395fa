//! What a log says of each grant. What is a grant, and what closed a ticket, the steps say; whether a grant was approved
//! rests on commits and on observed states alone, and "unprovable" is an answer.

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
mod table;
mod verdict;

pub use verdict::{derive, judge};
