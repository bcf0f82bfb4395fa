//! From rows to a matrix: every cell is checked, and every row against those before it.

mod finish;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::fold::{self, Fold};
use super::keys::Keys;
use super::level::{Entitlement, Level, System};
use super::problem::{Column, Place, Problems, What};
use super::row::{Approver, Row, parts};
use super::{MAX_ROWS, MAX_WORDS, Matrix, cell, order};

/// The cells of a row as they stand in a file, with their lines.
pub(crate) struct Given {
    line: usize,
    cells: [(usize, String); 7],
}

impl Given {
    pub(crate) fn empty(line: usize) -> Self {
        let cells = core::array::from_fn(|_| (line, String::new()));
        Self { line, cells }
    }

    pub(crate) fn set(&mut self, column: Column, line: usize, text: String) {
        self.cells[column as usize] = (line, text);
    }
}

/// What the first row of a level that says something said: the line, and the keys.
type Said = Option<(usize, Vec<String>)>;

/// Takes rows, and gives a matrix if all are right.
pub(crate) struct Builder {
    matrix: Matrix,
    rows: Keys,
    /// The line of each row that was taken.
    lines: Vec<usize>,
    /// Of each level: the approvers, requesters and category that a row gave it.
    said: Vec<[Said; 3]>,
    /// Of each entitlement: the system of its first row, and whether another was met.
    homes: Vec<(usize, bool)>,
    errors: Problems,
    warnings: Problems,
    seen: usize,
}

impl Builder {
    pub(crate) fn new(lower: Fold) -> Self {
        Self {
            matrix: Matrix {
                lower,
                rows: Vec::new(),
                systems: Vec::new(),
                levels: Vec::new(),
                entitlements: Vec::new(),
                system_keys: Keys::default(),
                level_keys: Keys::default(),
                entitlement_keys: Keys::default(),
            },
            rows: Keys::default(),
            lines: Vec::new(),
            said: Vec::new(),
            homes: Vec::new(),
            errors: Problems::default(),
            warnings: Problems::default(),
            seen: 0,
        }
    }

    pub(crate) fn error(&mut self, line: usize, place: Place, what: What) {
        self.errors.add(line, place, what);
    }

    /// Counts a row, whatever is in it; false when there are too many to go on.
    pub(crate) fn count(&mut self) -> bool {
        self.seen += 1;
        self.seen <= MAX_ROWS + 1
    }

    /// Takes a row; false when no more are taken.
    pub(crate) fn row(&mut self, given: Given) -> bool {
        if self.seen > MAX_ROWS {
            self.error(given.line, Place::File, What::TooManyRows);
            return false;
        }
        let mut good = true;
        for column in Column::ALL {
            let (line, text) = &given.cells[column as usize];
            if let Some(what) = cell::check(text, column).or_else(|| self.unfit(text.trim(), column)) {
                self.errors.add(*line, Place::Cell(column), what);
                good = false;
            }
        }
        if good {
            self.take(given);
        }
        true
    }

    /// What is wrong with a cell for the column that it stands in.
    fn unfit(&self, text: &str, column: Column) -> Option<What> {
        match column {
            Column::System | Column::Level | Column::Entitlement => {
                let key = fold::key(text, self.matrix.lower);
                (text.is_empty())
                    .then_some(What::Empty)
                    .or(key.is_empty().then_some(What::NoWords))
            }
            Column::Approver | Column::Requesters => parts(text).iter().find_map(|part| {
                let key = fold::key(part, self.matrix.lower);
                (part.is_empty())
                    .then_some(What::EmptyPart)
                    .or(key.is_empty().then_some(What::NoWords))
            }),
            Column::Category | Column::Note => None,
        }
    }

    /// Takes a row whose cells are right.
    fn take(&mut self, given: Given) {
        let lower = self.matrix.lower;
        let Given { line, cells } = given;
        let lines: [usize; 7] = core::array::from_fn(|at| cells[at].0);
        let [system, level, approver, entitlement, requesters, category, note] =
            cells.map(|(_, text)| text.trim().to_string());
        let some = |text: String| (!text.is_empty()).then_some(text);
        let row = Row {
            system,
            level,
            approvers: parts(&approver)
                .iter()
                .map(|part| Approver::named(part))
                .collect(),
            entitlement,
            requesters: parts(&requesters),
            category: some(category),
            note: some(note),
        };
        let system_key = fold::key(&row.system, lower);
        let entitlement_key = fold::key(&row.entitlement, lower);
        let level_key = format!("{system_key}\t{}", fold::key(&row.level, lower));
        let (known, new) = self.rows.add(format!("{level_key}\t{entitlement_key}"));
        if !new {
            let other = self.lines[known];
            self.error(line, Place::Row, What::DoubledRow { other });
            return;
        }
        self.lines.push(line);
        let number = self.matrix.rows.len();
        let (system, level) = self.level(&row, system_key, level_key);
        self.say(level, &row, lines);
        let entitlement =
            self.entitlement(&row, entitlement_key, system, lines[Column::Entitlement as usize]);
        self.matrix.levels[level].numbers.push(entitlement);
        self.matrix.levels[level].rows.push(number);
        self.matrix.rows.push(row);
    }

    /// The numbers of the row's system and level, new ones where it is the first.
    fn level(&mut self, row: &Row, system_key: String, level_key: String) -> (usize, usize) {
        let line = self.lines.last().copied().unwrap_or(1);
        let (system, new) = self.matrix.system_keys.add(system_key);
        if new {
            self.wordy(
                line,
                Column::System,
                self.matrix.system_keys.key(system).to_string(),
            );
            self.matrix.systems.push(System {
                name: row.system.clone(),
                levels: Vec::new(),
            });
        }
        let (level, new) = self.matrix.level_keys.add(level_key);
        if new {
            self.wordy(line, Column::Level, fold::key(&row.level, self.matrix.lower));
            self.matrix.systems[system].levels.push(level);
            self.said.push([None, None, None]);
            self.matrix.levels.push(Level {
                system: self.matrix.systems[system].name.clone(),
                name: row.level.clone(),
                approvers: Vec::new(),
                requesters: Vec::new(),
                category: None,
                entitlements: Vec::new(),
                numbers: Vec::new(),
                rows: Vec::new(),
            });
        }
        (system, level)
    }

    /// What a row says of its level as a whole must be what the others say; one that says nothing contradicts none.
    fn say(&mut self, level: usize, row: &Row, lines: [usize; 7]) {
        let lower = self.matrix.lower;
        let text = |text: &String| fold::key(text, lower);
        let keys: [(Column, Vec<String>); 3] = [
            (
                Column::Approver,
                row.approvers.iter().map(|one| one.key(lower)).collect(),
            ),
            (Column::Requesters, row.requesters.iter().map(text).collect()),
            (Column::Category, row.category.iter().map(text).collect()),
        ];
        for (at, (column, keys)) in keys.into_iter().enumerate() {
            let keys = in_order(&keys, &keys);
            if keys.is_empty() {
                continue;
            }
            let line = lines[column as usize];
            match &self.said[level][at] {
                Some((_, said)) if *said == keys => {}
                Some((other, _)) => {
                    let what = What::Contradicts { other: *other };
                    self.error(line, Place::Cell(column), what);
                }
                None => {
                    self.said[level][at] = Some((line, keys));
                    let said = &mut self.matrix.levels[level];
                    match column {
                        Column::Approver => said.approvers.clone_from(&row.approvers),
                        Column::Requesters => said.requesters.clone_from(&row.requesters),
                        _ => said.category.clone_from(&row.category),
                    }
                }
            }
        }
    }

    /// The number of the row's entitlement.
    fn entitlement(&mut self, row: &Row, key: String, system: usize, line: usize) -> usize {
        let (number, new) = self.matrix.entitlement_keys.add(key);
        if new {
            self.wordy(
                line,
                Column::Entitlement,
                self.matrix.entitlement_keys.key(number).to_string(),
            );
            self.homes.push((system, false));
            self.matrix.entitlements.push(Entitlement {
                name: row.entitlement.clone(),
                rows: Vec::new(),
            });
        }
        let rows = &mut self.matrix.entitlements[number].rows;
        let (home, met) = &mut self.homes[number];
        if let (Some(first), true) = (rows.first(), *home != system && !*met) {
            *met = true;
            let other = self.lines[*first];
            let place = Place::Cell(Column::Entitlement);
            self.warnings.add(line, place, What::TwoSystems { other });
        }
        rows.push(self.matrix.rows.len());
        number
    }

    /// A name of more words than are looked for in pages.
    fn wordy(&mut self, line: usize, column: Column, key: String) {
        let got = key.split(' ').count();
        if got > MAX_WORDS {
            self.warnings
                .add(line, Place::Cell(column), What::ManyWords { got });
        }
    }
}

/// Things in the order of their keys, each key once.
fn in_order<T: Clone>(things: &[T], keys: &[String]) -> Vec<T> {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let places = order::sorted(&keys);
    places.iter().map(|at| things[*at].clone()).collect()
}
