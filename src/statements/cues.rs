//! Words that signal a statement, where they stand.

use crate::{
    gazetteer::{
        lexicon::{CueKind, Frame, FunctionClass, WordHit},
        source::layout::WordClass,
    },
    names::Reading,
    text::TokenKind,
};

/// A cue in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueSite {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    pub hit: WordHit,
    /// Number of its sentence.
    pub sentence: u32,
}

impl CueSite {
    pub(crate) fn is_verb(&self) -> bool {
        matches!(self.hit.cue_kind(), CueKind::Verb | CueKind::Phrase)
    }

    pub(crate) fn takes(&self, frame: Frame) -> bool {
        self.hit.has_frame(frame)
    }
}

/// The cues outside quotation marks that are verbs or prepositions here, in text order.
pub(crate) fn collect(reading: &Reading<'_, '_>) -> Vec<CueSite> {
    let mut sites: Vec<CueSite> = Vec::new();
    for hit in reading.words.iter().filter(|h| h.class() == WordClass::Cue) {
        let covered = sites.last().is_some_and(|s| s.last > hit.first);
        let quoted = reading.parsed.quote_of(hit.first as usize).is_some();
        let kind = hit.cue_kind();
        if covered || quoted || kind == CueKind::Noun || kind == CueKind::Adverb || !is_used_as(reading, hit) {
            continue;
        }
        let sentence = reading.parsed.sentence_of(hit.first as usize) as u32;
        sites.push(CueSite { first: hit.first, last: hit.last, hit: *hit, sentence });
    }
    sites
}

/// Is the word a verb here? A determiner, an adjective's place or an ’s before it speak against it.
fn is_used_as(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    if !matches!(hit.cue_kind(), CueKind::Verb) {
        return true;
    }
    let Some(before) = (hit.first as usize).checked_sub(1) else { return true };
    let token = &reading.parsed.tokens[before];
    let word = reading.parsed.word(before);
    let determined = reading.words.function(before) == Some(FunctionClass::Determiner)
        && !matches!(
            word.to_lowercase().as_str(),
            "that" | "this" | "all" | "both" | "some" | "many" | "others" | "most" | "few" | "several"
        );
    let owned =
        token.kind == TokenKind::Possessive || matches!(word, "his" | "her" | "its" | "their" | "my" | "our" | "your");
    !determined && !owned
}
