//! Lists of memberships: what two sightings of one list differ in was granted or taken between them.

use alloc::vec::Vec;

use ledgerium_session::ids::{DocumentId, SystemId};
use ledgerium_session::thing::Thing;
use ledgerium_session::words::Label;

use crate::table::{Set, Table};

/// Whose list it is, as far as the page says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Thing(Thing),
    /// Nobody is named, so that the list is comparable within its document alone.
    Document(DocumentId),
}

/// The lists as they were last seen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Members {
    seen: Table<(SystemId, Label, Whose), Vec<Thing>>,
}

impl Members {
    /// Takes a sighting and returns what was added and removed since the one before it.
    pub(crate) fn see(
        &mut self,
        system: SystemId,
        document: DocumentId,
        list: &Label,
        of: Option<&Thing>,
        things: &[Thing],
        truncated: bool,
    ) -> Option<(Vec<Thing>, Vec<Thing>)> {
        let whose = of.map_or(Whose::Document(document), |thing| Whose::Thing(thing.clone()));
        let key = (system, list.clone(), whose);
        if truncated {
            self.seen.remove(&key);
            return None;
        }
        let before = self.seen.insert(key, things.to_vec())?;
        let added = without(things, &before);
        let removed = without(&before, things);
        (!added.is_empty() || !removed.is_empty()).then_some((added, removed))
    }
}

/// What stands in one list and not in the other, in order and each once.
fn without(things: &[Thing], other: &[Thing]) -> Vec<Thing> {
    let mut rest: Set<&Thing> = Set::default();
    for thing in things.iter().filter(|thing| !other.contains(thing)) {
        rest.add(thing);
    }
    rest.iter().map(|(thing, ())| (*thing).clone()).collect()
}
