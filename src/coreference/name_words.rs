//! Nominals that a name’s own words make: `the Post`, `the Irishman`.

use super::{Reference, References, phrases};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{CueKind, FunctionClass},
        source::layout::WordClass,
    },
    hash::Map,
    names::{NameMention, Reading},
    text::{Case, TokenKind},
};

/// `the Post` of the Washington Post, `the Commission`: the last word of a body’s name, in capitals.
pub(super) fn by_heads(reading: &Reading<'_, '_>, references: &References) -> Vec<Reference> {
    let parsed = reading.parsed;
    let mut bodies: Map<u64, u32> = Map::default();
    let mut found = Vec::new();
    let mut names = references.names.iter().peekable();
    let mut at = 0;
    while at < parsed.tokens.len() {
        if let Some(name) = names.next_if(|m| m.first as usize <= at) {
            let last = name.last as usize;
            if references.entities.get(name.entity).kind == EntityKind::Organization && name.last > name.first + 1 {
                bodies.insert(parsed.tokens[last - 1].hash, name.entity);
            }
            at = last.max(at + 1);
            continue;
        }
        let token = &parsed.tokens[at];
        let the = || at > 0 && parsed.word(at - 1).eq_ignore_ascii_case("the");
        let closed = || parsed.tokens.get(at + 1).is_none_or(|t| t.case != Case::Title && t.kind != TokenKind::Joint);
        if token.case == Case::Title
            && let Some(&entity) = bodies.get(&{ token.hash })
            && the()
            && closed()
        {
            let (first, last) = (at as u32 - 1, at as u32 + 1);
            let (form, rule, entity) = (Form::Nominal, "nominal.head", Some(entity));
            found.push(Reference { first, last, form, entity, members: Vec::new(), rule, description: None });
        }
        at += 1;
    }
    found
}

/// `the Irishman`, `the American`: one of a people, whose name has a plural of its own.
pub(super) fn of_peoples(reading: &Reading<'_, '_>, references: &References) -> Vec<Reference> {
    let mut found = Vec::new();
    for name in references.names.iter().filter(|m| m.form == Form::Demonym && m.last == m.first + 1 && m.first > 0) {
        let first = phrases::start(reading, references, name.first);
        let the = first < name.first && reading.parsed.word(first as usize).eq_ignore_ascii_case("the");
        let noun = reading.words.of(name.last as usize, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb)
            || reading.words.function(name.last as usize) == Some(FunctionClass::Auxiliary)
            || reading.parsed.tokens.get(name.last as usize).is_none_or(|t| t.kind == TokenKind::Punct);
        if !the || !noun || !is_one_of_a_people(reading, references, name) {
            continue;
        }
        found.push(Reference {
            first,
            last: name.last,
            form: Form::Nominal,
            entity: None,
            members: Vec::new(),
            rule: "nominal.people",
            description: None,
        });
    }
    found
}

/// Does the table know the plural of a people's name: `Irishmen`, `Americans`?
fn is_one_of_a_people(reading: &Reading<'_, '_>, references: &References, name: &NameMention) -> bool {
    let word = reading.parsed.word(name.first as usize);
    let plural = match word.strip_suffix("man") {
        Some(stem) => format!("{stem}men"),
        None => format!("{word}s"),
    };
    let record = references.entities.get(name.entity).record;
    record.is_some_and(|record| reading.gazetteer.named(&plural).contains(&record))
}
