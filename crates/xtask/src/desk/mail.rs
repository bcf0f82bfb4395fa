//! Postroom: webmail in one page with hash routes. Here is the data behind it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::http::{Refusal, Request, Response};
use super::state::{DESK, Mail, Person, State};
use super::{Desk, System};

#[derive(Deserialize)]
struct Draft {
    to: String,
    subject: String,
    body: String,
}

pub fn answer(
    desk: &Desk,
    state: &mut State,
    person: &Person,
    request: &Request,
) -> Result<Response, Refusal> {
    match (request.method.as_str(), request.segments().as_slice()) {
        ("GET", []) => desk
            .pages
            .html("mail/index.html", json!({ "title": System::Mail.title() })),
        ("GET", ["api", "me"]) => Response::json(
            &json!({ "login": person.login, "name": person.name, "address": address(person.login) }),
        ),
        ("GET", ["api", "people"]) => {
            let people = state
                .people
                .iter()
                .map(|person| (person.login, person.name))
                .chain([(DESK, "Helpline")]);
            Response::json(
                &people
                    .map(|(login, name)| json!({ "name": name, "address": address(login) }))
                    .collect::<Vec<_>>(),
            )
        }
        ("GET", ["api", folder @ ("inbox" | "sent")]) => {
            let shown = state.mails.iter().rev().filter(|mail| match *folder {
                "inbox" => mail.to.contains(person.login),
                _ => mail.from == person.login,
            });
            Response::json(&shown.map(|mail| view(state, person, mail)).collect::<Vec<_>>())
        }
        ("GET", ["api", "mails", id]) => {
            let index = state
                .mails
                .iter()
                .position(|mail| mail.id.to_string() == *id && may_read(person, mail));
            let index = index.ok_or_else(Refusal::not_found)?;
            let shown = view(state, person, &state.mails[index]);
            state.mails[index].unread.remove(person.login);
            Response::json(&shown)
        }
        ("POST", ["api", "mails"]) => {
            let draft: Draft = request.json()?;
            let to: Vec<&str> = draft
                .to
                .split([',', ';'])
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect();
            let logins: Option<Vec<&str>> = to.iter().map(|recipient| login(state, recipient)).collect();
            match logins.filter(|logins| !logins.is_empty()) {
                Some(logins) => state.send(person.login, &logins, &draft.subject, &draft.body),
                None => return Err(Refusal::new(400, "Nobody here has this address")),
            }
            Response::json(&json!({ "sent": true }))
        }
        _ => Err(Refusal::not_found()),
    }
}

fn address(login: &str) -> String {
    format!("{login}@desk.example")
}

/// Whom an address means: `Name <login@desk.example>` or the address alone.
fn login<'draft>(state: &State, recipient: &'draft str) -> Option<&'draft str> {
    let bare = recipient
        .split_once('<')
        .map_or(recipient, |(_, rest)| rest.trim_end_matches('>'));
    let login = bare.strip_suffix("@desk.example")?;
    (login == DESK || state.person(login).is_some()).then_some(login)
}

fn may_read(person: &Person, mail: &Mail) -> bool {
    mail.from == person.login || mail.to.contains(person.login)
}

fn view(state: &State, person: &Person, mail: &Mail) -> Value {
    let to: Vec<Value> = mail
        .to
        .iter()
        .map(|login| json!({ "name": state.name(login), "address": address(login) }))
        .collect();
    json!({
        "id": mail.id,
        "from": { "name": state.name(&mail.from), "address": address(&mail.from) },
        "to": to,
        "subject": mail.subject,
        "body": mail.body,
        "at": mail.at.to_string(),
        "unread": mail.unread.contains(person.login),
    })
}
