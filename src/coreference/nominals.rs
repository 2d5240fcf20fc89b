//! Common nouns that stand for somebody: `the official`, `a spokesman for the ministry`, `aid groups`.

use super::{Reference, References, phrases};
use crate::{
    document::{EntityKind, Form, OrganizationType},
    gazetteer::{
        lexicon::{FunctionClass, NominalClass, WordHit},
        source::layout::WordClass,
    },
    hash::Map,
    names::Reading,
    text::{Case, TokenKind},
};

pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    let mut found: Vec<Reference> = Vec::new();
    for hit in reading.words.iter().filter(|h| h.class() == WordClass::Nominal) {
        let inside = references.name_at(hit.first).is_some() || references.name_at(hit.last - 1).is_some();
        let title_of_name =
            references.name_at(hit.last).is_some_and(|m| m.title.is_some_and(|t| t.0 <= hit.first && hit.last <= t.1));
        let modifies = next_is_noun(reading, hit.last) || !is_noun(reading, hit);
        if inside || title_of_name || modifies || found.last().is_some_and(|r| r.last > hit.first) {
            continue;
        }
        let mut first = phrases::start(reading, references, hit.first);
        // `the two`, `the three`; alone they only count.
        if reading.words.function(hit.first as usize) == Some(FunctionClass::Determiner) {
            let the = hit.first.checked_sub(1).filter(|&k| reading.parsed.word(k as usize).eq_ignore_ascii_case("the"));
            let Some(the) = the else { continue };
            first = the;
        }
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
    // Titles stand in text order, disjoint.
    found.retain(|r| titles.get(titles.partition_point(|t| t.1 <= r.first)).is_none_or(|t| t.0 >= r.last));
    references.others.append(&mut found);
}

/// No auxiliary (`will`), and no part of an unknown name: a capital in mid-sentence needs a determiner right before it.
fn is_noun(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    let parsed = reading.parsed;
    if hit.len() == 1 && reading.words.function(hit.first as usize) == Some(FunctionClass::Auxiliary) {
        return false;
    }
    let Some(before) = hit.first.checked_sub(1).map(|k| k as usize) else { return true };
    let opens = parsed.sentences[parsed.sentence_of(hit.first as usize)].first == hit.first;
    let owned = matches!(reading.words.function(before), Some(FunctionClass::Determiner | FunctionClass::Pronoun));
    parsed.tokens[hit.first as usize].case != Case::Title
        || opens
        || owned
        || parsed.tokens[before].kind == TokenKind::Possessive
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
    let mut described: Map<&str, (u32, u32)> = Map::default();
    let mut named: Map<&str, u32> = Map::default();
    for k in 0..references.others.len() {
        let reference = references.others[k].clone();
        // Offices that nobody in the text is known to hold, spokesmen above all, are described like any other noun.
        let open = reference.form == Form::Nominal || reference.form == Form::Title && reference.entity.is_none();
        let Some(hit) = noun(reading, &reference).filter(|_| open) else { continue };
        let lemma = reading.gazetteer.lemma_str(hit);
        let head = lemma.rsplit(' ').next().unwrap_or(lemma);
        let word = reading.parsed.word(reference.first as usize);
        let definite = ["the", "that", "this"].iter().any(|d| word.eq_ignore_ascii_case(d));
        if let Some(entity) = apposed(reading, references, &reference) {
            named.insert(head, entity);
            references.others[k].entity = Some(entity);
            references.others[k].rule = "nominal.apposition";
            continue;
        }
        let same = reading.parsed.word(reference.first as usize + 1) == "same";
        let bare = hit.first - reference.first <= 1 + u32::from(same);
        if definite && bare {
            if let Some(&entity) = named.get(head).filter(|_| !hit.is_plural()) {
                references.others[k].entity = Some(entity);
                references.others[k].rule = "nominal.named";
                continue;
            }
            if let Some(&description) = described.get(head) {
                references.others[k].description = Some(description);
                references.others[k].rule = "nominal.described";
                continue;
            }
            let body =
                matches!(hit.nominal_class(), NominalClass::Organization | NominalClass::Group) && !hit.is_plural();
            if body && let Some(entity) = body_before(reading, references, reference.first, head) {
                references.others[k].entity = Some(entity);
                references.others[k].rule = "nominal.body";
                continue;
            }
        }
        let full = (reference.first, with_owner(reading, references, reference.last));
        references.others[k].description = Some(full);
        let longer = described.get(head).is_none_or(|d| d.1 - d.0 < full.1 - full.0);
        if !definite || longer {
            described.insert(head, full);
        }
    }
}

/// On over `for the ministry`, `at X`, which belongs to a description.
fn with_owner(reading: &Reading<'_, '_>, references: &References, last: u32) -> u32 {
    if !matches!(reading.parsed.word(last as usize), "for" | "of" | "at" | "from" | "with" | "in") {
        return last;
    }
    let the = u32::from(matches!(reading.parsed.word(last as usize + 1), "the" | "The"));
    references.name_at(last + 1 + the).map_or(last, |name| name.last)
}

/// `Jane Doe, a spokeswoman`, `a spokeswoman, Jane Doe,`: the name beside the comma.
fn apposed(reading: &Reading<'_, '_>, references: &References, reference: &Reference) -> Option<u32> {
    let person = |name: &&crate::names::NameMention| {
        matches!(references.entities.get(name.entity).kind, EntityKind::Person | EntityKind::Leader)
    };
    let comma = |k: u32| reading.parsed.word(k as usize) == ",";
    let before = reference.first.checked_sub(2).filter(|k| comma(k + 1)).and_then(|k| references.name_at(k));
    if let Some(name) = before.filter(|n| n.last + 1 == reference.first).filter(person) {
        return Some(name.entity);
    }
    let behind = references.name_at(reference.last + 1).filter(|_| comma(reference.last));
    let behind = behind.filter(person).filter(|n| comma(n.last) && reading.parsed.word(n.last as usize) == ",");
    behind.map(|n| n.entity)
}

/// The body named last whose name ends in the noun, else the one named last that such a noun fits.
fn body_before(reading: &Reading<'_, '_>, references: &References, first: u32, lemma: &str) -> Option<u32> {
    use OrganizationType::*;
    let of_name = references.names_before(first).rev().take(60).find(|m| {
        let known = references.entities.get(m.entity);
        let canonical = known.name.rsplit(' ').next().unwrap_or("");
        let words = [canonical, reading.parsed.word(m.last as usize - 1)];
        known.kind == EntityKind::Organization && words.iter().any(|w| w.eq_ignore_ascii_case(lemma))
    });
    if let Some(name) = of_name {
        return Some(name.entity);
    }
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
    let mut before = references.names_before(first).rev().take(60);
    let body = before.find(|m| references.entities.get(m.entity).organization_type.is_some_and(fits));
    body.map(|m| m.entity)
}
