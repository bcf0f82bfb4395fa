//! What the four systems know. Everything is lost when the desk ends, and set back by the control page.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;

use super::System;

/// Somebody who can sign in anywhere.
#[derive(Clone, Serialize)]
pub struct Person {
    pub login: &'static str,
    pub name: &'static str,
    pub job: Job,
}

/// What a person does at the desk.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Job {
    Agent,
    Approver,
    Requester,
}

/// One line of the catalogue: what can be asked for, who decides, and what it is called in the consoles.
#[derive(Clone, Serialize)]
pub struct Offer {
    pub system: &'static str,
    pub level: &'static str,
    pub approver: &'static str,
    /// The role in Keyring.
    pub role: &'static str,
    /// The group in Rosters.
    pub group: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Status {
    New,
    Open,
    Resolved,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Decision {
    Pending,
    Approved,
    Rejected,
}

#[derive(Clone, Serialize)]
pub struct Ticket {
    pub id: u32,
    pub requester: &'static str,
    pub system: String,
    pub level: String,
    pub reason: String,
    pub status: Status,
    pub owner: Option<&'static str>,
    pub approver: &'static str,
    pub decision: Decision,
    pub decided: Option<Timestamp>,
    pub decision_note: String,
    pub category: Option<String>,
    pub created: Timestamp,
    pub comments: Vec<Comment>,
}

#[derive(Clone, Serialize)]
pub struct Comment {
    pub author: &'static str,
    pub at: Timestamp,
    pub text: String,
    pub files: Vec<Attachment>,
}

#[derive(Clone, Serialize)]
pub struct Attachment {
    pub name: String,
    pub size: usize,
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

#[derive(Clone, Serialize)]
pub struct Mail {
    pub id: u32,
    /// A login, or the desk itself.
    pub from: String,
    pub to: BTreeSet<String>,
    pub subject: String,
    pub body: String,
    pub at: Timestamp,
    pub unread: BTreeSet<String>,
}

/// The sender of ticket notices; mail to it reaches every agent.
pub const DESK: &str = "helpline";

/// All of it.
#[derive(Serialize)]
pub struct State {
    pub people: Vec<Person>,
    pub offers: Vec<Offer>,
    pub tickets: BTreeMap<u32, Ticket>,
    pub mails: Vec<Mail>,
    /// Keyring: roles by login.
    pub roles: BTreeMap<String, BTreeSet<String>>,
    /// Keyring: members by team.
    pub teams: BTreeMap<String, BTreeSet<String>>,
    /// Rosters: members by group.
    pub groups: BTreeMap<String, BTreeSet<String>>,
    /// What the next page of a person in a system says once.
    #[serde(skip)]
    pub notices: BTreeMap<(System, &'static str), String>,
}

impl State {
    pub fn person(&self, login: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.login == login)
    }

    /// The name to show for a login.
    pub fn name(&self, login: &str) -> String {
        match self.person(login) {
            Some(person) => person.name.to_owned(),
            None if login == DESK => "Helpline".to_owned(),
            None => login.to_owned(),
        }
    }

    /// Whether a role exists in the catalogue.
    pub fn is_role(&self, role: &str) -> bool {
        self.offers.iter().any(|offer| offer.role == role)
    }

    /// Puts a mail into the inboxes of people; the desk's own address means all agents.
    pub fn send(&mut self, from: &str, to: &[&str], subject: &str, body: &str) {
        let mut inboxes = BTreeSet::new();
        for login in to {
            if *login == DESK {
                inboxes.extend(
                    self.people
                        .iter()
                        .filter(|person| person.job == Job::Agent)
                        .map(|person| person.login.to_owned()),
                );
            } else if self.person(login).is_some() {
                inboxes.insert((*login).to_owned());
            }
        }
        let id = self.mails.last().map_or(1, |mail| mail.id + 1);
        self.mails.push(Mail {
            id,
            from: from.to_owned(),
            unread: inboxes.clone(),
            to: inboxes,
            subject: subject.to_owned(),
            body: body.to_owned(),
            at: now(),
        });
    }
}

/// Now, to the second: pages show no more.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
