//! A quote with its speaker before it.

use super::{Example, Rule};
use crate::{
    document::StatementKind,
    gazetteer::lexicon::{CueKind, Frame, FunctionClass},
    statements::{CueSite, Desk, Draft},
    text::TokenKind,
};

pub(crate) const RULE: Rule = Rule {
    id: "quote.before",
    about: "A speaker and a verb of speech, then a quoted passage. Between them stand at most a comma, a colon, a listener \
            and a venue; with more, or with `that`, the whole reported clause is the content and the statement is mixed.",
    takes: &[
        Example {
            text: "Angela Merkel said: “We can do this.”",
            source: "Angela Merkel",
            cue: "said",
            content: &["We can do this."],
        },
        Example {
            text: "In a statement, the White House said, “The talks were useful.”",
            source: "the White House",
            cue: "said",
            content: &["The talks were useful."],
        },
        Example {
            text: "Amnesty International said the law “falls short” of what was promised.",
            source: "Amnesty International",
            cue: "said",
            content: &["the law “falls short” of what was promised"],
        },
    ],
    leaves: &["The ship “Aurora” left, officials said.", "Readers of “Harbour” said no."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 0..desk.passages.len() {
        if desk.passages[p].statement.is_some() {
            continue;
        }
        let parsed = desk.reading.parsed;
        let open = desk.passages[p].open;
        let sentence = parsed.sentences[parsed.sentence_of(open)];
        let floor = desk.passages[..p]
            .last()
            .map_or(sentence.first as usize, |before| before.after.max(sentence.first as usize));
        let _ = floor;
        let found = desk
            .cues_in(sentence.first as usize, open)
            .filter(|(k, c)| {
                desk.is_open(*k)
                    && (c.takes(Frame::Quote) || c.takes(Frame::That))
                    && c.is_verb()
                    && c.hit.weight() >= 3
            })
            .last();
        let Some((number, cue)) = found else { continue };
        let Some(source) = desk.source_before(cue.first, clause_floor(desk, sentence.first, cue.first)) else {
            continue;
        };
        let addressee = listener(desk, &cue, open as u32);
        let content_from = desk.content_start(addressee.map_or(cue.last, |a| a.1), open as u32);
        let direct = is_bare(desk, content_from, open as u32, &cue);
        let passage = desk.passages[p].clone();
        let (kind, content, quoted) = if direct {
            (StatementKind::Direct, passage.fragments.clone(), passage.fragments.clone())
        } else {
            let end_sentence = parsed.sentences[parsed.sentence_of(passage.last.saturating_sub(1))];
            let end = desk.clause_end(content_from, end_sentence.last, &cue).max(passage.after as u32);
            let inside: Vec<usize> =
                (p..desk.passages.len()).take_while(|&k| desk.passages[k].open < end as usize).collect();
            let quoted = inside.iter().flat_map(|&k| desk.passages[k].fragments.clone()).collect();
            (StatementKind::Mixed, vec![parsed.span(content_from as usize, end as usize)], quoted)
        };
        let draft = Draft {
            kind,
            content,
            quoted,
            source: Some(source),
            cue: Some(cue),
            more_cues: Vec::new(),
            act: cue.hit.act(),
            negated: desk.is_negated(&cue),
            addressee: addressee.map(|a| a.0),
            venue: desk.venue(&cue),
            rule: id,
        };
        let end = draft.content.last().map_or(0, |c| c.end);
        let statement = desk.settle(draft);
        desk.use_cue(number);
        for passage in desk.passages[p..].iter_mut().take_while(|k| k.span().start < end) {
            passage.statement = Some(statement);
        }
    }
}

/// The clause of a cue begins behind the last content that another cue has taken.
fn clause_floor(desk: &Desk<'_, '_>, sentence_first: u32, cue: u32) -> u32 {
    let start = desk.reading.parsed.tokens[cue as usize].start as usize;
    let ends = desk.statements().iter().rev().take(8).flat_map(|s| &s.content).map(|c| c.end).filter(|&e| e <= start);
    let last = ends.max().map_or(0, |end| desk.reading.parsed.token_at(end) as u32);
    last.max(sentence_first)
}

/// The listener of `told`; only for verbs that take one.
fn listener(desk: &Desk<'_, '_>, cue: &CueSite, open: u32) -> Option<(crate::span::Span, u32)> {
    let takes = cue.takes(Frame::ObjectThat) || cue.takes(Frame::Object) || cue.takes(Frame::ObjectInfinitive);
    if takes { desk.addressee(cue, open) } else { None }
}

/// Do only adverbs, days and a venue stand between the cue and the mark?
fn is_bare(desk: &Desk<'_, '_>, from: u32, open: u32, cue: &CueSite) -> bool {
    let parsed = desk.reading.parsed;
    let that = (cue.last..from).any(|k| parsed.word(k as usize) == "that");
    if from >= open {
        return !that || cue.hit.cue_kind() == CueKind::Verb;
    }
    let last = parsed.word(open as usize - 1);
    if !matches!(last, "," | ":") {
        return false;
    }
    let clause = (from..open).any(|k| {
        parsed.tokens[k as usize].kind == TokenKind::Word
            && desk.reading.words.function(k as usize) == Some(FunctionClass::Auxiliary)
    });
    !clause && open - from <= 12
}
