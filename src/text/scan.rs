//! The search for tokens: the walk over a text, ASCII words by eight bytes, digits and plain marks. What a word, an
//! apostrophe or an address is where that takes more stands in the modules beside this one.

use super::fold::{fold_hash, hash_ascii, hash_step, is_invisible};
use super::token::{Case, Token, TokenKind};
use super::word::{APOSTROPHES, ascii_word, case_of, is_latin_extended, is_word_char};
use unicode_segmentation::UnicodeSegmentation;

/// How many of one mark in a row mean none.
const ORNAMENT: usize = 8;

/// Reads a text from front to back.
pub(super) struct Scanner<'t, 'o> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) out: &'o mut Vec<Token>,
    pub(super) at: usize,
    /// White space, or nothing, stands before `at`.
    pub(super) blank: bool,
    /// A single quotation mark is open in this paragraph.
    pub(super) single_open: bool,
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
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|rest| rest.chars().next_back())
    }

    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind, case: Case, hash: u64) {
        self.out.push(Token { start: start as u32, end: end as u32, kind, case, glued: !self.blank, hash });
        self.at = end;
        self.blank = false;
    }

    pub(super) fn push_text(&mut self, start: usize, end: usize, kind: TokenKind) {
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
        if next == byte && !matches!(byte, b'.' | b'-') && self.ornament(1) {
            return;
        }
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

    /// One mark over and over is a line drawn with it, and no mark any more.
    fn ornament(&mut self, width: usize) -> bool {
        let mark = &self.bytes[self.at..self.at + width];
        let run = self.bytes[self.at..].chunks_exact(width).take_while(|c| *c == mark).count();
        let drawn = run >= ORNAMENT;
        if drawn {
            self.push_text(self.at, self.at + run * width, TokenKind::Symbol);
        }
        drawn
    }

    pub(super) fn plain(&mut self, len: usize, kind: TokenKind) {
        let bytes = &self.bytes[self.at..self.at + len];
        let hash = if let [byte] = bytes { hash_step(0, u64::from(*byte)) } else { hash_ascii(bytes) };
        self.push(self.at, self.at + len, kind, Case::None, hash);
    }

    /// A character beyond ASCII.
    fn high(&mut self) {
        let start = self.at;
        let Some(c) = self.char_at(start) else { return };
        let width = c.len_utf8();
        match c {
            '\u{2018}'..='\u{201F}' | '«' | '»' | '…' | '•' | '·' if self.ornament(width) => {}
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
