//! Events to actions: who is where, what belongs together, and what committed.

use alloc::vec::Vec;

use ledgerium_session::PageEvent;
use ledgerium_session::entry::Page;
use ledgerium_session::event::Move;
use ledgerium_session::ids::SystemId;
use ledgerium_session::journal::FrameKind;
use ledgerium_session::thing::Thing;
use ledgerium_session::words::Label;

use crate::classes::Classes;
use crate::derive::action::{Action, Candidate};
use crate::derive::signal::{DECIDED, DECIDING, Signal, What};
use crate::derive::states::Known;
use crate::table::{Set, Table};

/// A tab with one system in it.
type Spot = (u32, SystemId);

/// How many pages on the way to something are kept in mind.
const LONGEST_WAY: usize = 16;

/// How long after a commit a page in the background still answers to it, in milliseconds.
const ANSWER: u64 = 10_000;

/// Cuts the stream of events into actions as they come.
#[derive(Debug, Clone, Default)]
pub(crate) struct Segments {
    pub(crate) actions: Vec<Action>,
    /// The newest action of each spot.
    newest: Table<Spot, usize>,
    /// Where the agent is.
    focus: Option<Spot>,
    /// Where he was before a page that loaded by itself took its place.
    before: Option<Spot>,
    /// Tabs that are not seen.
    hidden: Set<u32>,
    /// When something was last done at a spot.
    acted: Table<Spot, u64>,
    /// The pages that were looked at on the way to something, by spot: the address and heading of each, and its view.
    ways: Table<Spot, Vec<(u32, Label, Label)>>,
}

impl Segments {
    /// Nothing that follows belongs to what came before, as after a pause.
    pub(crate) fn cut(&mut self) {
        for (_, at) in self.newest.iter() {
            if let Some(action) = self.actions.get_mut(*at) {
                action.closed = true;
            }
        }
        self.focus = None;
        self.before = None;
    }

    /// Adds an action that happened in no page.
    pub(crate) fn add(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// The agent came to a spot, and so left the one where he was.
    pub(crate) fn enter(&mut self, page: &Page) {
        let spot = (page.tab, page.system);
        if self.focus == Some(spot) {
            return;
        }
        if let Some(action) = self.focus.and_then(|left| self.newest_mut(left)) {
            action.closed = true;
        }
        self.focus = Some(spot);
        if let Some(action) = self.newest_mut(spot) {
            action.behind = false;
        }
    }

    /// A tab comes to the front.
    pub(crate) fn show(&mut self, page: &Page) {
        self.hidden.remove(&page.tab);
        self.enter(page);
        self.before = None;
    }

    /// A tab goes to the back. One that was loaded there never had the agent in it.
    pub(crate) fn hide(&mut self, page: &Page) {
        self.hidden.add(page.tab);
        let spot = (page.tab, page.system);
        let Some(before) = self.before.take().filter(|_| self.focus == Some(spot)) else {
            return;
        };
        if let Some(action) = self.newest_mut(spot) {
            action.behind = true;
        }
        if let Some(action) = self.newest_mut(before) {
            action.closed = false;
        }
        self.focus = Some(before);
    }

    fn newest_mut(&mut self, spot: Spot) -> Option<&mut Action> {
        let at = *self.newest.get(&spot)?;
        self.actions.get_mut(at)
    }

    /// The action that an act of a person belongs to.
    pub(crate) fn act(&mut self, i: u32, wall: u64, page: &Page, known: &mut Known) -> &mut Action {
        self.enter(page);
        self.before = None;
        let spot = (page.tab, page.system);
        self.acted.insert(spot, wall);
        let goes_on = self.newest_mut(spot).is_some_and(|action| {
            let paired = matches!(page.event, PageEvent::Submit { .. })
                && action
                    .acts
                    .last()
                    .is_some_and(|last| action.commits.last() == Some(last));
            !action.closed && (action.commits.is_empty() || paired)
        });
        let action = self.reach(goes_on, spot);
        action.entries.push(i);
        action.acts.push(i);
        place(action, i, page, known);
        action
    }

    /// The action that something on a page belongs to.
    pub(crate) fn notice(
        &mut self,
        i: u32,
        wall: u64,
        page: &Page,
        news: bool,
        known: &mut Known,
    ) -> &mut Action {
        let spot = (page.tab, page.system);
        let moves = matches!(page.event, PageEvent::Navigation { .. });
        // An address typed, a link into another tab, or the page loaded again: the agent is where a page loads that
        // is seen.
        let loads = matches!(
            &page.event,
            PageEvent::Navigation {
                how: Move::Load | Move::Reload | Move::Traverse,
                ..
            }
        );
        let seen = page.frame == FrameKind::Top && !self.hidden.has(&page.tab);
        if self.focus.is_none() || !self.newest.has(&spot) || (loads && seen) {
            let left = self.focus.filter(|left| *left != spot);
            self.before = left.or(self.before);
            self.enter(page);
        }
        let ahead = self.focus == Some(spot);
        let recent = self
            .acted
            .get(&spot)
            .is_some_and(|acted| wall.saturating_sub(*acted) <= ANSWER);
        let goes_on = self.newest_mut(spot).is_some_and(|action| {
            if action.closed && !ahead && !action.behind {
                return recent && (action.candidate.is_some() || !action.commits.is_empty());
            }
            // An approval that is read after another commit is an action of its own.
            let apart = news
                && !action.commits.is_empty()
                && !action.has(&[What::Control, What::Commit, What::Chosen], DECIDING);
            // Nothing that was done explains that the page moves on: the agent came back to it.
            let returns = moves && !recent && !action.commits.is_empty();
            !action.closed && !apart && !returns
        });
        let behind = !ahead && !goes_on;
        let action = self.reach(goes_on, spot);
        action.behind |= behind;
        action.entries.push(i);
        place(action, i, page, known);
        action
    }

    /// The newest action of the spot, or a new one.
    fn reach(&mut self, goes_on: bool, spot: Spot) -> &mut Action {
        let at = match self.newest.get(&spot) {
            Some(at) if goes_on => *at,
            _ => {
                self.actions.push(Action {
                    system: Some(spot.1),
                    tab: spot.0,
                    ..Action::default()
                });
                self.newest.insert(spot, self.actions.len() - 1);
                self.actions.len() - 1
            }
        };
        &mut self.actions[at]
    }

    /// The newest action of a page's spot.
    pub(crate) fn at(&mut self, page: &Page) -> Option<&mut Action> {
        self.newest_mut((page.tab, page.system))
    }

    /// A view of another record, or of none, ends what was done on the record before it: what led to it, the click on a
    /// list or a link, belongs to where it leads.
    pub(crate) fn turn(&mut self, page: &Page, entry: u32, shows: Option<&Thing>) {
        let Some(action) = self.at(page) else { return };
        let last = action.view.replace(entry);
        let other = action
            .records
            .last()
            .is_some_and(|(_, record)| Some(record) != shows);
        let begins = last.and_then(|last| {
            let mut later = action.entries.iter().copied().filter(|later| *later > last);
            let act = action.acts.iter().copied().find(|act| *act > last);
            act.or_else(|| later.next())
        });
        if let Some(begins) = begins.filter(|_| other && action.commits.is_empty()) {
            self.begin_at(page, begins);
        }
    }

    /// A page without a record comes into view. If it is one that the agent was on before, and nothing came of what he
    /// looked at in between, that led nowhere.
    pub(crate) fn pass(&mut self, page: &Page, entry: u32, route: &Label, heading: &Label) {
        let spot = (page.tab, page.system);
        let way = self.ways.or_insert_with(spot, Vec::new);
        let before = way
            .iter()
            .position(|(_, at, called)| at == route && called == heading);
        let Some(at) = before else {
            if way.len() >= LONGEST_WAY {
                way.remove(0);
            }
            way.push((entry, route.clone(), heading.clone()));
            return;
        };
        let (from, between) = (way[at].0, way.len() - at - 1);
        way.truncate(at);
        way.push((entry, route.clone(), heading.clone()));
        let Some(action) = self.newest_mut(spot).filter(|_| between > 0) else {
            return;
        };
        let begins = action.acts.iter().copied().find(|act| *act > from);
        let filled = |signal: &Signal| {
            signal.entry > from && matches!(signal.what, What::Field | What::Chosen | What::Commit)
        };
        let open = action.candidate.is_none() && !action.signals.iter().any(filled);
        if let Some(begins) = begins.filter(|_| open) {
            self.begin_at(page, begins);
            if let Some(action) = self.newest_mut(spot).filter(|action| !action.tells()) {
                action.signals.push(Signal {
                    what: What::Idle,
                    classes: Classes::NONE,
                    entry: begins,
                });
                self.begin_at(page, entry);
            }
        }
    }

    /// What was looked at so far led to something.
    pub(crate) fn arrive(&mut self, page: &Page) {
        self.ways.remove(&(page.tab, page.system));
    }

    /// It led to one thing in a list, which may have no record that the page names.
    pub(crate) fn pick(&mut self, page: &Page) {
        self.arrive(page);
        if let Some(action) = self.at(page) {
            action.picked = true;
        }
    }

    /// Begins a new action at an entry of the newest one.
    pub(crate) fn begin_at(&mut self, page: &Page, entry: u32) {
        let spot = (page.tab, page.system);
        let Some(action) = self.newest_mut(spot) else {
            return;
        };
        if entry <= action.first() {
            return;
        }
        let rest = action.split_off(entry);
        action.closed = true;
        self.actions.push(rest);
        self.newest.insert(spot, self.actions.len() - 1);
    }

    /// The control of an entry committed something. What was read before it, an approval above all, stays apart.
    pub(crate) fn commit(&mut self, page: &Page, entry: u32, classes: Classes) {
        let Some(action) = self.at(page) else { return };
        action.candidate = None;
        if action.commits.contains(&entry) {
            return;
        }
        action.commits.push(entry);
        self.ways.remove(&(page.tab, page.system));
        let Some(action) = self.at(page) else { return };
        action.signals.push(Signal {
            what: What::Commit,
            classes,
            entry,
        });
        let Some(marker) = action.marker else { return };
        let next = action.acts.iter().copied().find(|act| *act > marker);
        let decided = action.has(&[What::Control, What::Commit, What::Chosen], DECIDING);
        if let Some(next) = next.filter(|next| *next <= entry && !decided) {
            self.begin_at(page, next);
        }
    }

    /// What followed shows that the newest candidate committed.
    pub(crate) fn confirm(&mut self, page: &Page, by_moving_on: bool) {
        let candidate = self.at(page).and_then(|action| action.candidate);
        if let Some(Candidate { entry, classes, .. }) = candidate.filter(|c| !(by_moving_on && c.weak)) {
            self.commit(page, entry, classes);
        }
    }

    /// What was done is called off: nothing that follows belongs to it.
    pub(crate) fn call_off(&mut self, page: &Page, entry: u32) {
        let Some(action) = self.at(page) else { return };
        action.candidate = None;
        if action.commits.is_empty() {
            action.signals.push(Signal {
                what: What::CalledOff,
                classes: Classes::NONE,
                entry,
            });
            action.closed = true;
        }
    }

    /// A link led away from a page on which fields were changed and nothing was kept: that was given up.
    pub(crate) fn abandon(&mut self, page: &Page) {
        let Some(action) = self.at(page) else { return };
        let filled = action.filled.take();
        if let Some(entry) = filled.filter(|_| action.follows) {
            self.call_off(page, entry);
        }
    }

    /// What followed shows that the newest commit failed.
    pub(crate) fn fail(&mut self, page: &Page) {
        if let Some(action) = self.at(page) {
            action.candidate = None;
            action.uncommit();
        }
    }

    /// The agent leaves a page that a form led to, and that says of nothing that it was done: it asked him once more.
    pub(crate) fn take_back(&mut self, page: &Page) {
        let Some(action) = self.at(page) else { return };
        let Some(commit) = action.commits.last().copied() else {
            return;
        };
        let told = |signal: &Signal| signal.what == What::Message && signal.entry > commit;
        let done = action.signals.iter().any(told) || action.deltas.iter().any(|delta| delta.entry > commit);
        if !done && !action.closed {
            action.uncommit();
        }
    }

    /// An approval was seen for the first time. If the ticket was too, reading the one is told from reading the other.
    pub(crate) fn mark(&mut self, page: &Page, entry: u32, value: Classes) {
        if !value.meets(DECIDED) {
            return;
        }
        let Some(action) = self.at(page) else { return };
        action.marker = Some(entry);
        let reads_both = action.commits.is_empty()
            && action
                .signals
                .iter()
                .any(|signal| signal.what == What::TicketFound && signal.entry < entry);
        if reads_both {
            self.begin_at(page, entry);
        }
    }
}

/// Notes which ticket and whose record is in view, and who is signed in, once for each action.
fn place(action: &mut Action, i: u32, page: &Page, known: &mut Known) {
    if let Some(ticket) = &known.document(page.document).ticket
        && action.tickets.last().is_none_or(|(_, last)| last != ticket)
    {
        action.tickets.push((i, ticket.clone()));
    }
    if let Some(record) = &known.document(page.document).record
        && action.records.last().is_none_or(|(_, last)| last != record)
    {
        action.records.push((i, record.clone()));
    }
    if let Some(subject) = known.subject(page)
        && action.subjects.last().is_none_or(|(_, last)| last != subject)
    {
        action.subjects.push((i, subject.clone()));
    }
    if let Some(person) = known.signed_in(page.system)
        && action.actors.last().is_none_or(|(_, last)| *last != person)
    {
        action.actors.push((i, person));
    }
}
