//! Which names stand in a text and what they name.
//!
//! Capitalised runs are cut at titles and at names of the tables ([`runs`]); every piece gets a kind ([`typing`]) or a
//! record ([`linking`]); what is the same thing becomes one entity ([`entities`]).

use crate::{
    date::Date,
    document::{EntityKind, Form},
    gazetteer::{Gazetteer, matching::NameHits, words::WordHits},
    hash::Map,
    text::{Parsed, fold::hash_step},
};
use shape::Shape;

pub(crate) use entities::{Entities, Known};

mod acronyms;
mod back_references;
mod bodies;
mod bounds;
mod entities;
mod evidence;
pub(crate) mod learned;
mod linking;
mod metonyms;
mod pieces;
mod relatives;
mod runs;
mod shape;
mod typing;

/// What every later stage reads: the text's parts, the tables, the words found in it, the day it was written.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a, 't> {
    pub parsed: &'a Parsed<'t>,
    pub gazetteer: &'a Gazetteer,
    pub words: &'a WordHits,
    pub date: Option<Date>,
}

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameMention {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    pub form: Form,
    /// Index of the entity.
    pub entity: u32,
    pub rule: &'static str,
    /// Tokens of the titles before a person's name.
    pub title: Option<(u32, u32)>,
}

impl NameMention {
    /// Its tokens, the titles before it included.
    pub(crate) fn titled(&self) -> (u32, u32) {
        (self.title.map_or(self.first, |title| title.0), self.last)
    }
}

/// The names of a text in text order, disjoint, and the entities that they name.
#[derive(Default)]
pub(crate) struct Names {
    pub mentions: Vec<NameMention>,
    pub entities: Entities,
}

/// What a piece of a run is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub kind: EntityKind,
    pub record: Option<crate::gazetteer::RecordId>,
    pub form: Form,
    pub rule: &'static str,
}

/// Finds the names of a text.
pub(crate) fn find(reading: &Reading<'_, '_>) -> Names {
    let ByRules { shape, hits, evidence, pieces, references } = by_rules(reading);
    let typed = learned::retype(reading, &shape, &hits, (pieces, references));
    let (pieces, mut references) = release(reading, &shape, &hits, &evidence, typed);
    let mut entities = Entities::default();
    let mut mentions = entities::join(reading, &pieces, &references, &mut entities);
    acronyms::join(reading, &pieces, &mut references, &entities, &mut mentions);
    let known = (&hits, &evidence);
    back_references::resolve(reading, &shape, known, &pieces, &references, &mut entities, &mut mentions);
    entities.close();
    let mentions = mentions.into_iter().flatten().collect();
    Names { mentions, entities }
}

/// What the rules say of a text's pieces, before anything is learned or led back.
pub(crate) struct ByRules<'a> {
    pub shape: Shape,
    pub hits: NameHits,
    pub evidence: evidence::Evidence<'a>,
    pub pieces: Vec<runs::Piece>,
    pub references: Vec<Option<Reference>>,
}

pub(crate) fn by_rules<'a>(reading: &Reading<'a, '_>) -> ByRules<'a> {
    let shape = Shape::of(reading);
    let hits = reading.gazetteer.match_names(reading.parsed.text, &reading.parsed.tokens);
    let hits = bodies::split(reading, hits);
    let pieces = runs::pieces(reading, &shape, &hits);
    let evidence = evidence::collect(reading, &hits, &pieces);
    let mut references: Vec<Option<Reference>> =
        pieces.iter().map(|piece| refer(reading, &shape, &hits, &evidence, piece)).collect();
    typing::one_type_a_name(reading, &pieces, &mut references);
    ByRules { shape, hits, evidence, pieces, references }
}

/// A piece that the tables know is linked, any other is typed.
fn refer(
    reading: &Reading<'_, '_>,
    shape: &Shape,
    hits: &NameHits,
    evidence: &evidence::Evidence<'_>,
    piece: &runs::Piece,
) -> Option<Reference> {
    let linked = piece.hit.and_then(|hit| linking::choose(reading, hits, evidence, piece, &hits.hits[hit as usize]));
    linked.or_else(|| typing::guess(reading, shape, piece))
}

/// What is taken for no name after all gives back the countries in it: `Official Visits Georgia`.
fn release(
    reading: &Reading<'_, '_>,
    shape: &Shape,
    hits: &NameHits,
    evidence: &evidence::Evidence<'_>,
    (pieces, references): (Vec<runs::Piece>, Vec<Option<Reference>>),
) -> (Vec<runs::Piece>, Vec<Option<Reference>>) {
    let mut released = (Vec::with_capacity(pieces.len()), Vec::with_capacity(pieces.len()));
    for (piece, reference) in pieces.into_iter().zip(references) {
        if reference.is_none() && piece.hit.is_none() {
            let from = hits.hits.partition_point(|hit| hit.first < piece.first);
            for (number, hit) in hits.hits.iter().enumerate().skip(from).take_while(|(_, hit)| hit.last <= piece.last) {
                let (first, last) = (hit.first, hit.last);
                let inner =
                    runs::Piece { first, last, hit: Some(number as u32), title: None, initial: false, head: None };
                let country = linking::choose(reading, hits, evidence, &inner, hit);
                let country = country.filter(|r| r.kind == EntityKind::Country);
                if country.is_some() && pieces::is_usable(reading, shape, hits, hit) {
                    released.0.push(inner);
                    released.1.push(country);
                }
            }
        }
        if reference.is_some() || released.0.last().is_none_or(|before| before.last <= piece.first) {
            released.0.push(piece);
            released.1.push(reference);
        }
    }
    released
}

/// The hash of a name's tokens, as a key for what is spelled the same.
pub(crate) fn spelling(reading: &Reading<'_, '_>, first: u32, last: u32) -> u64 {
    let tokens = &reading.parsed.tokens[first as usize..last as usize];
    tokens.iter().filter(|t| t.hash != 0).fold(0, |state, t| hash_step(state, t.hash))
}

/// A map from spellings.
pub(crate) type Spellings<T> = Map<u64, T>;
