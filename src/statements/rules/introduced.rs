//! A quote without a cue, behind a sentence that shows who speaks.

use super::{Example, Rule};
use crate::{
    document::{EntityKind, Form},
    statements::{Desk, SourceDraft},
};

pub(crate) const RULE: Rule = Rule {
    id: "quote.introduced",
    about: "A sentence of its own in quotation marks, without a cue: it belongs to the subject of the sentence before it in the \
            paragraph, or of a sentence before it that ends in a colon, if that is a person or a body.",
    takes: &[Example {
        text: "Angela Merkel shook her head. “Not before the winter is over.”",
        source: "Angela Merkel",
        cue: "",
        content: &["Not before the winter is over."],
    }],
    leaves: &["Rain fell all day. “Harbour” opens tonight.", "The film “Harbour” opened in Rome."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 0..desk.passages.len() {
        if desk.passages[p].statement.is_some()
            || desk.is_named(p)
            || desk.passages[p].words < 4
            || !desk.is_sentence(p)
        {
            continue;
        }
        let parsed = desk.reading.parsed;
        let passage = &desk.passages[p];
        let here = parsed.sentence_of(passage.open);
        let sentence = parsed.sentences[here];
        let own = desk
            .cues_in(passage.after, passage.after + 12)
            .any(|(_, c)| c.speaks() && c.hit.weight() >= 6 && c.sentence as usize == here);
        if passage.open as u32 != sentence.first || here == 0 || own {
            continue;
        }
        let before = parsed.sentences[here - 1];
        let colon = before.last > before.first && desk.word(before.last - 1) == ":";
        if before.paragraph != sentence.paragraph && !colon {
            continue;
        }
        let found = speaker(desk, before.first, before.last);
        let Some(source) = found.or_else(|| subject(desk, before.first, before.last)) else { continue };
        let range = (passage.open as u32, passage.after as u32);
        desk.report(None, &[range], Some(source), id);
    }
}

/// The speaker of the last statement in a sentence.
pub(super) fn speaker(desk: &Desk<'_, '_>, first: u32, last: u32) -> Option<SourceDraft> {
    let held = (first..last).rev().take(80).find_map(|k| desk.holder(k as usize));
    held.and_then(|s| desk.statements()[s].source.clone())
}

/// The subject of a sentence, if that is a person or a body.
pub(super) fn subject(desk: &Desk<'_, '_>, first: u32, last: u32) -> Option<SourceDraft> {
    let source = desk.clause_subject(first, last)?;
    let speaks = source.speakers.iter().any(|&e| {
        matches!(
            desk.references.entities.get(e).kind,
            EntityKind::Person | EntityKind::Leader | EntityKind::Organization
        )
    });
    (speaks || matches!(source.form, Form::Anonymous | Form::Pronoun)).then_some(source)
}
