//! `The plan would fail, X said.`, `The plan, X said, would fail.`

use super::{Example, Rule};
use crate::{
    gazetteer::lexicon::{Frame, FunctionClass},
    statements::{CueSite, Desk, SourceDraft},
    text::TokenKind,
};

pub(crate) const RULE: Rule = Rule {
    id: "verb.trailing",
    about: "A clause, a comma, then its speaker and a verb of speech, at the sentence's end or between two commas: the clause \
            before, and what goes on behind the second comma.",
    takes: &[
        Example {
            text: "The bridge will close in May, the minister said.",
            source: "the minister",
            cue: "said",
            content: &["The bridge will close in May"],
        },
        Example {
            text: "The bridge, the minister said, would close in May.",
            source: "the minister",
            cue: "said",
            content: &["The bridge", "would close in May"],
        },
    ],
    leaves: &["The minister said the bridge will close.", "In May, the minister said the bridge will close."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        let fits =
            cue.speaks() && !cue.quoted && cue.hit.weight() >= 6 && (cue.takes(Frame::That) || cue.takes(Frame::Quote));
        if !fits || !desk.is_open(number) || cue.is_participle(desk.reading) {
            continue;
        }
        let Some((source, comma, behind)) = bounds(desk, number, &cue) else { continue };
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        let first = (sentence.first..comma).rev().take(200).take_while(|&k| desk.holder(k as usize).is_none()).last();
        let Some(first) = first.and_then(|f| (f..comma).find(|&k| !desk.is(k, &["and", "but"]) && desk.word(k) != ","))
        else {
            continue;
        };
        let last = desk.trimmed_end(first, comma);
        let rest = continuation(desk, number, behind, sentence.last);
        let words = last.saturating_sub(first);
        if words < 3 && rest.is_none() || words == 0 || rest.is_none() && goes_on(desk, behind, sentence.last) {
            continue;
        }
        let ranges: Vec<(u32, u32)> = std::iter::once((first, last)).chain(rest).collect();
        desk.report(Some(number), &ranges, Some(source), id);
    }
}

/// The speaker between a comma and the cue, or behind the cue; the comma; where the speaker's words end.
fn bounds(desk: &Desk<'_, '_>, number: usize, cue: &CueSite) -> Option<(SourceDraft, u32, u32)> {
    let is_comma = |k: u32| matches!(desk.word(k), "," | "–" | "—" | "--");
    let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
    let before = cue.first.checked_sub(1).filter(|&k| k > sentence.first)?;
    if is_comma(before) && cue.takes(Frame::Inversion) {
        let source = desk.source_after(cue.last, sentence.last)?;
        let (start, end) = desk.tokens_of(source.span);
        // `X, who watched, said the tower moved`: that is a clause.
        let known = desk.references.phrase_starting(start).is_some() || end <= start + 4;
        return known.then_some((source, before, end));
    }
    let source = desk.subject(number)?.clone();
    let start = desk.tokens_of(source.span).0;
    let comma = start.checked_sub(1).filter(|&k| k > sentence.first && k < cue.first)?;
    // `…, as the mayor put it`
    let comma = if desk.is(comma, &["as"]) { comma - 1 } else { comma };
    if !is_comma(comma) || comma <= sentence.first {
        return None;
    }
    // `X told reporters`
    let behind = desk.listener(cue, sentence.last).map_or(cue.last, |l| l.1);
    Some((source, comma, behind))
}

/// The words between the next comma and the sentence's end, if they carry the clause on.
fn continuation(desk: &Desk<'_, '_>, number: usize, behind: u32, sentence_last: u32) -> Option<(u32, u32)> {
    let cue = &desk.cues[number];
    // `…, X said on Monday, …`
    let leads =
        matches!(desk.function(behind), Some(FunctionClass::Preposition | FunctionClass::Day | FunctionClass::Adverb))
            || desk.is(behind, &["last", "this", "earlier"]);
    let words = |k: &u32| desk.kind(*k) == TokenKind::Word || desk.kind(*k) == TokenKind::Number;
    let behind = if leads { behind + (behind..behind + 8).take_while(words).count() as u32 } else { behind };
    if !matches!(desk.word(behind), "," | "–" | "—") {
        return None;
    }
    let first = behind + 1;
    let word = desk.word(first);
    let other = word.ends_with("ing")
        || matches!(desk.function(first), Some(FunctionClass::Relative))
        || desk.is(first, &["but", "while", "although", "though", "as", "after", "when", "according", "citing"]);
    let last = desk.clause_end(first, sentence_last, cue);
    // `said Jane Doe, head of the union`
    let inverted = desk.is(cue.first - 1, &[",", "–", "—", "--"]);
    let other = other || inverted && desk.function(first) != Some(FunctionClass::Auxiliary);
    (!other && last >= first + 2).then_some((first, last))
}

/// Does something behind the cue look like its content: a conjunction, a clause, a quote?
fn goes_on(desk: &Desk<'_, '_>, behind: u32, sentence_last: u32) -> bool {
    let rest = desk.trimmed_end(behind, sentence_last);
    // `…, X said on Monday, adding that …`: what follows is the participle’s.
    let participle = |&k: &u32| desk.word(k) == "," && desk.word(k + 1).ends_with("ing");
    let rest = (behind..rest).find(participle).unwrap_or(rest);
    if rest <= behind
        || rest >= sentence_last && desk.references.phrase_starting(behind).is_some_and(|p| p.last >= rest)
    {
        return false;
    }
    let leads =
        matches!(desk.function(behind), Some(FunctionClass::Preposition | FunctionClass::Day | FunctionClass::Adverb))
            || matches!(desk.word(behind), "," | "(" | "–" | "—" | "--" | ";")
            || desk.is(behind, &["last", "this", "to", "late", "early"]);
    !leads
        || (behind..rest.min(behind + 16)).any(|k| desk.is(k, &["that", "it", "he", "she", "they"]))
        || !desk.passages_in(behind, rest).is_empty()
}
