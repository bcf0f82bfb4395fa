//! What the page side says: gestures, submits, choices, navigations and what stood on the page.

use alloc::vec::Vec;

use serde::Serialize;

use crate::control::{Control, Place};
use crate::ids::{TermId, TicketId};
use crate::limits::MAX_THINGS;
use crate::tagged;
use crate::thing::{PersonRole, Thing};
use crate::time::ClaimedTime;
use crate::words::{Label, Token};

mod kinds;

pub use kinds::{Activation, ClaimOf, MentionIn, Method, Move, OrdinalKind, Outcome, StateOf, SubmitOrigin};

/// What became of a field. The empty braces make serde refuse unknown fields there too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum Choice {
    /// Something was typed, pasted or cleared. What, how much and how often is not said.
    Edited {},
    /// A checkbox, radio button or switch went on.
    On {},
    /// A checkbox or switch went off.
    Off {},
    /// One or more items of a list were chosen.
    Chose {
        /// The items in published words.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<Label>,
        /// The items that are known as things.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        things: Vec<Thing>,
    },
    /// A file was put in. Neither its name nor its size is said.
    File {},
}

tagged!(Choice, "did", {
    "edited" => Edited {},
    "on" => On {},
    "off" => Off {},
    "chose" => Chose { ; items, things },
    "file" => File {},
});

/// One thing that the page side says. The variants have no place for text of a page other than [`Label`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum PageEvent {
    /// A person activated a control.
    Gesture {
        /// With what.
        by: Activation,
        /// The control.
        control: Control,
    },
    /// A form was sent.
    Submit {
        /// Whether a gesture explains it.
        origin: SubmitOrigin,
        /// How it was sent.
        method: Method,
        /// The control that sent it, if the browser names one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        control: Option<Control>,
        /// The form and the places around it, the nearest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        within: Vec<Place>,
    },
    /// A field changed.
    Choice {
        /// The field.
        control: Control,
        /// What became of it.
        choice: Choice,
    },
    /// A document shows another view.
    Navigation {
        /// How it came to it.
        how: Move,
        /// The path in published words; whatever else stood in it is masked. Query and fragment are not read.
        route: Label,
    },
    /// What the view is, once it stands.
    View {
        /// Its main heading in published words.
        #[serde(default, skip_serializing_if = "Label::is_empty")]
        heading: Label,
        /// The ticket it shows, where a profile says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ticket: Option<TicketId>,
        /// The record it shows, known by its number or by its address: two views of one record agree, in every system.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<Thing>,
        /// Whether this is a page to sign in.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        sign_in: bool,
    },
    /// A state word was seen.
    State {
        /// What it is about.
        of: StateOf,
        /// The label before it.
        #[serde(default, skip_serializing_if = "Label::is_empty")]
        label: Label,
        /// The state in published words.
        value: Label,
    },
    /// The page names a person in a role.
    Person {
        /// The role.
        role: PersonRole,
        /// The person.
        person: Thing,
    },
    /// The page states a time.
    Claim {
        /// Of what.
        of: ClaimOf,
        /// The time.
        at: ClaimedTime,
    },
    /// Terms of the vocabulary stand on a ticket, an approval or a mail.
    Mention {
        /// Where.
        place: MentionIn,
        /// The label of the field.
        #[serde(default, skip_serializing_if = "Label::is_empty")]
        label: Label,
        /// What is named.
        things: Vec<Thing>,
    },
    /// What a list of memberships holds now; the difference between two of them is what was granted or taken.
    Members {
        /// The list's name.
        #[serde(default, skip_serializing_if = "Label::is_empty")]
        list: Label,
        /// Whose memberships, or of which group, if the page says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Thing>,
        /// What it holds, sorted.
        things: Vec<Thing>,
        /// There are more than fit; nothing follows from what is missing here.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        truncated: bool,
    },
    /// Something followed on the page.
    Outcome {
        /// What.
        outcome: Outcome,
        /// Its words.
        #[serde(default, skip_serializing_if = "Label::is_empty")]
        words: Label,
        /// What it names.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        things: Vec<Thing>,
    },
    /// The agent pointed at a mail, comment or record and said: this is the approval.
    Pointed {
        /// Who wrote it, if the page says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        author: Option<Thing>,
        /// When, if the page says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<ClaimedTime>,
        /// Its listed words that class as approving or rejecting.
        #[serde(default, skip_serializing_if = "Label::is_empty")]
        words: Label,
        /// The terms that it names.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        things: Vec<Thing>,
    },
    /// The tab came to the front or went to the back.
    Visible {
        /// Whether it is seen now.
        shown: bool,
    },
    /// The page holds frames of other systems, which are not covered.
    Uncovered {
        /// How many.
        frames: u32,
    },
    /// The page side had to drop events, because there were too many at once.
    Dropped {
        /// How many.
        count: u32,
    },
}

tagged!(PageEvent, "event", {
    "gesture" => Gesture { by, control },
    "submit" => Submit { origin, method; control, within },
    "choice" => Choice { control, choice },
    "navigation" => Navigation { how, route },
    "view" => View { ; heading, ticket, record, sign_in },
    "state" => State { of, value; label },
    "person" => Person { role, person },
    "claim" => Claim { of, at },
    "mention" => Mention { place, things; label },
    "members" => Members { things; list, of, truncated },
    "outcome" => Outcome { outcome; words, things },
    "pointed" => Pointed { ; author, at, words, things },
    "visible" => Visible { shown },
    "uncovered" => Uncovered { frames },
    "dropped" => Dropped { count },
});

/// Why an event is refused although its JSON is well formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// Too many of something.
    #[error("an event holds {got} {what}; at most {limit} are taken")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The most.
        limit: usize,
        /// How many there were.
        got: usize,
    },
}

impl PageEvent {
    /// Checks what the types cannot say: the number of things and places.
    ///
    /// # Errors
    /// [`EventError::TooMany`] for a list over its limit.
    pub fn check(&self) -> Result<(), EventError> {
        let limit = |what, got, limit| {
            if got > limit {
                Err(EventError::TooMany { what, limit, got })
            } else {
                Ok(())
            }
        };
        if let Some(control) = self.control() {
            limit("places", control.within.len(), 3)?;
            limit("things in a row", control.row.len(), 16)?;
        }
        match self {
            PageEvent::Submit { within, .. } => limit("places", within.len(), 3),
            PageEvent::Choice {
                choice: Choice::Chose { items, things },
                ..
            } => {
                limit("items", items.len(), MAX_THINGS)?;
                limit("things", things.len(), MAX_THINGS)
            }
            PageEvent::Mention { things, .. }
            | PageEvent::Members { things, .. }
            | PageEvent::Outcome { things, .. }
            | PageEvent::Pointed { things, .. } => limit("things", things.len(), MAX_THINGS),
            _ => Ok(()),
        }
    }

    /// The control that the event is about.
    pub fn control(&self) -> Option<&Control> {
        match self {
            PageEvent::Gesture { control, .. } | PageEvent::Choice { control, .. } => Some(control),
            PageEvent::Submit { control, .. } => control.as_ref(),
            _ => None,
        }
    }

    /// Every label in the event.
    pub fn labels(&self) -> Vec<&Label> {
        let mut all = Vec::new();
        self.walk(&mut |label| all.push(label), &mut |_| {});
        all
    }

    /// Every thing in the event.
    pub fn things(&self) -> Vec<&Thing> {
        let mut all = Vec::new();
        self.walk(&mut |_| {}, &mut |thing| all.push(thing));
        all
    }

    fn walk<'a>(&'a self, label: &mut dyn FnMut(&'a Label), thing: &mut dyn FnMut(&'a Thing)) {
        if let Some(control) = self.control() {
            label(&control.name);
            control.within.iter().for_each(|place| label(&place.name));
            control.row.iter().for_each(&mut *thing);
        }
        match self {
            PageEvent::Gesture { .. } | PageEvent::Claim { .. } | PageEvent::Visible { .. } => {}
            PageEvent::Uncovered { .. } | PageEvent::Dropped { .. } => {}
            PageEvent::Submit { within, .. } => within.iter().for_each(|place| label(&place.name)),
            PageEvent::Choice { choice, .. } => {
                if let Choice::Chose { items, things } = choice {
                    items.iter().for_each(label);
                    things.iter().for_each(thing);
                }
            }
            PageEvent::Navigation { route, .. } => label(route),
            PageEvent::View { heading, record, .. } => {
                label(heading);
                record.iter().for_each(thing);
            }
            PageEvent::State {
                label: name, value, ..
            } => {
                label(name);
                label(value);
            }
            PageEvent::Person { person, .. } => thing(person),
            PageEvent::Mention {
                label: name, things, ..
            } => {
                label(name);
                things.iter().for_each(thing);
            }
            PageEvent::Members { list, of, things, .. } => {
                label(list);
                of.iter().for_each(&mut *thing);
                things.iter().for_each(thing);
            }
            PageEvent::Outcome { words, things, .. } => {
                label(words);
                things.iter().for_each(thing);
            }
            PageEvent::Pointed {
                author,
                words,
                things,
                ..
            } => {
                label(words);
                author.iter().for_each(&mut *thing);
                things.iter().for_each(thing);
            }
        }
    }

    /// Gives every term and every ordinal another number, as when a journal record's own tables become ordinals
    /// of the session. Stops at the first that has none.
    ///
    /// # Errors
    /// Whatever `renumber` returns.
    pub fn renumber<E>(
        &mut self,
        term: &mut dyn FnMut(TermId) -> Result<TermId, E>,
        ordinal: &mut dyn FnMut(OrdinalKind, u32) -> Result<u32, E>,
    ) -> Result<(), E> {
        let mut labels: Vec<&mut Label> = Vec::new();
        let mut things: Vec<&mut Thing> = Vec::new();
        match self {
            PageEvent::Gesture { control, .. } => control.parts(&mut labels, &mut things),
            PageEvent::Submit { control, within, .. } => {
                if let Some(control) = control {
                    control.parts(&mut labels, &mut things);
                }
                labels.extend(within.iter_mut().map(|place| &mut place.name));
            }
            PageEvent::Choice { control, choice } => {
                control.parts(&mut labels, &mut things);
                if let Choice::Chose {
                    items,
                    things: chosen,
                } = choice
                {
                    labels.extend(items);
                    things.extend(chosen);
                }
            }
            PageEvent::Navigation { route, .. } => labels.push(route),
            PageEvent::View { heading, record, .. } => {
                labels.push(heading);
                things.extend(record);
            }
            PageEvent::State { label, value, .. } => labels.extend([label, value]),
            PageEvent::Person { person, .. } => things.push(person),
            PageEvent::Mention {
                label, things: named, ..
            } => {
                labels.push(label);
                things.extend(named);
            }
            PageEvent::Members {
                list,
                of,
                things: held,
                ..
            } => {
                labels.push(list);
                things.extend(of);
                things.extend(held);
            }
            PageEvent::Outcome {
                words, things: named, ..
            } => {
                labels.push(words);
                things.extend(named);
            }
            PageEvent::Pointed {
                author,
                words,
                things: named,
                ..
            } => {
                labels.push(words);
                things.extend(author);
                things.extend(named);
            }
            PageEvent::Claim { .. }
            | PageEvent::Visible { .. }
            | PageEvent::Uncovered { .. }
            | PageEvent::Dropped { .. } => {}
        }
        for token in labels.into_iter().flat_map(|label| label.tokens_mut()) {
            if let Token::Term(id) = token {
                *id = term(*id)?;
            }
        }
        for thing in things {
            match thing {
                Thing::Term(id) => *id = term(*id)?,
                Thing::Person(n) => *n = ordinal(OrdinalKind::Person, *n)?,
                Thing::Entitlement(n) => *n = ordinal(OrdinalKind::Entitlement, *n)?,
                Thing::Record(n) => *n = ordinal(OrdinalKind::Record, *n)?,
                Thing::Ticket(_) => {}
            }
        }
        Ok(())
    }
}

impl Control {
    fn parts<'a>(&'a mut self, labels: &mut Vec<&'a mut Label>, things: &mut Vec<&'a mut Thing>) {
        labels.push(&mut self.name);
        labels.extend(self.within.iter_mut().map(|place| &mut place.name));
        things.extend(&mut self.row);
    }
}
