//! Quoted passages: what stands between quotation marks, reopened paragraphs joined.

use crate::{names::Reading, span::Span, text::TokenKind};

/// A quoted passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Between the marks, one for each paragraph.
    pub fragments: Vec<Span>,
    /// The first token inside.
    pub first: usize,
    /// One past the last token inside.
    pub last: usize,
    /// One past the closing mark; `last` where there is none.
    pub after: usize,
    /// The opening mark's token.
    pub open: usize,
    /// How many words it holds.
    pub words: usize,
    /// The statement that it belongs to.
    pub statement: Option<usize>,
}

impl Passage {
    /// From its first to its last byte, marks excluded.
    pub(crate) fn span(&self) -> Span {
        let start = self.fragments.first().map_or(0, |f| f.start);
        Span::new(start, self.fragments.last().map_or(start, |f| f.end))
    }
}

pub(crate) fn collect(reading: &Reading<'_, '_>) -> Vec<Passage> {
    let parsed = reading.parsed;
    let mut passages: Vec<Passage> = Vec::new();
    let mut passage_of = vec![usize::MAX; parsed.quotes.len()];
    for (k, quote) in parsed.quotes.iter().enumerate().filter(|(_, q)| q.depth == 0) {
        let first = parsed.token_at(quote.inner.start);
        let last = parsed.token_at(quote.inner.end);
        if first >= last {
            continue;
        }
        let inner = parsed.span(first, last);
        let after = quote.close.map_or(last, |close| parsed.token_at(close.end));
        let words = (first..last).filter(|&t| parsed.tokens[t].kind == TokenKind::Word).count();
        let carried = quote.continues.map(|c| passage_of[c as usize]).filter(|&p| p != usize::MAX);
        if let Some(p) = carried {
            let passage = &mut passages[p];
            passage.fragments.push(inner);
            (passage.last, passage.after) = (last, after);
            passage.words += words;
            passage_of[k] = p;
            continue;
        }
        passage_of[k] = passages.len();
        let open = parsed.token_at(quote.open.start);
        passages.push(Passage { fragments: vec![inner], first, last, after, open, words, statement: None });
    }
    passages
}
