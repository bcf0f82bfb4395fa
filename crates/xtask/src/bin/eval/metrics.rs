//! Measures of a cut, as the literature has them. Each takes the phases of the acts in order.

use std::collections::BTreeMap;

use ledgerium_session::derived::Phase;

use crate::corpus::{PHASES, index};

/// Counts of which phase was taken for which: rows are the truth.
pub type Confusion = [[u32; PHASES.len()]; PHASES.len()];

/// Adds the acts of one recording.
pub fn confuse(confusion: &mut Confusion, truth: &[Phase], got: &[Phase]) {
    for (truth, got) in truth.iter().zip(got) {
        confusion[index(*truth)][index(*got)] += 1;
    }
}

/// The mean of the F1 of each phase that occurs.
pub fn macro_f1(confusion: &Confusion) -> f64 {
    let mut all = Vec::new();
    for (phase, row) in confusion.iter().enumerate() {
        let hits = f64::from(row[phase]);
        let real: u32 = row.iter().sum();
        let said: u32 = confusion.iter().map(|row| row[phase]).sum();
        if real > 0 {
            all.push(2.0 * hits / f64::from(real + said));
        }
    }
    mean(&all)
}

/// Mean of numbers; 1 of none.
pub fn mean(all: &[f64]) -> f64 {
    if all.is_empty() {
        return 1.0;
    }
    all.iter().sum::<f64>() / count(all.len())
}

/// A count as a number with a point.
pub fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// What was found of what was there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found {
    pub hits: usize,
    pub real: usize,
    pub said: usize,
}

impl Found {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.real += other.real;
        self.said += other.said;
    }

    /// F1; 1 where nothing was there and nothing was said.
    pub fn f1(self) -> f64 {
        if self.real + self.said == 0 {
            return 1.0;
        }
        2.0 * count(self.hits) / count(self.real + self.said)
    }
}

fn boundaries<T: PartialEq>(labels: &[T]) -> Vec<usize> {
    (1..labels.len())
        .filter(|at| labels[*at] != labels[at - 1])
        .collect()
}

/// Boundaries found within a tolerance, each used once.
pub fn boundary<T: PartialEq, S: PartialEq>(truth: &[T], got: &[S], tolerance: usize) -> Found {
    let (mut real, mut said) = (boundaries(truth), boundaries(got));
    let all = (real.len(), said.len());
    for distance in 0..=tolerance {
        // The nearest first, and each of both sides once.
        real.retain(|at| {
            let near = said.iter().position(|other| at.abs_diff(*other) == distance);
            near.map(|n| said.remove(n)).is_none()
        });
    }
    Found {
        hits: all.0 - real.len(),
        real: all.0,
        said: all.1,
    }
}

/// Runs of one label: the label, where it begins and where it ends.
fn runs(labels: &[Phase]) -> Vec<(Phase, usize, usize)> {
    let mut runs: Vec<(Phase, usize, usize)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        match runs.last_mut() {
            Some((last, _, end)) if last == label => *end = at + 1,
            _ => runs.push((*label, at, at + 1)),
        }
    }
    runs
}

/// Segments of the right phase that share at least half of what they cover together.
pub fn segmental(truth: &[Phase], got: &[Phase]) -> Found {
    let (real, said) = (runs(truth), runs(got));
    let mut used = vec![false; real.len()];
    let mut hits = 0;
    for (label, from, to) in &said {
        let best = real
            .iter()
            .enumerate()
            .filter(|(n, (other, ..))| other == label && !used[*n])
            .map(|(n, (_, start, end))| {
                let common = (*to).min(*end).saturating_sub((*from).max(*start));
                let all = (*to).max(*end) - (*from).min(*start);
                (common * 2 >= all, common, n)
            })
            .max();
        if let Some((true, _, n)) = best {
            used[n] = true;
            hits += 1;
        }
    }
    Found {
        hits,
        real: real.len(),
        said: said.len(),
    }
}

/// 1 minus the edit distance of the rows of segments, by the longer.
pub fn edit(truth: &[Phase], got: &[Phase]) -> f64 {
    let real: Vec<Phase> = runs(truth).iter().map(|run| run.0).collect();
    let said: Vec<Phase> = runs(got).iter().map(|run| run.0).collect();
    let mut row: Vec<usize> = (0..=said.len()).collect();
    for (n, one) in real.iter().enumerate() {
        let mut corner = row[0];
        row[0] = n + 1;
        for (at, other) in said.iter().enumerate() {
            let change = corner + usize::from(one != other);
            corner = row[at + 1];
            row[at + 1] = change.min(corner + 1).min(row[at] + 1);
        }
    }
    let longest = real.len().max(said.len()).max(1);
    1.0 - count(row[said.len()]) / count(longest)
}

/// Adjusted Rand index and V-measure of two ways to put the acts into segments.
pub fn clusters(truth: &[Phase], got: &[Phase]) -> (f64, f64) {
    let ids = |labels: &[Phase]| -> Vec<usize> {
        let runs = runs(labels);
        let of = |at: usize| runs.iter().position(|(_, from, to)| (*from..*to).contains(&at));
        (0..labels.len()).filter_map(of).collect()
    };
    let (real, said) = (ids(truth), ids(got));
    let n = count(real.len());
    let mut joint: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let (mut rows, mut columns) = (BTreeMap::<usize, u32>::new(), BTreeMap::<usize, u32>::new());
    for (one, other) in real.iter().zip(&said) {
        *joint.entry((*one, *other)).or_default() += 1;
        *rows.entry(*one).or_default() += 1;
        *columns.entry(*other).or_default() += 1;
    }
    let pairs = |n: u32| f64::from(n) * (f64::from(n) - 1.0) / 2.0;
    let sum: f64 = joint.values().map(|n| pairs(*n)).sum();
    let (a, b) = (
        rows.values().map(|n| pairs(*n)).sum::<f64>(),
        columns.values().map(|n| pairs(*n)).sum::<f64>(),
    );
    let all = n * (n - 1.0) / 2.0;
    let expected = if all > 0.0 { a * b / all } else { 0.0 };
    let most = f64::midpoint(a, b);
    let ari = if (most - expected).abs() < f64::EPSILON {
        1.0
    } else {
        (sum - expected) / (most - expected)
    };
    let entropy = |counts: &BTreeMap<usize, u32>| -> f64 {
        counts
            .values()
            .map(|c| -f64::from(*c) / n * (f64::from(*c) / n).ln())
            .sum()
    };
    let given = |by_row: bool| -> f64 {
        joint
            .iter()
            .map(|((row, column), c)| {
                let whole = if by_row { rows[row] } else { columns[column] };
                -f64::from(*c) / n * (f64::from(*c) / f64::from(whole)).ln()
            })
            .sum()
    };
    let (h, k) = (entropy(&rows), entropy(&columns));
    let homogeneity = if h > 0.0 { 1.0 - given(false) / h } else { 1.0 };
    let completeness = if k > 0.0 { 1.0 - given(true) / k } else { 1.0 };
    let v = if homogeneity + completeness > 0.0 {
        2.0 * homogeneity * completeness / (homogeneity + completeness)
    } else {
        0.0
    };
    (ari, v)
}

/// Expected calibration error over ten bins, of pairs of confidence and whether it was right.
pub fn calibration(said: &[(f64, bool)]) -> f64 {
    let mut error = 0.0;
    for bin in 0..10 {
        let (from, to) = (f64::from(bin) / 10.0, f64::from(bin + 1) / 10.0);
        let inside: Vec<&(f64, bool)> = said
            .iter()
            .filter(|(sure, _)| *sure >= from && (*sure < to || (bin == 9 && *sure <= 1.0)))
            .collect();
        if inside.is_empty() {
            continue;
        }
        let size = count(inside.len());
        let right = count(inside.iter().filter(|(_, right)| *right).count()) / size;
        let sure = inside.iter().map(|(sure, _)| sure).sum::<f64>() / size;
        error += size / count(said.len()) * (right - sure).abs();
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;
    use Phase::{Approve as A, Close as C, Grant as G, Request as R};

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    #[test]
    fn what_is_right_is_one_throughout() {
        let all = [R, R, A, G, G, C];
        let mut confusion = Confusion::default();
        confuse(&mut confusion, &all, &all);
        assert!(near(macro_f1(&confusion), 1.0));
        assert!(near(boundary(&all, &all, 0).f1(), 1.0) && near(segmental(&all, &all).f1(), 1.0));
        assert!(near(edit(&all, &all), 1.0));
        let (ari, v) = clusters(&all, &all);
        assert!(near(ari, 1.0) && near(v, 1.0));
    }

    #[test]
    fn a_boundary_that_is_one_off_counts_within_one() {
        let (truth, got) = ([R, R, A, A, G], [R, R, R, A, G]);
        assert!(near(boundary(&truth, &got, 0).f1(), 0.5));
        assert!(near(boundary(&truth, &got, 1).f1(), 1.0));
        let none = [R, R, R, R, R];
        assert!(near(boundary(&truth, &none, 1).f1(), 0.0));
    }

    #[test]
    fn f1_is_taken_over_the_phases_that_occur() {
        let mut confusion = Confusion::default();
        confuse(&mut confusion, &[R, R, G, G], &[R, G, G, G]);
        // R: 2*1/(2+1), G: 2*2/(2+3)
        assert!(near(macro_f1(&confusion), f64::midpoint(2.0 / 3.0, 4.0 / 5.0)));
    }

    #[test]
    fn edits_are_counted_in_segments() {
        assert!(near(edit(&[R, A, G], &[R, R, G]), 2.0 / 3.0));
        assert!(near(edit(&[R, A], &[G]), 0.0));
    }

    #[test]
    fn sureness_that_is_right_has_no_error() {
        let said: Vec<(f64, bool)> = (0..10).map(|n| (0.75, n < 8)).collect();
        assert!(near(calibration(&said), 0.05));
    }
}
