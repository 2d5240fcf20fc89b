//! Who held a title's office on the day, by the tables.

use super::{
    References,
    titles::{Title, before},
};
use crate::{
    date::Date,
    document::{EntityKind, Form, Role},
    gazetteer::{
        RecordId,
        lexicon::{Gender, WordHit},
        source::layout::{OfficeRow, WordClass},
    },
    names::Reading,
};

/// How many names back a title's country or organization may have been named.
const NEAR: usize = 30;

impl Title<'_, '_> {
    /// The holder of the country's office that is named in the phrase, or of the country that the text speaks of.
    pub(super) fn of_country(&self, references: &References, date: Date) -> Option<RecordId> {
        let scopes = || self.meanings.iter().map(|m| (m, self.reading.gazetteer.scope(m)));
        let national = || scopes().filter(|(_, scope)| !scope.starts_with('@'));
        let allows = |scope: &str, code: &str| scope.is_empty() || scope.split('|').any(|c| c == code);
        if let Some(code) = &self.country {
            return national().filter(|(_, s)| allows(s, code)).find_map(|(m, _)| self.holder_in(m, code, date));
        }
        // `Alexis Tsipras told his cabinet that the finance minister …`: a leader's country, if none is named.
        for kind in [EntityKind::Country, EntityKind::Leader] {
            for (meaning, scope) in national() {
                let near = before(references, self.first).take(NEAR).map(|m| references.entities.get(m.entity));
                let mut codes = near.filter(|e| e.kind == kind && !e.country.is_empty()).map(|e| &*e.country);
                // Only the last country has a president; a chancellor is that of the last one that has one.
                let code = if scope.is_empty() { codes.next() } else { codes.find(|code| allows(scope, code)) };
                if let Some(holder) = code.and_then(|code| self.holder_in(meaning, code, date)) {
                    return Some(holder);
                }
            }
        }
        // A title that one country alone has: `the home secretary`.
        let mut all = national();
        let (meaning, scope) = all.next().filter(|_| all.next().is_none())?;
        if scope.is_empty() || scope.contains('|') {
            return None;
        }
        if self.is_set_elsewhere(references, scope) { None } else { self.holder_in(meaning, scope, date) }
    }

    /// Who holds one of a meaning's offices in a country.
    fn holder_in(&self, meaning: &WordHit, code: &str, date: Date) -> Option<RecordId> {
        let gazetteer = self.reading.gazetteer;
        // The prime minister under a president who heads the government goes before that president.
        let under = |role: &Role| *role == Role::PrimeMinister;
        let ordered = meaning.roles().filter(under).chain(meaning.roles().filter(|role| !under(role)));
        let mut roles = ordered.filter(|&role| is_single(role) && role != Role::OrganizationHead);
        if self.elect {
            return roles.find_map(|role| gazetteer.elected(code, role, date));
        }
        roles.find_map(|role| {
            let holders = gazetteer.holders(code, role, date);
            let fits = |h: &&(RecordId, OfficeRow)| {
                self.portfolio_fits(role, gazetteer.office_words(h.0, &h.1).0) && self.gender_fits(h.0)
            };
            holders.iter().rev().find(fits).map(|holder| holder.0)
        })
    }

    /// The queen is no man.
    pub(super) fn gender_fits(&self, person: RecordId) -> bool {
        // `Mr Speaker`
        let before = self.hit.first.checked_sub(1).and_then(|k| self.reading.words.of(k as usize, WordClass::Title));
        let address = before.map_or(Gender::Unknown, |t| t.gender());
        let title = Some(self.hit.gender()).filter(|g| *g != Gender::Unknown).unwrap_or(address);
        let bearer = Gender::from_byte(self.reading.gazetteer.row(person).gender);
        title == bearer || title == Gender::Unknown || bearer == Gender::Unknown
    }

    /// `In Buenos Aires, the transport secretary`: its sentence names a place of another country.
    fn is_set_elsewhere(&self, references: &References, country: &str) -> bool {
        let parsed = self.reading.parsed;
        let sentence = parsed.sentences[parsed.sentence_of(self.first as usize)];
        references.names_in(sentence.first, self.first).any(|name| {
            let known = references.entities.get(name.entity);
            known.kind == EntityKind::Place && !known.country.is_empty() && known.country != country
        })
    }

    /// `the secretary-general`: of the body named last that has one, else of the one that the table gives.
    pub(super) fn of_organization(&self, references: &References, date: Date) -> Option<RecordId> {
        let gazetteer = self.reading.gazetteer;
        let heads = self.meanings.iter().any(|m| m.roles().any(|r| r == Role::OrganizationHead));
        if !heads || self.country.is_some() {
            return None;
        }
        let lemma = gazetteer.lemma_str(self.hit).replace('-', " ");
        let named = before(references, self.first).take(NEAR).map(|m| references.entities.get(m.entity));
        let bodies = named.filter(|e| e.kind == EntityKind::Organization).filter_map(|e| e.record);
        let scoped = self.meanings.iter().filter_map(|m| gazetteer.scope(m).strip_prefix('@'));
        let default: Vec<String> = scoped.map(|key| format!("organizations:{key}")).collect();
        // Without a default the word means too many things: `the director`.
        default.first()?;
        let keys = bodies.map(|record| gazetteer.key_of(record)).chain(default);
        keys.into_iter().find_map(|key| {
            let holders = gazetteer.holders_in(&key, Role::OrganizationHead, date);
            let titled = |h: &&(RecordId, OfficeRow)| {
                gazetteer.office_words(h.0, &h.1).0.to_lowercase().replace('-', " ").starts_with(&lemma)
            };
            holders.iter().rev().find(titled).map(|h| h.0)
        })
    }

    /// The head of the body named in the phrase: `the World Bank president`.
    pub(super) fn head_of(&self, body: RecordId, date: Date) -> Option<RecordId> {
        let gazetteer = self.reading.gazetteer;
        let key = gazetteer.key_of(body);
        let roles: Vec<Role> = self.meanings.iter().flat_map(|m| m.roles()).collect();
        let heads = [Role::OrganizationHead, Role::PartyLeader, Role::CentralBankGovernor, Role::Speaker];
        let general = roles.iter().any(|r| matches!(r, Role::HeadOfState | Role::OrganizationHead | Role::PartyLeader));
        let mut fitting = heads.into_iter().filter(|role| general || roles.contains(role));
        fitting.find_map(|role| gazetteer.holders_in(&key, role, date).last().map(|h| h.0))
    }
}

/// `Iran's foreign minister … Zarif`: a family name alone, of nobody whom the text names in full, is that of whoever holds
/// an office of which it speaks.
pub(super) fn lend_names(reading: &Reading<'_, '_>, references: &mut References) {
    let titles = references.others.iter().filter(|r| r.rule == "title.dated").filter_map(|r| r.entity);
    let mut holders: Vec<(u32, RecordId)> =
        titles.filter_map(|e| references.entities.get(e).record.map(|record| (e, record))).collect();
    holders.sort_unstable_by_key(|holder| holder.0);
    holders.dedup();
    if holders.is_empty() {
        return;
    }
    let References { names, entities, .. } = references;
    for name in names.iter_mut().filter(|m| m.last - m.first == 1) {
        let known = entities.get(name.entity);
        if known.kind != EntityKind::Person || known.record.is_some() || known.name.contains(' ') {
            continue;
        }
        let namesakes = reading.gazetteer.named(reading.parsed.word(name.first as usize));
        if let Some(&(holder, _)) = holders.iter().find(|(_, record)| namesakes.contains(record)) {
            (name.entity, name.form, name.rule) = (holder, Form::Surname, "names.surname-of");
        }
    }
}

/// Offices that one person holds at a time, so that the title alone tells whom.
pub(super) fn is_single(role: Role) -> bool {
    use Role::*;
    !matches!(role, Legislator | Judge | Spokesperson | Other | Ambassador | Governor | Mayor | DeputyPrimeMinister)
}
