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
    typing,
};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{matching::NameHits, source::layout::WordClass},
    hash::Set,
    text::Case,
};
#[cfg(feature = "train")]
pub(crate) use tags::COLUMNS;
pub(crate) use tags::Tag;
pub(crate) use view::Views;
pub(crate) use weights::Weights;
#[cfg(feature = "train")]
pub(crate) use weights::place;

mod facts;
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
    let mut decoder = tags::Decoder::new(weights, &views);
    let mut spans = Vec::new();
    for (first, last) in views.stretches() {
        tags::spans(decoder.decode(first, last), first, &mut spans);
    }
    let families = families(reading, &old, &references);
    let unshouted = |(first, last, kind): (usize, usize, EntityKind)| {
        let listed = old.binary_search_by_key(&(first as u32), |p| p.first).is_ok();
        let first = first + usize::from(!listed && runs::is_shout(reading, first));
        (first < last).then_some((first, last, kind))
    };
    let found = spans.into_iter().filter_map(unshouted).map(|(first, last, kind)| {
        let kind = if is_full_name(reading, &families, first, last) { EntityKind::Person } else { kind };
        let near = old.partition_point(|p| (p.first as usize) < first);
        let same = old.get(near).filter(|p| (p.first as usize, p.last as usize) == (first, last));
        match same.zip(references.get(near)) {
            Some((piece, Some(reference)))
                if group(reference.kind) == kind || is_founded(reading, piece, reference) =>
            {
                (*piece, Some(*reference))
            }
            _ => learned(reading, &old, near, (first, last), kind),
        }
    });
    let all = || old.iter().copied().zip(references.iter().copied());
    let fixed = all().filter(|(_, r)| r.is_some_and(|r| is_fixed(reading, &r)));
    // What the model leaves out keeps its link, or waits for a full name that it refers back to.
    let rest = all().map(|(piece, reference)| {
        // `MR. CARNEY:` in a transcript
        let label = |r: &Reference| r.rule == "names.title" && reading.parsed.word(piece.last as usize) == ":";
        let head = |r: &Reference| r.rule == "names.organization-word" && is_founded(reading, &piece, r);
        let kept = |r: &Reference| r.rule.starts_with("names.apposed") || head(r) || label(r);
        let known = reference.filter(|r| r.record.is_some() || kept(r));
        (piece, known.or_else(|| typing::speaker(reading, shape, &piece)))
    });
    beside(beside(fixed, found), rest).unzip()
}

type Found = (Piece, Option<Reference>);

/// Two lists in text order as one; where they overlap the first one wins.
fn beside(first: impl Iterator<Item = Found>, second: impl Iterator<Item = Found>) -> impl Iterator<Item = Found> {
    let (mut first, mut second) = (first.peekable(), second.peekable());
    let mut free = 0;
    std::iter::from_fn(move || {
        loop {
            let next = match second.peek() {
                None => return first.next(),
                Some(found) => first.next_if(|f| f.0.first < found.0.last).or_else(|| {
                    let found = second.next();
                    found.filter(|f| free <= f.0.first)
                }),
            };
            if let Some(next) = next {
                free = next.0.last;
                return Some(next);
            }
        }
    })
}

/// Links that the model does not touch: countries, leaders, and the best-known bodies (`the Kremlin`).
pub(crate) fn is_fixed(reading: &Reading<'_, '_>, reference: &Reference) -> bool {
    const KNOWN_TO_ALL: u8 = 7;
    reference.record.is_some_and(|record| match reference.kind {
        EntityKind::Country | EntityKind::Leader => true,
        EntityKind::Organization => reading.gazetteer.row(record).weight >= KNOWN_TO_ALL,
        _ => false,
    })
}

/// What a rule found by a title or by a given name before a word that is nothing but a name.
fn is_founded(reading: &Reading<'_, '_>, piece: &Piece, reference: &Reference) -> bool {
    let last = piece.last as usize - 1;
    let bare = reading.words.at(last).iter().all(|w| matches!(w.class(), WordClass::Surname | WordClass::GivenName));
    let given = reading.words.of(piece.first as usize, WordClass::GivenName).is_some_and(|g| g.weight() >= 1);
    match reference.rule {
        "names.title" | "names.ampersand" | "names.apposed-body" | "names.apposed-person" => true,
        "names.given-name" => given && bare,
        // `Norrland Shipping`: the model may take it for a place or a person.
        "names.organization-word" => piece.head.is_some_and(|head| head as usize == last),
        _ => false,
    }
}

/// Surnames that stand behind a title somewhere: `Mr. Stoltzfus`.
fn families(reading: &Reading<'_, '_>, pieces: &[Piece], references: &[Option<Reference>]) -> Set<u64> {
    let titled = pieces.iter().zip(references).filter(|(p, r)| {
        p.last - p.first == 1 && r.is_some_and(|r| r.rule == "names.title" && r.kind == EntityKind::Person)
    });
    titled.map(|(p, _)| reading.parsed.tokens[p.first as usize].hash).collect()
}

/// Two or three words of which the last is such a surname, and no organization's word among them.
fn is_full_name(reading: &Reading<'_, '_>, families: &Set<u64>, first: usize, last: usize) -> bool {
    let family = families.contains(&{ reading.parsed.tokens[last - 1].hash });
    (2..=3).contains(&(last - first)) && family && !(first..last).any(|k| runs::is_organization_head(reading, k))
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
    let (first, own) = if kind == EntityKind::Person { behind_titles(reading, first, last) } else { (first, None) };
    let title = own.or_else(|| around.iter().find(|p| p.first as usize == first).and_then(|p| p.title));
    let title = title.or_else(|| pieces::title_before(reading, first)).filter(|_| kind == EntityKind::Person);
    // `Jane Doe of Harbour Marine`: no person's name goes on in small letters.
    let of = (first + 1..last).find(|&k| kind == EntityKind::Person && matches!(reading.parsed.word(k), "of" | "from"));
    let last = of.unwrap_or(last);
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

/// `Farmer Jane Doe`: where the name begins, and the titles before it.
fn behind_titles(reading: &Reading<'_, '_>, first: usize, last: usize) -> (usize, Option<(u32, u32)>) {
    let mut at = first;
    while let Some(title) = reading.words.of(at, WordClass::Title).filter(|t| (t.last as usize) < last) {
        if reading.words.of(at, WordClass::GivenName).is_some() {
            break;
        }
        at = title.last as usize;
    }
    (at, (at > first).then_some((first as u32, at as u32)))
}
