//! A quote that goes on with the speaker before.

use super::{Example, Rule};
use crate::{
    document::{Act, StatementKind},
    gazetteer::lexicon::Frame,
    statements::{Desk, Draft},
};

pub(crate) const RULE: Rule = Rule {
    id: "quote.follow-up",
    about: "A paragraph that is one quote and names nobody belongs to the speaker of the quote in the paragraph before.",
    takes: &[Example {
        text: "“The road is open,” Angela Merkel said.\n\n“It will stay open all winter.”",
        source: "Angela Merkel",
        cue: "",
        content: &["It will stay open all winter."],
    }],
    leaves: &["Angela Merkel left early.\n\n“Harbour” opened in Rome."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 1..desk.passages.len() {
        let parsed = desk.reading.parsed;
        let passage = desk.passages[p].clone();
        if passage.statement.is_some() || passage.words < 4 {
            continue;
        }
        let sentence = parsed.sentences[parsed.sentence_of(passage.open)];
        let paragraph = parsed.paragraphs[sentence.paragraph as usize];
        let alone = parsed.tokens[passage.open].start as usize == paragraph.start;
        let end_sentence = parsed.sentences[parsed.sentence_of(passage.last - 1)];
        let cue_behind = desk
            .cues_in(passage.after, end_sentence.last as usize)
            .any(|(_, c)| c.takes(Frame::Quote) && c.hit.weight() >= 7);
        let Some(before) = desk.passages[p - 1].statement else { continue };
        let earlier = parsed.sentences[parsed.sentence_of(desk.passages[p - 1].last - 1)];
        let next_to = sentence.paragraph.saturating_sub(earlier.paragraph) <= 1;
        let source = desk.statement(before).source.clone();
        if !alone || cue_behind || !next_to {
            continue;
        }
        let Some(source) = source else { continue };
        let draft = Draft {
            kind: StatementKind::Direct,
            content: passage.fragments.clone(),
            quoted: passage.fragments.clone(),
            source: Some(source),
            cue: None,
            more_cues: Vec::new(),
            act: Act::Say,
            negated: false,
            addressee: None,
            venue: None,
            rule: id,
        };
        let number = desk.settle(draft);
        desk.passages[p].statement = Some(number);
    }
}
