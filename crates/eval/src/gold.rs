//! The form of the gold files.

use std::{collections::HashSet, ops::Range};

use onrecord::Span;
use serde::Deserialize;

/// An article with its attributed statements.
#[derive(Deserialize)]
pub(crate) struct Document {
    pub text: String,
    pub attributions: Vec<Attribution>,
}

/// One attributed statement; spans in code points, `source` empty where the text gives none.
#[derive(Deserialize)]
pub(crate) struct Attribution {
    pub source: Vec<(usize, usize)>,
    pub content: Vec<(usize, usize)>,
}

/// The letters and digits that spans cover, by their number in the text: what two spans have in common is told by them, so
/// that marks and spaces at the edges do not count.
pub(crate) type Letters = HashSet<u32>;

/// Leads from bytes to code points and counts letters.
pub(crate) struct Ruler<'t> {
    characters: Vec<char>,
    /// For each byte the number of the character that it begins or belongs to.
    of_byte: Vec<u32>,
    text: &'t str,
}

impl<'t> Ruler<'t> {
    pub(crate) fn new(text: &'t str) -> Ruler<'t> {
        let mut of_byte = Vec::with_capacity(text.len() + 1);
        for (number, c) in text.chars().enumerate() {
            of_byte.extend(std::iter::repeat_n(number as u32, c.len_utf8()));
        }
        let characters: Vec<char> = text.chars().collect();
        of_byte.push(characters.len() as u32);
        Ruler { characters, of_byte, text }
    }

    /// Of spans in code points.
    pub(crate) fn letters(&self, spans: impl IntoIterator<Item = Range<usize>>) -> Letters {
        let all = spans.into_iter().flatten().filter(|&k| self.characters.get(k).is_some_and(|c| c.is_alphanumeric()));
        all.map(|k| k as u32).collect()
    }

    /// Of spans in bytes.
    pub(crate) fn letters_of<'s>(&self, spans: impl IntoIterator<Item = &'s Span>) -> Letters {
        let at = |byte: usize| self.of_byte[byte.min(self.text.len())] as usize;
        self.letters(spans.into_iter().map(|s| at(s.start)..at(s.end)))
    }
}
