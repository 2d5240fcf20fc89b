//! The search for tokens: ASCII words by eight bytes, the rest character by character.

use super::fold::{HIGH, alpha_mask, digit_mask, fold_hash, hash_ascii, hash_step, is_combining, is_invisible, load};
use super::lexicon::{self, Kind};
use super::token::{Case, Token, TokenKind};
use unicode_segmentation::UnicodeSegmentation;

/// Reads a text from front to back.
pub(super) struct Scanner<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    out: &'o mut Vec<Token>,
    at: usize,
    /// White space, or nothing, stands before `at`.
    blank: bool,
    /// A single quotation mark is open in this paragraph.
    single_open: bool,
}

impl<'t, 'o> Scanner<'t, 'o> {
    pub(super) fn new(text: &'t str, out: &'o mut Vec<Token>) -> Self {
        Scanner { text, bytes: text.as_bytes(), out, at: 0, blank: true, single_open: false }
    }

    pub(super) fn run(mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match CLASS[byte as usize] {
                Class::Space => {
                    if byte == b'\n' && matches!(self.bytes[self.at + 1..], [b'\n', ..] | [b'\r', b'\n', ..]) {
                        self.single_open = false;
                    }
                    self.at += 1;
                    self.blank = true;
                }
                Class::Letter => self.words(),
                Class::Digit => self.number(self.at),
                Class::Other => self.mark(byte),
                Class::High => self.high(),
            }
        }
    }

    /// The byte at `at`, 0 behind the end.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|rest| rest.chars().next_back())
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind, case: Case, hash: u64) {
        self.out.push(Token { start: start as u32, end: end as u32, kind, case, glued: !self.blank, hash });
        self.at = end;
        self.blank = false;
    }

    fn push_text(&mut self, start: usize, end: usize, kind: TokenKind) {
        let word = &self.text[start..end];
        let (case, hash) = (case_of(word), fold_hash(word));
        self.push(start, end, kind, case, hash);
    }

    /// Words of ASCII letters and digits with single spaces between them; what may go on behind goes the long way.
    fn words(&mut self) {
        // Locals, for speed: most of a text passes here.
        let (bytes, mut at, mut blank) = (self.bytes, self.at, self.blank);
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let (end, case, hash) = ascii_word(bytes, at);
            let next = bytes.get(end).copied().unwrap_or(0);
            if CONTINUES[next as usize] {
                (self.at, self.blank) = (at, blank);
                if !self.continue_word(at, end, next) {
                    self.push(at, end, TokenKind::Word, case, hash);
                }
                return;
            }
            self.out.push(Token {
                start: at as u32,
                end: end as u32,
                kind: TokenKind::Word,
                case,
                glued: !blank,
                hash,
            });
            blank = next == b' ';
            at = end + usize::from(blank);
        }
        (self.at, self.blank) = (at, blank);
    }

    /// A word that may reach beyond its ASCII letters. False where it does not.
    fn continue_word(&mut self, start: usize, at: usize, next: u8) -> bool {
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
    fn push_word(&mut self, start: usize, end: usize) {
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
    fn rest_of_word(&self, mut at: usize) -> usize {
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
    fn dotted(&self, start: usize, at: usize) -> usize {
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

    /// Digits with what may stand between digits, and letters glued to their end.
    fn number(&mut self, start: usize) {
        let mut at = self.at;
        loop {
            let byte = self.byte(at);
            if byte.is_ascii_digit() || byte.is_ascii_alphabetic() && at > start {
                at += 1;
            } else if matches!(byte, b'.' | b',' | b':') && self.byte(at + 1).is_ascii_digit() {
                at += 2;
            } else {
                break;
            }
        }
        if self.byte(at) == b'@' && self.byte(at + 1).is_ascii_alphanumeric() {
            self.email(start, at);
            return;
        }
        if !self.byte(at).is_ascii() {
            let end = self.rest_of_word(at);
            if end > at {
                self.push_word(start, end);
                return;
            }
        }
        let word = &self.text[start..at];
        let kind = if word.bytes().any(|b| b.is_ascii_uppercase()) { TokenKind::Word } else { TokenKind::Number };
        self.push_text(start, at, kind);
        let apostrophe = self.char_at(at).filter(|c| APOSTROPHES.contains(c)).map_or(0, char::len_utf8);
        if apostrophe > 0
            && self.byte(at + apostrophe) == b's'
            && !self.byte(at + apostrophe + 1).is_ascii_alphanumeric()
        {
            self.push(at, at + apostrophe + 1, TokenKind::Possessive, Case::None, hash_ascii(b"'s"));
        }
    }

    /// An ASCII character that is neither letter, digit nor white space.
    fn mark(&mut self, byte: u8) {
        let start = self.at;
        let next = self.byte(start + 1);
        match byte {
            b'"' => self.plain(1, TokenKind::Mark),
            b'\'' => self.single('\''),
            b'`' => self.plain(1 + usize::from(next == b'`'), TokenKind::Mark),
            b'.' => {
                let run = self.bytes[start..].iter().take_while(|b| **b == b'.').count();
                if run == 1 && next.is_ascii_digit() && self.blank {
                    self.at += 1;
                    self.number(start);
                } else {
                    self.plain(run, TokenKind::Punct);
                }
            }
            b'-' => self.dash(start, 1),
            b'@' | b'#' if next.is_ascii_alphanumeric() && self.joinable(start).is_none() => {
                let run =
                    self.bytes[start + 1..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
                self.push_text(start, start + 1 + run, TokenKind::Link);
            }
            b',' | b';' | b':' | b'?' | b'!' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'/' => {
                self.plain(1, TokenKind::Punct);
            }
            _ => self.plain(1, TokenKind::Symbol),
        }
    }

    fn plain(&mut self, len: usize, kind: TokenKind) {
        let bytes = &self.bytes[self.at..self.at + len];
        let hash = if let [byte] = bytes { hash_step(0, u64::from(*byte)) } else { hash_ascii(bytes) };
        self.push(self.at, self.at + len, kind, Case::None, hash);
    }

    /// The letter or digit that ends the token right before `at`.
    fn joinable(&self, at: usize) -> Option<char> {
        if self.blank {
            return None;
        }
        self.char_before(at).filter(|c| c.is_alphanumeric() || *c == '.' || is_invisible(*c) || is_combining(*c))
    }

    /// A hyphen or dash of `width` bytes and those right behind it.
    fn dash(&mut self, start: usize, width: usize) {
        let run = if width == 1 { self.bytes[start..].iter().take_while(|b| **b == b'-').count() } else { width };
        let joins = self
            .joinable(start)
            .is_some_and(|c| c != '.' || self.out.last().is_some_and(|t| t.kind == TokenKind::Word))
            && self.char_at(start + run).is_some_and(char::is_alphanumeric);
        let kind = if joins { TokenKind::Joint } else { TokenKind::Punct };
        self.push_text(start, start + run, kind);
    }

    /// A single mark: apostrophe, possessive or quotation mark.
    fn single(&mut self, c: char) {
        let start = self.at;
        let width = c.len_utf8();
        let before = self.joinable(start);
        let after = self.char_at(start + width);
        if c == '\'' && after == Some('\'') {
            return self.plain(2, TokenKind::Mark);
        }
        let s_follows = matches!(after, Some('s' | 'S')) && !self.char_at(start + width + 1).is_some_and(is_word_char);
        if c != '‘' && before.is_some() && s_follows {
            return self.push(start, start + width + 1, TokenKind::Possessive, Case::None, hash_ascii(b"'s"));
        }
        let opens = before.is_none() && after.is_some_and(|c| !c.is_whitespace());
        if opens && c != '‘' {
            let end = self.rest_of_word(start + width);
            let digits = self.bytes[start + width..].iter().take_while(|b| b.is_ascii_digit()).count();
            if digits == 2 && self.byte(start + width + 2) == b's' {
                return self.push_text(start, start + width + 3, TokenKind::Number);
            }
            let elided = end > start + width && (c == '’' && self.blank || lexicon::is_elision(&self.text[start..end]));
            if elided {
                return self.push_text(start, end, TokenKind::Word);
            }
        }
        let after_s = matches!(before, Some('s' | 'S' | 'z' | 'x'))
            && after.is_none_or(|c| c.is_whitespace())
            && self.out.last().is_some_and(|t| t.kind == TokenKind::Word);
        if after_s && c != '‘' && (!self.single_open || self.closes_later(start + width)) {
            return self.push(start, start + width, TokenKind::Possessive, Case::None, hash_ascii(b"'"));
        }
        self.single_open = opens;
        self.push_text(start, start + width, TokenKind::Mark);
    }

    /// Does another single mark close, a little later, what is open here?
    fn closes_later(&self, at: usize) -> bool {
        let mut rest = self.text[at..].char_indices().take(300).peekable();
        if !self.text[at..].trim_start().starts_with(char::is_lowercase) {
            return false;
        }
        let mut before = ' ';
        while let Some((_, c)) = rest.next() {
            let after = rest.peek().map_or(' ', |(_, c)| *c);
            if c == '‘' || (c == '\'' && before.is_whitespace()) || (c == '\n' && after == '\n') {
                return false;
            }
            if APOSTROPHES.contains(&c) && !before.is_whitespace() && !after.is_alphanumeric() {
                return true;
            }
            before = c;
        }
        false
    }

    /// A character beyond ASCII.
    fn high(&mut self) {
        let start = self.at;
        let Some(c) = self.char_at(start) else { return };
        let width = c.len_utf8();
        match c {
            '’' | '‘' | '‚' | '‛' => self.single(c),
            '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' | '「' | '」' => {
                self.push_text(start, start + width, TokenKind::Mark)
            }
            '…' | '•' | '·' | '¿' | '¡' | '。' | '、' | '，' | '？' | '！' => {
                self.push_text(start, start + width, TokenKind::Punct)
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.dash(start, width),
            _ if c.is_whitespace() => {
                self.at += width;
                self.blank = true;
            }
            // Alone it shows nothing, as white space does, but parts no words.
            _ if is_invisible(c) => self.at += width,
            _ if is_word_char(c) && ((c as u32) < 0x590 || is_latin_extended(c)) => {
                let end = self.rest_of_word(start);
                let end = if self.byte(end) == b'.' { self.dotted(start, end) } else { end };
                self.push_word(start, end);
            }
            _ => self.foreign(start, c),
        }
    }

    /// Scripts and signs beyond: Unicode's own word rules.
    fn foreign(&mut self, start: usize, c: char) {
        let segment = self.text[start..].split_word_bounds().next().map_or(c.len_utf8(), str::len);
        let kind = if c.is_numeric() {
            TokenKind::Number
        } else if c.is_alphabetic() {
            TokenKind::Word
        } else {
            TokenKind::Symbol
        };
        self.push_text(start, start + segment, kind);
    }

    /// An e-mail address whose `@` stands at `at`: it takes back the glued tokens before it.
    fn email(&mut self, mut start: usize, at: usize) -> bool {
        let mut glued = !self.blank;
        while let Some(last) = self.out.last() {
            let part = matches!(last.kind, TokenKind::Word | TokenKind::Number | TokenKind::Joint | TokenKind::Punct)
                && self.bytes[last.start as usize..last.end as usize]
                    .iter()
                    .all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(b));
            if !glued || last.end as usize != start || !part {
                break;
            }
            start = last.start as usize;
            glued = last.glued;
            self.out.pop();
        }
        self.blank = !glued;
        let run = self.bytes[at + 1..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"._-".contains(b)).count();
        let end = self.trim_link(at + 1, at + 1 + run);
        self.push_text(start, end, TokenKind::Link);
        true
    }

    /// Does the word before the dot at `at` begin an address without a scheme, `www.example.org/news`?
    fn is_host(&self, at: usize) -> bool {
        if !self.byte(at + 1).is_ascii_alphanumeric() {
            return false;
        }
        let host = self.bytes[at..].iter().take(80);
        let run = host.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
        let host = self.text[at..at + run].trim_end_matches(['.', '-']);
        let label = host.rsplit('.').next().unwrap_or("");
        label.starts_with(|c: char| c.is_ascii_lowercase()) && lexicon::is_domain(label)
    }

    /// An address with a scheme, from `start` to white space.
    fn link(&mut self, start: usize) -> bool {
        let end = self.text[start..]
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '’' | '‘' | '«' | '»'))
            .map_or(self.text.len(), |n| start + n);
        let end = self.trim_link(start + 1, end);
        self.push_text(start, end, TokenKind::Link);
        true
    }

    /// Takes closing punctuation off the end of an address.
    fn trim_link(&self, start: usize, mut end: usize) -> usize {
        while end > start && b".,;:!?)]}'-".contains(&self.bytes[end - 1]) {
            end -= 1;
        }
        end
    }
}

/// The end, the case and the hash of the run of ASCII letters and digits at `start`, read eight bytes at a time.
#[inline(always)]
fn ascii_word(bytes: &[u8], start: usize) -> (usize, Case, u64) {
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

const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];

fn is_word_char(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ')
        || !matches!(c, '\0'..='\u{7F}' | '\u{2010}'..='\u{2027}') && is_rare_word_char(c)
}

fn is_rare_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c) || is_invisible(c)
}

fn is_latin_extended(c: char) -> bool {
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

fn case_of(word: &str) -> Case {
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Other,
    High,
}

static CLASS: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if !b.is_ascii() {
            table[byte] = Class::High;
        } else if b.is_ascii_alphabetic() {
            table[byte] = Class::Letter;
        } else if b.is_ascii_digit() {
            table[byte] = Class::Digit;
        } else if b <= b' ' || b == 0x7F {
            table[byte] = Class::Space;
        }
        byte += 1;
    }
    table
};

/// Bytes with which a word may go on behind its ASCII letters and digits.
static CONTINUES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0x80;
    while byte < 256 {
        table[byte] = true;
        byte += 1;
    }
    table[b'\'' as usize] = true;
    table[b'.' as usize] = true;
    table[b'&' as usize] = true;
    table[b'@' as usize] = true;
    table[b':' as usize] = true;
    table
};
