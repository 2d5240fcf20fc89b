//! What a statement carries beside source and content: act, negation, listener, venue.

use super::{CueSite, Desk, SourceDraft};
use crate::{
    gazetteer::lexicon::{Frame, FunctionClass},
    span::Span,
    text::TokenKind,
};

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

    /// The listener right after `told`, `reminded` …, and where it ends; `to reporters` behind other verbs.
    pub(crate) fn listener(&self, cue: &CueSite, ceiling: u32) -> Option<(Span, u32)> {
        let takes = cue.takes(Frame::ObjectThat) || cue.takes(Frame::Object) || cue.takes(Frame::ObjectInfinitive);
        let mut at = cue.last;
        if !takes || self.is(at, &["to"]) {
            if !self.is(at, &["to"]) {
                return None;
            }
            at += 1;
        }
        if at >= ceiling {
            return None;
        }
        if let Some(phrase) = self.references.phrase_starting(at).filter(|p| p.last <= ceiling) {
            let mut last = phrase.last;
            // `told Radio 4`
            if last < ceiling && self.kind(last) == TokenKind::Number {
                last += 1;
            }
            // `told Bill Mayer of the Harbour Post`
            while self.is(last, &["of", "from", "at", "and", "on"])
                && let Some(more) = self.references.phrase_starting(last + 1).filter(|p| p.last <= ceiling)
            {
                last = more.last;
            }
            return Some((self.span(at, last), last));
        }
        if takes && self.is(at, &["me", "us", "you"]) {
            return Some((self.span(at, at + 1), at + 1));
        }
        // `told the crowd`, `told a local radio station`, `told reporters`
        let determined =
            self.function(at) == Some(FunctionClass::Determiner) || self.is(at, &["his", "her", "their", "its", "my"]);
        let mut end = at + u32::from(determined);
        while end < ceiling.min(at + 5)
            && self.kind(end) == TokenKind::Word
            && self.function(end).is_none()
            && self.references.phrase_starting(end).is_none()
        {
            end += 1;
        }
        let plain = end > at + u32::from(determined) && takes && !self.is(cue.last, &["to"]);
        plain.then(|| (self.span(at, end), end))
    }

    /// Behind adverbs, days and months.
    pub(crate) fn after_adverbs(&self, mut at: u32) -> u32 {
        while matches!(self.function(at), Some(FunctionClass::Adverb | FunctionClass::Day)) || self.is_adverb(at) {
            at += 1;
        }
        at
    }

    fn is_adverb(&self, token: u32) -> bool {
        let word = self.word(token);
        word.len() > 4
            && word.ends_with("ly")
            && self.references.name_at(token).is_none()
            && self.kind(token) == TokenKind::Word
    }

    /// The statement of the cue before in the same sentence, if it has the same source.
    pub(crate) fn statement_of_same(&self, cue: usize, source: &SourceDraft) -> Option<usize> {
        let sentence = self.cues[cue].sentence;
        let drafts = self.statements().iter().enumerate().rev().take(8);
        let mut same =
            drafts.filter(|(_, s)| s.source.as_ref() == Some(source) && s.cue.is_some_and(|c| c.sentence == sentence));
        same.next().map(|(k, _)| k)
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
