//! Whom a pronoun or a bare description means: the most salient of those named before that fit it.
//!
//! Gender and number rule out; nearness, place in the sentence and who spoke decide among the rest.

use super::{
    Reference, References,
    witness::{Score, Verdict, Witness},
};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{CueKind, FunctionClass, Gender, NominalClass, Number, WordHit},
        source::layout::WordClass,
    },
    names::{NameMention, Reading},
    text::TokenKind,
};

/// How many tokens long an apposition or relative clause behind a speaker may be.
const INSERTION: u32 = 20;
/// How many sentences of a long quote are passed over.
const QUOTED_REACH: usize = 24;
/// How many names and references back are looked at.
const WINDOW: usize = 60;

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub gender: Gender,
    pub plural: bool,
    /// A thing: a body, a country, a document.
    pub neuter: bool,
    /// The office that a person must hold whom the tables know.
    pub office: Option<&'a WordHit>,
    /// How many sentences back it may stand.
    pub reach: usize,
}

pub(super) enum Antecedent {
    Entity(u32),
    Group(Vec<u32>),
    Description((u32, u32)),
}

/// The most salient of what stands before the `k`th reference and fits.
pub(super) fn antecedent(
    reading: &Reading<'_, '_>,
    references: &References,
    k: usize,
    wanted: &Wanted<'_>,
    witness: &mut Witness,
) -> Option<Antecedent> {
    let first = references.others[k].first;
    let here = reading.parsed.sentence_of(first as usize);
    let floor = floor(reading, here, wanted.reach);
    let mut best: Option<(i32, Antecedent)> = None;
    let mut offer = |score: Score, antecedent: Antecedent| {
        if best.as_ref().is_none_or(|(high, _)| score.total() > *high) {
            best = Some((score.total(), antecedent));
        }
    };
    let asked = asker(reading, here);
    let asks = |token: u32| asked.is_some_and(|from| token > from).then_some("asks");
    for name in references.names_before(first).rev().take(WINDOW).take_while(|m| m.first >= floor) {
        let tokens = name.titled();
        let fit = asks(name.first).map_or_else(|| weigh_name(reading, references, name, wanted), Err);
        let verdict = fit.map(|fit| score(reading, here, tokens, fit));
        witness.weigh(tokens, Some(name.entity), verdict);
        if let Ok(score) = verdict {
            offer(score, Antecedent::Entity(name.entity));
        }
    }
    for other in references.others[..k].iter().rev().take(WINDOW).take_while(|r| r.first >= floor) {
        let found = asks(other.first).map_or_else(|| weigh_other(reading, references, other, wanted), Err);
        let tokens = (other.first, other.last);
        let verdict: Verdict = found.as_ref().map(|(fit, _)| score(reading, here, tokens, *fit)).map_err(|why| *why);
        let (entity, place) = match &found {
            Ok((_, Antecedent::Entity(entity))) => (Some(*entity), tokens),
            Ok((_, Antecedent::Description(description))) => (None, *description),
            _ => (other.entity, tokens),
        };
        witness.weigh(place, entity, verdict);
        if let (Ok(score), Ok((_, antecedent))) = (verdict, found) {
            offer(score, antecedent);
        }
    }
    best.map(|b| b.1)
}

/// The first token of the sentence so many sentences back, those inside a quote not counted.
fn floor(reading: &Reading<'_, '_>, here: usize, reach: usize) -> u32 {
    let earlier = reading.parsed.sentences[..here].iter().rev().take(QUOTED_REACH);
    let told = earlier.filter(|s| reading.parsed.quote_of(s.first as usize).is_none());
    told.take(reach).last().map_or(0, |s| s.first)
}

/// `Asked by the judge, he said`: where a sentence begins that opens with who asks.
fn asker(reading: &Reading<'_, '_>, sentence: usize) -> Option<u32> {
    let first = reading.parsed.sentences.get(sentence)?.first;
    let cue = reading.words.of(first as usize, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb);
    (cue && reading.parsed.word(first as usize + 1) == "by").then_some(first)
}

/// How well a name fits, or why it does not.
fn weigh_name(
    reading: &Reading<'_, '_>,
    references: &References,
    name: &NameMention,
    wanted: &Wanted<'_>,
) -> Result<i32, &'static str> {
    let known = references.entities.get(name.entity);
    if reading.parsed.quote_of(name.first as usize).is_some() {
        return Err("inside quotation marks");
    }
    if wanted.plural {
        return Err("one, not several");
    }
    if wanted.neuter {
        let body = matches!(known.kind, EntityKind::Organization | EntityKind::Country);
        if !body || name.form == Form::Demonym {
            return Err("no body and no country");
        }
        let (first, last) = name.titled();
        return if speaks(reading, first, last) { Ok(0) } else { Err("does not speak") };
    }
    if !matches!(known.kind, EntityKind::Person | EntityKind::Leader) {
        return Err("not a person");
    }
    let holds = |office: &WordHit, record| {
        let mut held = reading.gazetteer.offices(record).peekable();
        held.peek().is_none() || held.any(|o| office.roles().any(|role| role as u8 == o.role))
    };
    if wanted.office.zip(known.record).is_some_and(|(office, record)| !holds(office, record)) {
        return Err("does not hold the office");
    }
    fit_of(known.gender, wanted.gender).ok_or("of the other gender")
}

/// Two where both genders are known and the same, nothing where one is unknown.
fn fit_of(known: Gender, wanted: Gender) -> Option<i32> {
    match (known, wanted) {
        (Gender::Unknown, _) | (_, Gender::Unknown) => Some(0),
        _ => (known == wanted).then_some(2),
    }
}

/// How well a title, nominal, group or pronoun fits, and what it stands for.
fn weigh_other(
    reading: &Reading<'_, '_>,
    references: &References,
    other: &Reference,
    wanted: &Wanted<'_>,
) -> Result<(i32, Antecedent), &'static str> {
    if reading.parsed.quote_of(other.first as usize).is_some() {
        return Err("inside quotation marks");
    }
    let noun = reading.words.of(other.last as usize - 1, WordClass::Nominal);
    let noun =
        noun.or_else(|| (other.first..other.last).find_map(|t| reading.words.of(t as usize, WordClass::Nominal)));
    let described = other.description.map(Antecedent::Description);
    let own = other.entity.map(Antecedent::Entity).or(described);
    match other.form {
        Form::Pronoun => {
            let before = reading.words.of(other.first as usize, WordClass::Function);
            if !before.is_some_and(|h| is_same(h, wanted)) {
                return Err("a pronoun of another kind");
            }
            let group = (!other.members.is_empty()).then(|| Antecedent::Group(other.members.clone()));
            own.or(group).map(|found| (1, found)).ok_or("itself unresolved")
        }
        Form::Group if wanted.plural && !other.members.is_empty() => Ok((3, Antecedent::Group(other.members.clone()))),
        Form::Title | Form::Nominal if wanted.neuter => {
            let thing = |n: &WordHit| {
                let class = n.nominal_class();
                !n.is_plural()
                    && n.size().is_none()
                    && matches!(class, NominalClass::Document | NominalClass::Organization | NominalClass::Group)
            };
            if !noun.is_some_and(thing) {
                return Err("no body and no document");
            }
            own.map(|found| (0, found)).ok_or("itself unresolved")
        }
        Form::Title | Form::Nominal if !wanted.plural => {
            if let Some(entity) = other.entity {
                let known = references.entities.get(entity);
                if !matches!(known.kind, EntityKind::Person | EntityKind::Leader) {
                    return Err("not a person");
                }
                return fit_of(known.gender, wanted.gender)
                    .map(|fit| (fit, Antecedent::Entity(entity)))
                    .ok_or("of the other gender");
            }
            let noun =
                noun.filter(|n| n.nominal_class() == NominalClass::Person && !n.is_plural()).ok_or("not one person")?;
            fit_of(noun.gender(), wanted.gender).ok_or("of the other gender")?;
            own.map(|found| (-4, found)).ok_or("without a name")
        }
        Form::Nominal => {
            let plural = noun.is_some_and(|n| n.is_plural() || n.nominal_class() == NominalClass::Group);
            own.filter(|_| plural).map(|found| (0, found)).ok_or("one, not several")
        }
        _ => Err("one, not several"),
    }
}

/// Is a pronoun of the gender and number that is looked for?
fn is_same(pronoun: &WordHit, wanted: &Wanted<'_>) -> bool {
    let gender = pronoun.gender() == wanted.gender || wanted.gender == Gender::Unknown;
    gender && (pronoun.number() == Number::Plural) == wanted.plural && pronoun.is_neuter() == wanted.neuter
}

/// Nearness to a sentence, and what the words around say.
pub(super) fn score(reading: &Reading<'_, '_>, here: usize, (first, last): (u32, u32), fit: i32) -> Score {
    let sentence = reading.parsed.sentence_of(first as usize);
    let distance = here.saturating_sub(sentence) as i32;
    let into = first.saturating_sub(reading.parsed.sentences.get(sentence).map_or(first, |s| s.first)) as i32;
    let before = first.checked_sub(1).and_then(|k| reading.words.function(k as usize));
    let governed = before == Some(FunctionClass::Preposition);
    let owner = reading.parsed.tokens.get(last as usize).is_some_and(|t| t.kind == TokenKind::Possessive);
    Score {
        nearness: 20 - 5 * distance - into.min(12) / 3,
        speech: if !governed && speaks(reading, first, last) { 5 } else { 0 },
        place: -(if governed { 3 } else { 0 } + i32::from(owner)),
        fit,
    }
}

/// Does a verb of speech stand beside a noun phrase?
pub(super) fn speaks(reading: &Reading<'_, '_>, first: u32, last: u32) -> bool {
    let cue = |k: u32| {
        reading.words.of(k as usize, WordClass::Cue).is_some_and(|c| c.weight() >= 5 && c.cue_kind() == CueKind::Verb)
    };
    // Over an owner or a place: `analysts at the bank called`.
    let ends = |k: u32| {
        let clause = matches!(
            reading.words.function(k as usize),
            Some(FunctionClass::Conjunction | FunctionClass::Relative | FunctionClass::Pronoun)
        );
        clause
            || reading
                .parsed
                .tokens
                .get(k as usize)
                .is_none_or(|t| matches!(t.kind, TokenKind::Punct | TokenKind::Mark))
    };
    let behind = (last..last + 7).take_while(|&k| !ends(k)).any(cue);
    // `X, who had come late, said`
    let word = |k: u32| reading.parsed.word(k as usize);
    let closed = word(last) == "," && cue(last + 1) && first.checked_sub(1).is_some_and(|k| word(k) == ",");
    let over = (word(last) == ",").then(|| (last + 1..last + INSERTION).find(|&k| word(k) == ",")).flatten();
    let behind = behind || over.is_some_and(|comma| (comma + 1..comma + 4).take_while(|&k| !ends(k)).any(cue));
    // `said Jane Doe`, but not `said Jane Doe would`
    let clause = reading.words.function(last as usize) == Some(FunctionClass::Auxiliary);
    behind || closed || !clause && first.checked_sub(1).is_some_and(cue)
}
