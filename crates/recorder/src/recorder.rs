//! The recorder as the worker drives it: one log, the numbers beside it, and what follows from both.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use ledgerium_session::authored::Authored;
use ledgerium_session::canonical;
use ledgerium_session::derived::Derived;
use ledgerium_session::entry::Genesis;
use ledgerium_session::gap::{Gap, GapCause};
use ledgerium_session::ids::{Hash, SessionId, SystemId, TicketId};
use ledgerium_session::limits::{MAX_NUMBER, MAX_SYSTEMS};
use ledgerium_session::read::from_str;
use ledgerium_session::system::System;
use ledgerium_session::{Body, Entry};
use serde::Serialize;

use crate::derive::Deriver;
use crate::error::Error;
use crate::facts::Facts;
use crate::input::{GapInput, Setup, SystemInput, VocabularyTerm, read};
use crate::learn::{self, Learned};
use crate::log::Log;
use crate::private::{Name, Private};
use crate::state::{Command, State};
use crate::table::Table;
use crate::{corrections, lexicon, rules};

/// What a call wrote: the new lines belong in the same transaction as the private state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Output {
    /// The new entries, each as a line of canonical JSON.
    pub lines: Vec<String>,
    /// What the recorder must be given to go on after a restart. Never exported.
    pub private: String,
    /// How many records were refused in this call.
    pub refused: u32,
}

/// A recording. All times and random bytes are arguments, so that the same calls give the same bytes anywhere.
#[derive(Debug, Clone)]
pub struct Recorder {
    pub(crate) log: Log,
    pub(crate) facts: Facts,
    pub(crate) deriver: Deriver,
    pub(crate) private: Private,
    pub(crate) vocabulary: Table<u32, VocabularyTerm>,
    pub(crate) judge: Judge,
}

/// Completes what was derived from a log with verdicts, which are a matter of their own (`ledgerium-analysis`).
pub type Judge = fn(&[Entry], &mut Derived);

impl Recorder {
    /// Begins a recording. `random` is 32 bytes for the nonce and 10 for the session's id.
    ///
    /// # Errors
    /// [`Error::BadInput`] for a setup or a time that is not one, [`Error::WordsMissing`] without the core words.
    pub fn begin(now: u64, random: &[u8; 42], setup: &str) -> Result<(Self, Output), Error> {
        lexicon::ready()?;
        let setup: Setup = read("the setup", setup)?;
        let (nonce, id) = random.split_at(32);
        let bytes = |part: &[u8]| Error::input("the random bytes", format!("{} do not fit", part.len()));
        let genesis = Genesis {
            session: SessionId::from_parts(check_time(now)?, id.try_into().map_err(|_| bytes(id))?),
            nonce: Hash(nonce.try_into().map_err(|_| bytes(nonce))?),
            recorder: setup.recorder,
            build: setup.build,
            lexicon: lexicon::hash(),
            profiles: setup.profiles,
            vocabulary: Hash::of(&canonical::to_bytes(&setup.vocabulary)?),
            public_key: setup.public_key,
            rules: rules::VERSION,
            weights: setup.weights,
            agent: setup.agent,
            continues: setup.continues,
        };
        let mut recorder = Self::empty();
        recorder.set_vocabulary(setup.vocabulary);
        let mut lines = vec![recorder.append(now, Body::Genesis(genesis))?];
        if let Some(ticket) = setup.ticket {
            lines.push(recorder.append(now, Body::Ticket { ticket, system: None })?);
        }
        let output = recorder.output(lines)?;
        Ok((recorder, output))
    }

    /// Goes on from stored lines and the private state that was stored with the last of them. Without a private
    /// state the numbers go on, but nothing that came before is recognised again.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the lines do not form a whole log, [`Error::WordsMissing`] without the core words.
    pub fn restore(lines: &str, private: &str) -> Result<Self, Error> {
        lexicon::ready()?;
        let mut recorder = Self::empty();
        recorder.log = Log::parse(lines)?;
        for entry in recorder.log.entries() {
            recorder.facts.apply(entry);
            recorder.deriver.apply(entry);
        }
        if recorder.facts.genesis.is_none() {
            return Err(Error::Damaged("its beginning is missing".into()));
        }
        recorder.private = if private.is_empty() {
            Private::after(&recorder.facts.highest)
        } else {
            from_str(private)
                .map_err(|error| Error::Damaged(format!("its private state cannot be read ({error})")))?
        };
        Ok(recorder)
    }

    /// Has what is derived from its log completed with verdicts.
    #[must_use]
    pub fn judged_by(mut self, judge: Judge) -> Self {
        self.judge = judge;
        self
    }

    /// Everything that is derived from its log.
    pub(crate) fn derived(&self) -> Derived {
        let mut derived = self.deriver.derived(self.log.entries());
        (self.judge)(self.log.entries(), &mut derived);
        derived
    }

    fn empty() -> Self {
        Self {
            log: Log::new(),
            facts: Facts::new(),
            deriver: Deriver::new(),
            private: Private::default(),
            vocabulary: Table::default(),
            judge: |_, _| {},
        }
    }

    /// Says which terms the page side may name from now on, as a list of [`VocabularyTerm`]. The vocabulary is no part
    /// of the log and must be given again after [`Self::restore`]; only terms that a page names are written.
    ///
    /// # Errors
    /// [`Error::BadInput`].
    pub fn vocabulary(&mut self, terms: &str) -> Result<(), Error> {
        let terms = read("the vocabulary", terms)?;
        self.set_vocabulary(terms);
        Ok(())
    }

    fn set_vocabulary(&mut self, terms: Vec<VocabularyTerm>) {
        self.vocabulary = terms.into_iter().map(|term| (term.id, term)).collect();
    }

    /// What the recording is doing.
    pub fn state(&self) -> State {
        self.facts.state
    }

    /// Takes a system into the session, or describes one anew. Nothing is written where nothing changed.
    ///
    /// # Errors
    /// [`Error::BadInput`], [`Error::TooManySystems`], or [`Error::WrongState`] after the end.
    pub fn system(&mut self, now: u64, system: &str) -> Result<Output, Error> {
        self.facts.state.allow(Command::Write)?;
        let SystemInput {
            origin,
            kind,
            name,
            profile,
            mut weights,
        } = read("the system", system)?;
        learn::check(&weights)?;
        let known = self.facts.system_at(&origin);
        let next = self.facts.system_count() + 1;
        // What holds from the beginning holds to the end: a recording that learns from itself could not be computed again.
        if let Some(known) = known {
            weights.clone_from(&known.weights);
        }
        let id = match known {
            Some(known) => known.id,
            None if next > MAX_SYSTEMS => return Err(Error::TooManySystems),
            None => SystemId(u32::try_from(next).map_err(|_| Error::TooManySystems)?),
        };
        let system = System {
            id,
            origin,
            kind,
            name,
            profile,
            weights,
        };
        if known == Some(&system) {
            return self.output(Vec::new());
        }
        self.write(now, Body::System(system))
    }

    /// What the corrections so far teach of each product, for recordings to come.
    pub fn learned(&self) -> Vec<Learned> {
        let systems = self.facts.systems();
        let origin = |id| {
            let system = systems.iter().find(|system| system.id == id);
            system.map(|system| system.origin.clone())
        };
        learn::learn(&self.deriver, self.log.entries(), origin)
    }

    /// Says which ticket the recording is about.
    ///
    /// # Errors
    /// [`Error::BadInput`] for what is no ticket's number, [`Error::WrongState`] after the end.
    pub fn ticket(&mut self, now: u64, ticket: &str, system: Option<u32>) -> Result<Output, Error> {
        self.facts.state.allow(Command::Write)?;
        let ticket =
            TicketId::try_from(ticket.to_owned()).map_err(|error| Error::input("the ticket", error))?;
        let system = system.map(SystemId);
        if let Some(id) = system.filter(|id| self.facts.kind(*id).is_none()) {
            return Err(Error::BadReference(format!("there is no system {}", id.0)));
        }
        if self.facts.ticket.as_ref() == Some(&ticket) {
            return self.output(Vec::new());
        }
        self.write(now, Body::Ticket { ticket, system })
    }

    /// Writes down that something was missed.
    ///
    /// # Errors
    /// [`Error::BadInput`], or [`Error::WrongState`] after the end.
    pub fn gap(&mut self, now: u64, gap: &str) -> Result<Output, Error> {
        self.facts.state.allow(Command::Write)?;
        let input: GapInput = read("the gap", gap)?;
        if input.since.is_some_and(|since| since > MAX_NUMBER) {
            return Err(Error::input("the gap", "its beginning is no time"));
        }
        let document = input.document.and_then(|name| Name::of(&name));
        if input.cause == GapCause::BrowserRestarted {
            self.private.forget_tabs();
        }
        let gap = Gap {
            cause: input.cause,
            count: input.count,
            document: document.map(|name| self.private.document(name).id),
            since: input.since,
        };
        self.write(now, Body::Gap(gap))
    }

    /// Writes down what the agent said or corrected.
    ///
    /// # Errors
    /// [`Error::BadInput`], or [`Error::BadReference`] where it names an entry or a step that is not there.
    pub fn author(&mut self, now: u64, authored: &str) -> Result<Output, Error> {
        self.facts.state.allow(Command::Write)?;
        let entry: Authored = read("the entry", authored)?;
        let entry = corrections::check(self, entry)?;
        self.write(now, Body::Authored { entry })
    }

    /// Pauses: events from now on are not written.
    ///
    /// # Errors
    /// [`Error::WrongState`].
    pub fn pause(&mut self, now: u64) -> Result<Output, Error> {
        self.turn(now, Command::Pause, Body::Paused {})
    }

    /// Goes on after a pause, a park, a stop or an interruption.
    ///
    /// # Errors
    /// [`Error::WrongState`].
    pub fn resume(&mut self, now: u64) -> Result<Output, Error> {
        self.turn(now, Command::Resume, Body::Resumed {})
    }

    /// Sets the recording aside.
    ///
    /// # Errors
    /// [`Error::WrongState`].
    pub fn park(&mut self, now: u64) -> Result<Output, Error> {
        self.turn(now, Command::Park, Body::Parked {})
    }

    /// Stops: only corrections follow.
    ///
    /// # Errors
    /// [`Error::WrongState`].
    pub fn stop(&mut self, now: u64) -> Result<Output, Error> {
        self.turn(now, Command::Stop, Body::Stopped {})
    }

    pub(crate) fn turn(&mut self, now: u64, command: Command, body: Body) -> Result<Output, Error> {
        self.facts.state.allow(command)?;
        self.write(now, body)
    }

    fn write(&mut self, now: u64, body: Body) -> Result<Output, Error> {
        let line = self.append(check_time(now)?, body)?;
        self.output(vec![line])
    }

    /// Appends an entry and lets everything that follows from the log know of it.
    pub(crate) fn append(&mut self, wall: u64, body: Body) -> Result<String, Error> {
        let line = self.log.append(wall, body)?;
        if let Some(entry) = self.log.entries().last() {
            self.facts.apply(entry);
            self.deriver.apply(entry);
        }
        Ok(line)
    }

    pub(crate) fn output(&self, lines: Vec<String>) -> Result<Output, Error> {
        Ok(Output {
            lines,
            private: self.private_text()?,
            refused: 0,
        })
    }

    /// The private state as it is stored.
    pub(crate) fn private_text(&self) -> Result<String, Error> {
        json(&self.private)
    }
}

/// A value as JSON.
///
/// # Errors
/// [`Error::File`], which does not happen for the types of this crate.
pub fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    let bytes = canonical::to_bytes(value)?;
    String::from_utf8(bytes).map_err(|error| Error::Damaged(error.to_string()))
}

pub(crate) fn check_time(now: u64) -> Result<u64, Error> {
    if now <= MAX_NUMBER {
        Ok(now)
    } else {
        Err(Error::input("the time", "milliseconds since 1970 are expected"))
    }
}
