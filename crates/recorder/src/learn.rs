//! What corrections say of the rules: weights for one product, carried into the next recording in which it takes part.
//! Every recording's log names the weights that it was made with, so what was learned never hides.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::vec::Vec;

use ledgerium_session::Entry;
use ledgerium_session::derived::{Phase, RuleName};
use ledgerium_session::entry::Weight;
use ledgerium_session::ids::{Origin, SystemId};
use serde::Serialize;

use crate::derive::Deriver;
use crate::error::Error;
use crate::rules::{LEARN_AT_MOST, LEARN_BY, RULES, Rule};
use crate::table::{Set, Table};

/// The weights that a system has after what was learned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Learned {
    /// The system.
    pub origin: Origin,
    /// Its weights, where they differ from the rule set's.
    pub weights: Vec<Weight>,
}

/// What the phases that the agent gave say of the rules that fired for another phase: those for the right one gain, those
/// for the wrong one lose, each by the same small step and never by much in all. One correction moves a rule once.
pub(crate) fn learn(
    deriver: &Deriver,
    log: &[Entry],
    origin: impl Fn(SystemId) -> Option<Origin>,
) -> Vec<Learned> {
    let mut all: Table<SystemId, Vec<Weight>> = Table::default();
    let mut moved = Set::default();
    for lesson in deriver.lessons(log) {
        let system = lesson.system;
        let weights = all.or_insert_with(system, || deriver.own_weights(system).to_vec());
        for rule in lesson.fired {
            let step = match rule.phase {
                phase if phase == lesson.right => LEARN_BY,
                phase if phase == lesson.wrong => -LEARN_BY,
                _ => continue,
            };
            if moved.add((lesson.correction, system, rule.name)) {
                shift(weights, rule, step);
            }
        }
    }
    let learned = all.iter().filter_map(|(system, weights)| {
        let mut weights = weights.clone();
        weights.retain(|own| {
            RULES
                .iter()
                .any(|rule| rule.name == own.rule.as_str() && rule.weight != own.weight)
        });
        Some(Learned {
            origin: origin(*system)?,
            weights,
        })
    });
    learned.collect()
}

/// Refuses weights for rules that do not exist, or that are moved further than corrections may move them.
pub(crate) fn check(weights: &[Weight]) -> Result<(), Error> {
    for own in weights {
        let rule = RULES.iter().find(|rule| rule.name == own.rule.as_str());
        let fits = rule.is_some_and(|rule| {
            own.weight >= 0 && own.weight.abs_diff(rule.weight) <= LEARN_AT_MOST.unsigned_abs()
        });
        if !fits {
            return Err(Error::input(
                "the weights of the system",
                format!(
                    "{} is no rule, or has a weight that corrections do not give; reset what was learned",
                    own.rule.as_str()
                ),
            ));
        }
    }
    Ok(())
}

fn shift(weights: &mut Vec<Weight>, rule: &Rule, step: i32) {
    let at = weights.iter().position(|own| own.rule.as_str() == rule.name);
    let before = at.map_or(rule.weight, |at| weights[at].weight);
    let most = rule.weight.saturating_add(LEARN_AT_MOST);
    let least = rule.weight.saturating_sub(LEARN_AT_MOST).max(0);
    let weight = before.saturating_add(step).clamp(least, most);
    match (at, RuleName::try_from(rule.name.to_owned())) {
        (Some(at), _) => weights[at].weight = weight,
        (None, Ok(rule)) => weights.push(Weight { rule, weight }),
        (None, Err(_)) => {}
    }
}

/// Where the agent gave a phase, and the machine had said another.
pub(crate) struct Lesson {
    /// The entry that says so.
    pub(crate) correction: u32,
    pub(crate) system: SystemId,
    pub(crate) right: Phase,
    pub(crate) wrong: Phase,
    /// The rules that fired there.
    pub(crate) fired: Vec<&'static Rule>,
}
