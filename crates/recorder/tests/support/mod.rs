//! Plays the page side and the worker against the recorder, and keeps what was called, so that another build of the
//! recorder can be given the same.
#![allow(dead_code, reason = "every test uses a part of it")]

pub mod stories;

use ledgerium_recorder::{Incoming, Output, Recorder, mark};
use ledgerium_session::ids::hex;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// When every story begins, in milliseconds since 1970.
pub const START: u64 = 1_795_456_800_000;

/// One call of the recorder with its arguments.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Call {
    pub call: String,
    pub now: u64,
    pub arg: String,
}

/// A loaded document of a page.
#[derive(Debug, Clone)]
pub struct Page {
    pub name: String,
    pub secret: String,
    pub origin: String,
    pub tab: i64,
    pub seq: u32,
    pub mono: u64,
    /// Which frame of the tab.
    pub kind: &'static str,
    since: u64,
}

/// A desk: the recorder, the time, and what was done.
pub struct Desk {
    pub recorder: Recorder,
    pub calls: Vec<Call>,
    pub lines: Vec<String>,
    pub private: String,
    pub now: u64,
    pages: u32,
}

pub fn setup() -> Value {
    json!({
        "recorder": "0.1.0",
        "build": "1".repeat(64),
        "profiles": "2".repeat(64),
        "public_key": public_key(),
        "vocabulary": [
            { "id": 11, "text": "Budget Planning", "kind": "system", "source": "matrix" },
            { "id": 12, "text": "Read only", "kind": "level", "source": "matrix" },
            { "id": 13, "text": "budget-viewers", "kind": "entitlement", "source": "matrix" }
        ],
        "agent": "service desk"
    })
}

pub fn random() -> [u8; 42] {
    std::array::from_fn(|n| u8::try_from(n).unwrap_or(0).wrapping_mul(7))
}

/// The key of every story. It is no secret: it signs nothing but these stories.
pub fn signing_key() -> ed25519_dalek::SigningKey {
    ed25519_dalek::SigningKey::from_bytes(&[42; 32])
}

pub fn public_key() -> String {
    hex(signing_key().verifying_key().as_bytes())
}

impl Desk {
    pub fn new() -> Self {
        let setup = setup().to_string();
        let (recorder, output) = Recorder::begin(START, &random(), &setup).unwrap();
        let mut desk = Self {
            recorder: recorder.judged_by(ledgerium_analysis::judge),
            calls: vec![Call {
                call: "begin".into(),
                now: START,
                arg: setup,
            }],
            lines: Vec::new(),
            private: String::new(),
            now: START,
            pages: 0,
        };
        desk.take(output);
        desk
    }

    fn take(&mut self, output: Output) -> Vec<String> {
        self.lines.extend(output.lines.iter().cloned());
        self.private = output.private;
        output.lines
    }

    /// Calls the recorder and keeps the call.
    pub fn call(&mut self, call: &str, arg: impl Into<String>) -> Vec<String> {
        let (now, arg) = (self.now, arg.into());
        let output = run(&mut self.recorder, call, now, &arg).unwrap();
        self.calls.push(Call {
            call: call.into(),
            now,
            arg,
        });
        self.take(output)
    }

    pub fn system(&mut self, origin: &str, kind: &str, name: &str) {
        self.call(
            "system",
            json!({ "origin": origin, "kind": kind, "name": name }).to_string(),
        );
    }

    pub fn wait(&mut self, ms: u64) {
        self.now += ms;
    }

    pub fn author(&mut self, entry: &Value) -> Vec<String> {
        self.call("author", entry.to_string())
    }

    /// A document is loaded in a tab.
    pub fn load(&mut self, origin: &str, tab: i64) -> Page {
        self.pages += 1;
        let n = self.pages;
        Page {
            name: format!("{n:032x}"),
            secret: format!("{n:064x}"),
            origin: origin.to_owned(),
            tab,
            seq: 0,
            mono: 100_000,
            kind: "top",
            since: self.now,
        }
    }

    /// The next record of a document, as the worker hands it over.
    pub fn record(&self, page: &mut Page, event: &Value, terms: &[u32], tags: &Value) -> Incoming {
        page.seq += 1;
        page.mono = 100_000 + (self.now - page.since) * 1_000;
        let mut body = json!({
            "v": 1, "document": page.name, "seq": page.seq, "wall": self.now, "mono": page.mono,
            "frame": page.kind, "event": event,
        });
        if !terms.is_empty() {
            body["terms"] = json!(terms);
        }
        if tags.as_array().is_some_and(|tags| !tags.is_empty()) {
            body["tags"] = tags.clone();
        }
        let body = body.to_string();
        Incoming {
            mark: mark(&page.secret, &body).unwrap(),
            document: page.name.clone(),
            secret: Some(page.secret.clone()),
            origin: Some(page.origin.clone()),
            tab: Some(page.tab),
            seq: Some(page.seq),
            body,
        }
    }

    pub fn ingest(&mut self, records: &[Incoming]) -> Vec<String> {
        self.call("ingest", serde_json::to_string(records).unwrap())
    }

    /// Something happens on a page, 300 ms after what came before.
    pub fn on(&mut self, page: &mut Page, event: Value) {
        self.with(page, event, &[], json!([]));
    }

    /// The same with terms and tags of its own.
    pub fn with(&mut self, page: &mut Page, event: Value, terms: &[u32], tags: Value) {
        self.wait(300);
        let record = self.record(page, &event, terms, &tags);
        self.ingest(&[record]);
    }

    /// A person presses a control.
    pub fn press(&mut self, page: &mut Page, role: &str, name: Value) {
        self.on(
            page,
            json!({ "event": "gesture", "by": "pointer", "control": { "role": role, "name": name } }),
        );
    }

    /// A person presses the button of a form, and the form is sent.
    pub fn send(&mut self, page: &mut Page, name: Value, within: Value) {
        let control = json!({ "role": "submit", "name": name, "submits": true, "within": within });
        self.on(
            page,
            json!({ "event": "gesture", "by": "pointer", "control": control }),
        );
        self.on(
            page,
            json!({ "event": "submit", "origin": "gesture", "method": "post", "control": control }),
        );
    }

    /// A new document shows itself.
    pub fn open(&mut self, origin: &str, tab: i64, route: Value, view: Value) -> Page {
        let mut page = self.load(origin, tab);
        self.on(
            &mut page,
            json!({ "event": "navigation", "how": "load", "route": route }),
        );
        let mut shown = json!({ "event": "view" });
        if let (Some(shown), Some(view)) = (shown.as_object_mut(), view.as_object()) {
            shown.extend(view.clone());
        }
        self.on(&mut page, shown);
        page
    }

    /// Stops, finishes and seals; the bytes of the file.
    pub fn seal(&mut self) -> Vec<u8> {
        use ed25519_dalek::Signer;
        self.wait(2_000);
        self.call("stop", "");
        self.wait(5_000);
        self.call("finish", "exported");
        let signature = signing_key().sign(&self.recorder.payload().unwrap());
        self.recorder.seal(&hex(&signature.to_bytes())).unwrap()
    }
}

/// Makes one call of the recorder.
pub fn run(
    recorder: &mut Recorder,
    call: &str,
    now: u64,
    arg: &str,
) -> Result<Output, ledgerium_recorder::Error> {
    match call {
        "ingest" => recorder.ingest(now, arg),
        "system" => recorder.system(now, arg),
        "ticket" => recorder.ticket(now, arg, None),
        "gap" => recorder.gap(now, arg),
        "author" => recorder.author(now, arg),
        "pause" => recorder.pause(now),
        "resume" => recorder.resume(now),
        "park" => recorder.park(now),
        "stop" => recorder.stop(now),
        "finish" => recorder.finish(now, arg),
        other => panic!("there is no call {other}"),
    }
}
