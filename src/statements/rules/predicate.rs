//! `X called Y Z`, `X described Y as Z`, `X praised Y for Z`

use super::{Example, Rule};
use crate::{gazetteer::lexicon::Frame, statements::Desk};

pub(crate) const RULE: Rule = Rule {
    id: "verb.predicate",
    about: "A speaker, a verb of description, praise or blame, its object and what is said of it: both are the content.",
    takes: &[
        Example {
            text: "Angela Merkel called the deal “a good start.”",
            source: "Angela Merkel",
            cue: "called",
            content: &["the deal “a good start.”"],
        },
        Example {
            text: "The official described the talks as useful.",
            source: "The official",
            cue: "described",
            content: &["the talks as useful"],
        },
    ],
    leaves: &["The official called his wife.", "They described a circle."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        let as_frame = cue.takes(Frame::ObjectAs);
        let fits = as_frame || cue.takes(Frame::ObjectPredicate) || cue.takes(Frame::ObjectFor);
        if !fits || !cue.is_verb() || cue.passive || cue.quoted || !desk.is_open(number) || cue.hit.weight() < 3 {
            continue;
        }
        let first = desk.after_adverbs(cue.last);
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        if desk.holder(first as usize).is_some() || desk.is_edge(first) && desk.passages_in(first, first + 1).is_empty()
        {
            continue;
        }
        let last = desk.clause_end(first, sentence.last, &cue);
        let Some(source) = desk.subject(number).cloned() else { continue };
        let quoted = desk.passages_in(first, last).next();
        let short = desk.phrase_end(first, last);
        let word = if as_frame { "as" } else { "for" };
        let linked = (first + 1..last).take(25).any(|k| desk.is(k, &[word, "as"]));
        let last = match quoted {
            // The words in marks are what is said of the object.
            Some(p) if desk.passages[p].open as u32 <= first + 25 => listed(desk, p, sentence.last).max(short),
            None if linked => last,
            _ => continue,
        };
        if last > first + 1 {
            desk.report(Some(number), &[(first, last)], Some(source), id);
        }
    }
}

/// The end of a passage and of those that a conjunction ties to it: `as “false” or “very false”`.
fn listed(desk: &Desk<'_, '_>, first: usize, ceiling: u32) -> u32 {
    let mut end = desk.passages[first].after as u32;
    for next in &desk.passages[first + 1..] {
        let open = next.open as u32;
        let tied = (end..open).all(|k| desk.word(k) == "," || desk.is(k, &["and", "or", "a", "an", "the", "as"]));
        if open >= ceiling || open == end || open > end + 4 || !tied {
            break;
        }
        end = next.after as u32;
    }
    end
}
