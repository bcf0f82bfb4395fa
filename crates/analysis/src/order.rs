//! The case of a grant: which of the decisions in the log are about it, and what stood before and after.

use alloc::vec::Vec;

use ledgerium_session::Entry;
use ledgerium_session::derived::{Derived, Grant};
use ledgerium_session::thing::Thing;

use crate::claimed::span;
use crate::decisions::{Decision, Says};
use crate::facts::Facts;
use crate::table::{After, Before, Case, Claimed, Missed, Source};

/// What decides the order of one grant, with the decision that the answer rests on.
pub(crate) struct Evidence<'a> {
    pub(crate) case: Case,
    /// The one that stood before, if it is what decides.
    pub(crate) before: Option<&'a Decision>,
    pub(crate) after: Option<&'a Decision>,
    /// What used up an approval.
    pub(crate) spent: Option<u32>,
    /// Everything that was missed before the grant.
    pub(crate) gaps: Vec<u32>,
}

/// Whether a decision is one on the request of a grant; none where the log does not say.
fn bears_on(facts: &Facts, decision: &Decision, grant: &Grant) -> Option<bool> {
    // The agent says what his word is about: this work.
    let word = decision.source.is_word().then_some(true);
    let (Some(record), Some(request)) = (&decision.record, &grant.request) else {
        return word;
    };
    let request = facts.identity.thing(request);
    if *record == request {
        return names_all(facts, &request, grant).then_some(true);
    }
    // A mail is a record of its own, and tells by itself nothing of what it is about.
    if !facts.is_ticket(record) {
        return word;
    }
    if facts.are_linked(record, &request) {
        return Some(true);
    }
    // Another ticket of the same person may be the approval of this one, if no more is known; that of another is not.
    let (mut own, mut asked) = (facts.askers(record).peekable(), facts.askers(&request).peekable());
    let known = own.peek().is_some() && asked.peek().is_some();
    let apart = known && !own.any(|person| facts.askers(&request).any(|other| other == person));
    if apart { Some(false) } else { word }
}

/// Whether a ticket that says whom it is about says so of everybody whose access changed.
fn names_all(facts: &Facts, request: &Thing, grant: &Grant) -> bool {
    let mut asked = facts.askers(request).peekable();
    if asked.peek().is_none() {
        return true;
    }
    let whose = grant.subject.iter().chain(&grant.added);
    let people = whose.filter_map(|thing| match facts.identity.thing(thing) {
        Thing::Person(person) => Some(person),
        _ => None,
    });
    let mut people = people.peekable();
    people.peek().is_none() || people.all(|person| facts.askers(request).any(|asker| asker == person))
}

/// What a decision says for one grant: who asked for it, or gets it, approves of nothing by a comment.
fn says(facts: &Facts, decision: &Decision, grant: &Grant) -> Says {
    let asks = |by: u32| {
        let subject = grant
            .subject
            .as_ref()
            .map(|subject| facts.identity.thing(subject));
        let asked = decision.record.iter().flat_map(|record| facts.askers(record));
        subject == Some(Thing::Person(by)) || asked.into_iter().any(|person| person == by)
    };
    let own =
        decision.source == Source::Stated && decision.says == Says::Approves && decision.by.is_some_and(asks);
    if own { Says::Unclear } else { decision.says }
}

/// Where the time that a decision claims lies beside the time of the grant.
fn claimed(decision: &Decision, granted: u64) -> Claimed {
    let Some(at) = &decision.claimed else {
        return Claimed::None;
    };
    let (earliest, latest) = span(at);
    let granted = i64::try_from(granted).unwrap_or(i64::MAX);
    if latest < granted {
        Claimed::Before
    } else if earliest > granted {
        Claimed::After
    } else {
        Claimed::Either
    }
}

/// Where the same access was taken away again, after an entry and before this grant: what was approved before was for
/// what was given then.
fn taken_away(facts: &Facts, derived: &Derived, grant: &Grant, from: u32, at: u32) -> Option<u32> {
    let thing = |thing: &Thing| facts.identity.thing(thing);
    let whose = grant.subject.as_ref().map(thing);
    let same = |other: &&Grant| {
        other.system == grant.system
            && other.subject.as_ref().map(thing) == whose
            && other
                .removed
                .iter()
                .any(|gone| grant.added.iter().any(|added| thing(added) == thing(gone)))
    };
    let ends = derived.grants.iter().filter(same);
    ends.filter_map(|other| other.entries.iter().copied().max())
        .find(|entry| (from..at).contains(entry))
}

/// A decision on the same request that says otherwise than the last that was read, where nothing says which of them was
/// made last: a page is read from top to bottom, not in the order of time.
fn contradicts<'a>(told: &[Told<'a>], last: &Told<'a>, at: u32) -> Option<&'a Decision> {
    let (newest, says, _) = last;
    let later = |other: &Decision| match (&newest.claimed, &other.claimed) {
        (Some(own), Some(other)) => span(own).0 > span(other).1,
        _ => newest.source == Source::Made,
    };
    let others = told.iter().filter(|(other, said, bears)| {
        *bears == Some(true) && *said != Says::Unclear && said != says && other.entry < at && !later(other)
    });
    others.map(|(other, ..)| *other).next_back()
}

/// A decision, what it says for a grant, and whether it is about it.
type Told<'a> = (&'a Decision, Says, Option<bool>);

/// The case of a grant.
pub(crate) fn evidence<'a>(
    log: &[Entry],
    derived: &Derived,
    facts: &Facts,
    decisions: &'a [Decision],
    grant: &Grant,
) -> Evidence<'a> {
    // What was given first counts, however much was given after it.
    let at = grant.entries.iter().copied().min().unwrap_or_default();
    let wall = log
        .binary_search_by_key(&at, |entry| entry.i)
        .ok()
        .and_then(|place| log.get(place))
        .map_or(0, |entry| entry.wall);
    let told: Vec<Told<'_>> = decisions
        .iter()
        .map(|decision| {
            (
                decision,
                says(facts, decision, grant),
                bears_on(facts, decision, grant),
            )
        })
        .filter(|(.., bears)| *bears != Some(false))
        .collect();
    let own =
        |(_, says, bears): &&(&Decision, Says, Option<bool>)| *bears == Some(true) && *says != Says::Unclear;
    let may = |(_, says, bears): &&Told<'_>| *says == Says::Unclear || *bears != Some(true);
    let last = told
        .iter()
        .filter(own)
        .rfind(|(decision, ..)| decision.entry < at);
    let spent = last.and_then(|(decision, ..)| {
        let record = decision.record.as_ref();
        let closed = record.and_then(|record| {
            let since = facts.closed_between(record, decision.entry, at);
            since.or_else(|| facts.ended_before(record, at))
        });
        closed.or_else(|| taken_away(facts, derived, grant, decision.entry, at))
    });
    let since = spent
        .or(last.map(|(decision, ..)| decision.entry))
        .unwrap_or_default();
    let doubt = told
        .iter()
        .filter(may)
        .find(|(decision, ..)| (since..at).contains(&decision.entry));
    let against = last.and_then(|last| contradicts(&told, last, at));
    let (before, stood) = match (last, doubt) {
        _ if against.is_some() => (Before::Unclear(Source::Seen), against),
        (Some((decision, Says::Approves, _)), _) if spent.is_none() => (
            Before::Approved(decision.source, claimed(decision, wall)),
            Some(*decision),
        ),
        (_, Some((decision, ..))) => (Before::Unclear(decision.source), Some(*decision)),
        (Some((decision, Says::Rejects, _)), None) => (Before::Rejected, Some(*decision)),
        (Some((decision, Says::Withdraws, _)), None) => (Before::Withdrawn, Some(*decision)),
        (Some((decision, ..)), None) => (Before::Spent, Some(*decision)),
        (None, None) => (Before::Nothing, None),
    };
    let later = |decision: &Decision| decision.entry > at;
    let after = told
        .iter()
        .filter(own)
        .find(|(decision, says, _)| *says == Says::Approves && later(decision));
    let late = told.iter().filter(may).find(|(decision, ..)| later(decision));
    let (after, came) = match (after, late) {
        (Some((decision, ..)), _) => (
            After::Approved(decision.source, claimed(decision, wall)),
            Some(*decision),
        ),
        (None, Some((decision, ..))) => (After::Unclear, Some(*decision)),
        (None, None) => (After::Nothing, None),
    };
    let gaps: Vec<u32> = facts.gaps.iter().copied().filter(|gap| *gap < at).collect();
    let missed = if facts.hole.is_some_and(|hole| hole <= at) {
        Missed::Hole
    } else if gaps.iter().any(|gap| *gap >= since) {
        Missed::Gap
    } else {
        Missed::Nothing
    };
    Evidence {
        case: Case {
            before,
            after,
            missed,
            clock_jumped: facts.clock_jumped,
        },
        before: stood,
        after: came,
        spent,
        gaps,
    }
}
