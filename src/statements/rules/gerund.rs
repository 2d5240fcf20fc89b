//! `X denied doing …`

use super::{Example, Rule};
use crate::{gazetteer::lexicon::Frame, statements::Desk};

pub(crate) const RULE: Rule = Rule {
    id: "verb.gerund",
    about: "A speaker, a verb that takes a gerund, and the gerund's clause.",
    takes: &[Example {
        text: "The minister denied taking money from the bank.",
        source: "The minister",
        cue: "denied",
        content: &["taking money from the bank"],
    }],
    leaves: &["The minister left smiling.", "The minister denied it."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if !cue.takes(Frame::Gerund) || cue.hit.weight() < 4 || cue.passive || cue.quoted || !desk.is_open(number) {
            continue;
        }
        let word = desk.word(cue.last);
        let gerund = word.len() > 4
            && word.ends_with("ing")
            && desk.function(cue.last).is_none()
            && desk.references.name_at(cue.last).is_none();
        if !gerund || desk.holder(cue.last as usize).is_some() {
            continue;
        }
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        let last = desk.clause_end(cue.last, sentence.last, &cue);
        let Some(source) = desk.subject(number).cloned() else { continue };
        if last > cue.last + 1 {
            desk.report(Some(number), &[(cue.last, last)], Some(source), id);
        }
    }
}
