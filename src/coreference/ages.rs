//! `the 54-year-old`: led back to the name that the text gives with that age.

use super::{Reference, References, phrases};
use crate::{
    document::{EntityKind, Form},
    names::Reading,
    text::TokenKind,
};

/// How many names back the age may stand.
const REACH: usize = 200;

/// Finds ages that no noun follows.
pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    let parsed = reading.parsed;
    for k in 0..parsed.tokens.len() {
        let Some(last) = age_at(reading, k) else { continue };
        let noun = parsed
            .tokens
            .get(last)
            .is_some_and(|t| t.kind == TokenKind::Word && reading.words.function(last).is_none())
            && reading.words.of(last, crate::gazetteer::source::layout::WordClass::Cue).is_none();
        let first = phrases::start(reading, references, k as u32);
        if noun || first == k as u32 || references.name_at(last as u32).is_some() {
            continue;
        }
        references.others.push(Reference {
            first,
            last: last as u32,
            form: Form::Nominal,
            entity: None,
            members: Vec::new(),
            rule: "nominal.age",
            description: Some((first, last as u32)),
        });
    }
}

/// `54-year-old` at a token: where it ends.
fn age_at(reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    let parsed = reading.parsed;
    let token = parsed.tokens.get(at).filter(|t| t.kind == TokenKind::Number)?;
    if token.of(parsed.text).ends_with("-year-old") {
        return Some(at + 1);
    }
    let rest = ["-", "year", "-", "old"];
    rest.iter().enumerate().all(|(k, word)| parsed.word(at + 1 + k) == *word).then_some(at + 5)
}

/// Leads each back to the last name before it that is followed by the same number.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References) {
    let parsed = reading.parsed;
    for k in 0..references.others.len() {
        let reference = &references.others[k];
        if reference.rule != "nominal.age" {
            continue;
        }
        let digits = |token: usize| parsed.word(token).trim_end_matches("-year-old");
        let number = (reference.first..reference.last).find(|&t| parsed.tokens[t as usize].kind == TokenKind::Number);
        let Some(age) = number.map(|t| digits(t as usize)) else { continue };
        let first = reference.first;
        let aged = references.names_before(first).rev().take(REACH).find(|m| {
            let end = m.last as usize;
            let behind =
                (end..end + 4).any(|t| parsed.word(t) == age) && matches!(parsed.word(end), "," | "(" | "aged" | "is");
            // `54-year-old Jane Doe`
            let before = m.title.map_or(m.first, |t| t.0) as usize;
            behind || (before.saturating_sub(6)..before).any(|t| age_at(reading, t).is_some() && digits(t) == age)
        });
        let person =
            |entity: &u32| matches!(references.entities.get(*entity).kind, EntityKind::Person | EntityKind::Leader);
        references.others[k].entity = aged.map(|m| m.entity).filter(person);
    }
}
