//! Variants of recordings from a seeded generator: what else might have been recorded when the same was done.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use ledgerium_session::Entry;
use serde_json::{Value, json};

use crate::corpus::Recording;
use crate::random::Random;

/// What varies.
pub const WAYS: [&str; 5] = [
    "masked words",
    "lost outcomes",
    "browsing between",
    "another language",
    "two at once",
];

/// A variant of a recording; `None` where the recording has nothing to vary in this way.
pub fn variant(recording: &Recording, way: usize, seed: u64, all: &[Recording]) -> Option<Recording> {
    let mut random = Random::new(seed);
    let mut log: Vec<Value> = recording
        .log
        .iter()
        .filter_map(|entry| serde_json::to_value(entry).ok())
        .collect();
    let mut made = recording.clone();
    match way {
        0 => log.iter_mut().for_each(|entry| {
            labels(entry, &mut |word| {
                random
                    .chance(12)
                    .then_some(Value::Null)
                    .or_else(|| Some(word.clone()))
            });
        }),
        1 => {
            let kept = |entry: u32| {
                let acts = recording.truth.acts.iter();
                let mut owned = acts.flat_map(|act| act.also.iter().chain([&act.entry]));
                owned.any(|own| *own == entry)
                    || recording.truth.grants.iter().any(|grant| grant.entry == entry)
            };
            let lost: Vec<usize> = (0..log.len())
                .filter(|at| {
                    let event = log[*at].pointer("/body/event/event").and_then(Value::as_str);
                    matches!(event, Some("outcome" | "navigation" | "state" | "submit"))
                        && !u32::try_from(*at).is_ok_and(kept)
                        && random.chance(15)
                })
                .collect();
            let rows = (0..log.len())
                .filter(|at| !lost.contains(at))
                .map(|at| (0, at))
                .collect();
            return rebuild(&mut made, &[log], rows, &[recording]);
        }
        2 => {
            let strip = browsing(&log)?;
            let mut rows = Vec::new();
            let mut free = breaks(recording, log.len());
            free.retain(|_| random.chance(12));
            for at in 0..log.len() {
                if free.contains(&at) {
                    rows.extend((0..strip.len()).map(|at| (1, at)));
                }
                rows.push((0, at));
            }
            return rebuild(&mut made, &[log, strip], rows, &[recording]);
        }
        3 => {
            let languages: Vec<&String> = lexicons()
                .keys()
                .filter(|language| **language != recording.truth.language)
                .collect();
            let from = lexicons().get(&recording.truth.language)?;
            let language = *languages.get(random.below(languages.len()))?;
            let to = lexicons().get(language)?;
            for entry in &mut log {
                labels(entry, &mut |word| Some(translate(word, from, to)));
            }
        }
        _ => {
            let others: Vec<&Recording> = all
                .iter()
                .filter(|other| {
                    other.truth.name != recording.truth.name
                        && other.truth.language == recording.truth.language
                })
                .collect();
            let other = *others.get(random.below(others.len()))?;
            let second = beside(recording, other);
            let (mut first, mut rest) = (breaks(recording, log.len()), breaks(other, second.len()));
            first.retain(|_| random.chance(40));
            rest.retain(|_| random.chance(40));
            let rows = interleave(log.len(), &first, &second, &rest);
            return rebuild(&mut made, &[log, second], rows, &[recording, other]);
        }
    }
    made.log = log
        .into_iter()
        .filter_map(|entry| serde_json::from_value(entry).ok())
        .collect();
    (made.log.len() == recording.log.len()).then_some(made)
}

/// Changes every word of every label.
fn labels(value: &mut Value, change: &mut dyn FnMut(&Value) -> Option<Value>) {
    const LABELS: [&str; 7] = ["name", "words", "heading", "route", "label", "value", "list"];
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter_mut() {
                match inner {
                    Value::Array(tokens) if LABELS.contains(&key.as_str()) => reword(tokens, change),
                    Value::Array(items) if key == "items" => {
                        for item in items {
                            if let Value::Array(tokens) = item {
                                reword(tokens, change);
                            }
                        }
                    }
                    _ => labels(inner, change),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| labels(one, change)),
        _ => {}
    }
}

fn reword(tokens: &mut Vec<Value>, change: &mut dyn FnMut(&Value) -> Option<Value>) {
    for token in tokens.iter_mut().filter(|token| token.is_string()) {
        if let Some(changed) = change(token) {
            *token = changed;
        }
    }
    // Neighbouring masks are one.
    tokens.dedup_by(|one, other| one.is_null() && other.is_null());
}

/// The words of a language, by their classes.
type Lexicon = BTreeMap<String, Vec<String>>;

fn lexicons() -> &'static BTreeMap<String, Lexicon> {
    static ALL: OnceLock<BTreeMap<String, Lexicon>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon");
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        files
            .filter_map(|file| {
                let value: Value = serde_json::from_slice(&std::fs::read(file.path()).ok()?).ok()?;
                let mut lexicon = Lexicon::new();
                for (word, classes) in value["words"].as_object()? {
                    lexicon.entry(classes.to_string()).or_default().push(word.clone());
                }
                Some((value["language"].as_str()?.to_owned(), lexicon))
            })
            .collect()
    })
}

/// A word of the same meaning; a word without one stays as it is, and one that has none there is masked.
fn translate(word: &Value, from: &Lexicon, to: &Lexicon) -> Value {
    let known = from.iter().find(|(_, words)| words.iter().any(|own| word == own));
    match known {
        Some((classes, words)) if classes != "[]" => {
            let place = words.iter().position(|own| word == own).unwrap_or(0);
            to.get(classes)
                .and_then(|words| words.get(place % words.len()))
                .map_or(Value::Null, |word| json!(word))
        }
        _ => word.clone(),
    }
}

/// Entries before which something else may happen: an act that is not of the work of the act before it.
fn breaks(recording: &Recording, length: usize) -> Vec<usize> {
    let acts = &recording.truth.acts;
    (1..acts.len())
        .filter(|at| acts[*at].system != acts[at - 1].system)
        .filter_map(|at| usize::try_from(acts[at].entry).ok())
        .filter(|at| *at < length)
        .collect()
}

/// A look at another page of a system that is there, and nothing done: what a restless agent adds.
fn browsing(log: &[Value]) -> Option<Vec<Value>> {
    let page = log.iter().find(|entry| entry["body"]["type"] == "page")?;
    let at = |document: u32, event: Value| {
        let mut entry = page.clone();
        entry["body"]["document"] = json!(document);
        entry["body"]["tab"] = json!(90);
        entry["body"]["event"] = event;
        entry
    };
    Some(vec![
        at(
            9_000,
            json!({ "event": "navigation", "how": "load", "route": ["help"] }),
        ),
        at(9_000, json!({ "event": "view", "heading": ["help"] })),
        at(
            9_000,
            json!({ "event": "gesture", "by": "pointer", "control": { "role": "link", "name": [null] } }),
        ),
        at(
            9_001,
            json!({ "event": "navigation", "how": "load", "route": ["help", null] }),
        ),
        at(9_001, json!({ "event": "view", "heading": [null] })),
    ])
}

/// Another recording, as if its agent had done it beside this one: the same systems where the origin is the same, other
/// tabs, documents, people and things.
fn beside(recording: &Recording, other: &Recording) -> Vec<Value> {
    let origins = |recording: &Recording| -> Vec<(u64, String)> {
        let log = recording
            .log
            .iter()
            .filter_map(|entry| serde_json::to_value(entry).ok());
        log.filter(|entry| entry["body"]["type"] == "system")
            .filter_map(|entry| {
                Some((
                    entry["body"]["id"].as_u64()?,
                    entry["body"]["origin"].as_str()?.to_owned(),
                ))
            })
            .collect()
    };
    let (own, theirs) = (origins(recording), origins(other));
    let system = |id: u64| {
        let origin = theirs
            .iter()
            .find(|(their, _)| *their == id)
            .map(|(_, origin)| origin);
        own.iter()
            .find(|(_, known)| Some(known) == origin)
            .map_or(id + 50, |(id, _)| *id)
    };
    let mut log: Vec<Value> = other
        .log
        .iter()
        .filter_map(|entry| serde_json::to_value(entry).ok())
        .collect();
    for entry in &mut log {
        let body = &mut entry["body"];
        for (key, by) in [("document", 2_000), ("tab", 40)] {
            if let Some(n) = body[key].as_u64() {
                body[key] = json!(n + by);
            }
        }
        if let Some(id) = body["system"].as_u64() {
            body["system"] = json!(system(id));
        }
        if body["type"] == "system"
            && let Some(id) = body["id"].as_u64()
        {
            body["id"] = json!(system(id));
        }
        shift(body);
    }
    log
}

/// Gives every number of a person or thing another one.
fn shift(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter_mut() {
                match inner.as_u64() {
                    Some(n)
                        if [
                            "person",
                            "entitlement",
                            "record",
                            "term",
                            "older",
                            "newer",
                            "one",
                            "other",
                        ]
                        .contains(&key.as_str()) =>
                    {
                        *inner = json!(n + 500);
                    }
                    _ => shift(inner),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(shift),
        _ => {}
    }
}

/// Pieces of both, in turn.
fn interleave(length: usize, cuts: &[usize], second: &[Value], rest: &[usize]) -> Vec<(usize, usize)> {
    let usable = |at: usize| {
        let kind = second[at]["body"]["type"].as_str();
        matches!(kind, Some("page" | "system" | "joined" | "authored"))
    };
    let pieces = |length: usize, cuts: &[usize]| -> Vec<Vec<usize>> {
        let mut pieces = vec![Vec::new()];
        for at in 0..length {
            if cuts.contains(&at) {
                pieces.push(Vec::new());
            }
            if let Some(piece) = pieces.last_mut() {
                piece.push(at);
            }
        }
        pieces
    };
    let (own, theirs) = (pieces(length - 1, cuts), pieces(second.len(), rest));
    let mut rows = Vec::new();
    for n in 0..own.len().max(theirs.len()) {
        rows.extend(own.get(n).into_iter().flatten().map(|at| (0, *at)));
        rows.extend(
            theirs
                .get(n)
                .into_iter()
                .flatten()
                .filter(|at| usable(**at))
                .map(|at| (1, *at)),
        );
    }
    rows.push((0, length - 1));
    rows
}

/// Puts a log together from rows of others, numbers it anew, and lets the truth follow.
fn rebuild(
    made: &mut Recording,
    logs: &[Vec<Value>],
    rows: Vec<(usize, usize)>,
    truths: &[&Recording],
) -> Option<Recording> {
    let mut places: BTreeMap<(usize, u32), u32> = BTreeMap::new();
    let mut wall = 0;
    made.log.clear();
    for (new, (log, at)) in rows.into_iter().enumerate() {
        let new = u32::try_from(new).ok()?;
        places.entry((log, u32::try_from(at).ok()?)).or_insert(new);
        let mut entry = logs[log][at].clone();
        entry["i"] = json!(new);
        wall = if log == 0 {
            entry["wall"].as_u64()?.max(wall)
        } else {
            wall + 1
        };
        entry["wall"] = json!(wall);
        let entry: Entry = serde_json::from_value(entry).ok()?;
        made.log.push(entry);
    }
    let (mut acts, mut reads, mut grants) = (Vec::new(), Vec::new(), Vec::new());
    for (log, recording) in truths.iter().enumerate() {
        let place = |entry: u32| places.get(&(log, entry)).copied();
        for act in &recording.truth.acts {
            let mut act = act.clone();
            act.entry = place(act.entry)?;
            act.also = act.also.iter().filter_map(|entry| place(*entry)).collect();
            if log > 0 {
                act.system = u32::MAX;
            }
            acts.push(act);
        }
        for read in &recording.truth.reads {
            if let Some(entry) = place(read.entry) {
                let mut read = read.clone();
                read.entry = entry;
                reads.push(read);
            }
        }
        for grant in recording.truth.grants.iter().filter(|_| log == 0) {
            let mut grant = grant.clone();
            grant.entry = place(grant.entry)?;
            grants.push(grant);
        }
    }
    acts.sort_by_key(|act| act.entry);
    made.truth.acts = acts;
    made.truth.reads = reads;
    made.truth.grants = grants;
    Some(made.clone())
}
