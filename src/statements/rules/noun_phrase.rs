//! `X criticized the deal`, `X called for talks`, `X warned of delays`

use super::{Example, Rule};
use crate::{
    gazetteer::lexicon::{CueKind, Frame, FunctionClass},
    statements::{CueSite, Desk},
};

pub(crate) const RULE: Rule = Rule {
    id: "verb.noun-phrase",
    about: "A speaker and a verb whose frame lets a noun phrase be the content, with its preposition or without: up to the \
            phrase's end.",
    takes: &[
        Example {
            text: "The president criticized the deal on Monday.",
            source: "The president",
            cue: "criticized",
            content: &["the deal on Monday"],
        },
        Example {
            text: "Aid groups called for a cease-fire.",
            source: "Aid groups",
            cue: "called for",
            content: &["a cease-fire"],
        },
    ],
    leaves: &["The president visited the town.", "Aid groups said no."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if !cue.is_verb() || cue.passive || cue.quoted || !desk.is_open(number) || cue.takes(Frame::NoContent) {
            continue;
        }
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        let Some(first) = content_start(desk, &cue) else { continue };
        if first >= sentence.last || desk.holder(first as usize).is_some() || !opens_phrase(desk, first) {
            continue;
        }
        let last = desk.phrase_end(first, desk.clause_end(first, sentence.last, &cue));
        let quoted = desk.passages_in(first, last).any(|p| !desk.is_named(p));
        // `said no`
        let bare = last == first + 1 && !quoted && desk.function(first).is_some();
        if last <= first || bare || cue.hit.weight() < if quoted { 2 } else { needed(&cue) } {
            continue;
        }
        let Some(source) = desk.subject(number).cloned() else { continue };
        desk.report(Some(number), &[(first, last)], Some(source), id);
    }
}

/// A phrase (`call for`) is clearer than a verb alone.
fn needed(cue: &CueSite) -> u8 {
    if cue.hit.cue_kind() == CueKind::Phrase { 4 } else { 6 }
}

fn content_start(desk: &Desk<'_, '_>, cue: &CueSite) -> Option<u32> {
    let at = desk.after_adverbs(cue.last);
    let word = desk.word(at);
    if desk.reading.gazetteer.prepositions(&cue.hit).any(|p| word.eq_ignore_ascii_case(p)) {
        return Some(at + 1);
    }
    cue.takes(Frame::NounPhrase).then_some(at)
}

fn opens_phrase(desk: &Desk<'_, '_>, at: u32) -> bool {
    let marked = !desk.passages_in(at, at + 1).is_empty();
    marked
        || desk.references.phrase_starting(at).is_some()
        || match desk.function(at) {
            Some(FunctionClass::Determiner | FunctionClass::Pronoun | FunctionClass::Question) => {
                !desk.is(at, &["that"])
            }
            Some(_) => false,
            None => !desk.is_edge(at),
        }
}
