//! Offices that stand for their holder: `the French president`, `the prime minister`.

use super::{Reference, References, phrases};
use crate::{
    document::{EntityKind, Form, OfficeStatus, Role},
    gazetteer::{
        lexicon::{TitleKind, WordHit},
        offices,
        source::layout::WordClass,
    },
    names::Reading,
};

/// Finds offices that no name follows.
pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    let mut found = Vec::new();
    for hit in reading.words.iter() {
        if hit.class() != WordClass::Title
            || hit.title_kind() != TitleKind::Office
            || hit.is_plural()
            || hit.roles().next().is_none()
        {
            continue;
        }
        let inside = references.name_at(hit.first).is_some();
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
        let last = of_country(reading, references, hit.last).unwrap_or(hit.last);
        let determined = first < hit.first;
        if determined {
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
    found.dedup_by(|b, a| b.first < a.last);
    references.others.append(&mut found);
}

/// `of Kenya` after a title.
fn of_country(reading: &Reading<'_, '_>, references: &References, last: u32) -> Option<u32> {
    let name = references.name_at(last + 1).filter(|_| reading.parsed.word(last as usize) == "of")?;
    (references.entities.get(name.entity).kind == EntityKind::Country).then_some(name.last)
}

/// Leads titles back to their holders.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References) {
    for k in 0..references.others.len() {
        if references.others[k].form != Form::Title {
            continue;
        }
        let (first, last) = (references.others[k].first, references.others[k].last);
        if let Some((entity, rule)) = holder(reading, references, first, last) {
            references.others[k].entity = Some(entity);
            references.others[k].rule = rule;
        }
    }
}

fn holder(
    reading: &Reading<'_, '_>,
    references: &mut References,
    first: u32,
    last: u32,
) -> Option<(u32, &'static str)> {
    let hit = (first..last)
        .filter_map(|k| reading.words.of(k as usize, WordClass::Title))
        .find(|t| t.title_kind() == TitleKind::Office)?;
    let former = (first..hit.first)
        .any(|k| matches!(reading.parsed.word(k as usize), "former" | "ex" | "late" | "then" | "next" | "future"));
    let country = country_in(references, first, last);
    if let Some(entity) = named_before(reading, references, first, hit, country.as_deref(), former) {
        return Some((entity, "title.named"));
    }
    let date = reading.date.filter(|_| !former)?;
    let scoped = reading.gazetteer.scope(hit);
    let countries: Vec<String> = match (&country, scoped) {
        (Some(code), _) => vec![code.clone()],
        (None, "") => last_country(references, first).into_iter().collect(),
        (None, scope) if scope.starts_with('@') => Vec::new(),
        (None, scope) => scope.split('|').take(1).map(str::to_owned).collect(),
    };
    for code in countries {
        for role in hit.roles() {
            if let Some(record) = reading.gazetteer.holder(&code, role, date) {
                return Some((references.entities.of_record(reading, record), "title.dated"));
            }
        }
    }
    None
}

/// The country named inside a phrase.
fn country_in(references: &References, first: u32, last: u32) -> Option<String> {
    let inside = (first..last).filter_map(|k| references.name_at(k)).map(|m| references.entities.get(m.entity));
    inside.into_iter().map(|e| e.country.clone()).find(|c| !c.is_empty())
}

/// The country that was named last before a token.
fn last_country(references: &References, first: u32) -> Option<String> {
    let before = references.names.iter().rev().filter(|m| m.first < first).take(30);
    let countries = before.map(|m| references.entities.get(m.entity)).filter(|e| e.kind == EntityKind::Country);
    countries.map(|e| e.country.clone()).next()
}

/// Somebody whom the text named and who holds such an office (or, for `former`, has held it), the latest first.
fn named_before(
    reading: &Reading<'_, '_>,
    references: &References,
    first: u32,
    hit: &WordHit,
    country: Option<&str>,
    former: bool,
) -> Option<u32> {
    let roles: Vec<Role> = hit.roles().collect();
    let before = references.names.iter().rev().filter(|m| m.first < first).take(200);
    for mention in before {
        let known = references.entities.get(mention.entity);
        let same_title = mention.title.is_some_and(|(a, b)| {
            (a..b).any(|k| {
                reading
                    .words
                    .of(k as usize, WordClass::Title)
                    .is_some_and(|t| reading.gazetteer.lemma_str(t) == reading.gazetteer.lemma_str(hit))
            })
        });
        let same_country = country.is_none_or(|code| known.country.is_empty() || known.country == code);
        if same_title && same_country && !former {
            return Some(mention.entity);
        }
        let Some(record) = known.record.filter(|_| known.kind == EntityKind::Leader) else { continue };
        let as_of = reading.gazetteer.as_of();
        let holds = reading.gazetteer.office_rows(record).iter().any(|o| {
            let role = Role::from_index(o.role).is_some_and(|r| roles.contains(&r));
            let status = reading.date.map_or(OfficeStatus::Unknown, |d| offices::status(o, d, as_of));
            role && match status {
                OfficeStatus::Incumbent | OfficeStatus::Unknown => !former,
                OfficeStatus::Former => former,
                _ => false,
            }
        });
        if holds && same_country {
            return Some(mention.entity);
        }
    }
    None
}
