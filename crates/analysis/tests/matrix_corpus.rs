//! Files of `tests/corpus/matrix`: two good ones that say the same, and bad ones, each with what is said of it in a `.txt`
//! beside it. `LEDGERIUM_WRITE=1` writes those anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

use std::fs;
use std::path::PathBuf;

use ledgerium_analysis::matrix::{Approver, Checked, Fit, Matrix, Problems};
use unicode_normalization::UnicodeNormalization;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/matrix"))
}

fn lower(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

fn good(name: &str) -> Matrix {
    let Checked { matrix, warnings } = Matrix::read(&fs::read(folder().join(name)).unwrap(), lower).unwrap();
    assert_eq!(warnings, Problems::default());
    matrix
}

fn lines(problems: &Problems, mark: &str) -> String {
    let mut out = String::new();
    for problem in &problems.first {
        out += &format!("{}: {}: {mark}{}\n", problem.line, problem.place, problem.what);
    }
    if problems.more > 0 {
        out += &format!("{mark}and {} more\n", problems.more);
    }
    out
}

#[test]
fn each_bad_file_is_refused_with_what_to_do_about_it() {
    let write = std::env::var_os("LEDGERIUM_WRITE").is_some();
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join("bad"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().is_some_and(|end| end != "txt"))
        .collect();
    files.sort();
    assert!(files.len() >= 30, "{}", files.len());
    for file in files {
        let refused = Matrix::read(&fs::read(&file).unwrap(), lower).expect_err(&file.display().to_string());
        let said = lines(&refused.errors, "") + &lines(&refused.warnings, "warning: ");
        let expected = file.with_extension("txt");
        if write {
            fs::write(&expected, &said).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(said, expected, "{}", file.display());
    }
}

#[test]
fn the_good_ones_say_the_same() {
    let matrix = good("good.csv");
    assert_eq!(matrix.rows().len(), 40);
    assert_eq!(matrix, good("good.json"));
    let again = Matrix::from_json(matrix.to_json().as_bytes(), lower)
        .unwrap()
        .matrix;
    assert_eq!((&again, again.to_json()), (&matrix, matrix.to_json()));
}

/// Excel in a country that writes decimals with a comma, on another system: the same matrix.
#[test]
fn separator_line_ends_mark_and_order_of_columns_do_not_matter() {
    let text = fs::read_to_string(folder().join("good.csv")).unwrap();
    let matrix = good("good.csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for separator in *b",;" {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .terminator(csv::Terminator::CRLF)
            .from_writer(b"\xef\xbb\xbf".to_vec());
        for record in &records {
            writer
                .write_record([6, 3, 1, 0, 2, 5, 4].map(|at| &record[at]))
                .unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        assert_eq!(Matrix::read(&bytes, lower).unwrap().matrix, matrix);
    }
}

#[test]
fn a_level_says_what_its_rows_say_together() {
    let matrix = good("good.csv");
    let names = |system| -> Vec<&str> { matrix.levels(system).map(|level| level.name.as_str()).collect() };
    assert_eq!(
        names("WAREHOUSE"),
        ["Picker", "Stock Clerk", "Shift Lead", "Administrator"]
    );
    assert_eq!(names("Canteen"), [""; 0]);
    let clerk = matrix.level("payroll", "clerk").unwrap();
    assert_eq!((clerk.system.as_str(), clerk.name.as_str()), ("Payroll", "Clerk"));
    assert_eq!(
        clerk.approvers,
        [
            Approver::Role("owner of Payroll".to_owned()),
            Approver::Person("u20417".to_owned())
        ]
    );
    assert_eq!(clerk.requesters, ["People"]);
    assert_eq!(clerk.category.as_deref(), Some("Access > People"));
    let allowed = ["PAY_BANKING", "PAY_CLERK", "PAY_SELF"].map(str::to_owned);
    assert_eq!(matrix.allowed("Payroll", "Clerk"), Some(&allowed[..]));
    assert_eq!(matrix.allowed("Payroll", "Owner"), None);
    assert_eq!(matrix.allowed("Warehouse", "Clerk"), None);
    let gives: Vec<_> = matrix
        .rows_of("pay-self")
        .map(|(_, row)| row.level.as_str())
        .collect();
    assert_eq!(gives, ["Administrator", "Auditor", "Clerk", "Own Payslip"]);
    // The second row of the reader says nothing of approver and category; the first does for both.
    let reader = matrix.level("Budget Planning", "Reader").unwrap();
    assert_eq!(
        reader.approvers,
        [Approver::Role("owner of Budget Planning".to_owned())]
    );
}

#[test]
fn what_is_more_than_approved_is_told_exactly() {
    let matrix = good("good.csv");
    let clerk = ("Payroll", "Clerk");
    let over = |granted: &[&str]| {
        let over = matrix.over_grant(clerk, granted);
        let all = [over.fitting.clone(), over.exceeding.clone(), over.missing.clone()];
        (over.fit(), all.map(|list| list.join(" ")), over.unknown.join(" "))
    };
    let told =
        |fitting: &str, exceeding: &str, missing: &str| [fitting, exceeding, missing].map(str::to_owned);
    assert_eq!(
        over(&["pay clerk", "PAY_SELF", "PAY_BANKING", "PAY_SELF"]),
        (
            Fit::Satisfied,
            told("PAY_BANKING PAY_CLERK PAY_SELF", "", ""),
            String::new()
        )
    );
    assert_eq!(
        over(&["PAY_CLERK", "PAY_ADMIN", "WH Picking"]),
        (
            Fit::Violated,
            told("PAY_CLERK", "PAY_ADMIN WH Picking", "PAY_BANKING PAY_SELF"),
            String::new()
        )
    );
    // What the matrix does not know is never fine, and never said to be too much either.
    assert_eq!(
        over(&["PAY_CLERK", "PAY_SELF", "PAY_BANKING", "Wheel", "wheel", "***"]),
        (
            Fit::Unknown,
            told("PAY_BANKING PAY_CLERK PAY_SELF", "", ""),
            "*** Wheel".to_owned()
        )
    );
    assert_eq!(over(&["PAY_CLERK"]).0, Fit::Unknown);
    assert_eq!(over(&[]).0, Fit::Unknown);
    let nowhere = matrix.over_grant(("Payroll", "Owner"), &["PAY_CLERK"]);
    assert_eq!((nowhere.fit(), nowhere.level), (Fit::Unknown, None));
    assert!(nowhere.fitting.is_empty() && nowhere.missing.is_empty());
}

/// What does not refuse a matrix.
#[test]
fn warnings() {
    let text = "system;level;approver;entitlement;requesters;category;note\n\
                Payroll;Clerk;CFO;Readers;;;\n\
                Payroll;Auditor;CFO;readers;;;\n\
                Warehouse;Picker;;READERS;;;\n\
                ;;;;;;\n\
                Canteen;Cook;CFO;Readers;;;\n\
                Canteen;Cook;CFO;one two three four five six seven eight nine ten eleven twelve thirteen;;;\n";
    let Checked { matrix, warnings } = Matrix::read(text.as_bytes(), lower).unwrap();
    assert_eq!(matrix.rows().len(), 5);
    let said: Vec<_> = warnings
        .first
        .iter()
        .map(|one| (one.line, one.place.to_string(), one.what.code()))
        .collect();
    let said: Vec<_> = said
        .iter()
        .map(|(line, place, code)| (*line, place.as_str(), *code))
        .collect();
    assert_eq!(
        said,
        [
            (3, "level", "same_entitlements"),
            (4, "entitlement", "two_systems"),
            (4, "approver", "no_approver"),
            (7, "entitlement", "many_words"),
        ]
    );
}

#[test]
fn limits() {
    let header = "system,level,approver,entitlement,requesters,category,note\n";
    let rows = |n: usize| -> String {
        let row = |i| format!("System {},Level {},CFO,Group {i},,,\n", i % 7, i % 50);
        header.to_owned() + &(0..n).map(row).collect::<String>()
    };
    let most = Matrix::read(rows(20_000).as_bytes(), lower).unwrap().matrix;
    assert_eq!(most.rows().len(), 20_000);
    let refused = |bytes: &[u8]| {
        let errors = Matrix::read(bytes, lower).unwrap_err().errors;
        assert_eq!(errors.first.len(), 1);
        (errors.first[0].line, errors.first[0].what.code())
    };
    assert_eq!(refused(rows(20_005).as_bytes()), (20_002, "too_many_rows"));
    let json = most.to_json();
    let json = json.replacen(
        "\"rows\":[",
        "\"rows\":[{\"entitlement\":\"g\",\"level\":\"l\",\"system\":\"s\"},\n",
        1,
    );
    assert_eq!(refused(json.as_bytes()).1, "too_many_rows");
    let large = header.to_owned() + &" ".repeat(4 * 1024 * 1024);
    assert_eq!(refused(large.as_bytes()), (1, "too_large"));
    // A million cells in a row, of which the last is not empty.
    let wide = format!("{header}{}a\n", ",".repeat(1_000_000));
    assert_eq!(refused(wide.as_bytes()), (2, "cell_count"));
}
