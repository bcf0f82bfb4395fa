//! What the panel shows of a recording.

use alloc::vec::Vec;

use ledgerium_session::Body;
use ledgerium_session::authored::Authored;
use ledgerium_session::derived::{Derived, Grant, Step};
use ledgerium_session::gap::GapCause;
use ledgerium_session::ids::{SessionId, SystemId, TicketId};
use ledgerium_session::system::{System, Term};
use serde::Serialize;

use crate::error::Error;
use crate::recorder::Recorder;
use crate::state::State;

/// A recording as the panel draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoreView {
    /// What it is doing.
    pub state: State,
    /// The session in short.
    pub session: SessionView,
    /// The steps so far.
    pub steps: Vec<Step>,
    /// The changes of access, each with its verdict.
    pub grants: Vec<Grant>,
    /// The first entry of the step that the agent is at: what it is may show only when it is done.
    #[serde(rename = "goingOn", skip_serializing_if = "Option::is_none")]
    pub going_on: Option<u32>,
    /// The systems.
    pub systems: Vec<System>,
    /// The vocabulary terms that were named.
    pub terms: Vec<Term>,
    /// Another ticket than the session's is in view.
    #[serde(rename = "otherTicket", skip_serializing_if = "Option::is_none")]
    pub other_ticket: Option<OtherTicket>,
}

/// The session in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// Its id.
    pub id: SessionId,
    /// Its ticket, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
    /// Time of the first entry.
    pub started: u64,
    /// How many entries there are.
    pub entries: u32,
    /// How many of them are gestures.
    pub gestures: u32,
    /// What was missed.
    pub gaps: Vec<GapView>,
    /// Authored entries that can be taken back, the newest last.
    pub undoable: Vec<u32>,
    /// Notes, approvals outside the browser and approvals that were pointed at, where they hold.
    pub notes: Vec<NoteView>,
    /// How many records were refused.
    pub refused: u32,
}

/// A gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapView {
    /// Why.
    pub cause: GapCause,
    /// How many; 1 where that is not known.
    pub count: u32,
    /// Its entry.
    pub entry: u32,
    /// When it ended or was noticed.
    pub wall: u64,
}

/// Something the agent wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteView {
    /// Its entry.
    pub entry: u32,
    /// What.
    pub authored: Authored,
    /// When.
    pub wall: u64,
}

/// A ticket that is not the session's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherTicket {
    /// The ticket.
    pub ticket: TicketId,
    /// Where it was opened.
    pub system: SystemId,
}

impl Recorder {
    /// What the panel shows.
    ///
    /// # Errors
    /// [`Error::Damaged`] for a log without its beginning, which neither begin nor restore gives.
    pub fn view(&self) -> Result<CoreView, Error> {
        let genesis = self.facts.genesis.as_ref();
        let genesis = genesis.ok_or_else(|| Error::Damaged("its beginning is missing".into()))?;
        let entries = self.log.entries();
        let corrections = self.deriver.corrections(entries);
        let gaps: Vec<GapView> = self
            .facts
            .gaps
            .iter()
            .filter_map(|i| {
                let entry = entries.get(usize::try_from(*i).ok()?)?;
                let Body::Gap(gap) = &entry.body else { return None };
                Some(GapView {
                    cause: gap.cause,
                    count: gap.count.unwrap_or(1),
                    entry: entry.i,
                    wall: entry.wall,
                })
            })
            .collect();
        let refused = gaps
            .iter()
            .filter(|gap| matches!(gap.cause, GapCause::BadMark | GapCause::BadRecord))
            .fold(0_u32, |sum, gap| sum.saturating_add(gap.count));
        let notes = corrections
            .live()
            .filter(|(_, authored)| {
                matches!(
                    authored,
                    Authored::Note { .. }
                        | Authored::OffBrowserApproval { .. }
                        | Authored::ApprovalPointedAt { .. }
                )
            })
            .filter_map(|(entry, authored)| {
                Some(NoteView {
                    entry,
                    authored: authored.clone(),
                    wall: entries.get(usize::try_from(entry).ok()?)?.wall,
                })
            })
            .collect();
        let Derived { steps, grants, .. } = self.derived();
        let going_on = (self.facts.state == State::Recording).then(|| self.going_on(&steps));
        Ok(CoreView {
            state: self.facts.state,
            session: SessionView {
                id: genesis.session.clone(),
                ticket: self.facts.ticket.clone(),
                started: self.facts.started,
                entries: self.log.next()?,
                gestures: self.facts.gestures,
                gaps,
                undoable: corrections.undoable(),
                notes,
                refused,
            },
            steps,
            grants,
            going_on: going_on.flatten(),
            systems: self.facts.systems(),
            terms: self.facts.terms.clone(),
            other_ticket: self
                .facts
                .other_ticket
                .clone()
                .map(|(ticket, system)| OtherTicket { ticket, system }),
        })
    }

    /// The step that holds what was done last.
    fn going_on(&self, steps: &[Step]) -> Option<u32> {
        let acts = self.log.entries().iter().rev();
        let last = acts.into_iter().find(|entry| entry.is_act())?.i;
        let holds = |step: &&Step| step.entries.binary_search(&last).is_ok();
        steps.iter().rfind(holds).map(|step| step.first)
    }
}
