//! Dates as news and archives give them: a day, a month or a year.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date as exact as known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, in the Gregorian calendar.
///
/// ```
/// use onrecord::Date;
/// let day: Date = "2015-03-01".parse()?;
/// let year: Date = "2015".parse()?;
/// assert!(day.is_day() && !year.is_day());
/// assert_eq!(year.first_day().to_string(), "2015-01-01");
/// assert_eq!(year.last_day().to_string(), "2015-12-31");
/// assert!("2015-02-30".parse::<Date>().is_err());
/// # Ok::<(), onrecord::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8, // 0 where unknown
    day: u8,   // 0 where unknown
}

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateError {
    /// The text.
    pub text: String,
}

impl Date {
    /// A day. `None` where the calendar has no such day, or the year is not between 1 and 9999.
    pub fn day(year: u16, month: u8, day: u8) -> Option<Date> {
        let valid =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        valid.then_some(Date { year, month, day })
    }

    /// A month of a year.
    pub fn month(year: u16, month: u8) -> Option<Date> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Date { year, month, day: 0 })
    }

    /// A year.
    pub fn year(year: u16) -> Option<Date> {
        (1..=9999).contains(&year).then_some(Date { year, month: 0, day: 0 })
    }

    /// Is it exact to the day?
    pub const fn is_day(self) -> bool {
        self.day != 0
    }

    /// The first day it covers.
    pub fn first_day(self) -> Date {
        Date { year: self.year, month: self.month.max(1), day: self.day.max(1) }
    }

    /// The last day it covers.
    pub fn last_day(self) -> Date {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 { days_in(self.year, month) } else { self.day };
        Date { year: self.year, month, day }
    }

    /// How many years its own lies after another's; 0 where it lies before.
    pub(crate) fn years_after(self, other: Date) -> u16 {
        self.year.saturating_sub(other.year)
    }

    /// A number that sorts as the date does and keeps how exact it is.
    pub(crate) fn pack(self) -> u32 {
        (self.year as u32) << 16 | (self.month as u32) << 8 | self.day as u32
    }

    pub(crate) fn unpack(number: u32) -> Option<Date> {
        let (year, month, day) = ((number >> 16) as u16, (number >> 8) as u8, number as u8);
        match (month, day) {
            (0, 0) => Date::year(year),
            (_, 0) => Date::month(year, month),
            _ => Date::day(year, month, day),
        }
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{:04}", self.year),
            (m, 0) => write!(f, "{:04}-{m:02}", self.year),
            (m, d) => write!(f, "{:04}-{m:02}-{d:02}", self.year),
        }
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        let number = |range: std::ops::Range<usize>| -> Option<u16> {
            let digits = text.get(range)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let dash = |at: usize| text.as_bytes().get(at) == Some(&b'-');
        let date = match text.len() {
            4 => number(0..4).and_then(Date::year),
            7 if dash(4) => number(0..4).zip(number(5..7)).and_then(|(y, m)| Date::month(y, m as u8)),
            10 if dash(4) && dash(7) => {
                number(0..4).zip(number(5..7)).zip(number(8..10)).and_then(|((y, m), d)| Date::day(y, m as u8, d as u8))
            }
            _ => None,
        };
        date.ok_or_else(|| DateError { text: text.to_owned() })
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD", self.text)
    }
}

impl std::error::Error for DateError {}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_and_unpacks() {
        for text in ["1990", "1990-02", "1992-02-29", "2026-01-31"] {
            let date: Date = text.parse().unwrap();
            assert_eq!(Date::unpack(date.pack()), Some(date));
            assert_eq!(date.to_string(), text);
        }
        assert_eq!(Date::unpack(0), None);
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in ["", "199", "1990-13", "1990-1-1", "1991-02-29", "1990-01-011", "+990", "１９９０", "0000"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
