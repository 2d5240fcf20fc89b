//! The noun phrase that a statement comes from, and whom it means.

use super::{Desk, SourceDraft};
use crate::{
    coreference::{Head, Phrase},
    document::Form,
    gazetteer::{
        lexicon::{FunctionClass, NominalClass},
        source::layout::WordClass,
    },
    span::Span,
    text::TokenKind,
};

impl Desk<'_, '_> {
    /// The subject before a verb of speech, not before the token `floor`. Over auxiliaries and adverbs, appositions and
    /// relative clauses between commas, back to the noun phrase.
    pub(crate) fn source_before(&self, cue: u32, floor: u32) -> Option<SourceDraft> {
        let parsed = self.reading.parsed;
        let mut at = self.before_adverbs(cue, floor);
        if at <= floor {
            return None;
        }
        if let Some(phrase) = self.references.phrase_ending(at).filter(|p| p.first >= floor) {
            return Some(self.widened(phrase, floor));
        }
        // `X, the envoy, said`: to the comma's partner.
        if parsed.word(at as usize - 1) == "," {
            let comma = (floor..at - 1).rev().take(30).find(|&k| parsed.word(k as usize) == ",");
            if let Some(comma) = comma
                && let Some(phrase) = self.references.phrase_ending(comma).filter(|p| p.first >= floor)
            {
                return Some(self.widened(phrase, floor));
            }
        }
        // `X, who leads the party, said`, `the official who met them said`
        for k in (floor..at).rev().take(30) {
            let relative = self.reading.words.function(k as usize) == Some(FunctionClass::Relative);
            if relative {
                let end = if k > floor && parsed.word(k as usize - 1) == "," { k - 1 } else { k };
                if let Some(phrase) = self.references.phrase_ending(end).filter(|p| p.first >= floor) {
                    return Some(self.widened(phrase, floor));
                }
                break;
            }
        }
        // `X met the press and said`: the subject of the verb before.
        let joined = self.reading.words.function(at as usize - 1) == Some(FunctionClass::Conjunction)
            && matches!(parsed.word(at as usize - 1), "and" | "but");
        if joined && let Some(phrase) = self.references.phrases_in(floor, at).first() {
            return Some(self.widened(phrase, floor));
        }
        // A plain noun phrase that no table knows: back to its determiner.
        let from = (floor..at).rev().take(7).take_while(|&k| {
            parsed.tokens[k as usize].kind != TokenKind::Punct && parsed.tokens[k as usize].kind != TokenKind::Mark
        });
        let determiner =
            from.filter(|&k| self.reading.words.function(k as usize) == Some(FunctionClass::Determiner)).last();
        if at > floor
            && let Some(first) = determiner.filter(|&k| k + 1 < at)
        {
            at = at.max(first + 1);
            return Some(self.plain(first, at));
        }
        None
    }

    /// The subject after an inverted verb: `said Mr X`.
    pub(crate) fn source_after(&self, cue_end: u32, ceiling: u32) -> Option<SourceDraft> {
        let mut at = cue_end;
        while at < ceiling && self.reading.words.function(at as usize) == Some(FunctionClass::Adverb) {
            at += 1;
        }
        let phrase = self.references.phrase_starting(at).filter(|p| p.last <= ceiling);
        if let Some(phrase) = phrase {
            let mut source = self.of_phrase(phrase);
            // `said Mr X and Ms Y`
            let and = phrase.last;
            if self.reading.parsed.word(and as usize) == "and"
                && let Some(second) = self.references.phrase_starting(and + 1).filter(|p| p.last <= ceiling)
            {
                source = joined(source, self.of_phrase(second));
            }
            // `said a spokesman for the ministry`
            if matches!(self.reading.parsed.word(phrase.last as usize), "for" | "of" | "from" | "at" | "in" | "with")
                && let Some(second) = self.references.phrase_starting(phrase.last + 1).filter(|p| p.last <= ceiling)
            {
                let second = self.of_phrase(second);
                source.span.end = second.span.end;
                source.anonymous = source.anonymous.map(|_| source.span);
            }
            return Some(source);
        }
        let determined = self.reading.words.function(at as usize) == Some(FunctionClass::Determiner);
        let end = (at..ceiling).take(9).find(|&k| {
            self.reading.parsed.tokens[k as usize].kind == TokenKind::Punct
                || self.reading.words.function(k as usize) == Some(FunctionClass::Relative)
        });
        let end = end.unwrap_or(ceiling);
        (determined && end > at + 1).then(|| self.plain(at, end))
    }

    /// Before auxiliaries, adverbs and negations: `X has also repeatedly said`.
    pub(crate) fn before_adverbs(&self, cue: u32, floor: u32) -> u32 {
        let mut at = cue;
        while at > floor {
            let k = at as usize - 1;
            let word = self.reading.parsed.word(k);
            let skipped = matches!(
                self.reading.words.function(k),
                Some(FunctionClass::Auxiliary | FunctionClass::Adverb | FunctionClass::Negation)
            ) || word.len() > 4 && word.ends_with("ly") && self.references.name_at(k as u32).is_none()
                || matches!(self.reading.words.function(k), Some(FunctionClass::Day));
            if !skipped {
                break;
            }
            at -= 1;
        }
        at
    }

    /// The phrase with what belongs to it on its left: `a spokesman for the ministry`, `X and Y`.
    fn widened(&self, phrase: &Phrase, floor: u32) -> SourceDraft {
        let parsed = self.reading.parsed;
        let source = self.of_phrase(phrase);
        let Some(link) = phrase.first.checked_sub(1).filter(|&k| k > floor) else { return source };
        let word = parsed.word(link as usize);
        if matches!(word, "for" | "of" | "from" | "at" | "in" | "with" | "on")
            && let Some(outer) = self.references.phrase_ending(link).filter(|p| p.first >= floor)
            && self.governs(outer)
        {
            let mut outer = self.widened(outer, floor);
            let whole = Span::new(outer.span.start, source.span.end);
            outer.anonymous = outer.anonymous.map(|a| if a == outer.span { whole } else { a });
            outer.span = whole;
            return outer;
        }
        if word == "and"
            && let Some(first) = self.references.phrase_ending(link).filter(|p| p.first >= floor)
            && self.opens_clause(first.first, floor)
        {
            return joined(self.of_phrase(first), source);
        }
        source
    }

    /// Is a phrase a noun that prepositions may follow as part of it?
    fn governs(&self, phrase: &Phrase) -> bool {
        matches!(self.references.meaning(phrase.head).0, Form::Nominal | Form::Title | Form::Group)
    }

    fn opens_clause(&self, first: u32, floor: u32) -> bool {
        first == floor
            || matches!(self.reading.parsed.tokens[first as usize - 1].kind, TokenKind::Punct | TokenKind::Mark)
            || self.reading.words.function(first as usize - 1) == Some(FunctionClass::Conjunction)
    }

    /// A phrase as source.
    pub(crate) fn of_phrase(&self, phrase: &Phrase) -> SourceDraft {
        let span = self.reading.parsed.span(phrase.first as usize, phrase.last as usize);
        let (form, speakers, description) = self.references.meaning(phrase.head);
        let described = description.map(|(a, b)| self.reading.parsed.span(a as usize, b as usize));
        let anonymous = match (speakers.is_empty(), form) {
            (true, Form::Pronoun) => described,
            (true, _) => Some(described.unwrap_or(span)),
            _ => None,
        };
        let document = matches!(phrase.head, Head::Other(_))
            && self
                .reading
                .words
                .of(phrase.last as usize - 1, WordClass::Nominal)
                .is_some_and(|n| n.nominal_class() == NominalClass::Document);
        let form = match form {
            _ if document && speakers.is_empty() => Form::Document,
            Form::Nominal if speakers.is_empty() => Form::Anonymous,
            form => form,
        };
        SourceDraft { span, form, speakers, anonymous }
    }

    /// A phrase that no stage knows.
    pub(crate) fn plain(&self, first: u32, last: u32) -> SourceDraft {
        let span = self.reading.parsed.span(first as usize, last as usize);
        SourceDraft { span, form: Form::Anonymous, speakers: Vec::new(), anonymous: Some(span) }
    }
}

fn joined(first: SourceDraft, second: SourceDraft) -> SourceDraft {
    let mut speakers = first.speakers;
    speakers.extend(second.speakers.iter().filter(|s| !speakers.contains(s)).copied().collect::<Vec<_>>());
    let span = Span::new(first.span.start, second.span.end);
    let anonymous = if speakers.is_empty() { Some(span) } else { None };
    SourceDraft { span, form: Form::Group, speakers, anonymous }
}
