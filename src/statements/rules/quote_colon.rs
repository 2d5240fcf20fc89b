//! A quote behind a colon that no verb of speech leads to.

use super::{Example, Rule};
use crate::statements::{Desk, SourceDraft};

pub(crate) const RULE: Rule = Rule {
    id: "quote.colon",
    about: "A colon, then a quoted passage, without a verb of speech right before: it belongs to the name before the colon, \
            to the owner of a noun of speech (`her answer was:`), else to the subject of the sentence.",
    takes: &[
        Example {
            text: "Angela Merkel: “We can do this.”",
            source: "Angela Merkel",
            cue: "",
            content: &["We can do this."],
        },
        Example {
            text: "Tony Blair’s claim was short: “Nobody lost a coin.”",
            source: "Tony Blair",
            cue: "claim",
            content: &["Nobody lost a coin."],
        },
    ],
    leaves: &["Tonight: “Harbour” in the old cinema.", "The film “Harbour” opened in Rome."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 0..desk.passages.len() {
        let passage = &desk.passages[p];
        let colon = (passage.open as u32).checked_sub(1).filter(|&k| desk.word(k) == ":");
        let Some(colon) = colon.filter(|_| passage.statement.is_none() && passage.words >= 2 && !passage.title) else {
            continue;
        };
        let parsed = desk.reading.parsed;
        let sentence = parsed.sentences[parsed.sentence_of(colon as usize)];
        let Some((cue, source)) = speaker(desk, sentence.first, colon) else { continue };
        let range = (passage.open as u32, passage.after as u32);
        desk.report(cue, &[range], Some(source), id);
    }
}

fn speaker(desk: &Desk<'_, '_>, first: u32, colon: u32) -> Option<(Option<usize>, SourceDraft)> {
    let floor = first.max(colon.saturating_sub(60));
    let name = desk.references.phrase_ending(colon).filter(|p| p.first >= floor);
    if let Some(phrase) = name.filter(|p| p.first == first || desk.is_edge(p.first - 1)) {
        return Some((None, desk.of_phrase(phrase)));
    }
    let cues: Vec<_> = desk.cues_in(floor as usize, colon as usize).collect();
    for &(number, cue) in cues.iter().rev().take(6) {
        let noun = cue.noun;
        let owner = if noun { desk.owner(cue.first) } else { desk.subject(number).cloned() };
        if let Some(owner) = owner.filter(|_| desk.is_open(number)) {
            return Some((Some(number), owner));
        }
    }
    let source = desk.clause_subject(floor, colon)?;
    let known = !source.speakers.is_empty() || source.anonymous.is_some();
    known.then_some((None, source))
}
