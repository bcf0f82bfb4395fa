//! The table of verdicts: what is said of approval and grant for every combination of what was seen. `docs/verdict.md`
//! prints it; a test holds the two together.

use ledgerium_session::verdict::Order;

/// The version of the table. A change is another version.
pub const VERSION: u32 = 1;

/// How an approval is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// It was made in a page that was recorded.
    Made,
    /// A page showed it as a state.
    Seen,
    /// An entry of a record says nothing else: a comment, or a row of its history.
    Stated,
    /// The agent pointed at it on a page.
    Pointed,
    /// The agent wrote it down.
    Attested,
}

impl Source {
    /// Every source.
    #[cfg(test)]
    const ALL: [Self; 5] = [
        Self::Made,
        Self::Seen,
        Self::Stated,
        Self::Pointed,
        Self::Attested,
    ];

    /// Whether it is known by the agent's word alone.
    pub const fn is_word(self) -> bool {
        matches!(self, Self::Pointed | Self::Attested)
    }
}

/// Where the time that an approval claims lies, beside the time at which the grant was observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claimed {
    /// It claims none.
    None,
    /// All of it before the grant.
    Before,
    /// It may be either, as a date alone or a time without a zone.
    Either,
    /// All of it after the grant.
    After,
}

impl Claimed {
    /// Every place.
    #[cfg(test)]
    const ALL: [Self; 4] = [Self::None, Self::Before, Self::Either, Self::After];
}

/// What stood before the grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing that bears on it.
    Nothing,
    /// An approval of this request was the last word.
    Approved(Source, Claimed),
    /// A rejection was.
    Rejected,
    /// What was approved was taken back.
    Withdrawn,
    /// What was approved was used up: the ticket was closed, or the same access was taken away again.
    Spent,
    /// Something that may be an approval of it, and may not; by the agent's word if so said.
    Unclear(Source),
}

/// What came after the grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Nothing that bears on it.
    Nothing,
    /// An approval of this request.
    Approved(Source, Claimed),
    /// Something that may be one.
    Unclear,
}

/// What was missed before the grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missed {
    /// Nothing that is known of.
    Nothing,
    /// The recorder says that it missed something.
    Gap,
    /// Entries are missing from the log itself.
    Hole,
}

/// What decides the order of approval and grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// Before the grant.
    pub before: Before,
    /// After it.
    pub after: After,
    /// What was missed before the grant, and since the last word of `before`.
    pub missed: Missed,
    /// The clock jumped, so that claimed times cannot be held against ours.
    pub clock_jumped: bool,
}

/// The row of the table that a case falls under, and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// The answer.
    pub order: Order,
    /// Which of the two decides.
    pub by: Side,
}

/// What an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What stood before the grant.
    Before,
    /// What came after it.
    After,
    /// That there is nothing, or that something is missing.
    Neither,
}

const fn row(name: &'static str, order: Order, by: Side) -> Row {
    Row { name, order, by }
}

/// The answer for a case. The first row that fits holds.
pub const fn decide(case: Case) -> Row {
    use Order::{ApprovedAfter, ApprovedBefore, AttestedOnly, NoApprovalSeen, OrderUnprovable};
    if matches!(case.missed, Missed::Hole) {
        return row("hole", OrderUnprovable, Side::Neither);
    }
    let gap = matches!(case.missed, Missed::Gap);
    match case.before {
        // A page that showed it before the grant, and says that it was given after: the clocks do not agree.
        Before::Approved(Source::Made, _) => return row("made.before", ApprovedBefore, Side::Before),
        Before::Approved(Source::Seen | Source::Stated, Claimed::After) => {
            return row("shown.before.claims_after", OrderUnprovable, Side::Before);
        }
        Before::Approved(Source::Seen | Source::Stated, _) => {
            return row("shown.before", ApprovedBefore, Side::Before);
        }
        Before::Approved(Source::Pointed | Source::Attested, Claimed::After) => {
            return row("word.before.claims_after", ApprovedAfter, Side::Before);
        }
        Before::Approved(Source::Pointed | Source::Attested, _) => {
            return row("word.before", AttestedOnly, Side::Before);
        }
        Before::Unclear(Source::Pointed | Source::Attested) => {
            return row("word.before", AttestedOnly, Side::Before);
        }
        Before::Unclear(_) => return row("unclear.before", OrderUnprovable, Side::Before),
        Before::Rejected if !gap => return row("rejected.before", NoApprovalSeen, Side::Before),
        Before::Withdrawn if !gap => return row("withdrawn.before", NoApprovalSeen, Side::Before),
        Before::Rejected | Before::Withdrawn => return row("gap", OrderUnprovable, Side::Neither),
        Before::Nothing | Before::Spent => {}
    }
    // Nothing was seen before it. What was seen later may say that it was given before.
    let claimed = match case.after {
        After::Approved(_, claimed) if case.clock_jumped && !matches!(claimed, Claimed::None) => {
            Claimed::Either
        }
        After::Approved(_, claimed) => claimed,
        After::Nothing | After::Unclear => Claimed::None,
    };
    let spent = matches!(case.before, Before::Spent);
    match case.after {
        After::Approved(Source::Made, _) if !gap => return row("made.after", ApprovedAfter, Side::After),
        After::Approved(Source::Seen | Source::Stated, _) => match claimed {
            // It may be the one that was used up.
            Claimed::Before if spent => return row("spent.shown_again", OrderUnprovable, Side::After),
            Claimed::Before => return row("shown.after.claims_before", ApprovedBefore, Side::After),
            Claimed::After if !gap => return row("shown.after.claims_after", ApprovedAfter, Side::After),
            Claimed::None | Claimed::Either | Claimed::After => {
                return row("shown.after.claims_nothing", OrderUnprovable, Side::After);
            }
        },
        After::Approved(Source::Pointed | Source::Attested, _) => match claimed {
            Claimed::Before => return row("word.after.claims_before", AttestedOnly, Side::After),
            Claimed::After => return row("word.after.claims_after", ApprovedAfter, Side::After),
            Claimed::None | Claimed::Either => {
                return row("word.after.claims_nothing", OrderUnprovable, Side::After);
            }
        },
        After::Unclear => return row("unclear.after", OrderUnprovable, Side::After),
        After::Approved(Source::Made, _) | After::Nothing => {}
    }
    if gap {
        row("gap", OrderUnprovable, Side::Neither)
    } else if spent {
        row("spent", NoApprovalSeen, Side::Before)
    } else {
        row("nothing", NoApprovalSeen, Side::Neither)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use ledgerium_session::derived::RuleName;
    use std::collections::BTreeMap;
    use std::string::String;

    fn befores() -> Vec<Before> {
        let mut all = std::vec![
            Before::Nothing,
            Before::Rejected,
            Before::Withdrawn,
            Before::Spent
        ];
        for source in Source::ALL {
            all.push(Before::Unclear(source));
            all.extend(Claimed::ALL.map(|claimed| Before::Approved(source, claimed)));
        }
        all
    }

    fn afters() -> Vec<After> {
        let mut all = std::vec![After::Nothing, After::Unclear];
        for source in Source::ALL {
            all.extend(Claimed::ALL.map(|claimed| After::Approved(source, claimed)));
        }
        all
    }

    fn cases() -> Vec<Case> {
        let mut all = Vec::new();
        for before in befores() {
            for after in afters() {
                for missed in [Missed::Nothing, Missed::Gap, Missed::Hole] {
                    for clock_jumped in [false, true] {
                        all.push(Case {
                            before,
                            after,
                            missed,
                            clock_jumped,
                        });
                    }
                }
            }
        }
        all
    }

    #[test]
    fn every_combination_has_an_answer_under_a_name_and_each_row_one_answer() {
        let mut answers: BTreeMap<&str, Order> = BTreeMap::new();
        for case in cases() {
            let row = decide(case);
            assert_eq!(
                *answers.entry(row.name).or_insert(row.order),
                row.order,
                "{case:?}"
            );
            assert!(RuleName::try_from(String::from(row.name)).is_ok(), "{}", row.name);
        }
        assert_eq!(answers.len(), 21, "{answers:?}");
    }

    /// What must be so whatever the rows are.
    #[test]
    fn nothing_but_an_approval_that_was_seen_or_is_dated_before_the_grant_passes() {
        for case in cases() {
            let row = decide(case);
            if row.order == Order::ApprovedBefore {
                let seen = matches!(case.before, Before::Approved(source, claimed)
                    if !source.is_word() && (claimed != Claimed::After || source == Source::Made));
                let dated = case.before == Before::Nothing
                    && matches!(case.after, After::Approved(source, Claimed::Before) if !source.is_word())
                    && !case.clock_jumped;
                assert!(seen || dated, "{case:?} {row:?}");
                assert_ne!(case.missed, Missed::Hole, "{case:?}");
            }
            if row.order == Order::AttestedOnly {
                let word = matches!(case.before, Before::Approved(s, _) | Before::Unclear(s) if s.is_word())
                    || matches!(case.after, After::Approved(s, _) if s.is_word());
                assert!(word, "{case:?} {row:?}");
            }
            if row.order == Order::NoApprovalSeen {
                assert_eq!(
                    case.missed,
                    Missed::Nothing,
                    "what was missed may have been it: {case:?}"
                );
            }
        }
    }

    #[test]
    fn more_that_was_missed_never_makes_an_answer_better() {
        let rank = |case| match decide(case).order {
            Order::ApprovedBefore => 2,
            Order::AttestedOnly => 1,
            Order::ApprovedAfter | Order::NoApprovalSeen | Order::OrderUnprovable => 0,
        };
        for case in cases() {
            let with = |missed| Case { missed, ..case };
            assert!(rank(with(Missed::Gap)) <= rank(with(Missed::Nothing)), "{case:?}");
            assert!(rank(with(Missed::Hole)) <= rank(with(Missed::Gap)), "{case:?}");
        }
    }

    #[test]
    fn the_document_prints_the_table() {
        let text = include_str!("../../../docs/verdict.md");
        let mut rows: BTreeMap<&str, &str> = BTreeMap::new();
        for line in text.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            rows.insert(cells[1].trim_matches('`'), cells[3].trim_matches('`'));
        }
        for case in cases() {
            let row = decide(case);
            let order = serde_json::to_value(row.order).unwrap();
            assert_eq!(
                rows.get(row.name).copied(),
                order.as_str(),
                "docs/verdict.md: {}",
                row.name
            );
        }
    }
}
