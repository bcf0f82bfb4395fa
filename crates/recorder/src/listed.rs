//! Which words may stand where: core words in any label, words of the reading lists only in the name of a control that
//! carries no data.

use ledgerium_session::PageEvent;
use ledgerium_session::words::Label;

use crate::lexicon;

/// What the words of an event are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    /// All may stand where they stand.
    Yes,
    /// One is on no list.
    No,
    /// One is on a reading list, but stands where core words alone may.
    Misplaced,
    /// One may be on a reading list that is not loaded.
    Unread,
}

/// Looks at every word of an event.
pub(crate) fn listed(event: &PageEvent) -> Listed {
    let name = event.control().filter(|control| !control.carries_data());
    let name = name.map(|control| &control.name);
    let mut found = Listed::Yes;
    for label in event.labels() {
        let is_name = name.is_some_and(|name| core::ptr::eq(name, label));
        match of(label, is_name) {
            Listed::Yes => {}
            Listed::Unread => found = Listed::Unread,
            wrong => return wrong,
        }
    }
    found
}

fn of(label: &Label, is_name: bool) -> Listed {
    let mut found = Listed::Yes;
    for word in label.words().filter(|word| !lexicon::is_core(word)) {
        match (lexicon::is_read(word), is_name) {
            (true, true) => {}
            (true, false) => return Listed::Misplaced,
            (false, true) if !lexicon::reads_all() => found = Listed::Unread,
            (false, _) => return Listed::No,
        }
    }
    found
}
