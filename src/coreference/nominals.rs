//! Common nouns that stand for somebody: `the official`, `a spokesman for the ministry`, `aid groups`.

use std::collections::HashMap;

use super::{Reference, References, phrases};
use crate::{
    document::{EntityKind, Form, OrganizationType},
    gazetteer::{
        lexicon::{NominalClass, WordHit},
        source::layout::WordClass,
    },
    names::Reading,
    text::TokenKind,
};

pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    let mut found: Vec<Reference> = Vec::new();
    for hit in reading.words.iter().filter(|h| h.class() == WordClass::Nominal) {
        let inside = references.name_at(hit.first).is_some() || references.name_at(hit.last - 1).is_some();
        let title_of_name =
            references.name_at(hit.last).is_some_and(|m| m.title.is_some_and(|t| t.0 <= hit.first && hit.last <= t.1));
        let modifies = next_is_noun(reading, hit.last);
        if inside || title_of_name || modifies || found.last().is_some_and(|r| r.last > hit.first) {
            continue;
        }
        let first = phrases::start(reading, references, hit.first);
        let determined = first < hit.first;
        if !determined && !hit.is_plural() && hit.nominal_class() != NominalClass::Group {
            continue;
        }
        while found.last().is_some_and(|r| r.last > first) {
            found.pop();
        }
        let form = if super::groups::is_group(reading, first, hit) { Form::Group } else { Form::Nominal };
        let rule = if form == Form::Group { "group.counted" } else { "nominal.noun" };
        found.push(Reference {
            first,
            last: hit.last,
            form,
            entity: None,
            members: Vec::new(),
            rule,
            description: None,
        });
    }
    let titles: Vec<(u32, u32)> = references.others.iter().map(|r| (r.first, r.last)).collect();
    found.retain(|r| !titles.iter().any(|t| t.0 < r.last && r.first < t.1));
    references.others.append(&mut found);
}

/// `government officials`: the first noun only describes the second.
fn next_is_noun(reading: &Reading<'_, '_>, next: u32) -> bool {
    let noun = reading.words.of(next as usize, WordClass::Nominal).is_some();
    noun && reading.parsed.tokens[next as usize].kind == TokenKind::Word
}

fn noun<'a>(reading: &Reading<'a, '_>, reference: &Reference) -> Option<&'a WordHit> {
    (reference.first..reference.last)
        .filter_map(|k| reading.words.of(k as usize, WordClass::Nominal))
        .find(|hit| hit.last == reference.last)
}

/// Leads definite nominals back to a name they describe, to a body of that kind, or to their first, fullest description.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References) {
    let mut described: HashMap<String, (u32, u32)> = HashMap::new();
    let mut named: HashMap<String, u32> = HashMap::new();
    for k in 0..references.others.len() {
        let reference = references.others[k].clone();
        if reference.form != Form::Nominal {
            continue;
        }
        let Some(hit) = noun(reading, &reference) else { continue };
        let lemma = reading.gazetteer.lemma_str(hit).to_owned();
        let definite =
            matches!(reading.parsed.word(reference.first as usize), "the" | "The" | "that" | "That" | "this" | "This");
        if let Some(entity) = apposed(reading, references, &reference) {
            named.insert(lemma, entity);
            references.others[k].entity = Some(entity);
            references.others[k].rule = "nominal.apposition";
            continue;
        }
        let bare = reference.last - reference.first <= 2;
        if definite && bare {
            if let Some(&entity) = named.get(&lemma).filter(|_| !hit.is_plural()) {
                references.others[k].entity = Some(entity);
                references.others[k].rule = "nominal.named";
                continue;
            }
            if let Some(&description) = described.get(&lemma) {
                references.others[k].description = Some(description);
                references.others[k].rule = "nominal.described";
                continue;
            }
            if hit.nominal_class() == NominalClass::Organization
                && !hit.is_plural()
                && let Some(entity) = body_before(references, reference.first, &lemma)
            {
                references.others[k].entity = Some(entity);
                references.others[k].rule = "nominal.body";
                continue;
            }
        }
        references.others[k].description = Some((reference.first, reference.last));
        let full = reference.last - reference.first;
        let longer = described.get(&lemma).is_none_or(|d| d.1 - d.0 < full);
        if !definite || longer {
            described.insert(lemma, (reference.first, reference.last));
        }
    }
}

/// `Jane Doe, a spokeswoman`: the name before the comma.
fn apposed(reading: &Reading<'_, '_>, references: &References, reference: &Reference) -> Option<u32> {
    let comma = reference.first.checked_sub(1).filter(|&k| reading.parsed.word(k as usize) == ",")?;
    let name = references.name_at(comma.checked_sub(1)?)?;
    let person = matches!(references.entities.get(name.entity).kind, EntityKind::Person | EntityKind::Leader);
    (name.last == comma && person).then_some(name.entity)
}

/// The organization named last that such a noun fits.
fn body_before(references: &References, first: u32, lemma: &str) -> Option<u32> {
    use OrganizationType::*;
    let fits = |t: OrganizationType| match lemma {
        "ministry" | "department" => matches!(t, Ministry | Government),
        "company" | "firm" | "manufacturer" | "airline" | "retailer" => matches!(t, Company | Bank),
        "bank" => t == Bank,
        "party" => t == Party,
        "court" | "tribunal" => t == Court,
        "newspaper" | "paper" | "magazine" | "network" => t == Media,
        "university" | "college" => t == University,
        "group" | "organization" | "organisation" | "charity" => {
            matches!(t, Ngo | ArmedGroup | Igo | Other | ThinkTank)
        }
        "agency" => matches!(t, Government | Igo | Media | Ministry),
        "parliament" | "senate" => t == Legislature,
        _ => false,
    };
    let before = references.names.iter().rev().filter(|m| m.first < first).take(60);
    let mut bodies = before.filter(|m| references.entities.get(m.entity).organization_type.is_some_and(fits));
    bodies.next().map(|m| m.entity)
}
