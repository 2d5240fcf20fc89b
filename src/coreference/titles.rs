//! Offices that stand for their holder: `the French president`, `the prime minister`, `the secretary-general`.

use std::borrow::Cow;

use super::{
    Reference, References,
    holders::is_single,
    nominals, phrases,
    witness::{Score, Witness},
};
use crate::{
    document::{EntityKind, Form, OfficeStatus, Role},
    gazetteer::{
        RecordId,
        lexicon::{FunctionClass, NominalClass, TitleKind, WordHit},
        offices,
        source::layout::{OfficeRow, WordClass},
    },
    names::{NameMention, Reading},
    text::TokenKind,
};

/// How many names back a title's holder may have been named.
const REACH: usize = 200;
/// How many references back an unnamed bearer of the title may have been brought in.
const NEAR: usize = 30;

/// Finds offices that no name follows.
pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    let mut found: Vec<Reference> = Vec::new();
    for hit in reading.words.iter_of(WordClass::Title) {
        if hit.title_kind() != TitleKind::Office || hit.is_plural() || hit.roles().next().is_none() {
            continue;
        }
        // `the UN secretary-general`: a name may be part of the title, no title is part of a name.
        let inside = references.name_at(hit.first).is_some_and(|m| m.first < hit.first || m.last >= hit.last);
        let before_name =
            references.name_at(hit.last).is_some_and(|m| m.title.is_some_and(|t| t.0 <= hit.first && hit.last <= t.1));
        let continued = reading
            .words
            .at(hit.first.saturating_sub(1) as usize)
            .iter()
            .any(|h| h.class() == WordClass::Title && h.last >= hit.last);
        if inside || before_name || continued {
            continue;
        }
        let first = phrases::start(reading, references, hit.first);
        let head = if elect_behind(reading, hit) { hit.last + 2 } else { hit.last };
        let last = of_name(reading, references, head).map_or(head, |name| name.last);
        if first < hit.first && found.last().is_none_or(|f| f.last <= first) {
            found.push(Reference {
                first,
                last,
                form: Form::Title,
                entity: None,
                members: Vec::new(),
                rule: "title.office",
                description: None,
            });
        }
    }
    references.others.append(&mut found);
    of_several(reading, references);
}

/// `the French and German foreign ministers`: one office in several countries.
fn of_several(reading: &Reading<'_, '_>, references: &mut References) {
    for hit in reading.words.iter_of(WordClass::Title) {
        if hit.title_kind() != TitleKind::Office || !hit.is_plural() || hit.roles().next().is_none() {
            continue;
        }
        let countries = countries_before(reading, references, hit.first);
        let first = countries.last().map_or(hit.first, |name| phrases::start(reading, references, name.first));
        if countries.len() > 1 && references.others.last().is_none_or(|r| r.last <= first || r.first >= hit.last) {
            references.others.push(Reference {
                first,
                last: hit.last,
                form: Form::Group,
                entity: None,
                members: Vec::new(),
                rule: "group.titles",
                description: None,
            });
        }
    }
}

/// The demonyms of a list that ends before a token, the last one first.
fn countries_before(reading: &Reading<'_, '_>, references: &References, token: u32) -> Vec<NameMention> {
    let mut found: Vec<NameMention> = Vec::new();
    let mut end = token;
    while let Some(name) = end.checked_sub(1).and_then(|k| references.name_at(k)) {
        if name.last != end || name.form != Form::Demonym || found.len() > 8 {
            break;
        }
        found.push(*name);
        let link = |k: u32| matches!(reading.parsed.word(k as usize), "and" | ",");
        let Some(k) = name.first.checked_sub(1).filter(|&k| link(k)) else { break };
        end = if k > 0 && link(k - 1) { k - 1 } else { k };
    }
    found
}

/// The holders of one office in several countries; none where one of them is not known.
fn resolve_several(reading: &Reading<'_, '_>, references: &mut References, k: usize, witness: &mut Witness) {
    let (first, last) = (references.others[k].first, references.others[k].last);
    let hit = (first..last).filter_map(|t| reading.words.of(t as usize, WordClass::Title)).find(|t| t.last == last);
    let Some(hit) = hit else { return };
    let mut members = Vec::new();
    for name in countries_before(reading, references, hit.first) {
        let country = references.entities.get(name.entity).country.clone();
        let title = Title::read(reading, references, first, last);
        let holder = title.and_then(|title| Title { country: Some(country), ..title }.holder(references, witness));
        let Some((entity, _)) = holder else { return };
        members.push(entity);
    }
    members.sort_unstable();
    references.others[k].members = members;
    witness.close(&references.others[k]);
}

/// `president-elect`: one title of the table, or a title and a word behind it.
fn is_elect(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    reading.gazetteer.lemma_str(hit).ends_with("-elect") || elect_behind(reading, hit)
}

fn elect_behind(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    let joint = reading.parsed.tokens.get(hit.last as usize).is_some_and(|t| t.kind == TokenKind::Joint && t.glued);
    joint && reading.parsed.word(hit.last as usize + 1) == "elect"
}

/// `of Kenya`, `of the World Bank` after a title.
fn of_name<'r>(reading: &Reading<'_, '_>, references: &'r References, last: u32) -> Option<&'r NameMention> {
    let of = reading.parsed.word(last as usize) == "of";
    let the = u32::from(reading.parsed.word(last as usize + 1) == "the");
    let name = references.name_at(last + 1 + the).filter(|_| of)?;
    matches!(references.entities.get(name.entity).kind, EntityKind::Country | EntityKind::Organization).then_some(name)
}

/// Leads titles back to their holders.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References, witness: &mut Witness) {
    for k in 0..references.others.len() {
        if references.others[k].rule == "group.titles" {
            resolve_several(reading, references, k, witness);
        }
        if references.others[k].form != Form::Title {
            continue;
        }
        let (first, last) = (references.others[k].first, references.others[k].last);
        let Some(title) = Title::read(reading, references, first, last) else { continue };
        if let Some((entity, rule)) = title.holder(references, witness) {
            if rule == "title.apposition" {
                references.call(entity, reading.gazetteer.lemma_str(title.hit));
                references.call(entity, nominals::last_word(reading.gazetteer.lemma_str(title.hit)));
            }
            references.others[k].entity = Some(entity);
            references.others[k].rule = rule;
        }
        witness.close(&references.others[k]);
    }
}

/// A title in the text, with all that it and the words around it say.
pub(super) struct Title<'a, 't> {
    pub(super) reading: &'a Reading<'a, 't>,
    pub(super) first: u32,
    last: u32,
    pub(super) hit: &'a WordHit,
    /// Its meanings, each with roles and a scope.
    pub(super) meanings: Vec<&'a WordHit>,
    former: bool,
    pub(super) elect: bool,
    /// The country named inside the phrase.
    pub(super) country: Option<Cow<'static, str>>,
    /// The organization named inside the phrase.
    organization: Option<u32>,
    /// It belongs to something that is neither a country nor a known organization.
    narrowed: bool,
    /// The state or town named inside the phrase: `the Vermont senator`.
    place: Option<u32>,
}

impl<'a, 't> Title<'a, 't> {
    fn read(reading: &'a Reading<'a, 't>, references: &References, first: u32, last: u32) -> Option<Self> {
        let hit = (first..last)
            .filter_map(|k| reading.words.of(k as usize, WordClass::Title))
            .find(|t| t.title_kind() == TitleKind::Office)?;
        let meanings: Vec<_> = reading.words.all(hit.first as usize, WordClass::Title).collect();
        let former = (first..hit.first)
            .any(|k| matches!(reading.parsed.word(k as usize), "former" | "ex" | "late" | "then" | "next" | "future"));
        let inside = |kind: EntityKind| {
            let mut names = (first..last).filter_map(|k| references.name_at(k));
            // `the Oslo-born minister` is not of Oslo.
            let joined = |m: &NameMention| {
                reading.parsed.tokens.get(m.last as usize).is_some_and(|t| t.kind == TokenKind::Joint && t.glued)
            };
            names.find(|m| references.entities.get(m.entity).kind == kind && !joined(m)).map(|m| m.entity)
        };
        let country = inside(EntityKind::Country).map(|e| references.entities.get(e).country.clone());
        let of = reading.parsed.word(last as usize) == "of";
        let organization = inside(EntityKind::Organization);
        // `the company's president`, `its president`
        let owned = country.is_none()
            && organization.is_none()
            && (first..hit.first).any(|k| {
                let nominal = reading.words.of(k as usize, WordClass::Nominal);
                let owner = reading.words.function(k as usize) == Some(FunctionClass::Pronoun);
                reading.parsed.tokens[k as usize].kind == TokenKind::Possessive
                    || owner
                    || nominal.is_some_and(|n| n.nominal_class() == NominalClass::Organization && n.last <= hit.first)
            });
        Some(Title {
            reading,
            first,
            last,
            hit,
            meanings,
            former,
            elect: is_elect(reading, hit),
            country,
            organization,
            narrowed: of || owned,
            place: inside(EntityKind::Place),
        })
    }

    fn holder(&self, references: &mut References, witness: &mut Witness) -> Option<(u32, &'static str)> {
        if let Some(entity) = self.apposed(references) {
            return Some((entity, "title.apposition"));
        }
        if self.narrowed || self.is_indefinite() {
            return None;
        }
        if let Some(entity) = self.named_before(references, witness) {
            return Some((entity, "title.named"));
        }
        let date = self.reading.date.filter(|_| !self.former)?;
        let record = match self.organization {
            Some(body) => self.head_of(references.entities.get(body).record?, date),
            None => self.of_country(references, date).or_else(|| self.of_organization(references, date)),
        };
        Some((references.entities.of_record(self.reading, record?), "title.dated"))
    }

    /// `a senator`, `one minister`: somebody new, or one of several.
    fn is_indefinite(&self) -> bool {
        let word = self.reading.parsed.word(self.first as usize);
        let determiner = self.reading.words.function(self.first as usize) == Some(FunctionClass::Determiner);
        determiner && !["the", "this", "that"].iter().any(|definite| word.eq_ignore_ascii_case(definite))
    }

    /// `Jane Doe, the foreign minister` and `the foreign minister, Jane Doe,`.
    fn apposed(&self, references: &References) -> Option<u32> {
        let word = |k: u32| self.reading.parsed.word(k as usize);
        let person =
            |m: &NameMention| matches!(references.entities.get(m.entity).kind, EntityKind::Person | EntityKind::Leader);
        let comma = self.first.checked_sub(1).filter(|&k| word(k) == ",");
        let before = comma.and_then(|k| references.name_at(k.checked_sub(1)?).filter(|m| m.last == k && person(m)));
        if let Some(name) = before {
            return Some(name.entity);
        }
        // `of the Union of Ports (UP), Jane Doe,`
        let acronym = word(self.last) == "(" && word(self.last + 2) == ")";
        let last = if acronym { self.last + 3 } else { self.last };
        let name = (last + 1..last + 4).find_map(|k| references.name_at(k));
        let name = name.filter(|m| word(last) == "," && person(m))?;
        let closed = matches!(word(name.last), "," | "." | ";" | "" | "—" | "–" | "-");
        // `its president, former striker Jane Doe,`: the title before the name is none of an office but that of one of many,
        // `the deputy mayor, Cllr Jane Doe,`.
        let office = name.title.is_some_and(|(a, b)| {
            let mut titles = (a..b).filter_map(|k| self.reading.words.of(k as usize, WordClass::Title));
            titles.any(|t| t.title_kind() == TitleKind::Office && !t.roles().any(|role| role == Role::Legislator))
        });
        let (first, _) = name.titled();
        let beside = first == last + 1 || phrases::start(self.reading, references, first) == last + 1;
        (closed && beside && !office).then_some(name.entity)
    }

    /// Where the text last brought in an unnamed bearer of the title: `a spokesman for the bank`.
    fn introduced(&self, references: &References) -> u32 {
        let word = |k: u32| self.reading.parsed.word(k as usize);
        let at = references.others.partition_point(|r| r.first < self.first);
        let same = references.others[..at].iter().rev().take(NEAR).find(|r| {
            let noun = r.last.checked_sub(1).map_or("", word);
            noun.eq_ignore_ascii_case(word(self.last - 1))
                && matches!(word(r.first), "a" | "A" | "an" | "An" | "another" | "one" | "One")
        });
        same.filter(|r| r.entity.is_none()).map_or(0, |r| r.first)
    }

    /// Somebody whom the text named and who holds such an office (or, for `former`, has held it), the latest first.
    fn named_before(&self, references: &References, witness: &mut Witness) -> Option<u32> {
        // `a spokesman for the bank … the spokesman`: somebody new was brought in.
        let lately = self.introduced(references);
        for mention in before(references, self.first).take(REACH).take_while(|m| m.first >= lately) {
            let verdict = self.may_be(references, mention);
            witness.weigh(mention.titled(), Some(mention.entity), verdict.map(|()| Score::default()));
            if verdict.is_ok() {
                return Some(mention.entity);
            }
        }
        None
    }

    /// Does somebody bear the title in the text, or hold the office by the tables?
    fn may_be(&self, references: &References, mention: &NameMention) -> Result<(), &'static str> {
        let gazetteer = self.reading.gazetteer;
        let lemma = gazetteer.lemma_str(self.hit);
        let known = references.entities.get(mention.entity);
        if !matches!(known.kind, EntityKind::Person | EntityKind::Leader) {
            return Err("not a person");
        }
        let same_title = mention.title.is_some_and(|(a, b)| {
            (a..b).any(|k| {
                let mut all = self.reading.words.all(k as usize, WordClass::Title);
                all.any(|t| gazetteer.lemma_str(t) == lemma)
            })
        });
        let same_title = same_title || references.is_called(mention.entity, lemma);
        let place = self.country.as_deref().is_none_or(|code| known.country.is_empty() || known.country == code);
        if same_title && place && self.organization.is_none() && !self.former && !self.elect {
            return Ok(());
        }
        let record = known.record.ok_or("bears no such title")?;
        let holds = gazetteer.offices(record).any(|office| self.fits(references, record, &office));
        holds.then_some(()).ok_or("does not hold the office on that day")
    }

    /// Is the office of a person the one that the phrase names, at its time?
    fn fits(&self, references: &References, person: RecordId, office: &OfficeRow) -> bool {
        let Some(role) = Role::from_index(office.role) else { return false };
        let (title, country, organization) = self.reading.gazetteer.office_words(person, office);
        let meant =
            self.meanings.iter().any(|m| m.roles().any(|r| r == role) && self.scope_allows(m, country, organization));
        let reach = self.reading.gazetteer.reach();
        let status = self.reading.date.map_or(OfficeStatus::Unknown, |d| offices::status(office, d, reach));
        let timely = match status {
            // Without a date every office that has ended may be a former one.
            OfficeStatus::Unknown if self.reading.date.is_none() && self.former => office.end != 0,
            OfficeStatus::Incumbent | OfficeStatus::Unknown => !self.former && !self.elect,
            OfficeStatus::Former => self.former,
            OfficeStatus::Future => self.elect,
        };
        let here = self.country.as_deref().is_none_or(|code| code == country);
        let body = self.organization.is_none_or(|body| {
            let key = references.entities.get(body).record.map(|r| self.reading.gazetteer.key_of(r));
            key.as_deref() == Some(organization)
        });
        // `the senator`: one of many, if that is what the office is called.
        let named = is_single(role) || title.to_lowercase().contains(self.last_word());
        let place = self.place.is_none_or(|place| title.contains(&*references.entities.get(place).name));
        let fits = self.gender_fits(person) && self.portfolio_fits(role, title);
        meant && timely && here && body && named && place && fits
    }

    /// The last word of the title.
    fn last_word(&self) -> &str {
        let lemma = self.reading.gazetteer.lemma_str(self.hit);
        lemma.rsplit(' ').next().unwrap_or(lemma)
    }

    fn scope_allows(&self, meaning: &WordHit, country: &str, organization: &str) -> bool {
        let scope = self.reading.gazetteer.scope(meaning);
        match scope.strip_prefix('@') {
            Some(key) => self.organization.is_some() || organization.ends_with(&format!(":{key}")),
            None => scope.is_empty() || scope.split('|').any(|code| code == country),
        }
    }

    /// A minister is meant by what he is minister of.
    pub(super) fn portfolio_fits(&self, role: Role, title: &str) -> bool {
        if role != Role::Minister {
            return true;
        }
        let (lemma, title) = (self.reading.gazetteer.lemma_str(self.hit), title.to_lowercase());
        let small = ["minister", "secretary", "of", "for", "the", "and", "state"];
        let mut words = lemma.split(|c: char| !c.is_alphanumeric()).filter(|w| !small.contains(w)).peekable();
        words.peek().is_some() && words.all(|word| title.contains(word))
    }
}

/// Names before a token, the nearest first.
pub(super) fn before(references: &References, token: u32) -> impl Iterator<Item = &NameMention> {
    references.names_before(token).rev()
}
