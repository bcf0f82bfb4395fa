//! What a step is called: after the control that says most about its phase, or else after the view that it read.

use alloc::vec::Vec;

use ledgerium_session::authored::Authored;
use ledgerium_session::control::{Control, Place};
use ledgerium_session::derived::StepName;
use ledgerium_session::event::Choice;
use ledgerium_session::text::AuthoredText;
use ledgerium_session::words::Label;
use ledgerium_session::{Body, Entry, PageEvent};

use crate::derive::score::Fired;
use crate::derive::signal::What;
use crate::derive::steps::{self, Draft};
use crate::table::settle;

const OF_CONTROLS: &[What] = &[What::Control, What::Commit, What::Chosen, What::Field];

/// The name of a step.
pub(crate) fn name(draft: &Draft, log: &[Entry]) -> StepName {
    let read_only = draft.action.commits.is_empty();
    let acts: Vec<(u32, &Label, &[Place])> = draft
        .action
        .entries
        .iter()
        .filter_map(|entry| {
            let (label, within) = control(event(log, *entry)?)?;
            says(label).then_some((*entry, label, within))
        })
        .collect();
    // The latest of those that say most; what was pressed goes before what was chosen.
    let best = acts
        .iter()
        .map(|act| (weight(draft, act.0), act))
        .filter(|(weight, _)| *weight > 0)
        .max_by_key(|(weight, (entry, ..))| (*weight, is_pressed(log, *entry), *entry));
    if let Some((_, (_, label, within))) = best {
        let place = within.iter().find(|place| !place.name.is_empty());
        return StepName {
            words: (*label).clone(),
            place_kind: place.map(|place| place.kind),
            place: place.map(|place| place.name.clone()).unwrap_or_default(),
            read_only,
            authored: None,
        };
    }
    StepName {
        words: state(draft, log)
            .or_else(|| heading(draft, log).cloned())
            .unwrap_or_default(),
        place_kind: None,
        place: Label::default(),
        read_only,
        authored: approver(draft, log).cloned(),
    }
}

/// Who gave an approval outside the browser, as the agent wrote it.
fn approver<'a>(draft: &Draft, log: &'a [Entry]) -> Option<&'a AuthoredText> {
    let first = usize::try_from(draft.action.first()).ok()?;
    match &log.get(first)?.body {
        Body::Authored {
            entry: Authored::OffBrowserApproval { approver, .. },
        } => Some(approver),
        _ => None,
    }
}

fn event(log: &[Entry], entry: u32) -> Option<&PageEvent> {
    steps::page(log, entry).map(|page| &page.event)
}

fn is_pressed(log: &[Entry], entry: u32) -> bool {
    !matches!(event(log, entry), Some(PageEvent::Choice { .. }))
}

/// The words of what was done, and where.
fn control(event: &PageEvent) -> Option<(&Label, &[Place])> {
    fn of(control: &Control) -> (&Label, &[Place]) {
        (&control.name, &control.within)
    }
    match event {
        PageEvent::Gesture { control, .. } => Some(of(control)),
        PageEvent::Submit {
            control: Some(control),
            ..
        } => Some(of(control)),
        PageEvent::Choice { control, choice } => match choice {
            Choice::Chose { items, .. } => {
                let item = items.first().filter(|item| says(item));
                Some((item.unwrap_or(&control.name), &control.within))
            }
            _ => Some(of(control)),
        },
        _ => None,
    }
}

/// Whether more than a mask stands there.
fn says(label: &Label) -> bool {
    label.words().next().is_some() || label.terms().next().is_some()
}

/// How much the rules for the step's phase rest on what was done at an entry.
fn weight(draft: &Draft, entry: u32) -> i64 {
    let counts = |fired: &&Fired| {
        fired.rule.phase == draft.phase
            && fired.entries.contains(&entry)
            && fired.rule.what.iter().any(|what| OF_CONTROLS.contains(what))
    };
    draft
        .fired
        .iter()
        .filter(counts)
        .map(|fired| i64::from(fired.weight))
        .sum()
}

/// What decided the phase of what was only read: a state with its label, "approval status approved", or the words of
/// what the agent pointed at. What weighs most comes first.
fn state(draft: &Draft, log: &[Entry]) -> Option<Label> {
    let mut decisive: Vec<&Fired> = draft
        .fired
        .iter()
        .filter(|fired| fired.rule.phase == draft.phase)
        .collect();
    settle(&mut decisive, |a, b| a.weight > b.weight);
    let label = |entry: &u32| match event(log, *entry) {
        Some(PageEvent::State { label, value, .. }) => {
            Label::try_from([label.tokens(), value.tokens()].concat()).ok()
        }
        Some(PageEvent::Pointed { words, .. }) => Some(words.clone()),
        _ => None,
    };
    decisive
        .into_iter()
        .flat_map(|fired| &fired.entries)
        .filter_map(label)
        .find(says)
}

/// The first heading that says something.
fn heading<'a>(draft: &Draft, log: &'a [Entry]) -> Option<&'a Label> {
    draft
        .action
        .entries
        .iter()
        .find_map(|entry| match event(log, *entry) {
            Some(PageEvent::View { heading, .. }) if says(heading) => Some(heading),
            _ => None,
        })
}
