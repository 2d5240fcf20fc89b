//! Several at once: `both groups`, `the two ministers`, `the two sides`.

use super::{Reference, References};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{NominalClass, WordHit},
        source::layout::WordClass,
    },
    names::Reading,
};

/// `both …`, `the two …` before a plural.
pub(crate) fn is_group(reading: &Reading<'_, '_>, first: u32, hit: &WordHit) -> bool {
    hit.is_plural() && count(reading, first, hit.first).is_some()
}

/// How many the words before a noun say; only with a determiner that points back.
fn count(reading: &Reading<'_, '_>, first: u32, noun: u32) -> Option<usize> {
    let words: Vec<String> = (first..noun).map(|k| reading.parsed.word(k as usize).to_lowercase()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["both"] | ["both", "the"] | ["the", "two"] => Some(2),
        ["the", "three"] | ["all", "three"] => Some(3),
        ["the", "four"] | ["all", "four"] => Some(4),
        _ => None,
    }
}

/// Finds the members among the entities named last.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References) {
    for k in 0..references.others.len() {
        let Reference { first, last, form, .. } = references.others[k];
        if form != Form::Group {
            continue;
        }
        let hit =
            (first..last).filter_map(|t| reading.words.of(t as usize, WordClass::Nominal)).find(|h| h.last == last);
        let Some((hit, wanted)) = hit.and_then(|h| Some((h, count(reading, first, h.first)?))) else { continue };
        let lemma = reading.gazetteer.lemma_str(hit);
        let fits = |kind: EntityKind| match (lemma, hit.nominal_class()) {
            ("country" | "nation" | "government" | "state" | "capital", _) => kind == EntityKind::Country,
            ("side" | "party", _) => matches!(kind, EntityKind::Country | EntityKind::Organization),
            (_, NominalClass::Person) => matches!(kind, EntityKind::Leader | EntityKind::Person),
            _ => kind == EntityKind::Organization,
        };
        let mut members = Vec::new();
        for mention in references.names.iter().rev().filter(|m| m.first < first).take(60) {
            let known = references.entities.get(mention.entity);
            if fits(known.kind) && !members.contains(&mention.entity) {
                members.push(mention.entity);
            }
            if members.len() == wanted {
                break;
            }
        }
        if members.len() == wanted {
            members.sort_unstable();
            references.others[k].members = members;
        }
    }
}
