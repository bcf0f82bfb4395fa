//! What a log says of its session, kept up to date entry by entry.

use alloc::vec::Vec;

use ledgerium_session::entry::Genesis;
use ledgerium_session::event::OrdinalKind;
use ledgerium_session::file::Session;
use ledgerium_session::ids::{Origin, SystemId, TicketId};
use ledgerium_session::system::{System, SystemKind, Term};
use ledgerium_session::thing::Thing;
use ledgerium_session::{Body, Entry, PageEvent};

use crate::private::Highest;
use crate::state::State;
use crate::table::Table;

/// What a log says of its session and its systems, as the head of the file repeats it; `None` for a log without its
/// genesis entry.
pub fn summary(log: &[Entry]) -> Option<(Session, Vec<System>)> {
    let mut facts = Facts::new();
    log.iter().for_each(|entry| facts.apply(entry));
    facts.summary()
}

/// What is known after the entries so far.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) genesis: Option<Genesis>,
    pub(crate) state: State,
    /// When the last entry that changed the state was written.
    pub(crate) since: u64,
    pub(crate) started: u64,
    pub(crate) ended: u64,
    pub(crate) ticket: Option<TicketId>,
    /// Another ticket than the session's is in view.
    pub(crate) other_ticket: Option<(TicketId, SystemId)>,
    systems: Table<SystemId, System>,
    pub(crate) terms: Vec<Term>,
    pub(crate) gaps: Vec<u32>,
    pub(crate) gestures: u32,
    pub(crate) highest: Highest,
}

impl Facts {
    pub(crate) fn new() -> Self {
        Self {
            genesis: None,
            state: State::Recording,
            since: 0,
            started: 0,
            ended: 0,
            ticket: None,
            other_ticket: None,
            systems: Table::default(),
            terms: Vec::new(),
            gaps: Vec::new(),
            gestures: 0,
            highest: Highest::default(),
        }
    }

    /// The systems in the order of their numbers, as they were last described.
    pub(crate) fn systems(&self) -> Vec<System> {
        self.systems.iter().map(|(_, system)| system.clone()).collect()
    }

    /// The head of the session file.
    pub(crate) fn summary(&self) -> Option<(Session, Vec<System>)> {
        let session = Session {
            id: self.genesis.as_ref()?.session.clone(),
            ticket: self.ticket.clone(),
            started: self.started,
            ended: self.ended,
            terms: self.terms.clone(),
        };
        Some((session, self.systems()))
    }

    pub(crate) fn system_count(&self) -> usize {
        self.systems.len()
    }

    pub(crate) fn system_at(&self, origin: &Origin) -> Option<&System> {
        self.systems
            .iter()
            .map(|(_, system)| system)
            .find(|system| system.origin == *origin)
    }

    pub(crate) fn kind(&self, system: SystemId) -> Option<SystemKind> {
        self.systems.get(&system).map(|system| system.kind)
    }

    pub(crate) fn apply(&mut self, entry: &Entry) {
        if entry.i == 0 {
            self.started = entry.wall;
        }
        self.ended = entry.wall;
        let after = self.state.after(&entry.body);
        if after != self.state || entry.i == 0 {
            self.state = after;
            self.since = entry.wall;
        }
        match &entry.body {
            Body::Genesis(genesis) => self.genesis = Some(genesis.clone()),
            Body::System(system) => {
                self.systems.insert(system.id, system.clone());
            }
            Body::Term(term) => self.terms.push(term.clone()),
            Body::Ticket { ticket, .. } => {
                self.ticket = Some(ticket.clone());
                self.other_ticket = None;
            }
            Body::Gap(gap) => {
                self.gaps.push(entry.i);
                if let Some(document) = gap.document {
                    self.highest.document = self.highest.document.max(document.0);
                }
            }
            Body::Page(page) => {
                self.highest.document = self.highest.document.max(page.document.0);
                self.highest.tab = self.highest.tab.max(page.tab);
                self.see(page.system, &page.event);
            }
            _ => {}
        }
    }

    fn see(&mut self, system: SystemId, event: &PageEvent) {
        match event {
            PageEvent::Gesture { .. } => self.gestures += 1,
            PageEvent::View {
                ticket: Some(ticket), ..
            } if self.kind(system) == Some(SystemKind::Ticketing) => {
                let other = self.ticket.as_ref().is_some_and(|own| own != ticket);
                self.other_ticket = other.then(|| (ticket.clone(), system));
            }
            _ => {}
        }
        for thing in event.things() {
            let (kind, n) = match thing {
                Thing::Person(n) => (OrdinalKind::Person, n),
                Thing::Entitlement(n) => (OrdinalKind::Entitlement, n),
                Thing::Record(n) => (OrdinalKind::Record, n),
                Thing::Term(_) | Thing::Ticket(_) => continue,
            };
            let highest = match kind {
                OrdinalKind::Person => &mut self.highest.person,
                OrdinalKind::Entitlement => &mut self.highest.entitlement,
                OrdinalKind::Record => &mut self.highest.record,
            };
            *highest = (*highest).max(*n);
        }
    }
}
