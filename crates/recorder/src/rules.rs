//! The rules that give an action its phase: the weights of those that fire are summed for each phase, and the decoder
//! (`derive/decode.rs`) finds the best phases for the actions of one system. It knows no right order of phases.
//!
//! Weights are thousandths of a natural log-odds unit, set by hand in this version. A rule fires once an action,
//! however often its evidence was seen, and cites every entry that shows it.

use ledgerium_session::derived::Phase::{self, Approve, Close, Confirm, Grant, Other, Request};
use ledgerium_session::system::SystemKind::{self, Directory, Email, Iam, Ticketing};

use crate::class::Class;
use crate::classes::Classes;
use crate::derive::What;

/// This rule set. It is never changed once released: a change is another version beside it.
pub const VERSION: u32 = 1;

/// By how much a correction moves the weight of a rule for one product.
pub const LEARN_BY: i32 = 300;

/// How far a weight may be moved in all.
pub const LEARN_AT_MOST: i32 = 1_500;

/// A lead below this is too small to rely on.
pub const UNSURE_BELOW: u32 = 600;

/// What a commit leads by when nothing around it can outweigh it.
pub const CERTAIN: u32 = 1_000;

/// What it costs that a phase lasts for no act, one, two, or more.
pub const BRIEF: &[i32] = &[300, 200, 100, 0];

/// What it costs that another phase begins, by what the place gives reason for; the least of them holds. Which phases
/// they are makes no difference: no order of phases is more right than another.
pub mod change {
    /// In the middle of things.
    pub const WITHIN: i32 = 1_200;
    /// After a commit.
    pub const AFTER_COMMIT: i32 = 700;
    /// When the agent comes back from another system.
    pub const AFTER_ABSENCE: i32 = 200;
    /// Beside what served nothing.
    pub const BESIDE_NOTHING: i32 = 200;
    /// In another tab of the system.
    pub const OTHER_TAB: i32 = 600;
    /// After nothing happened for a while.
    pub const AFTER_GAP: i32 = 700;
    /// How long that is, in milliseconds.
    pub const GAP: u64 = 60_000;
}

/// One rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, as steps cite it.
    pub name: &'static str,
    /// The phase that it speaks for.
    pub phase: Phase,
    /// By how much.
    pub weight: i32,
    /// The kinds of system that it holds in; empty means all.
    pub kinds: &'static [SystemKind],
    /// What must have been seen.
    pub(crate) what: &'static [What],
    /// One of these classes must be in it; empty means that none is needed.
    pub(crate) any: Classes,
    /// And one of these.
    pub(crate) with: Classes,
}

const ALL: &[SystemKind] = &[];
const TICKETS: &[SystemKind] = &[Ticketing];
const CONSOLES: &[SystemKind] = &[Iam, Directory];
const MAIL: &[SystemKind] = &[Email];
const OUTSIDE_CONSOLES: &[SystemKind] = &[Ticketing, Email, SystemKind::Other];
const UNKNOWN: &[SystemKind] = &[SystemKind::Other];

const NAMED: &[What] = &[What::Control, What::Commit];
const CHANGES: &[Class] = &[
    Class::Add,
    Class::Remove,
    Class::Assign,
    Class::Grant,
    Class::Revoke,
    Class::Enable,
    Class::Disable,
    Class::Reset,
];
const ACCESS: &[Class] = &[
    Class::NounRole,
    Class::NounGroup,
    Class::NounPermission,
    Class::NounMember,
    Class::NounAccess,
];
const ENDS: &[Class] = &[
    Class::Resolve,
    Class::Close,
    Class::StateResolved,
    Class::StateClosed,
];
const TICKET: &[Class] = &[Class::NounTicket, Class::NounRequest];

/// Every rule of this set.
pub const RULES: &[Rule] = &[
    // Nothing in particular
    rule("none", Other, 500, ALL, &[What::Visit], &[], &[]),
    rule(
        "ticket.elsewhere",
        Other,
        2200,
        TICKETS,
        &[What::OtherTicket],
        &[],
        &[],
    ),
    rule("visit.idle", Other, 2500, ALL, &[What::Idle], &[], &[]),
    rule("called.off", Other, 3500, ALL, &[What::CalledOff], &[], &[]),
    rule(
        "console.elsewhere",
        Other,
        4500,
        CONSOLES,
        &[What::OtherRecord],
        &[],
        &[],
    ),
    // Request
    rule(
        "ticket.found",
        Request,
        1500,
        TICKETS,
        &[What::TicketFound],
        &[],
        &[],
    ),
    rule(
        "ticket.again",
        Request,
        700,
        TICKETS,
        &[What::TicketRead],
        &[],
        &[],
    ),
    rule(
        "ticket.create",
        Request,
        2200,
        TICKETS,
        &[What::Commit],
        &[Class::Create, Class::Request, Class::Submit],
        TICKET,
    ),
    rule(
        "ticket.ask",
        Request,
        1000,
        TICKETS,
        NAMED,
        &[Class::Create, Class::Request],
        &[],
    ),
    rule("ticket.take", Request, 2200, TICKETS, NAMED, &[Class::Take], &[]),
    rule(
        "ticket.assign",
        Request,
        1200,
        TICKETS,
        NAMED,
        &[Class::Assign],
        &[],
    ),
    rule(
        "ticket.owner_field",
        Request,
        1000,
        TICKETS,
        &[What::Field],
        &[Class::LabelOwner],
        &[],
    ),
    rule(
        "ticket.owner",
        Request,
        1200,
        TICKETS,
        &[What::OwnerChange],
        &[],
        &[],
    ),
    rule(
        "ticket.reopen",
        Request,
        5200,
        TICKETS,
        &[What::Control, What::Commit, What::Chosen],
        &[Class::Reopen],
        &[],
    ),
    rule("ticket.commit", Request, 300, TICKETS, &[What::Commit], &[], &[]),
    rule(
        "ticket.list",
        Request,
        200,
        TICKETS,
        &[What::View, What::Route, What::Control],
        TICKET,
        &[],
    ),
    rule(
        "ticket.as_requester",
        Request,
        1200,
        TICKETS,
        &[What::AsRequester],
        &[],
        &[],
    ),
    rule(
        "mail.request",
        Request,
        900,
        MAIL,
        &[What::View],
        &[Class::Request, Class::NounRequest],
        &[],
    ),
    // Approve
    rule(
        "approval.decided",
        Approve,
        3600,
        ALL,
        &[What::Commit],
        &[Class::Approve, Class::Reject],
        &[],
    ),
    rule(
        "approval.chosen",
        Approve,
        2400,
        ALL,
        &[What::Chosen],
        &[
            Class::Approve,
            Class::Reject,
            Class::StateApproved,
            Class::StateRejected,
        ],
        &[],
    ),
    rule(
        "approval.control",
        Approve,
        2000,
        ALL,
        &[What::Control],
        &[Class::Approve, Class::Reject],
        &[],
    ),
    rule(
        "approval.place",
        Approve,
        1200,
        OUTSIDE_CONSOLES,
        &[What::Control, What::Commit, What::Place, What::View, What::Route],
        &[Class::NounApproval],
        &[],
    ),
    rule(
        "approval.state",
        Approve,
        2400,
        ALL,
        &[What::ApprovalState],
        &[Class::StateApproved, Class::StateRejected],
        &[],
    ),
    rule(
        "approval.again",
        Approve,
        2200,
        OUTSIDE_CONSOLES,
        &[What::DecisionAgain],
        &[],
        &[],
    ),
    rule(
        "approval.pending",
        Approve,
        700,
        ALL,
        &[What::ApprovalState],
        &[Class::StatePending, Class::StateNew],
        &[],
    ),
    rule(
        "approval.word",
        Approve,
        2000,
        OUTSIDE_CONSOLES,
        &[What::LooseState, What::TicketChange],
        &[Class::StateApproved, Class::StateRejected],
        &[],
    ),
    rule(
        "approval.time",
        Approve,
        1000,
        ALL,
        &[What::DecisionTime],
        &[],
        &[],
    ),
    rule("approval.pointed", Approve, 5000, ALL, &[What::Pointed], &[], &[]),
    rule(
        "approval.attested",
        Approve,
        6000,
        ALL,
        &[What::Attested],
        &[],
        &[],
    ),
    rule(
        "approval.as_approver",
        Approve,
        1000,
        TICKETS,
        &[What::AsApprover],
        &[],
        &[],
    ),
    rule(
        "approval.mail",
        Approve,
        1200,
        MAIL,
        &[What::View],
        &[Class::Approve, Class::Reject, Class::NounApproval],
        &[],
    ),
    // Grant
    rule("console.visit", Grant, 1200, CONSOLES, &[What::Visit], &[], &[]),
    rule("console.commit", Grant, 1300, CONSOLES, &[What::Commit], &[], &[]),
    rule(
        "console.change",
        Grant,
        1800,
        CONSOLES,
        &[What::Control, What::Commit, What::Chosen],
        CHANGES,
        &[],
    ),
    rule(
        "console.access",
        Grant,
        800,
        CONSOLES,
        &[
            What::Control,
            What::Commit,
            What::Field,
            What::Chosen,
            What::Place,
            What::View,
            What::Route,
        ],
        ACCESS,
        &[],
    ),
    rule(
        "console.account",
        Grant,
        400,
        CONSOLES,
        &[What::Control, What::Commit, What::Place, What::View, What::Route],
        &[Class::NounUser, Class::NounAccount],
        &[],
    ),
    rule(
        "console.state",
        Grant,
        1500,
        CONSOLES,
        &[What::AccessChange],
        &[],
        &[],
    ),
    rule("app.change", Grant, 1600, UNKNOWN, NAMED, CHANGES, ACCESS),
    rule(
        "app.grant",
        Grant,
        1400,
        UNKNOWN,
        NAMED,
        &[Class::Grant, Class::Revoke],
        &[],
    ),
    rule("members.changed", Grant, 3000, ALL, &[What::Members], &[], &[]),
    // Confirm
    rule("mail.visit", Confirm, 400, MAIL, &[What::Visit], &[], &[]),
    rule(
        "mail.read",
        Confirm,
        1000,
        MAIL,
        &[What::TicketFound, What::TicketRead],
        &[],
        &[],
    ),
    rule(
        "mail.write",
        Confirm,
        1500,
        MAIL,
        NAMED,
        &[Class::Create, Class::Send, Class::Reply, Class::Forward],
        &[],
    ),
    rule(
        "access.tried",
        Confirm,
        4200,
        CONSOLES,
        &[What::AsRequester],
        &[],
        &[],
    ),
    rule(
        "app.tried",
        Confirm,
        1500,
        UNKNOWN,
        &[What::AsRequester],
        &[],
        &[],
    ),
    rule(
        "ticket.tell",
        Confirm,
        1300,
        TICKETS,
        NAMED,
        &[Class::Reply, Class::Send, Class::Notify],
        &[],
    ),
    rule(
        "ticket.respond",
        Confirm,
        900,
        TICKETS,
        &[What::Place],
        &[Class::Reply, Class::Notify],
        &[],
    ),
    rule(
        "confirm.word",
        Confirm,
        700,
        OUTSIDE_CONSOLES,
        &[What::Commit],
        &[Class::Confirm],
        &[],
    ),
    // Close
    rule(
        "close.commit",
        Close,
        2600,
        TICKETS,
        &[What::Commit],
        &[Class::Resolve, Class::Close],
        &[],
    ),
    rule(
        "close.control",
        Close,
        2400,
        TICKETS,
        &[What::Control],
        &[Class::Resolve, Class::Close],
        &[],
    ),
    rule(
        "close.state",
        Close,
        2600,
        TICKETS,
        &[What::TicketChange],
        &[Class::StateResolved, Class::StateClosed],
        &[],
    ),
    rule("close.chosen", Close, 2400, TICKETS, &[What::Chosen], ENDS, &[]),
    rule(
        "close.field",
        Close,
        1600,
        TICKETS,
        &[What::Field],
        &[Class::Resolve, Class::Close],
        &[],
    ),
    rule(
        "close.told",
        Close,
        500,
        TICKETS,
        &[What::Message],
        &[Class::NounClosing],
        &[],
    ),
    rule(
        "close.closing",
        Close,
        900,
        TICKETS,
        &[What::Field, What::Place],
        &[Class::NounClosing],
        &[],
    ),
    rule(
        "close.granted",
        Close,
        1200,
        TICKETS,
        &[What::Chosen],
        &[Class::Grant, Class::StateGranted, Class::StateSuccess],
        &[],
    ),
    rule(
        "close.category",
        Close,
        700,
        TICKETS,
        &[What::Field],
        &[Class::NounCategory],
        &[],
    ),
    rule(
        "close.place",
        Close,
        1300,
        TICKETS,
        &[What::Place, What::View, What::Route],
        &[Class::Resolve, Class::Close],
        &[],
    ),
    rule(
        "close.message",
        Close,
        1200,
        TICKETS,
        &[What::Message],
        &[Class::StateResolved, Class::StateClosed],
        &[],
    ),
    rule(
        "close.seen",
        Close,
        500,
        TICKETS,
        &[What::TicketState],
        &[Class::StateResolved, Class::StateClosed],
        &[],
    ),
];

const fn rule(
    name: &'static str,
    phase: Phase,
    weight: i32,
    kinds: &'static [SystemKind],
    what: &'static [What],
    any: &'static [Class],
    with: &'static [Class],
) -> Rule {
    Rule {
        name,
        phase,
        weight,
        kinds,
        what,
        any: Classes::of(any),
        with: Classes::of(with),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::collections::BTreeSet;
    use ledgerium_session::derived::RuleName;

    #[test]
    fn every_rule_has_its_own_name() {
        let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        for rule in RULES {
            assert!(RuleName::try_from(rule.name.to_owned()).is_ok(), "{}", rule.name);
            assert!(!rule.what.is_empty() && rule.weight > 0, "{}", rule.name);
        }
    }
}
