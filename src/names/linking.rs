//! Which of the things that bear a name it means here.

use super::{Reading, Reference, bodies, evidence::Evidence, metonyms, runs::Piece};
use crate::{
    document::{EntityKind, Form, OfficeStatus, OrganizationType, Role},
    gazetteer::{
        RecordId,
        lexicon::TitleKind,
        matching::{Candidate, NameHit, NameHits},
        source::{
            layout::{NameKind, WordClass},
            things::PLACE_KINDS,
        },
    },
    text::TokenKind,
};

/// The best candidate of a name, or `None` where nothing speaks for any.
pub(crate) fn choose(
    reading: &Reading<'_, '_>,
    hits: &NameHits,
    evidence: &Evidence<'_>,
    piece: &Piece,
    hit: &NameHit,
) -> Option<Reference> {
    let candidates = hits.candidates(hit);
    let scored = candidates.iter().map(|c| (score(reading, evidence, piece, candidates, c), c));
    // Of equal scores the first wins: candidates stand in order of preference.
    let best = scored.fold(None, |best: Option<(i32, &Candidate)>, (score, candidate)| match best {
        Some((high, _)) if high >= score => best,
        _ => Some((score, candidate)),
    });
    let (score, candidate) = best?;
    // A body of some country, but of which? It stays an organization.
    let body = score == 0 && candidate.kind == EntityKind::Organization && is_body(reading, candidate);
    let record = (score > 0).then_some(candidate.record);
    (score > 0 || body).then(|| Reference {
        kind: candidate.kind,
        record,
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
fn score(
    reading: &Reading<'_, '_>,
    evidence: &Evidence<'_>,
    piece: &Piece,
    candidates: &[Candidate],
    candidate: &Candidate,
) -> i32 {
    let weight = candidate.weight as i32;
    let country = reading.gazetteer.country_of(candidate.record);
    let near = || evidence.of_country(country).min(3) as i32;
    let single = piece.last - piece.first == 1;
    match (candidate.kind, candidate.name) {
        // `Elizabeth I` is another than Elizabeth.
        (EntityKind::Leader | EntityKind::Person, _) if is_numbered(reading, piece) => 0,
        (EntityKind::Country, NameKind::Adjective | NameKind::People)
            if candidates.iter().any(|c| c.name == NameKind::Adjective) && is_language(reading, piece) =>
        {
            0
        }
        (EntityKind::Place, NameKind::Adjective | NameKind::People) => 0,
        (_, NameKind::Metonym) if metonyms::stands_for_government(reading, piece) => 40,
        (_, NameKind::Metonym) => 0,
        (EntityKind::Country, NameKind::Name | NameKind::Alias) if is_in_a_state(reading, piece, country) => 0,
        // `Mr. Jordan`
        (EntityKind::Country | EntityKind::Place, _) if single && is_addressed(reading, piece) => 0,
        (EntityKind::Country, _) => {
            // A namesake town or state wins where the text is about its surroundings and never about the country.
            let namesake = candidates.iter().find(|c| {
                c.kind == EntityKind::Place
                    && is_local(reading, evidence, piece, reading.gazetteer.country_of(c.record))
            });
            let several = candidates.iter().filter(|c| c.kind == EntityKind::Country).count() > 1;
            match namesake {
                Some(_) if evidence.of_country(country) == 0 => 1,
                _ => 20 + weight + if several { 3 * near() } else { 0 },
            }
        }
        (EntityKind::Organization, name) => {
            let own = evidence.apart_from(reading, piece, country).min(3) as i32;
            let lost = own == 0 && !country.is_empty() && is_one_of_many(reading, piece, candidate);
            let nowhere = single && name == NameKind::Acronym && reading.parsed.word(piece.first as usize).len() <= 3;
            let elsewhere = lost && (nowhere || evidence.is_elsewhere(reading, piece, country));
            if elsewhere && !names_country(reading, piece, country) {
                return 0;
            }
            // `Supreme Court`: that of the country that the text speaks of, though another's is better known.
            let shared = candidates
                .iter()
                .any(|c| c.kind == EntityKind::Organization && reading.gazetteer.country_of(c.record) != country);
            let fixed = if name == NameKind::Acronym { 10 } else { 12 };
            fixed + weight + if shared { 4 * own } else { near() }
        }
        (EntityKind::Place, _) => {
            let located = if is_located(reading, piece) { 2 } else { 0 };
            // Geneva is the city on the lake, although a text that speaks of America may know another.
            let famous = if weight >= 7 { 6 } else { 0 };
            10 + weight + 3 * near() + located + famous
        }
        (EntityKind::Leader | EntityKind::Person, NameKind::Surname) => {
            surname(reading, evidence, piece, candidate, near())
        }
        (EntityKind::Leader | EntityKind::Person, _) => full_name(reading, evidence, piece, candidate, near()),
    }
}

/// A form of address or a rank before a name: `Mr.`, `Gen.`
fn is_addressed(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    piece.title.is_some_and(|(_, last)| {
        let before = (last as usize).checked_sub(1).and_then(|k| reading.words.of(k, WordClass::Title));
        last == piece.first && before.is_some_and(|t| matches!(t.title_kind(), TitleKind::Honorific | TitleKind::Rank))
    })
}

/// A Roman number behind a ruler's name.
fn is_numbered(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    let word = reading.parsed.word(piece.last as usize);
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// `in French`, `in Russian and English`: no noun follows.
fn is_language(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    let parsed = reading.parsed;
    let open = |k: usize| {
        parsed.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word) && reading.words.function(k).is_none()
    };
    let (first, last) = (piece.first as usize, piece.last as usize);
    let joined = |k: usize| matches!(parsed.word(k), "and" | "or" | ",");
    let list = if joined(last) { open(last + 1) && open(last + 2) } else { open(last) };
    let glued = parsed.tokens.get(last).is_some_and(|t| t.glued && t.kind == TokenKind::Joint);
    let in_it = |k: usize| matches!(parsed.word(k), "in" | "In");
    let after = first > 0 && in_it(first - 1) || first > 2 && joined(first - 1) && in_it(first - 3);
    after && !list && !glued
}

/// A body as every country may have one: `the Greens`, `SDP`, `High Court`.
fn is_one_of_many(reading: &Reading<'_, '_>, piece: &Piece, candidate: &Candidate) -> bool {
    let word = piece.first as usize;
    let noun = [WordClass::Nominal, WordClass::OrganizationWord].iter().any(|&c| reading.words.of(word, c).is_some());
    let common = piece.last - piece.first == 1 && noun;
    // `Defence Ministry` is a British body only where Britain is spoken of; `Scotland Yard` is no other's.
    let known = if candidate.name == NameKind::Alias { 8 } else { 6 };
    common
        || candidate.weight < known && is_body(reading, candidate)
        || candidate.weight < 6 && candidate.name == NameKind::Acronym
}

/// `France's Foreign Ministry`, `Foreign Ministry of Egypt`: the name itself says whose it is.
fn names_country(reading: &Reading<'_, '_>, piece: &Piece, code: &str) -> bool {
    let country = |word: u32| {
        let named = reading.gazetteer.named(reading.parsed.word(word as usize));
        named
            .into_iter()
            .any(|id| reading.gazetteer.kind(id) == EntityKind::Country && reading.gazetteer.country_of(id) == code)
    };
    piece.last - piece.first > 2 && (country(piece.first) || country(piece.last - 1))
}

/// A party, a ministry, a court and the like.
fn is_body(reading: &Reading<'_, '_>, candidate: &Candidate) -> bool {
    let kind = OrganizationType::from_index(reading.gazetteer.row(candidate.record).sub);
    let of_state = kind.is_some_and(|kind| kind == OrganizationType::Party || bodies::is_of_a_state(kind));
    of_state && candidate.name != NameKind::Metonym
}

/// Is the text about places of this country, does one of them stand right before the name (`Atlanta, Georgia`), or is the
/// name used like an adjective, which a country's need not be?
fn is_local(reading: &Reading<'_, '_>, evidence: &Evidence<'_>, piece: &Piece, code: &str) -> bool {
    let comma = piece.first.checked_sub(2).filter(|&k| reading.parsed.word(k as usize + 1) == ",");
    let town = comma.is_some_and(|k| {
        let found = reading.gazetteer.named(reading.parsed.word(k as usize));
        // `Jane Doe, 60, Lebanon`, `12 Oak Street, Lebanon`
        let age =
            reading.parsed.tokens[k as usize].kind == TokenKind::Number && reading.parsed.word(k as usize).len() == 2;
        let street = reading.words.of(k as usize, WordClass::PlaceWord).is_some();
        let place = |id| reading.gazetteer.kind(id) == EntityKind::Place && reading.gazetteer.country_of(id) == code;
        age || street || found.iter().any(|&id| place(id))
    });
    let attribute = evidence.attributes.contains(&{ reading.parsed.tokens[piece.first as usize].hash });
    town || attribute || evidence.is_local_to(reading, code)
}

/// `Palestine, Texas` and `Peru, Ind.`: a town named like a country, before the state it lies in.
fn is_in_a_state(reading: &Reading<'_, '_>, piece: &Piece, country: &str) -> bool {
    let (comma, state) = (piece.last as usize, piece.last as usize + 1);
    if reading.parsed.word(comma) != "," || reading.parsed.word(state + 1) == "and" {
        return false;
    }
    let found = reading.gazetteer.named(reading.parsed.word(state));
    found.first().is_some_and(|&id| {
        let row = reading.gazetteer.row(id);
        let state = PLACE_KINDS.get(row.sub as usize).is_some_and(|kind| *kind == "state");
        row.kind == EntityKind::Place as u8 && state && reading.gazetteer.country_of(id) != country
    })
}

/// Who weighs no more comes to mind only where the text speaks of his office.
const LITTLE_KNOWN: i32 = 2;

/// `Michael Johnson`, `Chris Lewis`: many bear such a name.
fn is_common_name(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    let weight = |token: u32, class| reading.words.of(token as usize, class).map_or(0, |w| w.weight());
    weight(piece.first, WordClass::GivenName) >= 6 && weight(piece.last - 1, WordClass::Surname) >= 6
}

fn full_name(
    reading: &Reading<'_, '_>,
    evidence: &Evidence<'_>,
    piece: &Piece,
    candidate: &Candidate,
    near: i32,
) -> i32 {
    let weight = candidate.weight as i32;
    let tenure = reading.date.and_then(|date| reading.gazetteer.tenure(candidate.record, date));
    let known = match tenure {
        Some(OfficeStatus::Incumbent | OfficeStatus::Unknown) => 2,
        // Nobody is known for what he will be.
        Some(OfficeStatus::Future) => -6,
        _ => 0,
    };
    let titled = piece.title.is_some_and(|title| title_fits(reading, title, candidate.record));
    let given = reading.words.of(piece.first as usize, WordClass::GivenName).is_some();
    let single = piece.last - piece.first == 1;
    if weight <= LITTLE_KNOWN && !titled && !(known > 0 && near > 0) && is_common_name(reading, piece) {
        return 0;
    }
    // `Abdullah`, `Charles`: a ruler only by title; `Lula`, `Pelé`: by fame.
    let enough = !single || titled || evidence.people.contains(&candidate.record) || weight >= 5 && !given;
    if enough { (12 + weight + 3 * near + known + if titled { 4 } else { 0 }).max(1) } else { 0 }
}

/// `in`, `near`, `from` before it.
pub(crate) fn is_located(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    is_after_place_word(reading, piece.first as usize)
}

/// A preposition of place before a token.
pub(crate) fn is_after_place_word(reading: &Reading<'_, '_>, token: usize) -> bool {
    let before = token.checked_sub(1).map(|k| reading.parsed.word(k));
    matches!(before, Some("in" | "In" | "near" | "Near" | "from" | "outside" | "across"))
}

/// A surname whose bearer the text names in full, or that a fitting title or great fame vouches for.
fn surname(reading: &Reading<'_, '_>, evidence: &Evidence<'_>, piece: &Piece, candidate: &Candidate, near: i32) -> i32 {
    if evidence.people.contains(&candidate.record) {
        return 30 + candidate.weight as i32;
    }
    let in_term = held_on(reading, candidate.record);
    let titled = piece.title.is_some_and(|title| title_fits(reading, title, candidate.record));
    // `Mr. Blair` says no more than `Blair`.
    let office = piece.title.is_some_and(|title| names_an_office(reading, title));
    match (titled, in_term, candidate.weight) {
        (true, true, weight) => 15 + weight as i32 + near,
        (true, false, weight) if reading.date.is_none() => 10 + weight as i32 + near,
        (true, false, 6..) => 8 + candidate.weight as i32 + near,
        (false, true, 7..) if !office => 4 + candidate.weight as i32 + near,
        (false, false, 8..) if !office => 2 + candidate.weight as i32 + near,
        _ => 0,
    }
}

fn held_on(reading: &Reading<'_, '_>, person: RecordId) -> bool {
    let tenure = reading.date.and_then(|date| reading.gazetteer.tenure(person, date));
    matches!(tenure, Some(OfficeStatus::Incumbent | OfficeStatus::Unknown))
}

fn names_an_office(reading: &Reading<'_, '_>, (first, last): (u32, u32)) -> bool {
    (first..last).any(|k| {
        let mut all = reading.words.all(k as usize, WordClass::Title);
        all.any(|t| matches!(t.title_kind(), TitleKind::Office | TitleKind::Occupation))
    })
}

/// Does the person hold, or did they ever hold, an office that the title names?
pub(crate) fn title_fits(reading: &Reading<'_, '_>, (first, last): (u32, u32), person: RecordId) -> bool {
    let mut meant: Vec<Role> = Vec::new();
    for token in first..last {
        let all = reading.words.all(token as usize, WordClass::Title);
        meant.extend(all.filter(|t| t.title_kind() == TitleKind::Office).flat_map(|t| t.roles()));
    }
    reading.gazetteer.offices(person).any(|o| Role::from_index(o.role).is_some_and(|role| meant.contains(&role)))
}
