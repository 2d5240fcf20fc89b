//! Which of the things that bear a name it means here.

use super::{Reading, Reference, evidence::Evidence, metonyms, runs::Piece};
use crate::{
    document::{EntityKind, Form, OfficeStatus, Role},
    gazetteer::{
        RecordId,
        lexicon::TitleKind,
        matching::{Candidate, NameHit, NameHits},
        offices,
        source::layout::{NameKind, WordClass},
    },
};

/// The best candidate of a name, or `None` where nothing speaks for any.
pub(crate) fn choose(
    reading: &Reading<'_, '_>,
    hits: &NameHits,
    evidence: &Evidence,
    piece: &Piece,
    hit: &NameHit,
) -> Option<Reference> {
    let scored = hits.candidates(hit).iter().map(|c| (score(reading, evidence, piece, c), c));
    // Of equal scores the first wins: candidates stand in order of preference.
    let best = scored.fold(None, |best: Option<(i32, &Candidate)>, (score, candidate)| match best {
        Some((high, _)) if high >= score => best,
        _ => Some((score, candidate)),
    });
    let (score, candidate) = best?;
    (score > 0).then(|| Reference {
        kind: candidate.kind,
        record: Some(candidate.record),
        form: form(candidate.name),
        rule: rule(candidate),
    })
}

fn form(name: NameKind) -> Form {
    match name {
        NameKind::Name => Form::Name,
        NameKind::Alias => Form::Alias,
        NameKind::Acronym => Form::Acronym,
        NameKind::Surname => Form::Surname,
        NameKind::Adjective | NameKind::People => Form::Demonym,
        NameKind::Metonym => Form::Metonym,
    }
}

fn rule(candidate: &Candidate) -> &'static str {
    match (candidate.kind, candidate.name) {
        (_, NameKind::Metonym) => "gazetteer.metonym",
        (_, NameKind::Adjective | NameKind::People) => "gazetteer.demonym",
        (_, NameKind::Surname) => "gazetteer.surname",
        (EntityKind::Leader, _) => "gazetteer.leader",
        (EntityKind::Person, _) => "gazetteer.person",
        (EntityKind::Country, _) => "gazetteer.country",
        (EntityKind::Organization, _) => "gazetteer.organization",
        (EntityKind::Place, _) => "gazetteer.place",
    }
}

/// How much speaks for a candidate; zero and below is too little.
fn score(reading: &Reading<'_, '_>, evidence: &Evidence, piece: &Piece, candidate: &Candidate) -> i32 {
    let weight = candidate.weight as i32;
    let country = reading.gazetteer.country_of(candidate.record);
    let near = evidence.countries.get(country).copied().unwrap_or(0).min(3) as i32;
    let length = (piece.last - piece.first) as i32;
    match (candidate.kind, candidate.name) {
        (EntityKind::Place, NameKind::Adjective | NameKind::People) => 0,
        (_, NameKind::Metonym) => {
            if metonyms::stands_for_government(reading, piece) {
                40
            } else {
                0
            }
        }
        (EntityKind::Country, _) => 20 + weight,
        (EntityKind::Organization, NameKind::Acronym) => 10 + weight + near,
        (EntityKind::Organization, _) => 12 + weight + near,
        (EntityKind::Place, _) => {
            let located = if is_located(reading, piece) { 2 } else { 0 };
            10 + weight + 3 * near + located
        }
        (EntityKind::Leader | EntityKind::Person, NameKind::Surname) => {
            surname(reading, evidence, piece, candidate, near)
        }
        (EntityKind::Leader | EntityKind::Person, _) => {
            let in_term = i32::from(held_on(reading, candidate.record));
            if length > 1 || weight >= 5 { 12 + weight + 3 * near + 2 * in_term } else { 0 }
        }
    }
}

/// `in`, `near`, `from` before it.
fn is_located(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    let before = (piece.first as usize).checked_sub(1).map(|k| reading.parsed.word(k));
    matches!(before, Some("in" | "In" | "near" | "Near" | "from" | "outside" | "across"))
}

/// A surname whose bearer the text names in full, or that a fitting title or great fame vouches for.
fn surname(reading: &Reading<'_, '_>, evidence: &Evidence, piece: &Piece, candidate: &Candidate, near: i32) -> i32 {
    if evidence.people.contains(&candidate.record) {
        return 30 + candidate.weight as i32;
    }
    let in_term = held_on(reading, candidate.record);
    let titled = piece.title.is_some_and(|title| title_fits(reading, title, candidate.record));
    match (titled, in_term, candidate.weight) {
        (true, true, weight) => 15 + weight as i32 + near,
        (true, false, weight) if reading.date.is_none() => 10 + weight as i32 + near,
        (true, false, 6..) => 8 + candidate.weight as i32 + near,
        (false, true, 7..) if piece.title.is_none() => 4 + candidate.weight as i32 + near,
        (false, false, 8..) if piece.title.is_none() => 2 + candidate.weight as i32 + near,
        _ => 0,
    }
}

fn held_on(reading: &Reading<'_, '_>, person: RecordId) -> bool {
    let Some(date) = reading.date else { return false };
    let as_of = reading.gazetteer.as_of();
    let rows = reading.gazetteer.office_rows(person);
    rows.iter().any(|o| matches!(offices::status(o, date, as_of), OfficeStatus::Incumbent | OfficeStatus::Unknown))
}

/// Does the person hold, or did they ever hold, an office that the title names?
pub(crate) fn title_fits(reading: &Reading<'_, '_>, (first, last): (u32, u32), person: RecordId) -> bool {
    let mut meant: Vec<Role> = Vec::new();
    for token in first..last {
        if let Some(title) = reading.words.of(token as usize, WordClass::Title)
            && title.title_kind() == TitleKind::Office
        {
            meant.extend(title.roles());
        }
    }
    let rows = reading.gazetteer.office_rows(person);
    rows.iter().any(|o| Role::from_index(o.role).is_some_and(|role| meant.contains(&role)))
}
