//! Quotes that go on in the next sentence of a paragraph.

use super::quote_after::speaker_after;
use crate::statements::Desk;

/// A sentence that opens with a quoted passage right behind a quoted statement of its paragraph, and names nobody, goes on
/// with that statement, which keeps its rule.
pub(super) fn apply(desk: &mut Desk<'_, '_>) {
    for p in 1..desk.passages.len() {
        let passage = &desk.passages[p];
        // Over titles and the like that stand between.
        let earlier = desk.passages[..p].iter().rev().take(4).find(|q| q.statement.is_some() || q.words > 6);
        let Some((number, end)) = earlier.and_then(|q| Some((q.statement?, q.after))) else { continue };
        if passage.statement.is_some() || passage.words < 2 || !desk.is_sentence(p) {
            continue;
        }
        let parsed = desk.reading.parsed;
        let here = parsed.sentence_of(passage.open);
        let draft = &desk.statements()[number];
        let last_cue = draft.more_cues.last().or(draft.cue.as_ref());
        let behind = last_cue.map_or(0, |c| c.last as usize).max(end) - 1;
        let before = parsed.sentence_of(behind);
        let next_to = here <= before + 1 && parsed.sentences[here].paragraph == parsed.sentences[before].paragraph;
        let opens = passage.open == parsed.sentences[here].first as usize;
        if next_to && opens && speaker_after(desk, p).is_none() {
            let range = (passage.open as u32, passage.after as u32);
            desk.extend(number, None, &[range]);
        }
    }
}
