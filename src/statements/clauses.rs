//! How far a reported clause reaches.

use super::{CueSite, Desk};
use crate::{
    gazetteer::lexicon::{CueKind, FunctionClass},
    text::TokenKind,
};

/// No reported clause is longer, in tokens.
const LONGEST: u32 = 250;

impl Desk<'_, '_> {
    /// Where the clause that begins at `first` ends: before the full stop, before a trailing `, X said`, before
    /// `, but Y said`, before `, according to Z`. A token number, exclusive.
    pub(crate) fn clause_end(&self, first: u32, sentence_last: u32, cue: &CueSite) -> u32 {
        let mut end = sentence_last.min(first.saturating_add(LONGEST));
        for (number, next) in self.cues_in(first as usize, end as usize).take(40) {
            if next.first < cue.last {
                continue;
            }
            let cut = match next.hit.cue_kind() {
                CueKind::Preposition => self.before_comma(next.first, first),
                CueKind::Verb | CueKind::Phrase if next.hit.weight() >= 5 => {
                    self.other_speaker(number, &next, first, cue)
                }
                _ => None,
            };
            if let Some(cut) = cut {
                end = end.min(cut);
                break;
            }
        }
        if let Some(semicolon) = self.next_speech(first, end) {
            end = semicolon;
        }
        if let Some(comma) = self.main_clause(first, end, cue) {
            end = end.min(comma);
        }
        // A passage is never cut.
        let inside = self.passages_in(first, end);
        if let Some(passage) = self.passages[inside].last() {
            let after = passage.after as u32;
            end = self.remark(after, end).unwrap_or(end).max(after);
        }
        // What others have taken stays theirs.
        if let Some(taken) = (first..end).find(|&k| self.holder(k as usize).is_some()) {
            end = taken;
        }
        self.trimmed_end(first, end)
    }

    /// `says it backs her; its president describes her as`: a semicolon before the words of another speaker.
    fn next_speech(&self, first: u32, end: u32) -> Option<u32> {
        let semicolon = (first..end).find(|&k| self.word(k) == ";")?;
        let mut cues = self.cues_in(semicolon as usize, end as usize).take(4);
        cues.any(|(number, c)| c.is_verb() && c.speaks() && self.subject(number).is_some()).then_some(semicolon)
    }

    fn before_comma(&self, at: u32, first: u32) -> Option<u32> {
        at.checked_sub(1).filter(|&k| k > first && self.word(k) == ",")
    }

    /// Where the words of another speaker's cue begin: the connective before their noun phrase, or before a second verb
    /// of the same speaker.
    fn other_speaker(&self, number: usize, next: &CueSite, first: u32, cue: &CueSite) -> Option<u32> {
        let at = self.before_adverbs(next.first, first);
        let before = at.checked_sub(1).filter(|&k| k > first)?;
        let participle = next.is_participle(self.reading);
        if self.is_comma(before) && participle {
            return Some(before);
        }
        let alike = !participle || cue.is_participle(self.reading);
        // `said A and urged B`: verbs in one tense have one subject.
        let ending = |token: u32| ["ed", "s"].into_iter().find(|e| self.word(token).ends_with(e));
        let needed = if ending(next.first) == ending(cue.first) { 4 } else { 6 };
        if self.is(before, &["and", "but"]) && alike && next.hit.weight() >= needed && at == next.first {
            return Some(before - u32::from(self.word(before - 1) == ","));
        }
        let source = self.subject(number)?;
        let start = self.tokens_of(source.span).0;
        let before = start.checked_sub(1).filter(|&k| k > first)?;
        let comma = before > first && self.is_comma(before - 1);
        match self.word(before) {
            _ if self.is_comma(before) => Some(before),
            "–" | "—" | "-" | "--" | ";" => Some(before),
            "and" | "but" | "while" | "though" | "although" if comma => Some(before - 1),
            "but" | "while" => Some(before),
            // `said A and Y said B`
            "and" if next.hit.weight() >= 8 => Some(before),
            _ => None,
        }
    }

    /// A comma, or a closing mark with a comma before it.
    fn is_comma(&self, token: u32) -> bool {
        let closes = self.kind(token) == TokenKind::Mark && !self.opens_passage(token);
        self.word(token) == "," || closes && token > 0 && self.word(token - 1) == ","
    }

    /// Behind the last quoted words of a clause: where a dash, a day or a participle behind a comma leads on to what is no
    /// longer reported.
    pub(crate) fn remark(&self, after: u32, end: u32) -> Option<u32> {
        let breaks = matches!(self.word(after), "–" | "—" | "--") || self.function(after) == Some(FunctionClass::Day);
        let participle = |k: u32| self.word(k).ends_with("ing") && self.word(k).len() > 4 && self.function(k).is_none();
        let explains = self.is_comma(after - 1) && self.is(after, &["which", "a", "an", "but"]);
        let comma = || (after - 1..end).find(|&k| self.is_comma(k) && participle(k + 1));
        if breaks || explains { Some(after) } else { comma() }
    }

    /// `While X said A, B happened`: where a clause that opens the sentence is subordinate, its content ends at the comma
    /// before the main clause.
    fn main_clause(&self, first: u32, end: u32, cue: &CueSite) -> Option<u32> {
        let opening = self.reading.parsed.sentences[cue.sentence as usize].first;
        let subordinate = (opening..opening + 2).any(|k| {
            self.is(
                k,
                &[
                    "while", "although", "though", "after", "despite", "when", "before", "since", "as", "where",
                    "contrary",
                ],
            )
        }) && cue.first <= opening + 20
            && !(opening..cue.first).any(|k| self.word(k) == ",");
        if !subordinate {
            return None;
        }
        let opens = |k: u32| {
            self.references.phrase_starting(k + 1).is_some() || self.word(k) != "," && !self.is(k + 1, &["and", "or"])
        };
        (first + 1..end).find(|&k| self.is_comma(k) && opens(k) && !self.lists_on(k))
    }

    /// Without the punctuation at the end and without a conjunction that leads on.
    pub(crate) fn trimmed_end(&self, first: u32, mut end: u32) -> u32 {
        while end > first {
            let k = end - 1;
            let word = self.word(k);
            let kind = self.kind(k);
            let loose = kind == TokenKind::Punct && !matches!(word, ")" | "?" | "!" | "%")
                || kind == TokenKind::Symbol && matches!(word, "–" | "—" | "-")
                || kind == TokenKind::Joint
                || kind == TokenKind::Mark && self.opens_passage(k);
            let dangling =
                self.function(k) == Some(FunctionClass::Conjunction) && self.is(k, &["and", "but", "or", "as"]);
            if !loose && !dangling {
                break;
            }
            end -= 1;
        }
        end
    }

    fn opens_passage(&self, token: u32) -> bool {
        !self.passages_in(token, token + 1).is_empty()
    }

    /// Over `that` and a comma: where the content after a cue begins.
    pub(crate) fn content_start(&self, mut at: u32, last: u32) -> u32 {
        while at < last && self.is(at, &[",", ":", "that"]) {
            at += 1;
        }
        at
    }

    /// Where a noun phrase that is content ends: at the clause's next comma, finite verb or conjunction of clauses.
    pub(crate) fn phrase_end(&self, first: u32, ceiling: u32) -> u32 {
        let mut end = first;
        while end < ceiling {
            if let Some(p) = self.passages_in(end, end + 1).next() {
                end = self.passages[p].after as u32;
                continue;
            }
            let word = self.word(end);
            let stop = matches!(word, ";" | ":" | "–" | "—" | "--")
                || word == "," && !self.lists_on(end)
                || self.is(
                    end,
                    &["but", "while", "because", "although", "though", "when", "after", "as", "saying", "adding"],
                ) && end > first;
            if stop {
                break;
            }
            end += 1;
        }
        self.trimmed_end(first, end)
    }

    /// Does a comma stand inside a list or a number: `A, B and C`?
    fn lists_on(&self, comma: u32) -> bool {
        (comma + 1..comma + 8)
            .take_while(|&k| self.kind(k) == TokenKind::Word || self.word(k) == ",")
            .any(|k| self.is(k, &["and", "or"]))
            && self.function(comma + 1) != Some(FunctionClass::Pronoun)
            && !self.is(comma + 1, &["and", "but", "who", "which", "as", "while"])
            && !self.word(comma + 1).ends_with("ing")
    }
}
