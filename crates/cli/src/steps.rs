//! `ledgerium steps`: what was done where, in which phase, and why the phase.

use jiff::Timestamp;
use ledgerium_recorder::derive;
use ledgerium_recorder::describe::{Names, phase};
use ledgerium_session::SessionFile;
use ledgerium_session::derived::{Derived, Step};
use serde::Serialize;

use crate::Outcome;

/// A step with its name in words.
#[derive(Serialize)]
struct Named<'a> {
    text: String,
    #[serde(flatten)]
    step: &'a Step,
}

/// Lists the steps of a file. They are recomputed from its log: what the file states is for `check`.
pub fn run(bytes: &[u8], json: bool, explain: bool) -> Result<Outcome, String> {
    let file = SessionFile::parse(bytes).map_err(|error| error.to_string())?;
    let derived = derive(&file.log).map_err(|error| error.to_string())?;
    let names = Names {
        systems: &file.systems,
        terms: &file.session.terms,
    };
    if json {
        let steps: Vec<Named<'_>> = derived
            .steps
            .iter()
            .map(|step| Named {
                text: names.step(step),
                step,
            })
            .collect();
        let text = serde_json::to_string_pretty(&steps).map_err(|error| error.to_string())?;
        println!("{text}");
    } else {
        print(&file, &derived, &names, explain);
    }
    Ok(Outcome::Good)
}

fn print(file: &SessionFile, derived: &Derived, names: &Names<'_>, explain: bool) {
    let ticket = file.session.ticket.as_ref();
    let ticket = ticket.map_or_else(|| "No ticket".to_owned(), |ticket| format!("Ticket {ticket}"));
    println!(
        "{ticket}, {} UTC, {} steps, {} gaps",
        time(file.session.started, "%Y-%m-%d %H:%M:%S"),
        derived.steps.len(),
        derived.metrics.gaps
    );
    for step in &derived.steps {
        println!(
            "{}  {:<7}  {}  [{}]{}",
            time(step.started, "%H:%M:%S"),
            phase(step.phase),
            names.step(step),
            ranges(&step.entries),
            marks(step)
        );
        for (sign, things) in [('+', &step.added), ('-', &step.removed)] {
            for thing in things {
                println!("                   {sign} {}", names.thing(thing));
            }
        }
        if explain {
            for rule in &step.rules {
                println!(
                    "                   {:>5} {:<7} {} [{}]",
                    rule.weight,
                    phase(rule.phase),
                    rule.rule.as_str(),
                    ranges(&rule.entries)
                );
            }
        }
    }
}

/// What a reader must know of a phase before relying on it.
fn marks(step: &Step) -> String {
    match step.machine_phase {
        Some(machine) => format!(" (set by hand; the rules say {})", phase(machine)),
        None if step.unsure => " (unsure)".to_owned(),
        None => String::new(),
    }
}

fn time(ms: u64, format: &str) -> String {
    i64::try_from(ms)
        .ok()
        .and_then(|ms| Timestamp::from_millisecond(ms).ok())
        .map_or_else(|| "?".to_owned(), |time| time.strftime(format).to_string())
}

/// `5-9 12` for 5, 6, 7, 8, 9 and 12.
fn ranges(entries: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for entry in entries {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *entry => *last = *entry,
            _ => parts.push((*entry, *entry)),
        }
    }
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        })
        .collect();
    parts.join(" ")
}
