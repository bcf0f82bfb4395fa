//! Our JSON against that of others: the same texts are read, the same bytes are written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says by a panic what is wrong"
)]

use ledgerium_session::json::{Tree, Wrong, parse};
use ledgerium_session::{canonical, read};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

fn is_same(tree: &Tree, value: &Value) -> bool {
    match (tree, value) {
        (Tree::Null, Value::Null) => true,
        (Tree::Bool(a), Value::Bool(b)) => a == b,
        (Tree::Whole(a), Value::Number(b)) => Some(*a) == b.as_u64(),
        (Tree::Negative(a), Value::Number(b)) => *a < 0 && Some(*a) == b.as_i64(),
        (Tree::Fraction, Value::Number(b)) => b.is_f64(),
        (Tree::Text(a), Value::String(b)) => a == b,
        (Tree::List(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Tree::Map(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(name, a)| b.get(name).is_some_and(|b| is_same(a, b)))
        }
        _ => false,
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("\\PC{0,3}|[a-z_]{1,6}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Texts that are nearly JSON.
fn nearly() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u",
        "d83d",
        "dc00",
        "\\n",
        "null",
        "true",
        "fals",
        "0",
        "1",
        "-",
        ".",
        "e",
        "+",
        " ",
        "\n",
        "a",
        "é",
        "\u{7}",
        "\"a\":",
        "12",
        "18446744073709551616",
        "-9223372036854775808",
    ];
    prop::collection::vec(prop::sample::select(PARTS), 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_one_reads_the_other_reads(value in value(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let tree = parse(&text).unwrap();
        prop_assert!(is_same(&tree, &serde_json::from_str(&text).unwrap()), "{text} {tree:?}");
    }

    #[test]
    fn what_one_refuses_the_other_refuses(text in nearly()) {
        match (parse(&text), serde_json::from_str::<Value>(&text)) {
            (Ok(tree), Ok(value)) => prop_assert!(is_same(&tree, &value), "{text}"),
            // The other takes a name that stands twice, and refuses numbers that no float holds.
            (Err(error), Ok(_)) => prop_assert_eq!(error.wrong, Wrong::Twice, "{}", text),
            (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("number out of range"), "{text} {error}"),
            (Err(ours), Err(theirs)) => prop_assert!(ours.wrong != Wrong::End || theirs.is_eof(), "{text} {theirs}"),
        }
    }

    #[test]
    fn cut_off_anywhere_it_says_so(value in value(), cut in any::<prop::sample::Index>()) {
        let text = serde_json::to_string(&vec![value]).unwrap();
        let cut = text.floor_char_boundary(cut.index(text.len()));
        prop_assert_eq!(parse(&text[..cut]).unwrap_err().wrong, Wrong::End);
    }

    #[test]
    fn the_canonical_bytes_are_those_of_another_implementation(value in value()) {
        let theirs = serde_json_canonicalizer::to_vec(&value).unwrap();
        match canonical::to_bytes(&value) {
            Ok(ours) => prop_assert_eq!(String::from_utf8(ours), String::from_utf8(theirs)),
            Err(_) => prop_assert!(has_no_form(&value)),
        }
    }
}

/// A fraction, or a number that not every reader takes without loss.
fn has_no_form(value: &Value) -> bool {
    const MOST: u64 = (1 << 53) - 1;
    match value {
        Value::Number(number) => number
            .as_u64()
            .or(number.as_i64().map(i64::unsigned_abs))
            .is_none_or(|n| n > MOST),
        Value::Array(items) => items.iter().any(has_no_form),
        Value::Object(fields) => fields.values().any(has_no_form),
        _ => false,
    }
}

#[test]
fn depth_and_width_are_bounded() {
    assert_eq!(parse(&"[".repeat(100_000)).unwrap_err().wrong, Wrong::Depth);
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(&nested(32)).is_ok());
    assert_eq!(parse(&nested(33)).unwrap_err().wrong, Wrong::Depth);
    let wide: Vec<String> = (0..65).map(|n| format!("\"{n}\":0")).collect();
    assert_eq!(
        parse(&format!("{{{}}}", wide.join(","))).unwrap_err().wrong,
        Wrong::Fields
    );
}

/// Every name that serde writes is read back, and as itself.
#[test]
fn names_are_read_as_they_are_written() {
    fn hold<T: Serialize + read::Read + PartialEq + std::fmt::Debug>(names: &[&str]) {
        for name in names {
            let text = format!("{name:?}");
            let value: T = read::from_str(&text).expect(name);
            assert_eq!(serde_json::to_string(&value).unwrap(), text);
        }
        assert!(read::from_str::<T>("\"nothing\"").is_err());
    }
    use ledgerium_session as s;
    hold::<s::control::Role>(&[
        "button",
        "submit",
        "link",
        "menu_item",
        "tab",
        "checkbox",
        "radio",
        "switch",
        "textbox",
        "password",
        "combobox",
        "listbox",
        "option",
        "file",
        "row",
        "cell",
        "tree_item",
        "disclosure",
        "heading",
        "image",
        "value",
        "generic",
    ]);
    hold::<s::control::PlaceKind>(&[
        "dialog",
        "form",
        "table",
        "list",
        "section",
        "toolbar",
        "menu",
        "navigation",
    ]);
    hold::<s::event::Activation>(&["pointer", "keyboard", "context_menu", "auxiliary", "double"]);
    hold::<s::event::SubmitOrigin>(&["gesture", "unknown"]);
    hold::<s::event::Method>(&["get", "post", "dialog"]);
    hold::<s::event::Move>(&[
        "load", "found", "reload", "traverse", "push", "replace", "fragment", "restore",
    ]);
    hold::<s::event::StateOf>(&["ticket", "approval", "access", "unknown"]);
    hold::<s::event::ClaimOf>(&[
        "created",
        "requested",
        "approved",
        "rejected",
        "updated",
        "resolved",
        "sent",
    ]);
    hold::<s::event::Outcome>(&[
        "message",
        "error",
        "dialog_opened",
        "dialog_closed",
        "dialog_dismissed",
        "row_added",
        "row_removed",
    ]);
    hold::<s::event::MentionIn>(&["heading", "field", "body", "comment"]);
    hold::<s::event::OrdinalKind>(&["person", "entitlement", "record"]);
    hold::<s::thing::PersonRole>(&["requester", "approver", "subject", "owner", "author", "signed_in"]);
    hold::<s::journal::FrameKind>(&["top", "inner", "foreign"]);
    hold::<s::system::SystemKind>(&["ticketing", "iam", "directory", "email", "other"]);
    hold::<s::system::TermKind>(&["system", "level", "entitlement", "category", "word"]);
    hold::<s::system::TermSource>(&["matrix", "agent"]);
    hold::<s::gap::GapCause>(&[
        "paused",
        "elsewhere",
        "no_permission",
        "permission_removed",
        "frame_not_covered",
        "sequence",
        "bad_mark",
        "bad_record",
        "rate",
        "clock_jump",
        "context_invalidated",
        "browser_restarted",
        "core_trap",
        "storage_failed",
        "tab_crashed",
    ]);
    hold::<s::authored::Channel>(&["phone", "in_person", "chat", "mail", "paper", "other"]);
    hold::<s::derived::Phase>(&["request", "approve", "grant", "confirm", "close", "other"]);
    hold::<s::entry::EndReason>(&["exported", "continued", "recovered"]);
}

#[test]
fn a_fault_says_where_and_repeats_nothing() {
    let fault = |text: &str| {
        read::from_str::<ledgerium_session::Body>(text)
            .unwrap_err()
            .to_string()
    };
    let page = r#"{"type":"page","document":1,"frame":"top","mono":1,"seq":1,"system":1,"tab":1,"event":"#;
    let event = |event: &str| fault(&format!("{page}{event}}}"));
    assert_eq!(
        event(r#"{"event":"choice","control":{"role":"listbox"},"choice":{"did":"chose","items":[[],["hunter2"]]}}"#)
            .split(": ")
            .next(),
        Some("event.choice.items[1][0]")
    );
    assert_eq!(event(r#"{"event":"visible"}"#), "event.shown: a field is missing");
    assert!(event(r#"{"event":"visible","shown":true,"secret":1}"#).contains("does not belong"));
    assert!(!event(r#"{"event":"view","heading":["hunter2"]}"#).contains("hunter2"));
    assert!(fault("{").contains("ends in the middle"));
}
