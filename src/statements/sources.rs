//! Noun phrases as sources: what belongs to them, and whom they mean.

use super::{Desk, SourceDraft};
use crate::{
    coreference::{Head, Meant, Phrase},
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{FunctionClass, NominalClass},
        source::layout::WordClass,
    },
    span::Span,
    text::TokenKind,
};

impl Desk<'_, '_> {
    /// The subject after an inverted verb, or the noun phrase after a preposition: `said Mr X`, `according to X`.
    pub(crate) fn source_after(&self, cue_end: u32, ceiling: u32) -> Option<SourceDraft> {
        let mut at = cue_end;
        while at < ceiling && self.function(at) == Some(FunctionClass::Adverb) {
            at += 1;
        }
        if let Some(phrase) = self.references.phrase_starting(at).filter(|p| p.last <= ceiling) {
            return Some(self.extended(phrase, ceiling));
        }
        if at >= ceiling
            || self.is_bounded(at)
            || matches!(
                self.function(at),
                Some(FunctionClass::Preposition | FunctionClass::Auxiliary | FunctionClass::Conjunction)
            )
        {
            return None;
        }
        let end = (at..ceiling).take(9).find(|&k| self.is_bounded(k));
        let end = end.unwrap_or(ceiling.min(at + 9));
        // A noun phrase inside the unknown one tells whom it means: `a person close to Mr X`.
        let starts_as_phrase =
            matches!(self.function(at), None | Some(FunctionClass::Determiner | FunctionClass::Particle));
        (starts_as_phrase && end > at).then(|| self.plain(at, end))
    }

    /// Does a noun phrase stop before this token?
    fn is_bounded(&self, token: u32) -> bool {
        matches!(self.kind(token), TokenKind::Punct | TokenKind::Mark)
            || matches!(
                self.function(token),
                Some(FunctionClass::Relative | FunctionClass::Auxiliary | FunctionClass::Day)
            )
            || self.is(token, &["that", "and", "but", "as", "because", "after", "before", "during", "when", "while"])
    }

    /// A phrase with what belongs to it on its right: `Mr X and Ms Y`, `a spokesman for the ministry`.
    fn extended(&self, phrase: &Phrase, ceiling: u32) -> SourceDraft {
        let mut source = self.of_phrase(phrase);
        let mut last = phrase.last;
        let mut single = true;
        for _ in 0..4 {
            let link = last;
            if link + 1 >= ceiling {
                break;
            }
            let list = self.is(link, &["and"]) || self.word(link) == "," && self.listed(link + 1, ceiling);
            if list && let Some(next) = self.references.phrase_starting(link + 1).filter(|p| p.last <= ceiling) {
                let verb = self.cues_in(next.last as usize, next.last as usize + 1).next().is_some();
                if verb || self.is_oblique_word(next) {
                    break;
                }
                source = joined(source, self.of_phrase(next));
                (last, single) = (next.last, false);
                continue;
            }
            // `the ministry’s Jane Doe`
            if single
                && self.kind(link) == TokenKind::Possessive
                && let Some(next) = self.references.phrase_starting(link + 1).filter(|p| p.last <= ceiling)
            {
                let named = self.of_phrase(next);
                source = SourceDraft { span: Span::new(source.span.start, named.span.end), ..named };
                last = next.last;
                continue;
            }
            let links =
                single && self.is(link, &["for", "of", "from", "at", "in", "with", "to"]) && self.governs(phrase);
            if links && let Some(next) = self.references.phrase_starting(link + 1).filter(|p| p.last <= ceiling) {
                let whole = Span::new(source.span.start, self.of_phrase(next).span.end);
                source.anonymous = source.anonymous.map(|a| if a == source.span { whole } else { a });
                source.span = whole;
                last = next.last;
                continue;
            }
            break;
        }
        source
    }

    /// Does a list of names go on here up to an `and`?
    fn listed(&self, at: u32, ceiling: u32) -> bool {
        self.references.phrase_starting(at).is_some_and(|p| p.last < ceiling && self.is(p.last, &["and"]))
    }

    fn is_oblique_word(&self, phrase: &Phrase) -> bool {
        self.is(phrase.first, &["he", "she", "they", "it", "i", "we"])
    }

    /// The phrase with what belongs to it on its left: `a spokesman for the ministry`, `X and Y`, `X, Y and Z`.
    pub(super) fn widened(&self, phrase: &Phrase, floor: u32) -> SourceDraft {
        let source = self.of_phrase(phrase);
        let Some(link) = phrase.first.checked_sub(1).filter(|&k| k > floor) else { return source };
        if self.is(link, &["of"]) && self.is_part(link - 1) {
            let span = Span::new(self.span(link - 1, link).start, source.span.end);
            return SourceDraft { span, form: Form::Anonymous, speakers: Meant::nobody(), anonymous: Some(span) };
        }
        if self.is(link, &["for", "of", "from", "at", "in", "with", "on", "by"])
            && let Some(outer) = self.references.phrase_ending(link).filter(|p| p.first >= floor)
            && self.governs(outer)
        {
            let mut outer = self.widened(outer, floor);
            let whole = Span::new(outer.span.start, source.span.end);
            outer.anonymous = outer.anonymous.map(|a| if a == outer.span { whole } else { a });
            outer.span = whole;
            return outer;
        }
        // `Dr Jane Doe of the university, who found it, said`
        if self.is(link, &["of", "from", "at"])
            && let Some(outer) = self.references.phrase_ending(link).filter(|p| p.first >= floor && self.is_person(p))
        {
            let named = self.of_phrase(outer);
            return SourceDraft { span: Span::new(named.span.start, source.span.end), ..named };
        }
        if !self.is(link, &["and", "or"]) {
            return source;
        }
        let mut source = source;
        let mut end = if self.word(link - 1) == "," { link - 1 } else { link };
        let mut members = Vec::new();
        while let Some(next) = self.member_before(end, floor) {
            members.push(next);
            let Some(comma) = next.first.checked_sub(1).filter(|&k| k > floor && self.word(k) == ",") else { break };
            end = comma;
            if members.len() > 8 {
                break;
            }
        }
        // `X met Y and Z said`: the first of a list opens its clause.
        let opens = members
            .last()
            .is_some_and(|p| p.first == floor || self.is_edge(p.first - 1) || self.is(p.first - 1, &["both"]));
        if opens {
            for member in members {
                source = joined(self.of_phrase(member), source);
            }
        }
        source
    }

    /// A member of a list that ends at `end`, over an apposition or a relative clause behind it.
    fn member_before(&self, end: u32, floor: u32) -> Option<&Phrase> {
        if let Some(phrase) = self.references.phrase_ending(end).filter(|p| p.first >= floor) {
            return Some(phrase);
        }
        let relative = (floor..end).rev().take(16).find(|&k| self.function(k) == Some(FunctionClass::Relative))?;
        let comma = relative.checked_sub(1).filter(|&k| self.word(k) == ",")?;
        self.references.phrase_ending(comma).filter(|p| p.first >= floor)
    }

    /// `one of the pair`, `some of the ministers`: none of them in particular.
    fn is_part(&self, token: u32) -> bool {
        self.is(token, &["one", "some", "many", "most", "several", "few", "none", "neither", "either", "another"])
    }

    /// `the minister for transport, Jane Doe, said`, `a woman, who gave only her first name, Jane, said`: an unnamed
    /// source means whom the words behind it name.
    pub(crate) fn introduced(&self, source: SourceDraft) -> SourceDraft {
        let (first, end) = self.tokens_of(source.span);
        let open = source.speakers.is_empty() && matches!(source.form, Form::Anonymous | Form::Nominal | Form::Title);
        if !open || self.word(end) != "," || self.is_several(first, end) {
            return source;
        }
        let person = |k: u32| {
            let phrase = self.references.phrase_starting(k)?;
            let Head::Name(n) = phrase.head else { return None };
            let name = &self.references.names[n as usize];
            let kind = self.references.entities.get(name.entity).kind;
            matches!(kind, EntityKind::Person | EntityKind::Leader).then_some(name)
        };
        let closes = |k: u32| {
            matches!(self.word(k), "," | "." | ";" | ")" | "–" | "—")
                || self.is(k, &["of", "from", "at"])
                || self.kind(k) == TokenKind::Mark
        };
        let beside = person(end + 1).filter(|m| closes(m.last));
        let named = || {
            let clause = end + 2..end + 14;
            let name = clause.clone().find(|&k| self.is(k, &["name"]))?;
            (name + 1..clause.end).find_map(person)
        };
        let relative = self.is(end + 1, &["who"]);
        match beside.or_else(|| named().filter(|_| relative)) {
            Some(name) => SourceDraft { speakers: Meant::One(name.entity), anonymous: None, ..source },
            None => source,
        }
    }

    /// Does a noun phrase speak of several: `officials in Rome`?
    fn is_several(&self, first: u32, end: u32) -> bool {
        let head = (first + 1..end).find(|&k| self.function(k) == Some(FunctionClass::Preposition)).unwrap_or(end) - 1;
        let known = self.reading.words.of(head as usize, WordClass::Nominal);
        known.map_or_else(|| self.word(head).ends_with('s') && !self.word(head).ends_with("ss"), |n| n.is_plural())
    }

    /// Is a phrase a noun that prepositions may follow as part of it?
    pub(super) fn governs(&self, phrase: &Phrase) -> bool {
        matches!(self.references.meaning(phrase.head).0, Form::Nominal | Form::Title | Form::Group)
    }

    /// A phrase as source.
    pub(crate) fn of_phrase(&self, phrase: &Phrase) -> SourceDraft {
        let span = self.span(phrase.first, phrase.last);
        let (form, speakers, description) = self.references.meaning(phrase.head);
        // `another Italian`: one of a people.
        if form == Form::Demonym && phrase.first > 0 && self.is(phrase.first - 1, &["another", "a", "an", "one"]) {
            let span = self.span(phrase.first - 1, phrase.last);
            return SourceDraft { span, form: Form::Anonymous, speakers: Meant::nobody(), anonymous: Some(span) };
        }
        let described = description.map(|(a, b)| self.span(a, b));
        let anonymous = match (speakers.is_empty(), form) {
            (true, Form::Pronoun) => described,
            (true, _) => Some(described.unwrap_or(span)),
            _ => None,
        };
        let noun = self.reading.words.of(phrase.last as usize - 1, WordClass::Nominal);
        let document =
            matches!(phrase.head, Head::Other(_)) && noun.is_some_and(|n| n.nominal_class() == NominalClass::Document);
        let form = match form {
            _ if document && speakers.is_empty() => Form::Document,
            Form::Nominal if speakers.is_empty() => Form::Anonymous,
            form => form,
        };
        SourceDraft { span, form, speakers, anonymous }
    }

    /// The first person of the document whose name ends in a word, whatever its case.
    pub(crate) fn named_like(&self, word: &str) -> Option<u32> {
        let found = self.references.names.iter().find(|m| {
            let last = self.word(m.last - 1);
            last.eq_ignore_ascii_case(word) && last != word
        });
        found.map(|m| m.entity)
    }

    /// The owner of a noun of speech: `his` or `the ministry’s`, up to three words before it; `by X` behind it.
    pub(crate) fn owner(&self, noun: u32) -> Option<SourceDraft> {
        for k in (noun.saturating_sub(4)..noun).rev() {
            if self.is(k, &["his", "her", "their", "its", "my", "our"]) {
                let phrase = self.references.phrase_starting(k).filter(|p| p.last == k + 1);
                return Some(phrase.map_or_else(
                    || SourceDraft {
                        span: self.span(k, k + 1),
                        form: Form::Pronoun,
                        speakers: Meant::nobody(),
                        anonymous: None,
                    },
                    |p| self.of_phrase(p),
                ));
            }
            if self.kind(k) == TokenKind::Possessive {
                return self.references.phrase_ending(k).map(|p| self.of_phrase(p));
            }
            if self.kind(k) != TokenKind::Word {
                break;
            }
        }
        let by = (noun + 1..noun + 3).find(|&k| self.is(k, &["by"]))?;
        self.references.phrase_starting(by + 1).map(|p| self.of_phrase(p))
    }

    /// The tokens of a noun phrase as source: whom its first free phrases mean, or the noun before `who`.
    pub(crate) fn source_of(&self, first: u32, last: u32) -> Option<SourceDraft> {
        let span = self.span(first, last);
        if self.function(first) == Some(FunctionClass::Relative) || self.is(first, &["that"]) {
            let floor = self.reading.parsed.sentences[self.reading.parsed.sentence_of(first as usize)].first;
            let meant = self.antecedent(first, floor)?;
            return Some(SourceDraft { span, form: Form::Pronoun, ..meant });
        }
        let from = first - u32::from(first > 0 && self.references.phrase_starting(first).is_none());
        let mut phrases = self.references.phrases_in(from, last).iter().take(12);
        let free = |p: &&Phrase| p.first <= first || self.function(p.first - 1) != Some(FunctionClass::Preposition);
        let Some(phrase) = phrases.find(free) else { return Some(self.plain(first, last)) };
        let mut source = self.of_phrase(phrase);
        let mut end = phrase.last;
        for next in phrases {
            let mut between = end..next.first;
            if between.clone().all(|k| self.word(k) == "," || self.is(k, &["and", "or"])) && next.first > end {
                // Behind a comma alone it explains the one before.
                if between.any(|k| self.is(k, &["and", "or"])) {
                    source = joined(source, self.of_phrase(next));
                }
                end = next.last;
            } else if between.all(|k| self.function(k).is_none() && self.kind(k) != TokenKind::Punct) {
                // `the Oslo-listed Havbris`: what stands before the head describes it.
                source = self.of_phrase(next);
                end = next.last;
            }
        }
        source.anonymous = source.anonymous.map(|a| if a.overlaps(span) { span } else { a });
        source.span = span;
        Some(source)
    }

    /// A phrase that no stage knows.
    pub(crate) fn plain(&self, first: u32, last: u32) -> SourceDraft {
        let span = self.span(first, last);
        SourceDraft { span, form: Form::Anonymous, speakers: Meant::nobody(), anonymous: Some(span) }
    }
}

fn joined(first: SourceDraft, second: SourceDraft) -> SourceDraft {
    let more = second.speakers.iter().filter(|s| !first.speakers.contains(s));
    let speakers: Meant = first.speakers.iter().chain(more).copied().collect();
    let span = Span::new(first.span.start, second.span.end);
    let anonymous = if speakers.is_empty() { Some(span) } else { None };
    SourceDraft { span, form: Form::Group, speakers, anonymous }
}
