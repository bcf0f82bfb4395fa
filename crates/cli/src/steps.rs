//! `ledgerium steps`: what was done where, in which phase, and why the phase.

use jiff::Timestamp;
use ledgerium_analysis::derive;
use ledgerium_recorder::describe::{Names, phase};
use ledgerium_recorder::summary;
use ledgerium_session::authored::Authored;
use ledgerium_session::derived::{Derived, Step};
use ledgerium_session::file::Session;
use ledgerium_session::thing::Thing;
use ledgerium_session::verdict::Verdict;
use ledgerium_session::{Body, Entry};
use serde::Serialize;

use crate::{Outcome, check, explain, say, warn};

/// A step with its name in words.
#[derive(Serialize)]
struct Named<'a> {
    text: String,
    /// `ALTERED` or `INCOMPLETE`, where the file cannot be relied on.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(flatten)]
    step: &'a Step,
}

/// Lists the steps of a file. They and all names in them come from its log, and it is said if that is not to be relied
/// on.
pub fn run(name: &str, bytes: &[u8], json: bool, explain: bool) -> Result<Outcome, String> {
    let (file, findings) = check::examine(bytes)?;
    let against = findings.against();
    if let Some((word, why)) = against {
        warn!("ledgerium: {word}  {name}: {why}");
    }
    let outcome = against.map_or(Outcome::Good, |_| Outcome::EvidenceSaysNo);
    let Some(file) = file else { return Ok(outcome) };
    let derived = derive(&file.log).map_err(|error| error.to_string())?;
    let Some((session, systems)) = summary(&file.log) else {
        return Ok(outcome);
    };
    let names = Names {
        systems: &systems,
        terms: &session.terms,
    };
    let word = against.map(|(word, _)| word);
    if json {
        let steps: Vec<Named<'_>> = derived
            .steps
            .iter()
            .map(|step| Named {
                text: names.step(step),
                file: word,
                step,
            })
            .collect();
        let text = serde_json::to_string_pretty(&steps).map_err(|error| error.to_string())?;
        say!("{text}");
    } else {
        head(&session, &derived, word);
        print(&file.log, &derived, &names, explain);
    }
    Ok(outcome)
}

fn head(session: &Session, derived: &Derived, word: Option<&str>) {
    let ticket = session.ticket.as_ref();
    let ticket = ticket.map_or_else(|| "No ticket".to_owned(), |ticket| format!("Ticket {ticket}"));
    say!(
        "{}{ticket}, {} UTC, {} steps, {} gaps",
        word.map_or(String::new(), |word| format!("{word}  ")),
        time(session.started, "%Y-%m-%d %H:%M:%S"),
        derived.steps.len(),
        derived.metrics.gaps
    );
}

fn print(log: &[Entry], derived: &Derived, names: &Names<'_>, explained: bool) {
    let mut breaks = breaks(log).into_iter().peekable();
    for step in &derived.steps {
        while let Some((_, line)) = breaks.next_if(|(i, _)| *i < step.first) {
            say!("{line}");
        }
        say!(
            "{}  {:<7}  {}  [{}]{}",
            time(step.started, "%H:%M:%S"),
            phase(step.phase),
            names.step(step),
            ranges(&step.entries),
            marks(step, log)
        );
        for change in changes(step, derived, names) {
            say!("                   {change}");
        }
        if explained {
            for line in explain::lines(step) {
                say!("                   {line}");
            }
        }
    }
    for (_, line) in breaks {
        say!("{line}");
    }
}

/// Where the recording was set aside or missed something, by the entry that says so.
fn breaks(log: &[Entry]) -> Vec<(u32, String)> {
    let mut breaks = Vec::new();
    let resumed = log
        .iter()
        .rposition(|entry| matches!(entry.body, Body::Resumed {}));
    for (at, entry) in log.iter().enumerate() {
        let what = match &entry.body {
            Body::Paused {} => "Paused".to_owned(),
            Body::Parked {} => "Parked".to_owned(),
            // The end of every recording says nothing; a stop before more does.
            Body::Stopped {} if resumed > Some(at) => "Stopped".to_owned(),
            Body::Resumed {} => "Resumed".to_owned(),
            Body::Gap(gap) => {
                let cause = serde_json::to_value(gap.cause).unwrap_or_default();
                let cause = cause.as_str().unwrap_or_default().replace('_', " ");
                let count = gap.count.map_or(String::new(), |count| format!(", {count}"));
                format!("Gap      {cause}{count}")
            }
            _ => continue,
        };
        let line = format!("{}  {what}  [{}]", time(entry.wall, "%H:%M:%S"), entry.i);
        breaks.push((entry.i, line));
    }
    breaks
}

/// What was given and taken: of whom, where a grant says so.
fn changes(step: &Step, derived: &Derived, names: &Names<'_>) -> Vec<String> {
    let mut changes = Vec::new();
    let mut tell = |added: &[Thing], removed: &[Thing], of: Option<&Thing>| {
        let of = of.map_or(String::new(), |of| format!(", {}", names.thing(of)));
        for (sign, things) in [('+', added), ('-', removed)] {
            changes.extend(
                things
                    .iter()
                    .map(|thing| format!("{sign} {}{of}", names.thing(thing))),
            );
        }
    };
    let mut grants = derived
        .grants
        .iter()
        .filter(|grant| grant.step == step.first)
        .peekable();
    if grants.peek().is_none() {
        tell(&step.added, &step.removed, None);
    }
    for grant in grants.clone() {
        tell(&grant.added, &grant.removed, grant.subject.as_ref());
    }
    changes.extend(grants.filter_map(|grant| grant.verdict.as_ref()).map(verdict));
    changes
}

/// A verdict in a line: the answers, the row of the table that gives the order, and what it rests on.
fn verdict(verdict: &Verdict) -> String {
    let word = |value: serde_json::Result<serde_json::Value>| {
        let value = value.unwrap_or_default();
        value.as_str().unwrap_or_default().replace('_', " ")
    };
    format!(
        "{}: {} (table {}), level {}, authority {}, duties {}  [{}]",
        word(serde_json::to_value(verdict.order)),
        verdict.rule.as_str(),
        verdict.table,
        word(serde_json::to_value(verdict.level)),
        word(serde_json::to_value(verdict.authority)),
        word(serde_json::to_value(verdict.duties)),
        ranges(&verdict.entries)
    )
}

/// What a reader must know of a phase and a name before relying on them.
fn marks(step: &Step, log: &[Entry]) -> String {
    let relabelled = step.corrections.iter().any(|i| {
        let entry = usize::try_from(*i).ok().and_then(|at| log.get(at));
        let body = entry.map(|entry| &entry.body);
        matches!(
            body,
            Some(Body::Authored {
                entry: Authored::Relabel { .. }
            })
        )
    });
    let phase = match step.machine_phase {
        Some(machine) => format!(" (set by the agent; the rules say {})", phase(machine)),
        None if relabelled => " (set by the agent)".to_owned(),
        None if step.unsure => " (unsure)".to_owned(),
        None => String::new(),
    };
    let name = step.name.authored.as_ref();
    format!("{phase}{}", name.map_or("", |_| " (named by the agent)"))
}

fn time(ms: u64, format: &str) -> String {
    i64::try_from(ms)
        .ok()
        .and_then(|ms| Timestamp::from_millisecond(ms).ok())
        .map_or_else(|| "?".to_owned(), |time| time.strftime(format).to_string())
}

/// `5-9 12` for 5, 6, 7, 8, 9 and 12.
pub fn ranges(entries: &[u32]) -> String {
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
