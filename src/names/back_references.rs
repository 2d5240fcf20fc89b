//! Parts that refer to a name given in full: surnames, given names, the first word of an organization.

use super::{
    Entities, NameMention, Reading, Reference, entities,
    evidence::Evidence,
    linking,
    relatives::{self, Relative},
    runs::{self, Piece},
    shape::Shape,
};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{CueKind, Gender},
        matching::NameHits,
        source::layout::{NameKind, WordClass},
    },
    hash::Map,
    text::TokenKind,
};

/// Who bears a part of a full name.
#[derive(Clone, Copy)]
struct Bearer {
    /// First token of the full name.
    at: u32,
    entity: u32,
    /// The part is a family name, as far as its place tells.
    family: bool,
    /// More than two capitals speak for the full name.
    founded: bool,
    /// The tables know the bearer.
    known: bool,
    /// The name is only that of the bearer's family: it needs a title.
    relative: bool,
}

/// By the hash of the part's words, each list in text order.
type Bearers = Map<u64, Vec<Bearer>>;

/// Fills in mentions of people by a part of their names (a third of all mentions of people), and of organizations by
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
    let mut people = people(reading, entities, mentions);
    let bearer = |hash: u64| people.get(&hash).and_then(|all| all.first()).filter(|b| b.family).map(|b| b.entity);
    for Relative { at, entity, family } in relatives::find(reading, entities, (pieces, references), mentions, bearer) {
        let bearers = people.entry(reading.parsed.tokens[family as usize].hash).or_default();
        let place = bearers.partition_point(|b| b.at < at);
        bearers.insert(place, Bearer { at, entity, family: true, founded: true, known: false, relative: true });
    }
    let organizations = organizations(reading, shape, entities, mentions);
    for ((piece, reference), mention) in pieces.iter().zip(references).zip(mentions) {
        let (first, last) = (piece.first as usize, piece.last as usize);
        let words = (first..last).filter(|&k| runs::is_word(reading, k)).count();
        let single = words == 1 || words == 2 && reading.parsed.tokens[last - 2].kind == TokenKind::Joint;
        let surname = |m: Form| Reference { kind: EntityKind::Person, record: None, form: m, rule: "names.surname-of" };
        if !single {
            // `Van der Kolk`, `Quispe Mamani`, `Jane Doe` of a Jane T. Doe
            let open = reference.is_some_and(|r| r.kind == EntityKind::Person && r.record.is_none());
            let key = hash_of(reading, &words_of(reading, piece.first, piece.last));
            let other = |b: &Bearer| {
                b.founded && mention.is_none_or(|m| m.entity != b.entity) && fits(reading, entities, piece, b)
            };
            if let Some(bearer) = open.then(|| nearest(people.get(&key), piece.first, other)).flatten() {
                *mention = Some(entities::mention(piece, &surname(Form::Alias), bearer.entity));
            }
            // `Harbour Marine` of Harbour Marine Engineering
            let open = reference.is_some_and(|r| r.kind == EntityKind::Organization && r.record.is_none());
            let other = |b: &Bearer| mention.is_none_or(|m| m.entity != b.entity);
            if let Some(bearer) = open.then(|| nearest(organizations.get(&key), piece.first, other)).flatten() {
                let (kind, rule) = (EntityKind::Organization, "names.short-form");
                let reference = Reference { kind, record: None, form: Form::Alias, rule };
                *mention = Some(entities::mention(piece, &reference, bearer.entity));
            }
            continue;
        }
        if is_numeral(reading.parsed.word(last - 1)) {
            continue;
        }
        let hash = reading.parsed.tokens[last - 1].hash;
        // What is taken for a person by itself and ends such a name speaks for both.
        let person = reference.is_some_and(|r| r.kind == EntityKind::Person && r.record.is_none());
        let meant = |b: &Bearer| (b.founded || b.family && person) && fits(reading, entities, piece, b);
        // `Yeltsin` stays the president after his wife has been named: relatives come with given names or titles.
        let bearers = people.get(&hash);
        let leading = |b: &Bearer| b.known && b.at < piece.first && piece.title.is_none() && meant(b);
        let led = bearers.and_then(|all| all.first()).is_some_and(leading);
        let bearer = nearest(bearers, piece.first, |b| meant(b) && b.at != piece.first && (b.known || !led));
        if let Some(bearer) = bearer
            && may_refer(reading, shape, hits, evidence, piece, reference.as_ref(), &bearer)
        {
            *mention = Some(entities::mention(piece, &surname(Form::Surname), bearer.entity));
            continue;
        }
        // A verb of speech beside it tells no company from a person.
        let told = |rule| is_founded(rule) && !matches!(rule, "names.speaker" | "names.learned");
        let open = piece.title.is_none() && reference.is_none_or(|r| r.record.is_none() && !told(r.rule));
        let body = nearest(organizations.get(&hash), piece.first, |_| true).filter(|b| open && b.at < piece.first);
        if let Some(bearer) = body {
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

/// `Ms Doe` is no John Doe.
fn fits(reading: &Reading<'_, '_>, entities: &Entities, piece: &Piece, bearer: &Bearer) -> bool {
    let known = entities.get(bearer.entity).gender;
    let told = entities::title_gender(reading, piece).filter(|_| known != Gender::Unknown);
    told.map_or(!bearer.relative, |gender| gender == known)
}

/// Of the bearers that fit the one named last before a token, else the first one after it.
fn nearest(bearers: Option<&Vec<Bearer>>, token: u32, fits: impl Fn(&Bearer) -> bool) -> Option<Bearer> {
    let bearers = bearers?;
    let before = bearers.partition_point(|b| b.at < token);
    let earlier = bearers[..before].iter().rev().take(NAMESAKES).find(|b| fits(b));
    earlier.or_else(|| bearers[before..].iter().take(NAMESAKES).find(|b| fits(b))).copied()
}

/// No more bearers of one name are looked at.
const NAMESAKES: usize = 8;

fn people(reading: &Reading<'_, '_>, entities: &Entities, mentions: &[Option<NameMention>]) -> Bearers {
    let mut bearers = Bearers::default();
    for m in mentions.iter().flatten() {
        let known = entities.get(m.entity);
        let person = matches!(known.kind, EntityKind::Leader | EntityKind::Person);
        // A hyphenated surname is one word.
        let joints = (m.first..m.last).filter(|&k| reading.parsed.tokens[k as usize].kind == TokenKind::Joint).count();
        if !person || m.last - m.first < 2 + 2 * joints as u32 || m.rule == "names.preposition" {
            // `President Yeltsin`, not yet named in full
            let hash = reading.parsed.tokens[m.last as usize - 1].hash;
            if person && known.record.is_some() && !bearers.contains_key(&hash) {
                let founded = is_founded(m.rule);
                bearers.insert(
                    hash,
                    vec![Bearer { at: m.first, entity: m.entity, family: true, founded, known: true, relative: false }],
                );
            }
            continue;
        }
        let mut add = |hash: u64, family: bool| {
            let list = bearers.entry(hash).or_default();
            if list.last().is_none_or(|b| b.entity != m.entity) {
                let (founded, known) = (is_founded(m.rule), known.record.is_some());
                list.push(Bearer { at: m.first, entity: m.entity, family, founded, known, relative: false });
            }
        };
        let words = words_of(reading, m.first, m.last);
        let hash = |k: u32| reading.parsed.tokens[k as usize].hash;
        if let Some((&given, rest)) = words.split_first() {
            // The last word, those between that are no particles (`Diego Restrepo Luna`), the first.
            rest.iter().rev().filter(|&&k| runs::is_capitalised(reading, k as usize)).for_each(|&k| add(hash(k), true));
            if let Some(record) = known.record {
                let family = reading.gazetteer.family_of(record);
                add(crate::text::fold_hash(family.rsplit([' ', '-']).next().unwrap_or(family)), true);
            }
            add(hash(given), false);
            (1..words.len().saturating_sub(1)).for_each(|k| add(hash_of(reading, &words[k..]), true));
            (2..=words.len()).for_each(|k| add(hash_of(reading, &words[..k]), false));
        }
    }
    bearers
}

/// The words of a person's name without initials and without what stands behind it: `Jr.`, `III`.
fn words_of(reading: &Reading<'_, '_>, first: u32, last: u32) -> Vec<u32> {
    let small = |k: &u32| {
        let word = reading.parsed.word(*k as usize).trim_end_matches('.');
        runs::is_word(reading, *k as usize) && !is_numeral(word) && !matches!(word, "Jr" | "Sr")
    };
    (first..last).filter(small).take(LONGEST).collect()
}

/// No name has more words; a long run of capitals must not cost their square.
const LONGEST: usize = 8;

/// One hash of several words; that of a single word is its own.
fn hash_of(reading: &Reading<'_, '_>, words: &[u32]) -> u64 {
    let hashes = words.iter().map(|&k| reading.parsed.tokens[k as usize].hash);
    hashes.reduce(|all, next| (all ^ next.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)).unwrap_or(0)
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
        let body = entities.get(m.entity).kind == EntityKind::Organization && m.last - m.first > 1;
        if !body || !is_founded(m.rule) {
            continue;
        }
        let own = reading.words.at(first).iter().all(|w| w.class() == WordClass::Surname)
            && !shape.is_also_small(reading, first)
            && !reading
                .gazetteer
                .named(reading.parsed.word(first))
                .iter()
                .any(|&id| !matches!(reading.gazetteer.kind(id), EntityKind::Person | EntityKind::Leader));
        if own {
            let words = words_of(reading, m.first, m.last);
            for end in 1..words.len() {
                let list = bearers.entry(hash_of(reading, &words[..end])).or_default();
                if list.last().is_none_or(|b| b.entity != m.entity) {
                    let (at, entity) = (m.first, m.entity);
                    list.push(Bearer { at, entity, family: false, founded: true, known: false, relative: false });
                }
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
        // `President Yeltsin`, whose wife is named in full only later
        EntityKind::Leader | EntityKind::Person => bearer.known || bearer.at < piece.first,
    }
}
