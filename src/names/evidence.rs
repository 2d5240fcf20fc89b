//! What a document says about which of several things a name means.

use std::collections::{HashMap, HashSet};

use super::{Reading, runs::Piece};
use crate::{
    document::EntityKind,
    gazetteer::{RecordId, matching::NameHits, source::layout::NameKind},
};

/// Countries and people that the document names beyond doubt.
#[derive(Default)]
pub(crate) struct Evidence {
    /// How often a country, its people, places or institutions are named, by code.
    pub countries: HashMap<String, u32>,
    /// People whose full name stands in the text.
    pub people: HashSet<RecordId>,
}

pub(crate) fn collect(reading: &Reading<'_, '_>, hits: &NameHits, pieces: &[Piece]) -> Evidence {
    let mut evidence = Evidence::default();
    for piece in pieces {
        let Some(hit) = piece.hit else { continue };
        let candidates = hits.candidates(&hits.hits[hit as usize]);
        let Some(best) = candidates.first() else { continue };
        let unique = candidates
            .iter()
            .all(|c| reading.gazetteer.country_of(c.record) == reading.gazetteer.country_of(best.record));
        if unique && best.name != NameKind::Surname {
            let country = reading.gazetteer.country_of(best.record);
            if !country.is_empty() {
                *evidence.countries.entry(country.to_owned()).or_default() += 1;
            }
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
