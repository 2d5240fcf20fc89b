//! Puts what the stages found into the document.

use std::borrow::Cow;

use crate::{
    confidence,
    coreference::References,
    document::*,
    names::Reading,
    span::Span,
    statements::{CueWord, Draft},
};

/// The document of a reading. Entities are numbered by first mention; the numbers come with it.
pub(crate) fn document<'t>(
    reading: &Reading<'_, 't>,
    references: References,
    drafts: Vec<Draft>,
) -> (Document<'t>, Numbers) {
    let mut mentions = mentions(reading, &references, &drafts);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let number = number_entities(&references, &mentions, &drafts);
    for mention in &mut mentions {
        mention.entity = mention.entity.map(|e| number.new[e]);
        mention.members.iter_mut().for_each(|e| *e = number.new[*e]);
    }
    let statements = drafts.into_iter().map(|draft| statement(reading, draft, &number.new)).collect();
    let document = Document {
        schema: 1,
        offsets: Offsets::Bytes,
        gazetteer: reading.gazetteer.edition(),
        id: None,
        date: reading.date,
        date_source: None,
        text: None,
        sentences: reading.parsed.sentences.iter().map(|s| s.span).collect(),
        entities: number.order.iter().map(|&e| entity(reading, &references, e)).collect(),
        mentions,
        statements,
    };
    (document, number)
}

fn slice<'t>(reading: &Reading<'_, 't>, span: Span) -> Cow<'t, str> {
    Cow::Borrowed(reading.parsed.text.get(span.start..span.end).unwrap_or(""))
}

/// Names, and what stands for them. Noun phrases that could have meant somebody and did not (`the tax code`, `a number`) are
/// half of all that coreference looks at, and tell a reader nothing: they are shown only where somebody is said to speak.
fn mentions<'t>(reading: &Reading<'_, 't>, references: &References, drafts: &[Draft]) -> Vec<Mention<'t>> {
    let mut sources: Vec<Span> = drafts.iter().filter_map(|draft| draft.source.as_ref()).map(|s| s.span).collect();
    sources.sort_unstable_by_key(|span| (span.start, span.end));
    let speaks = |span: Span| {
        let at = sources.partition_point(|source| source.start <= span.start);
        sources[..at].last().is_some_and(|source| span.end <= source.end)
    };
    let make = |first: u32, last: u32, form, entity: Option<u32>, members: &[u32], rule| {
        let span = reading.parsed.span(first as usize, last as usize);
        Mention {
            span,
            text: slice(reading, span),
            form,
            entity: entity.map(|e| e as usize),
            members: members.iter().map(|&e| e as usize).collect(),
            rule: Cow::Borrowed(rule),
        }
    };
    let names = references.names.iter().map(|m| make(m.first, m.last, m.form, Some(m.entity), &[], m.rule));
    let others = references.others.iter().map(|r| make(r.first, r.last, r.form, r.entity, &r.members, r.rule));
    let others = others.filter(|m| m.entity.is_some() || m.rule != "nominal.noun" || speaks(m.span));
    names.chain(others).collect()
}

/// Which entities the document shows, in order of first mention, and their new numbers.
pub(crate) struct Numbers {
    order: Vec<usize>,
    new: Vec<usize>,
}

impl Numbers {
    /// The document's number of an entity, if it is shown.
    pub(crate) fn of(&self, entity: u32) -> Option<usize> {
        self.new.get(entity as usize).copied().filter(|&number| number != usize::MAX)
    }
}

fn number_entities(references: &References, mentions: &[Mention<'_>], drafts: &[Draft]) -> Numbers {
    let mut numbers = Numbers { order: Vec::new(), new: vec![usize::MAX; references.entities.len()] };
    let mentioned = mentions.iter().flat_map(|m| m.entity.into_iter().chain(m.members.iter().copied()));
    let speaking = drafts.iter().flat_map(|d| d.source.iter().flat_map(|s| s.speakers.iter().map(|&e| e as usize)));
    for entity in mentioned.chain(speaking) {
        if numbers.new[entity] == usize::MAX {
            numbers.new[entity] = numbers.order.len();
            numbers.order.push(entity);
        }
    }
    numbers
}

fn entity<'t>(reading: &Reading<'_, 't>, references: &References, entity: usize) -> Entity<'t> {
    let known = references.entities.get(entity as u32);
    let view = known.record.map(|record| reading.gazetteer.describe(record));
    let person = matches!(known.kind, EntityKind::Leader | EntityKind::Person);
    Entity {
        kind: known.kind,
        name: known.name.clone(),
        id: view.as_ref().and_then(|v| v.id.clone()),
        country: Some(known.country.clone()).filter(|c| !c.is_empty()),
        offices: match known.record.filter(|_| person) {
            Some(record) => reading.gazetteer.offices_at(record, reading.date),
            None => Vec::new(),
        },
        organization_type: known.organization_type,
        record: view.map(|v| v.key),
    }
}

fn statement<'t>(reading: &Reading<'_, 't>, draft: Draft, number: &[usize]) -> Statement<'t> {
    let fragments: Vec<&str> = draft.content.iter().map(|span| span.of(reading.parsed.text)).collect();
    let text = match draft.content.as_slice() {
        [one] => slice(reading, *one),
        _ => Cow::Owned(fragments.join(" ")),
    };
    let phrase = |span: Span| Phrase { span, text: slice(reading, span) };
    let source = draft.source;
    Statement {
        kind: draft.kind,
        content: draft.content,
        text,
        quoted: draft.quoted,
        speakers: source.iter().flat_map(|s| s.speakers.iter().map(|&e| number[e as usize])).collect(),
        anonymous: source.as_ref().and_then(|s| s.anonymous).map(|span| slice(reading, span)),
        source: source.map(|s| Source { span: s.span, text: slice(reading, s.span), form: s.form }),
        cue: draft.cue.map(|c| cue(reading, &c)),
        more_cues: draft.more_cues.iter().map(|c| cue(reading, c)).collect(),
        act: draft.act,
        negated: draft.negated,
        addressee: draft.addressee.map(phrase),
        venue: draft.venue.map(phrase),
        rule: Cow::Borrowed(draft.rule),
        confidence: draft.probability.map_or_else(|| confidence::of(draft.rule), share),
    }
}

/// A probability with three digits, as the rules' precision has.
fn share(probability: f32) -> f64 {
    (f64::from(probability) * 1000.0).round() / 1000.0
}

fn cue<'t>(reading: &Reading<'_, 't>, word: &CueWord) -> Cue<'t> {
    let span = reading.parsed.span(word.first as usize, word.last as usize);
    let text = slice(reading, span);
    let lemma = match &word.hit {
        Some(hit) => reading.gazetteer.lemma(hit),
        None => Cow::Owned(text.to_lowercase()),
    };
    Cue { span, text, lemma }
}
