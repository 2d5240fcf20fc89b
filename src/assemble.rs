//! Puts what the stages found into the document.

use std::borrow::Cow;

use crate::{
    confidence,
    coreference::References,
    date::Date,
    document::*,
    gazetteer::Gazetteer,
    names::{Entities, Known},
    span::Span,
    statements::{CueWord, Draft},
    text::Parsed,
};

/// The document of a text. Entities are numbered by first mention; the numbers come with it. Each part of what the stages found
/// is let go as soon as the document has it: a long text holds many of them.
pub(crate) fn document<'t>(
    parsed: Parsed<'t>,
    (gazetteer, date): (&Gazetteer, Option<Date>),
    references: References,
    drafts: Vec<Draft>,
) -> (Document<'t>, Numbers) {
    let (mut mentions, mut entities) = mentions(&parsed, references, &drafts);
    let number = number_entities(entities.len(), &mentions, &drafts);
    for mention in &mut mentions {
        mention.entity = mention.entity.map(|e| number.new[e]);
        mention.members.iter_mut().for_each(|e| *e = number.new[*e]);
    }
    let statements = statements(&parsed, gazetteer, drafts, &number);
    let sentences = parsed.sentences.iter().map(|s| s.span()).collect();
    drop(parsed);
    let entities = number.order.iter().map(|&e| entity(gazetteer, date, entities.take(e as u32))).collect();
    let document = Document {
        schema: 1,
        offsets: Offsets::Bytes,
        gazetteer: gazetteer.edition(),
        id: None,
        date,
        date_source: None,
        text: None,
        sentences,
        entities,
        mentions,
        statements,
    };
    (document, number)
}

fn slice<'t>(parsed: &Parsed<'t>, span: Span) -> Cow<'t, str> {
    Cow::Borrowed(parsed.text.get(span.start..span.end).unwrap_or(""))
}

/// Names, and what stands for them, in text order. Noun phrases that could have meant somebody and did not (`the tax code`,
/// `a number`) are half of all that coreference looks at, and tell a reader nothing: they are shown only where somebody is said
/// to speak.
fn mentions<'t>(parsed: &Parsed<'t>, mut references: References, drafts: &[Draft]) -> (Vec<Mention<'t>>, Entities) {
    let mut sources: Vec<Span> = drafts.iter().filter_map(|draft| draft.source.as_ref()).map(|s| s.span).collect();
    sources.sort_unstable_by_key(|span| (span.start, span.end));
    let speaks = |span: Span| {
        let at = sources.partition_point(|source| source.start <= span.start);
        sources[..at].last().is_some_and(|source| span.end <= source.end)
    };
    let make = |(first, last): (u32, u32), form, entity: Option<u32>, members: &[u32], rule| {
        let span = parsed.span(first as usize, last as usize);
        Mention {
            span,
            text: slice(parsed, span),
            form,
            entity: entity.map(|e| e as usize),
            members: members.iter().map(|&e| e as usize).collect(),
            rule: Cow::Borrowed(rule),
        }
    };
    references.others.retain(|r| {
        let shown = || speaks(parsed.span(r.first as usize, r.last as usize));
        r.entity.is_some() || r.rule != "nominal.noun" || shown()
    });
    let mut mentions = Vec::with_capacity(references.names.len() + references.others.len());
    let mut others = references.others.iter().peekable();
    let before = |r: &&crate::coreference::Reference, (first, last): (u32, u32)| (r.first, last) < (first, r.last);
    for m in &references.names {
        while let Some(r) = others.next_if(|r| before(r, (m.first, m.last))) {
            mentions.push(make((r.first, r.last), r.form, r.entity, &r.members, r.rule));
        }
        mentions.push(make((m.first, m.last), m.form, Some(m.entity), &[], m.rule));
    }
    mentions.extend(others.map(|r| make((r.first, r.last), r.form, r.entity, &r.members, r.rule)));
    (mentions, references.entities)
}

/// Which entities the document shows, in order of first mention, and their new numbers.
pub(crate) struct Numbers {
    order: Vec<usize>,
    new: Vec<usize>,
}

impl Numbers {
    /// The document's number of an entity, if it is shown.
    pub(crate) fn of(&self, entity: usize) -> Option<usize> {
        self.new.get(entity).copied().filter(|&number| number != usize::MAX)
    }
}

fn number_entities(entities: usize, mentions: &[Mention<'_>], drafts: &[Draft]) -> Numbers {
    let mut numbers = Numbers { order: Vec::new(), new: vec![usize::MAX; entities] };
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

fn entity<'t>(gazetteer: &Gazetteer, date: Option<Date>, known: Known) -> Entity<'t> {
    let view = known.record.map(|record| gazetteer.describe(record));
    let person = matches!(known.kind, EntityKind::Leader | EntityKind::Person);
    Entity {
        kind: known.kind,
        name: known.name,
        id: view.as_ref().and_then(|v| v.id.clone()),
        country: Some(known.country).filter(|c| !c.is_empty()),
        offices: match known.record.filter(|_| person) {
            Some(record) => gazetteer.offices_at(record, date),
            None => Vec::new(),
        },
        organization_type: known.organization_type,
        record: view.map(|v| v.key),
    }
}

/// After so many statements the room of their drafts is given back.
const BATCH: usize = 1 << 12;

fn statements<'t>(
    parsed: &Parsed<'t>,
    gazetteer: &Gazetteer,
    mut drafts: Vec<Draft>,
    number: &Numbers,
) -> Vec<Statement<'t>> {
    let mut statements = Vec::with_capacity(drafts.len());
    while let Some(draft) = drafts.pop() {
        statements.push(statement(parsed, gazetteer, draft, &number.new));
        if drafts.len().is_multiple_of(BATCH) {
            drafts.shrink_to_fit();
        }
    }
    statements.reverse();
    statements
}

fn statement<'t>(parsed: &Parsed<'t>, gazetteer: &Gazetteer, draft: Draft, number: &[usize]) -> Statement<'t> {
    let text = match draft.content.as_slice() {
        [one] => slice(parsed, *one),
        several => Cow::Owned(several.iter().map(|span| span.of(parsed.text)).collect::<Vec<_>>().join(" ")),
    };
    let cue = |word: &CueWord| cue(parsed, gazetteer, word);
    let phrase = |span: Span| Phrase { span, text: slice(parsed, span) };
    let source = draft.source;
    Statement {
        kind: draft.kind,
        content: draft.content,
        text,
        quoted: draft.quoted,
        speakers: source.iter().flat_map(|s| s.speakers.iter().map(|&e| number[e as usize])).collect(),
        anonymous: source.as_ref().and_then(|s| s.anonymous).map(|span| slice(parsed, span)),
        source: source.map(|s| Source { span: s.span, text: slice(parsed, s.span), form: s.form }),
        cue: draft.cue.as_ref().map(cue),
        more_cues: draft.more_cues.iter().map(cue).collect(),
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

fn cue<'t>(parsed: &Parsed<'t>, gazetteer: &Gazetteer, word: &CueWord) -> Cue<'t> {
    let span = parsed.span(word.first as usize, word.last as usize);
    let text = slice(parsed, span);
    let lemma = match &word.hit {
        Some(hit) => gazetteer.lemma(hit),
        None => Cow::Owned(text.to_lowercase()),
    };
    Cue { span, text, lemma }
}
