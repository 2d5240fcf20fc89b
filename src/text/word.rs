//! Words as they are scanned: where one ends, what its dots and apostrophes are, how it is written.

use super::fold::{HIGH, alpha_mask, digit_mask, hash_ascii, hash_step, is_combining, is_invisible, load};
use super::lexicon::{self, Kind};
use super::scan::Scanner;
use super::token::{Case, TokenKind};

impl Scanner<'_, '_> {
    /// A word that may reach beyond its ASCII letters. False where it does not.
    pub(super) fn continue_word(&mut self, start: usize, at: usize, next: u8) -> bool {
        let end = match next {
            b'.' if self.is_host(at) => return self.link(start),
            b'.' => self.dotted(start, at),
            b'@' if self.byte(at + 1).is_ascii_alphanumeric() => return self.email(start, at),
            b':' if self.bytes[at..].starts_with(b"://") => return self.link(start),
            b'/' | b'@' | b':' => at,
            _ => self.rest_of_word(at),
        };
        if end == at {
            return false;
        }
        if self.byte(end) == b'.' {
            let dotted = self.dotted(start, end);
            self.push_word(start, dotted);
        } else {
            self.push_word(start, end);
        }
        true
    }

    /// Pushes a word, and apart from it the `’s` at its end.
    pub(super) fn push_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let stem = word.strip_suffix(['s', 'S']).and_then(|w| w.strip_suffix(APOSTROPHES));
        match stem {
            Some(stem) if !stem.is_empty() => {
                let middle = start + stem.len();
                self.push_text(start, middle, TokenKind::Word);
                self.push(middle, end, TokenKind::Possessive, Case::None, hash_ascii(b"'s"));
            }
            _ => self.push_text(start, end, TokenKind::Word),
        }
    }

    /// Where the word that has come to `at` ends: letters of every kind, apostrophes and `&` inside.
    pub(super) fn rest_of_word(&self, mut at: usize) -> usize {
        loop {
            let Some(c) = self.char_at(at) else { return at };
            let width = c.len_utf8();
            if is_word_char(c) {
                at += width;
            } else if APOSTROPHES.contains(&c) || c == '&' {
                match self.char_at(at + width) {
                    Some(next) if next.is_alphabetic() && (c != '&' || self.ampersand(at)) => at += width,
                    _ => return at,
                }
            } else {
                return at;
            }
        }
    }

    /// `AT&T`: capitals on both sides.
    fn ampersand(&self, at: usize) -> bool {
        self.char_before(at).is_some_and(char::is_uppercase) && self.char_at(at + 1).is_some_and(char::is_uppercase)
    }

    /// Where a word ends that a dot follows at `at`: an abbreviation keeps its dots.
    pub(super) fn dotted(&self, start: usize, at: usize) -> usize {
        let mut end = at;
        let mut part = start;
        // Inner dots between short parts: `U.S.`, `p.m.`, `S.p.A.`, `Ph.D.`
        while self.byte(end) == b'.' && self.byte(end + 1).is_ascii_alphabetic() && end - part <= 2 && end - start < 16
        {
            let mut next = end + 1;
            while self.byte(next).is_ascii_alphabetic() {
                next += 1;
            }
            if next - end > 3 {
                break;
            }
            part = end + 1;
            end = next;
        }
        if end > at {
            let dot = self.byte(end) == b'.' && self.byte(end + 1) != b'.';
            return if dot || self.bytes[start..end].iter().all(|b| !b.is_ascii_lowercase()) {
                end + usize::from(dot)
            } else {
                at
            };
        }
        if self.byte(at + 1) == b'.' {
            return at;
        }
        let word = &self.text[start..at];
        if word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase() {
            return if word == "I" && !self.capital_follows(at + 1) { at } else { at + 1 };
        }
        if self.text[at + 1..].starts_with(char::is_alphabetic) {
            return at;
        }
        match lexicon::abbreviation(word) {
            Some(Kind::Number) if !self.digit_follows(at + 1) => at,
            Some(Kind::Month | Kind::Unit) if word.starts_with(|c: char| c.is_lowercase()) && !self.goes_on(at + 1) => {
                at
            }
            Some(Kind::Elision | Kind::Domain) | None => at,
            Some(_) => at + 1,
        }
    }

    fn digit_follows(&self, at: usize) -> bool {
        self.text[at..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    }

    fn capital_follows(&self, at: usize) -> bool {
        self.text[at..].trim_start().starts_with(char::is_uppercase)
    }

    fn goes_on(&self, at: usize) -> bool {
        self.text[at..].trim_start().starts_with(|c: char| c.is_lowercase() || c == ',')
    }
}

/// The end, the case and the hash of the run of ASCII letters and digits at `start`, read eight bytes at a time.
#[inline(always)]
pub(super) fn ascii_word(bytes: &[u8], start: usize) -> (usize, Case, u64) {
    let mut at = start;
    let mut hash = 0;
    let (mut small, mut capital) = (0, 0);
    // The first letter counts apart.
    let mut first = 0x80;
    loop {
        let chunk = load(bytes, at);
        let alpha = alpha_mask(chunk);
        let other = !(alpha | digit_mask(chunk)) & HIGH;
        let len = (other.trailing_zeros() / 8) as usize;
        let keep = if len == 8 { u64::MAX } else { (1 << (8 * len)) - 1 };
        let alpha = alpha & keep;
        // Bit 5 tells a small letter from a capital.
        small |= alpha & (chunk << 2);
        capital |= alpha & !(chunk << 2) & !first;
        first = 0;
        if len > 0 {
            hash = hash_step(hash, (chunk & keep) | (alpha >> 2));
        }
        at += len;
        if len < 8 {
            return (at, case_by(small != 0, bytes[start].is_ascii_uppercase(), capital != 0), hash);
        }
    }
}

pub(super) const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];

pub(super) fn is_word_char(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ')
        || !matches!(c, '\0'..='\u{7F}' | '\u{2010}'..='\u{2027}') && is_rare_word_char(c)
}

fn is_rare_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c) || is_invisible(c)
}

pub(super) fn is_latin_extended(c: char) -> bool {
    matches!(c, '\u{1E00}'..='\u{1FFF}' | '\u{FB00}'..='\u{FB06}')
}

/// By what there is: small letters, a capital first, capitals behind it.
fn case_by(small: bool, first: bool, capitals: bool) -> Case {
    match (small, first, capitals) {
        (false, false, false) => Case::None,
        (true, false, false) => Case::Lower,
        (true, true, false) => Case::Title,
        (false, _, _) => Case::Upper,
        (true, _, true) => Case::Mixed,
    }
}

pub(super) fn case_of(word: &str) -> Case {
    let (mut small, mut capitals) = (false, false);
    let mut first = None;
    for c in word.chars() {
        if c.is_uppercase() {
            capitals |= first.is_some();
            first.get_or_insert(true);
        } else if c.is_lowercase() {
            small = true;
            first.get_or_insert(false);
        }
    }
    case_by(small, first == Some(true), capitals)
}
