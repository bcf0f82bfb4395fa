//! Decisions on requests: made in a covered page, read on one, pointed at, or attested by the agent.

use alloc::vec::Vec;

use ledgerium_recorder::table::{Set, Table};
use ledgerium_recorder::{Class, Classes, lexicon};
use ledgerium_session::authored::Authored;
use ledgerium_session::control::Role;
use ledgerium_session::derived::{Derived, Step};
use ledgerium_session::entry::Page;
use ledgerium_session::event::{Choice, ClaimOf, StateOf};
use ledgerium_session::ids::{DocumentId, SystemId};
use ledgerium_session::system::SystemKind;
use ledgerium_session::thing::{PersonRole, Thing};
use ledgerium_session::time::ClaimedTime;
use ledgerium_session::words::Label;
use ledgerium_session::{Body, Entry, PageEvent};

use crate::identity::Identity;
use crate::table::Source;

/// What a decision says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// It is for the request.
    Approves,
    /// It is against it.
    Rejects,
    /// It takes back what was asked for or approved.
    Withdraws,
    /// Something about an approval was read that does not say.
    Unclear,
}

/// A decision on a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The entry that shows it.
    pub entry: u32,
    /// How it is known.
    pub source: Source,
    /// What it says.
    pub says: Says,
    /// The record on whose page it stands.
    pub record: Option<Thing>,
    /// Who decided, as far as the page says.
    pub by: Option<u32>,
    /// When, as the page says.
    pub claimed: Option<ClaimedTime>,
}

const APPROVING: Classes = Classes::of(&[Class::Approve, Class::StateApproved]);
const REJECTING: Classes = Classes::of(&[Class::Reject, Class::StateRejected]);

const WITHDRAWING: Classes = Classes::of(&[Class::Withdraw, Class::StateWithdrawn]);

/// What words say of a request; none where they say nothing of it, or several things.
fn polarity(words: &Label) -> Option<Says> {
    let classes = lexicon::label_classes(words);
    let all = [
        (APPROVING, Says::Approves),
        (REJECTING, Says::Rejects),
        (WITHDRAWING, Says::Withdraws),
    ];
    let mut said = all.iter().filter(|(of, _)| classes.meets(*of));
    let first = said.next().map(|(_, says)| *says);
    first.filter(|_| said.next().is_none())
}

/// What a document shows, as far as decisions need it.
#[derive(Debug, Clone, Default)]
struct Document {
    record: Option<Thing>,
    approver: Option<u32>,
    claimed: Option<ClaimedTime>,
}

impl Document {
    fn decision(&self, entry: u32, source: Source, says: Says, by: Option<u32>) -> Decision {
        Decision {
            entry,
            source,
            says,
            record: self.record.clone(),
            by: by.or(self.approver),
            claimed: self.claimed.clone(),
        }
    }
}

/// Every decision that a log shows, in the order of the entries. One that is seen again is no other.
pub(crate) fn decisions(log: &[Entry], derived: &Derived, identity: &Identity) -> Vec<Decision> {
    let made = made(log, derived);
    // Who wrote a statement, and when.
    let mut heads: Set<u32> = Set::default();
    let mut documents: Table<DocumentId, Document> = Table::default();
    let mut signed_in: Table<SystemId, u32> = Table::default();
    let mut kinds: Table<SystemId, SystemKind> = Table::default();
    let mut seen = Seen::default();
    let mut all: Vec<Decision> = Vec::new();
    for (at, entry) in log.iter().enumerate() {
        let page = match &entry.body {
            Body::System(system) => {
                kinds.insert(system.id, system.kind);
                continue;
            }
            Body::Authored {
                entry: Authored::OffBrowserApproval { at, .. },
            } if derived.steps.iter().any(|step| attests(step, entry.i)) => {
                all.push(Decision {
                    entry: entry.i,
                    source: Source::Attested,
                    says: Says::Approves,
                    record: None,
                    by: None,
                    claimed: Some(at.clone()),
                });
                continue;
            }
            Body::Page(page) if !heads.has(&entry.i) => page,
            _ => continue,
        };
        let shown = documents.or_insert_with(page.document, Document::default);
        if let Some(says) = made.get(&entry.i) {
            let by = signed_in.get(&page.system).copied();
            all.push(shown.decision(entry.i, Source::Made, *says, by));
            continue;
        }
        match &page.event {
            PageEvent::View {
                ticket,
                record,
                heading,
                ..
            } => {
                let ticket = ticket.clone().map(Thing::Ticket);
                let record = ticket.or_else(|| record.as_ref().map(|record| identity.thing(record)));
                if shown.record != record {
                    *shown = Document {
                        record,
                        ..Document::default()
                    };
                }
                // A mail about an approval: what it says is not read.
                let says = polarity(heading);
                let about = lexicon::label_classes(heading).has(Class::NounApproval) || says.is_some();
                let mail = kinds.get(&page.system) == Some(&SystemKind::Email);
                let says = says.unwrap_or(Says::Unclear);
                if about && mail && news(&mut seen, page.system, shown, says) {
                    all.push(shown.decision(entry.i, Source::Seen, says, None));
                }
            }
            PageEvent::Person { role, person } => {
                if let Thing::Person(person) = identity.thing(person) {
                    match role {
                        PersonRole::SignedIn => {
                            signed_in.insert(page.system, person);
                        }
                        PersonRole::Approver => {
                            shown.approver = Some(person);
                            // The state of the same page goes before whose it is.
                            let given = |decision: &&mut Decision| {
                                decision.source == Source::Seen && decision.record == shown.record
                            };
                            if let Some(decision) = all.iter_mut().rfind(given) {
                                decision.by.get_or_insert(person);
                            }
                        }
                        _ => {}
                    }
                }
            }
            PageEvent::State {
                of: StateOf::Statement,
                value,
                ..
            } => {
                let head = Head::after(log.get(at + 1..).unwrap_or_default(), page, identity);
                for entry in &head.entries {
                    heads.add(*entry);
                }
                // Anybody writes comments, so one that nobody is known to have written approves of nothing.
                let said = polarity(value);
                let known = said.filter(|says| *says != Says::Approves || head.author.is_some());
                let decision = Decision {
                    entry: entry.i,
                    source: Source::Stated,
                    says: known.unwrap_or(Says::Unclear),
                    record: shown.record.clone(),
                    by: head.author,
                    claimed: head.at,
                };
                let new = |decision: &Decision| {
                    !all.iter().any(|other| {
                        other.source == Source::Stated
                            && (&other.record, other.says, other.by, &other.claimed)
                                == (&decision.record, decision.says, decision.by, &decision.claimed)
                    })
                };
                if decision.record.is_some() && said.is_some() && new(&decision) {
                    all.push(decision);
                }
            }
            // A comment that says more may quote, ask or be somebody else's, and a field may hold what is not yet so: that it
            // decides is for the agent to say.
            PageEvent::State {
                of: StateOf::Comment | StateOf::Unknown,
                value,
                ..
            } if shown.record.is_some()
                && polarity(value) == Some(Says::Approves)
                && news(&mut seen, page.system, shown, Says::Unclear) =>
            {
                all.push(shown.decision(entry.i, Source::Seen, Says::Unclear, None));
            }
            PageEvent::State { of, value, .. } if is_decision(*of, kinds.get(&page.system).copied()) => {
                if let Some(says) = polarity(value)
                    && news(&mut seen, page.system, shown, says)
                {
                    all.push(shown.decision(entry.i, Source::Seen, says, None));
                }
            }
            PageEvent::Claim {
                of: of @ (ClaimOf::Approved | ClaimOf::Rejected),
                at,
            } => {
                shown.claimed = Some(at.clone());
                // The state of the same page goes before its time, and is dated by it.
                let dated_by = match of {
                    ClaimOf::Approved => Says::Approves,
                    _ => Says::Rejects,
                };
                let dated = all.iter_mut().rev().find(|decision| {
                    decision.source == Source::Seen
                        && decision.record == shown.record
                        && decision.says == dated_by
                });
                if let Some(dated) = dated {
                    dated.claimed = Some(at.clone());
                }
            }
            PageEvent::Pointed {
                author, at, words, ..
            } if is_pointed(derived, entry.i) => {
                let by = match author.as_ref().map(|author| identity.thing(author)) {
                    Some(Thing::Person(person)) => Some(person),
                    _ => None,
                };
                shown.claimed.clone_from(at);
                // The agent says that it is the approval; words that reject are no approval, whatever he says.
                let says = polarity(words).unwrap_or(Says::Approves);
                all.push(shown.decision(entry.i, Source::Pointed, says, by));
            }
            _ => {}
        }
    }
    all
}

/// What each record said last, and whether something unclear was read on it.
type Seen = Table<(SystemId, Option<Thing>, bool), Says>;

/// Whether a record says something else than when it was last seen. What was decided and is shown again is no decision.
fn news(seen: &mut Seen, system: SystemId, shown: &Document, says: Says) -> bool {
    let key = (system, shown.record.clone(), says == Says::Unclear);
    seen.insert(key, says) != Some(says)
}

/// Who wrote a statement, and when: what the page says of it right after.
#[derive(Default)]
struct Head {
    author: Option<u32>,
    at: Option<ClaimedTime>,
    entries: Vec<u32>,
}

impl Head {
    /// `rest` is what the log says after the statement.
    fn after(rest: &[Entry], page: &Page, identity: &Identity) -> Self {
        let mut head = Self::default();
        let own = rest.iter().filter_map(|entry| match &entry.body {
            Body::Page(other) if other.document == page.document => Some((entry.i, &other.event)),
            _ => None,
        });
        for (i, event) in own.take(2) {
            match event {
                PageEvent::Person {
                    role: PersonRole::Author,
                    person,
                } if head.entries.is_empty() => {
                    if let Thing::Person(person) = identity.thing(person) {
                        head.author = Some(person);
                    }
                }
                PageEvent::Claim {
                    of: ClaimOf::Approved | ClaimOf::Rejected,
                    at,
                } => head.at = Some(at.clone()),
                _ => break,
            }
            head.entries.push(i);
            if head.at.is_some() {
                break;
            }
        }
        head
    }
}

/// Whether what was pointed at still holds as an approval.
fn is_pointed(derived: &Derived, entry: u32) -> bool {
    let mut rules = derived.steps.iter().flat_map(|step| &step.rules);
    rules.any(|rule| rule.rule.as_str() == "approval.pointed" && rule.entries.contains(&entry))
}

fn attests(step: &Step, entry: u32) -> bool {
    step.first == entry
        && step
            .rules
            .iter()
            .any(|rule| rule.rule.as_str() == "approval.attested")
}

/// Whether a state may be the decision on a request. A state that belongs to nothing known counts outside consoles,
/// where an account may be "approved" as well.
fn is_decision(of: StateOf, kind: Option<SystemKind>) -> bool {
    match of {
        StateOf::Approval => true,
        StateOf::Ticket => kind == Some(SystemKind::Ticketing),
        StateOf::Access | StateOf::Comment | StateOf::Statement | StateOf::Unknown => false,
    }
}

/// Entries that made a decision: a control that says so took effect, or one on the same page after a choice that says so.
fn made(log: &[Entry], derived: &Derived) -> Table<u32, Says> {
    let page = |entry: u32| match &log.get(usize::try_from(entry).ok()?)?.body {
        Body::Page(page) => Some(page),
        _ => None,
    };
    let mut made = Table::default();
    for step in &derived.steps {
        // What was chosen last, and on which page.
        let mut chosen: Option<(DocumentId, Says)> = None;
        let mut pressed: Option<Says> = None;
        for entry in &step.entries {
            let Some(page) = page(*entry) else { continue };
            match &page.event {
                PageEvent::Gesture { control, .. } => match control.role {
                    Role::Option | Role::Radio | Role::Checkbox | Role::Switch => {
                        chosen = polarity(&control.name)
                            .map(|says| (page.document, says))
                            .or(chosen);
                        pressed = None;
                    }
                    _ => pressed = polarity(&control.name),
                },
                PageEvent::Choice { control, choice } => {
                    let says = match choice {
                        Choice::On {} => polarity(&control.name),
                        Choice::Chose { items, .. } => items.first().and_then(polarity),
                        _ => None,
                    };
                    chosen = says.map(|says| (page.document, says)).or(chosen);
                }
                PageEvent::Submit { control, .. } => {
                    pressed = control
                        .as_ref()
                        .and_then(|control| polarity(&control.name))
                        .or(pressed);
                }
                PageEvent::View { .. } | PageEvent::Navigation { .. } | PageEvent::Outcome { .. } => {
                    chosen = chosen.filter(|(document, _)| *document == page.document);
                }
                _ => {}
            }
            if step.commits.contains(entry) {
                let own = chosen.take().filter(|(document, _)| *document == page.document);
                if let Some(says) = pressed.take().or(own.map(|(_, says)| says)) {
                    made.insert(*entry, says);
                }
            }
        }
    }
    made
}
