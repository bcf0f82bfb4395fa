//! `ledgerium matrix lint`: whether a file is an access matrix, and what its author may want to look at.

use std::collections::BTreeSet;

use ledgerium_analysis::matrix::{Approver, Checked, Matrix, Problem, Problems};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::{Outcome, say};

/// What is said of a file, for programs.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    good: bool,
    #[serde(flatten)]
    counts: Option<Counts>,
    errors: Vec<Said>,
    more_errors: usize,
    warnings: Vec<Said>,
    more_warnings: usize,
}

/// How much a matrix holds.
#[derive(Serialize)]
struct Counts {
    rows: usize,
    systems: usize,
    levels: usize,
    approvers: Approvers,
}

/// How many approvers are named, each counted once.
#[derive(Serialize)]
struct Approvers {
    people: usize,
    roles: usize,
}

#[derive(Serialize)]
struct Said {
    line: usize,
    column: String,
    code: &'static str,
    message: String,
}

impl Said {
    fn all(problems: &Problems) -> Vec<Self> {
        let said = |problem: &Problem| Self {
            line: problem.line,
            column: problem.place.to_string(),
            code: problem.what.code(),
            message: problem.what.to_string(),
        };
        problems.first.iter().map(said).collect()
    }
}

impl Counts {
    fn of(matrix: &Matrix) -> Self {
        let all: BTreeSet<&Approver> = matrix
            .all_levels()
            .iter()
            .flat_map(|level| &level.approvers)
            .collect();
        let people = all
            .iter()
            .filter(|one| matches!(one, Approver::Person(_)))
            .count();
        Self {
            rows: matrix.rows().len(),
            systems: matrix.systems().len(),
            levels: matrix.all_levels().len(),
            approvers: Approvers {
                people,
                roles: all.len() - people,
            },
        }
    }
}

/// Says what is wrong with a file, a line each, and what a good one holds.
pub fn lint(name: &str, bytes: &[u8], json: bool) -> Result<Outcome, String> {
    let read = Matrix::read(bytes, |text| text.nfkc().collect::<String>().to_lowercase());
    let (errors, warnings, counts) = match &read {
        Ok(Checked { matrix, warnings }) => (&Problems::default(), warnings, Some(Counts::of(matrix))),
        Err(refused) => (&refused.errors, &refused.warnings, None),
    };
    let outcome = if counts.is_some() {
        Outcome::Good
    } else {
        Outcome::BadInput
    };
    if json {
        let report = Report {
            file: name,
            good: counts.is_some(),
            counts,
            errors: Said::all(errors),
            more_errors: errors.more,
            warnings: Said::all(warnings),
            more_warnings: warnings.more,
        };
        let text = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
        say!("{text}");
        return Ok(outcome);
    }
    list(name, "", errors);
    list(name, "warning: ", warnings);
    let warned = count(warnings.first.len() + warnings.more, "warning");
    match counts {
        Some(counts) => say!(
            "{name}: good, {}, {}, {}, {} ({}, {}), {warned}",
            count(counts.rows, "row"),
            count(counts.systems, "system"),
            count(counts.levels, "level"),
            count(counts.approvers.people + counts.approvers.roles, "approver"),
            match counts.approvers.people {
                1 => "1 person".to_owned(),
                n => format!("{n} people"),
            },
            count(counts.approvers.roles, "role"),
        ),
        None => say!(
            "{name}: refused, {}, {warned}",
            count(errors.first.len() + errors.more, "error")
        ),
    }
    Ok(outcome)
}

fn list(name: &str, mark: &str, problems: &Problems) {
    for Problem { line, place, what } in &problems.first {
        say!("{name}:{line}: {place}: {mark}{what}");
    }
    if problems.more > 0 {
        say!("{name}: {mark}and {} more", problems.more);
    }
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
