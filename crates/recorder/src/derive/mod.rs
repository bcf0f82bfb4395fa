//! From a log to its steps. Everything here is a function of the entries: no clock, no random number, no order but
//! theirs. The same [`Deriver`] works entry by entry while recording and over a whole file when checking.

use alloc::vec;
use alloc::vec::Vec;

mod action;
mod candidate;
mod decode;
mod grants;
mod lanes;
mod members;
mod name;
mod pieces;
mod score;
mod segment;
mod signal;
mod states;
mod steps;
mod whole;

use ledgerium_session::authored::Authored;
use ledgerium_session::derived::{Derived, Metrics};
use ledgerium_session::entry::{Page, Weight};
use ledgerium_session::event::{ClaimOf, Move};
use ledgerium_session::ids::SystemId;
use ledgerium_session::journal::FrameKind;
use ledgerium_session::system::SystemKind;
use ledgerium_session::words::Label;
use ledgerium_session::{Body, Entry, PageEvent};

use crate::class::Class;
use crate::classes::Classes;
use crate::corrections::Corrections;
use crate::learn::Lesson;
use crate::table::Table;
use crate::{lexicon, rules};
use action::{Action, Delta};
use members::Members;
use segment::Segments;
pub(crate) use signal::{Signal, What};
use states::{Known, is_comment};
use whole::Whole;

/// Why nothing can be derived from a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeriveError {
    /// The log names a rule set that this version does not have.
    #[error("the log names rule set {0}; this Ledgerium has rule sets up to {newest}. Update Ledgerium", newest = rules::VERSION)]
    UnknownRules(u32),
    /// There is no genesis entry to say which rules hold.
    #[error("the log does not begin with a genesis entry: the beginning is missing")]
    NoGenesis,
}

/// Derives everything from a whole log.
///
/// # Errors
/// [`DeriveError`] for a log that names no rule set, or one that is not known here.
pub fn derive(log: &[Entry]) -> Result<Derived, DeriveError> {
    Ok(read(log)?.derived(log))
}

/// Reads a log to its end.
fn read(log: &[Entry]) -> Result<Deriver, DeriveError> {
    match log.first().map(|entry| &entry.body) {
        Some(Body::Genesis(genesis)) if genesis.rules == rules::VERSION => {}
        Some(Body::Genesis(genesis)) => return Err(DeriveError::UnknownRules(genesis.rules)),
        _ => return Err(DeriveError::NoGenesis),
    }
    let mut deriver = Deriver::new();
    log.iter().for_each(|entry| deriver.apply(entry));
    Ok(deriver)
}

#[cfg(feature = "study")]
pub(crate) fn units(log: &[Entry]) -> Result<Vec<crate::study::Unit>, DeriveError> {
    let deriver = read(log)?;
    let drafts = steps::decided(&Whole::new(&deriver, log));
    let unit = |draft: steps::Draft| crate::study::Unit {
        system: draft.action.system,
        entries: draft.action.entries,
        acts: draft.action.acts,
        commits: draft.action.commits,
        fired: places(&draft.fired),
        phase: draft.machine,
        margin: draft.margin,
    };
    Ok(drafts.into_iter().map(unit).collect())
}

#[cfg(feature = "study")]
pub(crate) fn alone(log: &[Entry]) -> Result<Vec<(u32, Vec<usize>)>, DeriveError> {
    let deriver = read(log)?;
    let mut whole = Whole::new(&deriver, log);
    whole.work = Default::default();
    let mut all = Vec::new();
    for action in &deriver.segments.actions {
        for act in &action.acts {
            let mut one = action.clone();
            one.retain(|entry| entry == *act);
            all.push((*act, places(&score::fire(&whole, &one))));
        }
    }
    Ok(all)
}

#[cfg(feature = "study")]
fn places(fired: &[score::Fired]) -> Vec<usize> {
    fired
        .iter()
        .map(|fired| crate::study::place(fired.rule))
        .collect()
}

/// What is derived from the entries so far, kept so that one more costs little.
#[derive(Debug, Clone)]
pub(crate) struct Deriver {
    segments: Segments,
    known: Known,
    members: Members,
    kinds: Table<SystemId, SystemKind>,
    weights: Vec<Weight>,
    learned: Table<SystemId, Vec<Weight>>,
    authored: Vec<u32>,
    counts: Counts,
}

#[derive(Debug, Clone, Default)]
struct Counts {
    gestures: u32,
    submits: u32,
    gaps: u32,
    started: u64,
    ended: u64,
    set_aside: u64,
    /// Since when nothing is recorded.
    aside_since: Option<u64>,
}

impl Deriver {
    pub(crate) fn new() -> Self {
        Self {
            segments: Segments::default(),
            known: Known::default(),
            members: Members::default(),
            kinds: Table::default(),
            weights: Vec::new(),
            learned: Table::default(),
            authored: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Takes in the next entry.
    pub(crate) fn apply(&mut self, entry: &Entry) {
        self.count(entry);
        match &entry.body {
            Body::Genesis(genesis) => self.weights.clone_from(&genesis.weights),
            Body::System(system) => {
                self.kinds.insert(system.id, system.kind);
                self.learned.insert(system.id, system.weights.clone());
            }
            Body::Page(page) => self.page(entry.i, entry.wall, page),
            Body::Authored { entry: authored } => {
                self.authored.push(entry.i);
                if matches!(authored, Authored::OffBrowserApproval { .. }) {
                    self.segments.add(Action {
                        entries: vec![entry.i],
                        signals: vec![signal(What::Attested, Classes::NONE, entry.i)],
                        ..Action::default()
                    });
                }
            }
            Body::Joined { of, older, newer } => self.known.join(*of, *older, *newer),
            Body::Paused {} | Body::Parked {} | Body::Stopped {} | Body::Resumed {} | Body::Finished(_) => {
                self.segments.cut();
            }
            Body::Term(_) | Body::Gap(_) | Body::Ticket { .. } => {}
        }
    }

    /// The kind of the system where an action happened.
    fn kind(&self, action: &Action) -> Option<SystemKind> {
        action.system.and_then(|system| self.kinds.get(&system)).copied()
    }

    /// Weights that hold in a system alone.
    pub(crate) fn own_weights(&self, system: SystemId) -> &[Weight] {
        self.learned.get(&system).map_or(&[], Vec::as_slice)
    }

    /// Where the agent gave a phase that the rules did not.
    pub(crate) fn lessons(&self, log: &[Entry]) -> Vec<Lesson> {
        let drafts = steps::decided(&Whole::new(self, log));
        let lesson = |draft: steps::Draft| {
            let (correction, right) = draft.clamp.filter(|(_, phase)| *phase != draft.machine)?;
            Some(Lesson {
                correction,
                system: draft.action.system?,
                right,
                wrong: draft.machine,
                fired: draft.fired.iter().map(|fired| fired.rule).collect(),
            })
        };
        drafts.into_iter().filter_map(lesson).collect()
    }

    /// The authored entries that stand in the log, with what holds of them.
    pub(crate) fn corrections(&self, log: &[Entry]) -> Corrections {
        Corrections::read(log, &self.authored)
    }

    /// Everything that is derived from the entries so far; `log` is those entries.
    pub(crate) fn derived(&self, log: &[Entry]) -> Derived {
        let whole = Whole::new(self, log);
        let drafts = steps::drafts(&whole);
        let grants = grants::grants(&whole, &drafts);
        let commits = drafts
            .iter()
            .map(|draft| draft.action.commits.len())
            .sum::<usize>();
        Derived {
            rules: rules::VERSION,
            steps: steps::steps(drafts, &whole),
            grants,
            metrics: Metrics {
                gestures: self.counts.gestures,
                submits: self.counts.submits,
                commits: u32::try_from(commits).unwrap_or(u32::MAX),
                gaps: self.counts.gaps,
                corrections: whole.corrections.count(),
                elapsed: self.counts.ended.saturating_sub(self.counts.started),
                set_aside: self.counts.set_aside,
            },
        }
    }

    fn count(&mut self, entry: &Entry) {
        let counts = &mut self.counts;
        if entry.i == 0 {
            counts.started = entry.wall;
        }
        counts.ended = entry.wall;
        match &entry.body {
            Body::Gap(_) => counts.gaps += 1,
            Body::Page(page) => match page.event {
                PageEvent::Gesture { .. } => counts.gestures += 1,
                PageEvent::Submit { .. } => counts.submits += 1,
                _ => {}
            },
            Body::Paused {} | Body::Parked {} | Body::Stopped {} => {
                counts.aside_since.get_or_insert(entry.wall);
            }
            Body::Resumed {} | Body::Finished(_) => {
                if let Some(since) = counts.aside_since.take() {
                    counts.set_aside = counts.set_aside.saturating_add(entry.wall.saturating_sub(since));
                }
            }
            _ => {}
        }
    }

    fn page(&mut self, i: u32, wall: u64, page: &Page) {
        self.known.see(page);
        match &page.event {
            PageEvent::Visible { shown: true } => self.segments.show(page),
            PageEvent::Visible { shown: false } => self.segments.hide(page),
            PageEvent::Uncovered { .. } | PageEvent::Dropped { .. } => {}
            PageEvent::Gesture { .. }
            | PageEvent::Choice { .. }
            | PageEvent::Submit { .. }
            | PageEvent::Pointed { .. } => self.act(i, wall, page),
            _ => self.notice(i, wall, page),
        }
    }

    /// Something that the page shows or does.
    fn notice(&mut self, i: u32, wall: u64, page: &Page) {
        let (system, document) = (page.system, page.document);
        let mut signals = Vec::new();
        let mut change = None;
        let mut news = Classes::NONE;
        match &page.event {
            PageEvent::Navigation { route, how, .. } => {
                if matches!(how, Move::Traverse | Move::Reload | Move::Found) {
                    self.known.leave(page);
                }
                signals.push(signal(What::Route, words(route), i));
                self.known.document(document).route.clone_from(route);
            }
            PageEvent::View {
                heading,
                ticket,
                record,
                sign_in,
            } => {
                signals.push(signal(What::View, words(heading), i));
                let found = self.known.view(page, ticket.as_ref(), record.as_ref());
                let shown = self.known.document(document);
                shown.sign_in = *sign_in;
                if page.frame == FrameKind::Top {
                    self.segments.turn(page, i, shown.record.as_ref());
                    match shown.record {
                        Some(_) => self.segments.arrive(page),
                        None => self.segments.pass(page, i, &shown.route, heading),
                    }
                }
                if ticket.is_some() || record.is_some() {
                    let what = if found {
                        What::TicketFound
                    } else {
                        What::TicketRead
                    };
                    signals.push(signal(what, Classes::NONE, i));
                }
            }
            PageEvent::State { of, value, .. } => {
                let value = words(value);
                if let Some(what) = self.known.state(system, document, *of, value) {
                    signals.push(signal(what, value, i));
                    if matches!(what, What::ApprovalState | What::LooseState) {
                        news = value;
                    }
                }
            }
            PageEvent::Claim { of, at } => {
                let decided = matches!(of, ClaimOf::Approved | ClaimOf::Rejected);
                if decided && self.known.is_new_time(system, document, *of, at) {
                    signals.push(signal(What::DecisionTime, Classes::NONE, i));
                }
            }
            PageEvent::Person { role, person } if self.known.person(system, document, *role, person) => {
                signals.push(signal(What::OwnerChange, Classes::NONE, i));
            }
            PageEvent::Members {
                list,
                of,
                things,
                truncated,
            } => {
                let of = of.clone().or_else(|| self.known.subject(page).cloned());
                let of = of.map(|thing| self.known.one(&thing));
                let things: Vec<_> = things.iter().map(|thing| self.known.one(thing)).collect();
                let seen = self
                    .members
                    .see(system, document, list, of.as_ref(), &things, *truncated);
                if let Some((added, removed)) = seen {
                    signals.push(signal(What::Members, words(list), i));
                    change = Some(Delta {
                        entry: i,
                        of,
                        added,
                        removed,
                    });
                }
            }
            PageEvent::Outcome { words: said, .. } if self.known.is_new_message(system, document, said) => {
                signals.push(signal(What::Message, words(said), i));
            }
            _ => {}
        }
        let changed = change.is_some()
            || signals.iter().any(|signal| {
                matches!(
                    signal.what,
                    What::TicketChange | What::OwnerChange | What::AccessChange | What::ApprovalState
                )
            });
        let decided = news.meets(signal::DECIDED);
        // A comment that comes right after a commit is what was written.
        let read = decided && !matches!(&page.event, PageEvent::State { of, .. } if is_comment(*of));
        let action = self.segments.notice(i, wall, page, read, &mut self.known);
        action.signals.extend(signals);
        action.deltas.extend(change);
        action.found |= matches!(page.event, PageEvent::Navigation { how: Move::Found, .. });
        candidate::follow(&mut self.segments, page, changed);
        if decided {
            self.segments.mark(page, i, news);
        }
    }

    /// Something that a person did.
    fn act(&mut self, i: u32, wall: u64, page: &Page) {
        let sign_in = self.known.document(page.document).sign_in;
        let off = matches!(&page.event, PageEvent::Gesture { control, .. } if candidate::calls_off(control));
        if off {
            self.segments.take_back(page);
        }
        let before = self.segments.at(page).and_then(|action| action.candidate);
        let action = self.segments.act(i, wall, page, &mut self.known);
        match &page.event {
            PageEvent::Gesture { control, .. } => {
                candidate::gesture(action, i, control, sign_in);
                if off {
                    self.segments.call_off(page, i);
                }
                let console = matches!(
                    self.kinds.get(&page.system),
                    Some(SystemKind::Iam | SystemKind::Directory)
                );
                self.known.pick(page, if console { &control.row } else { &[] });
                if candidate::picks(control) {
                    self.segments.pick(page);
                }
            }
            // Who signs in changes nothing but who he is.
            PageEvent::Choice { control, choice } if !sign_in => {
                candidate::choice(action, i, control, choice)
            }
            PageEvent::Pointed { words: said, .. } => {
                action.marker = Some(i);
                action.signals.push(signal(What::Pointed, words(said), i));
            }
            PageEvent::Submit {
                method,
                control,
                within,
                ..
            } => {
                let form = candidate::Form {
                    method: *method,
                    control: control.as_ref(),
                    within,
                    sign_in,
                };
                if let Some(classes) = candidate::submit(action, i, &form, before) {
                    self.segments.commit(page, i, classes);
                }
            }
            _ => {}
        }
    }
}

pub(crate) fn signal(what: What, classes: Classes, entry: u32) -> Signal {
    Signal { what, classes, entry }
}

pub(crate) fn words(label: &Label) -> Classes {
    lexicon::label_classes(label)
}

/// Whether a message says that something did not work.
fn failed(classes: Classes) -> bool {
    classes.has(Class::StateFailure) && !classes.has(Class::StateSuccess)
}
