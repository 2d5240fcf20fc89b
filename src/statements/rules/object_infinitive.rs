//! `X urged Y to …`

use super::{Example, Rule, according_to::reported};
use crate::{gazetteer::lexicon::Frame, statements::Desk};

pub(crate) const RULE: Rule = Rule {
    id: "verb.object-infinitive",
    about: "A speaker, a verb of urging or telling, the listener, and an infinitive: the infinitive is the content.",
    takes: &[Example {
        text: "The official encouraged reporters to contact aid groups.",
        source: "The official",
        cue: "encouraged",
        content: &["to contact aid groups"],
    }],
    leaves: &["The official spoke to reporters.", "The rain helped farmers to plant early."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if !cue.takes(Frame::ObjectInfinitive) || cue.hit.weight() < 4 || !desk.is_open(number) {
            continue;
        }
        let parsed = desk.reading.parsed;
        let sentence = parsed.sentences[cue.sentence as usize];
        let Some((listener, after)) = desk.addressee(&cue, sentence.last) else { continue };
        if parsed.word(after as usize) != "to" {
            continue;
        }
        let Some(source) = desk.source_before(cue.first, sentence.first) else { continue };
        let mut last = desk.clause_end(after, sentence.last, &cue);
        // A participle of speech behind a comma begins another thought: `, emphasizing …`
        if let Some(comma) =
            (after..last).find(|&k| parsed.word(k as usize) == "," && parsed.word(k as usize + 1).ends_with("ing"))
        {
            last = comma;
        }
        if desk.is_taken(parsed.span(after as usize, last as usize)) {
            continue;
        }
        if let Some(mut draft) = reported(desk, cue, after, last, id) {
            draft.source = Some(source);
            draft.addressee = Some(listener);
            desk.settle(draft);
            desk.use_cue(number);
        }
    }
}
