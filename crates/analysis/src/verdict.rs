//! The verdict on each grant: its order by the table, and level, authority and duties as answers of their own.

use alloc::vec::Vec;

use ledgerium_recorder::DeriveError;
use ledgerium_session::Entry;
use ledgerium_session::derived::{Derived, Grant, RuleName};
use ledgerium_session::thing::Thing;
use ledgerium_session::verdict::{Answer, Approval, Order, Verdict};

use crate::decisions::{Decision, Says, decisions};
use crate::facts::Facts;
use crate::order::{Evidence, evidence};
use crate::table::{self, Side, VERSION};

/// Gives each grant its verdict. One that only takes access away needs no approval, and gets none.
pub fn judge(log: &[Entry], derived: &mut Derived) {
    let facts = Facts::of(log, derived);
    let decisions = decisions(log, derived, &facts.identity);
    let verdicts: Vec<Option<Verdict>> = derived
        .grants
        .iter()
        .map(|grant| {
            let gives = !grant.added.is_empty() || grant.removed.is_empty();
            gives.then(|| verdict(&facts, &evidence(log, derived, &facts, &decisions, grant), grant))
        })
        .collect();
    for (grant, verdict) in derived.grants.iter_mut().zip(verdicts) {
        grant.verdict = verdict;
    }
}

/// Derives everything from a whole log, verdicts included.
///
/// # Errors
/// As [`ledgerium_recorder::derive()`].
pub fn derive(log: &[Entry]) -> Result<Derived, DeriveError> {
    let mut derived = ledgerium_recorder::derive(log)?;
    judge(log, &mut derived);
    Ok(derived)
}

fn verdict(facts: &Facts, evidence: &Evidence<'_>, grant: &Grant) -> Verdict {
    let row = table::decide(evidence.case);
    let decides = match row.by {
        Side::Before => evidence.before,
        Side::After => evidence.after,
        Side::Neither => None,
    };
    let approved = decides.filter(|decision| decision.says == Says::Approves);
    let approved = approved.filter(|_| row.order != Order::NoApprovalSeen);
    let (level, named) = level(facts, approved, grant);
    let mut entries = grant.entries.clone();
    entries.extend(decides.map(|decision| decision.entry));
    entries.extend(evidence.spent.filter(|_| row.name.starts_with("spent")));
    entries.extend(named);
    if matches!(row.name, "gap") {
        entries.extend(&evidence.gaps);
    }
    entries.sort_unstable();
    entries.dedup();
    Verdict {
        table: VERSION,
        order: row.order,
        rule: RuleName::constant(row.name),
        level,
        authority: Answer::Unknown,
        duties: duties(facts, approved, grant),
        approval: approved.map(|decision| Approval {
            entry: decision.entry,
            by: decision.by,
            at: decision.claimed.clone(),
        }),
        gaps: evidence.gaps.clone(),
        entries,
    }
}

/// Whether what was granted is named on the record that was approved. What is not named there may still be what was
/// meant: without the access matrix nothing says so, or otherwise.
fn level(facts: &Facts, approved: Option<&Decision>, grant: &Grant) -> (Answer, Vec<u32>) {
    let records = approved.and_then(|decision| decision.record.clone());
    let records = records
        .into_iter()
        .chain(grant.request.iter().map(|request| facts.identity.thing(request)));
    let records: Vec<Thing> = records.collect();
    let given: Vec<&Thing> = match &grant.subject {
        Some(Thing::Person(_)) => grant.added.iter().collect(),
        Some(group) => [group].into(),
        None => Vec::new(),
    };
    let mut named = Vec::new();
    for thing in &given {
        let thing = facts.identity.thing(thing);
        let from = grant.entries.iter().copied().min().unwrap_or_default();
        match records
            .iter()
            .find_map(|record| facts.mention(record, &thing, from))
        {
            Some(entry) => named.push(entry),
            None => return (Answer::Unknown, Vec::new()),
        }
    }
    if approved.is_none() || given.is_empty() {
        return (Answer::Unknown, Vec::new());
    }
    (Answer::Satisfied, named)
}

/// Whether those who asked, approved and granted are three. Two that are one violate it, whoever the third is.
fn duties(facts: &Facts, approved: Option<&Decision>, grant: &Grant) -> Answer {
    let at = grant.entries.iter().copied().max().unwrap_or_default();
    let grantor = grant.system.and_then(|system| facts.signed_in(system, at));
    let approver = approved.and_then(|decision| decision.by);
    let request = grant
        .request
        .as_ref()
        .map(|request| facts.identity.thing(request));
    let mut askers: Vec<u32> = request.iter().flat_map(|request| facts.askers(request)).collect();
    if let Some(Thing::Person(subject)) = grant
        .subject
        .as_ref()
        .map(|subject| facts.identity.thing(subject))
    {
        askers.push(subject);
    }
    let is_asker = |person: Option<u32>| person.is_some_and(|person| askers.contains(&person));
    let one = approver.is_some() && approver == grantor;
    if one || is_asker(approver) || is_asker(grantor) {
        Answer::Violated
    } else if approver.is_none() || grantor.is_none() || askers.is_empty() {
        Answer::Unknown
    } else {
        Answer::Satisfied
    }
}
