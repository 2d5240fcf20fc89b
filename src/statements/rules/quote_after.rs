//! A quote with its speaker after it.

use super::{Example, Rule};
use crate::{
    document::Form,
    gazetteer::lexicon::{Frame, FunctionClass},
    span::Span,
    statements::{Desk, SourceDraft},
};

pub(crate) const RULE: Rule = Rule {
    id: "quote.after",
    about: "A quoted passage, then its speaker and a verb of speech, or the verb first. Words before the quote in its \
            sentence make it mixed. What is quoted behind the cue in the same breath belongs to it, and so does a quote that \
            opens the next sentence of the paragraph and names nobody.",
    takes: &[
        Example {
            text: "“The road is open again,” Angela Merkel said on Monday.",
            source: "Angela Merkel",
            cue: "said",
            content: &["The road is open again,"],
        },
        Example {
            text: "\"We have no plan to leave,\" said Tony Blair, who was visiting Rome.",
            source: "Tony Blair",
            cue: "said",
            content: &["We have no plan to leave,"],
        },
        Example {
            text: "“The dam will hold,” the official said, adding, “and the water is falling.”",
            source: "the official",
            cue: "said",
            content: &["The dam will hold,", "and the water is falling."],
        },
        Example {
            text: "“The road is open,” said Tony Blair, “and the bridge will follow.”",
            source: "Tony Blair",
            cue: "said",
            content: &["The road is open,", "and the bridge will follow."],
        },
        Example {
            text: "“The dam will hold,” the official said. “The water is falling.”",
            source: "the official",
            cue: "said",
            content: &["The dam will hold,", "The water is falling."],
        },
        Example {
            text: "The plan is “a gift to nobody,” the official said.",
            source: "the official",
            cue: "said",
            content: &["The plan is “a gift to nobody,”"],
        },
    ],
    leaves: &["They sang “Auld Lang Syne” and the official smiled.", "The film “Harbour” opened in Rome."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 0..desk.passages.len() {
        if desk.passages[p].statement.is_some() {
            continue;
        }
        let Some((number, source)) = speaker_after(desk, p) else { continue };
        let range = content(desk, p);
        // In mid-sentence a title is what is spoken of, not what is said.
        let inside = range.0 < desk.passages[p].open as u32;
        if inside && (desk.is_named(p) || belongs_before(desk, p, number)) {
            continue;
        }
        let listener = listener(desk, number, &source);
        if let Some(statement) = desk.report(Some(number), &[range], Some(source), id) {
            desk.statement(statement).addressee = listener;
        }
    }
}

/// `“…,” she told the Post`; behind the verb in `“…,” said the mayor` stands the speaker.
fn listener(desk: &Desk<'_, '_>, cue: usize, source: &SourceDraft) -> Option<Span> {
    let cue = desk.cues[cue];
    let parsed = desk.reading.parsed;
    let sentence = parsed.sentences.get(parsed.sentence_of(cue.first as usize))?;
    let before = desk.tokens_of(source.span).0 < cue.first;
    before.then(|| desk.listener(&cue, sentence.last)).flatten().map(|l| l.0)
}

/// In the middle of a sentence: does the cue behind the passage lead on to another quote, or does a cue stand right before
/// the passage?
fn belongs_before(desk: &Desk<'_, '_>, p: usize, cue: usize) -> bool {
    let open = desk.passages[p].open as u32;
    let last = desk.cues[cue].last;
    let leads = desk.passages.get(p + 1).is_some_and(|next| {
        let next = next.open as u32;
        next >= last
            && next <= last + 2
            && (last..next).all(|k| matches!(desk.word(k), "," | ":") || desk.is(k, &["that"]))
    });
    let led = desk.cues_in(open.saturating_sub(4) as usize, open as usize).any(|(k, c)| {
        c.is_verb()
            && desk.subject(k).is_some()
            && c.last <= open
            && (c.last..open).all(|k| matches!(desk.word(k), "," | ":") || desk.is(k, &["that", "as"]))
    });
    leads || led
}

/// A cue behind the closing mark, with its subject before or behind it.
pub(super) fn speaker_after(desk: &Desk<'_, '_>, p: usize) -> Option<(usize, SourceDraft)> {
    let parsed = desk.reading.parsed;
    let passage = &desk.passages[p];
    let mut at = passage.after as u32;
    let sentence = parsed.sentences.get(parsed.sentence_of(passage.after.saturating_sub(1)))?;
    let next = desk.passages.get(p + 1).map_or(u32::MAX, |n| n.open as u32);
    let ceiling = sentence.last.min(next.max(at)).min(at + 60);
    let closing = desk.word(passage.last as u32 - 1);
    let mut closed = matches!(closing, "," | "?" | "!" | "—" | "–" | "--" | "..." | "…" | "-");
    if matches!(desk.word(at), "," | "–" | "—" | "-" | "--") {
        closed = true;
        at += 1;
    }
    // `“…,’” she said`: the comma stands inside an inner quotation.
    closed |=
        passage.last >= 2 && desk.word(passage.last as u32 - 2) == "," && closing.chars().all(|c| !c.is_alphanumeric());
    let closed = closed || passage.words > 4 && desk.word(at) != "." && closing != ".";
    let (number, cue) =
        desk.cues_in(at as usize, ceiling as usize).find(|(_, c)| c.speaks() || c.passive && c.takes(Frame::Quote))?;
    if !desk.is_open(number) || cue.passive {
        return None;
    }
    if cue.first == desk.after_adverbs(at) {
        let inverted = (cue.takes(Frame::Inversion) || cue.takes(Frame::Quote)) && !cue.is_participle(desk.reading);
        let source = inverted.then(|| desk.source_after(cue.last, ceiling))??;
        return (closed || cue.hit.weight() >= 7).then_some((number, source));
    }
    if !closed || !cue.takes(Frame::Quote) {
        return None;
    }
    let mut source = desk.subject(number)?.clone();
    let start = desk.tokens_of(source.span).0;
    let first = desk.after_adverbs(at);
    // `the Post’s Jane Doe`, `strategist and pollster Jane Doe`
    let wider = start > first
        && start - first <= 6
        && source.form != Form::Pronoun
        && !desk.is(first, &["and"])
        && !(first..start).any(|k| desk.is_edge(k) && !desk.is(k, &["and"]));
    if wider {
        source.span.start = desk.span(first, first + 1).start;
    }
    (start == first || wider).then_some((number, source))
}

/// The passage, with the words of its sentence before it unless they belong elsewhere.
fn content(desk: &Desk<'_, '_>, p: usize) -> (u32, u32) {
    let parsed = desk.reading.parsed;
    let passage = &desk.passages[p];
    let (open, after) = (passage.open as u32, passage.after as u32);
    let sentence = parsed.sentences[parsed.sentence_of(passage.open)];
    let mut first = sentence.first;
    for k in (sentence.first..open).rev().take(80) {
        if desk.holder(k as usize).is_some() {
            return (open, after);
        }
        first = k;
    }
    // `But “the road,” he said`: a lone word that leads in is no content.
    let lead = (first..open).all(|k| {
        matches!(desk.function(k), Some(FunctionClass::Conjunction | FunctionClass::Adverb)) || desk.word(k) == ","
    });
    let another = desk.cues_in(first as usize, open as usize).any(|(k, c)| {
        c.hit.weight() >= 7 && c.speaks() && desk.subject(k).is_some() && matches!(desk.word(open - 1), "," | ":")
    });
    if lead || another { (open, after) } else { (first, after) }
}
