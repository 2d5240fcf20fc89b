//! Hyphens and single marks, which join, own or quote by what stands beside them.

use super::fold::{hash_ascii, is_combining, is_invisible};
use super::lexicon;
use super::scan::Scanner;
use super::token::{Case, TokenKind};
use super::word::{APOSTROPHES, is_word_char};

impl Scanner<'_, '_> {
    /// The letter or digit that ends the token right before `at`.
    pub(super) fn joinable(&self, at: usize) -> Option<char> {
        if self.blank {
            return None;
        }
        self.char_before(at).filter(|c| c.is_alphanumeric() || *c == '.' || is_invisible(*c) || is_combining(*c))
    }

    /// A hyphen or dash of `width` bytes and those right behind it.
    pub(super) fn dash(&mut self, start: usize, width: usize) {
        let run = if width == 1 { self.bytes[start..].iter().take_while(|b| **b == b'-').count() } else { width };
        let joins = self
            .joinable(start)
            .is_some_and(|c| c != '.' || self.out.last().is_some_and(|t| t.kind == TokenKind::Word))
            && self.char_at(start + run).is_some_and(char::is_alphanumeric);
        let kind = if joins { TokenKind::Joint } else { TokenKind::Punct };
        self.push_text(start, start + run, kind);
    }

    /// A single mark: apostrophe, possessive or quotation mark.
    pub(super) fn single(&mut self, c: char) {
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
}
