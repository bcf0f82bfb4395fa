//! `ledgerium check`: whether a file is as it was sealed, and whether everything in it follows from its log.

use ed25519_dalek::{Signature, VerifyingKey};
use ledgerium_analysis::derive;
use ledgerium_recorder::{DeriveError, lexicon, summary, verify};
use ledgerium_session::ids::Hash;
use ledgerium_session::seal::{PAYLOAD_TYPE, pre_authentication_encoding};
use ledgerium_session::{Body, SessionFile, canonical, chain};

use crate::read::{self, Bytes};
use crate::{Outcome, say};

mod order;

/// What was found wrong, in which part.
#[derive(Default)]
pub struct Findings {
    altered: Vec<(&'static str, String)>,
    incomplete: Vec<(&'static str, String)>,
    /// What could not be checked, and why.
    unchecked: Vec<(&'static str, String)>,
}

impl Findings {
    /// The word for a file that cannot be relied on, with the first reason.
    pub fn against(&self) -> Option<(&'static str, &str)> {
        let altered = self.altered.first().map(|(_, why)| ("ALTERED", why.as_str()));
        altered.or_else(|| {
            self.incomplete
                .first()
                .map(|(_, why)| ("INCOMPLETE", why.as_str()))
        })
    }
}

/// Checks everything about the bytes of a file, which is there if it can be read at all.
pub fn examine(bytes: &[u8]) -> Result<(Option<SessionFile>, Findings), String> {
    let mut findings = Findings::default();
    let file = match read::parse(bytes)? {
        Bytes::Whole(file) => file,
        Bytes::Altered(message) => {
            findings.altered.push(("file", message));
            return Ok((None, findings));
        }
    };
    check_log(&file, &mut findings);
    check_seal(&file, &mut findings);
    check_derived(&file, &mut findings)?;
    let order = order::check(&file.log).into_iter();
    findings.altered.extend(order.map(|message| ("order", message)));
    Ok((Some(*file), findings))
}

/// Checks the bytes of a file and prints what was found.
pub fn run(name: &str, bytes: &[u8]) -> Result<Outcome, String> {
    let (file, findings) = examine(bytes)?;
    let against = findings.against();
    say!(
        "{}  {name}",
        against.map_or("INTACT, self-signed only", |(word, _)| word)
    );
    for (part, message) in findings.altered.iter().chain(&findings.incomplete) {
        line(part, message);
    }
    if let (Some(file), None) = (&file, against) {
        describe(file);
    }
    for (part, message) in &findings.unchecked {
        line(part, message);
    }
    Ok(against.map_or(Outcome::Good, |_| Outcome::EvidenceSaysNo))
}

/// What an intact file is.
fn describe(file: &SessionFile) {
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

fn line(part: &str, message: &str) {
    say!("  {part:<9} {message}");
}

/// The chain, and whether the log says what only a recorder could have written.
fn check_log(file: &SessionFile, findings: &mut Findings) {
    if let Err(error) = chain::check(&file.log) {
        findings.altered.push(("log", error.to_string()));
    }
    let flaws = verify(&file.log);
    let flaws = flaws.iter().map(|flaw| (flaw.part, flaw.to_string()));
    findings.altered.extend(flaws);
    if !matches!(file.log.last().map(|entry| &entry.body), Some(Body::Finished(_))) {
        let message = "the log has no last entry: it was cut off, or the recording was never finished";
        findings.incomplete.push(("end", message.to_owned()));
    }
    if file
        .genesis()
        .is_ok_and(|genesis| genesis.lexicon != lexicon::hash())
    {
        let message =
            "the published lists are of another version: whether each word is on them was not checked";
        findings.unchecked.push(("words", message.to_owned()));
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
