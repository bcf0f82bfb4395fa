//! What may stand in a cell: what a person typed and can see, and what no spreadsheet would compute.

use super::MAX_CELL;
use super::problem::{Column, What};

/// The first thing that is wrong with a cell.
pub(crate) fn check(text: &str, column: Column) -> Option<What> {
    if let Some(sign) = formula(text) {
        return Some(What::Formula { sign: sign.into() });
    }
    let got = text.trim().chars().count();
    if got > MAX_CELL {
        return Some(What::TooLong { got });
    }
    // A note may have lines.
    let lines = column == Column::Note;
    text.chars()
        .filter(|c| !(lines && matches!(c, '\n' | '\r')))
        .find_map(unseen)
}

/// What makes a spreadsheet compute a cell, at its very beginning or behind spaces.
fn formula(text: &str) -> Option<char> {
    let first = text.chars().next().filter(|c| matches!(c, '\t' | '\r'));
    let sign = text.trim_start().chars().next();
    first.or(sign.filter(|c| matches!(c, '=' | '+' | '-' | '@')))
}

/// Says of a character that it is not what one sees.
fn unseen(c: char) -> Option<What> {
    let code = u32::from(c);
    match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(What::Bidi { code })
        }
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some(What::Invisible { code }),
        '\u{2028}' | '\u{2029}' => Some(What::Control { code }),
        _ if c.is_control() => Some(What::Control { code }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_or_would_be_computed_is_refused() {
        let check = |text: &str| check(text, Column::Note).map(|what| what.code());
        for text in ["=1", "+49", "-5", "@x", "\tx", "\rx", "  =1", "\n=1"] {
            assert_eq!(check(text), Some("formula"), "{text:?}");
        }
        for (text, code) in [
            ("a\tb", "control"),
            ("a\u{0}", "control"),
            ("a\u{85}", "control"),
            ("a\u{202e}b", "bidi"),
            ("a\u{200b}b", "invisible"),
            ("a\u{feff}b", "invisible"),
        ] {
            assert_eq!(check(text), Some(code), "{text:?}");
        }
        assert_eq!(check("two\r\nlines, 5-6 = 1 @ home"), None);
        assert_eq!(
            super::check("two\nlines", Column::Level).map(|what| what.code()),
            Some("control")
        );
        assert_eq!(check(&"é".repeat(200)), None);
        assert_eq!(check(&"é".repeat(201)), Some("too_long"));
    }
}
