//! Signals: what an entry says that can speak for a phase, before any rule looks at it.

use crate::class::Class;
use crate::classes::Classes;

/// What kind of thing was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// The agent was there at all.
    Visit,
    /// A ticket stood on the page for the first time, and nothing was committed.
    TicketFound,
    /// A ticket stood on the page again, and nothing was committed.
    TicketRead,
    /// A ticket that the work is not about, and nothing was committed.
    OtherTicket,
    /// The name of a control that was activated.
    Control,
    /// The name of the control whose commit followed.
    Commit,
    /// The name of a field that was changed.
    Field,
    /// What was chosen or switched on.
    Chosen,
    /// The name of a form, dialog, list or other place around a control.
    Place,
    /// The heading of a view.
    View,
    /// The words of an address.
    Route,
    /// The words of a message that followed.
    Message,
    /// The state of an approval, the first time that it was seen.
    ApprovalState,
    /// A decision that was seen before, and nothing was committed.
    DecisionAgain,
    /// A state that belongs to nothing known, the first time that it was seen.
    LooseState,
    /// The state of a ticket, the first time that it was seen.
    TicketState,
    /// The state of a ticket that had another before.
    TicketChange,
    /// A ticket that had another owner before, or none.
    OwnerChange,
    /// The state of an account or membership that had another before.
    AccessChange,
    /// A claimed time of a decision, the first time that it was seen.
    DecisionTime,
    /// A list of memberships that held something else before.
    Members,
    /// The agent came, read and kept nothing, and left.
    Idle,
    /// What was begun was called off.
    CalledOff,
    /// A record of a console on which nothing took effect.
    OtherRecord,
    /// The agent pointed at it: this is the approval.
    Pointed,
    /// The agent wrote down an approval from outside the browser.
    Attested,
    /// The person signed in is one of several there, and is the one who asked or who gets the access.
    AsRequester,
    /// The person signed in is named as approver.
    AsApprover,
}

/// One thing that was seen, with the entry that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signal {
    pub(crate) what: What,
    pub(crate) classes: Classes,
    pub(crate) entry: u32,
}

/// Verbs whose controls keep, send or decide something.
pub(crate) const COMMITTING: Classes = Classes::of(&[
    Class::Create,
    Class::Request,
    Class::Take,
    Class::Assign,
    Class::Add,
    Class::Remove,
    Class::Grant,
    Class::Revoke,
    Class::Enable,
    Class::Disable,
    Class::Approve,
    Class::Reject,
    Class::Confirm,
    Class::Notify,
    Class::Send,
    Class::Reply,
    Class::Comment,
    Class::Forward,
    Class::Resolve,
    Class::Close,
    Class::Reopen,
    Class::Save,
    Class::Submit,
    Class::Delete,
    Class::Attach,
    Class::Reset,
    Class::Withdraw,
]);

/// Verbs of controls that often open a form first: the form is no proof that anything was kept.
pub(crate) const OPENING: Classes = Classes::of(&[
    Class::Create,
    Class::Request,
    Class::Assign,
    Class::Add,
    Class::Notify,
    Class::Reply,
    Class::Comment,
    Class::Forward,
    Class::Attach,
]);

/// Verbs whose controls keep, send or decide something, and open nothing first.
pub(crate) const KEEPING: Classes = COMMITTING.without(OPENING);

/// Verbs of controls that move, look or leave.
pub(crate) const PASSING: Classes = Classes::of(&[
    Class::Open,
    Class::Edit,
    Class::Search,
    Class::Select,
    Class::Navigate,
    Class::SignIn,
    Class::SignOut,
]);

/// Words of controls and items that decide on a request.
pub(crate) const DECIDING: Classes = Classes::of(&[
    Class::Approve,
    Class::Reject,
    Class::StateApproved,
    Class::StateRejected,
]);

/// States of a request that was decided.
pub(crate) const DECIDED: Classes = Classes::of(&[Class::StateApproved, Class::StateRejected]);
