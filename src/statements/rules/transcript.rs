//! Turns of a transcript: `NAME:` or `Q:` and `A:` at the start of lines.

use std::collections::HashMap;

use super::{Example, Rule};
use crate::{
    document::{Act, Form, StatementKind},
    statements::{Desk, Draft, SourceDraft},
    text::{Case, TokenKind},
};

pub(crate) const RULE: Rule = Rule {
    id: "transcript.turn",
    about: "Lines that open with a name and a colon, or with `Q:` and `A:`, in a document that does so more than once: each is \
            one direct statement without marks, and goes on over the lines that follow without a name.",
    takes: &[Example {
        text: "Q: Will the road open?\n\nA: In May. It is nearly done.\n\nQ: And the bridge?\n\nA: Ask me in June.",
        source: "A",
        cue: "",
        content: &["In May. It is nearly done."],
    }],
    leaves: &["WASHINGTON: The talks went on.\n\nThe president left.", "Note: prices rose."],
    apply,
};

struct Turn {
    paragraph: usize,
    first: u32,
    colon: u32,
}

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    let turns = turns(desk);
    let mut labels: HashMap<String, usize> = HashMap::new();
    for turn in &turns {
        *labels.entry(desk.span(turn.first, turn.colon).of(desk.reading.parsed.text).to_owned()).or_default() += 1;
    }
    let repeated = labels.values().filter(|&&n| n > 1).count();
    if repeated < 1 || turns.len() < 3 || labels.len() < 2 {
        return;
    }
    for (k, turn) in turns.iter().enumerate() {
        let parsed = desk.reading.parsed;
        let span = parsed.paragraphs[turn.paragraph];
        let last = parsed.token_at(span.end);
        let first = turn.colon as usize + 1;
        let _ = k;
        if first >= last {
            continue;
        }
        let draft = Draft {
            kind: StatementKind::Direct,
            content: vec![parsed.span(first, last)],
            quoted: Vec::new(),
            source: Some(speaker(desk, turn)),
            cue: None,
            more_cues: Vec::new(),
            act: if desk.word(last as u32 - 1) == "?" { Act::Ask } else { Act::Say },
            negated: false,
            addressee: None,
            venue: None,
            rule: id,
        };
        desk.settle_aside(draft);
    }
}

/// Paragraphs that open with a label of one to five capitalised words and a colon.
fn turns(desk: &Desk<'_, '_>) -> Vec<Turn> {
    let parsed = desk.reading.parsed;
    let mut found = Vec::new();
    for (paragraph, span) in parsed.paragraphs.iter().enumerate() {
        let first = parsed.token_at(span.start) as u32;
        let colon = (first + 1..first + 7).find(|&k| {
            desk.word(k) == ":" && parsed.tokens.get(k as usize).is_some_and(|t| (t.end as usize) < span.end)
        });
        let Some(colon) = colon else { continue };
        let label = (first..colon).all(|k| {
            let token = &parsed.tokens[k as usize];
            matches!(token.kind, TokenKind::Word | TokenKind::Possessive)
                && matches!(token.case, Case::Upper | Case::Title | Case::Mixed)
                || matches!(desk.word(k), "." | "(" | ")")
        });
        if label && !parsed.text[span.start..].starts_with("http") {
            found.push(Turn { paragraph, first, colon });
        }
    }
    found
}

/// Whom a label means: the name, or for `Q` and `A` nobody that the label names.
fn speaker(desk: &Desk<'_, '_>, turn: &Turn) -> SourceDraft {
    if let Some(phrase) = desk.references.phrase_starting(turn.first).filter(|p| p.last == turn.colon) {
        return desk.of_phrase(phrase);
    }
    let span = desk.span(turn.first, turn.colon);
    SourceDraft { span, form: Form::Anonymous, speakers: Vec::new(), anonymous: None }
}
