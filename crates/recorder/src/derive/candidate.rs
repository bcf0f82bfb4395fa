//! Which controls commit, and what shows that they did.

use ledgerium_session::PageEvent;
use ledgerium_session::control::{Control, Place, PlaceKind, Role};
use ledgerium_session::entry::Page;
use ledgerium_session::event::{Choice, Method, Move, Outcome};
use ledgerium_session::journal::FrameKind;

use crate::class::Class;
use crate::classes::Classes;
use crate::derive::action::{Action, Candidate};
use crate::derive::segment::Segments;
use crate::derive::signal::{COMMITTING, OPENING, PASSING, What};
use crate::derive::{failed, signal, words};

/// A form that was sent.
pub(crate) struct Form<'a> {
    pub(crate) method: Method,
    pub(crate) control: Option<&'a Control>,
    pub(crate) within: &'a [Place],
    /// It stands on a page to sign in.
    pub(crate) sign_in: bool,
}

/// A person activated a control: it says what it is called, and may turn out to commit.
pub(crate) fn gesture(action: &mut Action, i: u32, control: &Control, sign_in: bool) {
    places(action, i, &control.within);
    action.candidate = None;
    action.follows = control.role == Role::Link;
    let classes = name(control, &control.within);
    match control.role {
        Role::Button
        | Role::Submit
        | Role::Link
        | Role::MenuItem
        | Role::Image
        | Role::Generic
        | Role::Tab => {
            action.signals.push(signal(What::Control, classes, i));
        }
        // A click on either leaves it chosen, whether it was before or not.
        Role::Option | Role::Radio => action.signals.push(signal(What::Chosen, classes, i)),
        _ => return,
    }
    let presses = !matches!(control.role, Role::Tab | Role::Option | Role::Radio);
    if presses && !sign_in && commits(classes, control.submits, &control.within) {
        let opens = classes.meets(OPENING) && classes.without(OPENING).without(nouns()).is_empty();
        action.candidate = Some(Candidate {
            entry: i,
            classes,
            weak: opens || (control.role == Role::Link && !classes.has(Class::Take)),
        });
    }
}

/// Whether a control does nothing but leave what was begun.
pub(crate) fn calls_off(control: &Control) -> bool {
    let classes = words(&control.name);
    matches!(control.role, Role::Button | Role::Submit | Role::Link)
        && classes == Classes::of(&[Class::Cancel])
}

/// Whether a control is one thing in a list or table of them.
pub(crate) fn picks(control: &Control) -> bool {
    !control.row.is_empty() || matches!(control.role, Role::Row | Role::Cell)
}

/// A field changed.
pub(crate) fn choice(action: &mut Action, i: u32, control: &Control, choice: &Choice) {
    places(action, i, &control.within);
    let classes = words(&control.name);
    action.follows = false;
    if !classes.has(Class::Search) && !searches(&control.within) {
        action.filled.get_or_insert(i);
    }
    match choice {
        Choice::On {} => action.signals.push(signal(What::Chosen, classes, i)),
        Choice::Chose { items, .. } => {
            action.signals.push(signal(What::Field, classes, i));
            for item in items {
                action.signals.push(signal(What::Chosen, words(item), i));
            }
        }
        Choice::Edited {} | Choice::Off {} | Choice::File {} => {
            action.signals.push(signal(What::Field, classes, i));
        }
    }
}

/// A form was sent; the classes of its control if that commits something. `before` is what the gesture before it
/// might have committed: the form is its outcome.
pub(crate) fn submit(
    action: &mut Action,
    i: u32,
    form: &Form<'_>,
    before: Option<Candidate>,
) -> Option<Classes> {
    let within = form.control.map_or(form.within, |control| &control.within);
    places(action, i, within);
    let own = form.control.map(|control| name(control, within));
    let classes = own
        .or(before.map(|candidate| candidate.classes))
        .unwrap_or(Classes::NONE);
    action.candidate = None;
    action.follows = false;
    let filled = action.filled.take();
    let known = action
        .commits
        .last()
        .is_some_and(|commit| action.acts.iter().rev().nth(1) == Some(commit));
    let sent = match form.method {
        // A search, or a form that the page sends by itself: what follows tells, other than a page that moves on.
        Method::Get => {
            if let Some(filled) = filled.filter(|_| !classes.meets(COMMITTING)) {
                action.filter(filled);
            }
            if !form.sign_in && classes.meets(COMMITTING) && commits(classes, false, within) {
                action.candidate = Some(Candidate {
                    entry: i,
                    classes,
                    weak: true,
                });
            }
            false
        }
        Method::Post => commits(classes, true, within),
        Method::Dialog => commits(classes, false, within),
    };
    if sent && !form.sign_in && !known {
        Some(classes)
    } else {
        action.signals.push(signal(What::Control, classes, i));
        None
    }
}

/// What followed on the page: it may show that the control before it committed, or that it did not.
pub(crate) fn follow(segments: &mut Segments, page: &Page, changed: bool) {
    match &page.event {
        PageEvent::Outcome {
            outcome, words: said, ..
        } => match outcome {
            Outcome::Error => segments.fail(page),
            Outcome::Message if failed(words(said)) => segments.fail(page),
            Outcome::Message | Outcome::DialogClosed | Outcome::RowAdded | Outcome::RowRemoved => {
                segments.confirm(page, false);
            }
            Outcome::DialogOpened | Outcome::DialogDismissed => {
                if let Some(action) = segments.at(page) {
                    action.candidate = None;
                }
            }
        },
        PageEvent::Navigation { how, .. } => {
            if matches!(how, Move::Load | Move::Push | Move::Replace | Move::Reload) {
                segments.confirm(page, true);
            }
            if *how == Move::Load && page.frame == FrameKind::Top {
                segments.abandon(page);
            }
        }
        _ if changed => segments.confirm(page, false),
        _ => {}
    }
}

/// Whether a control with these words keeps, sends or decides something. A control without a known word does if it
/// sends a form.
fn commits(classes: Classes, submits: bool, within: &[Place]) -> bool {
    if classes.has(Class::Cancel) {
        return false;
    }
    let committing = Classes::of(&[Class::Submit]).or(Classes::of(&[Class::Confirm]));
    let decided = classes.meets(COMMITTING);
    if searches(within) && (!decided || classes.without(nouns()).without(committing).is_empty()) {
        return false;
    }
    decided || (submits && !classes.meets(PASSING))
}

fn searches(within: &[Place]) -> bool {
    within.iter().any(|place| words(&place.name).has(Class::Search))
}

/// The classes of a control's name. The "Close" of a dialog closes the dialog, not the ticket.
fn name(control: &Control, within: &[Place]) -> Classes {
    let classes = words(&control.name);
    let dialog = within.iter().any(|place| place.kind == PlaceKind::Dialog);
    if dialog && classes.has(Class::Close) && !classes.has(Class::NounTicket) {
        return classes.without(Classes::of(&[Class::Close]));
    }
    classes
}

fn places(action: &mut Action, i: u32, within: &[Place]) {
    for place in within {
        let classes = words(&place.name);
        if !classes.is_empty() {
            action.signals.push(signal(What::Place, classes, i));
        }
    }
}

/// Everything that is no verb.
const fn nouns() -> Classes {
    let mut nouns = Classes::NONE;
    let mut at = 0;
    while at < Class::ALL.len() {
        let (class, name) = Class::ALL[at];
        if name.as_bytes()[0] != b'v' {
            nouns = nouns.or(Classes::of(&[class]));
        }
        at += 1;
    }
    nouns
}
