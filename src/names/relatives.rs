//! Relatives who share a family name that the text does not repeat: `his wife, Adwoa` of Kwabena Osei-Tutu is Mrs
//! Osei-Tutu.

use super::{
    Entities, NameMention, Reading, Reference, entities,
    runs::{self, Piece},
};
use crate::{
    document::EntityKind,
    gazetteer::{
        lexicon::{Gender, NominalClass},
        source::layout::WordClass,
    },
    text::TokenKind,
};

/// A relative named by a given name alone.
pub(super) struct Relative {
    /// First token of the given name.
    pub at: u32,
    pub entity: u32,
    /// A token that is the family's name.
    pub family: u32,
}

/// How many words may stand between `his` and `wife`.
const MODIFIERS: u32 = 3;
/// How many family names back theirs may stand.
const REACH: usize = 40;

/// The relatives in text order; each gets the gender of the noun.
pub(super) fn find(
    reading: &Reading<'_, '_>,
    entities: &mut Entities,
    (pieces, references): (&[Piece], &[Option<Reference>]),
    mentions: &[Option<NameMention>],
    bearer: impl Fn(u64) -> Option<u32>,
) -> Vec<Relative> {
    let mut found = Vec::new();
    // The last words of people's names so far, with their genders.
    let mut families: Vec<(u32, Gender)> = Vec::new();
    for ((piece, reference), mention) in pieces.iter().zip(references).zip(mentions) {
        let person = |r: &Reference| matches!(r.kind, EntityKind::Person | EntityKind::Leader);
        if reference.is_some_and(|r| !person(&r)) {
            continue;
        }
        let single = piece.last == piece.first + 1;
        if let Some(reference) = reference.filter(|r| single && r.record.is_none())
            && let Some((gender, family)) = kin(reading, &families, piece)
        {
            let entity = mention.map_or_else(|| entities::unknown(reading, entities, piece, &reference), |m| m.entity);
            entities.tell_gender(entity, gender);
            found.push(Relative { at: piece.first, entity, family });
        } else if let Some(entity) =
            mention.map(|m| m.entity).or_else(|| bearer(reading.parsed.tokens[piece.last as usize - 1].hash))
        {
            let told = entities::title_gender(reading, piece);
            families.push((piece.last - 1, told.unwrap_or(entities.get(entity).gender)));
        }
    }
    found
}

/// The gender of the noun before a given name, and the last word of the name of whose relative it is.
fn kin(reading: &Reading<'_, '_>, families: &[(u32, Gender)], piece: &Piece) -> Option<(Gender, u32)> {
    let word = |k: u32| reading.parsed.word(k as usize);
    let comma = u32::from(piece.first > 0 && word(piece.first - 1) == ",");
    let noun = piece.first.checked_sub(1 + comma)?;
    let hit = reading.words.of(noun as usize, WordClass::Nominal)?;
    if hit.nominal_class() != NominalClass::Person || hit.is_plural() || hit.gender() == Gender::Unknown {
        return None;
    }
    for k in (noun.saturating_sub(MODIFIERS)..noun).rev() {
        if reading.parsed.tokens[k as usize].kind == TokenKind::Possessive {
            let owner = k.checked_sub(1).filter(|&k| runs::is_capitalised(reading, k as usize))?;
            return Some((hit.gender(), owner));
        }
        let other = match word(k) {
            "his" | "His" => Gender::Female,
            "her" | "Her" => Gender::Male,
            _ => continue,
        };
        let owner = families.iter().rev().take(REACH).find(|family| family.1 != other)?;
        return Some((hit.gender(), owner.0));
    }
    None
}
