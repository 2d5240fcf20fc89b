//! `X urged Y to …`

use super::{Example, Rule};
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
        if !cue.takes(Frame::ObjectInfinitive)
            || cue.hit.weight() < 4
            || cue.passive
            || cue.quoted
            || !desk.is_open(number)
        {
            continue;
        }
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        // The listener may be any noun phrase: up to the first `to` of the clause.
        let plain = (cue.last + 1..sentence.last.min(cue.last + 12))
            .take_while(|&k| !desk.is_edge(k) || desk.is(k, &["and"]))
            .find(|&k| desk.is(k, &["to"]));
        let known = desk.listener(&cue, sentence.last).filter(|l| desk.is(desk.after_adverbs(l.1), &["to", "not"]));
        let Some((listener, after)) = known.or_else(|| plain.map(|to| (desk.span(cue.last, to), to))) else { continue };
        let Some(source) = desk.subject(number).cloned() else { continue };
        let last = desk.clause_end(after, sentence.last, &cue);
        if last < after + 2 || desk.holder(after as usize).is_some() || desk.is(cue.last, &["to"]) {
            continue;
        }
        if let Some(statement) = desk.report(Some(number), &[(after, last)], Some(source), id) {
            desk.statement(statement).addressee = Some(listener);
        }
    }
}
