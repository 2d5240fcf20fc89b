//! A text cut into tokens, sentences, paragraphs and quoted passages, each knowing where the others are.

use super::{LineMode, Quote, Token, paragraphs, quotes, split_sentences, tokenize};
use crate::span::Span;

/// A sentence and its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Number of its paragraph.
    pub paragraph: u32,
}

/// A text with its parts.
pub(crate) struct Parsed<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub paragraphs: Vec<Span>,
    pub quotes: Vec<Quote>,
    /// For each token the number of its sentence.
    sentence_of: Vec<u32>,
    /// For each token the number of the outermost quote around it plus one; 0 outside.
    quote_of: Vec<u32>,
}

impl<'t> Parsed<'t> {
    pub(crate) fn new(text: &'t str, mode: LineMode) -> Parsed<'t> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let paragraphs = paragraphs(text, mode);
        let quotes = quotes(text, &tokens, &paragraphs);
        let sentences = with_tokens(split_sentences(text, paragraphs.clone()), &tokens, &paragraphs);
        let sentence_of = numbers(&sentences, tokens.len());
        let quote_of = outermost(&quotes, &tokens);
        Parsed { text, tokens, sentences, paragraphs, quotes, sentence_of, quote_of }
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

    /// Number of the sentence of a token.
    #[inline]
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of.get(token).map_or(self.sentences.len().saturating_sub(1), |&number| number as usize)
    }

    /// The outermost quote around a token, its marks excluded.
    #[inline]
    pub(crate) fn quote_of(&self, token: usize) -> Option<usize> {
        self.quote_of.get(token).and_then(|&k| (k as usize).checked_sub(1))
    }

    /// The first token that starts at or after a byte.
    pub(crate) fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| (t.start as usize) < byte)
    }
}

/// Tokens and paragraphs by a walk along all three lists.
fn with_tokens(spans: impl Iterator<Item = Span>, tokens: &[Token], paragraphs: &[Span]) -> Vec<Sentence> {
    let (mut token, mut paragraph) = (0, 0);
    let mut sentences = Vec::new();
    for span in spans {
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
        sentences.push(Sentence { span, first: first as u32, last: token as u32, paragraph: paragraph as u32 });
    }
    sentences
}

/// The number of each token's sentence; between two sentences that of the later one.
fn numbers(sentences: &[Sentence], tokens: usize) -> Vec<u32> {
    let mut numbers = Vec::with_capacity(tokens);
    for (number, sentence) in sentences.iter().enumerate() {
        numbers.resize(sentence.last as usize, number as u32);
    }
    numbers.resize(tokens, sentences.len().saturating_sub(1) as u32);
    numbers
}

fn outermost(quotes: &[Quote], tokens: &[Token]) -> Vec<u32> {
    let mut of = vec![0; tokens.len()];
    let mut token = 0;
    for (k, quote) in quotes.iter().enumerate().filter(|(_, q)| q.depth == 0) {
        while tokens.get(token).is_some_and(|t| (t.start as usize) < quote.inner.start) {
            token += 1;
        }
        while tokens.get(token).is_some_and(|t| (t.start as usize) < quote.inner.end) {
            of[token] = k as u32 + 1;
            token += 1;
        }
    }
    of
}
