//! Relatives who share a family name that the text does not repeat: `his wife, Adwoa` of Kwabena Osei-Tutu is Mrs
//! Osei-Tutu.

use super::{Entities, NameMention, Reading, runs};
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

/// The relatives in text order; each gets the gender of the noun.
pub(super) fn find(
    reading: &Reading<'_, '_>,
    entities: &mut Entities,
    mentions: &[Option<NameMention>],
) -> Vec<Relative> {
    let mut found = Vec::new();
    let mut full: Vec<&NameMention> = Vec::new();
    for mention in mentions.iter().flatten() {
        let known = entities.get(mention.entity);
        if !matches!(known.kind, EntityKind::Person | EntityKind::Leader) {
            continue;
        }
        if mention.last > mention.first + 1 {
            full.push(mention);
            continue;
        }
        if known.record.is_none()
            && let Some((gender, family)) = kin(reading, entities, &full, mention)
        {
            entities.tell_gender(mention.entity, gender);
            found.push(Relative { at: mention.first, entity: mention.entity, family });
        }
    }
    found
}

/// The gender of the noun before a given name, and the last word of the name of whose relative it is.
fn kin(
    reading: &Reading<'_, '_>,
    entities: &Entities,
    full: &[&NameMention],
    mention: &NameMention,
) -> Option<(Gender, u32)> {
    let word = |k: u32| reading.parsed.word(k as usize);
    let comma = u32::from(mention.first > 0 && word(mention.first - 1) == ",");
    let noun = mention.first.checked_sub(1 + comma)?;
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
        let owner = full.iter().rev().find(|m| entities.get(m.entity).gender != other)?;
        return Some((hit.gender(), owner.last - 1));
    }
    None
}
