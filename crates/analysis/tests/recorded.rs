//! Grants on real products, as they were recorded (`tests/corpus/recordings`): whatever else is said of them, one that
//! was not approved first is never taken for one that was.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by a panic what is wrong"
)]

use std::fs;
use std::path::Path;

use ledgerium_analysis::judge;
use ledgerium_recorder::derive;
use ledgerium_session::SessionFile;
use ledgerium_session::verdict::Order;
use serde_json::Value;

#[test]
fn no_recorded_violation_is_taken_for_being_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/recordings");
    let mut violations = 0;
    for file in fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
        let name = file.to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".truth.json") else {
            continue;
        };
        let truth: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let session = SessionFile::parse(&fs::read(format!("{stem}.session.json")).unwrap()).unwrap();
        let mut derived = derive(&session.log).unwrap();
        judge(&session.log, &mut derived);
        for grant in truth["grants"].as_array().unwrap() {
            let order = grant["order"].as_str().unwrap_or_default();
            // That what was approved was another system shows only beside the access matrix.
            let needs_matrix = grant["violations"]
                .as_array()
                .is_some_and(|classes| classes.iter().any(|class| class == "approval_for_other"));
            if needs_matrix
                || grant["took"] != "added"
                || !["approved_after", "no_approval_seen"].contains(&order)
            {
                continue;
            }
            violations += 1;
            let entry = u32::try_from(grant["entry"].as_u64().unwrap()).unwrap();
            for own in derived.grants.iter().filter(|own| own.entries.contains(&entry)) {
                let said = own.verdict.as_ref().map(|verdict| verdict.order);
                let in_order = matches!(said, Some(Order::ApprovedBefore | Order::AttestedOnly));
                assert!(!in_order, "{stem}, entry {entry}: people say {order}, {own:?}");
            }
        }
    }
    assert!(violations >= 15, "only {violations} violations were recorded");
}
