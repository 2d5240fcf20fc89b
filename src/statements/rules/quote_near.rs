//! A quoted passage somewhere behind a verb of speech in its sentence.

use super::{Example, Rule};
use crate::{gazetteer::lexicon::Frame, statements::Desk};

pub(crate) const RULE: Rule = Rule {
    id: "quote.near",
    about: "A passage of three words or more that no frame has reached, in a sentence with a speaker and a verb of speech \
            before it: what stands behind the verb, up to the passage’s clause’s end.",
    takes: &[Example {
        text: "Amnesty International replied with a paper on “the end of every promise.”",
        source: "Amnesty International",
        cue: "replied",
        content: &["with a paper on “the end of every promise.”"],
    }],
    leaves: &["They sang “Auld Lang Syne” for the official.", "The film “Harbour” opened in Rome."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 0..desk.passages.len() {
        if desk.passages[p].statement.is_some() || desk.is_named(p) || desk.passages[p].words < 3 {
            continue;
        }
        let parsed = desk.reading.parsed;
        let open = desk.passages[p].open as u32;
        let sentence = parsed.sentences[parsed.sentence_of(open as usize)];
        let floor = sentence.first.max(open.saturating_sub(60));
        let found = desk.cues_in(floor as usize, open as usize).rev().take(8).find(|(k, c)| {
            desk.is_open(*k)
                && c.is_verb()
                && !c.passive
                && !c.takes(Frame::NoContent)
                && c.hit.weight() >= 3
                && desk.subject(*k).is_some()
                && !desk.is_taken(c.first, open)
        });
        let Some((number, cue)) = found else { continue };
        let first = desk.content_start(cue.last, open);
        let last = desk.quote_range(p, &cue).1;
        let source = desk.subject(number).cloned();
        desk.report(Some(number), &[(first, last)], source, id);
    }
}
