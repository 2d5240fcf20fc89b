//! A quote that goes on with the speaker before.

use super::{Example, Rule};
use crate::{gazetteer::lexicon::Frame, statements::Desk};

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
        // Over titles and the like that stand between.
        let earlier = desk.passages[..p].iter().rev().take(4).find(|q| q.statement.is_some() || q.words > 6);
        let Some((before, last)) = earlier.and_then(|q| Some((q.statement?, q.last))) else { continue };
        let earlier = parsed.sentences[parsed.sentence_of(last - 1)];
        let next_to = sentence.paragraph.saturating_sub(earlier.paragraph) <= 1;
        if !alone || cue_behind || !next_to {
            continue;
        }
        let Some(source) = desk.statements()[before].source.clone() else { continue };
        let range = (passage.open as u32, passage.after as u32);
        desk.report(None, &[range], Some(source), id);
    }
}
