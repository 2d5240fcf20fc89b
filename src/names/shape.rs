//! What a document's letters say before any name is looked at: headlines, and words that it also writes small.

use super::Reading;
use crate::{
    hash::Set,
    text::{Case, TokenKind},
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
    small: Set<u64>,
}

impl Shape {
    pub(crate) fn of(reading: &Reading<'_, '_>) -> Shape {
        let tokens = &reading.parsed.tokens;
        let styles =
            reading.parsed.sentences.iter().map(|s| style(reading, s.first as usize, s.last as usize)).collect();
        let small =
            tokens.iter().filter(|t| t.case == Case::Lower && t.kind == TokenKind::Word).map(|t| t.hash).collect();
        Shape { styles, small }
    }

    /// How the sentence of a token is written.
    pub(crate) fn style(&self, reading: &Reading<'_, '_>, token: usize) -> Style {
        self.styles.get(reading.parsed.sentence_of(token)).copied().unwrap_or(Style::Plain)
    }

    /// Does the document write this word small somewhere?
    pub(crate) fn is_also_small(&self, reading: &Reading<'_, '_>, token: usize) -> bool {
        self.small.contains(&reading.parsed.tokens[token].hash)
    }
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
