//! Headlines: `Minister: bridge will close`, `Bridge will close: minister`

use super::{Example, Rule};
use crate::{
    document::{Act, Form, StatementKind},
    statements::{Desk, Draft},
    text::TokenKind,
};

pub(crate) const RULE: Rule = Rule {
    id: "headline.colon",
    about: "The first line of a text, without a full stop, with a colon: on one side a name or a description of a speaker, on \
            the other what it said.",
    takes: &[Example {
        text: "Thailand, Cambodia to meet again: ASEAN\n\nThe ministers met on Monday.",
        source: "ASEAN",
        cue: "",
        content: &["Thailand, Cambodia to meet again"],
    }],
    leaves: &["Talks: a short history\n\nThe ministers met on Monday.", "Angela Merkel said: no."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    let parsed = desk.reading.parsed;
    let Some(sentence) = parsed.sentences.first().copied() else { return };
    let paragraph = parsed.paragraphs[sentence.paragraph as usize];
    if sentence.last > 40 || paragraph.end != sentence.span().end || sentence.span().of(parsed.text).ends_with('.') {
        return;
    }
    let colon = (sentence.first..sentence.last).find(|&k| desk.word(k) == ":" && desk.kind(k) == TokenKind::Punct);
    let Some(colon) = colon.filter(|&k| k > sentence.first && k + 1 < sentence.last) else { return };
    let before = desk.references.phrase_starting(sentence.first).filter(|p| p.last == colon).copied();
    let behind = desk.references.phrase_starting(colon + 1).filter(|p| p.last == sentence.last).copied();
    let (phrase, range) = match (before, behind) {
        (Some(phrase), None) => (phrase, (colon + 1, sentence.last)),
        (None, Some(phrase)) => (phrase, (sentence.first, colon)),
        _ => return,
    };
    let source = desk.of_phrase(&phrase);
    let named = !source.speakers.is_empty() || matches!(source.form, Form::Anonymous | Form::Document);
    if !named || range.1 < range.0 + 2 || desk.is_taken(range.0, range.1) {
        return;
    }
    let whole = desk.span(range.0, range.1);
    // The first line of an interview is no headline.
    if desk.statements().iter().any(|turn| turn.content.iter().any(|content| whole.covers(*content))) {
        return;
    }
    // A passage may go on in the next paragraph, a headline does not.
    let fragments = desk.passages_in(range.0, range.1).flat_map(|p| desk.passages[p].fragments.clone());
    let quoted: Vec<_> = fragments.filter(|fragment| whole.covers(*fragment)).collect();
    let kind = if quoted.is_empty() { StatementKind::Indirect } else { StatementKind::Mixed };
    let content = vec![whole];
    let number = desk.settle(Draft {
        kind,
        content,
        quoted,
        source: Some(source),
        cue: None,
        more_cues: Vec::new(),
        act: Act::Say,
        negated: false,
        addressee: None,
        venue: None,
        rule: id,
        probability: None,
    });
    for p in desk.passages_in(range.0, range.1) {
        desk.passages[p].statement = Some(number);
    }
}
