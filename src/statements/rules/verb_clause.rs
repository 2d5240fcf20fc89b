//! `X said (that) …`, `X told Y (that) …`, `X asked whether …`

use super::{Example, Rule};
use crate::{
    gazetteer::lexicon::{Frame, FunctionClass},
    statements::{CueSite, Desk},
    text::TokenKind,
};

pub(crate) const RULE: Rule = Rule {
    id: "verb.clause",
    about: "A speaker, a verb of speech, and a clause with `that`, with a question word, or without either: from there to the \
            clause's end. In a relative clause what is left of it (`a step that aid groups say will save lives`). A participle \
            (`adding that …`) goes on with the statement before it.",
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
        Example {
            text: "Angela Merkel told reporters on Monday that talks would go on.",
            source: "Angela Merkel",
            cue: "told",
            content: &["talks would go on"],
        },
        Example {
            text: "The minister asked whether the dam would hold.",
            source: "The minister",
            cue: "asked",
            content: &["whether the dam would hold"],
        },
        Example {
            text: "Amnesty International said the law “falls short” of what was promised.",
            source: "Amnesty International",
            cue: "said",
            content: &["the law “falls short” of what was promised"],
        },
    ],
    leaves: &["The minister spoke on the phone.", "The minister declined to comment."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if !cue.is_verb() || cue.passive || cue.quoted || !desk.is_open(number) || cue.takes(Frame::NoContent) {
            continue;
        }
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        let listener = desk.listener(&cue, sentence.last);
        let Some((first, needed)) = clause_after(desk, &cue, listener.map_or(cue.last, |l| l.1), sentence.last)
            .or_else(|| clause_after(desk, &cue, cue.last, sentence.last))
        else {
            continue;
        };
        let Some(source) = desk.subject(number).cloned() else { continue };
        if desk.holder(first as usize).is_some() {
            continue;
        }
        let last = desk.clause_end(first, sentence.last, &cue);
        let quoted = !desk.passages_in(first, last).is_empty();
        if last <= first + 1 || cue.hit.weight() < if quoted { needed.min(4) } else { needed } {
            continue;
        }
        if cue.is_participle(desk.reading)
            && desk.word(cue.first.saturating_sub(1)) == ","
            && let Some(statement) = desk.statement_of_same(number, &source)
        {
            desk.extend(statement, Some(number), &[(first, last)]);
            continue;
        }
        if let Some(statement) = desk.report(Some(number), &[(first, last)], Some(source), id) {
            let listener = listener.filter(|l| l.1 <= first).map(|l| l.0);
            desk.statement(statement).addressee = listener;
        }
    }
}

/// Where the reported clause begins, and how sure a cue must be for it.
fn clause_after(desk: &Desk<'_, '_>, cue: &CueSite, after: u32, last: u32) -> Option<(u32, u8)> {
    let that = cue.takes(Frame::That) || cue.takes(Frame::ObjectThat);
    let at = desk.after_adverbs(after);
    if at >= last {
        return None;
    }
    if that && desk.is(at, &["that"]) {
        return Some((desk.content_start(at, last), 2));
    }
    if desk.function(at) == Some(FunctionClass::Question) || desk.is(at, &["if"]) {
        return cue.takes(Frame::Question).then_some((at, 4));
    }
    if cue.takes(Frame::Question) && after > cue.last && desk.function(at) == Some(FunctionClass::Relative) {
        return Some((at, 5));
    }
    if cue.takes(Frame::Question) && desk.function(at) == Some(FunctionClass::Preposition) {
        let within = (at..last.min(at + 9)).take_while(|&k| desk.kind(k) == TokenKind::Word);
        if let Some(question) = within.skip(2).find(|&k| desk.is(k, &["whether", "if", "why", "how"])) {
            return Some((question, 5));
        }
    }
    if that && let Some(found) = that_behind(desk, at, last) {
        return Some((found, 4));
    }
    let bare = cue.takes(Frame::ThatOmitted) || cue.takes(Frame::ObjectThat) && after > cue.last;
    (bare && opens_clause(desk, at) && has_verb(desk, at, last)).then_some((at, 5))
}

/// Over a phrase of time, place or means to `that`: `said in a statement on Monday that`.
fn that_behind(desk: &Desk<'_, '_>, at: u32, last: u32) -> Option<u32> {
    let leads = matches!(desk.function(at), Some(FunctionClass::Preposition | FunctionClass::Day))
        || desk.is(at, &[",", "to", "last", "this"]);
    if !leads {
        return None;
    }
    let within = (at..last.min(at + 14)).take_while(|&k| {
        desk.kind(k) != TokenKind::Mark
            && !matches!(desk.function(k), Some(FunctionClass::Auxiliary | FunctionClass::Relative))
            && !matches!(desk.word(k), ";" | ":" | ".")
    });
    let mut within = within.skip(2);
    let that = within.find(|&k| desk.is(k, &["that"]))?;
    Some(desk.content_start(that, last))
}

/// Can a clause without `that` begin here?
fn opens_clause(desk: &Desk<'_, '_>, at: u32) -> bool {
    use FunctionClass::*;
    let noun = desk.references.phrase_starting(at).is_some() || desk.kind(at) == TokenKind::Number;
    noun || match desk.function(at) {
        Some(Determiner | Pronoun | Auxiliary | Adverb | Negation) => true,
        Some(Conjunction) => desk.is(at, &["if", "although", "though", "unless", "once"]),
        Some(Preposition) => {
            desk.is(at, &["because", "under", "despite", "since", "after", "while", "without", "until", "unlike"])
        }
        None => desk.kind(at) == TokenKind::Word,
        _ => false,
    }
}

/// Does a clause here hold a finite verb? Told by auxiliaries and by endings, so that `denied the charges` is none.
fn has_verb(desk: &Desk<'_, '_>, at: u32, last: u32) -> bool {
    (at..last.min(at + 40)).any(|k| {
        let word = desk.word(k);
        desk.function(k) == Some(FunctionClass::Auxiliary)
            || desk.function(k).is_none()
                && k > at
                && (word.ends_with("ed") || word.ends_with("n’t") || word.ends_with("n't"))
            || desk.kind(k) == TokenKind::Possessive
                && desk.function(k.saturating_sub(1)) == Some(FunctionClass::Pronoun)
            || desk.cues_in(k as usize, k as usize + 1).next().is_some_and(|(_, c)| c.is_verb())
            || k > at && desk.function(k - 1) == Some(FunctionClass::Pronoun) && desk.function(k).is_none()
            || desk.function(k).is_none()
                && k > at
                && word.len() > 3
                && word.ends_with('s')
                && word.starts_with(char::is_lowercase)
    })
}
