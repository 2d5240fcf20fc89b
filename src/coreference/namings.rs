//! Descriptions that the next sentence names: `A beekeeper complained. … Jane Doe said the hives were gone.`

use super::{References, holders::is_single, nominals};
use crate::{
    document::{EntityKind, Form, Role},
    gazetteer::{
        lexicon::{CueKind, FunctionClass, Gender, NominalClass, TitleKind, WordHit},
        source::layout::WordClass,
    },
    names::{NameMention, Reading},
    text::{Case, TokenKind},
};

/// How many sentences on the name may stand.
const REACH: usize = 3;
/// How many references on the same description may stand.
const FOLLOWERS: usize = 400;

/// Leads a description of one person on to the name that the text first gives without saying whose it is: a new name that
/// speaks, with no title and no apposition of its own, is that of somebody just described.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References) {
    let firsts = first_mentions(references);
    for k in 0..references.others.len() {
        let Some(noun) = described(reading, references, k) else { continue };
        let found =
            named_on(reading, references, k, noun, &firsts).or_else(|| apposed_on(reading, references, k, noun));
        let Some(entity) = found else { continue };
        let own = (references.others[k].first, references.others[k].last);
        let full = references.others[k].description.unwrap_or(own);
        let same = |r: &super::Reference| r.entity.is_none() && r.description.is_some_and(|d| d == full || d == own);
        references.others[k..].iter_mut().take(FOLLOWERS).filter(|r| same(r)).for_each(|r| {
            (r.entity, r.description, r.rule) = (Some(entity), None, "nominal.named-next");
        });
        let reference = &mut references.others[k];
        (reference.entity, reference.description, reference.rule) = (Some(entity), None, "nominal.named-next");
        references.call(entity, nominals::head(reading, noun));
    }
}

/// The first mention of each entity, where it is a full name.
fn first_mentions(references: &References) -> Vec<u32> {
    let mut firsts = vec![u32::MAX; references.entities.len()];
    for name in &references.names {
        let first = &mut firsts[name.entity as usize];
        *first = (*first).min(name.first);
    }
    firsts
}

/// The noun of an open description of one person whom the text brings in.
fn described<'a>(reading: &Reading<'a, '_>, references: &References, k: usize) -> Option<&'a WordHit> {
    let reference = &references.others[k];
    let open = reference.entity.is_none() && matches!(reference.form, Form::Nominal | Form::Title);
    if !open || reading.parsed.quote_of(reference.first as usize).is_some() {
        return None;
    }
    let noun = nominals::noun(reading, reference)?;
    let one = noun.nominal_class() == NominalClass::Person && !noun.is_plural();
    let spokesman = noun.roles().any(|role| role == Role::Spokesperson);
    // `the union gathering is`
    let last = reference.last as usize;
    let verb = |k: usize| {
        reading.words.function(k) == Some(FunctionClass::Auxiliary) || reading.words.of(k, WordClass::Cue).is_some()
    };
    let modifies = verb(last + 1)
        && reading.words.function(last).is_none()
        && reading.words.of(last, WordClass::Cue).is_none()
        && reading.parsed.tokens.get(last).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
        && !reading.parsed.word(last).ends_with("ed");
    let told = if spokesman { is_quoted_on(reading, reference) } else { !noun.is_vague() };
    (one && told && !modifies && brings_in(reading, references, reference)).then_some(noun)
}

/// `A spokeswoman said … “It can wait,” said Jane Doe.`: the next sentence is her quote.
fn is_quoted_on(reading: &Reading<'_, '_>, reference: &super::Reference) -> bool {
    let sentences = &reading.parsed.sentences;
    let here = reading.parsed.sentence_of(reference.first as usize);
    let next = sentences.get(here + 1).filter(|s| s.paragraph == sentences[here].paragraph);
    next.is_some_and(|s| reading.parsed.tokens[s.first as usize].kind == TokenKind::Mark)
}

/// `a beekeeper`, `his wife`; `the only woman at the table`, `the mayor` before any other.
fn brings_in(reading: &Reading<'_, '_>, references: &References, reference: &super::Reference) -> bool {
    let first = reference.first as usize;
    let is = |words: &[&str]| words.iter().any(|word| reading.parsed.word(first).eq_ignore_ascii_case(word));
    let behind = reading.parsed.word(reference.last as usize);
    if is(&["the"]) {
        let new = reference.description.is_none_or(|d| d.0 == reference.first);
        return new && (reference.form == Form::Title || matches!(behind, "of" | "at" | "from" | "who"));
    }
    let owned = references.name_at(reference.first).is_some_and(|name| {
        reading.parsed.tokens.get(name.last as usize).is_some_and(|t| t.kind == TokenKind::Possessive)
    });
    owned || is(&["a", "an", "his", "her", "their", "its"])
}

/// The next person that the text names and who speaks, if that one is new and bare.
fn named_on(
    reading: &Reading<'_, '_>,
    references: &References,
    k: usize,
    noun: &WordHit,
    firsts: &[u32],
) -> Option<u32> {
    let reference = &references.others[k];
    let here = reading.parsed.sentence_of(reference.first as usize);
    let ceiling = reading.parsed.sentences.get(here + REACH).map_or(u32::MAX, |s| s.first);
    let person = |m: &&NameMention| {
        let kind = references.entities.get(m.entity).kind;
        let quoted = reading.parsed.quote_of(m.first as usize).is_some();
        !quoted && matches!(kind, EntityKind::Person | EntityKind::Leader)
    };
    let name = references.names_in(reference.last, ceiling).take(12).find(person)?;
    let new = firsts[name.entity as usize] == name.first && name.last > name.first + 1;
    let (office, acts) = (holds(reading, references, name, noun), acts(reading, reference.first, reference.last));
    let gender = references.entities.get(name.entity).gender;
    let gender = noun.gender() == Gender::Unknown || gender == Gender::Unknown || noun.gender() == gender;
    let title = reference.form == Form::Title;
    // `which sent its foreign minister. Jane Doe said`: the one office tells.
    // A spokeswoman only if it is her quote that comes next.
    let spokesman = noun.roles().any(|role| role == Role::Spokesperson);
    if spokesman && reading.parsed.sentence_of(name.first as usize) != here + 1 {
        return None;
    }
    let single = noun.roles().any(|role| is_single(role) && role != Role::OrganizationHead);
    let owned = reading.words.function(reference.first as usize) == Some(FunctionClass::Pronoun);
    let fits = new && gender && office != Some(false) && (acts || office == Some(true) && single && owned);
    (fits && is_bare(reading, references, name, title)).then_some(name.entity)
}

/// Does a noun phrase open its sentence, or a verb of speech or a relative clause follow it?
fn acts(reading: &Reading<'_, '_>, first: u32, last: u32) -> bool {
    let sentence = reading.parsed.sentences[reading.parsed.sentence_of(first as usize)];
    let behind = reading.words.of(last as usize, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb);
    sentence.first == first || behind || reading.parsed.word(last as usize) == "who"
}

/// A name that opens its sentence or speaks, with no title but an honorific or a rank, and no apposition but an age.
fn is_bare(reading: &Reading<'_, '_>, references: &References, name: &NameMention, relative: bool) -> bool {
    let (first, last) = name.titled();
    let mut titles = (first..name.first).filter_map(|k| reading.words.of(k as usize, WordClass::Title));
    let honoured = titles.all(|t| matches!(t.title_kind(), TitleKind::Honorific | TitleKind::Rank));
    let word = |k: u32| reading.parsed.word(k as usize);
    let sentence = reading.parsed.sentences[reading.parsed.sentence_of(first as usize)];
    let cue = |k: u32| reading.words.of(k as usize, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb);
    let subject = first == sentence.first || cue(first - 1) || cue(last) || word(first - 1) == "," && word(last) == ",";
    let aged =
        word(last) == "," && reading.parsed.tokens.get(last as usize + 1).is_some_and(|t| t.kind == TokenKind::Number);
    let behind = if aged { last + 2 } else { last };
    let described = word(behind) == ","
        && (word(behind + 1) == "who" && !relative
            || reading.words.function(behind as usize + 1) == Some(FunctionClass::Determiner)
            || [WordClass::Title, WordClass::Nominal]
                .iter()
                .any(|&class| reading.words.of(behind as usize + 1, class).is_some()));
    let alone = super::phrases::start(reading, references, first) == first;
    // `A passenger, Jane Doe,` has been brought in already.
    let apposed = word(first.wrapping_sub(1)) == ","
        && first > 1
        && reading
            .words
            .of(first as usize - 2, WordClass::Nominal)
            .is_some_and(|n| n.nominal_class() == NominalClass::Person);
    honoured && subject && alone && !apposed && !described && !matches!(word(behind), "of" | "from" | "at")
}

/// Does somebody hold an office that the noun may mean? Nothing where the tables know of none.
fn holds(reading: &Reading<'_, '_>, references: &References, name: &NameMention, noun: &WordHit) -> Option<bool> {
    let record = references.entities.get(name.entity).record?;
    let mut offices = reading.gazetteer.offices(record).peekable();
    offices.peek()?;
    let plain = noun.roles().next().is_none() && noun.gender() != Gender::Unknown;
    Some(plain || offices.any(|o| noun.roles().any(|role| role as u8 == o.role)))
}

/// `her lawyer said … The lawyer, Jane Doe, added`: the same noun beside a name.
fn apposed_on(reading: &Reading<'_, '_>, references: &References, k: usize, noun: &WordHit) -> Option<u32> {
    let here = reading.parsed.sentence_of(references.others[k].first as usize);
    let ceiling = reading.parsed.sentences.get(here + REACH).map_or(u32::MAX, |s| s.first);
    let head = nominals::head(reading, noun);
    let next =
        references.others[k + 1..].iter().take(12).take_while(|r| r.first < ceiling).find(|r| {
            nominals::noun(reading, r).is_some_and(|n| nominals::head(reading, n) == head && !n.is_plural())
        })?;
    let apposed = matches!(next.rule, "nominal.apposition" | "title.apposition");
    let the = reading.parsed.word(next.first as usize).eq_ignore_ascii_case("the");
    next.entity.filter(|_| apposed && the)
}
