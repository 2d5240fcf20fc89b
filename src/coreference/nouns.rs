//! What the nouns of a text have meant so far: `the editor` after `Jane Doe, editor of the weekly`.

use super::{
    References,
    nominals::{head, inner},
};
use crate::{
    document::Role,
    gazetteer::{
        lexicon::{NominalClass, WordHit},
        source::layout::WordClass,
    },
    hash::Map,
    names::{NameMention, Reading},
};

/// What a noun meant last.
#[derive(Clone, Copy)]
pub(super) enum Meant {
    Entity(u32),
    Description((u32, u32)),
}

/// A noun, whether it is a plural, and whose it is: `the Republican nominee`.
pub(super) type Key<'a> = (&'a str, bool, Option<u32>);

/// What the text has meant so far.
#[derive(Default)]
pub(super) struct Said<'a> {
    nouns: Map<Key<'a>, Meant>,
    /// Who bears a title of an office: `Justice Doe` is the judge.
    bearers: Map<u8, u32>,
}

impl<'a> Said<'a> {
    /// What the words before a name call its bearer.
    pub(super) fn titled(&mut self, reading: &Reading<'a, '_>, references: &mut References, name: &NameMention) {
        let body = name.title.and_then(|t| inner(references, t.0.saturating_sub(2), name.first));
        for noun in nouns_of_title(reading, name) {
            self.names((noun, false, body), name.entity);
            references.call(name.entity, noun);
        }
        self.bearers.extend(roles_of_title(reading, name).map(|role| (role as u8, name.entity)));
    }

    pub(super) fn names(&mut self, (noun, plural, body): Key<'a>, entity: u32) {
        for body in [None, body] {
            self.nouns.insert((noun, plural, body), Meant::Entity(entity));
        }
    }

    pub(super) fn is_named(&self, key: &Key<'a>) -> bool {
        matches!(self.nouns.get(key), Some(Meant::Entity(_)))
    }

    /// What a definite noun means: whom it named, who bears such a title, or its fullest description.
    pub(super) fn meaning(&self, key: &Key<'a>, hit: &WordHit) -> Option<(Meant, &'static str)> {
        let bearer = hit.roles().find_map(|role| self.bearers.get(&(role as u8)));
        match (self.nouns.get(key), bearer) {
            (Some(&named @ Meant::Entity(_)), _) => Some((named, "nominal.named")),
            (_, Some(&bearer)) => Some((Meant::Entity(bearer), "nominal.titled")),
            (Some(&described), None) => Some((described, "nominal.described")),
            (None, None) => None,
        }
    }

    /// A description stands for its noun until a fuller one comes; an indefinite one brings in somebody new.
    pub(super) fn describes(&mut self, (noun, plural, _): Key<'a>, description: (u32, u32), definite: bool) {
        let key = (noun, plural, None);
        let longer = match self.nouns.get(&key) {
            Some(Meant::Description(d)) => d.1 - d.0 < description.1 - description.0,
            Some(Meant::Entity(_)) => false,
            None => true,
        };
        if !definite || longer {
            self.nouns.insert(key, Meant::Description(description));
        }
    }
}

/// `spokesman Petter Lund`: what the words before a person's name call him.
fn nouns_of_title<'a>(reading: &Reading<'a, '_>, name: &NameMention) -> Vec<&'a str> {
    let (first, last) = name.title.unwrap_or((0, 0));
    let hits = (first..last).filter_map(|k| reading.words.of(k as usize, WordClass::Nominal));
    hits.filter(move |hit| hit.last <= last && hit.nominal_class() == NominalClass::Person)
        .map(|hit| head(reading, hit))
        .collect()
}

/// The offices that the words before a person's name stand for, but those that many hold at once.
fn roles_of_title<'a>(reading: &Reading<'a, '_>, name: &NameMention) -> impl Iterator<Item = Role> + use<'a> {
    let (first, last) = name.title.unwrap_or((0, 0));
    let words = reading.words;
    let hits = (first..last).flat_map(move |k| words.all(k as usize, WordClass::Title));
    let common =
        |role: &Role| matches!(role, Role::OrganizationHead | Role::Spokesperson | Role::Minister | Role::Other);
    hits.flat_map(|hit| hit.roles()).filter(move |role| !common(role))
}
