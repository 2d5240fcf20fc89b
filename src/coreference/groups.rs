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
    let counted = reading.gazetteer.lemma_str(hit);
    let the = (first..hit.first).all(|k| matches!(reading.parsed.word(k as usize), "the" | "The")) && first < hit.first;
    hit.is_plural() && count(reading, first, hit.first).is_some() || the && size(counted).is_some()
}

/// How many a noun means by itself.
fn size(noun: &str) -> Option<usize> {
    match noun {
        "pair" | "couple" | "duo" | "two" => Some(2),
        "trio" | "three" => Some(3),
        "quartet" => Some(4),
        _ => None,
    }
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

/// The members of the last sentence that names exactly so many.
fn together(fitting: &[(usize, u32)], wanted: usize) -> Vec<u32> {
    for group in fitting.chunk_by(|a, b| a.0 == b.0) {
        let mut members: Vec<u32> = group.iter().map(|g| g.1).collect();
        members.sort_unstable();
        members.dedup();
        if members.len() == wanted {
            return members;
        }
    }
    Vec::new()
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
        let wanted = hit.and_then(|h| size(reading.gazetteer.lemma_str(h)).or_else(|| count(reading, first, h.first)));
        let Some((hit, wanted)) = hit.zip(wanted) else { continue };
        let lemma = reading.gazetteer.lemma_str(hit);
        let fits = |kind: EntityKind| match (lemma, hit.nominal_class()) {
            ("country" | "nation" | "government" | "state" | "capital", _) => kind == EntityKind::Country,
            ("side" | "party", _) => matches!(kind, EntityKind::Country | EntityKind::Organization),
            ("pair" | "couple" | "duo" | "trio" | "quartet" | "two" | "three", _) | (_, NominalClass::Person) => {
                matches!(kind, EntityKind::Leader | EntityKind::Person)
            }
            _ => kind == EntityKind::Organization,
        };
        let fitting: Vec<(usize, u32)> = references
            .names_before(first)
            .rev()
            .take(60)
            .filter(|m| fits(references.entities.get(m.entity).kind))
            .map(|m| (reading.parsed.sentence_of(m.first as usize), m.entity))
            .collect();
        let mut members = together(&fitting, wanted);
        for &(_, entity) in &fitting {
            if members.len() == wanted {
                break;
            }
            if !members.contains(&entity) {
                members.push(entity);
            }
        }
        if members.len() == wanted {
            members.sort_unstable();
            references.others[k].members = members;
        }
    }
}
