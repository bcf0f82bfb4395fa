//! Helpline: tickets, the classic way. Every step loads a page; forms answer with a redirect.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::http::{Form, Refusal, Request, Response};
use super::state::{Attachment, Comment, DESK, Decision, Job, Person, State, Status, Ticket, now};
use super::{Desk, System};

/// How a ticket can end.
const CATEGORIES: [&str; 4] = [
    "Access granted",
    "Request rejected",
    "No action needed",
    "Duplicate",
];

type Answer = Result<Response, Refusal>;

pub fn answer(desk: &Desk, state: &mut State, person: &Person, request: &Request) -> Answer {
    match (request.method.as_str(), request.segments().as_slice()) {
        ("GET", []) => Ok(Response::see_other("/queue")),
        ("GET", ["queue"]) => queue(desk, state, person, request),
        ("GET", ["new"]) => {
            let page = frame(desk, state, person, "Request access");
            desk.pages.html(
                "tickets/new.html",
                json!({ "page": page, "offers": state.offers }),
            )
        }
        ("POST", ["new"]) => create(state, person, &request.form()?),
        ("GET", ["tickets", id]) => show(desk, state, person, number(id)?),
        ("GET", ["tickets", id, "files", comment, file]) => {
            download(state, person, number(id)?, comment, file)
        }
        ("POST", ["tickets", id, act]) => change(state, person, number(id)?, act, &request.form()?),
        _ => Err(Refusal::not_found()),
    }
}

/// What every page shows around its content.
fn frame(desk: &Desk, state: &mut State, person: &Person, title: &str) -> Value {
    let notice = state
        .notices
        .remove(&(System::Tickets, person.login))
        .unwrap_or_default();
    json!({ "title": title, "notice": notice, "person": person, "agent": person.job == Job::Agent, "port": desk.port })
}

fn queue(desk: &Desk, state: &mut State, person: &Person, request: &Request) -> Answer {
    let sought = request.query("q").to_lowercase();
    let status = request.query("status");
    let tickets: Vec<Value> = state
        .tickets
        .values()
        .rev()
        .filter(|ticket| may_see(person, ticket))
        .filter(|ticket| status.is_empty() || status == shown_status(ticket.status))
        .filter(|ticket| {
            let text = format!(
                "tk-{} {} {}",
                ticket.id,
                subject(ticket),
                state.name(ticket.requester)
            );
            text.to_lowercase().contains(&sought)
        })
        .map(|ticket| view(state, ticket))
        .collect();
    let page = frame(desk, state, person, "Queue");
    desk.pages.html(
        "tickets/queue.html",
        json!({ "page": page, "tickets": tickets, "q": request.query("q"), "status": status }),
    )
}

fn show(desk: &Desk, state: &mut State, person: &Person, id: u32) -> Answer {
    let ticket = seen(state, person, id)?;
    let values = json!({
        "ticket": view(state, ticket),
        "may_decide": ticket.decision == Decision::Pending && ticket.approver == person.login,
        "may_take": person.job == Job::Agent && ticket.owner != Some(person.login) && ticket.status != Status::Resolved,
        "may_resolve": person.job == Job::Agent && ticket.status != Status::Resolved,
        "categories": CATEGORIES,
    });
    let title = format!("TK-{id}: {}", subject(ticket));
    let page = frame(desk, state, person, &title);
    desk.pages
        .html("tickets/ticket.html", json!({ "page": page, "shown": values }))
}

fn create(state: &mut State, person: &Person, form: &Form) -> Answer {
    let offer = form.value("offer").split_once('/').and_then(|(system, level)| {
        state
            .offers
            .iter()
            .find(|offer| offer.system == system && offer.level == level)
            .cloned()
    });
    let offer = offer.ok_or_else(|| Refusal::new(400, "Choose a system and a level"))?;
    if form.value("reason").is_empty() {
        return Err(Refusal::new(400, "Say why the access is needed"));
    }
    let id = state.tickets.keys().next_back().map_or(1, |last| last + 1);
    let ticket = Ticket {
        id,
        requester: person.login,
        system: offer.system.to_owned(),
        level: offer.level.to_owned(),
        reason: form.value("reason").to_owned(),
        status: Status::New,
        owner: None,
        approver: offer.approver,
        decision: Decision::Pending,
        decided: None,
        decision_note: String::new(),
        category: None,
        created: now(),
        comments: Vec::new(),
    };
    let ask = format!(
        "{} asks for {} access to {}.\n\nOpen the ticket to approve or reject, or answer this mail.",
        person.name, offer.level, offer.system
    );
    state.send(
        DESK,
        &[offer.approver],
        &format!("Approval needed: TK-{id}"),
        &ask,
    );
    state.send(
        DESK,
        &[person.login],
        &format!("Received: TK-{id}"),
        "Your request is waiting for approval.",
    );
    state.tickets.insert(id, ticket);
    done(state, person, id, "Request created")
}

/// One of the forms on a ticket.
fn change(state: &mut State, person: &Person, id: u32, act: &str, form: &Form) -> Answer {
    let agent = person.job == Job::Agent;
    let ticket = seen(state, person, id)?;
    let (owner, requester) = (ticket.owner, ticket.requester);
    let decides = ticket.approver == person.login && ticket.decision == Decision::Pending;
    let Some(ticket) = state.tickets.get_mut(&id) else {
        return Err(Refusal::not_found());
    };
    let (notice, mail) = match act {
        "take" if agent => {
            ticket.owner = Some(person.login);
            if ticket.status == Status::New {
                ticket.status = Status::Open;
            }
            ("Ticket assigned to you", None)
        }
        "approve" | "reject" if decides => {
            let approved = act == "approve";
            ticket.decision = if approved {
                Decision::Approved
            } else {
                Decision::Rejected
            };
            ticket.decided = Some(now());
            ticket.decision_note = form.value("note").to_owned();
            let (notice, word) = if approved {
                ("Request approved", "Approved")
            } else {
                ("Request rejected", "Rejected")
            };
            (
                notice,
                Some((format!("{word}: TK-{id}"), format!("{word} by {}.", person.name))),
            )
        }
        "comment" => {
            if form.value("text").is_empty() && form.files.is_empty() {
                return Err(Refusal::new(400, "Write a comment or attach a file"));
            }
            let files = form.files.iter();
            let files = files.map(|file| Attachment {
                name: file.name.clone(),
                size: file.bytes.len(),
                bytes: file.bytes.clone(),
            });
            ticket.comments.push(Comment {
                author: person.login,
                at: now(),
                text: form.value("text").to_owned(),
                files: files.collect(),
            });
            (
                "Comment added",
                Some((format!("Comment on TK-{id}"), form.value("text").to_owned())),
            )
        }
        "resolve" if agent => {
            let category = CATEGORIES
                .into_iter()
                .find(|category| *category == form.value("category"));
            ticket.category = Some(
                category
                    .ok_or_else(|| Refusal::new(400, "Choose a category"))?
                    .to_owned(),
            );
            ticket.status = Status::Resolved;
            (
                "Ticket resolved",
                Some((format!("Resolved: TK-{id}"), "Your request is closed.".to_owned())),
            )
        }
        _ => return Err(Refusal::forbidden()),
    };
    if let Some((subject, body)) = mail {
        let everybody = [requester, owner.unwrap_or(DESK)];
        let others: Vec<&str> = everybody
            .into_iter()
            .filter(|login| *login != person.login)
            .collect();
        state.send(DESK, &others, &subject, &body);
    }
    done(state, person, id, notice)
}

fn done(state: &mut State, person: &Person, id: u32, notice: &str) -> Answer {
    state
        .notices
        .insert((System::Tickets, person.login), notice.to_owned());
    Ok(Response::see_other(&format!("/tickets/TK-{id}")))
}

fn download(state: &State, person: &Person, id: u32, comment: &str, file: &str) -> Answer {
    let index = |text: &str| text.parse::<usize>().map_err(|_| Refusal::not_found());
    let ticket = seen(state, person, id)?;
    let comment = ticket
        .comments
        .get(index(comment)?)
        .ok_or_else(Refusal::not_found)?;
    let file = comment.files.get(index(file)?).ok_or_else(Refusal::not_found)?;
    let name = file.name.replace(['"', '\\', '\r', '\n'], "_");
    Ok(Response::new("application/octet-stream", file.bytes.clone())
        .header("Content-Disposition", &format!("attachment; filename=\"{name}\"")))
}

fn number(id: &str) -> Result<u32, Refusal> {
    id.strip_prefix("TK-")
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(Refusal::not_found)
}

fn seen<'state>(state: &'state State, person: &Person, id: u32) -> Result<&'state Ticket, Refusal> {
    let ticket = state.tickets.get(&id).ok_or_else(Refusal::not_found)?;
    if may_see(person, ticket) {
        Ok(ticket)
    } else {
        Err(Refusal::forbidden())
    }
}

fn may_see(person: &Person, ticket: &Ticket) -> bool {
    person.job == Job::Agent || ticket.requester == person.login || ticket.approver == person.login
}

fn subject(ticket: &Ticket) -> String {
    format!("{} access to {}", ticket.level, ticket.system)
}

fn shown_status(status: Status) -> &'static str {
    match status {
        Status::New => "New",
        Status::Open => "Open",
        Status::Resolved => "Resolved",
    }
}

/// A ticket as the templates show it.
fn view(state: &State, ticket: &Ticket) -> Value {
    let comments: Vec<Value> = ticket
        .comments
        .iter()
        .map(|comment| {
            json!({ "author": state.name(comment.author), "at": time(comment.at), "text": comment.text, "files": comment.files })
        })
        .collect();
    json!({ "id": format!("TK-{}", ticket.id), "subject": subject(ticket), "requester": state.name(ticket.requester), "system": ticket.system, "level": ticket.level, "reason": ticket.reason, "status": shown_status(ticket.status), "owner": ticket.owner.map_or("Nobody".to_owned(), |login| state.name(login)), "approver": state.name(ticket.approver), "decision": ticket.decision, "decided": ticket.decided.map(time), "decision_note": ticket.decision_note, "category": ticket.category, "created": time(ticket.created), "comments": comments })
}

fn time(at: Timestamp) -> Value {
    json!({ "iso": at.to_string(), "shown": at.strftime("%e %b %Y, %H:%M UTC").to_string().trim().to_owned() })
}
