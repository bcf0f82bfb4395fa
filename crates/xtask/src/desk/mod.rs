//! `cargo xtask desk`: the practice desk. Four small systems on four origins of one port, on this machine only, to
//! learn on and to test against. Pages are in tests/desk; state is in memory and ends with the process.

mod access;
mod control;
mod directory;
mod http;
mod mail;
mod pages;
mod seed;
mod state;
mod tickets;

use std::io::{Read, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request as Incoming;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use http::{Refusal, Request, Response};
use pages::Pages;
use serde_json::json;
use state::{Person, State};

/// The port unless another is asked for.
pub const PORT: u16 = 18200;

/// A system of the desk; each has an origin of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    Tickets,
    Access,
    Directory,
    Mail,
}

impl System {
    const ALL: [System; 4] = [System::Tickets, System::Access, System::Directory, System::Mail];

    /// The first label of the host name and the folder in tests/desk.
    fn name(self) -> &'static str {
        match self {
            System::Tickets => "tickets",
            System::Access => "access",
            System::Directory => "directory",
            System::Mail => "mail",
        }
    }

    /// What its pages call themselves.
    fn title(self) -> &'static str {
        match self {
            System::Tickets => "Helpline",
            System::Access => "Keyring",
            System::Directory => "Rosters",
            System::Mail => "Postroom",
        }
    }

    fn of_host(host: &str) -> Option<System> {
        let label = host.split(':').next()?.strip_suffix(".localhost")?;
        System::ALL.into_iter().find(|system| system.name() == label)
    }
}

/// What all requests share.
pub struct Desk {
    state: Mutex<State>,
    pages: Pages,
    port: u16,
}

/// Serves until the process ends; with `guest`, until its standard input closes, so that it never outlives a test.
pub fn run(port: u16, guest: bool) -> Result<()> {
    // One thread is plenty: an answer is made in memory.
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let listener = runtime
        .block_on(TcpListener::bind(("127.0.0.1", port)))
        .with_context(|| format!("cannot listen on port {port}; choose another with --port"))?;
    let port = listener.local_addr()?.port();
    let desk = Arc::new(Desk {
        state: Mutex::new(seed::state()),
        pages: Pages::new(),
        port,
    });
    println!("Practice desk: http://localhost:{port}/");
    std::io::stdout().flush()?;
    if guest {
        thread::spawn(|| {
            let mut rest = Vec::new();
            let _ = std::io::stdin().read_to_end(&mut rest);
            std::process::exit(0);
        });
    }
    let app = Router::new().fallback(move |incoming: Incoming| {
        let desk = Arc::clone(&desk);
        async move {
            Request::read(incoming)
                .await
                .and_then(|request| desk.answer(&request))
                .unwrap_or_else(|refusal| desk.refused(&refusal))
                .into_wire()
        }
    });
    runtime.block_on(axum::serve(listener, app).into_future())?;
    Ok(())
}

impl Desk {
    fn answer(&self, request: &Request) -> Result<Response, Refusal> {
        request.check_origin()?;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(system) = System::of_host(&request.host) else {
            return control::answer(self, &mut state, request);
        };
        if let ("GET", ["static", file]) = (request.method.as_str(), request.segments().as_slice()) {
            return self.pages.file(system, file);
        }
        let person = request
            .cookie("person")
            .and_then(|login| state.person(login))
            .cloned();
        match (request.method.as_str(), request.segments().as_slice(), person) {
            ("POST", ["login"], _) => sign_in(&state, request),
            ("POST", ["logout"], _) => Ok(Response::see_other("/login").cookie("person", "")),
            ("GET", ["login"], _) => self.login(system, &state),
            (_, ["api", ..], None) => Err(Refusal::new(401, "Sign in first")),
            (_, _, None) => Ok(Response::see_other("/login")),
            (_, _, Some(person)) => self.page(system, &mut state, &person, request),
        }
    }

    fn page(
        &self,
        system: System,
        state: &mut State,
        person: &Person,
        request: &Request,
    ) -> Result<Response, Refusal> {
        match system {
            System::Tickets => tickets::answer(self, state, person, request),
            System::Access => access::answer(self, state, person, request),
            System::Directory => directory::answer(self, state, person, request),
            System::Mail => mail::answer(self, state, person, request),
        }
    }

    fn login(&self, system: System, state: &State) -> Result<Response, Refusal> {
        self.pages.html(
            "login.html",
            json!({ "system": system.name(), "title": system.title(), "people": state.people }),
        )
    }

    fn refused(&self, refusal: &Refusal) -> Response {
        let message = &refusal.message;
        let page = self.pages.html("refused.html", json!({ "message": message }));
        page.unwrap_or_else(|_| Response::text(message))
            .status(refusal.status)
    }
}

fn sign_in(state: &State, request: &Request) -> Result<Response, Refusal> {
    let form = request.form()?;
    let login = form.value("person");
    if state.person(login).is_none() {
        return Err(Refusal::new(400, "Choose a person to sign in as"));
    }
    Ok(Response::see_other("/").cookie("person", login))
}
