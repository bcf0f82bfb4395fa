//! An action: a run of events in one place that ends in a commit or in leaving.

use alloc::vec::Vec;

use ledgerium_session::ids::{SystemId, TicketId};
use ledgerium_session::thing::Thing;

use crate::classes::Classes;
use crate::derive::signal::{KEEPING, Signal, What};
use crate::table::{put, settle};

/// A control that may turn out to have committed something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) entry: u32,
    pub(crate) classes: Classes,
    /// A page that moves on is no proof: the control is a link, or opens forms.
    pub(crate) weak: bool,
}

/// A change of a list of memberships.
#[derive(Debug, Clone)]
pub(crate) struct Delta {
    pub(crate) entry: u32,
    pub(crate) of: Option<Thing>,
    pub(crate) added: Vec<Thing>,
    pub(crate) removed: Vec<Thing>,
}

/// A run of events with all that is known of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Action {
    pub(crate) system: Option<SystemId>,
    pub(crate) tab: u32,
    /// All entries, in order.
    pub(crate) entries: Vec<u32>,
    /// Those of a person: gestures, choices, submits.
    pub(crate) acts: Vec<u32>,
    pub(crate) commits: Vec<u32>,
    pub(crate) signals: Vec<Signal>,
    /// Tickets in view.
    pub(crate) tickets: Vec<(u32, TicketId)>,
    /// Records in view, tickets among them.
    pub(crate) records: Vec<(u32, Thing)>,
    /// The last view that was seen.
    pub(crate) view: Option<u32>,
    /// Whose record is in view.
    pub(crate) subjects: Vec<(u32, Thing)>,
    /// People signed in.
    pub(crate) actors: Vec<(u32, u32)>,
    pub(crate) deltas: Vec<Delta>,
    pub(crate) candidate: Option<Candidate>,
    /// Something was picked out of a list or table.
    pub(crate) picked: bool,
    /// The first field that was changed on the page that is open now.
    pub(crate) filled: Option<u32>,
    /// The last that was done was to follow a link.
    pub(crate) follows: bool,
    /// An approval was seen for the first time, or pointed at.
    pub(crate) marker: Option<u32>,
    /// The agent went elsewhere.
    pub(crate) closed: bool,
    /// It all happened in a tab that the agent was not in.
    pub(crate) behind: bool,
    /// The page was open before the recording reached it.
    pub(crate) found: bool,
}

impl Action {
    /// The entry that it begins with.
    pub(crate) fn first(&self) -> u32 {
        self.entries.first().copied().unwrap_or_default()
    }

    pub(crate) fn has(&self, what: &[What], classes: Classes) -> bool {
        self.signals
            .iter()
            .any(|signal| what.contains(&signal.what) && signal.classes.meets(classes))
    }

    /// What was chosen from here on says only what to look at.
    pub(crate) fn filter(&mut self, from: u32) {
        let chosen =
            |signal: &Signal| matches!(signal.what, What::Field | What::Chosen) && signal.entry >= from;
        self.signals.retain(|signal| !chosen(signal));
    }

    /// The newest commit was none, if nothing was done since.
    pub(crate) fn uncommit(&mut self) {
        let last = self.acts.last().copied();
        if let Some(entry) = self.commits.pop_if(|commit| last == Some(*commit)) {
            for signal in &mut self.signals {
                if signal.entry == entry && signal.what == What::Commit {
                    signal.what = What::Control;
                }
            }
        }
    }

    /// Whether it may be no more than the way to something.
    pub(crate) fn leads(&self) -> bool {
        self.system.is_some()
            && !self.acts.is_empty()
            && self.commits.is_empty()
            && !self.tells()
            && !self.has(&[What::Control, What::Chosen], KEEPING)
    }

    /// Whether it was looked around in, or begun and given up.
    pub(crate) fn serves_nothing(&self) -> bool {
        let given_up = |signal: &Signal| matches!(signal.what, What::Idle | What::CalledOff);
        self.commits.is_empty() && self.signals.iter().any(given_up)
    }

    /// Whether it showed anything but pages and controls: a state, a message, a list that changed.
    pub(crate) fn tells(&self) -> bool {
        let mere = [
            What::Control,
            What::Field,
            What::Chosen,
            What::Place,
            What::View,
            What::Route,
        ];
        self.signals.iter().any(|signal| !mere.contains(&signal.what))
    }

    /// Takes off everything from an entry on.
    pub(crate) fn split_off(&mut self, at: u32) -> Self {
        fn cut<T>(list: &mut Vec<T>, entry: impl Fn(&T) -> u32, at: u32) -> Vec<T> {
            let (before, after) = core::mem::take(list)
                .into_iter()
                .partition(|item| entry(item) < at);
            *list = before;
            after
        }
        Self {
            system: self.system,
            tab: self.tab,
            entries: cut(&mut self.entries, |entry| *entry, at),
            acts: cut(&mut self.acts, |entry| *entry, at),
            commits: cut(&mut self.commits, |entry| *entry, at),
            signals: cut(&mut self.signals, |signal| signal.entry, at),
            tickets: cut(&mut self.tickets, |(entry, _)| *entry, at),
            records: cut(&mut self.records, |(entry, _)| *entry, at),
            view: self.view.filter(|view| *view >= at),
            subjects: cut(&mut self.subjects, |(entry, _)| *entry, at),
            actors: cut(&mut self.actors, |(entry, _)| *entry, at),
            deltas: cut(&mut self.deltas, |delta| delta.entry, at),
            candidate: self.candidate.filter(|candidate| candidate.entry >= at),
            filled: self.filled.filter(|filled| *filled >= at),
            follows: self.follows,
            picked: self.picked,
            marker: self.marker.filter(|marker| *marker >= at),
            closed: self.closed,
            behind: self.behind,
            found: self.found,
        }
    }

    /// Leaves out everything that these entries say.
    pub(crate) fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        self.entries.retain(|entry| keep(*entry));
        self.acts.retain(|entry| keep(*entry));
        self.commits.retain(|entry| keep(*entry));
        self.signals.retain(|signal| keep(signal.entry));
        self.tickets.retain(|(entry, _)| keep(*entry));
        self.records.retain(|(entry, _)| keep(*entry));
        self.subjects.retain(|(entry, _)| keep(*entry));
        self.actors.retain(|(entry, _)| keep(*entry));
        self.deltas.retain(|delta| keep(delta.entry));
    }

    /// Takes in the way that led here. The record that was left for it is not what it is about.
    pub(crate) fn follow(&mut self, mut way: Self) {
        way.records.clear();
        way.tickets.clear();
        way.subjects.clear();
        way.tab = self.tab;
        way.found = self.found;
        way.append(core::mem::take(self));
        *self = way;
    }

    /// Takes in what follows.
    pub(crate) fn append(&mut self, mut other: Self) {
        for entry in other.entries {
            put(&mut self.entries, entry);
        }
        self.picked |= other.picked;
        self.acts.append(&mut other.acts);
        for commit in other.commits {
            put(&mut self.commits, commit);
        }
        self.signals.append(&mut other.signals);
        self.tickets.append(&mut other.tickets);
        self.records.append(&mut other.records);
        self.subjects.append(&mut other.subjects);
        self.actors.append(&mut other.actors);
        self.deltas.append(&mut other.deltas);
        settle(&mut self.deltas, |a, b| a.entry < b.entry);
        if self.system != other.system {
            self.system = self.system.or(other.system);
        }
    }
}
