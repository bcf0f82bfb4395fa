//! Which rules fire for an action, and which phase they give it.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use ledgerium_session::derived::{FiredRule, Phase, RuleName};
use ledgerium_session::entry::Weight;
use ledgerium_session::system::SystemKind;

use crate::derive::action::Action;
use crate::derive::signal::{Signal, What};
use crate::derive::whole::Whole;
use crate::derive::{Classes, Deriver, decode, signal};
use crate::rules::{RULES, Rule};
use crate::table::{put, settle};

/// A rule that fired.
#[derive(Debug, Clone)]
pub(crate) struct Fired {
    pub(crate) rule: &'static Rule,
    pub(crate) weight: i32,
    pub(crate) entries: Vec<u32>,
}

/// The phases in the order in which scores hold them.
const PHASES: [Phase; decode::PHASES] = [
    Phase::Request,
    Phase::Approve,
    Phase::Grant,
    Phase::Confirm,
    Phase::Close,
    Phase::Other,
];

/// The place of a phase among the scores.
pub(crate) fn index(phase: Phase) -> usize {
    PHASES
        .iter()
        .position(|other| *other == phase)
        .unwrap_or(PHASES.len() - 1)
}

/// The phase at a place among the scores.
pub(crate) fn phase(index: usize) -> Phase {
    PHASES.get(index).copied().unwrap_or(Phase::Other)
}

/// What says something only of an action that committed nothing: before a commit, it was on the way.
const READ_ONLY: [What; 3] = [What::TicketRead, What::TicketFound, What::DecisionAgain];

/// What says nothing of an action that was called off.
const OF_CONTROLS: [What; 4] = [What::Control, What::Chosen, What::Field, What::Place];

/// The rules that fire for an action.
pub(crate) fn fire(whole: &Whole<'_>, action: &Action) -> Vec<Fired> {
    let Whole {
        deriver,
        known,
        pointed,
        work,
        ..
    } = whole;
    let kind = deriver.kind(action);
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
    let (own, what) = match kind {
        Some(SystemKind::Iam | SystemKind::Directory) => (&work.records, What::OtherRecord),
        _ => (&work.tickets, What::OtherTicket),
    };
    if reads
        && matches!(
            kind,
            Some(SystemKind::Ticketing | SystemKind::Iam | SystemKind::Directory)
        )
        && !own.is_empty()
        && !action
            .records
            .iter()
            .any(|(_, record)| own.has(&known.one(record)))
        && let Some((entry, _)) = action.records.first()
    {
        context.push(signal(what, Classes::NONE, *entry));
    }
    let off = reads && action.signals.iter().any(|signal| signal.what == What::CalledOff);
    let signals = || {
        action
            .signals
            .iter()
            .chain(&context)
            .filter(|signal| reads || !READ_ONLY.contains(&signal.what))
            .filter(|signal| !off || !OF_CONTROLS.contains(&signal.what))
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
                weight: weight(rule, deriver, action),
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
fn weight(rule: &Rule, deriver: &Deriver, action: &Action) -> i32 {
    let own: &[Weight] = action.system.map_or(&[], |system| deriver.own_weights(system));
    let weights = deriver.weights.iter().chain(own);
    weights
        .rev()
        .find(|own| own.rule.as_str() == rule.name)
        .map_or(rule.weight, |own| own.weight)
}

/// What speaks for each phase.
pub(crate) fn sums(fired: &[Fired]) -> [i32; decode::PHASES] {
    let mut sums = [0_i32; decode::PHASES];
    for fired in fired {
        let sum = &mut sums[index(fired.rule.phase)];
        *sum = sum.saturating_add(fired.weight);
    }
    sums
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
