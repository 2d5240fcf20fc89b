//! A quote with its speaker before it.

use super::{Example, Rule};
use crate::{
    document::Act,
    gazetteer::lexicon::{Frame, FunctionClass},
    statements::{CueSite, Desk},
    text::TokenKind,
};

pub(crate) const RULE: Rule = Rule {
    id: "quote.before",
    about: "A speaker and a verb of speech, then a quoted passage. Between them stand at most a comma, a colon, `that`, a \
            listener and a venue. Where the clause runs on behind the passage the statement is mixed. A second quote of the \
            same verb, or of a participle that leans on it (`adding, “…”`), goes on with the statement.",
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
            text: "He issued a warning to the town, saying, “The water is rising.”",
            source: "He",
            cue: "saying",
            content: &["The water is rising."],
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
        let open = desk.passages[p].open as u32;
        let sentence = parsed.sentences[parsed.sentence_of(open as usize)];
        let floor = p.checked_sub(1).map_or(sentence.first, |b| (desk.passages[b].after as u32).max(sentence.first));
        // A colon may end a sentence whose quote is the next one.
        let floor = if open == sentence.first { before_colon(desk, open, floor) } else { floor };
        let found = desk
            .cues_in(floor as usize, open as usize)
            .rev()
            .take(4)
            .find(|&(k, c)| c.speaks() && says(&c) && is_link(desk, k, open));
        let Some((number, cue)) = found else { continue };
        if cue.hit.weight() < 8 && is_reported(desk, number, floor) {
            continue;
        }
        let range = desk.quote_range(p, &cue);
        // `said that there was one thing left: “…”`
        let whole =
            cue.takes(Frame::That) && desk.is(cue.last, &["that"]) && cue.last + 1 < open && desk.is_open(number);
        let range = if whole { (cue.last + 1, range.1) } else { range };
        // `X said, “…,” adding, “…”` and `“…,” X said, “…”`
        if let Some(statement) = desk.user(number) {
            desk.extend(statement, None, &[range]);
            continue;
        }
        let Some(source) = desk.subject(number).cloned() else {
            continue;
        };
        if cue.is_participle(desk.reading)
            && let Some(statement) = desk.statement_of_same(number, &source)
        {
            desk.extend(statement, Some(number), &[range]);
            continue;
        }
        let listener = desk.listener(&cue, open).map(|l| l.0);
        if let Some(statement) = desk.report(Some(number), &[range], Some(source), id) {
            desk.statement(statement).addressee = listener;
        }
    }
    super::continued::apply(desk);
}

/// Is the cue itself told by an outer one that takes a clause: `they said they feared “…”`?
fn is_reported(desk: &Desk<'_, '_>, number: usize, floor: u32) -> bool {
    let cue = desk.cues[number];
    desk.cues_in(floor as usize, cue.first as usize).any(|(k, outer)| {
        let says = outer.is_verb() && !outer.passive && outer.hit.weight() >= 8 && outer.takes(Frame::That);
        says && desk.is_open(k)
            && !cue.is_participle(desk.reading)
            && desk.subject(k).is_some()
            && cue.first <= outer.last + 12
    })
}

/// What somebody thinks is seldom verbatim; an outer verb of speech, if there is one, will take it.
fn says(cue: &CueSite) -> bool {
    cue.hit.act() != Act::Think || cue.hit.weight() >= 7
}

/// The start of the sentence before, if it ends in a colon right before `open`.
fn before_colon(desk: &Desk<'_, '_>, open: u32, floor: u32) -> u32 {
    let Some(colon) = open.checked_sub(1).filter(|&k| desk.word(k) == ":") else { return floor };
    desk.reading.parsed.sentences[desk.reading.parsed.sentence_of(colon as usize)].first
}

/// Do only adverbs, a listener, a day and a venue stand between the cue and the mark?
fn is_link(desk: &Desk<'_, '_>, number: usize, open: u32) -> bool {
    let cue = &desk.cues[number];
    // `“…,” said X, “…”`
    let inverted = desk.user(number).and_then(|statement| desk.statements()[statement].source.as_ref());
    let inverted = inverted.map(|source| desk.tokens_of(source.span).1).filter(|&end| end > cue.last && end <= open);
    let from = inverted.or(desk.listener(cue, open).map(|l| l.1)).unwrap_or(cue.last);
    if from >= open {
        return true;
    }
    let last = desk.word(open - 1);
    if from + 1 == open && desk.is(from, &["that", ",", ":", "—", "–", "-", "--", "how"]) {
        return true;
    }
    let comma = matches!(last, "," | ":") || desk.is(open - 1, &["that"]);
    if last == ":" && open - from <= 40 {
        return true;
    }
    // `“…,” he said, but “…”`
    let continues = desk.user(number).is_some() && desk.word(from) == "," && desk.is(open - 1, &["and", "but"]);
    if continues && from + 2 == open {
        return true;
    }
    let clause =
        (from..open).any(|k| desk.kind(k) == TokenKind::Word && desk.function(k) == Some(FunctionClass::Auxiliary));
    // `called it “…”`, but not `said it “…”`: there the word begins the clause.
    let object = |k: u32| desk.is(k, &["it"]) && !cue.takes(Frame::ThatOmitted);
    let adverb =
        (from..open).all(|k| matches!(desk.function(k), Some(FunctionClass::Adverb | FunctionClass::Day)) || object(k));
    let leads =
        matches!(desk.function(from), Some(FunctionClass::Preposition | FunctionClass::Adverb | FunctionClass::Day))
            || desk.is(from, &["to", ",", "last", "this"]);
    adverb || comma && !clause && leads && open - from <= 18 && cue.takes(Frame::Quote)
}
