//! `ledgerium check`: whether a file is as it was sealed, and whether everything in it follows from its log.

use ed25519_dalek::{Signature, VerifyingKey};
use ledgerium_recorder::{DeriveError, derive, lexicon, summary};
use ledgerium_session::file::FileError;
use ledgerium_session::ids::Hash;
use ledgerium_session::seal::{PAYLOAD_TYPE, pre_authentication_encoding};
use ledgerium_session::{Body, SessionFile, canonical, chain};

use crate::Outcome;

mod order;

/// What was found wrong, in which part.
#[derive(Default)]
struct Findings {
    altered: Vec<(&'static str, String)>,
    incomplete: Vec<(&'static str, String)>,
    /// What could not be checked, and why.
    unchecked: Vec<(&'static str, String)>,
}

/// Checks the bytes of a file and prints what was found.
pub fn run(name: &str, bytes: &[u8]) -> Result<Outcome, String> {
    let file = match SessionFile::parse(bytes) {
        Ok(file) => file,
        Err(error @ (FileError::NotCanonical { .. } | FileError::NoGenesis)) => {
            println!("ALTERED  {name}");
            line("file", &error.to_string());
            return Ok(Outcome::EvidenceSaysNo);
        }
        Err(error) => return Err(error.to_string()),
    };
    let mut findings = Findings::default();
    check_chain(&file, &mut findings);
    check_end(&file, &mut findings);
    check_seal(&file, &mut findings);
    check_derived(&file, &mut findings)?;
    check_words(&file, &mut findings);
    findings.altered.extend(
        order::check(&file.log)
            .into_iter()
            .map(|message| ("order", message)),
    );
    Ok(report(name, &file, &findings))
}

fn report(name: &str, file: &SessionFile, findings: &Findings) -> Outcome {
    let outcome = match (findings.altered.is_empty(), findings.incomplete.is_empty()) {
        (false, _) => {
            println!("ALTERED  {name}");
            Outcome::EvidenceSaysNo
        }
        (true, false) => {
            println!("INCOMPLETE  {name}");
            Outcome::EvidenceSaysNo
        }
        (true, true) => {
            println!("INTACT, self-signed only  {name}");
            Outcome::Good
        }
    };
    for (part, message) in findings.altered.iter().chain(&findings.incomplete) {
        line(part, message);
    }
    if outcome == Outcome::Good {
        let ticket = file.session.ticket.as_ref();
        let ticket = ticket.map_or_else(|| "no ticket".to_owned(), |ticket| format!("ticket {ticket}"));
        let gaps = file.derived.metrics.gaps;
        line(
            "log",
            &format!("{} entries, {gaps} gaps, {ticket}", file.log.len()),
        );
        if let Some(root) = file.log.last() {
            line("root", &root.hash.to_string());
        }
        if let Some(seal) = &file.seal {
            line(
                "key",
                &format!(
                    "{} (came with the file: it does not say whose it is)",
                    seal.key_id
                ),
            );
        }
        line(
            "derived",
            &format!(
                "steps {}, grants {}, recomputed by rule set {}: the same",
                file.derived.steps.len(),
                file.derived.grants.len(),
                file.derived.rules
            ),
        );
    }
    for (part, message) in &findings.unchecked {
        line(part, message);
    }
    outcome
}

fn line(part: &str, message: &str) {
    println!("  {part:<9} {message}");
}

fn check_chain(file: &SessionFile, findings: &mut Findings) {
    if let Err(error) = chain::check(&file.log) {
        findings.altered.push(("log", error.to_string()));
    }
    let again = file
        .log
        .iter()
        .skip(1)
        .find(|entry| matches!(entry.body, Body::Genesis(_)));
    if let Some(entry) = again {
        let message = format!("entry {} is a second beginning", entry.i);
        findings.altered.push(("log", message));
    }
}

/// The last entry says how much there is.
fn check_end(file: &SessionFile, findings: &mut Findings) {
    let altered = |findings: &mut Findings, message: String| findings.altered.push(("end", message));
    let early = file
        .log
        .iter()
        .rev()
        .skip(1)
        .find(|entry| matches!(entry.body, Body::Finished(_)));
    if let Some(entry) = early {
        altered(
            findings,
            format!("entries follow the last one, which is {}", entry.i),
        );
    }
    let Some((last, before)) = file.log.split_last() else {
        return;
    };
    let Body::Finished(finished) = &last.body else {
        let message = "the log has no last entry: it was cut off, or the recording was never finished";
        findings.incomplete.push(("end", message.to_owned()));
        return;
    };
    if usize::try_from(finished.entries) != Ok(before.len()) {
        let message = format!(
            "the last entry counts {} before it; there are {}",
            finished.entries,
            before.len()
        );
        altered(findings, message);
    }
    if before.last().map(|entry| entry.hash) != Some(finished.root) {
        altered(
            findings,
            "the last entry names another root than the log has".to_owned(),
        );
    }
    let gaps = before
        .iter()
        .filter(|entry| matches!(entry.body, Body::Gap(_)))
        .count();
    if usize::try_from(finished.gaps) != Ok(gaps) {
        altered(
            findings,
            format!("the last entry counts {} gaps; there are {gaps}", finished.gaps),
        );
    }
}

fn check_seal(file: &SessionFile, findings: &mut Findings) {
    let Some(seal) = &file.seal else {
        let message = "the file has no seal: nothing says that it is as it was recorded";
        findings.incomplete.push(("seal", message.to_owned()));
        return;
    };
    let Ok(genesis) = file.genesis() else { return };
    let wrong = if seal.payload_type != PAYLOAD_TYPE {
        Some("it is for another kind of payload")
    } else if seal.key_id != Hash::of(&genesis.public_key.0) {
        Some("it names another key than the log")
    } else {
        let signature = Signature::from_bytes(&seal.signature.0);
        let signed = file
            .payload()
            .map(|payload| pre_authentication_encoding(&payload));
        let fits = VerifyingKey::from_bytes(&genesis.public_key.0)
            .ok()
            .zip(signed.ok())
            .is_some_and(|(key, signed)| key.verify_strict(&signed, &signature).is_ok());
        (!fits).then_some("the signature does not fit the file: something was changed after it was sealed")
    };
    findings
        .altered
        .extend(wrong.map(|message| ("seal", message.to_owned())));
}

/// Everything beside the log says what the log says, byte for byte.
fn check_derived(file: &SessionFile, findings: &mut Findings) -> Result<(), String> {
    let derived = match derive(&file.log) {
        Ok(derived) => derived,
        Err(error @ DeriveError::UnknownRules(_)) => return Err(error.to_string()),
        Err(error) => {
            findings.altered.push(("log", error.to_string()));
            return Ok(());
        }
    };
    let same = |a, b| matches!((a, b), (Ok::<Vec<u8>, _>(a), Ok(b)) if a == b);
    if !same(canonical::to_bytes(&file.derived), canonical::to_bytes(&derived)) {
        let parts = [
            (
                "steps",
                canonical::to_bytes(&file.derived.steps),
                canonical::to_bytes(&derived.steps),
            ),
            (
                "grants",
                canonical::to_bytes(&file.derived.grants),
                canonical::to_bytes(&derived.grants),
            ),
            (
                "metrics",
                canonical::to_bytes(&file.derived.metrics),
                canonical::to_bytes(&derived.metrics),
            ),
        ];
        let wrong: Vec<&str> = parts
            .into_iter()
            .filter(|(_, stated, computed)| !matches!((stated, computed), (Ok(a), Ok(b)) if a == b))
            .map(|(part, ..)| part)
            .collect();
        let message = format!("not what the log gives by its own rules: {}", wrong.join(", "));
        findings.altered.push(("derived", message));
    }
    if let Some((session, systems)) = summary(&file.log) {
        if session != file.session {
            let message = "the head of the file does not say what the log says";
            findings.altered.push(("session", message.to_owned()));
        }
        if systems != file.systems {
            let message = "the systems are not those of the log";
            findings.altered.push(("systems", message.to_owned()));
        }
    }
    Ok(())
}

/// Every word stands on the published lists that the log names.
fn check_words(file: &SessionFile, findings: &mut Findings) {
    let Ok(genesis) = file.genesis() else { return };
    if genesis.lexicon != lexicon::hash() {
        let message =
            "the published lists are of another version: whether each word is on them was not checked";
        findings.unchecked.push(("words", message.to_owned()));
        return;
    }
    for entry in &file.log {
        let Body::Page(page) = &entry.body else { continue };
        let labels = page.event.labels();
        if labels
            .iter()
            .flat_map(|label| label.words())
            .any(|word| !lexicon::is_published(word))
        {
            let message = format!("entry {} holds a word that is on no published list", entry.i);
            findings.altered.push(("words", message));
        }
    }
}
