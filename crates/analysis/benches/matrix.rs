//! Look-ups in a matrix of 1,000 rows and of 10,000, in one run: what matters is the ratio, which no machine changes.
//! `cargo bench -p ledgerium-analysis --bench matrix`

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures time and talks to people"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use ledgerium_analysis::matrix::Matrix;

/// A matrix as CSV: 20 rows a level, 5 levels a system.
fn csv(rows: usize) -> String {
    let mut text = String::from("system,level,approver,entitlement,requesters,category,note\n");
    for i in 0..rows {
        let (system, level) = (i / 100, i / 20 % 5);
        let _ = writeln!(
            text,
            "System {system},Level {level},Owner of {system} {level},GRP {system} {i},,Access,"
        );
    }
    text
}

/// The fastest of ten rounds, each as many look-ups of either kind.
fn look_up(matrix: &Matrix, rows: usize) -> Duration {
    const LOOKS: usize = 20_000;
    // Visited as a person would not: all over the matrix, so that a large one does not gain from the caches.
    let at = |n: usize| n.wrapping_mul(7_919) % rows;
    let names: Vec<(String, String, String)> = (0..LOOKS)
        .map(|n| {
            let i = at(n);
            let system = i / 100;
            (
                format!("System {system}"),
                format!("Level {}", i / 20 % 5),
                format!("GRP {system} {i}"),
            )
        })
        .collect();
    let round = || {
        let begin = Instant::now();
        for (system, level, entitlement) in &names {
            assert!(black_box(matrix.level(system, level)).is_some());
            assert!(black_box(matrix.entitlement(entitlement)).is_some());
        }
        begin.elapsed()
    };
    let looks = u32::try_from(LOOKS * 2).unwrap_or(1);
    (0..10).map(|_| round()).min().unwrap_or_default() / looks
}

fn main() {
    let mut took = Vec::new();
    for rows in [1_000, 10_000] {
        let text = csv(rows);
        let begin = Instant::now();
        let matrix = Matrix::read(text.as_bytes(), str::to_owned).unwrap().matrix;
        let read = begin.elapsed();
        let look = look_up(&matrix, rows);
        println!("{rows:>6} rows: read in {read:.1?}, a look-up {look:?}");
        took.push((read.as_secs_f64(), look.as_secs_f64()));
    }
    if let [(read, look), (read_10, look_10)] = took[..] {
        println!(
            "ten times the rows: reading x{:.1}, a look-up x{:.2}",
            read_10 / read,
            look_10 / look
        );
    }
}
