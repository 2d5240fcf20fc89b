//! Several at once: `both groups`, `the two ministers`, `the two sides`, `both`.

use super::{
    Reference, References, nominals, salience,
    witness::{Score, Witness},
};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        RecordId,
        lexicon::{CueKind, FunctionClass, Gender, NominalClass, WordHit},
        source::layout::WordClass,
    },
    names::{NameMention, Reading},
};

/// How many names back the members may stand.
const WINDOW: usize = 60;
/// How many sentences back two speakers may stand whom `both` means.
const SPEAKERS_REACH: usize = 3;
/// How many sentences back a group of the same noun may stand, and a sentence that names exactly so many.
const GROUP_REACH: usize = 5;

/// `both …`, `the two …` before a plural, `the pair`, `both` alone.
pub(crate) fn is_group(reading: &Reading<'_, '_>, first: u32, hit: &WordHit) -> bool {
    let the = (first..hit.first).all(|k| matches!(reading.parsed.word(k as usize), "the" | "The")) && first < hit.first;
    hit.is_plural() && count(reading, first, hit.first).is_some()
        || hit.size().is_some() && (the || is_alone(reading, hit))
}

/// `Both said`: a word that counts opens its clause before a verb.
pub(crate) fn is_alone(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    let opens = reading.parsed.sentences[reading.parsed.sentence_of(hit.first as usize)].first == hit.first
        || reading.words.function(hit.first as usize - 1) == Some(FunctionClass::Conjunction);
    let next = hit.last as usize;
    let cue = reading.words.of(next, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb);
    let verb = cue || reading.words.function(next) == Some(FunctionClass::Auxiliary);
    opens && verb && hit.size() == Some(2) && reading.parsed.word(hit.first as usize).eq_ignore_ascii_case("both")
}

/// `both paddlers said`, `the two jugglers`: a plural that no table knows.
pub(crate) fn counts_unknown(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    let word = |k: u32| reading.parsed.word(k as usize);
    let both = word(hit.first).eq_ignore_ascii_case("both");
    let the = hit.first.checked_sub(1).is_some_and(|k| word(k).eq_ignore_ascii_case("the"));
    let (noun, next) = (hit.last, hit.last as usize + 1);
    let plural = word(noun).ends_with('s') && word(noun).starts_with(char::is_lowercase);
    let known = reading.words.function(noun as usize).is_some()
        || reading.words.of(noun as usize, WordClass::Nominal).is_some();
    let verb = reading.words.of(next, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb)
        || reading.words.function(next) == Some(FunctionClass::Auxiliary);
    hit.size().is_some() && (both || the) && plural && !known && verb
}

/// How many the words before a noun say; only with a determiner that points back.
fn count(reading: &Reading<'_, '_>, first: u32, noun: u32) -> Option<usize> {
    let word = |k: u32| reading.parsed.word(k as usize);
    let size = |k: u32| reading.words.of(k as usize, WordClass::Nominal).and_then(WordHit::size);
    let points = |k: u32| ["the", "all", "these", "those"].iter().any(|w| word(k).eq_ignore_ascii_case(w));
    match noun.checked_sub(first)? {
        1 if word(first).eq_ignore_ascii_case("both") => size(first),
        2 if word(first).eq_ignore_ascii_case("both") && word(first + 1) == "the" => size(first),
        2 if points(first) => size(first + 1),
        _ => None,
    }
}

/// The members of the last sentence that names exactly so many.
fn together(fitting: &[(usize, u32)], wanted: usize) -> Option<Vec<u32>> {
    fitting.chunk_by(|a, b| a.0 == b.0).find_map(|group| {
        let mut members: Vec<u32> = group.iter().map(|g| g.1).collect();
        members.sort_unstable();
        members.dedup();
        (members.len() == wanted).then_some(members)
    })
}

/// So many of those named last.
fn latest(entities: impl Iterator<Item = u32>, wanted: usize) -> Option<Vec<u32>> {
    let mut members = Vec::new();
    for entity in entities {
        if !members.contains(&entity) {
            members.push(entity);
        }
        if members.len() == wanted {
            return Some(members);
        }
    }
    None
}

/// Finds the members among the entities named last.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References, witness: &mut Witness) {
    for k in 0..references.others.len() {
        let Reference { first, last, form, .. } = references.others[k];
        if form != Form::Group {
            continue;
        }
        let mut hits = (first..last).filter_map(|t| reading.words.of(t as usize, WordClass::Nominal));
        let hit = hits.find(|h| h.last == last || h.size().is_some() && counts_unknown(reading, h));
        let wanted = hit.and_then(|h| h.size().or_else(|| count(reading, first, h.first)));
        let Some((hit, wanted)) = hit.zip(wanted).filter(|_| references.others[k].members.is_empty()) else { continue };
        let before = same_before(reading, references, k, hit, wanted);
        let found = before.or_else(|| members(reading, references, first, hit, wanted, witness));
        let mut members = found.unwrap_or_default();
        members.sort_unstable();
        references.others[k].members = members;
        witness.close(&references.others[k]);
    }
}

/// `the two ministers` after `the French and German ministers`: those of the group before.
fn same_before(
    reading: &Reading<'_, '_>,
    references: &References,
    k: usize,
    hit: &WordHit,
    wanted: usize,
) -> Option<Vec<u32>> {
    let here = reading.parsed.sentence_of(references.others[k].first as usize);
    let noun = nominals::head(reading, hit);
    let near = |r: &&Reference| reading.parsed.sentence_of(r.first as usize) + GROUP_REACH >= here;
    let mut groups = references.others[..k].iter().rev().take(WINDOW).take_while(near);
    let group = groups.find(|r| {
        let same = nominals::noun(reading, r).is_some_and(|n| nominals::head(reading, n) == noun);
        r.form == Form::Group && r.members.len() == wanted && same
    })?;
    Some(group.members.clone())
}

fn members(
    reading: &Reading<'_, '_>,
    references: &References,
    first: u32,
    hit: &WordHit,
    wanted: usize,
    witness: &mut Witness,
) -> Option<Vec<u32>> {
    let mut named: Vec<(usize, u32, bool)> = Vec::new();
    for name in references.names_before(first).rev().take(WINDOW) {
        let sentence = reading.parsed.sentence_of(name.first as usize);
        let quoted = reading.parsed.quote_of(name.first as usize).is_some();
        let verdict = if quoted { Err("inside quotation marks") } else { fits(reading, references, hit, name) };
        witness.weigh(name.titled(), Some(name.entity), verdict.map(|fit| Score { fit, ..Score::default() }));
        if let Ok(fit) = verdict {
            let (from, to) = name.titled();
            let apart = hit.nominal_class() == NominalClass::Group && salience::speaks(reading, from, to);
            named.push((sentence, name.entity, fit > 0 || apart));
        }
    }
    // Those who are called so, or hold such an office, before others.
    let called = latest(named.iter().filter(|n| n.2).map(|n| n.1), wanted);
    if called.is_some() && hit.nominal_class() == NominalClass::Person {
        return called;
    }
    let fitting: Vec<(usize, u32)> = named.iter().map(|n| (n.0, n.1)).collect();
    let here = reading.parsed.sentence_of(first as usize);
    let near = fitting.partition_point(|f| f.0 + GROUP_REACH >= here);
    let exactly = together(&fitting[..near], wanted);
    // `A said … B said … Both said`, unless the sentence before names two.
    let spoke = |n: &&(usize, u32, bool)| n.2 && n.0 + SPEAKERS_REACH >= here;
    let speakers = || latest(named.iter().filter(spoke).map(|n| n.1), wanted);
    let last = fitting.partition_point(|f| f.0 + 1 >= here);
    if hit.nominal_class() == NominalClass::Group
        && wanted == 2
        && together(&fitting[..last], wanted).is_none()
        && let Some(speakers) = speakers()
    {
        return Some(speakers);
    }
    // A noun that the text calls nobody by, `both coaches`, says little of who they are: only if there are no others.
    let particular = hit.nominal_class() == NominalClass::Person
        && (hit.gender() == Gender::Unknown || hit.roles().next().is_some())
        && latest(fitting.iter().map(|f| f.1), wanted + 1).is_some();
    exactly.or_else(|| latest(fitting.iter().map(|f| f.1), wanted).filter(|_| !particular))
}

/// Where both are known, are they the same?
fn agree(one: Gender, other: Gender) -> bool {
    one == Gender::Unknown || other == Gender::Unknown || one == other
}

/// May a name be one of those that a plural means? One for those that the text calls so.
fn fits(
    reading: &Reading<'_, '_>,
    references: &References,
    hit: &WordHit,
    name: &NameMention,
) -> Result<i32, &'static str> {
    let known = references.entities.get(name.entity);
    let person = matches!(known.kind, EntityKind::Leader | EntityKind::Person);
    match hit.nominal_class() {
        // `the pair`, `both`
        NominalClass::Group if hit.size().is_some() => person.then_some(0).ok_or("not a person"),
        NominalClass::Person if person && !agree(known.gender, hit.gender()) => Err("of the other gender"),
        NominalClass::Person if person => {
            let noun = nominals::head(reading, hit);
            let called = references.is_called(name.entity, noun);
            let holds = |record: RecordId| {
                reading.gazetteer.offices(record).any(|o| hit.roles().any(|role| role as u8 == o.role))
            };
            // `Cllr Doe` is one of the councillors.
            let (from, to) = name.title.unwrap_or((0, 0));
            let titled = (from..to).any(|k| {
                let mut titles = reading.words.all(k as usize, WordClass::Title);
                titles.any(|t| t.roles().any(|role| hit.roles().any(|r| r == role)))
            });
            Ok(i32::from(called || titled || known.record.is_some_and(holds)))
        }
        NominalClass::Person => Err("not a person"),
        _ if known.kind == EntityKind::Country => hit.may_mean_country().then_some(0).ok_or("a country"),
        _ => match known.organization_type {
            Some(kind) => (hit.may_mean(kind)
                || kind == crate::document::OrganizationType::Other && hit.may_mean_any())
            .then_some(0)
            .ok_or("another kind of organization"),
            None => Err("no organization"),
        },
    }
}
