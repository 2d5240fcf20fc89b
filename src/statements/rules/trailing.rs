//! `The plan would fail, X said.`

use super::{Example, Rule, according_to::reported};
use crate::{gazetteer::lexicon::Frame, statements::Desk};

pub(crate) const RULE: Rule = Rule {
    id: "verb.trailing",
    about: "A clause, a comma, then its speaker and a verb of speech at the sentence's end.",
    takes: &[Example {
        text: "The bridge will close in May, the minister said.",
        source: "the minister",
        cue: "said",
        content: &["The bridge will close in May"],
    }],
    leaves: &["The minister said the bridge will close.", "In May, the minister said the bridge will close."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        let fits = cue.is_verb() && cue.hit.weight() >= 7 && (cue.takes(Frame::That) || cue.takes(Frame::Quote));
        if !fits || !desk.is_open(number) {
            continue;
        }
        let parsed = desk.reading.parsed;
        let sentence = parsed.sentences[cue.sentence as usize];
        // Nothing but a day, a venue or an adverb behind the cue.
        let rest = desk.trimmed_end(cue.last, sentence.last) - cue.last;
        let behind = parsed.word(cue.last as usize);
        if rest > 8
            || rest > 0
                && !matches!(
                    behind,
                    "," | "in"
                        | "on"
                        | "at"
                        | "during"
                        | "to"
                        | "Monday"
                        | "Tuesday"
                        | "Wednesday"
                        | "Thursday"
                        | "Friday"
                        | "Saturday"
                        | "Sunday"
                        | "late"
                        | "earlier"
                        | "later"
                        | "this"
                        | "last"
                )
        {
            continue;
        }
        let Some(source) = desk.source_before(cue.first, sentence.first) else { continue };
        let at = parsed.token_at(source.span.start) as u32;
        if at <= sentence.first + 2 || parsed.word(at as usize - 1) != "," {
            continue;
        }
        let last = desk.trimmed_end(sentence.first, at);
        if last < sentence.first + 3 || desk.is_taken(parsed.span(sentence.first as usize, last as usize)) {
            continue;
        }
        if let Some(mut draft) = reported(desk, cue, sentence.first, last, id) {
            draft.source = Some(source);
            desk.settle(draft);
            desk.use_cue(number);
        }
    }
}
