//! Keyring: roles and teams, as a page that never reloads. Here is the data behind it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::http::{Refusal, Request, Response};
use super::state::{Job, Person, State};
use super::{Desk, System};

#[derive(Deserialize)]
struct Named {
    name: String,
}

pub fn answer(
    desk: &Desk,
    state: &mut State,
    person: &Person,
    request: &Request,
) -> Result<Response, Refusal> {
    let segments = request.segments();
    let agent = person.job == Job::Agent;
    match (request.method.as_str(), segments.as_slice()) {
        ("GET", ["api", "me"]) => {
            Response::json(&json!({ "login": person.login, "name": person.name, "agent": agent }))
        }
        ("GET", ["api", "users", login]) if agent || *login == person.login => {
            Response::json(&user(state, login)?)
        }
        (_, ["api", ..]) if !agent => Err(Refusal::forbidden()),
        ("GET", ["api", "users"]) => {
            let users: Result<Vec<Value>, Refusal> = state
                .people
                .iter()
                .map(|person| user(state, person.login))
                .collect();
            Response::json(&users?)
        }
        ("GET", ["api", "roles"]) => {
            Response::json(&state.offers.iter().map(|offer| offer.role).collect::<Vec<_>>())
        }
        ("POST", ["api", "users", login, "roles"]) => {
            user(state, login)?;
            let role = request.json::<Named>()?.name;
            if !state.is_role(&role) {
                return Err(Refusal::new(400, "There is no such role"));
            }
            state.roles.entry((*login).to_owned()).or_default().insert(role);
            Response::json(&user(state, login)?)
        }
        ("POST", ["api", "users", login, "roles", "remove"]) => {
            let role = request.json::<Named>()?.name;
            state.roles.entry((*login).to_owned()).or_default().remove(&role);
            Response::json(&user(state, login)?)
        }
        ("GET", ["api", "teams"]) => Response::json(&state.teams),
        ("POST", ["api", "teams", team, act]) => {
            let name = request.json::<Named>()?.name;
            let team = decoded(team);
            let known = state.person(&name).is_some();
            let members = state.teams.get_mut(&team).ok_or_else(Refusal::not_found)?;
            match *act {
                "add" if known => members.insert(name),
                "remove" => members.remove(&name),
                _ => return Err(Refusal::new(400, "There is no such person")),
            };
            Response::json(&state.teams)
        }
        // Every other address is a place in the page; its script finds out which.
        ("GET", segments) if segments.first() != Some(&"api") => desk
            .pages
            .html("access/index.html", json!({ "title": System::Access.title() })),
        _ => Err(Refusal::not_found()),
    }
}

fn user(state: &State, login: &str) -> Result<Value, Refusal> {
    let person = state.person(login).ok_or_else(Refusal::not_found)?;
    let roles = state.roles.get(login).cloned().unwrap_or_default();
    Ok(json!({ "login": person.login, "name": person.name, "job": person.job, "roles": roles }))
}

/// A path segment without its percent signs.
fn decoded(segment: &str) -> String {
    form_urlencoded::parse(format!("x={}", segment.replace('+', "%2B")).as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
