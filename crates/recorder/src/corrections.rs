//! What the agent said about the log: which of it holds, and what it asks of the steps.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use ledgerium_session::authored::Authored;
use ledgerium_session::derived::{Phase, Step};
use ledgerium_session::text::AuthoredText;
use ledgerium_session::thing::Thing;
use ledgerium_session::{Body, Entry, PageEvent};

use crate::error::Error;
use crate::recorder::Recorder;
use crate::table::{Set, Table, put};

/// The authored entries of a log that hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Corrections {
    live: Vec<(u32, Authored)>,
    excluded: Table<u32, u32>,
    relabelled: Table<u32, (u32, Phase)>,
    splits: Table<u32, u32>,
}

impl Corrections {
    /// Reads the entries at these places. A later undo is itself undone by a later one.
    pub(crate) fn read(log: &[Entry], authored: &[u32]) -> Self {
        let all: Vec<(u32, &Authored)> = authored
            .iter()
            .filter_map(|i| match &log.get(usize::try_from(*i).ok()?)?.body {
                Body::Authored { entry } => Some((*i, entry)),
                _ => None,
            })
            .collect();
        let mut gone = Set::default();
        for (i, entry) in all.iter().rev() {
            if let Authored::Undo { entry } = entry
                && !gone.has(i)
                && entry < i
            {
                gone.add(*entry);
            }
        }
        let mut corrections = Self::default();
        for (i, entry) in all.into_iter().filter(|(i, _)| !gone.has(i)) {
            match entry {
                Authored::Exclude { entries } => {
                    for entry in entries {
                        corrections.excluded.insert(*entry, i);
                    }
                }
                Authored::Relabel { entries, phase } => {
                    for entry in entries {
                        corrections.relabelled.insert(*entry, (i, *phase));
                    }
                }
                Authored::Split { at } => {
                    corrections.splits.insert(*at, i);
                }
                // What was authored may be a step of its own, which goes with it.
                Authored::Undo { entry } => {
                    corrections.excluded.insert(*entry, i);
                }
                _ => {}
            }
            corrections.live.push((i, entry.clone()));
        }
        corrections
    }

    /// What holds, in order.
    pub(crate) fn live(&self) -> impl Iterator<Item = (u32, &Authored)> {
        self.live.iter().map(|(i, authored)| (*i, authored))
    }

    /// What can be taken back, the newest last.
    pub(crate) fn undoable(&self) -> Vec<u32> {
        self.live()
            .filter(|(_, authored)| !matches!(authored, Authored::Undo { .. }))
            .map(|(i, _)| i)
            .collect()
    }

    /// How many of them change what the machine said.
    pub(crate) fn count(&self) -> u32 {
        let count = self.live().filter(|(_, authored)| {
            !matches!(
                authored,
                Authored::Note { .. }
                    | Authored::OffBrowserApproval { .. }
                    | Authored::ApprovalPointedAt { .. }
                    | Authored::Undo { .. }
            )
        });
        u32::try_from(count.count()).unwrap_or(u32::MAX)
    }

    /// The correction that leaves the entry out.
    pub(crate) fn excluded(&self, entry: u32) -> Option<u32> {
        self.excluded.get(&entry).copied()
    }

    /// Whether any correction bears on an entry between these two.
    pub(crate) fn touch(&self, first: u32, last: u32) -> bool {
        self.excluded.any_between(&first, &last)
            || self.relabelled.any_between(&first, &last)
            || self.splits.any_between(&first, &last)
    }

    /// The phase that the agent gave the entry, with the correction.
    pub(crate) fn relabelled(&self, entry: u32) -> Option<(u32, Phase)> {
        self.relabelled.get(&entry).copied()
    }

    /// The correction by which a step begins at the entry.
    pub(crate) fn split(&self, entry: u32) -> Option<u32> {
        self.splits.get(&entry).copied()
    }

    /// People that are one.
    pub(crate) fn join(&self, join: &mut dyn FnMut(u32, u32)) {
        for (_, authored) in self.live() {
            if let Authored::SamePerson { one, other } = authored {
                join(*one, *other);
            }
        }
    }

    /// Entries that are an approval, as the agent says, with the entry that says it.
    pub(crate) fn pointed(&self) -> impl Iterator<Item = (u32, u32)> {
        self.live().filter_map(|(i, authored)| match authored {
            Authored::ApprovalPointedAt { entry } => Some((*entry, i)),
            _ => None,
        })
    }

    /// Steps to be joined, by an entry of each.
    pub(crate) fn merges(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        self.live().filter_map(|(i, authored)| match authored {
            Authored::Merge { first, second } => Some((*first, *second, i)),
            _ => None,
        })
    }

    /// Names that the agent gave, by an entry of the step.
    pub(crate) fn names(&self) -> impl Iterator<Item = (u32, &AuthoredText, u32)> {
        self.live().filter_map(|(i, authored)| match authored {
            Authored::Rename { step, name } => Some((*step, name, i)),
            _ => None,
        })
    }

    /// Notes, by an entry of the step that they stand with.
    pub(crate) fn notes(&self) -> impl Iterator<Item = (u32, u32)> {
        self.live().filter_map(|(i, authored)| match authored {
            Authored::Note { step: Some(step), .. } => Some((*step, i)),
            _ => None,
        })
    }
}

/// Refuses what names something that is not there, and puts lists of entries in order.
pub(crate) fn check(recorder: &Recorder, authored: Authored) -> Result<Authored, Error> {
    let entries = recorder.log.entries();
    let refuse = |message: String| Err(Error::BadReference(message));
    let steps = || recorder.deriver.derived(entries).steps;
    let holds = |steps: &[Step], entry: u32| steps.iter().position(|step| step.entries.contains(&entry));
    match authored {
        Authored::Note {
            step: Some(entry), ..
        }
        | Authored::Rename { step: entry, .. }
            if holds(&steps(), entry).is_none() =>
        {
            refuse(format!(
                "no step holds entry {entry}: choose a step that is shown"
            ))
        }
        Authored::Split { at } if holds(&steps(), at).is_none() => {
            refuse(format!("no step holds entry {at}: choose an entry of a step"))
        }
        Authored::Exclude { entries } => Ok(Authored::Exclude {
            entries: listed(&steps(), entries)?,
        }),
        Authored::Relabel { entries, phase } => Ok(Authored::Relabel {
            entries: listed(&steps(), entries)?,
            phase,
        }),
        Authored::Merge { first, second } => {
            let steps = steps();
            match (holds(&steps, first), holds(&steps, second)) {
                (Some(one), Some(other)) if one + 1 == other => Ok(Authored::Merge { first, second }),
                _ => refuse(format!(
                    "the steps of entries {first} and {second} do not stand one after the other: merge neighbours"
                )),
            }
        }
        Authored::ApprovalPointedAt { entry } => {
            let pointed = usize::try_from(entry).ok().and_then(|at| entries.get(at)).is_some_and(
                |entry| matches!(&entry.body, Body::Page(page) if matches!(page.event, PageEvent::Pointed { .. })),
            );
            if pointed {
                Ok(Authored::ApprovalPointedAt { entry })
            } else {
                refuse(format!(
                    "entry {entry} points at nothing: point at the approval on its page first"
                ))
            }
        }
        Authored::SamePerson { one, other } => {
            let named = |n: u32| {
                entries.iter().any(|entry| match &entry.body {
                    Body::Page(page) => page.event.things().contains(&&Thing::Person(n)),
                    _ => false,
                })
            };
            if one != other && named(one) && named(other) {
                Ok(Authored::SamePerson { one, other })
            } else {
                refuse(format!("{one} and {other} are not two people of this recording"))
            }
        }
        Authored::Undo { entry } => {
            if recorder.deriver.corrections(entries).undoable().contains(&entry) {
                Ok(Authored::Undo { entry })
            } else {
                refuse(format!("entry {entry} is nothing that can be taken back"))
            }
        }
        authored => Ok(authored),
    }
}

/// Entries of steps, in order and each once.
fn listed(steps: &[Step], named: Vec<u32>) -> Result<Vec<u32>, Error> {
    let mut entries = Vec::new();
    for entry in named {
        if !steps
            .iter()
            .any(|step| step.entries.binary_search(&entry).is_ok())
        {
            return Err(Error::BadReference(format!(
                "no step holds entry {entry}: choose entries of steps that are shown"
            )));
        }
        put(&mut entries, entry);
    }
    if entries.is_empty() {
        return Err(Error::BadReference("no entries are named: choose a step".into()));
    }
    Ok(entries)
}
