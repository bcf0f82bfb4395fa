//! The closed sets of names in events: how, where from, what of.

use serde::Serialize;

use crate::names;

/// How a person activated a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// With the mouse, a finger or a pen.
    Pointer,
    /// With a key, such as Enter or Space.
    Keyboard,
    /// With the secondary button.
    ContextMenu,
    /// With the middle button, which opens a link elsewhere.
    Auxiliary,
    /// With a double click.
    Double,
}

names!(Activation {
    Pointer => "pointer",
    Keyboard => "keyboard",
    ContextMenu => "context_menu",
    Auxiliary => "auxiliary",
    Double => "double",
});

/// Where a submit came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum SubmitOrigin {
    /// A trusted gesture on a control of the same form stands right before it.
    Gesture,
    /// Nothing tells a person's Enter from a script's `requestSubmit()`.
    Unknown,
}

names!(SubmitOrigin {
    Gesture => "gesture",
    Unknown => "unknown",
});

/// How a form is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By GET: the fields become part of the next address, which is therefore not read.
    Get,
    /// By POST.
    Post,
    /// By closing a dialog.
    Dialog,
}

names!(Method {
    Get => "get",
    Post => "post",
    Dialog => "dialog",
});

/// How a document came to show what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// A new document was loaded.
    Load,
    /// The document was loaded again.
    Reload,
    /// The person went back or forward.
    Traverse,
    /// The page changed its address without loading.
    Push,
    /// The page replaced its address without loading.
    Replace,
    /// Only the part after `#` changed.
    Fragment,
    /// The document came back from the back/forward cache.
    Restore,
    /// The document stood there already when the recording reached it; whether anyone looked at it is not known.
    Found,
}

names!(Move {
    Load => "load",
    Reload => "reload",
    Traverse => "traverse",
    Push => "push",
    Replace => "replace",
    Fragment => "fragment",
    Restore => "restore",
    Found => "found",
});

/// What a state word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum StateOf {
    /// The ticket.
    Ticket,
    /// The approval of the request.
    Approval,
    /// An account, membership or other object of an access system.
    Access,
    /// What a comment or message says, whoever wrote it.
    Comment,
    /// What a comment says that is a decision and nothing else; who wrote it, and when, comes right after.
    Statement,
    /// Not known.
    Unknown,
}

names!(StateOf {
    Ticket => "ticket",
    Approval => "approval",
    Access => "access",
    Comment => "comment",
    Statement => "statement",
    Unknown => "unknown",
});

/// What a claimed time is the time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ClaimOf {
    /// The record was made.
    Created,
    /// The access was requested.
    Requested,
    /// The request was approved.
    Approved,
    /// The request was rejected.
    Rejected,
    /// The record was last changed.
    Updated,
    /// The ticket was resolved.
    Resolved,
    /// The mail or comment was sent.
    Sent,
}

names!(ClaimOf {
    Created => "created",
    Requested => "requested",
    Approved => "approved",
    Rejected => "rejected",
    Updated => "updated",
    Resolved => "resolved",
    Sent => "sent",
});

/// What followed on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A message appeared, such as a toast or a status line.
    Message,
    /// A message appeared that the page marks as an error.
    Error,
    /// A dialog opened.
    DialogOpened,
    /// A dialog closed after one of its controls was pressed.
    DialogClosed,
    /// A dialog closed although none of its controls was pressed: with Escape, or by a click beside it.
    DialogDismissed,
    /// A row or item was added to a list.
    RowAdded,
    /// A row or item went from a list.
    RowRemoved,
}

names!(Outcome {
    Message => "message",
    Error => "error",
    DialogOpened => "dialog_opened",
    DialogClosed => "dialog_closed",
    DialogDismissed => "dialog_dismissed",
    RowAdded => "row_added",
    RowRemoved => "row_removed",
});

/// Where a mention stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum MentionIn {
    /// In the title of the record.
    Heading,
    /// In a labelled field.
    Field,
    /// In the text of the record.
    Body,
    /// In a comment or mail.
    Comment,
}

names!(MentionIn {
    Heading => "heading",
    Field => "field",
    Body => "body",
    Comment => "comment",
});

/// Which series an ordinal counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum OrdinalKind {
    /// People.
    Person,
    /// Groups, roles and permissions.
    Entitlement,
    /// Other records.
    Record,
}

names!(OrdinalKind {
    Person => "person",
    Entitlement => "entitlement",
    Record => "record",
});
