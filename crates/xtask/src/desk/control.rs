//! The desk's own page at http://localhost:PORT/: what there is, who there is, and back to the start.

use super::http::{Refusal, Request, Response};
use super::state::State;
use super::{Desk, System, seed};
use serde_json::json;

pub fn answer(desk: &Desk, state: &mut State, request: &Request) -> Result<Response, Refusal> {
    match (request.method.as_str(), request.segments().as_slice()) {
        ("GET", []) => {
            let systems: Vec<_> = System::ALL
                .into_iter()
                .map(|system| (system.name(), system.title()))
                .collect();
            let values = json!({ "systems": systems, "port": desk.port, "people": state.people, "offers": state.offers });
            desk.pages.html("index.html", values)
        }
        // For tests: what the systems really hold, to compare a recording with.
        ("GET", ["state"]) => Response::json(&*state),
        ("POST", ["reset"]) => {
            *state = seed::state();
            Ok(Response::see_other("/"))
        }
        _ => Err(Refusal::not_found()),
    }
}
