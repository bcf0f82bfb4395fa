//! Actions after the agent's corrections: what he excluded is gone, and a cut stands where he split or relabelled.

use alloc::vec::Vec;

use ledgerium_session::derived::Phase;

use crate::corrections::Corrections;
use crate::derive::action::Action;
use crate::table::{put, settle};

/// A part of an action, or all of it.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) action: Action,
    /// The phase that the agent gave, with the correction.
    pub(crate) clamp: Option<(u32, Phase)>,
    /// The agent split here: nothing joins it to what comes before.
    pub(crate) begins: bool,
    /// Corrections that bear on it.
    pub(crate) corrections: Vec<u32>,
}

/// The pieces of all actions in the order of their first entries.
pub(crate) fn pieces(actions: &[Action], corrections: &Corrections) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(actions.len());
    for action in actions.iter().filter(|action| !action.behind) {
        let last = action.entries.last().copied().unwrap_or_default();
        if corrections.touch(action.first(), last) {
            cut(action.clone(), corrections, &mut pieces);
        } else if !action.entries.is_empty() {
            pieces.push(Piece {
                action: action.clone(),
                clamp: None,
                begins: false,
                corrections: Vec::new(),
            });
        }
    }
    settle(&mut pieces, |a, b| a.action.first() < b.action.first());
    pieces
}

fn cut(mut action: Action, corrections: &Corrections, pieces: &mut Vec<Piece>) {
    let mut left_out = Vec::new();
    for entry in &action.entries {
        if let Some(correction) = corrections.excluded(*entry) {
            put(&mut left_out, correction);
        }
    }
    action.retain(|entry| corrections.excluded(entry).is_none());
    let mut rest = Some(action);
    while let Some(mut action) = rest.take() {
        let Some(first) = action.entries.first().copied() else {
            return;
        };
        let clamp = corrections.relabelled(first);
        let next = action
            .entries
            .iter()
            .copied()
            .skip(1)
            .find(|entry| corrections.split(*entry).is_some() || corrections.relabelled(*entry) != clamp);
        rest = next.map(|next| action.split_off(next));
        let split = corrections.split(first);
        let mut own = left_out.clone();
        own.extend(clamp.map(|(i, _)| i));
        own.extend(split);
        pieces.push(Piece {
            action,
            clamp,
            begins: split.is_some(),
            corrections: own,
        });
    }
}
