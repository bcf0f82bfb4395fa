//! Lists of memberships: what two sightings of one list differ in was granted or taken between them.

use std::collections::{BTreeMap, BTreeSet};

use ledgerium_session::ids::{DocumentId, SystemId};
use ledgerium_session::thing::Thing;
use ledgerium_session::words::Label;

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
    seen: BTreeMap<(SystemId, Label, Whose), Vec<Thing>>,
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
        let before: BTreeSet<Thing> = self.seen.insert(key, things.to_vec())?.into_iter().collect();
        let now: BTreeSet<Thing> = things.iter().cloned().collect();
        let added: Vec<Thing> = now.difference(&before).cloned().collect();
        let removed: Vec<Thing> = before.difference(&now).cloned().collect();
        (!added.is_empty() || !removed.is_empty()).then_some((added, removed))
    }
}
