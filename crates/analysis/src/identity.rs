//! Which numbers mean one and the same: joined by the recorder or by the agent, or a ticket that is also a record.

use ledgerium_recorder::table::Table;
use ledgerium_session::authored::Authored;
use ledgerium_session::event::OrdinalKind;
use ledgerium_session::ids::TicketId;
use ledgerium_session::thing::Thing;
use ledgerium_session::{Body, Entry, PageEvent};

/// Names for things that agree wherever the log says that the things do.
#[derive(Debug, Clone, Default)]
pub(crate) struct Identity {
    same: Table<(OrdinalKind, u32), u32>,
    tickets: Table<u32, TicketId>,
}

impl Identity {
    /// All that the log says of who and what is one.
    pub(crate) fn of(log: &[Entry]) -> Self {
        let mut identity = Self::default();
        let mut undone = alloc::vec::Vec::new();
        // The newest first: an undo that was undone takes nothing back.
        for own in log.iter().rev() {
            if let Body::Authored {
                entry: Authored::Undo { entry },
            } = &own.body
                && !undone.contains(&own.i)
            {
                undone.push(*entry);
            }
        }
        for entry in log {
            match &entry.body {
                Body::Joined { of, older, newer } => identity.join(*of, *older, *newer),
                Body::Authored {
                    entry: Authored::SamePerson { one, other },
                } if !undone.contains(&entry.i) => identity.join(OrdinalKind::Person, *one, *other),
                _ => {}
            }
        }
        for entry in log {
            if let Body::Page(page) = &entry.body
                && let PageEvent::View {
                    ticket: Some(ticket),
                    record: Some(Thing::Record(record)),
                    ..
                } = &page.event
            {
                let record = identity.number(OrdinalKind::Record, *record);
                identity.tickets.insert(record, ticket.clone());
            }
        }
        identity
    }

    fn join(&mut self, of: OrdinalKind, one: u32, other: u32) {
        let (one, other) = (self.number(of, one), self.number(of, other));
        if one != other {
            self.same.insert((of, one.max(other)), one.min(other));
        }
    }

    fn number(&self, of: OrdinalKind, n: u32) -> u32 {
        let mut n = n;
        // Every link leads to a lower number, so the walk ends.
        while let Some(lower) = self.same.get(&(of, n)) {
            n = *lower;
        }
        n
    }

    /// A person by the oldest number.
    pub(crate) fn person(&self, n: u32) -> u32 {
        self.number(OrdinalKind::Person, n)
    }

    /// A thing by its oldest name; a record that is a ticket by the ticket's.
    pub(crate) fn thing(&self, thing: &Thing) -> Thing {
        match thing {
            Thing::Person(n) => Thing::Person(self.person(*n)),
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
