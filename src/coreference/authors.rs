//! Whom a report, a poll or a letter comes from: the name inside its noun phrase or behind `by` and `from`.

use super::{References, salience::speaks};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{lexicon::NominalClass, source::layout::WordClass},
    names::Reading,
};

/// Finds the authors of documents; `the report` has that of the report before it.
pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    let mut latest: Option<u32> = None;
    let mut authors = Vec::new();
    for other in &references.others {
        let noun = reading.words.of(other.last as usize - 1, WordClass::Nominal);
        let Some(noun) = noun.filter(|n| n.nominal_class() == NominalClass::Document && other.entity.is_none()) else {
            continue;
        };
        let modifiers = noun.first - other.first;
        let inside = (other.first..other.last).filter_map(|k| references.name_at(k)).find(|m| m.last <= noun.first);
        let behind = references.name_at(behind(reading, other.last)).or_else(|| {
            let by = matches!(reading.parsed.word(other.last as usize), "by" | "from");
            let window = (other.last + 1..other.last + 6).take_while(|&k| reading.parsed.word(k as usize) != ",");
            by.then(|| window.filter_map(|k| references.name_at(k)).next()).flatten()
        });
        // `a note from the bank`
        let at = references.others.partition_point(|o| o.first <= other.last);
        let described = references.others.get(at).filter(|o| o.first == other.last + 1).and_then(|o| o.entity);
        let described = described.filter(|_| matches!(reading.parsed.word(other.last as usize), "by" | "from" | "of"));
        // `his report`
        let at = references.others.partition_point(|o| o.first < other.first);
        let same = references.others[at..].iter().take_while(|o| o.first == other.first);
        let owner = same.filter(|o| o.last == other.first + 1 && o.form == Form::Pronoun).find_map(|o| o.entity);
        // `in a report X said`, `X said in a report`
        let within = other.first.checked_sub(1).filter(|&k| reading.parsed.word(k as usize).eq_ignore_ascii_case("in"));
        let told = within.and_then(|_| speaker_of(reading, references, other.first, other.last));
        let author = inside
            .or(behind)
            .map(|m| m.entity)
            .or(described)
            .or(owner)
            .or(told)
            .filter(|&e| references.entities.get(e).kind != EntityKind::Place);
        let definite =
            matches!(reading.parsed.word(other.first as usize), "the" | "The" | "this" | "This" | "its" | "Its");
        let author = author.or_else(|| latest.filter(|_| definite && modifiers <= 2));
        if let Some(author) = author {
            authors.push((other.first, author));
        }
        // `a report` of somebody else: what follows speaks of that one.
        if author.is_some() || !definite {
            latest = author;
        }
    }
    references.authors = authors;
}

/// No speaker stands so many tokens away, however long the sentence.
const FAR: u32 = 200;

/// Who speaks in the sentence of a document that something is said in: the first behind it, else the last before it.
fn speaker_of(reading: &Reading<'_, '_>, references: &References, first: u32, last: u32) -> Option<u32> {
    let sentence = reading.parsed.sentences[reading.parsed.sentence_of(first as usize)];
    let (floor, ceiling) = (sentence.first.max(first.saturating_sub(FAR)), sentence.last.min(last + FAR));
    let names = references.names_in(floor, ceiling).map(|m| (m.titled(), Some(m.entity)));
    let from = references.others.partition_point(|o| o.first < floor);
    let others = references.others[from..].iter().take_while(|o| o.first < ceiling);
    let others = others.map(|o| ((o.first, o.last), o.entity));
    let speaking = names.chain(others).filter(|(t, entity)| entity.is_some() && speaks(reading, t.0, t.1));
    let nearest = speaking.min_by_key(|(t, _)| if t.0 >= last { t.0 - last } else { last * 2 - t.1 });
    nearest.and_then(|(_, entity)| entity)
}

/// The token behind `by the`, `from the`, `of the`.
fn behind(reading: &Reading<'_, '_>, last: u32) -> u32 {
    let word = |k: u32| reading.parsed.word(k as usize);
    let mut at = last;
    if matches!(word(at), "by" | "from" | "of") {
        at += 1;
        if matches!(word(at), "the" | "The") {
            at += 1;
        }
        return at;
    }
    u32::MAX
}

impl References {
    /// The author of the document whose noun phrase begins at a token.
    pub(super) fn author(&self, first: u32) -> Option<u32> {
        self.authors.binary_search_by_key(&first, |a| a.0).ok().map(|k| self.authors[k].1)
    }
}
