//! A matrix as CSV: which column stands where, and a row for each record.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::build::{Builder, Given};
use super::csv::{Cell, Record, Records};
use super::problem::{Column, Place, What, shown};

/// Hands the rows of a text to the builder, with everything that is wrong in them.
pub(crate) fn read(text: &str, to: &mut Builder) {
    let mut records = Records::new(text, separator(text));
    let Some(header) = records.next() else {
        to.error(1, Place::File, What::EmptyFile);
        return;
    };
    let Some(columns) = columns(&header, to) else {
        return;
    };
    for record in records {
        let empty = |cell: &Cell<'_>| cell.wrong.is_none() && cell.text.trim().is_empty();
        if record.cells.len() == record.count && record.cells.iter().all(empty) {
            // What a spreadsheet leaves of a deleted row.
            continue;
        }
        if !row(record, &columns, to) {
            return;
        }
    }
}

/// What separates the columns: the header decides.
fn separator(text: &str) -> u8 {
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    if header.contains(';') && !header.contains(',') {
        b';'
    } else {
        b','
    }
}

/// The column of each cell; none where the header cannot be relied on.
fn columns(header: &Record<'_>, to: &mut Builder) -> Option<Vec<Column>> {
    let line = header.line;
    let named = |cell: &Cell<'_>| Column::named(&cell.text);
    if header.cells.iter().all(|cell| named(cell).is_none()) {
        let tabs = header.cells.iter().any(|cell| cell.text.contains('\t'));
        let what = if tabs { What::Tabs } else { What::NoHeader };
        to.error(line, Place::Header, what);
        return None;
    }
    let mut columns = Vec::new();
    let mut good = true;
    let mut refuse = |place, what| {
        to.error(line, place, what);
        good = false;
    };
    for (at, cell) in header.cells.iter().enumerate() {
        match named(cell) {
            _ if cell.wrong.is_some() => refuse(Place::Header, cell.wrong.clone().unwrap_or(What::NoHeader)),
            None => {
                let (number, name) = (at + 1, shown(&cell.text));
                refuse(Place::Header, What::UnknownColumn { number, name });
            }
            Some(column) if columns.contains(&column) => refuse(Place::Cell(column), What::DoubledColumn),
            Some(column) => columns.push(column),
        }
    }
    for column in Column::ALL {
        if !columns.contains(&column) {
            refuse(Place::Cell(column), What::MissingColumn);
        }
    }
    good.then_some(columns)
}

/// Hands over a row; false when nothing more can be read.
fn row(record: Record<'_>, columns: &[Column], to: &mut Builder) -> bool {
    let mut open = false;
    let mut good = true;
    for (at, cell) in record.cells.iter().enumerate() {
        if let Some(what) = &cell.wrong {
            open |= *what == What::OpenQuote;
            good = false;
            let place = columns.get(at).map_or(Place::Row, |column| Place::Cell(*column));
            to.error(cell.line, place, what.clone());
        }
    }
    if good && record.count != columns.len() {
        let (got, want) = (record.count, columns.len());
        to.error(record.line, Place::Row, What::CellCount { got, want });
        good = false;
    }
    let mut given = Given::empty(record.line);
    for (cell, column) in record.cells.into_iter().zip(columns) {
        given.set(*column, cell.line, Cow::into_owned(cell.text));
    }
    to.count() && (!good || to.row(given)) && !open
}
