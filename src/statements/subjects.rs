//! Who speaks, by the words before a cue: its subject, over auxiliaries, appositions and relative clauses.

use super::{CueSite, Desk, SourceDraft};
use crate::{
    coreference::{Head, Meant, Phrase},
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{CueKind, FunctionClass, NominalClass},
        source::layout::WordClass,
    },
    text::TokenKind,
};

/// How many tokens a subject may be away from its verb, and how long it may be.
const REACH: u32 = 45;
const LENGTH: u32 = 16;

impl Desk<'_, '_> {
    /// The subject of a cue, the subjects of all cues before being known.
    pub(super) fn find_subject(&self, number: usize) -> Option<SourceDraft> {
        let cue = self.cues[number];
        if !cue.is_verb() {
            return None;
        }
        let floor = self.clause_floor(&cue);
        if cue.passive {
            return self.agent(cue.last);
        }
        let at = self.before_adverbs(cue.first, floor);
        self.subject_at(at, floor, number, 3)
    }

    /// The subject whose verb begins at `at`.
    fn subject_at(&self, at: u32, floor: u32, number: usize, depth: u8) -> Option<SourceDraft> {
        if at <= floor || depth == 0 {
            return None;
        }
        let before = at - 1;
        let participle = self.cues[number].is_participle(self.reading);
        match self.function(before) {
            Some(FunctionClass::Relative) => return self.antecedent(before, floor),
            Some(FunctionClass::Conjunction) if self.is(before, &["and", "but", "or", "then"]) => {
                let local = self.before_and(before, floor);
                return local.or_else(|| self.carried(number)).or_else(|| self.clause_subject(floor, before));
            }
            _ => {}
        }
        if self.is(before, &["that"]) {
            return self.antecedent(before, floor);
        }
        if self.is(before, &["to"]) && before > floor {
            // `went on to say`, `declined to say`: the verb that governs the infinitive.
            let verb = self.before_adverbs(before - 1, floor);
            let known = self.subject_at(verb, floor, number, depth - 1).filter(|s| s.form != Form::Anonymous);
            return known.or_else(|| self.carried(number)).or_else(|| self.clause_subject(floor, before));
        }
        match self.word(before) {
            "," | "–" | "—" | "-" | "--" | ";" if participle => {
                return self.carried(number).or_else(|| self.clause_subject(floor, before));
            }
            "," | "–" | "—" | "-" | "--" => {
                let apposed = self.before_apposition(before, floor);
                // `X left early, said …` has no other subject than that of the clause.
                return apposed.or_else(|| self.carried(number));
            }
            ")" => {
                let open = (floor..before).rev().take(12).find(|&k| self.word(k) == "(")?;
                return self.subject_at(open, floor, number, depth - 1);
            }
            _ => {}
        }
        // `with footage of X saying`: the person right before a participle speaks.
        if participle
            && let Some(person) = self.references.phrase_ending(at).filter(|p| p.first > floor && self.is_person(p))
        {
            return Some(self.of_phrase(person));
        }
        let found = self.noun_phrase_before(at, floor);
        if participle || found.is_none() {
            // `issued a statement saying`
            let document = found.as_ref().is_some_and(|f| f.form == Form::Document);
            let main = self.carried(number).or_else(|| self.clause_subject(floor, at));
            return if document || found.is_none() { main.or(found) } else { found };
        }
        found
    }

    /// Where the words of a cue's clause begin: behind the last quotation mark before it in its sentence, inside the
    /// quote if it is quoted itself.
    fn clause_floor(&self, cue: &super::CueSite) -> u32 {
        let parsed = self.reading.parsed;
        let mut floor = parsed.sentences[cue.sentence as usize].first;
        if let Some(quote) = parsed.quote_of(cue.first as usize) {
            floor = floor.max(parsed.token_at(parsed.quotes[quote].inner().start) as u32);
        } else {
            let before = self.passages_in(0, cue.first).end;
            for passage in self.passages[..before].iter().rev().take(4) {
                // One or two words in marks may be part of the noun phrase.
                if passage.words > 2
                    || self.is(passage.after as u32 - 1, &[","])
                    || self.word(passage.last as u32 - 1) == ","
                {
                    floor = floor.max(passage.after as u32);
                    break;
                }
            }
        }
        if matches!(self.word(floor), "," | "–" | "—" | "-" | "--") {
            floor += 1;
        }
        floor.max(cue.first.saturating_sub(REACH))
    }

    /// `by X` behind a passive.
    fn agent(&self, after: u32) -> Option<SourceDraft> {
        let by = (after..after + 3).find(|&k| self.is(k, &["by"]))?;
        self.references.phrase_starting(by + 1).map(|p| self.of_phrase(p))
    }

    /// The subject of the cue before in the same sentence, or of its clause.
    fn carried(&self, number: usize) -> Option<SourceDraft> {
        let cue = self.cues[number];
        let earlier = self.cues[..number].iter().enumerate().rev().take(6);
        let mut same = earlier.take_while(move |(_, c)| c.sentence == cue.sentence && c.quoted == cue.quoted);
        // `did not pay a man who said so, adding`: what a relative clause says is not the sentence’s.
        let leans = cue.is_participle(self.reading);
        let speaks = |(k, c): &(usize, &CueSite)| {
            c.is_verb() && c.hit.weight() >= 4 && self.subjects[*k].is_some() && !(leans && self.is_relative(c))
        };
        // `X said that Y claimed it, adding`: a participle behind a comma leans on the outermost verb.
        let outer =
            cue.is_participle(self.reading).then(|| same.clone().filter(|c| speaks(c) && c.1.hit.weight() >= 7).last());
        let (k, _) = outer.flatten().or_else(|| same.find(speaks))?;
        self.subjects[k].clone()
    }

    /// `…, I laughed and said`: the subject that opens the clause before an `and`.
    fn before_and(&self, and: u32, floor: u32) -> Option<SourceDraft> {
        let floor = floor.max(and.saturating_sub(LENGTH));
        let first =
            (floor..and).rev().find(|&k| self.kind(k) == TokenKind::Punct || self.kind(k) == TokenKind::Mark)? + 1;
        if let Some(phrase) = self.references.phrase_starting(first).filter(|p| p.last < and && !self.is_oblique(p)) {
            return Some(self.of_phrase(phrase));
        }
        self.is(first, &["i", "we", "you"]).then(|| self.first_person(first))
    }

    /// `I`, `we`: whoever writes.
    fn first_person(&self, token: u32) -> SourceDraft {
        SourceDraft {
            span: self.span(token, token + 1),
            form: Form::Pronoun,
            speakers: Meant::nobody(),
            anonymous: None,
        }
    }

    /// The first noun phrase of a clause that no preposition governs; one that opens the clause before others.
    pub(super) fn clause_subject(&self, floor: u32, at: u32) -> Option<SourceDraft> {
        let phrases = self.references.phrases_in(floor, at).iter().take(12);
        let free = phrases.filter(|p| {
            let governed = p.first > floor && self.function(p.first - 1) == Some(FunctionClass::Preposition);
            !governed && !self.is_oblique(p) && p.last <= at && !self.is_place(p)
        });
        let mut first = None;
        for phrase in free {
            if phrase.first == floor || self.is_edge(phrase.first - 1) {
                return Some(self.widened(phrase, floor));
            }
            first.get_or_insert(phrase);
        }
        first.map(|p| self.widened(p, floor))
    }

    /// `who said`
    fn is_relative(&self, cue: &CueSite) -> bool {
        let at = self.before_adverbs(cue.first, cue.first.saturating_sub(12));
        at > 0 && self.is(at - 1, &["who"])
    }

    pub(super) fn is_person(&self, phrase: &Phrase) -> bool {
        match phrase.head {
            Head::Name(n) => {
                let entity = self.references.names[n as usize].entity;
                matches!(self.references.entities.get(entity).kind, EntityKind::Person | EntityKind::Leader)
            }
            Head::Other(_) => false,
        }
    }

    fn is_place(&self, phrase: &Phrase) -> bool {
        match phrase.head {
            Head::Name(n) => {
                let entity = self.references.names[n as usize].entity;
                self.references.entities.get(entity).kind == EntityKind::Place
            }
            Head::Other(_) => false,
        }
    }

    /// Over `, the envoy,` back to the name that it explains.
    fn before_apposition(&self, comma: u32, floor: u32) -> Option<SourceDraft> {
        if let Some(named) = self.named_behind(comma, floor) {
            return Some(named);
        }
        let mut best: Option<&Phrase> = None;
        for k in (floor..comma).rev().take(REACH as usize) {
            let joint = matches!(self.word(k), "," | "–" | "—" | "-" | "--" | "(")
                || self.function(k) == Some(FunctionClass::Relative);
            if !joint {
                continue;
            }
            let Some(phrase) = self.references.phrase_ending(k).filter(|p| p.first >= floor) else { continue };
            let edge = phrase.first == floor || self.is_edge(phrase.first - 1);
            let person = !self.is_place(phrase);
            if person && (edge || best.is_none()) && !self.is_oblique(phrase) {
                best = Some(phrase);
                if edge && matches!(phrase.head, Head::Name(_)) && phrase.first == floor {
                    break;
                }
            }
        }
        if let Some(phrase) = best {
            return Some(self.widened(phrase, floor));
        }
        // `a woman in a red coat, on her way home, said`: back to the clause's first words.
        let first_comma = (floor..comma).take(REACH as usize).find(|&k| self.word(k) == ",")?;
        self.noun_phrase_before(first_comma, floor)
    }

    /// `The firm that built it, Tarland Marr, said`, `An examiner from the ministry, Roy Doe, said`: the name between
    /// commas is that of the unnamed one who opens the clause.
    fn named_behind(&self, comma: u32, floor: u32) -> Option<SourceDraft> {
        let phrase = self.references.phrase_ending(comma).filter(|p| p.first > floor + 1)?;
        let Head::Name(n) = phrase.head else { return None };
        let open = phrase.first - 1;
        let outer = self.references.phrase_starting(floor).filter(|p| p.last < open && self.word(open) == ",")?;
        let (_, speakers, _) = self.references.meaning(outer.head);
        let person = self.is_person(phrase);
        let noun = self.reading.words.of(outer.last as usize - 1, WordClass::Nominal).filter(|n| !n.is_plural())?;
        let fits = match noun.nominal_class() {
            NominalClass::Person => person,
            NominalClass::Organization => !person && !self.is_place(phrase),
            _ => false,
        };
        let simple = (outer.last..open).all(|k| self.word(k) != "," && !self.is(k, &["and", "said"]));
        let entity = self.references.names[n as usize].entity;
        (fits && simple && (speakers.is_empty() || speakers.contains(&entity))).then(|| SourceDraft {
            span: self.span(outer.first, outer.last),
            form: Form::Nominal,
            speakers: Meant::One(entity),
            anonymous: None,
        })
    }

    /// The noun before `who`.
    pub(super) fn antecedent(&self, relative: u32, floor: u32) -> Option<SourceDraft> {
        let comma = relative > floor && self.word(relative - 1) == ",";
        let end = relative - u32::from(comma);
        if end <= floor {
            return None;
        }
        // `they turned to the agency, which said`: whatever governs the phrase.
        let known = self.references.phrase_ending(end).filter(|p| p.first >= floor && !self.is_oblique(p));
        known.map(|p| self.widened(p, floor)).or_else(|| self.noun_phrase_before(end, floor))
    }

    /// Does a noun phrase end before this token: something that no clause runs across?
    pub(super) fn is_edge(&self, token: u32) -> bool {
        if matches!(self.kind(token), TokenKind::Punct | TokenKind::Mark | TokenKind::Symbol) {
            return self.references.name_at(token).is_none();
        }
        match self.function(token) {
            Some(
                FunctionClass::Conjunction
                | FunctionClass::Relative
                | FunctionClass::Question
                | FunctionClass::Auxiliary,
            ) => self.references.name_at(token).is_none(),
            _ => {
                self.is(token, &["that", "because", "since", "until", "after", "before"])
                    || self.references.name_at(token).is_none() && self.is_finite_cue(token)
            }
        }
    }

    fn is_finite_cue(&self, token: u32) -> bool {
        self.cue_at(token).is_some_and(|c| {
            c.hit.cue_kind() == CueKind::Verb && c.hit.weight() >= 4 && !self.word(token).ends_with("ing")
        })
    }

    /// The noun phrase that ends before `at`.
    fn noun_phrase_before(&self, at: u32, floor: u32) -> Option<SourceDraft> {
        let floor = floor.max(at.saturating_sub(LENGTH));
        let mut first = at;
        while first > floor && !self.is_edge(first - 1) {
            first -= 1;
        }
        let known = self.references.phrase_ending(at).filter(|p| p.first >= floor);
        if let Some(phrase) = known {
            let alone = phrase.first <= first;
            // `the official who met them said`
            let relative = first > floor && self.function(first - 1) == Some(FunctionClass::Relative);
            if !alone && relative {
                return self.antecedent(first - 1, floor);
            }
            if !self.is_oblique(phrase)
                && (alone || self.function(phrase.first - 1) != Some(FunctionClass::Preposition))
            {
                return Some(self.widened(phrase, floor));
            }
            let owner = phrase.first.checked_sub(1).and_then(|k| self.references.phrase_ending(k));
            if owner.is_some_and(|p| p.first >= floor && self.governs(p)) && !self.is_oblique(phrase) {
                return Some(self.widened(phrase, floor));
            }
            let phrases = self.references.phrases_in(first, at);
            let main = phrases.iter().take(6).find(|p| {
                p.last < at
                    && (p.first == 0 || self.function(p.first - 1) != Some(FunctionClass::Preposition))
                    && !self.is_oblique(p)
            });
            if let Some(main) = main {
                let mut source = self.widened(main, floor);
                let whole = crate::span::Span::new(source.span.start, self.span(first, at).end);
                source.anonymous = source.anonymous.map(|a| if a == source.span { whole } else { a });
                source.span = whole;
                return Some(source);
            }
            if phrase.first == first + 1 || self.is_oblique(phrase) {
                return None;
            }
        } else if first > floor && self.function(first - 1) == Some(FunctionClass::Relative) && at - first >= 2 {
            return self.antecedent(first - 1, floor);
        }
        self.plain_before(at, first)
    }

    /// A plain noun phrase that no table knows: from its determiner, or all of the stretch.
    fn plain_before(&self, at: u32, mut first: u32) -> Option<SourceDraft> {
        if at > first && self.is(at - 1, &["i", "we", "you"]) {
            return Some(self.first_person(at - 1));
        }
        while first < at
            && (self.function(first) == Some(FunctionClass::Adverb)
                || matches!(self.function(first), Some(FunctionClass::Day | FunctionClass::Month)))
        {
            first += 1;
        }
        if first >= at {
            return None;
        }
        // `On a rainy night people said`: the last noun phrase that no preposition governs.
        if self.function(first) == Some(FunctionClass::Preposition) {
            let free = (first + 2..at).rev().find(|&k| {
                self.function(k) == Some(FunctionClass::Determiner)
                    && self.function(k - 1) != Some(FunctionClass::Preposition)
            });
            first = free?;
        }
        let last = at - 1;
        // `the senator on Monday morning said`, `the senator wrote to supporters saying`
        let opening = self.references.phrase_starting(first).filter(|p| p.last < at).map(|p| (p, self.of_phrase(p)));
        if let Some((phrase, source)) = opening.filter(|(_, s)| !s.speakers.is_empty()) {
            let next = self.function(phrase.last);
            let leads = matches!(next, Some(FunctionClass::Preposition | FunctionClass::Day | FunctionClass::Adverb));
            if leads || next.is_none() && self.word(phrase.last).ends_with("ed") {
                return Some(source);
            }
        }
        // `giving states more power`
        if first == last && self.word(last).ends_with("ing") && self.word(last).starts_with(char::is_lowercase) {
            return None;
        }
        let noun = match self.function(last) {
            None => {
                matches!(self.kind(last), TokenKind::Word | TokenKind::Number | TokenKind::Link)
                    && !self.word(last).ends_with("ly")
            }
            Some(FunctionClass::Determiner) => !self.is(last, &["the", "a", "an", "no", "every"]),
            Some(FunctionClass::Negation) => self.is(last, &["nobody", "none"]),
            Some(FunctionClass::Adverb) => at - first > 2 && !self.word(last).ends_with("ly"),
            _ => false,
        };
        noun.then(|| self.plain(first, at))
    }

    /// `them`, `him`: never a subject.
    fn is_oblique(&self, phrase: &Phrase) -> bool {
        phrase.last == phrase.first + 1
            && self.is(
                phrase.first,
                &["him", "them", "me", "us", "himself", "herself", "themselves", "itself", "his", "its", "their"],
            )
    }

    /// Before auxiliaries, adverbs and negations: `X has also repeatedly said`.
    pub(crate) fn before_adverbs(&self, cue: u32, floor: u32) -> u32 {
        let mut at = cue;
        while at > floor && cue - at < 12 {
            let k = at - 1;
            let word = self.word(k);
            let skipped = match self.function(k) {
                Some(FunctionClass::Auxiliary | FunctionClass::Adverb | FunctionClass::Day) => true,
                Some(FunctionClass::Negation) => !self.is(k, &["nobody", "none", "nothing"]),
                _ => {
                    word.len() > 4 && word.ends_with("ly") && self.references.name_at(k).is_none()
                        || self.is(k, &["once", "n’t", "n't", "’d", "'d", "’ve", "’ll"])
                }
            };
            // `X and Y have both said`
            let floats = self.is(k, &["both", "all", "each"]) && k > floor && {
                let auxiliary = self.function(k - 1) == Some(FunctionClass::Auxiliary);
                auxiliary || self.references.phrase_ending(k).is_some_and(|p| p.first >= floor)
            };
            // `’s` of `he’s said`
            let verb = self.kind(k) == TokenKind::Possessive
                && k > floor
                && matches!(self.function(k - 1), Some(FunctionClass::Pronoun | FunctionClass::Relative));
            if !skipped && !verb && !floats {
                break;
            }
            at -= 1;
        }
        at
    }
}
