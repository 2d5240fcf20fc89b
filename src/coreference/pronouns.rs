//! `he`, `she`, `they`, `it`: led back by gender, number, nearness and place in the sentence.

use super::{Reference, References};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{CueKind, FunctionClass, Gender, NominalClass, Number, WordHit},
        source::layout::WordClass,
    },
    names::Reading,
    text::TokenKind,
};

/// How many sentences back an antecedent may stand, and how many names and references are looked at.
const REACH: usize = 4;
const WINDOW: usize = 60;

pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    for hit in reading.words.iter() {
        let third = hit.class() == WordClass::Function
            && hit.function() == FunctionClass::Pronoun
            && matches!(hit.number(), Number::Singular | Number::Plural);
        // What stands inside quotation marks speaks of another world: `he` there may be anybody.
        if !third || reading.parsed.quote_of(hit.first as usize).is_some() || references.name_at(hit.first).is_some() {
            continue;
        }
        let covered = references
            .others
            .iter()
            .rev()
            .take(8)
            .any(|r| r.first <= hit.first && hit.last <= r.last && r.form == Form::Pronoun);
        if !covered {
            references.others.push(Reference {
                first: hit.first,
                last: hit.last,
                form: Form::Pronoun,
                entity: None,
                members: Vec::new(),
                rule: "pronoun.open",
                description: None,
            });
        }
    }
}

pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References) {
    let mut authors = Vec::new();
    for k in 0..references.others.len() {
        if references.others[k].form != Form::Pronoun {
            continue;
        }
        let first = references.others[k].first;
        let Some(hit) = reading.words.of(first as usize, WordClass::Function).copied() else { continue };
        if let Some(antecedent) = antecedent(reading, references, k, first, &hit) {
            references.others[k].rule = "pronoun.nearest";
            match antecedent {
                Antecedent::Entity(entity) => references.others[k].entity = Some(entity),
                Antecedent::Group(members) => references.others[k].members = members,
                Antecedent::Description(tokens) => {
                    references.others[k].description = Some(tokens);
                    authors.extend(references.author(tokens.0).filter(|_| hit.is_neuter()).map(|a| (first, a)));
                }
            }
        }
    }
    references.authors.append(&mut authors);
    references.authors.sort_unstable();
}

enum Antecedent {
    Entity(u32),
    Group(Vec<u32>),
    Description((u32, u32)),
}

/// The best of what stands before, with its score.
#[derive(Default)]
struct Best(Option<(i32, Antecedent)>);

impl Best {
    fn offer(&mut self, score: i32, antecedent: Antecedent) {
        if self.0.as_ref().is_none_or(|(high, _)| score > *high) {
            self.0 = Some((score, antecedent));
        }
    }
}

fn antecedent(
    reading: &Reading<'_, '_>,
    references: &References,
    k: usize,
    first: u32,
    hit: &WordHit,
) -> Option<Antecedent> {
    let here = reading.parsed.sentence_of(first as usize);
    let reach = if hit.is_neuter() { 2 } else { REACH };
    let floor = reading.parsed.sentences.get(here.saturating_sub(reach)).map_or(0, |s| s.first);
    let mut best = Best::default();
    let singular = hit.number() == Number::Singular;
    let near = |from: u32, to: u32| nearness(reading, here, from) + prominence(reading, from, to);
    for name in references.names_before(first).rev().take(WINDOW).take_while(|m| m.first >= floor) {
        let known = references.entities.get(name.entity);
        if reading.parsed.quote_of(name.first as usize).is_some() || !singular {
            continue;
        }
        let person = matches!(known.kind, EntityKind::Person | EntityKind::Leader);
        let start = name.title.map_or(name.first, |t| t.0);
        if hit.is_neuter() {
            let body =
                matches!(known.kind, EntityKind::Organization | EntityKind::Country) && name.form != Form::Demonym;
            if body && speaks(reading, start, name.last) {
                best.offer(near(start, name.last), Antecedent::Entity(name.entity));
            }
            continue;
        }
        let gender = hit.gender() == Gender::Unknown || known.gender == Gender::Unknown || known.gender == hit.gender();
        if person && gender {
            let sure = i32::from(known.gender == hit.gender() && hit.gender() != Gender::Unknown);
            best.offer(near(start, name.last) + 2 * sure, Antecedent::Entity(name.entity));
        }
    }
    for other in references.others[..k].iter().rev().take(WINDOW).take_while(|r| r.first >= floor) {
        if reading.parsed.quote_of(other.first as usize).is_none() {
            consider(reading, references, other, hit, near(other.first, other.last), &mut best);
        }
    }
    best.0.map(|b| b.1)
}

/// Offers a title, nominal, group or pronoun if it fits in gender and number.
fn consider(
    reading: &Reading<'_, '_>,
    references: &References,
    other: &Reference,
    hit: &WordHit,
    near: i32,
    best: &mut Best,
) {
    let singular = hit.number() == Number::Singular;
    let noun = reading.words.of(other.last as usize - 1, WordClass::Nominal);
    let noun =
        noun.or_else(|| (other.first..other.last).find_map(|t| reading.words.of(t as usize, WordClass::Nominal)));
    match other.form {
        Form::Pronoun => {
            let before = reading.words.of(other.first as usize, WordClass::Function);
            let same = before.is_some_and(|h| {
                h.gender() == hit.gender() && h.number() == hit.number() && h.is_neuter() == hit.is_neuter()
            });
            match (other.entity, other.description) {
                _ if !same => {}
                (Some(entity), _) => best.offer(near + 1, Antecedent::Entity(entity)),
                (None, Some(description)) => best.offer(near + 1, Antecedent::Description(description)),
                _ if !other.members.is_empty() => best.offer(near + 1, Antecedent::Group(other.members.clone())),
                _ => {}
            }
        }
        Form::Group if !singular && !other.members.is_empty() => {
            best.offer(near + 3, Antecedent::Group(other.members.clone()))
        }
        Form::Title | Form::Nominal if hit.is_neuter() => {
            let thing = noun.is_some_and(|n| {
                !n.is_plural() && matches!(n.nominal_class(), NominalClass::Document | NominalClass::Organization)
            });
            match (other.entity, other.description) {
                _ if !thing => {}
                (Some(entity), _) => best.offer(near, Antecedent::Entity(entity)),
                (None, Some(description)) => best.offer(near, Antecedent::Description(description)),
                _ => {}
            }
        }
        Form::Title | Form::Nominal if singular => {
            if let Some(entity) = other.entity {
                let known = references.entities.get(entity);
                let person = matches!(known.kind, EntityKind::Person | EntityKind::Leader);
                if person && (known.gender == Gender::Unknown || known.gender == hit.gender()) {
                    best.offer(near, Antecedent::Entity(entity));
                }
                return;
            }
            let person = noun.is_some_and(|n| {
                n.nominal_class() == NominalClass::Person
                    && !n.is_plural()
                    && (n.gender() == Gender::Unknown || n.gender() == hit.gender())
            });
            if let Some(description) = other.description.filter(|_| person) {
                best.offer(near - 4, Antecedent::Description(description));
            }
        }
        Form::Nominal => {
            let plural = noun.is_some_and(|n| n.is_plural() || n.nominal_class() == NominalClass::Group);
            if let Some(description) = other.description.filter(|_| plural) {
                best.offer(near, Antecedent::Description(description));
            }
        }
        _ => {}
    }
}

/// The nearer the sentence and the earlier in it, the likelier.
fn nearness(reading: &Reading<'_, '_>, here: usize, token: u32) -> i32 {
    let sentence = reading.parsed.sentence_of(token as usize);
    let distance = here.saturating_sub(sentence) as i32;
    let into = token.saturating_sub(reading.parsed.sentences.get(sentence).map_or(token, |s| s.first)) as i32;
    20 - 5 * distance - into.min(12) / 3
}

/// Who speaks is likelier than who is spoken of; what a preposition or an ’s governs is less likely.
fn prominence(reading: &Reading<'_, '_>, first: u32, last: u32) -> i32 {
    let spoke = if speaks(reading, first, last) { 5 } else { 0 };
    let before = first.checked_sub(1).and_then(|k| reading.words.function(k as usize));
    let governed = before == Some(FunctionClass::Preposition);
    let owner = reading.parsed.tokens.get(last as usize).is_some_and(|t| t.kind == TokenKind::Possessive);
    spoke - if governed { 3 } else { 0 } - i32::from(owner)
}

/// Does a verb of speech stand beside a noun phrase?
fn speaks(reading: &Reading<'_, '_>, first: u32, last: u32) -> bool {
    let cue = |k: u32| {
        reading.words.of(k as usize, WordClass::Cue).is_some_and(|c| c.weight() >= 5 && c.cue_kind() == CueKind::Verb)
    };
    // Over an owner or a place: `analysts at the bank called`.
    let ends = |k: u32| {
        let clause =
            matches!(reading.words.function(k as usize), Some(FunctionClass::Conjunction | FunctionClass::Relative));
        clause
            || reading
                .parsed
                .tokens
                .get(k as usize)
                .is_none_or(|t| matches!(t.kind, TokenKind::Punct | TokenKind::Mark))
    };
    let behind = (last..last + 7).take_while(|&k| !ends(k)).any(cue);
    behind || first.checked_sub(1).is_some_and(cue)
}
