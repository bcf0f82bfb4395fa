//! Records of a CSV file (RFC 4180). By hand, since it goes into the extension, and stricter than most: a quote that is
//! out of place is an error, for what follows it would be read as something else than its author meant.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::problem::What;

/// Most cells of a record that are kept; more are counted.
const MOST_CELLS: usize = 32;

/// A cell, and the line that it begins in.
#[derive(Debug, Clone)]
pub(crate) struct Cell<'a> {
    pub(crate) line: usize,
    pub(crate) text: Cow<'a, str>,
    /// Its quotes are not as they should be.
    pub(crate) wrong: Option<What>,
}

/// A record, and the line that it begins in.
#[derive(Debug, Clone)]
pub(crate) struct Record<'a> {
    pub(crate) line: usize,
    pub(crate) cells: Vec<Cell<'a>>,
    /// How many cells it has.
    pub(crate) count: usize,
}

/// The records of a text, one after the other. Empty lines are none.
#[derive(Debug, Clone)]
pub(crate) struct Records<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    separator: u8,
}

impl<'a> Records<'a> {
    /// Reads a text whose cells are separated by an ASCII character.
    pub(crate) fn new(text: &'a str, separator: u8) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            separator,
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes behind the end of a line, if one stands here: LF, CR or both.
    fn line_end(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let long = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.at += long;
        self.line += 1;
        true
    }

    /// The text up to the next separator or end of a line.
    fn plain(&mut self) -> &'a str {
        let begin = self.at;
        let separator = self.separator;
        while !matches!(self.byte(), None | Some(b'\r' | b'\n')) && self.byte() != Some(separator) {
            self.at += 1;
        }
        &self.text[begin..self.at]
    }

    fn cell(&mut self) -> Cell<'a> {
        let line = self.line;
        if self.byte() != Some(b'"') {
            let text = self.plain();
            let wrong = text.contains('"').then_some(What::StrayQuote);
            let text = Cow::Borrowed(text);
            return Cell { line, text, wrong };
        }
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let begin = self.at;
            while !matches!(self.byte(), None | Some(b'"')) {
                if !self.line_end() {
                    self.at += 1;
                }
            }
            let part = &self.text[begin..self.at];
            if text.is_empty() {
                text = Cow::Borrowed(part);
            } else {
                text.to_mut().push_str(part);
            }
            if self.byte().is_none() {
                let wrong = Some(What::OpenQuote);
                return Cell { line, text, wrong };
            }
            self.at += 1;
            if self.byte() == Some(b'"') {
                self.at += 1;
                text.to_mut().push('"');
                continue;
            }
            let wrong = (!self.plain().is_empty()).then_some(What::AfterQuote);
            return Cell { line, text, wrong };
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        while self.line_end() {}
        self.byte()?;
        let mut record = Record {
            line: self.line,
            cells: Vec::new(),
            count: 0,
        };
        loop {
            let cell = self.cell();
            record.count += 1;
            if record.cells.len() < MOST_CELLS || cell.wrong.is_some() {
                record.cells.push(cell);
            }
            if self.byte() != Some(self.separator) {
                self.line_end();
                return Some(record);
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::{String, ToString};
    use proptest::prelude::*;

    /// The records as we read them; none where a quote is out of place.
    fn ours(text: &str, separator: u8) -> Option<Vec<Vec<String>>> {
        let mut all = Vec::new();
        for record in Records::new(text, separator) {
            if record.cells.iter().any(|cell| cell.wrong.is_some()) {
                return None;
            }
            assert_eq!(record.cells.len(), record.count.min(MOST_CELLS));
            all.push(record.cells.iter().map(|cell| cell.text.to_string()).collect());
        }
        Some(all)
    }

    fn theirs(text: &str, separator: u8) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes())
            .records()
            .map(|record| record.unwrap().iter().map(ToString::to_string).collect())
            .collect()
    }

    proptest! {
        #[test]
        fn what_another_writes_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[a,;\"\r\n é|]{0,6}", 2..5), 0..6),
            separator in prop::sample::select(&b",;"[..]),
            crlf: bool,
        ) {
            let mut writer = csv::WriterBuilder::new()
                .flexible(true)
                .delimiter(separator)
                .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
                .from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(ours(&text, separator), Some(rows));
        }

        #[test]
        fn what_has_its_quotes_in_place_is_read_as_others_do(text in "[a,\"\r\n é]{0,24}") {
            if let Some(records) = ours(&text, b',') {
                prop_assert_eq!(records, theirs(&text, b','));
            }
        }

        #[test]
        fn lines_are_counted_as_they_are_seen(text in "[a,\"\r\n]{0,24}") {
            for record in Records::new(&text, b',') {
                prop_assert!(record.line <= super::super::decode::line(text.as_bytes()));
                prop_assert!(record.cells.iter().all(|cell| cell.line >= record.line));
            }
        }
    }

    #[test]
    fn a_quote_out_of_place_is_said() {
        let wrong = |text| -> Vec<_> {
            Records::new(text, b',')
                .flat_map(|record| record.cells)
                .filter_map(|cell| cell.wrong.map(|wrong| (cell.line, wrong)))
                .collect()
        };
        assert_eq!(wrong("a,b\"c,d\n"), [(1, What::StrayQuote)]);
        assert_eq!(wrong("a\n\"b\"c,d\n"), [(2, What::AfterQuote)]);
        assert_eq!(wrong("a\r\n\"b\r\nc\",\"d\n\n"), [(3, What::OpenQuote)]);
    }
}
