//! Grants by whether they were approved first, held against what people did.

use ledgerium_session::derived::Derived;
use ledgerium_session::verdict::Order;

use crate::corpus::{Grant, Recording};
use crate::metrics::count;
use crate::table::share;

/// Counts of grants.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// Violating, and said to.
    hits: usize,
    /// Violating, and said to be in order.
    missed: usize,
    /// In order, and said to be.
    right: usize,
    /// In order, and said to violate.
    false_alarms: usize,
    /// Left open.
    open: usize,
    /// No grant was found where one was made.
    unseen: usize,
    /// What went wrong, for people.
    pub wrong: Vec<String>,
}

impl Judged {
    /// Adds others.
    pub fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.missed += other.missed;
        self.right += other.right;
        self.false_alarms += other.false_alarms;
        self.open += other.open;
        self.unseen += other.unseen;
        self.wrong.extend(other.wrong);
    }

    /// As a table.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let decided = self.hits + self.missed + self.right + self.false_alarms;
        let all = decided + self.open + self.unseen;
        let part = |of: usize, whole: usize| {
            if whole == 0 {
                "-".to_owned()
            } else {
                share(count(of) / count(whole))
            }
        };
        let row = |cells: [&str; 8]| cells.map(str::to_owned).to_vec();
        vec![
            row([
                "grants",
                "decided",
                "left open",
                "not seen",
                "abstained",
                "violations",
                "recall",
                "precision",
            ]),
            vec![
                all.to_string(),
                decided.to_string(),
                self.open.to_string(),
                self.unseen.to_string(),
                part(self.open + self.unseen, all),
                (self.hits + self.missed).to_string(),
                part(self.hits, self.hits + self.missed),
                part(self.hits, self.hits + self.false_alarms),
            ],
        ]
    }
}

/// What is wrong with a grant by people's word, as far as the order of approval and grant says it.
fn violates(grant: &Grant) -> Option<bool> {
    match grant.order.as_deref()? {
        "approved_before" | "attested_only" => Some(false),
        "approved_after" | "no_approval_seen" => Some(true),
        _ => None,
    }
}

/// Judges the grants in counted systems. Taking away is not judged.
pub fn judge(recording: &Recording, derived: &Derived, counted: impl Fn(u32) -> bool) -> Judged {
    let mut derived = derived.clone();
    ledgerium_analysis::judge(&recording.log, &mut derived);
    let mut judged = Judged::default();
    for real in recording
        .truth
        .grants
        .iter()
        .filter(|grant| grant.took == "added")
    {
        let (Some(system), Some(violates)) = (real.system, violates(real)) else {
            continue;
        };
        if !counted(system) {
            continue;
        }
        let is_it = |grant: &ledgerium_session::derived::Grant| {
            let holds = |entry: &u32| {
                let step = derived.steps.iter().find(|step| step.first == grant.step);
                grant.entries.contains(entry) || step.is_some_and(|step| step.entries.contains(entry))
            };
            holds(&real.entry)
        };
        let exact = |grant: &ledgerium_session::derived::Grant| grant.entries.contains(&real.entry);
        let mut given = derived.grants.iter().filter(|grant| grant.verdict.is_some());
        let said = given
            .clone()
            .find(|grant| exact(grant))
            .or_else(|| given.find(|grant| is_it(grant)));
        let said = said.and_then(|grant| grant.verdict.as_ref());
        let mut wrong = |what: &str| {
            let name = &recording.truth.name;
            judged.wrong.push(format!(
                "{name} entry {}: {what}; people say {:?}, the log {:?}",
                real.entry,
                real.order.as_deref().unwrap_or("-"),
                said.map(|said| (said.order, said.rule.as_str(), &said.entries)),
            ));
        };
        match said.map(|said| said.order) {
            None => {
                wrong("not seen");
                judged.unseen += 1;
            }
            Some(Order::OrderUnprovable) => {
                wrong("left open");
                judged.open += 1;
            }
            Some(Order::ApprovedBefore | Order::AttestedOnly) if violates => {
                wrong("MISSED");
                judged.missed += 1;
            }
            Some(Order::ApprovedBefore | Order::AttestedOnly) => judged.right += 1,
            Some(_) if violates => judged.hits += 1,
            Some(_) => {
                wrong("FALSE ALARM");
                judged.false_alarms += 1;
            }
        }
    }
    judged
}
