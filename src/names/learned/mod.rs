//! The learned typer: kinds and bounds of what the tables' links leave open.
//!
//! A linear model walks over stretches of capitalised words and gives each word a tag. What it sees of a word is in
//! [`view`]: its letters, its neighbours, what the tables say of it, what the rules took it for, here and elsewhere in
//! the document. The tables' links to countries, leaders and the like stay as they are.

use super::{
    Reading, Reference,
    pieces::{self, Piece},
    runs,
    shape::Shape,
};
use crate::{
    document::{EntityKind, Form},
    gazetteer::matching::NameHits,
    text::Case,
};
#[cfg(feature = "train")]
pub(crate) use tags::COLUMNS;
pub(crate) use tags::Tag;
pub(crate) use view::Views;
pub(crate) use weights::Weights;
#[cfg(feature = "train")]
pub(crate) use weights::place;

mod tags;
mod view;
mod weights;

/// Pieces and references with the model's word on what is open; unchanged where no weights are there.
pub(crate) fn retype(
    reading: &Reading<'_, '_>,
    shape: &Shape,
    hits: &NameHits,
    (old, references): (Vec<Piece>, Vec<Option<Reference>>),
) -> (Vec<Piece>, Vec<Option<Reference>>) {
    let Some(weights) = Weights::read(crate::model::NAMES) else { return (old, references) };
    let views = Views::new(reading, shape, hits, &old, &references);
    let mut spans = Vec::new();
    for (first, last) in views.stretches() {
        let tags = tags::decode(&weights, &views, first, last);
        tags::spans(&tags, first, &mut spans);
    }
    let found = spans.into_iter().map(|(first, last, kind)| {
        let near = old.partition_point(|p| (p.first as usize) < first);
        let same = old.get(near).filter(|p| (p.first as usize, p.last as usize) == (first, last));
        match same.zip(references.get(near)) {
            Some((piece, Some(reference))) if group(reference.kind) == kind => (*piece, Some(*reference)),
            _ => learned(reading, &old, near, (first, last), kind),
        }
    });
    let all = || old.iter().copied().zip(references.iter().copied());
    let fixed = all().filter(|(_, r)| r.is_some_and(|r| is_fixed(&r))).collect();
    let linked = all().filter(|(_, r)| r.is_some_and(|r| r.record.is_some()));
    beside(beside(fixed, found), linked).into_iter().unzip()
}

type Found = (Piece, Option<Reference>);

/// Two lists in text order as one; where they overlap the first one wins.
fn beside(first: Vec<Found>, second: impl Iterator<Item = Found>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::with_capacity(first.len());
    let mut first = first.into_iter().peekable();
    for found in second {
        while let Some(before) = first.next_if(|f| f.0.first < found.0.last) {
            all.push(before);
        }
        if all.last().is_none_or(|f| f.0.last <= found.0.first) {
            all.push(found);
        }
    }
    all.extend(first);
    all
}

/// Links that the model does not touch.
pub(crate) fn is_fixed(reference: &Reference) -> bool {
    reference.record.is_some() && matches!(reference.kind, EntityKind::Country | EntityKind::Leader)
}

/// The kinds that the model tells apart.
pub(crate) fn group(kind: EntityKind) -> EntityKind {
    match kind {
        EntityKind::Leader => EntityKind::Person,
        EntityKind::Country => EntityKind::Place,
        kind => kind,
    }
}

/// The piece and reference of a span that the model found.
fn learned(
    reading: &Reading<'_, '_>,
    old: &[Piece],
    near: usize,
    (first, last): (usize, usize),
    kind: EntityKind,
) -> Found {
    let around = old.get(near.saturating_sub(1)..(near + 2).min(old.len())).unwrap_or_default();
    let title = around.iter().find(|p| p.first as usize == first).and_then(|p| p.title);
    let title = title.or_else(|| pieces::title_before(reading, first)).filter(|_| kind == EntityKind::Person);
    let organization = kind == EntityKind::Organization;
    let head = (first..last).rev().find(|&k| organization && runs::is_organization_head(reading, k));
    let single = last - first == 1 && reading.parsed.tokens[first].case == Case::Upper;
    let form = if organization && single { Form::Acronym } else { Form::Name };
    let piece = Piece {
        first: first as u32,
        last: last as u32,
        hit: None,
        title,
        initial: around.iter().any(|p| p.first as usize == first && p.initial),
        head: head.map(|k| k as u32),
    };
    (piece, Some(Reference { kind, record: None, form, rule: "names.learned" }))
}
