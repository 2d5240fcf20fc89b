//! Which words signal that somebody's words or thoughts are told.

use super::{
    features::{Sink, pair},
    hints::{Hint, Hints},
    shallow::{Being, Shallow},
};
use crate::{gazetteer::source::layout::WordClass, names::Reading, text::tag::Tag};

/// A first glance at a word, without tags: most words are no cues, and most sentences hold none.
pub(crate) fn glance(
    reading: &Reading<'_, '_>,
    hints: &Hints,
    (first, last): (usize, usize),
    at: usize,
    out: &mut impl Sink,
) {
    let token = &reading.parsed.tokens[at];
    let shown = token.of(reading.parsed.text).as_bytes();
    let ending = shown.last_chunk().map_or(0, |end: &[u8; 3]| u32::from_le_bytes([end[0], end[1], end[2], 0]));
    let word = |k: usize| if k >= first && k < last { narrow(reading.parsed.tokens[k].hash) } else { 1 };
    let before = |back: usize| at.checked_sub(back).map_or(1, word);
    let cue = reading.words.at(at).iter().filter(|hit| hit.class() == WordClass::Cue).max_by_key(|hit| hit.weight());
    let known =
        cue.map_or(0, |hit| (1 + hit.weight() as u32 + (((hit.act() as u32) << 4) | hit.cue_kind() as u32)) << 4);
    let hint = hints.at(at as u32);
    let rule = hint.map_or(0, |hint| hint.rule + 1 + u32::from(hint.source.is_some()));
    let held = hints.held(at);
    let (here, next, last) = (word(at), word(at + 1), before(1));
    let values = [
        (0, 0),
        (known, 0),
        (ending, token.case as u32),
        (here, 0),
        (here, next),
        (here, last),
        (here, rule),
        (known, next),
        (known, last),
        (known, rule),
        (known, held),
    ];
    out.take(60, values);
}

/// May this word be a cue at all?
pub(crate) fn is_candidate(sentence: &Shallow, at: usize) -> bool {
    let word = &sentence.words[at];
    match word.tag {
        tag if tag.is_verb() => !is_auxiliary(sentence, at),
        Tag::NN | Tag::NNS => word.weight > 0 || sentence.key(at + 1) != Tag::NN as u32,
        Tag::JJ => true,
        Tag::IN | Tag::RB | Tag::Colon | Tag::TO => true,
        _ => word.weight > 0,
    }
}

/// A form of `be`, `have` or `do` before another verb.
fn is_auxiliary(sentence: &Shallow, at: usize) -> bool {
    let mut next = at + 1;
    while sentence.tag(next).is_adverb() {
        next += 1;
    }
    sentence.tag(next).is_verb() && sentence.words[at].weight == 0 && next - at < 4
}

/// What the sentence looks like around a cue.
pub(crate) struct Setting<'s> {
    /// Where its verb group begins.
    pub group: usize,
    /// `was told`, `is seen`
    pub passive: bool,
    /// The phrase before the group.
    pub subject: Being,
    /// The word, without its ending.
    pub stem: u32,
    /// What follows.
    pub next: u32,
    pub noun: bool,
    /// What the rules make of it.
    pub hint: Option<&'s Hint>,
}

impl Setting<'_> {
    pub(crate) fn of(sentence: &Shallow, at: usize) -> Setting<'_> {
        let group = sentence.group_start(at);
        let be =
            (group..at).any(|k| matches!(sentence.words[k].tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VB | Tag::VBN));
        let have = (group..at).rev().find(|&k| sentence.words[k].tag.is_verb()).is_some_and(|k| is_have(sentence, k));
        let subject = sentence.phrase_ending(group).map_or(Being::Unknown, |p| sentence.words[p.head as usize].being);
        Setting {
            group,
            passive: sentence.tag(at) == Tag::VBN && (be && !have || group == at),
            subject,
            stem: sentence.words[at].stem,
            next: sentence.key(at + 1),
            noun: sentence.tag(at).is_noun(),
            hint: sentence.hint(at),
        }
    }
}

fn is_have(sentence: &Shallow, at: usize) -> bool {
    use crate::text::fold::hash_ascii;
    const FORMS: [u64; 4] = [hash_ascii(b"have"), hash_ascii(b"has"), hash_ascii(b"had"), hash_ascii(b"having")];
    FORMS.iter().any(|h| (h ^ (h >> 32)) as u32 == sentence.words[at].word)
}

/// The features of a cue.
pub(crate) fn features(sentence: &Shallow, at: usize, setting: &Setting, out: &mut impl Sink) {
    let word = &sentence.words[at];
    let tag = word.tag as u32;
    let (stem, next, second) = (word.stem, setting.next, sentence.key(at + 2));
    let (last, before) = (sentence.key_before(at, 1), sentence.key_before(at, 2));
    let known = u32::from(word.act) << 8 | u32::from(word.weight);
    let length = u32::from(word.cue_length);
    let group_before = sentence.key_before(setting.group, 1);
    let subject = sentence.phrase_ending(setting.group);
    let subject_first = subject.map_or(setting.group, |p| p.first as usize);
    let before_subject = sentence.key_before(subject_first, 1);
    let voice = u32::from(setting.passive) | u32::from((setting.group..at).any(|k| sentence.words[k].negation)) << 1;
    let voice = voice
        | u32::from(sentence.tag(setting.group) == Tag::TO) << 2
        | u32::from(sentence.tag(setting.group) == Tag::MD) << 3;
    let auxiliary = if setting.group < at { sentence.words[at - 1].word } else { 0 };
    let after = sentence.follow(at + 1);
    let quote = quote_state(sentence, at);
    let clause = clause_word(sentence, subject_first);
    let verbs = sentence.verbs_in(0, at).min(3) << 2 | sentence.verbs_in(at + 1, sentence.len()).min(3);
    let place = (at.min(12) as u32) << 5 | (sentence.len() - at).min(12) as u32;
    let being = setting.subject as u32;
    let noun_next = sentence.phrase_at(at + 1).map_or(0, |p| sentence.words[p.head as usize].being as u32 + 1);
    let values = [
        (stem, 0),
        (stem, tag),
        (word.word, tag),
        (tag, 0),
        (known, tag),
        (u32::from(word.weight), tag),
        (u32::from(word.act), next),
        (length, stem),
        (stem, next),
        (stem, last),
        (tag, pair(next, second)),
        (tag, pair(last, before)),
        (tag, next),
        (tag, last),
        (stem, being),
        (tag, being),
        (known, being),
        (stem, voice),
        (known, voice),
        (tag, pair(voice, next)),
        (stem, after),
        (known, after),
        (tag, after),
        (stem, quote),
        (tag, pair(quote, u32::from(word.weight))),
        (known, clause),
        (tag, clause),
        (known, verbs),
        (tag, verbs),
        (place, tag),
        (before_subject, pair(tag, being)),
        (before_subject, known),
        (group_before, tag),
        (auxiliary, tag),
        (auxiliary, stem),
        (pair(auxiliary, next), tag),
        (stem, noun_next),
        (tag, pair(noun_next, being)),
        (known, pair(being, next)),
        (known, pair(before_subject, next)),
        (pair(stem, next), second),
        (pair(stem, being), next),
        (sentence.stem(at + 1), tag),
        (at.checked_sub(1).map_or(0, |k| sentence.words[k].stem), tag),
        (subject.map_or(0, |p| sentence.words[p.head as usize].stem), 0),
        (subject.map_or(0, |p| sentence.words[p.head as usize].stem), u32::from(word.weight)),
        (sentence.phrase_at(at + 1).map_or(0, |p| sentence.words[p.head as usize].stem), u32::from(word.weight)),
        (next, pair(stem, sentence.stem(at + 1))),
    ];
    let hint = setting.hint;
    let rule = hint.map_or(1, |h| h.rule);
    let spoken = u32::from(hint.is_some_and(|h| h.source.is_some()));
    let hinted = [
        (rule, spoken),
        (rule, tag),
        (rule, stem),
        (rule, known),
        (rule, after),
        (rule, pair(being, voice)),
        (word.held, tag),
        (word.held, rule),
        (word.held, known),
        (spoken, pair(known, next)),
    ];
    out.take(270, hinted);
    out.take(100, values);
    for bit in (0..18).filter(|bit| word.frames & (1 << bit) != 0) {
        out.take(200 + 3 * bit, [(next, 0), (after, u32::from(word.weight)), (being, voice)]);
    }
}

/// Where quotes stand around a word: is it inside, does one end before or begin behind?
pub(crate) fn quote_state(sentence: &Shallow, at: usize) -> u32 {
    let inside = sentence.words[at].quote;
    let near = |k: usize| sentence.words.get(k).is_some_and(|w| w.quote != inside && w.quote != 0);
    let behind = (at + 1..at + 8).find(|&k| near(k)).map_or(0, |k| 1 + u32::from(k > at + 3));
    let ahead = (1..=8).find(|&k| at >= k && near(at - k)).map_or(0, |k| 1 + u32::from(k > 4));
    u32::from(inside != 0) << 4 | behind << 2 | ahead
}

/// The conjunction or relative word that the clause of a cue begins with.
fn clause_word(sentence: &Shallow, before: usize) -> u32 {
    for k in (before.saturating_sub(8)..before).rev() {
        let word = &sentence.words[k];
        if word.tag.is_finite() {
            return 1;
        }
        if matches!(word.tag, Tag::IN | Tag::WDT | Tag::WP | Tag::WRB | Tag::CC) {
            return word.key;
        }
    }
    0
}

fn narrow(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}
