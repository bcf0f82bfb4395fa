//! What was known before an entry: states, tickets and times that were seen, and who is who. It tells a first sight
//! and a change from the same page seen again.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::cell::Cell;

use ledgerium_session::entry::Page;
use ledgerium_session::event::{ClaimOf, OrdinalKind, StateOf};
use ledgerium_session::ids::{DocumentId, SystemId, TicketId};
use ledgerium_session::journal::FrameKind;
use ledgerium_session::thing::{PersonRole, Thing};
use ledgerium_session::time::ClaimedTime;
use ledgerium_session::words::Label;

use crate::classes::Classes;
use crate::derive::signal::{DECIDED, What};
use crate::table::{Set, Table};

/// What a document shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    pub(crate) ticket: Option<TicketId>,
    /// The record that it shows: the ticket, or what is known by its number or address alone.
    pub(crate) record: Option<Thing>,
    pub(crate) subject: Option<Thing>,
    pub(crate) sign_in: bool,
    /// The words of its address.
    pub(crate) route: Label,
}

/// What a state or a time belongs to.
type Owner = (SystemId, Option<Thing>, Option<Thing>);

/// Whether a state is what somebody wrote, and not what the system says.
pub(crate) const fn is_comment(of: StateOf) -> bool {
    matches!(of, StateOf::Comment | StateOf::Statement)
}

/// What is known so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    documents: Table<DocumentId, Document>,
    /// The page in each tab, for the frames in it.
    tops: Table<u32, DocumentId>,
    /// Whom the row named that was clicked last in each tab: the page that it leads to is about that person.
    picked: Table<(u32, SystemId), Thing>,
    records: Set<(SystemId, Thing)>,
    /// Records that a profile names as tickets.
    tickets: Table<u32, TicketId>,
    /// Who asked for what a record is about, or gets it.
    people: Set<(SystemId, Thing, u32)>,
    /// Where each record was first seen, and who owned it when it was last.
    owners: Table<(SystemId, Thing), (DocumentId, Option<u32>)>,
    states: Table<(Owner, StateOf), Classes>,
    loose: Set<(Owner, Classes)>,
    times: Set<(Owner, ClaimOf, String)>,
    messages: Set<(Owner, Label)>,
    signed_in: Table<SystemId, u32>,
    /// Everybody who was ever signed in to a system.
    everybody: Table<SystemId, Set<u32>>,
    askers: Set<u32>,
    approvers: Set<u32>,
    /// Numbers that mean a lower one. A look-up shortens its way, so that long chains are walked once.
    same: Table<(OrdinalKind, u32), Cell<u32>>,
}

impl Known {
    pub(crate) fn document(&mut self, id: DocumentId) -> &mut Document {
        self.documents.or_insert_with(id, Document::default)
    }

    /// Takes note of which page a tab shows.
    pub(crate) fn see(&mut self, page: &Page) {
        if page.frame == FrameKind::Top {
            self.tops.insert(page.tab, page.document);
        }
    }

    /// Whose record is in view. A frame that names nobody is about the one whom the page around it names.
    pub(crate) fn subject(&self, page: &Page) -> Option<&Thing> {
        let around = self.tops.get(&page.tab);
        let around = around.filter(|_| page.frame == FrameKind::Inner);
        let of = |id| self.documents.get(id)?.subject.as_ref();
        of(&page.document).or_else(|| of(around?))
    }

    /// Takes note of what a view shows; whether the record stands on a page of the system for the first time.
    pub(crate) fn view(&mut self, page: &Page, ticket: Option<&TicketId>, record: Option<&Thing>) -> bool {
        if let (Some(ticket), Some(Thing::Record(n))) = (ticket, record) {
            self.tickets
                .insert(self.number(OrdinalKind::Record, *n), ticket.clone());
        }
        let shows = ticket.map(|ticket| Thing::Ticket(ticket.clone()));
        let shows = shows.or_else(|| record.map(|record| self.one(record)));
        let document = self.document(page.document);
        if document.record != shows {
            document.subject = None;
        }
        document.ticket = ticket.cloned();
        document.record.clone_from(&shows);
        let top = page.frame == FrameKind::Top;
        let spot = (page.tab, page.system);
        let led = self.picked.get(&spot).filter(|_| top).cloned();
        if top {
            self.picked.remove(&spot);
        }
        let Some(shows) = shows else { return false };
        if led.is_some() {
            self.document(page.document).subject = led;
        }
        self.owners
            .or_insert_with((page.system, shows.clone()), || (page.document, None));
        self.records.add((page.system, shows))
    }

    /// A row was clicked. What it leads to is about the person whom it is about: the first that it names, and no other.
    pub(crate) fn pick(&mut self, page: &Page, row: &[Thing]) {
        let spot = (page.tab, page.system);
        let mut things = row.iter().map(|thing| self.one(thing));
        let first = things.next().filter(|thing| matches!(thing, Thing::Person(_)));
        let same = |thing: Thing| !matches!(thing, Thing::Person(_)) || Some(thing) == first;
        match &first {
            Some(person) if things.all(same) => {
                self.picked.insert(spot, person.clone());
            }
            _ => self.picked.remove(&spot),
        }
    }

    /// The page that comes next is not the one that the row led to.
    pub(crate) fn leave(&mut self, page: &Page) {
        self.picked.remove(&(page.tab, page.system));
    }

    /// Who asked for what a record is about, or gets it, in the order of the records.
    pub(crate) fn people(&self) -> impl Iterator<Item = (SystemId, Thing, u32)> {
        let people = self.people.iter();
        people.map(|((system, record, person), ())| {
            (
                *system,
                self.one(record),
                self.number(OrdinalKind::Person, *person),
            )
        })
    }

    fn owner(&mut self, system: SystemId, document: DocumentId) -> Owner {
        let document = self.document(document);
        (system, document.record.clone(), document.subject.clone())
    }

    /// What kind of news a state is; none if it was seen before.
    pub(crate) fn state(
        &mut self,
        system: SystemId,
        document: DocumentId,
        of: StateOf,
        value: Classes,
    ) -> Option<What> {
        let owner = self.owner(system, document);
        // What a list says of its many records is about none of them.
        if is_comment(of) && owner.1.is_none() {
            return None;
        }
        if is_comment(of) || matches!(of, StateOf::Approval | StateOf::Unknown) {
            let what = if of == StateOf::Approval {
                What::ApprovalState
            } else {
                What::LooseState
            };
            let again = value.meets(DECIDED).then_some(What::DecisionAgain);
            return self.loose.add((owner, value)).then_some(what).or(again);
        }
        let before = self.states.insert((owner, of), value);
        match (of, before) {
            (_, Some(before)) if before == value => None,
            (StateOf::Access, Some(_)) => Some(What::AccessChange),
            (StateOf::Access, None) => None,
            (_, Some(_)) => Some(What::TicketChange),
            (_, None) => Some(What::TicketState),
        }
    }

    /// Whether a claimed time is read for the first time.
    pub(crate) fn is_new_time(
        &mut self,
        system: SystemId,
        document: DocumentId,
        of: ClaimOf,
        at: &ClaimedTime,
    ) -> bool {
        let owner = self.owner(system, document);
        self.times.add((owner, of, at.local.as_str().to_owned()))
    }

    /// Whether a message is read for the first time on a record; some stand on it for good.
    pub(crate) fn is_new_message(&mut self, system: SystemId, document: DocumentId, words: &Label) -> bool {
        let owner = self.owner(system, document);
        self.messages.add((owner, words.clone()))
    }

    /// Learns who somebody is; whether a record that was seen before has another owner now.
    pub(crate) fn person(
        &mut self,
        system: SystemId,
        document: DocumentId,
        role: PersonRole,
        person: &Thing,
    ) -> bool {
        let thing = self.one(person);
        if role == PersonRole::Subject {
            self.document(document).subject = Some(thing.clone());
        }
        let Thing::Person(person) = thing else {
            return false;
        };
        if matches!(role, PersonRole::Requester | PersonRole::Subject)
            && let Some(record) = self.document(document).record.clone()
        {
            self.people.add((system, record, person));
        }
        match role {
            PersonRole::Requester | PersonRole::Subject => {
                self.askers.add(person);
            }
            PersonRole::Approver => {
                self.approvers.add(person);
            }
            PersonRole::SignedIn => {
                self.signed_in.insert(system, person);
                self.everybody.or_insert_with(system, Set::default).add(person);
            }
            PersonRole::Owner => {
                let record = self.document(document).record.clone();
                let owner = record.and_then(|record| self.owners.get_mut(&(system, record)));
                if let Some((first, owner)) = owner {
                    let before = owner.replace(person);
                    return *first != document && before != Some(person);
                }
            }
            PersonRole::Author => {}
        }
        false
    }

    /// Who is signed in to the system now.
    pub(crate) fn signed_in(&self, system: SystemId) -> Option<u32> {
        self.signed_in.get(&system).copied()
    }

    /// Calls everybody by their oldest number, once all is known.
    pub(crate) fn settle(&mut self) {
        self.askers = self.oldest(&self.askers);
        self.approvers = self.oldest(&self.approvers);
        let everybody = self.everybody.iter();
        let everybody = everybody.map(|(system, all)| (*system, self.oldest(all)));
        self.everybody = everybody.collect();
    }

    #[inline(never)]
    fn oldest(&self, people: &Set<u32>) -> Set<u32> {
        let mut oldest = Set::default();
        for (n, ()) in people.iter() {
            oldest.add(self.number(OrdinalKind::Person, *n));
        }
        oldest
    }

    /// What somebody is to the request, by everything that the log says; to be asked of what is settled.
    pub(crate) fn acts_as(&self, system: SystemId, person: u32) -> Option<What> {
        let person = self.number(OrdinalKind::Person, person);
        let several = self
            .everybody
            .get(&system)
            .is_some_and(|all| all.iter().any(|(n, ())| *n != person));
        if several && self.askers.has(&person) {
            Some(What::AsRequester)
        } else if self.approvers.has(&person) {
            Some(What::AsApprover)
        } else {
            None
        }
    }

    /// Two numbers are one.
    pub(crate) fn join(&mut self, of: OrdinalKind, one: u32, other: u32) {
        let (one, other) = (self.number(of, one), self.number(of, other));
        if one != other {
            self.same.insert((of, one.max(other)), Cell::new(one.min(other)));
        }
    }

    fn number(&self, of: OrdinalKind, n: u32) -> u32 {
        let lower = |n: u32| self.same.get(&(of, n)).filter(|link| link.get() < n);
        // Every link leads to a lower number, so the walk ends.
        let mut root = n;
        while let Some(link) = lower(root) {
            root = link.get();
        }
        let mut at = n;
        while let Some(link) = lower(at) {
            at = link.replace(root);
        }
        root
    }

    /// The thing by its oldest number.
    pub(crate) fn one(&self, thing: &Thing) -> Thing {
        match thing {
            Thing::Person(n) => Thing::Person(self.number(OrdinalKind::Person, *n)),
            Thing::Entitlement(n) => Thing::Entitlement(self.number(OrdinalKind::Entitlement, *n)),
            Thing::Record(n) => {
                let n = self.number(OrdinalKind::Record, *n);
                self.tickets
                    .get(&n)
                    .cloned()
                    .map_or(Thing::Record(n), Thing::Ticket)
            }
            Thing::Term(_) | Thing::Ticket(_) => thing.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The newest first, as no recorder writes them: each is joined to one that means another already.
    #[test]
    fn a_long_chain_of_joined_numbers_is_walked_once() {
        let mut known = Known::default();
        for n in (1..1_000).rev() {
            known.join(OrdinalKind::Person, n, n + 1);
        }
        assert_eq!(known.number(OrdinalKind::Person, 1_000), 1);
        for (_, link) in known.same.iter() {
            assert_eq!(link.get(), 1);
        }
    }
}
