//! A state's body behind its country: `Kenyan Parliament`, `U.S. Senate` are two names side by side.

use super::Reading;
use crate::{
    document::{EntityKind, OrganizationType},
    gazetteer::{
        matching::{Candidate, NameHit, NameHits},
        source::layout::NameKind,
    },
    text::{Case, Token},
};

/// Is the body a ministry, force, parliament or court, which its country's people name without the country?
pub(crate) fn is_of_a_state(kind: OrganizationType) -> bool {
    use OrganizationType::*;
    matches!(kind, Ministry | Government | Military | Legislature | Court)
}

/// Is it a country's adjective, or its initials, which serve as one?
pub(crate) fn is_adjective(candidate: &Candidate, last: &Token) -> bool {
    let demonym = matches!(candidate.name, NameKind::Adjective | NameKind::People);
    candidate.kind == EntityKind::Country && (demonym || last.case == Case::Upper)
}

/// Cuts the country off the names of its bodies; both keep their records.
pub(crate) fn split(reading: &Reading<'_, '_>, hits: NameHits) -> NameHits {
    let NameHits { hits, mut candidates } = hits;
    let mut split = Vec::with_capacity(hits.len());
    for hit in hits {
        match country_end(reading, &hit, &mut candidates) {
            Some(country) => {
                split.push(country);
                split.push(NameHit { first: country.last, ..hit });
            }
            None => split.push(hit),
        }
    }
    NameHits { hits: split, candidates }
}

/// The country that a body's name begins with.
fn country_end(reading: &Reading<'_, '_>, hit: &NameHit, candidates: &mut Vec<Candidate>) -> Option<NameHit> {
    let of_state = |c: &Candidate| {
        let kind = OrganizationType::from_index(reading.gazetteer.row(c.record).sub);
        c.kind == EntityKind::Organization && kind.is_some_and(is_of_a_state)
    };
    let (first, last) = (hit.first as usize, hit.last as usize);
    let own = &candidates[hit.candidates.0 as usize..hit.candidates.1 as usize];
    if last - first < 2 || !own.iter().all(of_state) {
        return None;
    }
    // `Palestinian Authority`: nobody says `Authority` alone.
    let government = own.iter().any(|c| reading.gazetteer.row(c.record).sub == OrganizationType::Government as u8);
    let tokens = &reading.parsed.tokens[..last - 1];
    let from = candidates.len();
    let (end, _) = reading.gazetteer.match_at(reading.parsed.text, tokens, first, candidates)?;
    let country = candidates[from..].iter().any(|c| is_adjective(c, &tokens[end - 1]));
    let rest =
        reading.parsed.tokens.get(end).is_some_and(|t| matches!(t.case, Case::Title | Case::Upper | Case::Mixed));
    if !country || !rest || government && last - end == 1 {
        candidates.truncate(from);
        return None;
    }
    Some(NameHit { first: hit.first, last: end as u32, candidates: (from as u32, candidates.len() as u32) })
}
