//! What holds for any matrix, and for any bytes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

use ledgerium_analysis::matrix::{Checked, Matrix};
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

const HEADER: [&str; 7] = [
    "system",
    "level",
    "approver",
    "entitlement",
    "requesters",
    "category",
    "note",
];

fn lower(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

fn csv(rows: &[[String; 7]], separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    writer.write_record(HEADER).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

const SYSTEMS: [&str; 4] = ["Budget Planning", "Lager; Süd", "Payroll", "会計帳簿"];
const LEVELS: [&str; 4] = ["Read only", "Post, close", "Administrator", "\"Owner\""];
const GROUPS: [&str; 7] = [
    "Readers",
    "BP-Admins",
    "Gruppe Ä",
    "a|b",
    "x, y; z",
    "PAY_1",
    "承認者",
];

/// Rows that make a matrix: none twice, and no level says two things.
fn rows() -> impl Strategy<Value = Vec<[String; 7]>> {
    let row = (
        0..4_usize,
        0..4_usize,
        0..7_usize,
        any::<bool>(),
        "(|[a-z,;\"é][a-z ,;\"\n|é]{0,12}[a-z])",
    );
    prop::collection::vec(row, 1..30).prop_map(|picked| {
        let mut rows: Vec<[String; 7]> = Vec::new();
        for (system, level, group, silent, note) in picked {
            let of = |what: &str| {
                if silent {
                    String::new()
                } else {
                    format!("{what} {system}{level}|j.roe")
                }
            };
            let row = [
                SYSTEMS[system].to_owned(),
                LEVELS[level].to_owned(),
                of("Owner"),
                GROUPS[group].to_owned(),
                of("Department"),
                if silent {
                    String::new()
                } else {
                    format!("Access {level}")
                },
                note,
            ];
            let same = |known: &[String; 7]| (&known[0], &known[1], &known[3]) == (&row[0], &row[1], &row[3]);
            if !rows.iter().any(same) {
                rows.push(row);
            }
        }
        rows
    })
}

/// All that a matrix answers, but for what the order of rows is meant to say.
fn answers(matrix: &Matrix) -> String {
    let mut out = String::new();
    for system in SYSTEMS {
        let mut levels: Vec<_> = matrix.levels(system).map(|level| level.name.clone()).collect();
        levels.sort();
        out += &format!("{system} {levels:?}\n");
        for name in LEVELS {
            if let Some(level) = matrix.level(system, name) {
                let all = (
                    &level.approvers,
                    &level.requesters,
                    &level.category,
                    &level.entitlements,
                );
                out += &format!("{name} {all:?}\n");
                let over = matrix.over_grant((system, name), &GROUPS[1..5]);
                let all = (
                    over.fit(),
                    over.fitting,
                    over.exceeding,
                    over.missing,
                    over.unknown,
                );
                out += &format!("{all:?}\n");
            }
        }
    }
    for group in GROUPS {
        let rows: Vec<_> = matrix.rows_of(group).map(|(_, row)| row).collect();
        out += &format!("{group} {rows:?}\n");
    }
    out
}

/// Bytes that are nearly a matrix, which go further than any bytes.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let part = select(
        &[
            "system,level,approver,entitlement,requesters,category,note\n",
            "{\"format\":\"ledgerium.matrix\",\"version\":1,\"rows\":[",
            "{\"system\":\"a\",\"level\":\"b\",\"entitlement\":\"c\"}",
            "]}",
            "a,b,c,d,e,f,g\n",
            "\"",
            ",",
            ";",
            "\r\n",
            "\u{feff}",
            "\u{202e}",
            "=1",
            "|",
            "[",
            "{",
            "\\",
            "é",
            " ",
        ][..],
    );
    let broken = (prop::collection::vec(part, 0..12), any::<Option<(u16, u8)>>());
    broken.prop_map(|(parts, broken)| {
        let mut bytes = parts.concat().into_bytes();
        if let (Some((at, byte)), false) = (broken, bytes.is_empty()) {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        bytes
    })
}

fn is_answered(bytes: &[u8]) -> Result<(), TestCaseError> {
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    for read in [Matrix::read, Matrix::from_csv, Matrix::from_json] {
        match read(bytes, lower) {
            Ok(Checked { matrix, .. }) => prop_assert!(!matrix.all_levels().is_empty()),
            Err(refused) => {
                prop_assert!(!refused.errors.is_empty());
                prop_assert!(refused.errors.first.len() <= 20);
                for error in &refused.errors.first {
                    prop_assert!((1..=lines).contains(&error.line), "{error}");
                    prop_assert!(error.to_string().contains(": "), "{error}");
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_matrix_goes_through_json_unchanged(rows in rows(), separator in select(&b",;"[..])) {
        let read = Matrix::read(&csv(&rows, separator), lower);
        let matrix = read.map_err(|refused| TestCaseError::fail(format!("{refused:?}")))?.matrix;
        prop_assert_eq!(matrix.rows().len(), rows.len());
        let json = matrix.to_json();
        let again = Matrix::read(json.as_bytes(), lower).unwrap().matrix;
        prop_assert_eq!(answers(&again), answers(&matrix));
        prop_assert_eq!(again.to_json(), json);
        prop_assert_eq!(again, matrix);
    }

    #[test]
    fn the_order_of_rows_changes_no_look_up(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let read = |rows: &[[String; 7]]| Matrix::read(&csv(rows, b','), lower).unwrap().matrix;
        prop_assert_eq!(answers(&read(&rows)), answers(&read(&shuffled)));
    }

    #[test]
    fn any_bytes_are_answered_with_a_line(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        is_answered(&bytes)?;
    }

    #[test]
    fn what_is_nearly_a_matrix_is_answered_with_a_line(bytes in nearly()) {
        is_answered(&bytes)?;
    }

    /// A name that is spelled otherwise is still found, and no other is.
    #[test]
    fn names_are_found_however_they_are_spelled(rows in rows(), upper: bool, sign in "[ _./-]{1,3}") {
        let matrix = Matrix::read(&csv(&rows, b','), lower).unwrap().matrix;
        let spell = |name: &str| {
            let name = if upper { name.to_uppercase() } else { name.nfd().collect() };
            format!("{sign}{}", name.replace([' ', '-', '_'], &sign))
        };
        for row in &rows {
            let level = matrix.level(&spell(&row[0]), &spell(&row[1]));
            prop_assert_eq!(level.map(|level| &level.name), Some(&row[1]));
            prop_assert!(matrix.entitlement(&spell(&row[3])).is_some());
            let other = format!("{}x", row[3]);
            prop_assert!(matrix.entitlement(&other).is_none());
        }
    }
}
