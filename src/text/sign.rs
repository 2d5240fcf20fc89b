//! Sentence ends that are no full stops: colons of stamps, drawn rules, datelines, items of a list.

use super::next::Next;
use super::stop::{AROUND, head, skip};
use memchr::memmem;

/// Where a sentence ends at the `:`, `_` or `*` at `at`, or where to go on searching.
pub(super) fn sign_end(text: &str, sentence: usize, at: usize) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let rest = &text[at..];
    if bytes[at] != b':' {
        // A rule drawn of signs.
        let end = skip(text, at, |c| matches!(c, '_' | '*' | '-' | '=' | '~'));
        let drawn = end - at > 4 && text[end..].starts_with(char::is_whitespace);
        return if !drawn {
            Err(end)
        } else if text[sentence..at].trim().is_empty() {
            Ok(end)
        } else {
            Ok(at)
        };
    }
    if rest.starts_with("://") {
        let near = head(rest, 4 * AROUND);
        let address = near.find(char::is_whitespace).map_or("", |n| &near[..n]);
        let end = at + address.len();
        let next = Next::new(text[end..].trim_start());
        let closed = !address.is_empty() && !address.ends_with([',', ';', ')', '>', '.', '?', '!', '\'']);
        let alone = !address.is_empty() && at - sentence < 10 && !text[sentence..at].contains(' ');
        return if closed && (next.starts() || next.address) || alone && next.is_capital() {
            Ok(end)
        } else {
            Err(at + 3)
        };
    }
    // An emoticon ends what it follows.
    let face = rest[1..].trim_start_matches('-');
    if face.starts_with([')', '(', 'D', 'P']) && text[..at].ends_with([' ', '.', '!', '?', ')']) {
        let end = text.len() - face.len() + 1;
        let behind = &text[end..];
        if behind.starts_with(' ') && Next::new(behind.trim_start()).is_capital() {
            return Ok(end);
        }
    }
    // A list set with dashes.
    if rest[1..].starts_with(" -- ") || rest[1..].starts_with(" - ") {
        return Ok(at + 1);
    }
    stamp_end(text, at).ok_or(at + 1)
}

/// The end of a time stamp that closes a line of its own, `08/09/2003 06:23 PM`.
fn stamp_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let hours = bytes[..at].iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
    let dated = text[..at - hours].strip_suffix(' ')?.ends_with(|c: char| c.is_ascii_digit());
    let end = at + bytes[at..].iter().take(7).take_while(|b| b.is_ascii_digit() || **b == b':').count();
    let end = match text[end..].get(..3) {
        Some(" AM" | " PM") => end + 3,
        _ => end,
    };
    let stamp = (1..=2).contains(&hours) && dated && end > at + 2 && text[end..].starts_with(' ');
    stamp.then_some(end)
}

/// The end of a dateline with which the sentence begins: `GENEVA (Reuters) -`, `Salem, Ore., May 1 --`
pub(super) fn dateline_end(text: &str, sentence: usize) -> Option<usize> {
    const LONGEST: usize = 60;
    let rest = &text[sentence..];
    let window = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let mut dashes = memchr::memchr2_iter(b'-', 0xE2, window);
    let at = dashes.find(|at| {
        *at > 0 && window[at - 1] == b' ' && ["- ", "-- ", "– ", "— "].iter().any(|dash| rest[*at..].starts_with(dash))
    })?;
    let (place, behind) = rest.split_at(at);
    let dash = behind.find(' ')?;
    if !Next::new(behind[dash..].trim_start()).is_capital() || behind[dash..].trim_start().starts_with('(') {
        return None;
    }
    let single = behind.as_bytes()[0] != b'-' || dash == 1;
    let named = place.contains(['(', ',']) || place.bytes().filter(u8::is_ascii_uppercase).count() > 3;
    let mut words = place.split_whitespace();
    let plain = words.clone().count() < 8
        && words.all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '(' || c == '-'));
    let begins = place.starts_with(char::is_uppercase);
    // A double hyphen opens what follows, a single dash closes the dateline.
    (plain && begins && (named || !single)).then_some(sentence + if single { at + dash } else { at })
}

/// The end of a list item inside a line: where the next number or bullet stands.
pub(super) fn item_end(text: &str, sentence: usize) -> Option<usize> {
    const LONGEST: usize = 1000;
    let window = head(&text[sentence..], LONGEST);
    let first = window.chars().next()?;
    let next = match first {
        '•' | '⁃' => format!(" {first}"),
        'a'..='y' if window[1..].starts_with(". ") => format!(" {}. ", (first as u8 + 1) as char),
        '0'..='9' => {
            let digits = window.len() - window.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number: u32 = window[..digits].parse().ok().filter(|_| digits < 3)?;
            let style = [".) ", ". ", ") "].into_iter().find(|style| window[digits..].starts_with(style))?;
            format!(" {}{style}", number + 1)
        }
        _ => return None,
    };
    memmem::find(window.as_bytes(), next.as_bytes()).map(|n| sentence + n)
}
