//! A text cut into tokens, sentences, paragraphs and quoted passages, each knowing where the others are.

use super::{LineMode, Quote, Starts, Token, paragraphs, quotes, split_sentences, tokenize};
use crate::span::Span;

/// A sentence and its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    start: u32,
    end: u32,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Number of its paragraph.
    pub paragraph: u32,
}

impl Sentence {
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A text with its parts.
pub(crate) struct Parsed<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub paragraphs: Vec<Span>,
    pub quotes: Vec<Quote>,
    /// The tokens behind a sentence's last.
    sentence_ends: Starts,
    /// The numbers of the sentences that hold tokens, where some hold none: those of invisible characters.
    with_tokens: Option<Vec<u32>>,
    /// The outermost quotes that hold a token, and where their first ones stand.
    outermost: Vec<Outermost>,
    outermost_starts: Starts,
}

impl<'t> Parsed<'t> {
    pub(crate) fn new(text: &'t str, mode: LineMode) -> Parsed<'t> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let paragraphs = paragraphs(text, mode);
        let quotes = quotes(text, &tokens, &paragraphs);
        let sentences = with_tokens(split_sentences(text, paragraphs.clone()), &tokens, &paragraphs);
        let holding = || sentences.iter().enumerate().filter(|(_, s)| s.first < s.last);
        let all_hold = holding().count() == sentences.len();
        let with_tokens = (!all_hold).then(|| holding().map(|(k, _)| k as u32).collect());
        let sentence_ends = Starts::new(tokens.len(), holding().map(|(_, s)| s.last as usize));
        let outermost = outermost(&quotes, &tokens);
        let outermost_starts = Starts::new(tokens.len(), outermost.iter().map(|q| q.first as usize));
        Parsed { text, tokens, sentences, paragraphs, quotes, sentence_ends, with_tokens, outermost, outermost_starts }
    }

    /// What a token shows.
    #[inline]
    pub(crate) fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |t| t.of(self.text))
    }

    /// The bytes of the tokens from `first` to before `last`.
    #[inline]
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        match (self.tokens.get(first), last.checked_sub(1).and_then(|k| self.tokens.get(k))) {
            (Some(a), Some(b)) if first < last => Span::new(a.start as usize, b.end as usize),
            _ => Span::default(),
        }
    }

    /// Number of the sentence of a token; between two sentences that of the later one.
    #[inline]
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        let ended = self.sentence_ends.before(token + 1);
        let number = self.with_tokens.as_ref().map_or(Some(ended), |all| all.get(ended).map(|&k| k as usize));
        let last = self.sentences.len().saturating_sub(1);
        number.map_or(last, |number| number.min(last))
    }

    /// The outermost quote around a token, its marks excluded.
    #[inline]
    pub(crate) fn quote_of(&self, token: usize) -> Option<usize> {
        let last = self.outermost_starts.before(token + 1).checked_sub(1)?;
        let Outermost { last, quote, .. } = *self.outermost.get(last)?;
        (token < last as usize).then_some(quote as usize)
    }

    /// The first token that starts at or after a byte.
    pub(crate) fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| (t.start as usize) < byte)
    }
}

/// Tokens and paragraphs by a walk along all three lists. What ends beyond 4 GiB is left out, as tokens are.
fn with_tokens(spans: impl Iterator<Item = Span>, tokens: &[Token], paragraphs: &[Span]) -> Vec<Sentence> {
    let (mut token, mut paragraph) = (0, 0);
    let mut sentences = Vec::new();
    for span in spans {
        let (Ok(start), Ok(end)) = (u32::try_from(span.start), u32::try_from(span.end)) else { break };
        while tokens.get(token).is_some_and(|t| (t.start as usize) < span.start) {
            token += 1;
        }
        let first = token;
        while tokens.get(token).is_some_and(|t| (t.start as usize) < span.end) {
            token += 1;
        }
        while paragraphs.get(paragraph).is_some_and(|p| p.end <= span.start) {
            paragraph += 1;
        }
        sentences.push(Sentence { start, end, first: first as u32, last: token as u32, paragraph: paragraph as u32 });
    }
    sentences
}

/// A quote that stands in no other one, with its tokens.
struct Outermost {
    first: u32,
    last: u32,
    /// Its number.
    quote: u32,
}

fn outermost(quotes: &[Quote], tokens: &[Token]) -> Vec<Outermost> {
    let mut found = Vec::new();
    let mut token = 0;
    for (k, quote) in quotes.iter().enumerate().filter(|(_, q)| q.depth == 0) {
        while tokens.get(token).is_some_and(|t| (t.start as usize) < quote.inner().start) {
            token += 1;
        }
        let first = token;
        while tokens.get(token).is_some_and(|t| (t.start as usize) < quote.inner().end) {
            token += 1;
        }
        if first < token {
            found.push(Outermost { first: first as u32, last: token as u32, quote: k as u32 });
        }
    }
    found
}
