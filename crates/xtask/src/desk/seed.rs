//! The desk on a new morning: people, catalogue, a few tickets, and who has what already.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::state::{Comment, Decision, Job, Offer, Person, State, Status, Ticket, now};

const PEOPLE: [(&str, &str, Job); 8] = [
    ("robin", "Robin Field", Job::Agent),
    ("mika", "Mika Sand", Job::Agent),
    ("kim", "Kim Harbor", Job::Approver),
    ("alex", "Alex Brook", Job::Approver),
    ("toni", "Toni Marsh", Job::Requester),
    ("sascha", "Sascha Lake", Job::Requester),
    ("jona", "Jona Reed", Job::Requester),
    ("luca", "Luca Hill", Job::Requester),
];

const OFFERS: [(&str, &str, &str, &str, &str); 7] = [
    (
        "Warehouse",
        "Viewer",
        "kim",
        "Warehouse Viewer",
        "warehouse-viewers",
    ),
    (
        "Warehouse",
        "Operator",
        "kim",
        "Warehouse Operator",
        "warehouse-operators",
    ),
    (
        "Warehouse",
        "Administrator",
        "kim",
        "Warehouse Administrator",
        "warehouse-administrators",
    ),
    ("Payroll", "Viewer", "alex", "Payroll Viewer", "payroll-viewers"),
    ("Payroll", "Editor", "alex", "Payroll Editor", "payroll-editors"),
    ("Reports", "Viewer", "alex", "Reports Viewer", "reports-viewers"),
    ("Reports", "Author", "alex", "Reports Author", "reports-authors"),
];

/// The state that a reset goes back to.
pub fn state() -> State {
    let mut state = State {
        people: PEOPLE
            .map(|(login, name, job)| Person { login, name, job })
            .to_vec(),
        offers: OFFERS
            .map(|(system, level, approver, role, group)| Offer {
                system,
                level,
                approver,
                role,
                group,
            })
            .to_vec(),
        tickets: BTreeMap::new(),
        mails: Vec::new(),
        roles: members(&[
            ("toni", &["Warehouse Viewer"]),
            ("sascha", &["Reports Viewer"]),
            ("jona", &["Reports Viewer", "Warehouse Viewer"]),
            ("luca", &["Reports Viewer"]),
            ("kim", &["Warehouse Administrator"]),
            ("alex", &["Payroll Editor", "Reports Author"]),
        ]),
        teams: members(&[
            ("Warehouse Team", &["jona", "kim", "toni"]),
            ("Reports Team", &["alex", "luca"]),
            ("Night Shift", &["jona"]),
        ]),
        groups: members(&[
            ("warehouse-viewers", &["jona", "toni"]),
            ("warehouse-operators", &[]),
            ("warehouse-administrators", &["kim"]),
            ("payroll-viewers", &[]),
            ("payroll-editors", &["alex"]),
            ("reports-viewers", &["jona", "luca", "sascha"]),
            ("reports-authors", &["alex"]),
        ]),
        notices: BTreeMap::new(),
    };
    for ticket in tickets() {
        if ticket.decision == Decision::Pending {
            let subject = format!("Approval needed: TK-{}", ticket.id);
            let body = format!(
                "{} asks for {} access to {}.\n\nOpen the ticket to approve or reject, or answer this mail.",
                state.name(ticket.requester),
                ticket.level,
                ticket.system
            );
            state.send(super::state::DESK, &[ticket.approver], &subject, &body);
        }
        state.tickets.insert(ticket.id, ticket);
    }
    state
}

fn members(lists: &[(&str, &[&str])]) -> BTreeMap<String, BTreeSet<String>> {
    lists
        .iter()
        .map(|(name, entries)| {
            (
                (*name).to_owned(),
                entries.iter().map(|entry| (*entry).to_owned()).collect(),
            )
        })
        .collect()
}

fn tickets() -> Vec<Ticket> {
    let mut done = ticket(
        1039,
        "jona",
        ("Reports", "Viewer", "alex"),
        "Weekly figures for the team meeting.",
        75,
    );
    done.status = Status::Resolved;
    done.owner = Some("mika");
    done.decision = Decision::Approved;
    done.decided = Some(hours_ago(74));
    done.category = Some("Access granted".to_owned());
    done.comments.push(Comment {
        author: "mika",
        at: hours_ago(72),
        text: "Access is in place. Please sign in once more to see it.".to_owned(),
        files: Vec::new(),
    });
    let mut open = ticket(
        1040,
        "sascha",
        ("Payroll", "Viewer", "alex"),
        "Covers for a colleague until the end of the month.",
        30,
    );
    open.status = Status::Open;
    open.owner = Some("mika");
    let mut approved = ticket(
        1041,
        "luca",
        ("Reports", "Author", "alex"),
        "Prepares the quarterly report.",
        26,
    );
    approved.decision = Decision::Approved;
    approved.decided = Some(hours_ago(25));
    vec![
        done,
        open,
        approved,
        ticket(
            1042,
            "toni",
            ("Warehouse", "Operator", "kim"),
            "Joins the loading bay and books goods in and out.",
            5,
        ),
        ticket(
            1043,
            "jona",
            ("Warehouse", "Administrator", "kim"),
            "Would like to change the shelf plan.",
            3,
        ),
    ]
}

fn ticket(
    id: u32,
    requester: &'static str,
    (system, level, approver): (&str, &str, &'static str),
    reason: &str,
    age: i64,
) -> Ticket {
    Ticket {
        id,
        requester,
        system: system.to_owned(),
        level: level.to_owned(),
        reason: reason.to_owned(),
        status: Status::New,
        owner: None,
        approver,
        decision: Decision::Pending,
        decided: None,
        decision_note: String::new(),
        category: None,
        created: hours_ago(age),
        comments: Vec::new(),
    }
}

fn hours_ago(hours: i64) -> Timestamp {
    let now = now();
    now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(now)
}
