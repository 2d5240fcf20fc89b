//! Whose words they are: the phrases of the sentence, ranked.

use super::{
    cues::Setting,
    features::{Sink, pair},
    shallow::{Being, Shallow},
};
use crate::text::tag::Tag;

/// A phrase that may be the source; `None` where the sentence gives none.
pub(crate) type Source = Option<(usize, usize)>;

/// A source with its chief word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub source: Source,
    head: usize,
}

/// The phrases that may be the source of a cue.
pub(crate) fn candidates(sentence: &Shallow, cue: usize, setting: &Setting, out: &mut Vec<Candidate>) {
    let mut push = |first: usize, last: usize, head: usize| out.push(Candidate { source: Some((first, last)), head });
    let hinted = setting.hint.and_then(|h| h.source).map(|(a, b)| (a as usize, b as usize));
    let mut met = false;
    for phrase in &sentence.phrases {
        let (first, last, head) = (phrase.first as usize, phrase.last as usize, phrase.head as usize);
        if last + 40 < cue || first > cue + 20 || first <= cue && cue < last && sentence.tag(cue).is_verb() {
            continue;
        }
        if first <= cue && cue < last {
            // `his promise`: the determiner alone
            if sentence.tag(first) == Tag::PRPS && first < cue {
                met |= hinted == Some((first, first + 1));
                push(first, first + 1, first);
            }
            continue;
        }
        let mut first = first;
        // `the president ’s spokesman`: from the possessor on
        if first > 1
            && sentence.tag(first - 1) == Tag::POS
            && let Some(owner) = sentence.phrase_ending(first - 1)
        {
            first = owner.first as usize;
        }
        let (first, last) = widened(sentence, cue, setting.group, first, last);
        met |= hinted == Some((first, last));
        push(first, last, head);
    }
    if let Some((first, last)) = hinted.filter(|_| !met) {
        let head = sentence.phrases.iter().find(|p| p.first as usize >= first && p.last as usize <= last);
        push(first, last, head.map_or(last - 1, |p| p.head as usize));
    }
    for k in cue.saturating_sub(11)..cue {
        let relative = sentence.words[k].being == Being::Relative && sentence.phrase_at(k).is_none();
        if sentence.tag(k) == Tag::WDT || relative {
            push(k, k + 1, k);
        }
    }
    out.push(Candidate { source: None, head: cue });
}

/// The features of a source.
pub(crate) fn features(sentence: &Shallow, cue: usize, setting: &Setting, candidate: Candidate, out: &mut impl Sink) {
    match candidate.source {
        None => absent(sentence, cue, setting, out),
        Some(span) => describe(sentence, cue, setting, span, candidate.head, out),
    }
}

/// With the prepositional phrases behind it: `a spokesman for the group`.
fn widened(sentence: &Shallow, cue: usize, group: usize, first: usize, mut last: usize) -> (usize, usize) {
    let limit = if first < cue { group } else { sentence.len() };
    loop {
        let joint = match sentence.tag(last) {
            Tag::IN => last < limit && (first < cue || sentence.words[last].is_binding),
            Tag::CC => {
                last < limit && first < cue && sentence.phrase_at(last + 1).is_some_and(|p| p.last as usize == group)
            }
            _ => false,
        };
        match sentence.phrase_at(last + 1).filter(|p| joint && p.last as usize <= limit) {
            Some(phrase) => {
                let mut end = phrase.last as usize;
                while sentence.tag(end) == Tag::POS && end < limit {
                    match sentence.phrase_at(end + 1).filter(|p| p.last as usize <= limit) {
                        Some(owned) => end = owned.last as usize,
                        None => break,
                    }
                }
                last = end;
            }
            None => return (first, last),
        }
    }
}

/// Does an aside between two marks stand between the phrase that ends here and the cue: `Doe, 33, an analyst, said`?
pub(super) fn is_bridged(sentence: &Shallow, last: usize, group: usize) -> bool {
    let opens = matches!(sentence.tag(last), Tag::Comma | Tag::Left | Tag::Colon);
    opens
        && group > last + 1
        && group - last < 40
        && matches!(sentence.tag(group - 1), Tag::Comma | Tag::Right | Tag::Colon)
}

/// Is the phrase an aside itself: right behind a name and a mark?
fn is_apposed(sentence: &Shallow, first: usize) -> bool {
    let marked = first > 1 && matches!(sentence.tag(first - 1), Tag::Comma | Tag::Colon);
    let name = |p: &crate::text::chunk::Chunk| sentence.words[p.head as usize].being == Being::Name;
    marked && (sentence.tag(first - 2) == Tag::Right || sentence.phrase_ending(first - 1).is_some_and(name))
}

fn absent(sentence: &Shallow, cue: usize, setting: &Setting, out: &mut impl Sink) {
    let tag = sentence.tag(cue) as u32;
    let before = sentence.key_before(setting.group, 1);
    let hint = setting.hint;
    let hinted = pair(hint.map_or(1, |h| h.rule), u32::from(hint.is_some_and(|h| h.source.is_some())));
    let values = [
        (hinted, 0),
        (hinted, tag),
        (tag, 0),
        (tag, setting.next),
        (tag, before),
        (setting.stem, 0),
        (setting.stem, before),
        (u32::from(setting.passive), tag),
        (tag, setting.subject as u32),
        (tag, pair(u32::from(setting.passive), setting.subject as u32)),
    ];
    out.take(300, values);
}

fn describe(
    sentence: &Shallow,
    cue: usize,
    setting: &Setting,
    (first, last): (usize, usize),
    head: usize,
    out: &mut impl Sink,
) {
    let before = last <= cue;
    let (a, b) = if before { (last, setting.group) } else { (cue + 1, first) };
    let (a, b) = (a.min(b), b);
    let distance = (b - a) as u32;
    let far = match distance {
        0..=5 => distance,
        6..=8 => 6,
        9..=14 => 7,
        _ => 8,
    };
    let phrases = sentence.phrases_in(a, b).min(4);
    let verbs = sentence.verbs_in(a, b).min(3);
    let marks = sentence.marks_in(a, b).min(3);
    let side = u32::from(before) | u32::from(setting.passive) << 1 | u32::from(setting.noun) << 2;
    let side = side | u32::from(sentence.words[cue].quote == sentence.words[head].quote) << 3;
    let path = if distance <= 4 { (a..b).fold(distance + 1, |h, k| pair(h, sentence.key(k))) } else { 0 };
    let shape = pair(side, far << 8 | phrases << 4 | verbs << 2 | marks);
    let being = sentence.words[head].being as u32;
    let tag = sentence.tag(cue) as u32;
    let case = sentence.key_before(first, 1);
    let after = sentence.key(last);
    let bridged = u32::from(before && is_bridged(sentence, last, setting.group));
    let apposed = u32::from(is_apposed(sentence, first));
    let aside = bridged | apposed << 1;
    let head_tag = sentence.tag(head) as u32;
    let gap = u32::from(verbs > 0) << 1 | u32::from(marks > 0);
    let hint = setting.hint;
    let fit = match hint.and_then(|h| h.source).map(|(a, b)| (a as usize, b as usize)) {
        None => 0,
        Some(span) if span == (first, last) => 1,
        Some((a, _)) if a == first => 2,
        Some((_, b)) if b == last => 3,
        Some((a, b)) if a < last && first < b => 4,
        Some(_) => 5,
    };
    let rule = hint.map_or(1, |h| h.rule);
    let named = u32::from(sentence.words[last - 1].held != 0);
    let values = [
        (fit, 0),
        (fit, pair(rule, 0)),
        (fit, pair(being, side)),
        (fit, pair(tag, side)),
        (fit, pair(far, gap)),
        (fit, pair(aside, being)),
        (fit, pair(after, u32::from(far < 2))),
        (named, pair(fit, side)),
        (side, far),
        (side, pair(far, being)),
        (side, pair(phrases, gap)),
        (shape, 0),
        (shape, tag),
        (side, path),
        (tag, pair(side, path)),
        (setting.stem, pair(side, path)),
        (side, being),
        (tag, pair(side, being)),
        (side, case),
        (tag, pair(side, case)),
        (setting.stem, pair(side, case)),
        (side, pair(after, gap)),
        (tag, pair(side, after)),
        (sentence.words[head].stem, side),
        (setting.stem, pair(side, u32::from(far < 2))),
        (setting.next, pair(side, far)),
        (setting.next, pair(side, gap)),
        (u32::from(first == 0), pair(side, gap)),
        (head_tag, pair(side, far)),
        (case, pair(being, side)),
        (verbs << 2 | marks, pair(side, tag)),
        (being, pair(gap, pair(side, tag))),
        (sentence.key_before(first, 2), pair(case, side)),
        (sentence.key_before(setting.group, 1), pair(side, far)),
        (u32::from(sentence.words[cue].act), pair(side, far)),
        (aside, pair(side, being)),
        (aside, pair(tag, pair(side, verbs))),
        (aside, pair(after, sentence.key(last + 1))),
        (aside, pair(case, u32::from(far < 2))),
    ];
    out.take(320, values);
}
