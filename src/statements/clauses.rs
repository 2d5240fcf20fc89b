//! How far a reported clause reaches.

use super::{CueSite, Desk};
use crate::{gazetteer::lexicon::FunctionClass, text::TokenKind};

impl Desk<'_, '_> {
    /// Where the clause that begins at `first` ends: before the full stop, before a trailing `, X said`, before
    /// `, but Y said`. A token number, exclusive.
    pub(crate) fn clause_end(&self, first: u32, sentence_last: u32, cue: &CueSite) -> u32 {
        let mut end = sentence_last;
        for (_, next) in self.cues_in(first as usize, sentence_last as usize) {
            if next.hit.weight() < 5 || !next.is_verb() || next.first <= cue.last {
                continue;
            }
            if let Some(cut) = self.other_speaker(&next, first) {
                end = end.min(cut);
                break;
            }
        }
        self.trimmed_end(first, end)
    }

    /// Where the words of another speaker's cue begin: the connective before their noun phrase.
    fn other_speaker(&self, next: &CueSite, first: u32) -> Option<u32> {
        let parsed = self.reading.parsed;
        let at = self.before_adverbs(next.first, first);
        let phrase = self.references.phrase_ending(at).filter(|p| p.first > first)?;
        let before = phrase.first.checked_sub(1)?;
        let word = parsed.word(before as usize);
        let follows_comma = before > first && parsed.word(before as usize - 1) == ",";
        match word {
            "," => Some(before),
            "and" | "but" | "while" => Some(if follows_comma { before - 1 } else { before }),
            _ => None,
        }
    }

    /// Without the punctuation and marks at the end.
    pub(crate) fn trimmed_end(&self, first: u32, mut end: u32) -> u32 {
        while end > first {
            let k = end as usize - 1;
            let token = &self.reading.parsed.tokens[k];
            let word = self.reading.parsed.word(k);
            let loose = token.kind == TokenKind::Punct && !matches!(word, ")" | "?" | "!" | "%")
                || matches!(token.kind, TokenKind::Symbol) && matches!(word, "–" | "—" | "-");
            let dangling = end < self.reading.parsed.tokens.len() as u32
                && matches!(self.reading.words.function(k), Some(FunctionClass::Conjunction))
                && matches!(word, "and" | "but" | "or");
            if !loose && !dangling {
                break;
            }
            end -= 1;
        }
        end
    }

    /// Over `that` and a comma: where the content after a cue begins.
    pub(crate) fn content_start(&self, mut at: u32, last: u32) -> u32 {
        while at < last && matches!(self.reading.parsed.word(at as usize), "," | ":" | "that") {
            at += 1;
        }
        at
    }
}
