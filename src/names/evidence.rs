//! What a document says about which of several things a name means.

use super::{Reading, runs::Piece, spelling};
use crate::{
    document::EntityKind,
    gazetteer::{
        RecordId,
        matching::NameHits,
        source::layout::{NameKind, WordClass},
    },
    hash::{Map, Set},
    text::Case,
};

/// Countries and people that the document names beyond doubt.
#[derive(Default)]
pub(crate) struct Evidence<'a> {
    /// How often a country, its people, places or institutions are named, by code.
    pub countries: Map<&'a str, u32>,
    /// How often a name stands for one of them, by its spelling.
    names: Map<u64, u32>,
    /// How often towns, states and the like of a country are named, by code.
    pub places: Map<&'a str, u32>,
    /// How many countries are named by name or demonym.
    pub abroad: Set<RecordId>,
    /// People whose full name stands in the text.
    pub people: Set<RecordId>,
    /// Names, by hash, that stand like an adjective before a noun: `Palestine police`. A country would have its own.
    pub attributes: Set<u64>,
}

impl Evidence<'_> {
    /// How often a country is spoken of, other than by a name that may mean something else.
    pub(crate) fn of_country(&self, code: &str) -> u32 {
        self.countries.get(code).copied().unwrap_or(0)
    }

    /// How often a country is spoken of otherwise than by this name: `France` and `Paris`, but not `French`.
    pub(crate) fn apart_from(&self, reading: &Reading<'_, '_>, name: &Piece, code: &str) -> u32 {
        self.of_country(code)
            .saturating_sub(self.names.get(&spelling(reading, name.first, name.last)).copied().unwrap_or(0))
    }

    /// Does the text, this name left out, speak of other countries and never of this one?
    pub(crate) fn is_elsewhere(&self, reading: &Reading<'_, '_>, name: &Piece, code: &str) -> bool {
        let others = self.countries.iter().any(|(other, &count)| *other != code && count > 0);
        !code.is_empty() && others && self.apart_from(reading, name, code) == 0
    }

    /// Does the text speak of a country's towns and hardly of the world? Then `Lebanon` may be one of these towns.
    pub(crate) fn is_local_to(&self, reading: &Reading<'_, '_>, code: &str) -> bool {
        let others = self.abroad.iter().filter(|&&id| reading.gazetteer.country_of(id) != code).count() as u32;
        self.places.get(code).copied().unwrap_or(0) > 2 * others
    }
}

pub(crate) fn collect<'a>(reading: &Reading<'a, '_>, hits: &NameHits, pieces: &[Piece]) -> Evidence<'a> {
    let mut evidence = Evidence::default();
    for piece in pieces {
        let Some(hit) = piece.hit else { continue };
        let candidates = hits.candidates(&hits.hits[hit as usize]);
        let Some(best) = candidates.first() else { continue };
        let country = reading.gazetteer.country_of(best.record);
        let unique = candidates.iter().all(|c| reading.gazetteer.country_of(c.record) == country);
        if unique && best.name != NameKind::Surname && !country.is_empty() {
            *evidence.countries.entry(country).or_default() += 1;
            *evidence.names.entry(spelling(reading, piece.first, piece.last)).or_default() += 1;
            match best.kind {
                EntityKind::Place => *evidence.places.entry(country).or_default() += 1,
                EntityKind::Country => _ = evidence.abroad.insert(best.record),
                _ => {}
            }
        }
        if piece.last - piece.first == 1 && is_attribute(reading, piece) {
            evidence.attributes.insert(reading.parsed.tokens[piece.first as usize].hash);
        }
        if piece.last - piece.first > 1 {
            let people = candidates.iter().filter(|c| {
                matches!(c.kind, EntityKind::Leader | EntityKind::Person)
                    && matches!(c.name, NameKind::Name | NameKind::Alias)
            });
            evidence.people.extend(people.map(|c| c.record));
        }
    }
    evidence
}

/// Does a person, a group or a body in small letters follow: `Jordan resident`?
fn is_attribute(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    let next = piece.last as usize;
    let small = reading.parsed.tokens.get(next).is_some_and(|t| t.case == Case::Lower);
    small && reading.words.of(next, WordClass::Nominal).is_some()
}
