//! Capitals and seats that stand for their government.

use super::{Reading, runs::Piece};
use crate::{
    gazetteer::{
        lexicon::{CueKind, Frame, FunctionClass, WordHit, WordPosition},
        source::layout::WordClass,
    },
    text::{Case, TokenKind},
};

/// How many tokens a relative clause behind a name may have.
const INSERTION: usize = 20;

/// Does a capital's name stand for its government here, and not for the place?
///
/// It does as the subject of a verb of speech or intention (`Moscow said`, `Beijing will`), beside another power after
/// `between` or joined by `and` without a preposition of place, and as an owner (`Damascus’ central administration`).
pub(crate) fn stands_for_government(reading: &Reading<'_, '_>, piece: &Piece) -> bool {
    let parsed = reading.parsed;
    let (first, last) = (piece.first as usize, piece.last as usize);
    let before = first.checked_sub(1);
    let word = |k: Option<usize>| k.map_or("", |k| parsed.word(k));
    let hit = before.and_then(|k| reading.words.of(k, WordClass::Function));
    let party = hit.is_some_and(WordHit::is_of_parties);
    if hit.is_some_and(WordHit::is_of_places) || matches!(word(before), "," | "the" | "The") {
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
    // `between Oslo and Bergen`, `told Moscow`
    let listener = |k: usize| {
        let cue =
            reading.words.of(k, WordClass::Cue).filter(|c| c.cue_kind() == CueKind::Verb && c.last as usize == first);
        cue.is_some_and(|c| {
            [Frame::ObjectThat, Frame::ObjectInfinitive, Frame::ObjectOf].iter().any(|&f| c.has_frame(f))
        })
    };
    if party || before.is_some_and(listener) {
        return true;
    }
    let capital = |k: usize| parsed.tokens.get(k).is_some_and(|t| matches!(t.case, Case::Title | Case::Upper));
    let joined = |k: usize| parsed.word(k) == "and";
    let verb = |k: usize| {
        reading.words.of(k, WordClass::Cue).is_some_and(|c| c.cue_kind() == CueKind::Verb && c.weight() >= 4)
            || reading.words.function(k) == Some(FunctionClass::Auxiliary) && !matches!(parsed.word(k), "is" | "was")
    };
    if before.is_some_and(joined) && first >= 2 && capital(first - 2) {
        // Of two joined the first tells: `between Oslo and Bergen`, `in Oslo and Bergen`, `Oslo and Bergen have said`.
        let led = (1..=3).filter_map(|back| (first - 2).checked_sub(back));
        let mut led = led
            .filter_map(|k| reading.words.of(k, WordClass::Function))
            .filter(|h| h.is_of_parties() || h.is_of_places() || parsed.word(h.first as usize) == "both");
        return led.next().map_or_else(|| verb(last), |h| h.is_of_parties() || parsed.word(h.first as usize) == "both");
    }
    // `Oslo, which had drawn the maps, demanded`
    let over = || {
        let relative = parsed.word(last) == "," && parsed.word(last + 1) == "which";
        let closes = (last + 2..last + INSERTION).find(|&k| parsed.word(k) == ",");
        relative && closes.is_some_and(|k| verb(k + 1))
    };
    verb(last) || over() || joined(last) && (last + 2..last + 4).any(verb) && (last + 1..last + 2).all(capital)
}
