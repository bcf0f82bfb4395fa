//! The recorder as the service worker calls it. Nothing is decided here: arguments go in, results and errors come out.
//!
//! Results cross the edge as JSON that the browser parses itself, which is faster than building objects from here.

use ledgerium_recorder as core;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// A recording.
#[wasm_bindgen]
pub struct Recorder(core::Recorder);

/// What `begin` gives: the recording, and what it wrote.
#[wasm_bindgen]
pub struct Begun {
    recorder: core::Recorder,
    output: core::Output,
}

#[wasm_bindgen]
impl Begun {
    /// Takes the recording out; `Begun` is used up.
    #[wasm_bindgen(js_name = intoRecorder)]
    pub fn into_recorder(self) -> Recorder {
        Recorder(self.recorder)
    }

    /// What was written.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn output(&self) -> Result<JsValue, JsValue> {
        json(&self.output)
    }
}

#[wasm_bindgen]
impl Recorder {
    /// Begins a recording. `random` is 42 bytes, `setup` the JSON of a `Setup`.
    pub fn begin(now: f64, random: &[u8], setup: &str) -> Result<Begun, JsValue> {
        let random: &[u8; 42] = random
            .try_into()
            .map_err(|_| error("bad_input", "the random bytes are not right: 42 are expected"))?;
        let (recorder, output) = core::Recorder::begin(time(now)?, random, setup).map_err(refused)?;
        Ok(Begun { recorder, output })
    }

    /// Goes on from the stored lines, joined by line feeds, and the private state stored with the last of them.
    pub fn restore(lines: &str, private: &str) -> Result<Recorder, JsValue> {
        core::Recorder::restore(lines, private).map(Recorder).map_err(refused)
    }

    /// Says which terms the page side may name from now on: the JSON of a list of `CoreTerm`.
    pub fn vocabulary(&mut self, terms: &str) -> Result<(), JsValue> {
        self.0.vocabulary(terms).map_err(refused)
    }

    /// Takes records of the journal: the JSON of a list of `Incoming`.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn ingest(&mut self, now: f64, records: &str) -> Result<JsValue, JsValue> {
        output(self.0.ingest(time(now)?, records))
    }

    /// Takes a system into the session, or describes it anew.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn system(&mut self, now: f64, system: &str) -> Result<JsValue, JsValue> {
        output(self.0.system(time(now)?, system))
    }

    /// Says which ticket the recording is about.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn ticket(&mut self, now: f64, ticket: &str, system: Option<u32>) -> Result<JsValue, JsValue> {
        output(self.0.ticket(time(now)?, ticket, system))
    }

    /// Writes down that something was missed.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn gap(&mut self, now: f64, gap: &str) -> Result<JsValue, JsValue> {
        output(self.0.gap(time(now)?, gap))
    }

    /// Writes down what the agent said or corrected: the JSON of an `Authored`.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn author(&mut self, now: f64, authored: &str) -> Result<JsValue, JsValue> {
        output(self.0.author(time(now)?, authored))
    }

    /// Pauses.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn pause(&mut self, now: f64) -> Result<JsValue, JsValue> {
        output(self.0.pause(time(now)?))
    }

    /// Goes on.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn resume(&mut self, now: f64) -> Result<JsValue, JsValue> {
        output(self.0.resume(time(now)?))
    }

    /// Sets the recording aside.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn park(&mut self, now: f64) -> Result<JsValue, JsValue> {
        output(self.0.park(time(now)?))
    }

    /// Stops; corrections may still follow.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn stop(&mut self, now: f64) -> Result<JsValue, JsValue> {
        output(self.0.stop(time(now)?))
    }

    /// Writes the last entry.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn finish(
        &mut self,
        now: f64,
        #[wasm_bindgen(unchecked_param_type = "'exported' | 'continued' | 'recovered'")] reason: &str,
    ) -> Result<JsValue, JsValue> {
        output(self.0.finish(time(now)?, reason))
    }

    /// The bytes to sign with the session's key.
    pub fn payload(&self) -> Result<Vec<u8>, JsValue> {
        self.0.payload().map_err(refused)
    }

    /// The bytes of the file with its seal.
    pub fn seal(&self, signature: &str) -> Result<Vec<u8>, JsValue> {
        self.0.seal(signature).map_err(refused)
    }

    /// What the panel shows.
    #[wasm_bindgen(unchecked_return_type = "CoreView")]
    pub fn view(&self) -> Result<JsValue, JsValue> {
        json(&self.0.view().map_err(refused)?)
    }
}

fn output(result: Result<core::Output, core::Error>) -> Result<JsValue, JsValue> {
    json(&result.map_err(refused)?)
}

fn json<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|failure| error("bad_file", &failure.to_string()))?;
    js_sys::JSON::parse(&text)
}

/// Milliseconds as JavaScript counts them.
fn time(now: f64) -> Result<u64, JsValue> {
    if (0.0..9_007_199_254_740_992.0).contains(&now) {
        Ok(now as u64)
    } else {
        Err(error("bad_input", "the time is not right: milliseconds since 1970 are expected"))
    }
}

fn refused(failure: core::Error) -> JsValue {
    error(failure.code(), &failure.to_string())
}

/// A JavaScript `Error` with a machine-readable `code`.
fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // A fresh error object takes a property; should it not, the message still says what is wrong.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}
