//! What is known of a word by itself and by its row: the material of features.

use super::view::Views;
use crate::{
    gazetteer::{
        lexicon::{CueKind, TitleKind, WordPosition},
        source::layout::WordClass,
    },
    names::runs,
    text::Token,
};

/// What features are made of.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub word: u64,
    /// How it is written.
    pub shape: u64,
    /// Its classes in the tables of words.
    pub lexicon: u64,
    /// Its kinds in the tables of names.
    pub known: u64,
    /// What the rules made of it.
    pub rule: u64,
    /// What they made of it elsewhere.
    pub seen: u64,
}

impl Facts {
    /// Before and behind the sentence.
    pub(super) const OUTSIDE: Facts = Facts { word: 1, shape: 0, lexicon: 0, known: 0, rule: 0, seen: 0 };
}

/// What the rules took a word for anywhere in the document.
#[derive(Clone, Copy, Default)]
pub(super) struct Vote {
    pub kinds: [u16; 4],
    /// It ends, begins a person's full name; it begins an organization's.
    pub places: u8,
}

impl Views<'_, '_> {
    pub(super) fn facts(&self, at: usize) -> Facts {
        let token = &self.reading.parsed.tokens[at];
        Facts {
            word: if token.hash == 0 { 2 } else { token.hash },
            shape: self.letters(token),
            lexicon: self.lexicon(at),
            known: self.known[at].into(),
            rule: self.rules[at].into(),
            seen: self.seen(token),
        }
    }

    /// How a token is written.
    fn letters(&self, token: &Token) -> u64 {
        let length = (token.end - token.start).min(6) as u64;
        let (mut dot, mut digit) = (0, 0);
        for byte in token.of(self.reading.parsed.text).bytes() {
            dot |= u64::from(byte == b'.');
            digit |= u64::from(byte.is_ascii_digit());
        }
        1 + (token.kind as u64
            | (token.case as u64) << 4
            | length << 8
            | dot << 12
            | digit << 13
            | (token.glued as u64) << 14)
    }

    /// First and last letters, folded.
    pub(super) fn affixes(&self, at: usize) -> [u64; 5] {
        let text = self.reading.parsed.word(at);
        let count = text.chars().count();
        let hash = |part: Option<&str>| part.map_or(0, crate::text::fold_hash);
        // Where the letter with this number begins.
        let byte = |n: usize| if count == text.len() { n } else { text.char_indices().nth(n).map_or(0, |(k, _)| k) };
        let end = |n: usize| hash(count.checked_sub(n).and_then(|from| text.get(byte(from)..)));
        let start = |n: usize| hash(text.get(..byte(n)).filter(|_| n < count));
        [end(2), end(3), end(4), start(2), start(3)]
    }

    /// The classes of the tables' words, as bits.
    fn lexicon(&self, at: usize) -> u64 {
        let mut bits = 0;
        for word in self.reading.words.at(at) {
            bits |= match word.class() {
                WordClass::Title => match word.title_kind() {
                    TitleKind::Office => 1,
                    TitleKind::Honorific => 1 << 1,
                    TitleKind::Rank => 1 << 2,
                    TitleKind::Occupation => 1 << 3,
                },
                WordClass::Nominal => 1 << 4,
                WordClass::GivenName => {
                    if word.weight() >= 3 {
                        1 << 5
                    } else {
                        1 << 6
                    }
                }
                WordClass::Surname => 1 << 7,
                WordClass::PlaceWord => {
                    if word.position() == WordPosition::Prefix {
                        1 << 8
                    } else {
                        1 << 9
                    }
                }
                WordClass::OrganizationWord => match word.position() {
                    WordPosition::Head => 1 << 10,
                    WordPosition::Suffix => 1 << 11,
                    WordPosition::Prefix => 1 << 12,
                    WordPosition::Event => 1 << 13,
                },
                WordClass::Cue if word.cue_kind() == CueKind::Verb && word.weight() >= 5 => 1 << 14,
                WordClass::Cue => 0,
                WordClass::Function => 1 << (15 + (word.function() as u64).min(12) / 2),
            };
        }
        bits
    }

    /// What the rules took the word for in this document.
    fn seen(&self, token: &Token) -> u64 {
        let Some(vote) = self.votes.get(&{ token.hash }) else { return 0 };
        let best = (0..4).max_by_key(|&k| (vote.kinds[k], 4 - k)).unwrap_or(0);
        let count = vote.kinds[best].min(3) as u64;
        let mixed = u64::from(vote.kinds.iter().filter(|&&n| n > 0).count() > 1);
        1 + (best as u64 | count << 2 | mixed << 4 | u64::from(vote.places) << 5)
    }

    /// The last word of the capitalised row around a token, and the word after it.
    pub(super) fn row_end(&self, at: usize) -> (u64, u64) {
        let tokens = &self.reading.parsed.tokens;
        let mut last = at;
        while last + 1 < tokens.len() && last < at + 6 && runs::is_capitalised(self.reading, last + 1) {
            last += 1;
        }
        (tokens[last].hash, tokens.get(last + 1).map_or(0, |t| t.hash))
    }

    /// The word before the capitalised row around a token.
    pub(super) fn row_start(&self, at: usize) -> u64 {
        let mut first = at;
        while first > 0 && first + 6 > at && runs::is_capitalised(self.reading, first - 1) {
            first -= 1;
        }
        first.checked_sub(1).map_or(0, |k| self.reading.parsed.tokens[k].hash)
    }
}
