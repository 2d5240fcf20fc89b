//! Dates of articles from what the file system knows.

use std::{
    path::Path,
    str::FromStr,
    time::{SystemTime, UNIX_EPOCH},
};

use onrecord::Date;

/// Where dates come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFrom {
    /// The day of the last change, in universal time.
    Mtime,
    /// The path, by these patterns; the first that fits counts.
    Name(Vec<String>),
}

impl FromStr for DateFrom {
    type Err = String;

    fn from_str(text: &str) -> Result<DateFrom, String> {
        let usual = ["%Y-%m-%d", "%Y/%m/%d", "%Y_%m_%d", "%Y.%m.%d", "%Y%m%d"];
        match text {
            "mtime" => Ok(DateFrom::Mtime),
            "filename" => Ok(DateFrom::Name(usual.map(str::to_owned).to_vec())),
            pattern if pattern.contains("%Y") => Ok(DateFrom::Name(vec![pattern.to_owned()])),
            _ => Err("expected mtime, filename, or a pattern with %Y, %m and %d".to_owned()),
        }
    }
}

impl DateFrom {
    /// The date of a file; `None` where its name shows none.
    pub fn date(&self, path: &Path) -> Result<Option<Date>, String> {
        match self {
            DateFrom::Mtime => {
                let changed = path.metadata().and_then(|meta| meta.modified()).map_err(|error| error.to_string())?;
                Ok(day_of(changed))
            }
            DateFrom::Name(patterns) => {
                let path = path.to_string_lossy();
                Ok(patterns.iter().find_map(|pattern| find(pattern, &path)))
            }
        }
    }
}

/// The last place of the path where the pattern fits a day, month or year that exists.
fn find(pattern: &str, path: &str) -> Option<Date> {
    let starts = path.char_indices().rev().map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        // No date begins or ends inside a longer number.
        let inside = |end: usize| {
            let before = path[..at].ends_with(|c: char| c.is_ascii_digit()) && pattern.starts_with('%');
            before || path[end..].starts_with(|c: char| c.is_ascii_digit()) && pattern.ends_with(['Y', 'm', 'd'])
        };
        matches(pattern, &path[at..]).filter(|(_, length)| !inside(at + length)).map(|(date, _)| date)
    })
}

/// The date at the start of `text` and how long it is.
fn matches(pattern: &str, text: &str) -> Option<(Date, usize)> {
    let (mut year, mut month, mut day) = (None, None, None);
    let (mut pattern, mut rest) = (pattern, text);
    while let Some(sign) = pattern.chars().next() {
        let field = match pattern.get(..2) {
            Some("%Y") => Some((4, &mut year)),
            Some("%m") => Some((2, &mut month)),
            Some("%d") => Some((2, &mut day)),
            _ => None,
        };
        if let Some((width, field)) = field {
            let digits = rest.get(..width).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
            *field = Some(digits.parse::<u16>().ok()?);
            (pattern, rest) = (&pattern[2..], &rest[width..]);
        } else {
            rest = rest.strip_prefix(sign)?;
            pattern = &pattern[sign.len_utf8()..];
        }
    }
    let date = match (month, day) {
        (Some(month), Some(day)) => Date::day(year?, month as u8, day as u8),
        (Some(month), None) => Date::month(year?, month as u8),
        _ => Date::year(year?),
    };
    Some((date?, text.len() - rest.len()))
}

/// The Gregorian day of a moment. Counted in eras of 400 years that begin on 1 March, so that leap days come last.
fn day_of(time: SystemTime) -> Option<Date> {
    let seconds = time.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let days = seconds / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    Date::day(year.try_into().ok()?, month as u8, (day - (153 * shifted + 2) / 5 + 1) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn named(from: &str, path: &str) -> Option<String> {
        from.parse::<DateFrom>().unwrap().date(Path::new(path)).unwrap().map(|date| date.to_string())
    }

    #[test]
    fn dates_stand_in_names() {
        assert_eq!(named("filename", "in/2015-03-01-vote.txt").as_deref(), Some("2015-03-01"));
        assert_eq!(named("filename", "in/2015/03/02/vote.txt").as_deref(), Some("2015-03-02"));
        assert_eq!(named("filename", "in/vote20150303.txt").as_deref(), Some("2015-03-03"));
        assert_eq!(named("filename", "in/1234201503031.txt"), None);
        assert_eq!(named("filename", "in/2015-13-01.txt"), None);
        assert_eq!(named("wire-%d.%m.%Y", "é/wire-04.03.2015.txt").as_deref(), Some("2015-03-04"));
        assert_eq!(named("y%Y", "y2015/a.txt").as_deref(), Some("2015"));
        assert!("%m".parse::<DateFrom>().is_err());
    }

    #[test]
    fn moments_have_days() {
        let on = |days: u64| day_of(UNIX_EPOCH + Duration::from_secs(days * 86_400 + 7)).unwrap().to_string();
        assert_eq!(on(0), "1970-01-01");
        assert_eq!(on(11_016), "2000-02-29");
        assert_eq!(on(16_495), "2015-03-01");
        assert_eq!(on(20_453), "2025-12-31");
    }
}
