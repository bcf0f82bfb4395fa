//! Rosters: groups and their members. The editor is a page in a frame; nothing counts before it is saved.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::http::{Refusal, Request, Response};
use super::state::{Job, Person, State};
use super::{Desk, System};

pub fn answer(
    desk: &Desk,
    state: &mut State,
    person: &Person,
    request: &Request,
) -> Result<Response, Refusal> {
    if person.job != Job::Agent {
        return Err(Refusal::new(403, "Only the people of the helpline work here"));
    }
    match (request.method.as_str(), request.segments().as_slice()) {
        ("GET", []) => {
            let groups: Vec<Value> = state
                .groups
                .iter()
                .map(|(name, members)| json!({ "name": name, "count": members.len() }))
                .collect();
            desk.pages.html(
                "directory/groups.html",
                json!({ "title": "Groups", "groups": groups, "person": person }),
            )
        }
        ("GET", ["groups", name]) => {
            let (members, _) = lists(state, name)?;
            desk.pages.html(
                "directory/group.html",
                json!({ "title": name, "name": name, "members": members, "person": person }),
            )
        }
        ("GET", ["groups", name, "editor"]) => {
            let notice = state
                .notices
                .remove(&(System::Directory, person.login))
                .unwrap_or_default();
            let (members, others) = lists(state, name)?;
            desk.pages.html(
                "directory/editor.html",
                json!({ "title": "Edit members", "name": name, "members": members, "others": others, "notice": notice }),
            )
        }
        ("POST", ["groups", name, "editor"]) => {
            let form = request.form()?;
            let members: BTreeSet<String> = form.values("members").map(str::to_owned).collect();
            if members.iter().any(|login| state.person(login).is_none()) {
                return Err(Refusal::new(400, "There is no such person"));
            }
            *state.groups.get_mut(*name).ok_or_else(Refusal::not_found)? = members;
            state
                .notices
                .insert((System::Directory, person.login), "Group saved".to_owned());
            Ok(Response::see_other(&format!("/groups/{name}/editor")))
        }
        _ => Err(Refusal::not_found()),
    }
}

/// The people in a group and those who are not.
fn lists<'state>(
    state: &'state State,
    group: &str,
) -> Result<(Vec<&'state Person>, Vec<&'state Person>), Refusal> {
    let members = state.groups.get(group).ok_or_else(Refusal::not_found)?;
    Ok(state
        .people
        .iter()
        .partition(|person| members.contains(person.login)))
}
