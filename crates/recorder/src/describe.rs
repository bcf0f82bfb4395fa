//! Steps in words, for readers of English. The panel says the same in the language of its reader.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use ledgerium_session::control::PlaceKind;
use ledgerium_session::derived::{Phase, Step};
use ledgerium_session::ids::{SystemId, TermId};
use ledgerium_session::system::{System, Term};
use ledgerium_session::thing::Thing;
use ledgerium_session::words::{Label, Token};

/// What stands for a masked run.
const MASK: &str = "▮";

/// What labels and steps are read with.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The systems of the session.
    pub systems: &'a [System],
    /// Its vocabulary terms.
    pub terms: &'a [Term],
}

impl Names<'_> {
    /// What was done where, such as `Add ▮ in the “Groups” list, Company directory`.
    pub fn step(&self, step: &Step) -> String {
        let name = &step.name;
        let words = self.label(&name.words);
        let title = match &name.authored {
            Some(authored) => authored.as_str().to_owned(),
            None if !name.read_only && words.is_empty() => "Action without a readable name".to_owned(),
            None if !name.read_only => words,
            None if words.is_empty() => "Looked at a page".to_owned(),
            None => format!("Looked at “{words}”"),
        };
        let place = name
            .place_kind
            .filter(|_| name.authored.is_none())
            .map(|kind| self.place(kind, &name.place));
        let system = step.system.map(|system| self.system(system));
        let place_is_there = place.is_some();
        let whole: Vec<String> = place.into_iter().chain(system).collect();
        if whole.is_empty() {
            return title;
        }
        let join = if place_is_there { " " } else { ", " };
        format!("{title}{join}{}", whole.join(", "))
    }

    /// The words of a label with the first letter raised.
    pub fn label(&self, label: &Label) -> String {
        let words: Vec<String> = label
            .tokens()
            .iter()
            .map(|token| match token {
                Token::Word(word) => word.as_str().to_owned(),
                Token::Term(id) => self.term(*id),
                Token::Masked => MASK.to_owned(),
            })
            .collect();
        let text = words.join(" ");
        let mut letters = text.chars();
        match (label.tokens().first(), letters.next()) {
            (Some(Token::Word(_)), Some(first)) => first.to_uppercase().chain(letters).collect(),
            _ => text,
        }
    }

    fn place(&self, kind: PlaceKind, name: &Label) -> String {
        let kind = match kind {
            PlaceKind::Dialog => "dialog",
            PlaceKind::Form => "form",
            PlaceKind::Table => "table",
            PlaceKind::List => "list",
            PlaceKind::Section => "section",
            PlaceKind::Toolbar => "toolbar",
            PlaceKind::Menu => "menu",
            PlaceKind::Navigation => "navigation",
        };
        if name.is_empty() {
            format!("in a {kind}")
        } else {
            format!("in the “{}” {kind}", self.label(name))
        }
    }

    /// What the agent calls a system.
    pub fn system(&self, id: SystemId) -> String {
        let system = self.systems.iter().find(|system| system.id == id);
        system.map_or_else(
            || format!("System {}", id.0),
            |system| system.name.as_str().to_owned(),
        )
    }

    fn term(&self, id: TermId) -> String {
        let term = self.terms.iter().find(|term| term.id == id);
        term.map_or_else(|| format!("Term {}", id.0), |term| term.text.as_str().to_owned())
    }

    /// A person, a group or another thing: listed terms by name, all else by its number in the session.
    pub fn thing(&self, thing: &Thing) -> String {
        match thing {
            Thing::Term(id) => self.term(*id),
            Thing::Person(n) => format!("person {n}"),
            Thing::Entitlement(n) => format!("group or role {n}"),
            Thing::Ticket(id) => format!("ticket {id}"),
            Thing::Record(n) => format!("record {n}"),
        }
    }
}

/// The name of a phase.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Request => "Request",
        Phase::Approve => "Approve",
        Phase::Grant => "Grant",
        Phase::Confirm => "Confirm",
        Phase::Close => "Close",
        Phase::Other => "Other",
    }
}
