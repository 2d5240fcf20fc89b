//! `he`, `she`, `they`, `it`: led back by gender, number, nearness and place in the sentence.

use super::{Reference, References};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{FunctionClass, Gender, Number, WordHit},
        source::layout::WordClass,
    },
    names::Reading,
};

/// How many sentences back an antecedent may stand.
const REACH: usize = 4;

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
    for k in 0..references.others.len() {
        if references.others[k].form != Form::Pronoun {
            continue;
        }
        let first = references.others[k].first;
        let Some(hit) = reading.words.of(first as usize, WordClass::Function).copied() else { continue };
        if hit.is_neuter() {
            continue;
        }
        if let Some(antecedent) = antecedent(reading, references, k, first, &hit) {
            references.others[k].rule = "pronoun.nearest";
            match antecedent {
                Antecedent::Entity(entity) => references.others[k].entity = Some(entity),
                Antecedent::Group(members) => references.others[k].members = members,
                Antecedent::Description(tokens) => references.others[k].description = Some(tokens),
            }
        }
    }
}

enum Antecedent {
    Entity(u32),
    Group(Vec<u32>),
    Description((u32, u32)),
}

fn antecedent(
    reading: &Reading<'_, '_>,
    references: &References,
    k: usize,
    first: u32,
    hit: &WordHit,
) -> Option<Antecedent> {
    let here = reading.parsed.sentence_of(first as usize);
    let floor = reading.parsed.sentences.get(here.saturating_sub(REACH)).map_or(0, |s| s.first);
    let mut best: Option<(i32, Antecedent)> = None;
    let mut offer = |score: i32, antecedent: Antecedent| {
        if best.as_ref().is_none_or(|(high, _)| score > *high) {
            best = Some((score, antecedent));
        }
    };
    let singular = hit.number() == Number::Singular;
    for name in references.names.iter().rev().skip_while(|m| m.first >= first).take_while(|m| m.first >= floor) {
        let known = references.entities.get(name.entity);
        let person = matches!(known.kind, EntityKind::Person | EntityKind::Leader);
        let gender = hit.gender() == Gender::Unknown || known.gender == Gender::Unknown || known.gender == hit.gender();
        if singular && person && gender && reading.parsed.quote_of(name.first as usize).is_none() {
            let sure = i32::from(known.gender == hit.gender() && hit.gender() != Gender::Unknown);
            offer(
                nearness(reading, here, name.title.map_or(name.first, |t| t.0)) + 2 * sure,
                Antecedent::Entity(name.entity),
            );
        }
    }
    for other in references.others[..k].iter().rev().take_while(|r| r.first >= floor) {
        if reading.parsed.quote_of(other.first as usize).is_some() {
            continue;
        }
        let near = nearness(reading, here, other.first);
        match (other.form, singular) {
            (Form::Title | Form::Nominal, true) if other.entity.is_some() => {
                let entity = other.entity.unwrap_or(0);
                let known = references.entities.get(entity);
                let fits = matches!(known.kind, EntityKind::Person | EntityKind::Leader)
                    && (known.gender == Gender::Unknown || known.gender == hit.gender());
                if fits {
                    offer(near, Antecedent::Entity(entity));
                }
            }
            (Form::Pronoun, true) if other.entity.is_some() => {
                let same = reading
                    .words
                    .of(other.first as usize, WordClass::Function)
                    .is_some_and(|h| h.gender() == hit.gender());
                if same {
                    offer(near + 1, Antecedent::Entity(other.entity.unwrap_or(0)));
                }
            }
            (Form::Group, false) if !other.members.is_empty() => {
                offer(near + 3, Antecedent::Group(other.members.clone()))
            }
            (Form::Nominal, true) => {
                let noun = reading.words.of(other.last as usize - 1, WordClass::Nominal);
                let person = noun.is_some_and(|n| {
                    n.nominal_class() == crate::gazetteer::lexicon::NominalClass::Person
                        && !n.is_plural()
                        && (n.gender() == Gender::Unknown || n.gender() == hit.gender())
                });
                if let Some(description) = other.description.filter(|_| person) {
                    offer(near - 2, Antecedent::Description(description));
                }
            }
            (Form::Nominal, false) => {
                let plural =
                    reading.words.of(other.last as usize - 1, WordClass::Nominal).is_some_and(|n| n.is_plural());
                if let Some(description) = other.description.filter(|_| plural) {
                    offer(near, Antecedent::Description(description));
                }
            }
            _ => {}
        }
    }
    best.map(|b| b.1)
}

/// The nearer the sentence and the earlier in it, the likelier.
fn nearness(reading: &Reading<'_, '_>, here: usize, token: u32) -> i32 {
    let sentence = reading.parsed.sentence_of(token as usize);
    let distance = here.saturating_sub(sentence) as i32;
    let into = token.saturating_sub(reading.parsed.sentences.get(sentence).map_or(token, |s| s.first)) as i32;
    20 - 5 * distance - into.min(12) / 3
}
