//! Pieces to steps: each piece gets its phase, what only leads somewhere goes with where it leads, and neighbours of
//! one phase in one system are one step.

use alloc::vec;
use alloc::vec::Vec;

use ledgerium_session::Entry;
use ledgerium_session::derived::{Phase, Step};
use ledgerium_session::ids::TicketId;

use crate::corrections::Corrections;
use crate::derive::action::Action;
use crate::derive::pieces::{Piece, pieces};
use crate::derive::score::{Decision, Fired, cite, decide, fire, margin};
use crate::derive::states::Known;
use crate::derive::{Deriver, grants, name};
use crate::table::{Set, put};

/// A step in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) action: Action,
    pub(crate) fired: Vec<Fired>,
    /// What the rules say.
    pub(crate) machine: Phase,
    /// What holds.
    pub(crate) phase: Phase,
    clamp: Option<(u32, Phase)>,
    begins: bool,
    pub(crate) corrections: Vec<u32>,
}

impl Draft {
    fn ticket(&self) -> Option<&TicketId> {
        self.action.tickets.last().map(|(_, ticket)| ticket)
    }

    fn holds(&self, entry: u32) -> bool {
        self.action.entries.binary_search(&entry).is_ok()
    }

    /// It committed nothing and no rule says what it is for.
    fn only_passes(&self) -> bool {
        self.clamp.is_none() && self.phase == Phase::Other && self.action.commits.is_empty()
    }

    fn is_beside(&self, other: &Self) -> bool {
        self.action.system.is_some() && self.action.system == other.action.system
    }
}

/// The steps before they are named.
pub(crate) fn drafts(deriver: &Deriver, known: &Known, corrections: &Corrections) -> Vec<Draft> {
    let pointed: Set<u32> = corrections.pointed().map(|(entry, _)| (entry, ())).collect();
    let fire = |action: &Action| fire(deriver, known, action, &pointed);
    let mut drafts: Vec<Draft> = pieces(&deriver.segments.actions, corrections)
        .into_iter()
        .filter_map(|piece| {
            let Piece {
                action,
                clamp,
                begins,
                corrections,
            } = piece;
            let fired = fire(&action);
            let Decision { phase, .. } = decide(&fired);
            // A page that merely stood open is nobody's work, unless it shows what the work is about.
            let told = matches!(phase, Phase::Request | Phase::Approve);
            if action.found && action.acts.is_empty() && clamp.is_none() && !told {
                return None;
            }
            Some(Draft {
                action,
                fired,
                machine: phase,
                phase: clamp.map_or(phase, |(_, phase)| phase),
                clamp,
                begins,
                corrections,
            })
        })
        .collect();
    absorb(&mut drafts);
    let mut steps: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match steps.last_mut().filter(|last| belongs(last, &draft)) {
            Some(last) => {
                join(last, draft);
                last.fired.clear();
            }
            None => steps.push(draft),
        }
    }
    for (first, second, correction) in corrections.merges() {
        let at = steps.iter().position(|step| step.holds(first));
        if let Some(at) = at.filter(|at| steps.get(at + 1).is_some_and(|next| next.holds(second))) {
            let next = steps.remove(at + 1);
            let step = &mut steps[at];
            let clamp = step.clamp.or(next.clamp);
            join(step, next);
            let fired = fire(&step.action);
            step.machine = decide(&fired).phase;
            step.phase = clamp.map_or(step.machine, |(_, phase)| phase);
            step.clamp = clamp;
            step.fired = fired;
            step.corrections.push(correction);
        }
    }
    for step in steps.iter_mut().filter(|step| step.fired.is_empty()) {
        step.fired = fire(&step.action);
    }
    steps
}

/// Moving about, signing in and looking for the place takes the phase of what it leads to in the same system, or else
/// of what it follows.
fn absorb(drafts: &mut [Draft]) {
    for at in (1..drafts.len()).rev() {
        let (before, after) = drafts.split_at_mut(at);
        let (Some(this), Some(next)) = (before.last_mut(), after.first()) else {
            continue;
        };
        if this.only_passes() && this.is_beside(next) && next.clamp.is_none() && !next.begins {
            this.phase = next.phase;
        }
    }
    for at in 1..drafts.len() {
        let (before, after) = drafts.split_at_mut(at);
        let (Some(last), Some(this)) = (before.last(), after.first_mut()) else {
            continue;
        };
        if this.only_passes() && this.is_beside(last) && last.clamp.is_none() && !this.begins {
            this.phase = last.phase;
        }
    }
}

/// Whether two neighbours are one step.
fn belongs(last: &Draft, next: &Draft) -> bool {
    let one_ticket = match (last.ticket(), next.ticket()) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    last.phase == next.phase && last.clamp == next.clamp && last.is_beside(next) && !next.begins && one_ticket
}

fn join(step: &mut Draft, next: Draft) {
    if step.machine == Phase::Other {
        step.machine = next.machine;
    }
    step.action.append(next.action);
    step.corrections.extend(next.corrections);
}

/// The steps as the session file shows them.
pub(crate) fn steps(
    drafts: Vec<Draft>,
    known: &Known,
    corrections: &Corrections,
    log: &[Entry],
) -> Vec<Step> {
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
            let lead = Decision {
                phase: draft.machine,
                margin: margin(&draft.fired, draft.machine),
            };
            let ticket = draft.ticket().cloned();
            Step {
                first: draft.action.first(),
                phase: draft.phase,
                machine_phase: (draft.clamp.is_some() && draft.machine != draft.phase)
                    .then_some(draft.machine),
                margin: lead.margin,
                unsure: draft.clamp.is_none() && lead.is_unsure(),
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
