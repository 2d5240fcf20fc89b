//! Capitals and seats that stand for their government.

use super::{Reading, runs::Piece};
use crate::{
    gazetteer::{
        lexicon::{CueKind, FunctionClass, WordPosition},
        source::layout::WordClass,
    },
    text::{Case, TokenKind},
};

/// Does a capital's name stand for its government here, and not for the place?
///
/// It does as the subject of a verb of speech or intention (`Moscow said`, `Beijing will`), beside another power after
/// `between` or joined by `and` without a preposition of place, and as an owner (`Damascus’ central administration`).
pub(crate) fn stands_for_government(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    let parsed = reading.parsed;
    let (first, last) = (piece.first as usize, piece.last as usize);
    let before = first.checked_sub(1).map_or("", |k| parsed.word(k)).to_lowercase();
    let after = parsed.tokens.get(last);
    if matches!(
        before.as_str(),
        "in" | "at"
            | "near"
            | "from"
            | "outside"
            | "around"
            | "visit"
            | "visited"
            | "to"
            | "of"
            | ","
            | "across"
            | "the"
    ) {
        return false;
    }
    let is_place =
        |k: usize| reading.words.of(k, WordClass::PlaceWord).is_some_and(|w| w.position() != WordPosition::Prefix);
    if parsed.tokens.get(last).is_some_and(|t| t.kind == TokenKind::Possessive) {
        let next = parsed.tokens.get(last + 1);
        return next.is_some_and(|t| t.case == Case::Lower) && !(last + 1..last + 3).any(is_place);
    }
    // `by Belgrade airport`
    if is_place(last) {
        return false;
    }
    if matches!(before.as_str(), "between" | "with" | "against" | "by" | "told" | "urged" | "accused") {
        return true;
    }
    if before == "and" && first >= 2 && matches!(parsed.tokens[first - 2].case, Case::Title | Case::Upper) {
        let earlier = (1..=3).filter_map(|back| (first - 2).checked_sub(back)).map(|k| parsed.word(k));
        return earlier.into_iter().any(|word| matches!(word, "between" | "Between" | "both"));
    }
    let verb = |k: usize| {
        reading.words.of(k, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb && c.weight() >= 4)
            || reading.words.function(k) == Some(FunctionClass::Auxiliary) && !matches!(parsed.word(k), "is" | "was")
    };
    after.is_some() && verb(last)
}
