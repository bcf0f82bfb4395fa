//! The one state of a recording, read from its log, and what may be done in it.

use ledgerium_session::Body;
use ledgerium_session::entry::EndReason;
use ledgerium_session::gap::GapCause;
use serde::Serialize;

use crate::error::Error;

/// What a recording is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Events are written.
    Recording,
    /// The browser ended while it recorded; what the journal still holds is taken, and the agent decides.
    Interrupted,
    /// The agent paused.
    Paused,
    /// The agent set it aside.
    Parked,
    /// The agent stopped; corrections are still taken.
    Stopped,
    /// The log has its last entry.
    Finished,
}

impl core::fmt::Display for State {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            State::Recording => "recording",
            State::Interrupted => "interrupted",
            State::Paused => "paused",
            State::Parked => "parked",
            State::Stopped => "stopped",
            State::Finished => "finished",
        })
    }
}

/// What is asked of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    Pause,
    Resume,
    Park,
    Stop,
    Finish(EndReason),
    /// Anything else that writes: systems, tickets, gaps, corrections, records.
    Write,
}

impl State {
    /// The state after an entry.
    #[must_use]
    pub(crate) fn after(self, body: &Body) -> Self {
        match body {
            Body::Genesis(_) | Body::Resumed {} => State::Recording,
            Body::Paused {} => State::Paused,
            Body::Parked {} => State::Parked,
            Body::Stopped {} => State::Stopped,
            Body::Finished(_) => State::Finished,
            Body::Gap(gap) if gap.cause == GapCause::BrowserRestarted && self == State::Recording => {
                State::Interrupted
            }
            _ => self,
        }
    }

    /// Whether events of pages are taken whenever they happened.
    pub(crate) fn takes_events(self) -> bool {
        matches!(self, State::Recording | State::Interrupted)
    }

    /// Refuses a command that does not fit, saying what to do instead.
    pub(crate) fn allow(self, command: Command) -> Result<(), Error> {
        use State::{Finished, Interrupted, Parked, Paused, Recording, Stopped};
        let refuse = |command, remedy| {
            Err(Error::WrongState {
                command,
                state: self,
                remedy,
            })
        };
        match (command, self) {
            (_, Finished) => refuse("change", "it is sealed; begin a new recording that continues it"),
            (Command::Write, _)
            | (Command::Pause, Recording)
            | (Command::Resume, Paused | Parked | Stopped | Interrupted)
            | (Command::Park, Recording | Paused | Interrupted)
            | (Command::Stop, Recording | Paused | Parked | Interrupted)
            | (Command::Finish(_), Stopped | Interrupted)
            | (Command::Finish(EndReason::Continued | EndReason::Recovered), Recording | Paused | Parked) => {
                Ok(())
            }
            (Command::Pause, Interrupted) => refuse("pause", "resume it first, or park it"),
            (Command::Pause, _) => refuse("pause", "it does not record; resume it first"),
            (Command::Resume, _) => refuse("resume", "it records already"),
            (Command::Park, Parked) => refuse("park", "it is set aside already"),
            (Command::Park, _) => refuse("park", "resume it first, or export it"),
            (Command::Stop, _) => refuse("stop", "export it, or resume it"),
            (Command::Finish(_), _) => refuse("export", "stop it first"),
        }
    }
}
