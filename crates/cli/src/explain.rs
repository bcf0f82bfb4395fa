//! Why a step has its phase: the rules that fired, with what each says in words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ledgerium_recorder::describe::phase;
use ledgerium_session::derived::{FiredRule, Phase, Step};
use serde::Deserialize;

use crate::steps::ranges;

#[derive(Deserialize)]
struct Message {
    message: String,
}

/// The catalogue that the panel speaks from, so that one rule says one thing everywhere.
static MESSAGES: LazyLock<BTreeMap<String, Message>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../_locales/en/messages.json")).unwrap_or_default()
});

/// What a rule says.
fn sentence(rule: &str) -> Option<&'static str> {
    let key = format!("rule_{}", rule.replace('.', "_"));
    MESSAGES.get(&key).map(|message| message.message.as_str())
}

/// The rules of a step, those for the phase that the recorder says first and then those for the next best.
pub fn lines(step: &Step) -> Vec<String> {
    let winner = step.machine_phase.unwrap_or(step.phase);
    let sum = |phase: Phase| -> i64 {
        let own = step.rules.iter().filter(|rule| rule.phase == phase);
        own.map(|rule| i64::from(rule.weight)).sum()
    };
    let mut rules: Vec<&FiredRule> = step.rules.iter().collect();
    rules.sort_by_key(|rule| {
        (
            rule.phase != winner,
            -sum(rule.phase),
            phase(rule.phase),
            -rule.weight,
        )
    });
    let best = rules
        .iter()
        .map(|rule| rule.phase)
        .max_by_key(|phase| sum(*phase));
    let kept = best.filter(|best| sum(*best) > sum(winner)).map(|best| {
        format!(
            "by its own rules alone {}; kept with what surrounds it in {}",
            phase(best),
            phase(winner)
        )
    });
    let rules = rules.into_iter().map(|rule| {
        let name = rule.rule.as_str();
        let says = sentence(name).map_or(String::new(), |says| format!("  {says}"));
        format!(
            "{:>+6} {:<7} {name} [{}]{says}",
            rule.weight,
            phase(rule.phase),
            ranges(&rule.entries)
        )
    });
    kept.into_iter().chain(rules).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledgerium_recorder::rules::RULES;

    #[test]
    fn every_rule_has_a_sentence_and_no_sentence_is_left_over() {
        let mut said: Vec<&str> = MESSAGES
            .keys()
            .map(String::as_str)
            .filter(|key| key.starts_with("rule_"))
            .collect();
        for rule in RULES {
            assert!(sentence(rule.name).is_some(), "{} says nothing", rule.name);
            said.retain(|key| *key != format!("rule_{}", rule.name.replace('.', "_")));
        }
        assert_eq!(said, [""; 0]);
    }

    #[test]
    fn the_winner_comes_first_even_where_its_neighbours_decided() {
        let rule = |rule: &str, phase: &str, weight: i32| serde_json::json!({ "rule": rule, "phase": phase, "weight": weight, "entries": [5, 6] });
        let step = serde_json::json!({
            "first": 5, "phase": "approve", "machine_phase": "grant", "margin": 700, "name": { "authored": "A" },
            "started": 1, "ended": 2, "entries": [5, 6],
            "rules": [rule("ticket.take", "request", 2200), rule("of.another.set", "grant", 400)],
        });
        let lines = serde_json::from_value::<Step>(step).map(|step| lines(&step));
        assert_eq!(
            lines.unwrap_or_default(),
            [
                "by its own rules alone Request; kept with what surrounds it in Grant",
                "  +400 Grant   of.another.set [5-6]",
                " +2200 Request ticket.take [5-6]  A ticket was taken on",
            ]
        );
    }
}
