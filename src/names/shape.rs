//! What a document's letters say before any name is looked at: headlines, and words that it also writes small.

use super::Reading;
use crate::{
    hash::Set,
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
    /// The words that stand both capitalised and small, by hash.
    small: Set<u64>,
}

impl Shape {
    pub(crate) fn of(reading: &Reading<'_, '_>) -> Shape {
        let tokens = &reading.parsed.tokens;
        let styles =
            reading.parsed.sentences.iter().map(|s| style(reading, s.first as usize, s.last as usize)).collect();
        Shape { styles, small: also_small(tokens) }
    }

    /// How the sentence of a token is written.
    pub(crate) fn style(&self, reading: &Reading<'_, '_>, token: usize) -> Style {
        self.styles.get(reading.parsed.sentence_of(token)).copied().unwrap_or(Style::Plain)
    }

    /// Does the document write this word small somewhere?
    pub(crate) fn is_also_small(&self, reading: &Reading<'_, '_>, token: usize) -> bool {
        let token = &reading.parsed.tokens[token];
        is_small(token) || self.small.contains(&token.hash)
    }
}

fn is_small(token: &Token) -> bool {
    token.case == Case::Lower && token.kind == TokenKind::Word
}

/// The words that a text writes both ways. Capitalised ones are few: a bit for each turns most small words away.
fn also_small(tokens: &[Token]) -> Set<u64> {
    let capitalised: Set<u64> = tokens.iter().filter(|t| t.case != Case::Lower).map(|t| t.hash).collect();
    let mut bits = [0u64; 64];
    for hash in &capitalised {
        bits[(hash >> 58) as usize] |= 1 << (hash >> 52 & 63);
    }
    let likely = |t: &&Token| is_small(t) && bits[(t.hash >> 58) as usize] & 1 << (t.hash >> 52 & 63) != 0;
    tokens.iter().filter(likely).map(|t| t.hash).filter(|hash| capitalised.contains(hash)).collect()
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
