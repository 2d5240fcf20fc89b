//! One entity for each real-world thing of a document.

use std::borrow::Cow;

use super::{NameMention, Reading, Reference, runs::Piece, spelling};
use crate::{
    document::{EntityKind, OrganizationType},
    gazetteer::{RecordId, lexicon::Gender, source::layout::WordClass},
    hash::Map,
};

/// A thing that the text names.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub kind: EntityKind,
    pub record: Option<RecordId>,
    pub name: Cow<'static, str>,
    pub organization_type: Option<OrganizationType>,
    pub gender: Gender,
    /// Code of its country; empty where unknown.
    pub country: Cow<'static, str>,
}

/// The entities of a document.
#[derive(Default)]
pub(crate) struct Entities {
    list: Vec<Known>,
    by_record: Map<RecordId, u32>,
    by_name: Map<(EntityKind, u64), u32>,
}

impl Entities {
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(&self, entity: u32) -> &Known {
        &self.list[entity as usize]
    }

    /// What the text tells of somebody's gender, where nothing else does.
    pub(crate) fn tell_gender(&mut self, entity: u32, gender: Gender) {
        let known = &mut self.list[entity as usize].gender;
        if *known == Gender::Unknown {
            *known = gender;
        }
    }

    /// No more names without a record will come: what is spelled the same needs not be told any more.
    pub(super) fn close(&mut self) {
        self.by_name = Map::default();
    }

    /// The same, which is gone from here.
    pub(crate) fn take(&mut self, entity: u32) -> Known {
        let known = &mut self.list[entity as usize];
        let (name, country) = (std::mem::take(&mut known.name), std::mem::take(&mut known.country));
        Known { name, country, ..*known }
    }

    /// The entity of a record, made where the document had none.
    pub(crate) fn of_record(&mut self, reading: &Reading<'_, '_>, record: RecordId) -> u32 {
        if let Some(&entity) = self.by_record.get(&record) {
            return entity;
        }
        let gazetteer = reading.gazetteer;
        let entity = self.push(Known {
            kind: gazetteer.kind(record),
            record: Some(record),
            name: gazetteer.name_of(record),
            organization_type: gazetteer.organization_type(record),
            gender: Gender::from_byte(gazetteer.row(record).gender),
            country: gazetteer.shared_country_of(record),
        });
        self.by_record.insert(record, entity);
        entity
    }

    fn of_name(&mut self, kind: EntityKind, key: u64, make: impl FnOnce() -> Known) -> u32 {
        if let Some(&entity) = self.by_name.get(&(kind, key)) {
            return entity;
        }
        let entity = self.push(make());
        self.by_name.insert((kind, key), entity);
        entity
    }

    fn push(&mut self, known: Known) -> u32 {
        self.list.push(known);
        self.list.len() as u32 - 1
    }
}

/// Mentions and entities of all pieces that were linked or typed, save single names that need a full name first.
pub(crate) fn join(
    reading: &Reading<'_, '_>,
    pieces: &[Piece],
    references: &[Option<Reference>],
    entities: &mut Entities,
) -> Vec<Option<NameMention>> {
    let mut join = |(piece, reference): (&Piece, &Option<Reference>)| {
        let reference = (*reference)?;
        let single = piece.last - piece.first == 1;
        if single && reference.kind == EntityKind::Person && reference.record.is_none() {
            return None; // see `back_references`
        }
        let entity = match reference.record {
            Some(record) => entities.of_record(reading, record),
            None => unknown(reading, entities, piece, &reference),
        };
        Some(mention(piece, &reference, entity))
    };
    pieces.iter().zip(references).map(&mut join).collect()
}

pub(crate) fn mention(piece: &Piece, reference: &Reference, entity: u32) -> NameMention {
    let Piece { first, last, title, .. } = *piece;
    NameMention { first, last, form: reference.form, entity, rule: reference.rule, title }
}

pub(crate) fn unknown(reading: &Reading<'_, '_>, entities: &mut Entities, piece: &Piece, reference: &Reference) -> u32 {
    let key = spelling(reading, piece.first, piece.last);
    entities.of_name(reference.kind, key, || {
        let text = reading.parsed.span(piece.first as usize, piece.last as usize).of(reading.parsed.text);
        let given = reading.words.of(piece.first as usize, WordClass::GivenName);
        let head = piece.head.and_then(|k| reading.words.of(k as usize, WordClass::OrganizationWord));
        let organization = reference.kind == EntityKind::Organization;
        Known {
            kind: reference.kind,
            record: None,
            name: Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            organization_type: organization.then(|| head.map_or(OrganizationType::Other, |h| h.organization_type())),
            gender: title_gender(reading, piece).or(given.map(|g| g.gender())).unwrap_or_default(),
            country: Cow::Borrowed(""),
        }
    })
}

pub(super) fn title_gender(reading: &Reading<'_, '_>, piece: &Piece) -> Option<Gender> {
    let (first, last) = piece.title?;
    let mut titles = (first..last).filter_map(|k| reading.words.of(k as usize, WordClass::Title));
    titles.find_map(|t| Some(t.gender()).filter(|g| *g != Gender::Unknown))
}
