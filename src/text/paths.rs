//! Fast ways against plain ones: both must say the same of every text.

use proptest::prelude::*;

use super::{
    Token, TokenKind, fold_hash, paragraphs, split_sentences,
    stop::{Stop, is_plain_stop},
    tokenize,
    word::case_of,
};
use crate::text::LineMode;

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens
}

/// What a token is, whatever bytes it has: its first character and one past its last, its kind, its case, its hash.
fn seen(text: &str) -> Vec<(usize, usize, TokenKind, super::Case, bool, u64)> {
    let at = |byte: u32| text[..byte as usize].chars().count();
    tokens(text).iter().map(|t| (at(t.start), at(t.end), t.kind, t.case, t.glued, t.hash)).collect()
}

/// Words, numbers and marks in sentences, without the dots that only ASCII abbreviations keep.
fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof!["[a-z]{1,12}", "[A-Z][a-z]{0,12}", "[A-Z]{1,4}", "[A-Z][a-z]{1,3}[A-Z][a-z]{1,9}"];
    let piece = prop_oneof![
        6 => word.clone(),
        1 => word.prop_map(|word| word + "'s"),
        1 => "[0-9]{1,3}(,[0-9]{3})? ",
        2 => "[,;:?!()\"-]{1,2}",
    ];
    prop::collection::vec((piece, prop_oneof![5 => Just(" "), 1 => Just(""), 1 => Just("\n")]), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// ASCII words are read by eight bytes, others letter by letter: an accent changes no token and no hash.
    #[test]
    fn accents_change_no_token(text in prose()) {
        // `5e` is a number, `5é` is a word.
        prop_assume!(!text.as_bytes().windows(2).any(|two| two[0].is_ascii_digit() && two[1].is_ascii_alphabetic()));
        let accented: String = text.chars().map(|c| match c { 'e' => 'é', 'E' => 'É', 'a' => 'ä', c => c }).collect();
        prop_assert_eq!(seen(&text), seen(&accented));
    }

    /// The case and the hash that are made while a word is read are those of its letters.
    #[test]
    fn tokens_are_what_they_show(text in prose()) {
        for token in tokens(&text).iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)) {
            prop_assert_eq!({ token.hash }, fold_hash(token.of(&text)));
            prop_assert_eq!(token.case, case_of(token.of(&text)));
        }
    }

    /// The commonest full stop is decided by bytes alone; the long way decides likewise.
    #[test]
    fn plain_stops_end_sentences(text in "([A-Za-z]{1,9}[.,]? ){0,9}[a-z]{7,9}\\. [A-Z][a-z]{0,9}[ .]( ?[a-z]{1,9}){0,4}") {
        for (at, _) in text.match_indices('.').filter(|(at, _)| is_plain_stop(&text, *at)) {
            let sentence = split_sentences(&text, paragraphs(&text, LineMode::Paragraph)).map(|s| s.start).filter(|start| *start <= at).last();
            let stop = Stop::new(&text, sentence.unwrap_or(0), at);
            prop_assert!(stop.ends_sentence() && stop.closed == at + 1, "{:?} at {}", text, at);
        }
    }
}
