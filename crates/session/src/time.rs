//! Times. Ours are observed; a page's are claimed, and are kept apart from ours for good.

use alloc::string::String;

use serde::Serialize;

use crate::{from_text, object};

/// Why a string is no local time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a claimed time is YYYY-MM-DD, YYYY-MM-DDThh:mm or YYYY-MM-DDThh:mm:ss")]
pub struct LocalTimeError;

/// A date, or a date and time of day, as a page shows it: `2026-11-23`, `2026-11-23T18:05` or with seconds. How
/// much is there says how exact the claim is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct LocalTime(#[cfg_attr(feature = "typescript", tsify(type = "string"))] String);

from_text!(LocalTime);

impl LocalTime {
    /// The text of the time.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for LocalTime {
    type Error = LocalTimeError;
    fn try_from(value: String) -> Result<Self, LocalTimeError> {
        let pattern = b"dddd-dd-ddTdd:dd:dd";
        let shape = matches!(value.len(), 10 | 16 | 19)
            && value
                .bytes()
                .zip(pattern)
                .all(|(b, p)| if *p == b'd' { b.is_ascii_digit() } else { b == *p });
        let number = |range: core::ops::Range<usize>| value.get(range).and_then(|s| s.parse::<u8>().ok());
        let within = |range, low, high| number(range).is_some_and(|n| (low..=high).contains(&n));
        let date = shape && within(5..7, 1, 12) && within(8..10, 1, 31);
        let clock = value.len() == 10 || (within(11..13, 0, 23) && within(14..16, 0, 59));
        let seconds = value.len() < 19 || within(17..19, 0, 60);
        if date && clock && seconds {
            Ok(Self(value))
        } else {
            Err(LocalTimeError)
        }
    }
}

impl From<LocalTime> for String {
    fn from(value: LocalTime) -> String {
        value.0
    }
}

/// A time that a page, a mail or the agent states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct ClaimedTime {
    /// The time as stated.
    pub local: LocalTime,
    /// Minutes east of UTC, if the page states it; absent means that the time zone is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_minutes: Option<i16>,
}

object!(ClaimedTime { local; offset_minutes });

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;

    #[test]
    fn only_times_pass() {
        for good in ["2026-11-23", "2026-11-23T18:05", "2026-11-23T18:05:59"] {
            assert!(LocalTime::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in [
            "2026-13-23",
            "2026-11-23T24:00",
            "2026-11-23 18:05",
            "yesterday",
            "2026-11-2",
            "",
        ] {
            assert!(LocalTime::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
