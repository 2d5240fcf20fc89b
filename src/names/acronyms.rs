//! Initials that the text itself explains: `Nairobi Policy Institute (NPI)`.

use super::{NameMention, Names, Reading, Reference, runs::Piece};
use crate::document::{EntityKind, Form};

/// Joins an acronym in brackets to the organization before it, and every later one to the same.
pub(crate) fn join(
    reading: &Reading<'_, '_>,
    pieces: &[Piece],
    references: &mut [Option<Reference>],
    names: &mut Names,
) {
    let parsed = reading.parsed;
    for k in 1..pieces.len() {
        let (long, short) = (&pieces[k - 1], &pieces[k]);
        let bracketed = short.first == long.last + 1
            && parsed.word(long.last as usize) == "("
            && parsed.word(short.last as usize) == ")";
        if !bracketed || short.last - short.first != 1 || !matches(reading, long, short) {
            continue;
        }
        let Some(entity) = names.mentions.iter().find(|m| m.first == long.first).map(|m| m.entity) else { continue };
        if names.entities.get(entity).kind != EntityKind::Organization {
            continue;
        }
        let hash = parsed.tokens[short.first as usize].hash;
        for (piece, reference) in pieces[k..].iter().zip(&mut references[k..]) {
            let same = piece.last - piece.first == 1 && parsed.tokens[piece.first as usize].hash == hash;
            if !same {
                continue;
            }
            names.mentions.retain(|m| m.first != piece.first);
            let rule = "names.defined-acronym";
            names.mentions.push(NameMention {
                first: piece.first,
                last: piece.last,
                form: Form::Acronym,
                entity,
                rule,
                title: None,
            });
            let record = names.entities.get(entity).record;
            *reference = Some(Reference { kind: EntityKind::Organization, record, form: Form::Acronym, rule });
        }
    }
}

/// Do the initials of the long form, small words left out, begin with those of the short one?
fn matches(reading: &Reading<'_, '_>, long: &Piece, short: &Piece) -> bool {
    let letters: Vec<char> = reading.parsed.word(short.first as usize).chars().filter(|c| c.is_alphabetic()).collect();
    let words = (long.first..long.last).map(|k| reading.parsed.word(k as usize));
    let initials: Vec<char> = words.filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    let shared = letters.iter().filter(|c| initials.contains(c)).count();
    letters.len() >= 2 && letters.first() == initials.first() && shared * 3 >= letters.len() * 2
}
