//! Whether a sentence ends at a full stop.

use super::lexicon::{self, Kind};
use super::next::Next;

/// A run of terminators, the marks that close behind it and what stands on both sides.
pub(super) struct Stop<'t> {
    text: &'t str,
    /// Where the sentence begins.
    sentence: usize,
    start: usize,
    /// Behind the terminators.
    pub end: usize,
    /// Behind the closing marks and footnote numbers.
    pub closed: usize,
    /// The word before the run, without what opens it.
    before: &'t str,
}

impl<'t> Stop<'t> {
    /// The run at `start` in the sentence that begins at `sentence`; the text ends with the paragraph.
    pub fn new(text: &'t str, sentence: usize, start: usize) -> Self {
        let before = word_before(&text[sentence..start]);
        let bytes = &text.as_bytes()[start..];
        if bytes.len() > 2 && bytes[1] == b' ' && bytes[2].is_ascii_alphabetic() {
            return Stop { text, sentence, start, end: start + 1, closed: start + 1, before };
        }
        let mut end = skip(text, start, is_terminator);
        // Dots with spaces between them.
        loop {
            let next = skip(text, end, |c| c == ' ' || c == '\u{A0}');
            let dots = skip(text, next, |c| c == '.');
            if next == end || dots == next || text[dots..].starts_with(char::is_alphanumeric) {
                break;
            }
            end = dots;
        }
        let mut stop = Stop { text, sentence, start, end, closed: end, before };
        stop.closed = stop.close(end);
        stop
    }

    /// Does the sentence end behind this run?
    pub fn ends_sentence(&self) -> bool {
        let rest = &self.text[self.closed..];
        let gap = rest.trim_start();
        if gap.is_empty() {
            return true;
        }
        if gap.len() == rest.len() {
            return self.ends_without_space(gap);
        }
        let next = Next::new(gap);
        if matches!(gap.as_bytes()[0], b',' | b';' | b':') {
            return false;
        }
        match &self.text[self.start..self.end] {
            "." => self.full_stop_ends(&next),
            run if run.ends_with(['?', '!']) => self.question_ends(&next),
            run => self.ellipsis_ends(run, &next),
        }
    }

    /// Behind closing marks and brackets, and behind the numbers of notes: `term.” [4] [5]`
    fn close(&self, mut at: usize) -> usize {
        loop {
            let marks = skip(self.text, at, is_closing);
            let rest = self.text[marks..].trim_start_matches([' ', '\u{A0}']);
            let from = self.text.len() - rest.len();
            at = match rest.as_bytes().first() {
                Some(b'[') => match note_end(rest) {
                    Some(n) => from + n,
                    None => return marks,
                },
                Some(b'"') if from > marks && self.odd_mark(rest) => from + 1,
                Some(b'\'') if rest.starts_with("''") && !rest[2..].starts_with(char::is_alphanumeric) => from + 2,
                _ => return self.bare_note(marks),
            };
        }
    }

    /// A straight mark between two spaces closes if it makes the marks of the sentence even.
    fn odd_mark(&self, rest: &str) -> bool {
        let sentence = &self.text.as_bytes()[self.sentence.max(self.end.saturating_sub(8 * AROUND))..self.end];
        rest[1..].starts_with(' ') && memchr::memchr_iter(b'"', sentence).count() % 2 == 1
    }

    /// The raised number of a note, which plain text shows bare: `of the fee. 8 Yet some`, `innovation.23 Still`
    fn bare_note(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let spaced = rest.trim_start_matches(' ');
        let number = spaced.len() - spaced.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = &spaced[number..];
        if number == 0 || number > 3 || !after.starts_with(' ') {
            return at;
        }
        let next = Next::new(after.trim_start());
        let glued = spaced.len() == rest.len();
        let words = self.before.len() > 2 && self.before.bytes().all(|b| b.is_ascii_alphabetic());
        if words
            && lexicon::abbreviation(self.before).is_none()
            && next.is_capital()
            && (glued || next.starts() && number < 3)
        {
            return self.text.len() - after.len();
        }
        at
    }

    fn closes_quote(&self) -> bool {
        self.text[self.end..self.closed].contains(['"', '”', '\'', '’', '»'])
    }

    fn full_stop_ends(&self, next: &Next) -> bool {
        let before = self.before;
        let closed = self.closed > self.end;
        if self.marks_item(before) {
            return false;
        }
        if before.ends_with(['°', 'º']) {
            return !next.is_digit();
        }
        let initial = before.chars().count() == 1 && before.starts_with(char::is_alphabetic);
        let kind = lexicon::abbreviation(before).filter(|_| !initial || next.is_digit());
        let acronym = before.contains('.')
            && before.split('.').all(|part| part.len() < 3 && part.bytes().all(|b| b.is_ascii_alphabetic()));
        if !next.is_capital() && !next.is_digit() {
            return !closed
                && !initial
                && !acronym
                && kind.is_none_or(|k| matches!(k, Kind::Elision | Kind::Domain))
                && (next.address || next.is_lower() && is_plain_word(before));
        }
        if self.closes_quote() && !initial {
            return next.is_capital();
        }
        if next.bracket && (kind.is_some() || acronym || initial) {
            return false;
        }
        match kind {
            Some(Kind::Title | Kind::Never) => false,
            Some(Kind::Number) => !next.is_digit() && !next.is_numeral(),
            Some(Kind::Place) => next.starts() || next.addresses() || next.is_capital() && self.follows_comma(before),
            Some(Kind::Part) => next.starts() || next.addresses(),
            Some(Kind::Month | Kind::Time) => next.starts(),
            Some(Kind::Company) => !next.is_digit() && lexicon::sentence_word(next.word) != Some(Kind::Office),
            Some(Kind::Suffix) => {
                next.starts()
                    || lexicon::abbreviation(before) == Some(Kind::Suffix) && before.starts_with(char::is_lowercase)
            }
            Some(Kind::Unit) => !next.is_digit(),
            _ if initial => next.starts(),
            _ if acronym => next.starts() || next.addresses(),
            _ => true,
        }
    }

    /// `Fresno, Calif.`: were the sentence to go on, a comma would follow.
    fn follows_comma(&self, word: &str) -> bool {
        self.text[self.sentence..self.start - word.len()].trim_end().ends_with(',')
    }

    fn question_ends(&self, next: &Next) -> bool {
        if !next.is_capital() && !next.is_digit() {
            // Who begins small goes on small.
            let small = self.text[self.sentence..].starts_with(|c: char| c.is_lowercase());
            return self.closed == self.end
                && (next.address || next.is_lower() && (small || self.end - self.start > 1));
        }
        !(self.closes_quote() && next.reports_speech())
    }

    fn ellipsis_ends(&self, run: &str, next: &Next) -> bool {
        if !next.is_capital() || self.text[..self.start].ends_with('[') {
            return next.address;
        }
        let spaced = run.contains(' ');
        let dots = run.bytes().filter(|b| *b == b'.').count();
        let apart = self.text[..self.start].ends_with(' ');
        !spaced || dots > 3 || !apart
    }

    /// `today.The`: a small word before, a capitalised one behind.
    fn ends_without_space(&self, next: &str) -> bool {
        let before = self.before;
        let mut chars = next.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let small = chars.next().is_some_and(|c| c.is_lowercase() || c == '\'' || c == '’' || c == ' ');
        let word: &str = &next[..word_len(next)];
        let behind = &next[word.len()..];
        capital
            && (small || matches!(word, "I" | "A"))
            && before.len() > 1
            && before.chars().all(char::is_lowercase)
            && !behind.starts_with(['.', '@', '/', '_'])
            && !lexicon::is_domain(word)
    }

    /// `2.` or `a.` or `IV.` or `Figure 3.` with which the sentence begins.
    fn marks_item(&self, before: &str) -> bool {
        if self.start - self.sentence > AROUND {
            return false;
        }
        let so_far = self.text[self.sentence..self.start].trim_start_matches(|c: char| !c.is_alphanumeric());
        let numbered =
            !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit() || b == b'.') && before.len() < 7;
        if so_far.len() == before.len() {
            let roman = before.len() < 5 && before.bytes().all(|b| b"IVXLivxl".contains(&b));
            return numbered || roman || before.len() == 1;
        }
        let label = so_far.strip_suffix(before).map(str::trim_end).unwrap_or("");
        numbered && lexicon::sentence_word(label) == Some(Kind::Label)
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '\u{200B}' | '\u{AD}')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '*' | '\u{200B}')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '‘' | '«' | '‹' | '(' | '[' | '{' | '<' | '`' | '•' | '⁃')
}

/// How far a look around reaches, in bytes: farther would make a text without white space slow.
pub(super) const AROUND: usize = 128;

/// The last word of a sentence so far, without what opens it.
fn word_before(sentence: &str) -> &str {
    let tail = tail(sentence, AROUND);
    let letters = tail.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = tail.len() - letters;
    if word == 0 || tail.as_bytes()[word - 1] == b' ' {
        return &tail[word..];
    }
    let parts = |c: char| c.is_whitespace() || is_opening(c) || matches!(c, '/' | '-' | '–' | '—');
    let at = tail[..word].char_indices().rev().find(|(_, c)| parts(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    &tail[at..]
}

/// The commonest case, decided by bytes alone: a small word longer than any abbreviation, a stop, a space, a capital.
pub(super) fn is_plain_stop(text: &str, stop: usize) -> bool {
    const LONGEST: usize = 7;
    let bytes = text.as_bytes();
    let Some(before) = stop.checked_sub(LONGEST).map(|at| &bytes[at..stop]) else { return false };
    matches!(&bytes[stop..], [b'.', b' ' | b'\n', next, ..] if next.is_ascii_uppercase())
        && before.iter().all(u8::is_ascii_lowercase)
}

/// A small word of letters with a vowel: no abbreviation.
fn is_plain_word(word: &str) -> bool {
    let letters = word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    letters && word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The end of a note in brackets at the start of `rest`: `[12]`, `[source needed]`
fn note_end(rest: &str) -> Option<usize> {
    let inner = &rest[1..];
    let end = inner.bytes().take(32).position(|b| b == b']')?;
    let note = &inner[..end];
    let number = !note.is_empty() && note.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '–' | '-' | ' '));
    (number || note.ends_with("needed")).then_some(end + 2)
}

pub(super) fn word_len(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').unwrap_or(text.len())
}

/// At most the first `len` bytes.
pub(super) fn head(text: &str, mut len: usize) -> &str {
    while !text.is_char_boundary(len.min(text.len())) {
        len -= 1;
    }
    &text[..len.min(text.len())]
}

/// At most the last `len` bytes.
fn tail(text: &str, len: usize) -> &str {
    let mut start = text.len().saturating_sub(len);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

pub(super) fn skip(text: &str, at: usize, what: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !what(c)).map_or(text.len(), |n| at + n)
}
