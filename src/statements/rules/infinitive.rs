//! `X promised to …`

use super::{Example, Rule};
use crate::{
    gazetteer::lexicon::{Frame, FunctionClass},
    statements::Desk,
};

pub(crate) const RULE: Rule = Rule {
    id: "verb.infinitive",
    about: "A speaker, a verb of promise, wish or plan, and an infinitive: the infinitive is the content.",
    takes: &[Example {
        text: "Angela Merkel promised to visit the town in May.",
        source: "Angela Merkel",
        cue: "promised",
        content: &["to visit the town in May"],
    }],
    leaves: &["Angela Merkel went to Rome.", "The official refused to speak."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if !cue.takes(Frame::Infinitive)
            || cue.takes(Frame::NoContent)
            || cue.passive
            || cue.quoted
            || !desk.is_open(number)
        {
            continue;
        }
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        let mut first = desk.after_adverbs(cue.last);
        if desk.function(first) == Some(FunctionClass::Negation) {
            first += 1;
        }
        if !desk.is(first, &["to"])
            || desk.holder(first as usize).is_some()
            || desk.function(first + 1).is_some_and(|f| f == FunctionClass::Determiner)
        {
            continue;
        }
        let last = desk.clause_end(first, sentence.last, &cue);
        let quoted = !desk.passages_in(first, last).is_empty();
        if last < first + 2 || cue.hit.weight() < if quoted { 2 } else { 3 } {
            continue;
        }
        let Some(source) = desk.subject(number).cloned() else { continue };
        desk.report(Some(number), &[(first, last)], Some(source), id);
    }
}
