//! Sentences.

use super::abbreviations::{self, Kind};
use super::paragraph::{LineMode, paragraphs, trim};
use crate::Span;
use memchr::{memchr3, memmem};

/// The sentences of `text`, in order; white space between them belongs to none.
///
/// ```
/// let text = "Gov. Ann Marlow of the U.S. spoke. “I am here. He left,” she said.";
/// let sentences: Vec<&str> = onrecord::sentences(text).map(|s| s.of(text)).collect();
/// assert_eq!(sentences, ["Gov. Ann Marlow of the U.S. spoke.", "“I am here.", "He left,” she said."]);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences::new(text, LineMode::Auto)
}

pub(crate) fn split_sentences(text: &str, mode: LineMode) -> Vec<Span> {
    Sentences::new(text, mode).collect()
}

/// Iterator over the sentences of a text, see [`sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    paragraphs: std::vec::IntoIter<Span>,
    /// What is left of the paragraph at hand.
    rest: Span,
    /// The first `…` not before `rest`, or the text's end.
    ellipsis: usize,
}

impl<'t> Sentences<'t> {
    fn new(text: &'t str, mode: LineMode) -> Self {
        Sentences {
            text,
            paragraphs: paragraphs(text, mode).into_iter(),
            rest: Span::default(),
            ellipsis: 0,
        }
    }

    /// The first terminator at or behind `at`.
    fn terminator(&mut self, at: usize, end: usize) -> Option<usize> {
        if self.ellipsis < at || self.ellipsis == 0 {
            self.ellipsis = memmem::find(&self.text.as_bytes()[at..], "…".as_bytes())
                .map_or(self.text.len(), |n| at + n);
        }
        let ascii = memchr3(b'.', b'?', b'!', &self.text.as_bytes()[at..end]).map(|n| at + n);
        let ellipsis = Some(self.ellipsis).filter(|n| *n < end);
        ascii.into_iter().chain(ellipsis).min()
    }
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if self.rest.is_empty() {
            self.rest = self.paragraphs.next()?;
        }
        let Span { start, end } = self.rest;
        let mut at = start;
        while let Some(stop) = self.terminator(at, end) {
            let run = Run::new(&self.text[..end], start, stop);
            at = run.end;
            if run.closed < end && run.ends() {
                self.rest = trim(self.text, Span::new(run.closed, end));
                return Some(trim(self.text, Span::new(start, run.closed)));
            }
        }
        self.rest = Span::new(end, end);
        Some(Span::new(start, end))
    }
}

/// A run of terminators and the marks that close behind it.
struct Run<'t> {
    text: &'t str,
    /// Where the sentence begins.
    sentence: usize,
    start: usize,
    /// Behind the terminators.
    end: usize,
    /// Behind the closing marks.
    closed: usize,
}

impl<'t> Run<'t> {
    fn new(text: &'t str, sentence: usize, start: usize) -> Self {
        let mut run = Run {
            text,
            sentence,
            start,
            end: start,
            closed: start,
        };
        run.end = run.skip(start, |c| matches!(c, '.' | '?' | '!' | '…'));
        loop {
            let next = run.skip(run.end, |c| c == ' ');
            let dots = run.skip(next, |c| c == '.');
            if dots == run.end
                || dots == next
                || run.text[dots..].starts_with(char::is_alphanumeric)
            {
                break;
            }
            run.end = dots;
        }
        run.closed = run.skip(run.end, |c| {
            matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
        });
        run
    }

    fn skip(&self, at: usize, what: impl Fn(char) -> bool) -> usize {
        self.text[at..]
            .find(|c| !what(c))
            .map_or(self.text.len(), |n| at + n)
    }

    fn ends(&self) -> bool {
        let rest = &self.text[self.closed..];
        let next = rest.trim_start();
        if next.len() == rest.len() {
            return false;
        }
        let word = next.trim_start_matches([
            '"', '\'', '“', '‘', '«', '(', '[', '-', '–', '—', ' ', '`', '•', '*',
        ]);
        let Some(c) = word.chars().next() else {
            return true;
        };
        if c.is_lowercase() || matches!(c, ',' | ';' | ':') {
            return false;
        }
        if &self.text[self.start..self.end] != "." {
            return true;
        }
        let before = self.text[self.sentence..self.start]
            .rsplit(|c: char| {
                c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘' | '[' | '-' | '/')
            })
            .next()
            .unwrap_or("");
        if before.len() == 1 && before.starts_with(|c: char| c.is_uppercase()) {
            return false;
        }
        match abbreviations::lookup(before) {
            Some(Kind::Title | Kind::Never) => false,
            Some(Kind::Number | Kind::Month) => !c.is_ascii_digit(),
            _ => true,
        }
    }
}
