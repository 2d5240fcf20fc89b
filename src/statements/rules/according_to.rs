//! `according to X`.

use super::{Example, Rule};
use crate::{
    gazetteer::lexicon::CueKind,
    statements::{CueSite, Desk},
};

pub(crate) const RULE: Rule = Rule {
    id: "according-to",
    about: "A preposition of source (`according to`) with a noun phrase: the content is the rest of the sentence.",
    takes: &[
        Example {
            text: "The bridge will close in May, according to the ministry.",
            source: "the ministry",
            cue: "according to",
            content: &["The bridge will close in May"],
        },
        Example {
            text: "According to officials, the bridge will close in May.",
            source: "officials",
            cue: "According to",
            content: &["the bridge will close in May"],
        },
    ],
    leaves: &["They acted according to plan.", "Everything went well."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if cue.hit.cue_kind() != CueKind::Preposition || cue.quoted || !desk.is_open(number) || cue.hit.weight() < 7 {
            continue;
        }
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        let Some(source) = desk.source_after(cue.last, sentence.last) else { continue };
        let start = desk.tokens_of(source.span).0;
        // `according to plan`: no speaker
        if source.speakers.is_empty() && desk.references.phrase_starting(start).is_none() && !is_determined(desk, start)
        {
            continue;
        }
        let Some((first, last)) = content(desk, &cue, desk.tokens_of(source.span).1) else { continue };
        desk.report(Some(number), &[(first, last)], Some(source), id);
    }
}

fn is_determined(desk: &Desk<'_, '_>, token: u32) -> bool {
    desk.function(token) == Some(crate::gazetteer::lexicon::FunctionClass::Determiner)
}

/// Behind a source that opens the sentence; else what stands before, back to what others have taken.
fn content(desk: &Desk<'_, '_>, cue: &CueSite, source_end: u32) -> Option<(u32, u32)> {
    let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
    let opens = cue.first <= sentence.first + 1;
    let (first, last) = if opens {
        let comma =
            (source_end..sentence.last).take(40).find(|&k| matches!(desk.word(k), "," | ":")).unwrap_or(source_end);
        (comma + 1, sentence.last.max(comma + 1))
    } else {
        let free =
            (sentence.first..cue.first).rev().take(200).take_while(|&k| desk.holder(k as usize).is_none()).last();
        (free?, cue.first)
    };
    let first = (first..last).find(|&k| !matches!(desk.word(k), "," | "." | ";") && !desk.is(k, &["and", "but"]))?;
    let last = if opens { desk.clause_end(first, last, cue) } else { desk.trimmed_end(first, last) };
    (last > first + 1).then_some((first, last))
}
