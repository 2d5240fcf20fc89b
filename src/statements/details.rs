//! What a statement carries beside source and content: act, negation, listener, venue.

use super::{CueSite, Desk};
use crate::{gazetteer::lexicon::FunctionClass, span::Span, text::TokenKind};

impl Desk<'_, '_> {
    /// `did not say`, `never promised`.
    pub(crate) fn is_negated(&self, cue: &CueSite) -> bool {
        let floor = self.reading.parsed.sentences[cue.sentence as usize].first;
        let start = self.before_adverbs(cue.first, floor);
        (start..cue.first).any(|k| {
            self.reading.words.function(k as usize) == Some(FunctionClass::Negation)
                || self.reading.parsed.word(k as usize).ends_with("n’t")
                || self.reading.parsed.word(k as usize).ends_with("n't")
        })
    }

    /// The listener right after `told`, `reminded` …, and where it ends.
    pub(crate) fn addressee(&self, cue: &CueSite, ceiling: u32) -> Option<(Span, u32)> {
        let lemma = self.reading.gazetteer.lemma_str(&cue.hit);
        let mut at = cue.last;
        if matches!(self.reading.parsed.word(at as usize), "to") && !matches!(lemma, "tell") {
            at += 1;
        }
        if let Some(phrase) = self.references.phrase_starting(at).filter(|p| p.last <= ceiling) {
            return Some((self.reading.parsed.span(phrase.first as usize, phrase.last as usize), phrase.last));
        }
        let token = self.reading.parsed.tokens.get(at as usize)?;
        let plain = token.kind == TokenKind::Word && at < ceiling && self.reading.words.function(at as usize).is_none();
        plain.then(|| (self.reading.parsed.span(at as usize, at as usize + 1), at + 1))
    }

    /// `in a statement`, `on a press call` around a cue.
    pub(crate) fn venue(&self, cue: &CueSite) -> Option<Span> {
        let sentence = &self.reading.parsed.sentences[cue.sentence as usize];
        let near = |k: usize| self.reading.parsed.quote_of(k).is_none();
        let starts =
            [(cue.last as usize, cue.last as usize + 6), (sentence.first as usize, sentence.first as usize + 1)];
        for (from, to) in starts {
            for at in (from..to.min(sentence.last as usize)).filter(|&k| near(k)) {
                if !matches!(
                    self.reading.parsed.word(at),
                    "in" | "In" | "on" | "On" | "at" | "At" | "during" | "During"
                ) {
                    continue;
                }
                let end = (at + 1..(at + 9).min(sentence.last as usize)).take_while(|&k| {
                    self.reading.parsed.tokens[k].kind != TokenKind::Punct
                        && self.reading.parsed.tokens[k].kind != TokenKind::Mark
                });
                let noun = end.filter(|&k| is_venue(self.reading.parsed.word(k))).last();
                if let Some(noun) = noun {
                    return Some(self.reading.parsed.span(at, noun + 1));
                }
            }
        }
        None
    }
}

/// Nouns of occasions and means of speech.
fn is_venue(word: &str) -> bool {
    matches!(
        word,
        "statement"
            | "statements"
            | "interview"
            | "speech"
            | "call"
            | "conference"
            | "briefing"
            | "letter"
            | "tweet"
            | "post"
            | "email"
            | "e-mail"
            | "message"
            | "report"
            | "address"
            | "testimony"
            | "hearing"
            | "debate"
            | "video"
            | "broadcast"
            | "memo"
            | "release"
            | "communique"
            | "communiqué"
            | "podcast"
            | "blog"
            | "editorial"
            | "column"
            | "remarks"
            | "ceremony"
            | "rally"
    )
}
