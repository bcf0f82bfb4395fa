//! The labelled recordings of `tests/corpus/recordings`; `tests/corpus/README.md` says what stands in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use ledgerium_session::derived::Phase;
use ledgerium_session::{Entry, SessionFile};
use serde::Deserialize;

/// What people did in a recording.
#[derive(Debug, Clone, Deserialize)]
pub struct Truth {
    pub name: String,
    /// The product behind the number of each system.
    pub products: BTreeMap<u32, String>,
    pub language: String,
    pub profiles: bool,
    pub acts: Vec<Act>,
    #[serde(default)]
    pub reads: Vec<Read>,
    pub violations: Vec<String>,
    #[serde(default)]
    pub grants: Vec<Grant>,
}

/// Something that a person did.
#[derive(Debug, Clone, Deserialize)]
pub struct Act {
    pub entry: u32,
    pub phase: Name,
    pub system: u32,
    #[serde(default)]
    pub also: Vec<u32>,
    #[serde(default)]
    pub what: String,
    #[serde(default)]
    pub commit: bool,
}

/// Something that was only read.
#[derive(Debug, Clone, Deserialize)]
pub struct Read {
    pub entry: u32,
    pub phase: Name,
}

/// A change of access that took effect.
#[derive(Debug, Clone, Deserialize)]
pub struct Grant {
    pub entry: u32,
    pub system: Option<u32>,
    pub took: String,
    pub order: Option<String>,
}

/// A phase by its name in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name(pub Phase);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        PHASES
            .iter()
            .find(|phase| name_of(**phase) == name)
            .map(|phase| Self(*phase))
            .ok_or_else(|| serde::de::Error::custom(format!("{name:?} is no phase")))
    }
}

/// The phases in the order of tables.
pub const PHASES: [Phase; 6] = [
    Phase::Request,
    Phase::Approve,
    Phase::Grant,
    Phase::Confirm,
    Phase::Close,
    Phase::Other,
];

/// The place of a phase in tables.
pub fn index(phase: Phase) -> usize {
    PHASES
        .iter()
        .position(|other| *other == phase)
        .unwrap_or(PHASES.len() - 1)
}

/// The name of a phase.
pub fn name_of(phase: Phase) -> &'static str {
    ["request", "approve", "grant", "confirm", "close", "other"][index(phase)]
}

/// A recording with its truth.
#[derive(Debug, Clone)]
pub struct Recording {
    pub truth: Truth,
    pub log: Vec<Entry>,
}

impl Recording {
    /// Whether the product takes part.
    pub fn has(&self, product: &str) -> bool {
        self.truth.products.values().any(|own| own == product)
    }
}

/// Reads all recordings, in the order of their names.
pub fn read(only: Option<&str>) -> Result<Vec<Recording>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/recordings");
    let folder = std::env::var_os("LEDGERIUM_CORPUS").map_or(folder, Into::into);
    let mut names = Vec::new();
    for file in fs::read_dir(&folder).with_context(|| format!("no recordings in {}", folder.display()))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".truth.json") {
            names.push(name.to_owned());
        }
    }
    names.sort();
    names.retain(|name| only.is_none_or(|part| name.contains(part)));
    if names.is_empty() {
        bail!("no recording fits: see tests/corpus/README.md for how they are made");
    }
    names
        .iter()
        .map(|name| one(&folder, name).with_context(|| format!("recording {name}")))
        .collect()
}

fn one(folder: &Path, name: &str) -> Result<Recording> {
    let text = fs::read(folder.join(format!("{name}.truth.json")))?;
    let truth: Truth = serde_json::from_slice(&text)?;
    let bytes = fs::read(folder.join(format!("{name}.session.json")))?;
    let file = SessionFile::parse(&bytes)?;
    Ok(Recording { truth, log: file.log })
}
