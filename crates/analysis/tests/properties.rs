//! What holds of verdicts whatever is in the log.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says by a panic what is wrong"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use ledgerium_analysis::judge;
use ledgerium_recorder::derive;
use ledgerium_session::verdict::{Order, Verdict};
use ledgerium_session::{Entry, SessionFile};
use proptest::prelude::*;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus")
}

/// The verdicts of a log by what was committed.
type Verdicts = Vec<(Vec<u32>, Verdict)>;

/// Some recordings of the corpus, with their verdicts.
static RECORDED: LazyLock<Vec<(Vec<Entry>, Verdicts)>> = LazyLock::new(|| {
    let mut files: Vec<PathBuf> = fs::read_dir(corpus().join("recordings"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|file| file.to_string_lossy().ends_with(".session.json"))
        .collect();
    files.sort();
    let log = |file: &PathBuf| SessionFile::parse(&fs::read(file).unwrap()).unwrap().log;
    let logs = files.iter().step_by(7).map(log);
    logs.map(|log| (log.clone(), verdicts(&log))).collect()
});

/// The verdicts by what was committed.
fn verdicts(log: &[Entry]) -> Verdicts {
    let mut derived = derive(log).unwrap();
    judge(log, &mut derived);
    let grants = derived.grants.into_iter();
    grants
        .filter_map(|grant| Some((grant.entries, grant.verdict?)))
        .collect()
}

fn passes(verdict: &Verdict) -> bool {
    matches!(verdict.order, Order::ApprovedBefore | Order::AttestedOnly)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whoever cuts entries out of a log makes no grant look better.
    #[test]
    fn deleting_entries_never_creates_an_approval(which in any::<prop::sample::Index>(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 1..6)) {
        let (log, before) = which.get(&RECORDED);
        let gone: Vec<u32> = cuts.iter().map(|cut| cut.index(log.len() - 1) as u32 + 1).collect();
        let rest: Vec<Entry> = log.iter().filter(|entry| !gone.contains(&entry.i)).cloned().collect();
        for (entries, verdict) in verdicts(&rest) {
            if passes(&verdict) {
                let was = before.iter().any(|(own, verdict)| {
                    passes(verdict) && own.iter().any(|entry| entries.contains(entry))
                });
                prop_assert!(was, "without {gone:?}: {entries:?} {verdict:?}");
            }
        }
    }
}
