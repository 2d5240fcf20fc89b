//! `according to X`.

use super::{Example, Rule};
use crate::{
    document::StatementKind,
    gazetteer::lexicon::CueKind,
    statements::{CueSite, Desk, Draft},
    text::TokenKind,
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
        if cue.hit.cue_kind() != CueKind::Preposition
            || !desk.is_open(number)
            || desk.reading.gazetteer.lemma_str(&cue.hit) != "according to"
        {
            continue;
        }
        let parsed = desk.reading.parsed;
        let sentence = parsed.sentences[cue.sentence as usize];
        let Some(source) = desk.source_after(cue.last, sentence.last) else { continue };
        let source_end = parsed.token_at(source.span.end) as u32;
        let opens = sentence.first == cue.first;
        let (first, last) = if opens {
            let comma = (source_end..sentence.last).find(|&k| parsed.word(k as usize) == ",").unwrap_or(source_end);
            (comma + 1, sentence.last)
        } else {
            (sentence.first, cue.first)
        };
        let last = desk.trimmed_end(first, last);
        if last <= first {
            continue;
        }
        let span = parsed.span(first as usize, last as usize);
        let quoted = quoted_in(desk, first as usize, last as usize);
        if desk.is_taken(span) {
            continue;
        }
        let all = quoted.len() == 1
            && desk.passages[quoted[0]].first <= first as usize + 1
            && desk.passages[quoted[0]].after >= last as usize;
        let fragments: Vec<_> = quoted.iter().flat_map(|&k| desk.passages[k].fragments.clone()).collect();
        let kind = match (all, fragments.is_empty()) {
            (true, _) => StatementKind::Direct,
            (_, true) => StatementKind::Indirect,
            _ => StatementKind::Mixed,
        };
        let content = if all { fragments.clone() } else { vec![span] };
        let statement = desk.settle(Draft {
            kind,
            content,
            quoted: fragments,
            source: Some(source),
            cue: Some(cue),
            more_cues: Vec::new(),
            act: cue.hit.act(),
            negated: false,
            addressee: None,
            venue: None,
            rule: id,
        });
        desk.use_cue(number);
        for k in quoted {
            desk.passages[k].statement = Some(statement);
        }
    }
}

/// The open passages inside a range of tokens.
pub(super) fn quoted_in(desk: &Desk<'_, '_>, first: usize, last: usize) -> Vec<usize> {
    let from = desk.passages.partition_point(|p| p.open < first);
    (from..desk.passages.len()).take_while(|&k| desk.passages[k].last <= last).collect()
}

/// A draft without quotation marks or with some inside.
pub(super) fn reported(desk: &Desk<'_, '_>, cue: CueSite, first: u32, last: u32, id: &'static str) -> Option<Draft> {
    let parsed = desk.reading.parsed;
    let has_word = (first..last).any(|k| parsed.tokens[k as usize].kind == TokenKind::Word);
    let quoted: Vec<_> = quoted_in(desk, first as usize, last as usize)
        .iter()
        .flat_map(|&k| desk.passages[k].fragments.clone())
        .collect();
    has_word.then(|| Draft {
        kind: if quoted.is_empty() { StatementKind::Indirect } else { StatementKind::Mixed },
        content: vec![parsed.span(first as usize, last as usize)],
        quoted,
        source: None,
        cue: Some(cue),
        more_cues: Vec::new(),
        act: cue.hit.act(),
        negated: desk.is_negated(&cue),
        addressee: None,
        venue: desk.venue(&cue),
        rule: id,
    })
}
