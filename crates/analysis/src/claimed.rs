//! Claimed times as spans of ours: as exact as the page was, and a day and more wide where it names no zone.

use ledgerium_session::time::ClaimedTime;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Local times are at most this far behind and ahead of UTC.
const WEST: i64 = 12 * 60 * MINUTE;
const EAST: i64 = 14 * 60 * MINUTE;

/// The first and the last moment that a claimed time can mean, in milliseconds since 1970 UTC.
pub(crate) fn span(claimed: &ClaimedTime) -> (i64, i64) {
    let text = claimed.local.as_str();
    let part = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<i64>().ok());
    let days = days(
        part(0, 4).unwrap_or(1970),
        part(5, 7).unwrap_or(1),
        part(8, 10).unwrap_or(1),
    );
    let minutes = part(11, 13).unwrap_or(0) * 60 + part(14, 16).unwrap_or(0);
    let start = days * DAY + minutes * MINUTE + part(17, 19).unwrap_or(0) * 1_000;
    let exact = match text.len() {
        10 => DAY,
        16 => MINUTE,
        _ => 1_000,
    };
    let last = start + exact - 1;
    match claimed.offset_minutes {
        Some(offset) => {
            let offset = i64::from(offset) * MINUTE;
            (start - offset, last - offset)
        }
        None => (start - EAST, last + WEST),
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March, so that the day that leap years add is their last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(json: &str) -> ClaimedTime {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_time_with_its_zone_is_as_exact_as_it_is_written() {
        let time = claimed(r#"{"local":"2026-11-26T13:30:14","offset_minutes":60}"#);
        assert_eq!(span(&time), (1_795_696_214_000, 1_795_696_214_999));
        let leap = claimed(r#"{"local":"2024-02-29T00:00","offset_minutes":0}"#);
        assert_eq!(span(&leap), (1_709_164_800_000, 1_709_164_859_999));
    }

    #[test]
    fn a_time_without_a_zone_may_be_a_day_off() {
        let time = claimed(r#"{"local":"1970-01-02"}"#);
        assert_eq!(span(&time), (DAY - EAST, 2 * DAY - 1 + WEST));
    }
}
