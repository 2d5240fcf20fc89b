//! Kinds of names that no table holds.

use super::{
    Reading, Reference, Spellings,
    runs::Piece,
    shape::{Shape, Style},
    spelling,
};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{CueKind, FunctionClass, NominalClass, TitleKind, WordHit, WordPosition},
        source::layout::WordClass,
    },
    text::{Case, TokenKind},
};

/// What a piece names, by the words in it and around it; `None` where nothing speaks for a name.
pub(crate) fn guess(reading: &Reading<'_, '_>, shape: &Shape, piece: &Piece) -> Option<Reference> {
    let (first, last) = (piece.first as usize, piece.last as usize);
    let of = |kind, rule| Some(Reference { kind, record: None, form: Form::Name, rule });
    let length = (first..last).filter(|&k| reading.parsed.tokens[k].kind == TokenKind::Word).count();
    if piece.head.is_some() {
        return of(EntityKind::Organization, "names.organization-word");
    }
    if (first..last).any(|k| reading.parsed.word(k) == "&") {
        return of(EntityKind::Organization, "names.ampersand");
    }
    // `Doreen Pickles-Ward`
    let hyphened = last - first > 2 && reading.parsed.tokens[last - 2].kind == TokenKind::Joint;
    let place_word = !hyphened && is_place_word(reading, last - 1, WordPosition::Head)
        || is_place_word(reading, first, WordPosition::Prefix);
    let given = reading.words.of(first, WordClass::GivenName);
    // `Lucy Park said`, but `in Lucy Park`
    let located = first.checked_sub(1).is_some_and(|k| {
        matches!(reading.words.function(k), Some(FunctionClass::Preposition | FunctionClass::Determiner))
    });
    let named = length == 2 && !located && given.is_some_and(|g| g.weight() >= 3);
    if place_word && length > 1 && !named {
        return of(EntityKind::Place, "names.place-word");
    }
    if let Some((from, _)) = piece.title
        && is_name_like(reading, first)
    {
        let occupation =
            reading.words.of(from as usize, WordClass::Title).is_some_and(|t| t.title_kind() == TitleKind::Occupation);
        if !occupation || length > 1 {
            return of(EntityKind::Person, "names.title");
        }
    }
    if length > 1 && given.is_some_and(|g| g.weight() >= 1) {
        return of(EntityKind::Person, "names.given-name");
    }
    if is_apposed_body(reading, first, last) && (length > 1 || !is_plain_word(reading, shape, first)) {
        return of(EntityKind::Organization, "names.apposed-body");
    }
    if apposes_person(reading, first, last) && (first..last).all(|k| !is_plain_word(reading, shape, k)) {
        return of(EntityKind::Person, "names.apposed-person");
    }
    let style = shape.style(reading, first);
    if length == 1 && reading.parsed.tokens[first].case == Case::Upper && reading.parsed.word(first).len() > 1 {
        let letters = reading.parsed.word(first).chars().filter(|c| c.is_alphabetic()).count();
        let word = reading.words.function(first).is_some() && piece.initial;
        let plain = (2..=6).contains(&letters) && style != Style::Capitals && !word;
        return if plain { of(EntityKind::Organization, "names.acronym") } else { None };
    }
    let bare = |k: usize| is_bare(reading, shape, k);
    if length > 1 && reading.words.of(last - 1, WordClass::Surname).is_some() && style == Style::Plain && bare(first) {
        return of(EntityKind::Person, "names.surname");
    }
    if is_apposed_person(reading, last) && (length > 1 && bare(first) || !piece.initial && bare(last - 1)) {
        return of(EntityKind::Person, "names.apposition");
    }
    if length > 1 && speaks(reading, first, last) && (first..last).all(bare) {
        return of(EntityKind::Person, "names.speaker");
    }
    let before = first.checked_sub(1).map(|k| reading.parsed.word(k));
    if matches!(before, Some("in" | "near" | "In" | "Near" | "outside")) && style != Style::Capitals && bare(last - 1) {
        return of(EntityKind::Place, "names.preposition");
    }
    if piece.initial && length == 1 {
        return None;
    }
    if (2..=3).contains(&length) && style == Style::Plain && !piece.initial && (first..last).all(bare) {
        return of(EntityKind::Person, "names.two-words");
    }
    None
}

/// A word that is nothing but a name: no noun of the tables, and never written small in this text.
fn is_bare(reading: &Reading<'_, '_>, shape: &Shape, token: usize) -> bool {
    use WordClass::*;
    let noun = |w: &WordHit| matches!(w.class(), Title | Nominal | OrganizationWord | PlaceWord);
    !reading.words.at(token).iter().any(noun) && !shape.is_also_small(reading, token)
}

/// A word that is also written small, or one of the tables' own.
fn is_plain_word(reading: &Reading<'_, '_>, shape: &Shape, token: usize) -> bool {
    !is_bare(reading, shape, token) || reading.words.function(token).is_some()
}

/// The same spelling has one kind in a document: that of its best-founded mention.
pub(crate) fn one_type_a_name(reading: &Reading<'_, '_>, pieces: &[Piece], references: &mut [Option<Reference>]) {
    let rank = |rule: &str| match rule {
        "names.two-words" => 3,
        "names.preposition" | "names.speaker" | "names.acronym" => 2,
        _ => 1,
    };
    let mut best: Spellings<Reference> = Spellings::default();
    for (piece, reference) in pieces.iter().zip(references.iter()) {
        if let Some(reference) = reference.filter(|r| r.record.is_none()) {
            let entry = best.entry(spelling(reading, piece.first, piece.last)).or_insert(reference);
            if rank(reference.rule) < rank(entry.rule) {
                *entry = reference;
            }
        }
    }
    for (piece, reference) in pieces.iter().zip(references.iter_mut()) {
        let known = reference.is_some_and(|r| r.record.is_some());
        if !known && let Some(found) = best.get(&spelling(reading, piece.first, piece.last)) {
            *reference = Some(Reference { kind: found.kind, ..reference.unwrap_or(*found) });
        }
    }
}

fn is_place_word(reading: &Reading<'_, '_>, token: usize, position: WordPosition) -> bool {
    let prefix = position == WordPosition::Prefix;
    reading.words.all(token, WordClass::PlaceWord).any(|w| (w.position() == WordPosition::Prefix) == prefix)
}

fn is_name_like(reading: &Reading<'_, '_>, token: usize) -> bool {
    matches!(reading.parsed.tokens[token].case, Case::Title | Case::Mixed | Case::Upper)
}

/// `, 54,` or `, a spokesman`, `, who` after it.
fn is_apposed_person(reading: &Reading<'_, '_>, last: usize) -> bool {
    let parsed = reading.parsed;
    if parsed.word(last) != "," {
        return false;
    }
    let next = parsed.tokens.get(last + 1);
    let age = next.is_some_and(|t| t.kind == TokenKind::Number)
        && matches!(parsed.word(last + 2), "," | ".")
        && parsed.word(last + 1).len() == 2;
    if age || parsed.word(last + 1) == "who" {
        return true;
    }
    let mut at = last + 1;
    if matches!(parsed.word(at), "a" | "an" | "the" | "his" | "her" | "its" | "their") {
        at += 1;
        for k in at..(at + 5).min(parsed.tokens.len()) {
            if reading.words.of(k, WordClass::Title).is_some() {
                return true;
            }
            if parsed.tokens[k].kind != TokenKind::Word || reading.words.function(k).is_some() {
                return false;
            }
        }
    }
    false
}

/// `his wife, Adwoa,`: between commas behind a noun for a person.
fn apposes_person(reading: &Reading<'_, '_>, first: usize, last: usize) -> bool {
    let parsed = reading.parsed;
    let closed = first > 2 && parsed.word(first - 1) == "," && matches!(parsed.word(last), "," | ".");
    let person = |noun: &WordHit| noun.nominal_class() == NominalClass::Person && !noun.is_plural();
    let owned = |k: usize| {
        parsed.tokens[k].kind == TokenKind::Possessive
            || matches!(parsed.word(k), "his" | "her" | "their" | "His" | "Her" | "Their")
    };
    closed
        && reading.words.of(first - 2, WordClass::Nominal).is_some_and(person)
        && (first.saturating_sub(5)..first - 2).any(owned)
}

/// How many tokens a noun phrase with a relative clause may have between its article and the name.
const APPOSITION: usize = 16;

/// `the port operator, Jane’s Docks,`, `the firm that built it, Sinoline,`, `Sinoline, a small port operator`: beside a
/// comma and a noun for a body.
fn is_apposed_body(reading: &Reading<'_, '_>, first: usize, last: usize) -> bool {
    let parsed = reading.parsed;
    let body =
        |noun: &WordHit| noun.nominal_class() == NominalClass::Organization && !noun.is_plural() && noun.may_mean_any();
    let ends = |end: usize| {
        (end.saturating_sub(3)..end)
            .filter_map(|k| reading.words.of(k, WordClass::Nominal))
            .any(|n| n.last as usize == end && body(n))
    };
    if first > 1 && parsed.word(first - 1) == "," && matches!(parsed.word(last), "," | ".") {
        let clause = |k: &usize| matches!(parsed.word(*k), "that" | "which");
        let relative = || (first.saturating_sub(APPOSITION)..first - 1).rev().find(clause).is_some_and(ends);
        if ends(first - 1) || relative() {
            return true;
        }
    }
    parsed.word(last) == ","
        && matches!(parsed.word(last + 1), "a" | "an" | "the")
        && head_noun(reading, last + 2).is_some_and(|n| body(n) || parsed.word(n.last as usize) == "which")
}

/// The noun that a noun phrase ends in, over the words before it.
fn head_noun<'a>(reading: &Reading<'a, '_>, from: usize) -> Option<&'a WordHit> {
    let mut found = None;
    let mut at = from;
    while at < from + 6
        && reading.parsed.tokens.get(at).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Joint))
        && reading.words.function(at).is_none()
    {
        found = reading.words.of(at, WordClass::Nominal);
        at = found.map_or(at + 1, |noun| noun.last as usize);
    }
    found
}

/// A name of one or two words that nothing else speaks for, but a verb of speech: whoever says something has a name.
pub(super) fn speaker(reading: &Reading<'_, '_>, shape: &Shape, piece: &Piece) -> Option<Reference> {
    let (first, last) = (piece.first as usize, piece.last as usize);
    let name = |k: usize| {
        let token = &reading.parsed.tokens[k];
        matches!(token.case, Case::Title | Case::Mixed)
            && token.kind == TokenKind::Word
            && is_bare(reading, shape, k)
            && reading.words.at(k).iter().all(|w| matches!(w.class(), WordClass::Surname | WordClass::GivenName))
    };
    let verb = |k: usize| {
        reading.words.of(k, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb && c.weight() >= 8)
    };
    let before = first.checked_sub(1);
    let opens = before.is_none_or(|k| reading.words.function(k).is_none() && !is_name_like(reading, k));
    let closed = reading.parsed.tokens.get(last).is_none_or(|t| t.kind == TokenKind::Punct);
    let told = (verb(last) && opens || before.is_some_and(verb) && closed)
        && last <= first + 2
        && shape.style(reading, first) == Style::Plain;
    let mixed = reading.parsed.tokens[first].case == Case::Mixed;
    let kind = if mixed && last == first + 1 { EntityKind::Organization } else { EntityKind::Person };
    (told && (first..last).all(name)).then_some(Reference {
        kind,
        record: None,
        form: Form::Name,
        rule: "names.speaker",
    })
}

/// A verb of speech beside it.
fn speaks(reading: &Reading<'_, '_>, first: usize, last: usize) -> bool {
    let verb = |k: usize| {
        reading.words.of(k, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb && c.weight() >= 7)
            && reading.words.function(k) != Some(FunctionClass::Preposition)
    };
    verb(last) || first > 0 && verb(first - 1)
}
