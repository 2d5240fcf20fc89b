//! Names beside a noun that says who they are: `Jane Doe, a spokeswoman`, `its editors, Jane Doe and John Roe,`.

use super::{Reference, References, nominals, phrases};
use crate::{
    document::{EntityKind, OrganizationType},
    gazetteer::lexicon::{NominalClass, WordHit},
    names::{NameMention, Reading},
    text::TokenKind,
};

/// How long a relative clause may be between a noun and the name behind it: `the firm that built it, Sofala,`.
const CLAUSE: u32 = 14;

/// `Jane Doe, a spokeswoman`, `a spokeswoman, Jane Doe,`, `the port operator, Sofala,`: the name beside the comma.
pub(super) fn named(
    reading: &Reading<'_, '_>,
    references: &References,
    reference: &Reference,
    hit: &WordHit,
) -> Option<u32> {
    let fits = |name: &&NameMention| {
        let known = references.entities.get(name.entity);
        match hit.nominal_class() {
            NominalClass::Person => matches!(known.kind, EntityKind::Person | EntityKind::Leader),
            NominalClass::Organization => {
                known.organization_type.is_some_and(|t| t == OrganizationType::Other || hit.may_mean(t))
            }
            _ => false,
        }
    };
    let word = |k: u32| reading.parsed.word(k as usize);
    // `the oil company Nordfjell`
    let beside = references.name_at(reference.last).filter(|m| m.first == reference.last && !hit.is_plural());
    if let Some(name) = beside.filter(|_| hit.nominal_class() == NominalClass::Organization).filter(fits) {
        return Some(name.entity);
    }
    let before = reference.first.checked_sub(2).filter(|k| word(k + 1) == ",").and_then(|k| references.name_at(k));
    if let Some(name) = before.filter(|n| n.last + 1 == reference.first && !hit.is_plural()).filter(fits) {
        return Some(name.entity);
    }
    // `its MP, Labour’s Jane Doe,`, `a spokesman for the ministry, John Roe,`
    let end = match word(reference.last) {
        "," => reference.last,
        "that" | "which" | "who" => (reference.last..reference.last + CLAUSE).find(|&k| word(k) == ",")?,
        _ => nominals::with_owner(reading, references, reference.last),
    };
    // `the sport's governing body, the World Council,`
    let the = u32::from(hit.nominal_class() == NominalClass::Organization && word(end + 1) == "the");
    let end = end + the;
    let owner = references.name_at(end + 1).filter(|_| word(end - the) == ",")?;
    let owned = reading.parsed.tokens.get(owner.last as usize).is_some_and(|t| t.kind == TokenKind::Possessive);
    let behind = if owned { references.name_at(owner.last + 1)? } else { owner };
    // `her publisher, Jane Doe of Press House, said`
    let house =
        matches!(word(behind.last), "of" | "from" | "at").then(|| references.name_at(behind.last + 1)).flatten();
    let closed = word(house.map_or(behind.last, |h| h.last)) == ",";
    let (first, _) = behind.titled();
    let beside = first <= end + 1 || owned || phrases::start(reading, references, first) == end + 1;
    Some(behind).filter(|_| beside && (closed || house.is_some()) && !hit.is_plural()).filter(fits).map(|n| n.entity)
}

/// `its editors, Jane Doe and John Roe,`: those whom a plural introduces.
pub(super) fn listed(
    reading: &Reading<'_, '_>,
    references: &References,
    reference: &Reference,
    hit: &WordHit,
) -> Vec<u32> {
    let word = |k: u32| reading.parsed.word(k as usize);
    let mut members = Vec::new();
    if !hit.is_plural() || hit.nominal_class() != NominalClass::Person || word(reference.last) != "," {
        return members;
    }
    let mut at = reference.last + 1;
    // Over the titles before a name.
    let beside = |at: u32| references.names_in(at, at + 6).next().filter(|m| m.titled().0 <= at);
    while let Some(name) = beside(at) {
        if !matches!(references.entities.get(name.entity).kind, EntityKind::Person | EntityKind::Leader) {
            break;
        }
        members.push(name.entity);
        at = match (word(name.last), word(name.last + 1)) {
            (",", "and") => name.last + 2,
            ("," | "and", _) => name.last + 1,
            _ => break,
        };
    }
    if members.len() < 2 {
        members.clear();
    }
    members
}
