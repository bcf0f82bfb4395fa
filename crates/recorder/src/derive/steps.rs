//! Pieces to steps: each piece gets its phase, and neighbours of one phase in one system are one step.

use alloc::vec;
use alloc::vec::Vec;

use ledgerium_session::derived::{Phase, Step};
use ledgerium_session::entry::Page;
use ledgerium_session::ids::{DocumentId, TicketId};
use ledgerium_session::system::SystemKind;
use ledgerium_session::{Body, Entry, PageEvent};

use crate::classes::Classes;
use crate::derive::action::Action;
use crate::derive::decode::{Decided, Unit, decode};
use crate::derive::pieces::{Piece, pieces};
use crate::derive::score::{Fired, cite, fire, phase, sums};
use crate::derive::signal::{KEEPING, What};
use crate::derive::whole::Whole;
use crate::derive::{grants, lanes, name, signal};
use crate::rules::{BRIEF, UNSURE_BELOW};
use crate::table::put;

/// A step in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) action: Action,
    /// The kind of its system.
    pub(crate) kind: Option<SystemKind>,
    pub(crate) fired: Vec<Fired>,
    /// What the rules say.
    pub(crate) machine: Phase,
    /// By how much it leads.
    pub(crate) margin: u32,
    /// What holds.
    pub(crate) phase: Phase,
    pub(crate) clamp: Option<(u32, Phase)>,
    /// The agent split here.
    pub(crate) begins: bool,
    pub(crate) corrections: Vec<u32>,
}

impl Draft {
    pub(crate) fn ticket(&self) -> Option<&TicketId> {
        self.action.tickets.last().map(|(_, ticket)| ticket)
    }

    fn holds(&self, entry: u32) -> bool {
        self.action.entries.binary_search(&entry).is_ok()
    }

    fn is_beside(&self, other: &Self) -> bool {
        self.action.system.is_some() && self.action.system == other.action.system
    }
}

/// The pieces, each with its phase.
pub(crate) fn decided(whole: &Whole<'_>) -> Vec<Draft> {
    let mut pieces = pieces(&whole.deriver.segments.actions, &whole.corrections);
    idle(&mut pieces, whole);
    let mut drafts: Vec<Draft> = lead(pieces)
        .into_iter()
        .map(|piece| {
            let Piece {
                mut action,
                clamp,
                begins,
                corrections,
            } = piece;
            for (_, record) in &mut action.records {
                *record = whole.known.one(record);
            }
            Draft {
                kind: whole.deriver.kind(&action),
                fired: fire(whole, &action),
                action,
                machine: Phase::Other,
                margin: 0,
                phase: Phase::Other,
                clamp,
                begins,
                corrections,
            }
        })
        .collect();
    lanes::decide(&mut drafts, whole.log);
    // A page that merely stands open is nobody's work, unless it shows what the work is about.
    drafts.retain(|draft| {
        let told = matches!(draft.machine, Phase::Request | Phase::Approve);
        let open = draft.action.found || !draft.action.tells();
        !open || !draft.action.acts.is_empty() || draft.clamp.is_some() || told
    });
    drafts
}

/// Marks what serves nothing: visits of a system in which nothing was read, decided or kept, and what was still looked
/// at there after the last that was. What is still going on may serve yet.
fn idle(pieces: &mut [Piece], whole: &Whole<'_>) {
    let mut start = 0;
    while start < pieces.len() {
        let system = pieces[start].action.system;
        let beside = |piece: &Piece| piece.action.system == system || piece.action.acts.is_empty();
        let end = start + pieces[start..].iter().take_while(|piece| beside(piece)).count();
        let left = end < pieces.len();
        let visit = &mut pieces[start..end.max(start + 1)];
        let serves = |piece: &Piece| {
            let action = &piece.action;
            piece.clamp.is_some()
                || !action.commits.is_empty()
                || !action.records.is_empty()
                || action.tells()
                || action.has(&[What::Control], KEEPING)
                || (action.picked && whole.deriver.kind(action) == Some(SystemKind::Email))
                || fills(action, whole.log)
        };
        let last = visit.iter().rposition(serves).map_or(0, |last| last + 1);
        if left && system.is_some() {
            for Piece { action, .. } in &mut visit[last..] {
                if let Some(act) = action.acts.first().copied() {
                    action.signals.push(signal(What::Idle, Classes::NONE, act));
                }
            }
        }
        start = end.max(start + 1);
    }
}

/// Joins the way to what it leads to: pages on which nothing was read, kept or given up, right before others of the
/// same system.
fn lead(pieces: Vec<Piece>) -> Vec<Piece> {
    let plain = |piece: &Piece| piece.clamp.is_none() && piece.corrections.is_empty();
    let mut all: Vec<Piece> = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        let to = &piece.action;
        let led = plain(&piece) && !to.acts.is_empty() && !to.serves_nothing();
        let leads = |way: &mut Piece| plain(way) && way.action.system == to.system && way.action.leads();
        if let Some(Piece { action: way, .. }) = all.pop_if(|way| led && leads(way)) {
            piece.action.follow(way);
        }
        all.push(piece);
    }
    all
}

/// Whether a field was changed, other than to sign in.
fn fills(action: &Action, log: &[Entry]) -> bool {
    let pages = || action.entries.iter().filter_map(|entry| page(log, *entry));
    let signs_in = |document: DocumentId| {
        pages().any(|page| {
            page.document == document && matches!(page.event, PageEvent::View { sign_in: true, .. })
        })
    };
    pages().any(|page| matches!(page.event, PageEvent::Choice { .. }) && !signs_in(page.document))
}

/// What a page said at an entry.
pub(crate) fn page(log: &[Entry], entry: u32) -> Option<&Page> {
    match &log.get(place(entry)?)?.body {
        Body::Page(page) => Some(page),
        _ => None,
    }
}

/// The steps before they are named.
pub(crate) fn drafts(whole: &Whole<'_>) -> Vec<Draft> {
    let mut steps: Vec<Draft> = Vec::new();
    for draft in decided(whole) {
        match steps.last_mut().filter(|last| belongs(last, &draft)) {
            Some(last) => {
                join(last, draft);
                last.fired.clear();
            }
            None => steps.push(draft),
        }
    }
    for (first, second, correction) in whole.corrections.merges() {
        let at = steps.iter().position(|step| step.holds(first));
        if let Some(at) = at.filter(|at| steps.get(at + 1).is_some_and(|next| next.holds(second))) {
            let next = steps.remove(at + 1);
            let step = &mut steps[at];
            let clamp = step.clamp.or(next.clamp);
            join(step, next);
            let fired = fire(whole, &step.action);
            let alone = alone(&fired);
            step.machine = phase(alone.phase);
            step.margin = alone.margin;
            step.phase = clamp.map_or(step.machine, |(_, phase)| phase);
            step.clamp = clamp;
            step.fired = fired;
            step.corrections.push(correction);
        }
    }
    for step in steps.iter_mut().filter(|step| step.fired.is_empty()) {
        step.fired = fire(whole, &step.action);
    }
    steps
}

/// What the rules make of a step that the agent put together.
fn alone(fired: &[Fired]) -> Decided {
    let unit = Unit {
        scores: sums(fired),
        acts: usize::MAX,
        clamp: None,
        change: 0,
    };
    decode(&[unit], BRIEF).first().copied().unwrap_or(Decided {
        phase: usize::MAX,
        margin: 0,
    })
}

/// Whether two neighbours are one step.
fn belongs(last: &Draft, next: &Draft) -> bool {
    last.phase == next.phase
        && last.clamp == next.clamp
        && last.is_beside(next)
        && !next.begins
        && lanes::is_same_record(last, next)
}

fn join(step: &mut Draft, next: Draft) {
    // What leads most of a step says how sure its phase is: none of it can be another without that.
    if step.machine == next.machine {
        step.margin = step.margin.max(next.margin);
    } else if step.margin < next.margin {
        step.machine = next.machine;
        step.margin = next.margin;
    }
    step.action.append(next.action);
    step.corrections.extend(next.corrections);
}

/// The steps as the session file shows them.
pub(crate) fn steps(drafts: Vec<Draft>, whole: &Whole<'_>) -> Vec<Step> {
    let Whole {
        log,
        known,
        corrections,
        ..
    } = whole;
    // Which step holds an entry: asked once for each correction, of which there may be as many as steps.
    let mut holders = vec![None; log.len()];
    for (at, draft) in drafts.iter().enumerate() {
        for entry in &draft.action.entries {
            if let Some(holder) = place(*entry).and_then(|entry| holders.get_mut(entry)) {
                *holder = Some(at);
            }
        }
    }
    let wall = |entry: Option<&u32>| {
        let at = entry.and_then(|entry| place(*entry));
        at.and_then(|at| log.get(at)).map_or(0, |entry| entry.wall)
    };
    let mut steps: Vec<Step> = drafts
        .into_iter()
        .map(|draft| {
            let name = name::name(&draft, log);
            let mut own = Vec::new();
            for correction in &draft.corrections {
                put(&mut own, *correction);
            }
            let (added, removed) = grants::net(draft.action.deltas.iter(), known);
            let ticket = draft.ticket().cloned();
            Step {
                first: draft.action.first(),
                phase: draft.phase,
                machine_phase: (draft.clamp.is_some() && draft.machine != draft.phase)
                    .then_some(draft.machine),
                margin: draft.margin,
                unsure: draft.clamp.is_none() && draft.margin < UNSURE_BELOW,
                name,
                system: draft.action.system,
                ticket,
                started: wall(draft.action.entries.first()),
                ended: wall(draft.action.entries.last()),
                commits: draft.action.commits.clone(),
                rules: cite(draft.fired),
                added,
                removed,
                corrections: own,
                notes: Vec::new(),
                entries: draft.action.entries,
            }
        })
        .collect();
    for (entry, correction) in corrections.pointed() {
        if let Some(step) = holding(&mut steps, &holders, entry) {
            put(&mut step.corrections, correction);
        }
    }
    for (entry, text, correction) in corrections.names() {
        if let Some(step) = holding(&mut steps, &holders, entry) {
            step.name.authored = Some(text.clone());
            put(&mut step.corrections, correction);
        }
    }
    for (entry, note) in corrections.notes() {
        if let Some(step) = holding(&mut steps, &holders, entry) {
            step.notes.push(note);
        }
    }
    steps
}

/// The step that holds an entry.
fn holding<'a>(steps: &'a mut [Step], holders: &[Option<usize>], entry: u32) -> Option<&'a mut Step> {
    steps.get_mut((*holders.get(place(entry)?)?)?)
}

fn place(entry: u32) -> Option<usize> {
    usize::try_from(entry).ok()
}
