//! The date that a text gives itself.

use once_cell::sync::Lazy;
use regex::Regex;

use crate::date::Date;

/// How much of a text's beginning may hold its date, in bytes.
const HEAD: usize = 400;

/// A date in the first lines of a text: `2021-07-09`, `9 July 2021`, `July 9, 2021`, `Jul. 9, 2021`. Of several the first.
pub(crate) fn date_in(text: &str) -> Option<Date> {
    // Compiled once, and only when an article comes without a date.
    static DATE: Lazy<Option<Regex>> = Lazy::new(|| {
        let month = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
        let pattern = format!(
            r"(?i-u)\b(?:(?P<y1>[12][0-9]{{3}})-(?P<m1>[0-9]{{2}})-(?P<d1>[0-9]{{2}})|(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{month}),?\s+(?P<y2>[12][0-9]{{3}})|(?P<m3>{month})\s+(?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>[12][0-9]{{3}}))\b"
        );
        Regex::new(&pattern).ok()
    });
    let head = &text[..text.floor_char_boundary(HEAD)];
    // Without a year there is no date: most heads need no search.
    let year = |four: &[u8]| matches!(four[0], b'1' | b'2') && four.iter().all(u8::is_ascii_digit);
    if !head.as_bytes().windows(4).any(year) {
        return None;
    }
    let found = DATE.as_ref()?.captures(head)?;
    let part = |names: [&str; 3]| names.iter().find_map(|name| found.name(name)).map(|m| m.as_str());
    let year = part(["y1", "y2", "y3"])?.parse().ok()?;
    let day = part(["d1", "d2", "d3"])?.parse().ok()?;
    let month = part(["m1", "m2", "m3"])?;
    Date::day(year, month.parse().ok().or_else(|| month_number(month))?, day)
}

fn month_number(name: &str) -> Option<u8> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.get(..3)?.to_ascii_lowercase();
    months.iter().position(|m| *m == name).map(|k| k as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::date_in;

    #[test]
    fn finds_the_date_at_the_head() {
        for (text, date) in [
            ("date 2021-07-09 In Syria", "2021-07-09"),
            ("LONDON, 9 July 2021 — Ministers met.", "2021-07-09"),
            ("Posted Sept. 3, 1998\nThe council", "1998-09-03"),
            ("March 1st, 2015. Talks", "2015-03-01"),
            ("8th AUGUST, 2019", "2019-08-08"),
            ("Of 31 Marches, May 5 1999 was one", "1999-05-05"),
        ] {
            assert_eq!(date_in(text).map(|d| d.to_string()).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn leaves_what_is_no_date() {
        for text in [
            "",
            "In 2015 they met",
            "2021-13-40",
            "Flight 2021-07-091",
            "May 2020 was warm",
            "May 5,2020",
            "Marc 5, 2020",
            "x2021-07-09",
            "5 Mayors 2020",
        ] {
            assert_eq!(date_in(text), None, "{text}");
        }
    }
}
