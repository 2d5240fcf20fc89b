//! Whether a sentence ends at a full stop, and at what else it may end inside a line.

use super::lexicon::{self, Kind};
use memchr::memmem;

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

/// What follows a run of terminators.
struct Next<'t> {
    /// The first word or number.
    word: &'t str,
    text: &'t str,
    /// A web address.
    address: bool,
    /// A bracket opens before it.
    bracket: bool,
}

impl<'t> Next<'t> {
    fn new(gap: &'t str) -> Self {
        let gap = head(gap, AROUND);
        let text = gap
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | ';' | ':') || c.is_whitespace());
        let word = &text[..word_len(text)];
        let address = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
        Next { word, text, address, bracket: gap.starts_with(['(', '[']) }
    }

    fn is_lower(&self) -> bool {
        self.word.starts_with(char::is_lowercase)
    }

    /// Begins with a capital, or has one second: `iPhone`
    fn is_capital(&self) -> bool {
        let mut chars = self.word.chars();
        let first = chars.next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        first || chars.next().is_some_and(char::is_uppercase)
    }

    fn is_digit(&self) -> bool {
        self.word.starts_with(|c: char| c.is_numeric())
    }

    /// A Roman number or a single capital: `No. IV`, `Vol. B`
    fn is_numeral(&self) -> bool {
        self.word.bytes().all(|b| b"IVXLC".contains(&b)) && self.word != "I"
            || self.word.len() == 1 && !matches!(self.word, "I" | "A")
    }

    /// Begins a sentence rather than carries on a name.
    fn starts(&self) -> bool {
        let initial = self.word.len() == 1 && self.text[1..].starts_with('.');
        self.is_capital() && !initial && lexicon::sentence_word(self.word) == Some(Kind::Start)
    }

    /// `Mrs. Lund`: no part of what is named before.
    fn addresses(&self) -> bool {
        lexicon::sentence_word(self.word) == Some(Kind::Address)
    }

    /// `Mr. Lund asked`, `I said`: capitalised words and then a verb of speech.
    fn reports_speech(&self) -> bool {
        for (name, word) in self.text.split_whitespace().take(6).enumerate() {
            let bare = word.trim_end_matches([',', '.', ':']);
            let verb = lexicon::sentence_word(bare) == Some(Kind::Speech);
            if verb && bare.starts_with(char::is_lowercase) {
                return name > 0;
            }
            let title = word.ends_with('.') && (word.len() == 2 || lexicon::abbreviation(bare) == Some(Kind::Title));
            if !word.starts_with(char::is_uppercase) || bare.len() < word.len() && !title {
                return false;
            }
        }
        false
    }
}

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
const AROUND: usize = 128;

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

fn word_len(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').unwrap_or(text.len())
}

/// At most the first `len` bytes.
fn head(text: &str, mut len: usize) -> &str {
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

fn skip(text: &str, at: usize, what: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !what(c)).map_or(text.len(), |n| at + n)
}
