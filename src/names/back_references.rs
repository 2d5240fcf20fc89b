//! Single words that refer to a name given in full: surnames, given names, the first word of an organization.

use super::{
    Entities, NameMention, Reading, Reference, entities,
    evidence::Evidence,
    linking,
    runs::{self, Piece},
    shape::Shape,
};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::CueKind,
        matching::NameHits,
        source::layout::{NameKind, WordClass},
    },
    hash::Map,
    text::TokenKind,
};

/// Who bears a name of one word.
#[derive(Clone, Copy)]
struct Bearer {
    /// First token of the full name.
    at: u32,
    entity: u32,
    /// It is the full name's last word, not its first.
    family: bool,
}

/// By the word's hash, each list in text order.
type Bearers = Map<u64, Vec<Bearer>>;

/// Fills in mentions of people by surname or given name (a third of all mentions of people), and of organizations by
/// their first word.
pub(crate) fn resolve(
    reading: &Reading<'_, '_>,
    shape: &Shape,
    (hits, evidence): (&NameHits, &Evidence<'_>),
    pieces: &[Piece],
    references: &[Option<Reference>],
    entities: &mut Entities,
    mentions: &mut [Option<NameMention>],
) {
    let people = people(reading, entities, mentions);
    let organizations = organizations(reading, shape, entities, mentions);
    for ((piece, reference), mention) in pieces.iter().zip(references).zip(mentions) {
        let (first, last) = (piece.first as usize, piece.last as usize);
        let words = (first..last).filter(|&k| runs::is_word(reading, k)).count();
        let single = words == 1 || words == 2 && reading.parsed.tokens[last - 2].kind == TokenKind::Joint;
        if !single || is_numeral(reading.parsed.word(last - 1)) {
            continue;
        }
        let hash = reading.parsed.tokens[last - 1].hash;
        if let Some(bearer) = nearest(people.get(&hash), piece.first)
            && may_refer(reading, shape, hits, evidence, piece, reference.as_ref(), bearer)
        {
            let reference =
                Reference { kind: EntityKind::Person, record: None, form: Form::Surname, rule: "names.surname-of" };
            *mention = Some(entities::mention(piece, &reference, bearer.entity));
            continue;
        }
        let open = reference.is_none_or(|r| r.record.is_none() && !is_founded(r.rule));
        if let Some(bearer) = nearest(organizations.get(&hash), piece.first).filter(|b| open && b.at < piece.first) {
            let reference =
                Reference { kind: EntityKind::Organization, record: None, form: Form::Alias, rule: "names.short-form" };
            *mention = Some(entities::mention(piece, &reference, bearer.entity));
            continue;
        }
        let unknown = reference.filter(|r| r.kind == EntityKind::Person && r.record.is_none());
        if let Some(reference) = unknown {
            let entity = entities::unknown(reading, entities, piece, &reference);
            *mention = Some(entities::mention(piece, &reference, entity));
        }
    }
}

/// The bearer named last before a token, else the first one after it.
fn nearest(bearers: Option<&Vec<Bearer>>, token: u32) -> Option<&Bearer> {
    let bearers = bearers?;
    let before = bearers.partition_point(|b| b.at < token);
    bearers.get(before.saturating_sub(1))
}

fn people(reading: &Reading<'_, '_>, entities: &Entities, mentions: &[Option<NameMention>]) -> Bearers {
    let mut bearers = Bearers::default();
    for m in mentions.iter().flatten() {
        let known = entities.get(m.entity);
        let person = matches!(known.kind, EntityKind::Leader | EntityKind::Person);
        if !person || m.last - m.first < 2 || !is_founded(m.rule) {
            continue;
        }
        let tokens = &reading.parsed.tokens;
        let record = known.record.map(|record| {
            let family = reading.gazetteer.family_of(record);
            crate::text::fold_hash(family.rsplit([' ', '-']).next().unwrap_or(family))
        });
        let last = [Some((tokens[m.last as usize - 1].hash, true)), record.map(|hash| (hash, true))];
        for (hash, family) in last.into_iter().flatten().chain([(tokens[m.first as usize].hash, false)]) {
            let list = bearers.entry(hash).or_default();
            if list.last().is_none_or(|b| b.entity != m.entity) {
                list.push(Bearer { at: m.first, entity: m.entity, family });
            }
        }
    }
    bearers
}

/// Organizations of several words by the first of them, where that is a word of their own.
fn organizations(
    reading: &Reading<'_, '_>,
    shape: &Shape,
    entities: &Entities,
    mentions: &[Option<NameMention>],
) -> Bearers {
    let mut bearers = Bearers::default();
    for m in mentions.iter().flatten() {
        let first = m.first as usize;
        let own = reading.words.at(first).iter().all(|w| w.class() == WordClass::Surname)
            && !shape.is_also_small(reading, first)
            && !reading
                .gazetteer
                .named(reading.parsed.word(first))
                .iter()
                .any(|&id| !matches!(reading.gazetteer.kind(id), EntityKind::Person | EntityKind::Leader));
        let body = entities.get(m.entity).kind == EntityKind::Organization && m.last - m.first > 1;
        if body && own && is_founded(m.rule) {
            let list = bearers.entry(reading.parsed.tokens[first].hash).or_default();
            if list.last().is_none_or(|b| b.entity != m.entity) {
                list.push(Bearer { at: m.first, entity: m.entity, family: false });
            }
        }
    }
    bearers
}

/// Rules that rest on more than two capitals.
fn is_founded(rule: &str) -> bool {
    !matches!(rule, "names.two-words" | "names.preposition")
}

fn is_numeral(word: &str) -> bool {
    word.chars().count() == 1 || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// May this word stand for the bearer? Common nouns and countries need more than the spelling.
fn may_refer(
    reading: &Reading<'_, '_>,
    shape: &Shape,
    hits: &NameHits,
    evidence: &Evidence<'_>,
    piece: &Piece,
    reference: Option<&Reference>,
    bearer: &Bearer,
) -> bool {
    let last = piece.last as usize;
    let word = last - 1;
    let noun = |class| reading.words.of(word, class).is_some();
    let common = noun(WordClass::Nominal) || noun(WordClass::OrganizationWord) || noun(WordClass::PlaceWord);
    if common && (shape.is_also_small(reading, word) || reading.words.of(word, WordClass::Surname).is_none()) {
        return false;
    }
    let Some(linked) = reference.filter(|r| r.record.is_some()) else { return true };
    match linked.kind {
        EntityKind::Country => {
            let hit = piece.hit.map(|h| hits.candidates(&hits.hits[h as usize])).unwrap_or_default();
            let code = linked.record.map_or("", |r| reading.gazetteer.country_of(r));
            let demonym = hit.iter().any(|c| matches!(c.name, NameKind::Adjective | NameKind::People));
            let verb = reading.words.of(last, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb);
            let closed = verb || reading.parsed.tokens.get(last).is_none_or(|t| t.kind != TokenKind::Word);
            bearer.family
                && bearer.at < piece.first
                && evidence.apart_from(reading, piece, code) == 0
                && (closed || !demonym)
        }
        EntityKind::Organization => bearer.family && linked.form == Form::Alias,
        // `in Paris`, though the text knows a Paris Hilton
        EntityKind::Place => bearer.family || !linking::is_located(reading, piece),
        _ => true,
    }
}
