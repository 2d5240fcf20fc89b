//! `X said (that) …`

use super::{Example, Rule, according_to::reported};
use crate::{
    gazetteer::lexicon::{Frame, FunctionClass},
    statements::Desk,
};

pub(crate) const RULE: Rule = Rule {
    id: "verb.clause",
    about: "A speaker, a verb of speech, and a clause with `that` or without it: from there to the clause's end. In a \
            relative clause what is left of it (`a step that aid groups say will save lives`).",
    takes: &[
        Example {
            text: "The minister said that the bridge will close in May.",
            source: "The minister",
            cue: "said",
            content: &["the bridge will close in May"],
        },
        Example {
            text: "They took a step that aid groups say will save lives.",
            source: "aid groups",
            cue: "say",
            content: &["will save lives"],
        },
    ],
    leaves: &["The minister spoke on the phone.", "The minister declined to comment."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if !cue.is_verb() || !cue.takes(Frame::That) || !desk.is_open(number) {
            continue;
        }
        let parsed = desk.reading.parsed;
        let sentence = parsed.sentences[cue.sentence as usize];
        let listener = if cue.takes(Frame::ObjectThat) { desk.addressee(&cue, sentence.last) } else { None };
        let after = listener.map_or(cue.last, |l| l.1);
        let that = parsed.word(after as usize) == "that";
        let needed = if that { 3 } else { 8 };
        if cue.hit.weight() < needed || !that && !opens_clause(desk, after) {
            continue;
        }
        let Some(source) = desk.source_before(cue.first, sentence.first) else { continue };
        let first = desk.content_start(after, sentence.last);
        let last = desk.clause_end(first, sentence.last, &cue);
        if last <= first + 1 || desk.is_taken(parsed.span(first as usize, last as usize)) {
            continue;
        }
        if let Some(mut draft) = reported(desk, cue, first, last, id) {
            draft.source = Some(source);
            draft.addressee = listener.map(|l| l.0);
            desk.settle(draft);
            desk.use_cue(number);
        }
    }
}

/// Can a clause without `that` begin here?
fn opens_clause(desk: &Desk<'_, '_>, at: u32) -> bool {
    use FunctionClass::*;
    let noun = desk.references.phrase_starting(at).is_some();
    let function = desk.reading.words.function(at as usize);
    noun || matches!(function, Some(Determiner | Pronoun | Auxiliary | Adverb | Conjunction | Question | Negation))
}
