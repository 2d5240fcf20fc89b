//! A quote that goes on with the speaker before.

use super::{Example, Rule, introduced};
use crate::{
    gazetteer::lexicon::Frame,
    statements::{Desk, SourceDraft},
};

pub(crate) const RULE: Rule = Rule {
    id: "quote.follow-up",
    about: "A paragraph that is one quote and names nobody belongs to the speaker of the paragraph before, or else to the \
            subject of its last sentence.",
    takes: &[
        Example {
            text: "“The road is open,” Angela Merkel said.\n\n“It will stay open all winter.”",
            source: "Angela Merkel",
            cue: "",
            content: &["It will stay open all winter."],
        },
        Example {
            text: "Angela Merkel said that the road was open.\n\n“It will stay open all winter.”",
            source: "Angela Merkel",
            cue: "",
            content: &["It will stay open all winter."],
        },
    ],
    leaves: &["Angela Merkel left early.\n\n“Harbour” opened in Rome."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 0..desk.passages.len() {
        let parsed = desk.reading.parsed;
        let passage = &desk.passages[p];
        if passage.statement.is_some() || desk.is_named(p) || passage.words < 3 || !desk.is_sentence(p) {
            continue;
        }
        let sentence = parsed.sentences[parsed.sentence_of(passage.open)];
        let paragraph = parsed.paragraphs[sentence.paragraph as usize];
        let alone = parsed.tokens[passage.open].start as usize == paragraph.start;
        let end_sentence = parsed.sentences[parsed.sentence_of(passage.after - 1)];
        let cue_behind = desk
            .cues_in(passage.after, end_sentence.last as usize)
            .any(|(_, c)| c.takes(Frame::Quote) && c.hit.weight() >= 7);
        if !alone || cue_behind {
            continue;
        }
        let Some(source) = speaker_before(desk, p) else { continue };
        let range = (passage.open as u32, passage.after as u32);
        desk.report(None, &[range], Some(source), id);
    }
}

/// Who speaks last before a paragraph: in a quote or in the sentence before it, else the subject of that sentence.
fn speaker_before(desk: &Desk<'_, '_>, p: usize) -> Option<SourceDraft> {
    let parsed = desk.reading.parsed;
    let here = parsed.sentence_of(desk.passages[p].open);
    let next_to = |paragraph: u32| parsed.sentences[here].paragraph.saturating_sub(paragraph) <= 1;
    let before = parsed.sentences[..here].last().filter(|s| next_to(s.paragraph))?;
    let held = introduced::speaker(desk, before.first, before.last);
    // Over titles and the like that stand between.
    let quoted = || {
        let earlier = desk.passages[..p].iter().rev().take(4).find(|q| q.statement.is_some() || q.words > 6)?;
        let near = next_to(parsed.sentences[parsed.sentence_of(earlier.last - 1)].paragraph);
        desk.statements()[earlier.statement.filter(|_| near)?].source.clone()
    };
    held.or_else(quoted).or_else(|| introduced::subject(desk, before.first, before.last))
}
