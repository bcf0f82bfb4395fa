//! The recorder as the service worker calls it. Nothing is decided here: arguments go in, results and errors come out.
//!
//! Results cross the edge as JSON that the browser parses itself, which is faster than building objects from here.

#![cfg_attr(target_family = "wasm", no_std)]

extern crate alloc;

#[cfg(target_family = "wasm")]
mod runtime;

use alloc::string::ToString;
use alloc::vec::Vec;

use ledgerium_analysis::judge;
use ledgerium_recorder as core;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// A recording.
#[wasm_bindgen]
pub struct Recorder {
    core: core::Recorder,
    begun: Option<core::Output>,
}

/// Says by an error what is wrong with the bytes of a session file; nothing if nothing is. Seal and chain are not
/// checked: the command line does that.
#[wasm_bindgen]
pub fn check(bytes: &[u8]) -> Result<(), JsValue> {
    core::check_file(bytes).map_err(refused)
}

/// Takes the core words, the bytes of lexicon.bin. To be done before anything else; a new instance has none.
#[wasm_bindgen(js_name = loadWords)]
pub fn load_words(bytes: &[u8]) -> Result<(), JsValue> {
    core::lexicon::load(bytes).map_err(refused)
}

/// Takes a reading list, the text that words-<language>.js leaves to a page.
#[wasm_bindgen(js_name = loadReading)]
pub fn load_reading(text: &str) -> Result<(), JsValue> {
    core::lexicon::load_reading(text).map_err(refused)
}

#[wasm_bindgen]
impl Recorder {
    /// Begins a recording. `random` is 42 bytes, `setup` the JSON of a `Setup`.
    pub fn begin(now: f64, random: &[u8], setup: &str) -> Result<Recorder, JsValue> {
        let random: &[u8; 42] = random
            .try_into()
            .map_err(|_| error("bad_input", "the random bytes are not right: 42 are expected"))?;
        let (core, output) = core::Recorder::begin(time(now)?, random, setup).map_err(refused)?;
        let core = core.judged_by(judge);
        let begun = Some(output);
        Ok(Recorder { core, begun })
    }

    /// What `begin` wrote; to be asked once.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn begun(&mut self) -> Result<JsValue, JsValue> {
        match self.begun.take() {
            Some(output) => json(&output),
            None => Err(error("wrong_state", "what the beginning wrote was taken already")),
        }
    }

    /// Goes on from the stored lines, joined by line feeds, and the private state stored with the last of them.
    pub fn restore(lines: &str, private: &str) -> Result<Recorder, JsValue> {
        core::Recorder::restore(lines, private)
            .map(|core| Recorder {
                core: core.judged_by(judge),
                begun: None,
            })
            .map_err(refused)
    }

    /// Says which terms the page side may name from now on: the JSON of a list of `CoreTerm`.
    pub fn vocabulary(&mut self, terms: &str) -> Result<(), JsValue> {
        self.core.vocabulary(terms).map_err(refused)
    }

    /// Takes records of the journal: the JSON of a list of `Incoming`.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn ingest(&mut self, now: f64, records: &str) -> Result<JsValue, JsValue> {
        output(self.core.ingest(time(now)?, records))
    }

    /// Takes a system into the session, or describes it anew.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn system(&mut self, now: f64, system: &str) -> Result<JsValue, JsValue> {
        output(self.core.system(time(now)?, system))
    }

    /// Says which ticket the recording is about.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn ticket(&mut self, now: f64, ticket: &str, system: Option<u32>) -> Result<JsValue, JsValue> {
        output(self.core.ticket(time(now)?, ticket, system))
    }

    /// Writes down that something was missed.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn gap(&mut self, now: f64, gap: &str) -> Result<JsValue, JsValue> {
        output(self.core.gap(time(now)?, gap))
    }

    /// Writes down what the agent said or corrected: the JSON of an `Authored`.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn author(&mut self, now: f64, authored: &str) -> Result<JsValue, JsValue> {
        output(self.core.author(time(now)?, authored))
    }

    /// Pauses.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn pause(&mut self, now: f64) -> Result<JsValue, JsValue> {
        output(self.core.pause(time(now)?))
    }

    /// Goes on.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn resume(&mut self, now: f64) -> Result<JsValue, JsValue> {
        output(self.core.resume(time(now)?))
    }

    /// Sets the recording aside.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn park(&mut self, now: f64) -> Result<JsValue, JsValue> {
        output(self.core.park(time(now)?))
    }

    /// Stops; corrections may still follow.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn stop(&mut self, now: f64) -> Result<JsValue, JsValue> {
        output(self.core.stop(time(now)?))
    }

    /// Writes the last entry.
    #[wasm_bindgen(unchecked_return_type = "Output")]
    pub fn finish(
        &mut self,
        now: f64,
        #[wasm_bindgen(unchecked_param_type = "'exported' | 'continued' | 'recovered'")] reason: &str,
    ) -> Result<JsValue, JsValue> {
        output(self.core.finish(time(now)?, reason))
    }

    /// The bytes to sign with the session's key.
    pub fn payload(&self) -> Result<Vec<u8>, JsValue> {
        self.core.payload().map_err(refused)
    }

    /// The bytes of the file with its seal.
    pub fn seal(&self, signature: &str) -> Result<Vec<u8>, JsValue> {
        self.core.seal(signature).map_err(refused)
    }

    /// What the corrections teach of each product.
    #[wasm_bindgen(unchecked_return_type = "Learned[]")]
    pub fn learned(&self) -> Result<JsValue, JsValue> {
        json(&self.core.learned())
    }

    /// What the panel shows.
    #[wasm_bindgen(unchecked_return_type = "CoreView")]
    pub fn view(&self) -> Result<JsValue, JsValue> {
        json(&self.core.view().map_err(refused)?)
    }
}

fn output(result: Result<core::Output, core::Error>) -> Result<JsValue, JsValue> {
    json(&result.map_err(refused)?)
}

fn json<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    js_sys::JSON::parse(&core::json(value).map_err(refused)?)
}

/// Milliseconds as JavaScript counts them.
fn time(now: f64) -> Result<u64, JsValue> {
    if (0.0..9_007_199_254_740_992.0).contains(&now) {
        Ok(now as u64)
    } else {
        Err(error(
            "bad_input",
            "the time is not right: milliseconds since 1970 are expected",
        ))
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
