//! Addresses, of e-mail and of the web.

use super::lexicon;
use super::scan::Scanner;
use super::token::TokenKind;

impl Scanner<'_, '_> {
    /// An e-mail address whose `@` stands at `at`: it takes back the glued tokens before it.
    pub(super) fn email(&mut self, mut start: usize, at: usize) -> bool {
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
    pub(super) fn is_host(&self, at: usize) -> bool {
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
    pub(super) fn link(&mut self, start: usize) -> bool {
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
