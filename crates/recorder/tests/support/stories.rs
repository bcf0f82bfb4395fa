//! What people do: the parts of a provisioning, each of which can stand anywhere.

use serde_json::json;

use super::Desk;

pub const TICKETS: &str = "http://tickets.localhost:8001";
pub const DIRECTORY: &str = "http://directory.localhost:8002";
pub const ACCESS: &str = "http://access.localhost:8003";
pub const MAIL: &str = "http://mail.localhost:8004";

const TICKET: &str = "4711";
/// The one who asks, under her login and her name.
const ASKER: [&str; 2] = ["00000000000000a1", "00000000000000a2"];
const AGENT: &str = "00000000000000b1";
const OWNER: &str = "00000000000000c1";

pub fn systems(desk: &mut Desk) {
    desk.system(TICKETS, "ticketing", "Service desk");
    desk.system(DIRECTORY, "directory", "Company directory");
    desk.system(ACCESS, "iam", "Access console");
    desk.system(MAIL, "email", "Webmail");
}

fn ticket_page(desk: &mut Desk, state: &str) -> super::Page {
    let view = json!({ "heading": ["ticket", null], "ticket": TICKET });
    let mut page = desk.open(TICKETS, 1, json!(["ticket", "display"]), view);
    desk.on(
        &mut page,
        json!({ "event": "state", "of": "ticket", "label": ["status"], "value": [state] }),
    );
    desk.with(
        &mut page,
        json!({ "event": "person", "role": "requester", "person": { "person": 0 } }),
        &[],
        json!([[ASKER[0]]]),
    );
    page
}

/// The ticket is opened from a list, read and taken.
pub fn request(desk: &mut Desk) {
    desk.wait(5_000);
    let mut list = desk.open(TICKETS, 1, json!(["home"]), json!({ "heading": ["home"] }));
    desk.press(&mut list, "link", json!([null]));
    let mut page = ticket_page(desk, "new");
    desk.with(
        &mut page,
        json!({ "event": "mention", "place": "field", "label": ["system"], "things": [{ "term": 0 }, { "term": 1 }] }),
        &[11, 12],
        json!([]),
    );
    desk.wait(8_000);
    desk.press(&mut page, "link", json!(["take"]));
    let mut page = ticket_page(desk, "open");
    desk.on(
        &mut page,
        json!({ "event": "outcome", "outcome": "message", "words": ["owner", "changed", "from", null, "to", null] }),
    );
}

/// The decision of the owner is read in the history of the ticket.
pub fn approve(desk: &mut Desk) {
    desk.wait(60_000);
    let mut page = ticket_page(desk, "open");
    desk.on(
        &mut page,
        json!({ "event": "state", "of": "approval", "label": ["approval"], "value": ["approved"] }),
    );
    desk.with(
        &mut page,
        json!({ "event": "person", "role": "approver", "person": { "person": 0 } }),
        &[],
        json!([[OWNER]]),
    );
    desk.on(
        &mut page,
        json!({ "event": "claim", "of": "approved", "at": { "local": "2026-11-23T09:58:12" } }),
    );
    desk.wait(4_000);
}

/// A group is added in the directory: four forms on the way, and only the last one keeps anything.
pub fn grant(desk: &mut Desk) {
    desk.wait(10_000);
    let person = json!([ASKER, ["00000000000000d1"], ["00000000000000d2"]]);
    let members = |list: serde_json::Value| json!({ "event": "members", "list": ["groups"], "of": { "person": 0 }, "things": list });
    let mut list = desk.open(DIRECTORY, 2, json!(["list"]), json!({ "heading": ["users"] }));
    desk.with(
        &mut list,
        json!({ "event": "person", "role": "signed_in", "person": { "person": 0 } }),
        &[],
        json!([[AGENT]]),
    );
    desk.press(&mut list, "link", json!(["edit"]));
    let view = json!({ "heading": ["edit", "user", null] });
    let mut page = desk.open(DIRECTORY, 2, json!(["edit"]), view.clone());
    desk.with(
        &mut page,
        json!({ "event": "person", "role": "subject", "person": { "person": 0 } }),
        &[],
        json!([ASKER]),
    );
    desk.with(
        &mut page,
        members(json!([{ "entitlement": 1 }])),
        &[13],
        person.clone(),
    );
    desk.send(&mut page, json!(["edit", "groups"]), json!([]));
    let mut page = desk.open(DIRECTORY, 2, json!(["edit"]), view.clone());
    desk.with(
        &mut page,
        json!({ "event": "choice", "control": { "role": "listbox", "name": ["groups"] },
            "choice": { "did": "chose", "items": [[0]], "things": [{ "term": 0 }] } }),
        &[13],
        json!([]),
    );
    desk.send(
        &mut page,
        json!(["add", "group"]),
        json!([{ "kind": "list", "name": ["groups"] }]),
    );
    let mut page = desk.open(DIRECTORY, 2, json!(["edit"]), view);
    desk.with(
        &mut page,
        members(json!([{ "term": 0 }, { "entitlement": 1 }])),
        &[13],
        person,
    );
    desk.send(&mut page, json!(["save"]), json!([]));
    let mut page = desk.open(
        DIRECTORY,
        2,
        json!(["edit"]),
        json!({ "heading": ["user", null] }),
    );
    desk.on(
        &mut page,
        json!({ "event": "outcome", "outcome": "message", "words": ["user", null, "saved", "successfully"] }),
    );
}

/// A mail asks whether it works, and the answer is read.
pub fn confirm(desk: &mut Desk) {
    desk.wait(20_000);
    let mut page = desk.open(MAIL, 3, json!(["mail"]), json!({ "heading": ["inbox"] }));
    desk.press(&mut page, "link", json!(["compose"]));
    let mut page = desk.open(MAIL, 3, json!(["mail"]), json!({ "heading": ["compose"] }));
    desk.on(
        &mut page,
        json!({ "event": "choice", "control": { "role": "textbox", "name": ["subject"] }, "choice": { "did": "edited" } }),
    );
    desk.press(&mut page, "button", json!(["send"]));
    desk.on(
        &mut page,
        json!({ "event": "outcome", "outcome": "message", "words": ["message", "sent", "successfully"] }),
    );
    desk.wait(40_000);
    desk.press(&mut page, "row", json!([null]));
    desk.on(&mut page, json!({ "event": "view", "heading": [null] }));
    desk.wait(3_000);
}

/// The closing code is chosen, then the ticket is resolved.
pub fn close(desk: &mut Desk) {
    desk.wait(15_000);
    let mut page = ticket_page(desk, "open");
    desk.press(&mut page, "link", json!(["resolve"]));
    let view = json!({ "heading": ["update", "ticket", null], "ticket": TICKET });
    let mut page = desk.open(TICKETS, 1, json!(["ticket", "update"]), view);
    desk.on(
        &mut page,
        json!({ "event": "choice", "control": { "role": "combobox", "name": ["status"] },
            "choice": { "did": "chose", "items": [["resolved"]] } }),
    );
    desk.send(&mut page, json!(["update", "ticket"]), json!([]));
    let mut page = ticket_page(desk, "resolved");
    desk.on(
        &mut page,
        json!({ "event": "outcome", "outcome": "message", "words": ["status", "changed", "from", "open", "to", "resolved"] }),
    );
}

/// A story by its parts.
pub fn tell(parts: &[fn(&mut Desk)]) -> Desk {
    let mut desk = Desk::new();
    systems(&mut desk);
    for part in parts {
        part(&mut desk);
    }
    desk
}

pub fn clean() -> Desk {
    tell(&[request, approve, grant, confirm, close])
}

pub fn grant_before_approval() -> Desk {
    tell(&[request, grant, approve, confirm, close])
}

pub fn no_approval() -> Desk {
    tell(&[request, grant, confirm, close])
}

/// A run without approval in any system, set right by the agent, with a pause, a hole and a refused record.
pub fn corrected() -> Desk {
    let mut desk = tell(&[request]);
    desk.author(&json!({
        "authored": "off_browser_approval", "approver": "owner of Budget Planning",
        "at": { "local": "2026-11-23T09:40" }, "channel": "phone", "note": "asked back, read only is meant"
    }));
    grant(&mut desk);
    desk.call("pause", "");
    let mut page = desk.load(MAIL, 3);
    desk.wait(500);
    let while_paused = desk.record(
        &mut page,
        &json!({ "event": "view", "heading": ["inbox"] }),
        &[],
        &json!([]),
    );
    desk.ingest(&[while_paused]);
    desk.wait(60_000);
    desk.call("resume", "");
    page.seq += 2;
    desk.on(
        &mut page,
        json!({ "event": "navigation", "how": "load", "route": ["mail"] }),
    );
    let mut forged = desk.record(
        &mut page,
        &json!({ "event": "view", "heading": ["send"] }),
        &[],
        &json!([]),
    );
    forged.mark = "0".repeat(32);
    desk.ingest(&[forged]);
    confirm(&mut desk);
    close(&mut desk);
    let steps = desk.recorder.view().unwrap().steps;
    let confirm = steps
        .iter()
        .find(|step| step.system.map(|system| system.0) == Some(4))
        .unwrap();
    desk.author(&json!({ "authored": "relabel", "entries": confirm.entries, "phase": "other" }));
    desk.author(
        &json!({ "authored": "rename", "step": steps[0].first, "name": "Read the request and took it" }),
    );
    desk.author(&json!({ "authored": "note", "text": "The form was slow today.", "step": steps[2].first }));
    let undone = desk.author(&json!({ "authored": "exclude", "entries": steps[0].entries }));
    let undone: serde_json::Value = serde_json::from_str(&undone[0]).unwrap();
    desk.author(&json!({ "authored": "undo", "entry": undone["i"] }));
    desk
}
