//! The date that a text gives itself.

use crate::date::Date;

/// How much of a text's beginning may hold its date, in bytes.
const HEAD: usize = 400;

/// A date in the first lines of a text: `2021-07-09`, `9 July 2021`, `July 9, 2021`, `Jul. 9, 2021`. Of several the first.
pub(crate) fn date_in(text: &str) -> Option<Date> {
    let head = &text.as_bytes()[..text.floor_char_boundary(HEAD)];
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let starts = (0..head.len()).filter(|&at| is_word(&head[at]) && (at == 0 || !is_word(&head[at - 1])));
    let mut dates = starts.filter_map(|at| {
        let (rest, date) = written_at(&head[at..])?;
        // `2021-07-091` is none.
        (!rest.first().is_some_and(is_word)).then_some(date)
    });
    let (year, month, day) = dates.next()?;
    Date::day(year, month, day)
}

type Rest<'t> = &'t [u8];

/// The date that stands at the beginning, whether or not there is such a day: year, month, day.
fn written_at(text: Rest<'_>) -> Option<(Rest<'_>, (u16, u8, u8))> {
    if !text[0].is_ascii_digit() {
        let (rest, month) = month(text)?;
        let (rest, day) = day(blank(rest)?)?;
        let (rest, year) = year(blank(after(rest, b","))?)?;
        return Some((rest, (year, month, day)));
    }
    if let Some((rest, year)) = year(text).filter(|(rest, _)| rest.starts_with(b"-")) {
        let (rest, month) = digits(&rest[1..], 2..=2)?;
        let (rest, day) = digits(rest.strip_prefix(b"-")?, 2..=2)?;
        return Some((rest, (year, month as u8, day as u8)));
    }
    let (rest, day) = day(text)?;
    let (rest, month) = month(blank(rest)?)?;
    let (rest, year) = year(blank(after(rest, b","))?)?;
    Some((rest, (year, month, day)))
}

fn year(text: Rest<'_>) -> Option<(Rest<'_>, u16)> {
    digits(text, 4..=4).filter(|_| matches!(text[0], b'1' | b'2'))
}

/// `9`, `1st`
fn day(text: Rest<'_>) -> Option<(Rest<'_>, u8)> {
    let (rest, day) = digits(text, 1..=2)?;
    let ordinal =
        rest.get(..2).is_some_and(|end| [b"st", b"nd", b"rd", b"th"].iter().any(|o| end.eq_ignore_ascii_case(*o)));
    Some((&rest[if ordinal { 2 } else { 0 }..], day as u8))
}

/// `July`, `Jul.`
fn month(text: Rest<'_>) -> Option<(Rest<'_>, u8)> {
    const NAMES: [&[u8]; 12] = [
        b"january",
        b"february",
        b"march",
        b"april",
        b"may",
        b"june",
        b"july",
        b"august",
        b"september",
        b"october",
        b"november",
        b"december",
    ];
    let start = text.first_chunk::<3>()?.map(|b| b.to_ascii_lowercase());
    let number = NAMES.iter().position(|name| name.starts_with(&start))?;
    let letters = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let whole = text[..letters].eq_ignore_ascii_case(NAMES[number]);
    let short = letters == 3 || text[..letters].eq_ignore_ascii_case(b"sept");
    (whole || short).then(|| (after(&text[letters..], b"."), number as u8 + 1))
}

/// So many digits, read on as far as there are.
fn digits(text: Rest<'_>, count: std::ops::RangeInclusive<usize>) -> Option<(Rest<'_>, u16)> {
    let run = text.iter().take(*count.end()).take_while(|b| b.is_ascii_digit()).count();
    let number = text[..run].iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    count.contains(&run).then(|| (&text[run..], number))
}

/// Behind white space, of which there must be some.
fn blank(text: Rest<'_>) -> Option<Rest<'_>> {
    let rest = text.trim_ascii_start();
    (rest.len() < text.len()).then_some(rest)
}

/// Behind a mark that may stand there.
fn after<'t>(text: Rest<'t>, mark: &[u8]) -> Rest<'t> {
    text.strip_prefix(mark).unwrap_or(text)
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
