//! `his claim that …`, `the ministry’s promise to …`

use super::{Example, Rule};
use crate::{
    gazetteer::lexicon::{Frame, FunctionClass},
    statements::Desk,
};

pub(crate) const RULE: Rule = Rule {
    id: "noun.clause",
    about: "A noun of speech with its owner (`his claim`, `the ministry’s promise`) and a clause with `that` or an infinitive: \
            the clause is the content.",
    takes: &[Example {
        text: "Angela Merkel’s claim that the bank hid losses was wrong.",
        source: "Angela Merkel",
        cue: "claim",
        content: &["the bank hid losses"],
    }],
    leaves: &["Angela Merkel’s house was sold.", "The claim was wrong."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if !cue.noun || cue.quoted || !desk.is_open(number) || cue.hit.weight() < 3 {
            continue;
        }
        let behind = day_end(desk, cue.last);
        let that = desk.is(behind, &["that"]);
        let infinitive = desk.is(cue.last, &["to"]) && cue.takes(Frame::Infinitive);
        if !that && !infinitive || desk.holder(behind as usize).is_some() {
            continue;
        }
        let Some(source) = desk.owner(cue.first) else { continue };
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        let first = if that { behind + 1 } else { cue.last };
        let end = desk.clause_end(first, sentence.last, &cue);
        let last = before_main_verb(desk, first, end);
        if last > first + 1 {
            desk.report(Some(number), &[(first, last)], Some(source), id);
        }
    }
}

/// Over adverbs and a day: `his claim on Monday that`.
fn day_end(desk: &Desk<'_, '_>, at: u32) -> u32 {
    let on = desk.is(at, &["on", "last", "this"]) && desk.function(at + 1) == Some(FunctionClass::Day);
    desk.after_adverbs(if on { at + 1 } else { at })
}

/// In a subject (`his claim that A did B was wrong`) the clause ends before the second finite verb.
fn before_main_verb(desk: &Desk<'_, '_>, first: u32, end: u32) -> u32 {
    let be = (first + 2..end).rev().find(|&k| desk.is(k, &["is", "was", "has", "had", "were", "are"]));
    let enough = |k: u32| {
        (first..k).any(|j| {
            desk.function(j) == Some(FunctionClass::Auxiliary)
                || desk.word(j).ends_with("ed")
                || desk.cues_in(j as usize, j as usize + 1).next().is_some()
        }) || k > first + 3
    };
    match be {
        Some(k)
            if enough(k)
                && !desk.is(k - 1, &["that", "who", "which", "and", "he", "she", "it", "they"])
                && desk.function(k - 1) != Some(FunctionClass::Auxiliary) =>
        {
            // Only where the noun phrase opens its sentence does a main verb follow.
            k
        }
        _ => end,
    }
}
