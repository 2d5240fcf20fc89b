//! Initials that the text itself explains: `Nairobi Policy Institute (NPI)`, `NPI (Nairobi Policy Institute)`.

use super::{Entities, NameMention, Reading, Reference, entities, runs::Piece};
use crate::{
    document::{EntityKind, Form},
    hash::Map,
};

/// Joins an acronym in brackets to the organization before it, and every later one to the same.
pub(crate) fn join(
    reading: &Reading<'_, '_>,
    pieces: &[Piece],
    references: &mut [Option<Reference>],
    entities: &Entities,
    mentions: &mut [Option<NameMention>],
) {
    let parsed = reading.parsed;
    let mut defined: Map<u64, u32> = Map::default();
    for k in 0..pieces.len() {
        let piece = &pieces[k];
        let single = piece.last - piece.first == 1;
        let hash = parsed.tokens[piece.first as usize].hash;
        if single && let Some(long) = explained(reading, pieces, k) {
            let body = mentions[long].filter(|m| entities.get(m.entity).kind == EntityKind::Organization);
            if let Some(m) = body {
                defined.insert(hash, m.entity);
            }
        }
        let Some(&entity) = defined.get(&hash).filter(|_| single) else { continue };
        let record = entities.get(entity).record;
        let rule = "names.defined-acronym";
        let reference = Reference { kind: EntityKind::Organization, record, form: Form::Acronym, rule };
        mentions[k] = Some(entities::mention(piece, &reference, entity));
        references[k] = Some(reference);
    }
}

/// The piece beside an acronym that spells it out.
fn explained(reading: &Reading<'_, '_>, pieces: &[Piece], short: usize) -> Option<usize> {
    let word = |k: u32| reading.parsed.word(k as usize);
    let bracketed = |outer: &Piece, inner: &Piece| {
        inner.first == outer.last + 1 && word(outer.last) == "(" && word(inner.last) == ")"
    };
    let before = short.checked_sub(1).filter(|&k| bracketed(&pieces[k], &pieces[short]));
    let after = Some(short + 1).filter(|&k| pieces.get(k).is_some_and(|long| bracketed(&pieces[short], long)));
    before.or(after).filter(|&long| matches(reading, &pieces[long], &pieces[short]))
}

/// No acronym has more letters.
const MOST_LETTERS: usize = 16;

/// Do the initials of the long form, small words left out, begin with those of the short one?
fn matches(reading: &Reading<'_, '_>, long: &Piece, short: &Piece) -> bool {
    let letters: Vec<char> = reading.parsed.word(short.first as usize).chars().filter(|c| c.is_alphabetic()).collect();
    if !(2..=MOST_LETTERS).contains(&letters.len()) {
        return false;
    }
    let words = (long.first..long.last).map(|k| reading.parsed.word(k as usize));
    let initials: Vec<char> = words.filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    let shared = letters.iter().filter(|c| initials.contains(c)).count();
    // `Panama Maritime Authority (AMP)`: the letters of another language's order
    let all = shared == letters.len() && letters.len() == initials.len();
    all || letters.first() == initials.first() && shared * 3 >= letters.len() * 2
}
