//! Common nouns that stand for somebody: `the official`, `a spokesman for the ministry`, `aid groups`.

use super::{
    Reference, References, appositions, name_words,
    nouns::{Meant, Said},
    phrases,
    salience::{self, speaks},
    witness::Witness,
};
use crate::{
    document::{EntityKind, Form, OrganizationType},
    gazetteer::{
        RecordId,
        lexicon::{CueKind, FunctionClass, NominalClass, WordHit},
        source::layout::WordClass,
    },
    names::{NameMention, Reading},
    text::{Case, TokenKind},
};

pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    let mut found: Vec<Reference> = Vec::new();
    let honour = |token: u32| {
        let name = token.checked_sub(1).and_then(|k| references.name_at(k));
        name.is_some_and(|name| name.last == token && phrases::is_honour(reading, references, name))
    };
    for hit in reading.words.iter_of(WordClass::Nominal) {
        let inside = references.name_at(hit.first).is_some() || references.name_at(hit.last - 1).is_some();
        let title_of_name =
            references.name_at(hit.last).is_some_and(|m| m.title.is_some_and(|t| t.0 <= hit.first && hit.last <= t.1));
        let modifies =
            next_is_noun(reading, hit.last) || !is_noun(reading, references, hit) || is_verb(reading, references, hit);
        if inside || title_of_name || modifies || honour(hit.first) || found.last().is_some_and(|r| r.last > hit.first)
        {
            continue;
        }
        let mut first = phrases::start(reading, references, hit.first);
        let counted = super::groups::counts_unknown(reading, hit);
        // `the two`, `the three`, `Both said`; otherwise they only count.
        if reading.words.function(hit.first as usize) == Some(FunctionClass::Determiner) {
            let the = hit.first.checked_sub(1).filter(|&k| reading.parsed.word(k as usize).eq_ignore_ascii_case("the"));
            if the.is_none() && !counted && !super::groups::is_alone(reading, hit) {
                continue;
            }
            first = the.unwrap_or(hit.first);
        }
        let determined = first < hit.first || is_role(reading, references, hit);
        if !determined && !hit.is_plural() && hit.nominal_class() != NominalClass::Group {
            continue;
        }
        while found.last().is_some_and(|r| r.last > first) {
            found.pop();
        }
        let group = counted || super::groups::is_group(reading, first, hit);
        let form = if group { Form::Group } else { Form::Nominal };
        let rule = if form == Form::Group { "group.counted" } else { "nominal.noun" };
        let last = hit.last + u32::from(counted);
        found.push(Reference { first, last, form, entity: None, members: Vec::new(), rule, description: None });
    }
    found.extend(name_words::of_peoples(reading, references));
    let heads = name_words::by_heads(reading, references);
    found.retain(|r| heads.get(heads.partition_point(|h| h.last <= r.first)).is_none_or(|h| r.last <= h.first));
    found.extend(heads);
    found.sort_by_key(|r| r.first);
    let titles: Vec<(u32, u32)> = references.others.iter().map(|r| (r.first, r.last)).collect();
    // Titles stand in text order, disjoint.
    found.retain(|r| titles.get(titles.partition_point(|t| t.1 <= r.first)).is_none_or(|t| t.0 >= r.last));
    references.others.append(&mut found);
}

/// `Jane Doe, editor of the weekly`: right behind a person's name.
fn is_role(reading: &Reading<'_, '_>, references: &References, hit: &WordHit) -> bool {
    let comma = hit.first.checked_sub(1).filter(|&k| reading.parsed.word(k as usize) == ",");
    let name = comma.and_then(|k| references.name_at(k.checked_sub(1)?));
    let person = |name: &NameMention| {
        matches!(references.entities.get(name.entity).kind, EntityKind::Person | EntityKind::Leader)
    };
    let behind = matches!(reading.parsed.word(hit.last as usize), "of" | "at" | "for" | "," | "in" | "from");
    behind && hit.nominal_class() == NominalClass::Person && name.is_some_and(person)
}

/// `Jane Doe replies`, `the official accused`: a verb of speech that looks like a noun.
fn is_verb(reading: &Reading<'_, '_>, references: &References, hit: &WordHit) -> bool {
    let mut cues = reading.words.all(hit.first as usize, WordClass::Cue);
    let verb = cues.any(|c| c.cue_kind() == CueKind::Verb && c.last == hit.last);
    let ends = |ending: &str| reading.parsed.word(hit.first as usize).ends_with(ending);
    let determined = |k: u32| reading.words.function(k as usize) == Some(FunctionClass::Determiner);
    let named = || {
        let name = hit.first.checked_sub(1).and_then(|k| references.name_at(k));
        let free = |name: &NameMention| name.first.checked_sub(1).is_none_or(|k| !determined(k));
        let person = |name: &NameMention| {
            matches!(references.entities.get(name.entity).kind, EntityKind::Person | EntityKind::Leader)
        };
        name.is_some_and(|name| ends("ed") || free(name) && (ends("s") || person(name)))
    };
    let past = || ends("ed") && hit.first.checked_sub(1).is_some_and(|k| reading.words.function(k as usize).is_none());
    verb && (named() || past())
}

/// No auxiliary (`will`), and no part of an unknown name: a capital in mid-sentence needs a determiner right before it.
fn is_noun(reading: &Reading<'_, '_>, references: &References, hit: &WordHit) -> bool {
    let parsed = reading.parsed;
    if hit.len() == 1 && reading.words.function(hit.first as usize) == Some(FunctionClass::Auxiliary) {
        return false;
    }
    let Some(before) = hit.first.checked_sub(1).map(|k| k as usize) else { return true };
    let opens = parsed.sentences[parsed.sentence_of(hit.first as usize)].first == hit.first;
    let determines =
        |k: usize| matches!(reading.words.function(k), Some(FunctionClass::Determiner | FunctionClass::Pronoun));
    // `the Ohio Republican`
    let place =
        references.name_at(before as u32).filter(|m| references.entities.get(m.entity).kind == EntityKind::Place);
    let owned = determines(before) || place.and_then(|m| (m.first as usize).checked_sub(1)).is_some_and(determines);
    parsed.tokens[hit.first as usize].case != Case::Title
        || opens
        || owned
        || parsed.tokens[before].kind == TokenKind::Possessive
}

/// `government officials`: the first noun only describes the second.
fn next_is_noun(reading: &Reading<'_, '_>, next: u32) -> bool {
    let noun = reading.words.of(next as usize, WordClass::Nominal).is_some();
    let verb = reading.words.of(next as usize, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb);
    // `the official accused`
    noun && !(verb && reading.parsed.word(next as usize).ends_with("ed"))
        && reading.parsed.tokens[next as usize].kind == TokenKind::Word
}

/// The noun that a nominal ends in.
pub(super) fn noun<'a>(reading: &Reading<'a, '_>, reference: &Reference) -> Option<&'a WordHit> {
    (reference.first..reference.last)
        .filter_map(|k| reading.words.of(k as usize, WordClass::Nominal))
        .find(|hit| hit.last == reference.last)
}

/// The last word of a noun: `agency` of `federal agency`; all of it where the first one makes it another: `deputy mayor`.
pub(super) fn head<'a>(reading: &Reading<'a, '_>, hit: &WordHit) -> &'a str {
    last_word(reading.gazetteer.lemma_str(hit))
}

/// The last word of an office or a noun, all of it where the first one makes it another.
pub(super) fn last_word(lemma: &str) -> &str {
    const OTHER: [&str; 5] = ["deputy", "vice", "shadow", "prime", "first"];
    let other = lemma.split_once([' ', '-']).is_some_and(|(first, _)| OTHER.contains(&first));
    if other { lemma } else { lemma.rsplit(' ').next().unwrap_or(lemma) }
}

/// What a name's own head word, and its kind, say more than nearness.
const HEADED: i32 = 1000;
const OF_KIND: i32 = 10;

/// Leads definite nominals back to a name they describe, to a body of that kind, or to their first, fullest description.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References, witness: &mut Witness) {
    let mut said = Said::default();
    let mut names = 0;
    for k in 0..references.others.len() {
        let reference = references.others[k].clone();
        while let Some(&name) = references.names.get(names).filter(|m| m.first < reference.first) {
            said.titled(reading, references, &name);
            names += 1;
        }
        // Offices that nobody in the text is known to hold, spokesmen above all, are described like any other noun.
        let open = matches!(reference.form, Form::Nominal | Form::Title) && reference.entity.is_none();
        let Some(hit) = noun(reading, &reference).filter(|_| open) else { continue };
        let body = inner(references, reference.first, hit.first);
        let key = (head(reading, hit), hit.is_plural(), body);
        let listed = appositions::listed(reading, references, &reference, hit);
        if !listed.is_empty() {
            references.others[k] =
                Reference { form: Form::Group, members: listed, rule: "group.apposition", ..reference };
            continue;
        }
        let beside = appositions::named(reading, references, &reference, hit);
        if let Some(entity) = beside {
            references.call(entity, key.0);
        }
        let named = beside.map(|entity| (entity, "nominal.apposition"));
        let named = named.or_else(|| Some((institution(reading, references, &reference)?, "nominal.institution")));
        if let Some((entity, rule)) = named {
            said.names(key, entity);
            (references.others[k].entity, references.others[k].rule) = (Some(entity), rule);
            continue;
        }
        let word = |k: u32| reading.parsed.word(k as usize);
        let definite = ["the", "that", "this"].iter().any(|d| word(reference.first).eq_ignore_ascii_case(d));
        let same = word(reference.first + 1) == "same";
        let country = country_of(reading, references, &reference, hit);
        let bare = hit.first - reference.first <= 1 + u32::from(same) || country.is_some();
        if definite && (bare || body.is_some() && said.is_named(&key)) {
            if let Some((meant, rule)) = said.meaning(&key, hit) {
                match meant {
                    Meant::Entity(entity) => references.others[k].entity = Some(entity),
                    Meant::Description(description) => references.others[k].description = Some(description),
                }
                references.others[k].rule = rule;
                continue;
            }
            let kind = matches!(hit.nominal_class(), NominalClass::Organization | NominalClass::Group);
            let found = (kind && !hit.is_plural())
                .then(|| body_before(reading, references, &reference, hit, country, witness))
                .flatten();
            if found.is_some() {
                (references.others[k].entity, references.others[k].rule) = (found, "nominal.body");
            }
            witness.close(&references.others[k]);
            if found.is_some() {
                continue;
            }
        }
        let full = (reference.first, with_owner(reading, references, reference.last));
        references.others[k].description = Some(full);
        // `18:30 First minister warns`: a headline brings in nobody.
        if hit.is_plural() || reading.words.function(full.0 as usize).is_some() || body.is_some() {
            said.describes(key, full, definite);
        }
    }
}

/// The body or country that is named inside a noun phrase.
pub(super) fn inner(references: &References, first: u32, last: u32) -> Option<u32> {
    (first..last).find_map(|k| references.name_at(k)).filter(|m| m.last <= last).map(|m| m.entity)
}

/// `Russia's defence ministry`, `the Iranian parliament`: what the tables write in capitals.
fn institution(reading: &Reading<'_, '_>, references: &mut References, reference: &Reference) -> Option<u32> {
    let parsed = reading.parsed;
    let the = parsed.word(reference.first as usize).eq_ignore_ascii_case("the");
    let first = reference.first + u32::from(the);
    let country = references.name_at(first).filter(|m| m.first == first && m.last < reference.last)?;
    let home = references.entities.get(country.entity);
    if home.kind != EntityKind::Country {
        return None;
    }
    let named = reading.gazetteer.named(parsed.span(first as usize, reference.last as usize).of(parsed.text));
    let body = |id: &RecordId| {
        reading.gazetteer.kind(*id) == EntityKind::Organization && reading.gazetteer.country_of(*id) == home.country
    };
    if let Some(record) = named.into_iter().find(body) {
        return Some(references.entities.of_record(reading, record));
    }
    // `the Chilean government` stands for Chile, as `Santiago` does.
    let government = reference.last == country.last + 1 && parsed.word(country.last as usize) == "government";
    government.then_some(country.entity)
}

/// `the Japanese company`: the country that alone stands between the article and the noun.
fn country_of(reading: &Reading<'_, '_>, references: &References, reference: &Reference, hit: &WordHit) -> Option<u32> {
    let name = references.name_at(reference.first + 1).filter(|m| m.form == Form::Demonym)?;
    (name.first == reference.first + 1 && name.last == hit.first && noun(reading, reference).is_some())
        .then_some(name.entity)
}

/// On over `for the ministry`, `at X`, `for transport`, which belongs to a description.
pub(super) fn with_owner(reading: &Reading<'_, '_>, references: &References, last: u32) -> u32 {
    if !matches!(reading.parsed.word(last as usize), "for" | "of" | "at" | "from" | "with" | "in") {
        return last;
    }
    let the = u32::from(matches!(reading.parsed.word(last as usize + 1), "the" | "The"));
    if let Some(name) = references.name_at(last + 1 + the) {
        return name.last;
    }
    let plain = |k: &u32| {
        let token = reading.parsed.tokens.get(*k as usize);
        token.is_some_and(|t| t.kind == TokenKind::Word) && reading.words.function(*k as usize).is_none()
    };
    let end = (last + 1 + the..last + 5).take_while(plain).last().map_or(last, |k| k + 1);
    if reading.parsed.word(end as usize) == "," { end } else { last }
}

/// The body named last whose name has the noun for its head, else the one named last that such a noun fits; behind these,
/// where it speaks, one of which only the name is known.
fn body_before(
    reading: &Reading<'_, '_>,
    references: &References,
    reference: &Reference,
    hit: &WordHit,
    country: Option<u32>,
    witness: &mut Witness,
) -> Option<u32> {
    let country = country.map_or("", |entity| references.entities.get(entity).country.as_ref());
    let own = reading.words.of(hit.last as usize - 1, WordClass::Nominal).unwrap_or(hit);
    let noun = head(reading, hit);
    let here = reading.parsed.sentence_of(reference.first as usize);
    let opens = reading.parsed.sentences[here].first == reference.first;
    let subject = opens || speaks(reading, reference.first, reference.last);
    let mut best: Option<(i32, u32)> = None;
    for name in references.names_before(reference.first).rev().take(60) {
        let known = references.entities.get(name.entity);
        let near = reading.parsed.sentence_of(name.first as usize) + 3 >= here;
        let elsewhere = !country.is_empty() && !known.country.is_empty() && known.country != country;
        let fit = match known.organization_type {
            None => Err("no organization"),
            Some(_) if elsewhere => Err("of another country"),
            Some(_) if is_headed(&known.name, noun) || is_headed(name_of(reading, name), noun) => Ok(HEADED),
            Some(t) if hit.may_mean(t) && (t != OrganizationType::Other || near && subject) => Ok(OF_KIND),
            Some(t) if own.may_mean(t) && t != OrganizationType::Other => Ok(OF_KIND),
            Some(OrganizationType::Other) if subject && near && hit.may_mean(OrganizationType::Company) => Ok(0),
            Some(_) => Err("another kind of organization"),
        };
        let verdict = fit.map(|fit| salience::score(reading, here, name.titled(), fit));
        witness.weigh(name.titled(), Some(name.entity), verdict);
        if let Ok(score) = verdict
            && best.is_none_or(|(high, _)| score.total() > high)
        {
            best = Some((score.total(), name.entity));
        }
    }
    best.map(|b| b.1)
}

fn name_of<'t>(reading: &Reading<'_, 't>, name: &NameMention) -> &'t str {
    reading.parsed.span(name.first as usize, name.last as usize).of(reading.parsed.text)
}

/// Is a noun the head of a name: its last word, or the one before `of`: `Federation of Dockers`?
fn is_headed(name: &str, noun: &str) -> bool {
    let mut words = name.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let ends = words.peek().is_none_or(|next| next.starts_with(char::is_lowercase));
        if ends && word.eq_ignore_ascii_case(noun) {
            return true;
        }
    }
    false
}
