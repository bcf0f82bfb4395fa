//! Which rules fire for an action, and which phase they give it.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use ledgerium_session::derived::{FiredRule, Phase, RuleName};
use ledgerium_session::entry::Weight;

use crate::derive::action::Action;
use crate::derive::signal::{Signal, What};
use crate::derive::states::Known;
use crate::derive::{Classes, Deriver, signal};
use crate::rules::{RULES, Rule, UNSURE_BELOW};
use crate::table::{Set, put, settle};

/// A rule that fired.
#[derive(Debug, Clone)]
pub(crate) struct Fired {
    pub(crate) rule: &'static Rule,
    pub(crate) weight: i32,
    pub(crate) entries: Vec<u32>,
}

/// What the rules make of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) phase: Phase,
    pub(crate) margin: u32,
}

impl Decision {
    pub(crate) fn is_unsure(self) -> bool {
        self.margin < UNSURE_BELOW
    }
}

const PHASES: [Phase; 6] = [
    Phase::Request,
    Phase::Approve,
    Phase::Grant,
    Phase::Confirm,
    Phase::Close,
    Phase::Other,
];

/// The rules that fire for an action.
pub(crate) fn fire(deriver: &Deriver, known: &Known, action: &Action, pointed: &Set<u32>) -> Vec<Fired> {
    let kind = action
        .system
        .and_then(|system| deriver.kinds.get(&system))
        .copied();
    let mut context = Vec::new();
    if let Some(system) = action.system {
        context.push(signal(What::Visit, Classes::NONE, action.first()));
        for (entry, person) in &action.actors {
            context.extend(
                known
                    .acts_as(system, *person)
                    .map(|what| signal(what, Classes::NONE, *entry)),
            );
        }
    }
    for entry in action.entries.iter().filter(|entry| pointed.has(entry)) {
        context.push(signal(What::Pointed, Classes::NONE, *entry));
    }
    let reads = action.commits.is_empty();
    let signals = || {
        action
            .signals
            .iter()
            .chain(&context)
            .filter(|signal| reads || !matches!(signal.what, What::TicketRead | What::TicketFound))
    };
    RULES
        .iter()
        .filter(|rule| rule.kinds.is_empty() || kind.is_some_and(|kind| rule.kinds.contains(&kind)))
        .filter_map(|rule| {
            let mut entries = Vec::new();
            for signal in signals().filter(|signal| speaks(rule, signal)) {
                put(&mut entries, signal.entry);
            }
            (!entries.is_empty()).then(|| Fired {
                rule,
                weight: weight(rule, &deriver.weights),
                entries,
            })
        })
        .collect()
}

fn speaks(rule: &Rule, signal: &Signal) -> bool {
    rule.what.contains(&signal.what)
        && (rule.any.is_empty() || rule.any.meets(signal.classes))
        && (rule.with.is_empty() || rule.with.meets(signal.classes))
}

/// The rule's weight in this recording.
fn weight(rule: &Rule, weights: &[Weight]) -> i32 {
    weights
        .iter()
        .rev()
        .find(|own| own.rule.as_str() == rule.name)
        .map_or(rule.weight, |own| own.weight)
}

fn sum(fired: &[Fired], phase: Phase) -> i64 {
    fired
        .iter()
        .filter(|fired| fired.rule.phase == phase)
        .map(|fired| i64::from(fired.weight))
        .sum()
}

/// The phase with the highest sum. Nothing but the rules that fired has a say in it.
pub(crate) fn decide(fired: &[Fired]) -> Decision {
    let mut best = (Phase::Other, sum(fired, Phase::Other));
    for phase in PHASES {
        let sum = sum(fired, phase);
        if sum > best.1 {
            best = (phase, sum);
        }
    }
    Decision {
        phase: best.0,
        margin: margin(fired, best.0),
    }
}

/// By how much a phase leads over the best other one; 0 if it does not lead.
pub(crate) fn margin(fired: &[Fired], phase: Phase) -> u32 {
    let rival = PHASES
        .iter()
        .filter(|other| **other != phase)
        .map(|other| sum(fired, *other))
        .max()
        .unwrap_or(0);
    let lead = sum(fired, phase).saturating_sub(rival).max(0);
    u32::try_from(lead).unwrap_or(u32::MAX)
}

/// The rules as the session file cites them, the heaviest first.
pub(crate) fn cite(fired: Vec<Fired>) -> Vec<FiredRule> {
    let mut cited: Vec<FiredRule> = fired
        .into_iter()
        .filter_map(|fired| {
            Some(FiredRule {
                rule: RuleName::try_from(fired.rule.name.to_owned()).ok()?,
                phase: fired.rule.phase,
                weight: fired.weight,
                entries: fired.entries,
            })
        })
        .collect();
    settle(&mut cited, |a, b| (b.weight, &a.rule) < (a.weight, &b.rule));
    cited
}
