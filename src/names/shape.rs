//! What a document's letters say before any name is looked at: headlines, and words that it also writes small.

use super::Reading;
use crate::{
    hash::Map,
    text::{Case, Token, TokenKind},
};

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    /// Most Words Begin With a Capital.
    TitleCase,
    /// MOST WORDS ARE IN CAPITALS.
    Capitals,
}

/// The letters of a document.
pub(crate) struct Shape {
    styles: Vec<Style>,
    /// The words that are not written small: does the text also write them so?
    also_small: Map<u64, bool>,
}

impl Shape {
    pub(crate) fn of(reading: &Reading<'_, '_>) -> Shape {
        let tokens = &reading.parsed.tokens;
        let styles =
            reading.parsed.sentences.iter().map(|s| style(reading, s.first as usize, s.last as usize)).collect();
        Shape { styles, also_small: also_small(tokens) }
    }

    /// How the sentence of a token is written.
    pub(crate) fn style(&self, reading: &Reading<'_, '_>, token: usize) -> Style {
        self.styles.get(reading.parsed.sentence_of(token)).copied().unwrap_or(Style::Plain)
    }

    /// Does the document write this word small somewhere?
    pub(crate) fn is_also_small(&self, reading: &Reading<'_, '_>, token: usize) -> bool {
        let token = &reading.parsed.tokens[token];
        is_small(token) || self.also_small.get(&{ token.hash }).is_some_and(|&small| small)
    }
}

fn is_small(token: &Token) -> bool {
    token.case == Case::Lower && token.kind == TokenKind::Word
}

/// Capitalised words are few: a bit for each turns most small ones away.
fn also_small(tokens: &[Token]) -> Map<u64, bool> {
    let other = |t: &&Token| matches!(t.kind, TokenKind::Word | TokenKind::Number) && t.case != Case::Lower;
    let mut also_small: Map<u64, bool> = tokens.iter().filter(other).map(|t| (t.hash, false)).collect();
    let mut bits = [0u64; 64];
    for hash in also_small.keys() {
        bits[(hash >> 58) as usize] |= 1 << (hash >> 52 & 63);
    }
    for token in tokens.iter().filter(|t| is_small(t)) {
        if bits[(token.hash >> 58) as usize] & 1 << (token.hash >> 52 & 63) != 0
            && let Some(small) = also_small.get_mut(&{ token.hash })
        {
            *small = true;
        }
    }
    also_small
}

fn style(reading: &Reading<'_, '_>, first: usize, last: usize) -> Style {
    let (mut all, mut capitals, mut titles, mut open) = (0, 0, 0, 0);
    for k in first..last {
        let token = &reading.parsed.tokens[k];
        if token.kind != TokenKind::Word {
            continue;
        }
        all += 1;
        match token.case {
            Case::Upper if reading.parsed.word(k).len() > 1 => capitals += 1,
            Case::Title | Case::Mixed | Case::Upper => titles += 1,
            // Small words stay small in headlines too.
            _ if reading.words.function(k).is_none() => open += 1,
            _ => {}
        }
    }
    if all > 2 && capitals * 2 > all {
        Style::Capitals
    } else if all > 4 && (titles + capitals) * 10 > (titles + capitals + open) * 8 && titles > capitals {
        Style::TitleCase
    } else {
        Style::Plain
    }
}
