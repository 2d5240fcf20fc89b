//! What the model sees of a word.

use std::collections::HashMap;

use super::{Tag, is_fixed};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{
        lexicon::{CueKind, FunctionClass, TitleKind, WordPosition},
        matching::NameHits,
        source::layout::{NameKind, WordClass},
    },
    names::{
        Reading, Reference,
        pieces::Piece,
        runs,
        shape::{Shape, Style},
    },
    text::{Case, Token, TokenKind},
};

/// The words of a document with all that is known of them.
pub(crate) struct Views<'a, 't> {
    reading: &'a Reading<'a, 't>,
    shape: &'a Shape,
    /// What the rules took each word for, by token: kind and rule, place in the piece. 0: for nothing.
    rules: Vec<u16>,
    /// The tables' kinds of each word, and its place in the longest known name.
    known: Vec<u16>,
    /// The tags that a fixed link leaves; 0: any.
    fixed: Vec<u8>,
    /// What the rules took a word for anywhere in the document.
    votes: HashMap<u64, Vote>,
}

#[derive(Clone, Copy, Default)]
struct Vote {
    kinds: [u16; 4],
    /// It ends, begins a person's full name; it begins an organization's.
    places: u8,
}

/// Most small words that may stand between two capitalised ones.
const MOST_SMALL: usize = 3;

impl<'a, 't> Views<'a, 't> {
    pub(crate) fn new(
        reading: &'a Reading<'a, 't>,
        shape: &'a Shape,
        hits: &NameHits,
        pieces: &[Piece],
        references: &[Option<Reference>],
    ) -> Views<'a, 't> {
        let count = reading.parsed.tokens.len();
        let mut views = Views {
            reading,
            shape,
            rules: vec![0; count],
            known: vec![0; count],
            fixed: vec![0; count],
            votes: HashMap::new(),
        };
        for hit in &hits.hits {
            let kinds = hits.candidates(hit).iter().fold(0, |bits, c| bits | 1 << candidate_kind(c.kind, c.name));
            for k in hit.first..hit.last {
                views.known[k as usize] = kinds << 2 | position(k, hit.first, hit.last);
            }
        }
        for (piece, reference) in pieces.iter().zip(references) {
            if let Some(reference) = reference {
                views.vote(piece, reference);
            }
        }
        views
    }

    fn vote(&mut self, piece: &Piece, reference: &Reference) {
        let code = rule_code(reference);
        let demonym = reference.form == Form::Demonym;
        let long = piece.last - piece.first > 1;
        for k in piece.first..piece.last {
            self.rules[k as usize] = code << 2 | position(k, piece.first, piece.last);
            if is_fixed(self.reading, reference) {
                let tag = Tag::of(reference.kind, k == piece.first);
                self.fixed[k as usize] = if demonym { Tag::Other.bit() } else { tag.bit() };
            }
            let vote = self.votes.entry(self.reading.parsed.tokens[k as usize].hash).or_default();
            let kind = match super::group(reference.kind) {
                _ if demonym => 3,
                EntityKind::Person => 0,
                EntityKind::Organization => 1,
                _ => 2,
            };
            vote.kinds[kind] = vote.kinds[kind].saturating_add(1);
            vote.places |= match kind {
                0 if long && k + 1 == piece.last => 1,
                0 if long && k == piece.first => 2,
                1 if long && k == piece.first => 4,
                _ => 0,
            };
        }
    }

    /// Stretches of capitalised words with the small words between them: first token and one past the last.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = (usize, usize)> {
        let sentences = self.reading.parsed.sentences.iter();
        sentences.flat_map(move |s| {
            let end = s.last as usize;
            let mut at = s.first as usize;
            std::iter::from_fn(move || {
                let first = (at..end).find(|&k| runs::is_capitalised(self.reading, k))?;
                let mut last = first + 1;
                while let Some(next) = self.next_word(last, end) {
                    last = next + 1;
                }
                at = last;
                Some((first, last))
            })
        })
    }

    /// The next word of a stretch, over a few words that can stand inside a name.
    fn next_word(&self, from: usize, end: usize) -> Option<usize> {
        let tokens = &self.reading.parsed.tokens;
        for k in from..end.min(from + MOST_SMALL + 1) {
            let token = &tokens[k];
            let hyphened = k > 0 && token.glued && tokens[k - 1].kind == TokenKind::Joint && tokens[k - 1].glued;
            if runs::is_capitalised(self.reading, k) || token.kind == TokenKind::Number && k == from {
                return Some(k);
            }
            if hyphened && token.kind == TokenKind::Word {
                return Some(k);
            }
            let word = self.reading.parsed.word(k);
            let inside = match token.kind {
                TokenKind::Joint | TokenKind::Possessive => true,
                TokenKind::Word => {
                    matches!(
                        self.reading.words.function(k),
                        Some(FunctionClass::Particle | FunctionClass::Conjunction | FunctionClass::Determiner)
                    ) || matches!(word, "of" | "for" | "on" | "in" | "to" | "against")
                }
                _ => matches!(word, "&" | "/" | "."),
            };
            if !inside {
                return None;
            }
        }
        None
    }

    /// The tags that a word may bear, as bits.
    pub(crate) fn allowed(&self, token: usize) -> u8 {
        if self.fixed[token] != 0 {
            return self.fixed[token];
        }
        let first = Tag::PersonFirst.bit() | Tag::OrganizationFirst.bit() | Tag::PlaceFirst.bit();
        let t = &self.reading.parsed.tokens[token];
        let particle = self.reading.words.function(token) == Some(FunctionClass::Particle);
        match (t.kind, t.case) {
            (TokenKind::Word, Case::Lower) if !particle => !first,
            (TokenKind::Word | TokenKind::Number, _) => u8::MAX,
            _ => !first,
        }
    }

    /// The features of a word, as hashes.
    pub(crate) fn features(&self, at: usize, out: &mut Vec<u64>) {
        let word = |k: i64| self.token(at, k).map_or(1, |t| if t.hash == 0 { 2 } else { t.hash });
        let shape = |k: i64| self.token(at, k).map_or(0, |t| self.letters(t));
        let lexicon = |k: i64| self.at(at, k).map_or(0, |k| self.lexicon(k));
        let known = |k: i64| self.at(at, k).map_or(0, |k| u64::from(self.known[k]));
        let rule = |k: i64| self.at(at, k).map_or(0, |k| u64::from(self.rules[k]));
        let seen = |k: i64| self.token(at, k).map_or(0, |t| self.seen(t));
        let mut add = |id: u64, a: u64, b: u64| out.push(mix(mix(id, a), b));
        let style = match self.shape.style(self.reading, at) {
            Style::Plain => 0,
            Style::TitleCase => 1,
            Style::Capitals => 2,
        };
        let small = u64::from(self.shape.is_also_small(self.reading, at));
        add(1, style, 0);
        for (id, k) in [(2, 0), (3, -1), (4, 1), (5, -2), (6, 2)] {
            add(id, word(k), 0);
        }
        add(7, word(-1), word(0));
        add(8, word(0), word(1));
        for (id, affix) in self.affixes(at).into_iter().enumerate() {
            add(10 + id as u64, affix, 0);
        }
        add(16, shape(0), style);
        add(17, shape(-1), shape(0));
        add(18, shape(0), shape(1));
        add(19, mix(shape(-1), shape(0)), shape(1));
        let bits = lexicon(0);
        add(20, bits, 0);
        for bit in (0..24).filter(|bit| bits >> bit & 1 == 1) {
            add(21, bit, 0);
        }
        add(22, lexicon(-1), bits);
        add(23, bits, lexicon(1));
        add(24, lexicon(-1), 0);
        add(25, lexicon(1), 0);
        add(26, known(0), 0);
        add(27, known(0), shape(0));
        add(28, known(-1), known(0));
        add(29, known(0), known(1));
        add(30, rule(0), style);
        add(31, rule(-1), rule(0));
        add(32, rule(0), rule(1));
        add(33, mix(rule(-1), rule(0)), rule(1));
        add(34, rule(0), word(0));
        add(35, rule(0), bits);
        add(36, rule(0), word(-1));
        add(37, rule(0), word(1));
        add(38, rule(0), seen(0));
        add(39, seen(0), shape(0));
        add(40, seen(-1), seen(0));
        add(41, seen(0), seen(1));
        add(42, seen(0), small);
        let initial = u64::from(self.at(at, -1).is_none());
        add(43, initial << 1 | small, shape(0));
        add(44, rule(0), small << 1 | initial);
        add(45, rule(-2), rule(-1));
        add(46, rule(1), rule(2));
        add(47, rule(0), lexicon(1));
        add(48, rule(0), lexicon(-1));
        // The word that ends the capitalised row, where the head noun stands, and what follows it.
        let (head, next) = self.row_end(at);
        add(49, head, 0);
        add(50, next, rule(0));
        add(51, self.row_start(at), rule(0));
    }

    /// The token at a distance, inside the same sentence.
    fn at(&self, at: usize, distance: i64) -> Option<usize> {
        let k = usize::try_from(at as i64 + distance).ok()?;
        let sentence = self.reading.parsed.sentences.get(self.reading.parsed.sentence_of(at))?;
        (sentence.first as usize <= k && k < sentence.last as usize).then_some(k)
    }

    fn token(&self, at: usize, distance: i64) -> Option<&Token> {
        self.at(at, distance).map(|k| &self.reading.parsed.tokens[k])
    }

    /// How a token is written.
    fn letters(&self, token: &Token) -> u64 {
        let text = token.of(self.reading.parsed.text);
        let length = (token.end - token.start).min(6) as u64;
        let dot = u64::from(text.contains('.'));
        let digit = u64::from(text.bytes().any(|b| b.is_ascii_digit()));
        1 + (token.kind as u64
            | (token.case as u64) << 4
            | length << 8
            | dot << 12
            | digit << 13
            | (token.glued as u64) << 14)
    }

    /// First and last letters, folded.
    fn affixes(&self, at: usize) -> [u64; 5] {
        let text = self.reading.parsed.word(at);
        let hash = |part: Option<&str>| part.map_or(0, crate::text::fold_hash);
        let end = |n: usize| text.char_indices().rev().nth(n - 1).and_then(|(k, _)| text.get(k..));
        let start = |n: usize| text.char_indices().nth(n).and_then(|(k, _)| text.get(..k));
        [hash(end(2)), hash(end(3)), hash(end(4)), hash(start(2)), hash(start(3))]
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
        let Some(vote) = self.votes.get(&token.hash) else { return 0 };
        let best = (0..4).max_by_key(|&k| (vote.kinds[k], 4 - k)).unwrap_or(0);
        let count = vote.kinds[best].min(3) as u64;
        let mixed = u64::from(vote.kinds.iter().filter(|&&n| n > 0).count() > 1);
        1 + (best as u64 | count << 2 | mixed << 4 | u64::from(vote.places) << 5)
    }

    /// The last word of the capitalised row around a token, and the word after it.
    fn row_end(&self, at: usize) -> (u64, u64) {
        let tokens = &self.reading.parsed.tokens;
        let mut last = at;
        while last + 1 < tokens.len() && last < at + 6 && runs::is_capitalised(self.reading, last + 1) {
            last += 1;
        }
        (tokens[last].hash, tokens.get(last + 1).map_or(0, |t| t.hash))
    }

    /// The word before the capitalised row around a token.
    fn row_start(&self, at: usize) -> u64 {
        let mut first = at;
        while first > 0 && first + 6 > at && runs::is_capitalised(self.reading, first - 1) {
            first -= 1;
        }
        first.checked_sub(1).map_or(0, |k| self.reading.parsed.tokens[k].hash)
    }
}

/// Where a word stands in a name: alone, first, inside, last.
fn position(at: u32, first: u32, last: u32) -> u16 {
    match (at == first, at + 1 == last) {
        (true, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
        (false, true) => 3,
    }
}

fn candidate_kind(kind: EntityKind, name: NameKind) -> u16 {
    match (kind, name) {
        (EntityKind::Country, NameKind::Adjective | NameKind::People) => 0,
        (EntityKind::Country, _) => 1,
        (EntityKind::Leader | EntityKind::Person, NameKind::Surname) => 2,
        (EntityKind::Leader | EntityKind::Person, _) => 3,
        (EntityKind::Organization, NameKind::Acronym) => 4,
        (EntityKind::Organization, _) => 5,
        (EntityKind::Place, _) => 6,
    }
}

/// A number for what the rules made of a piece.
fn rule_code(reference: &Reference) -> u16 {
    let rules = [
        "gazetteer.metonym",
        "gazetteer.demonym",
        "gazetteer.surname",
        "gazetteer.leader",
        "gazetteer.person",
        "gazetteer.country",
        "gazetteer.organization",
        "gazetteer.place",
        "names.organization-word",
        "names.place-word",
        "names.title",
        "names.given-name",
        "names.acronym",
        "names.surname",
        "names.apposition",
        "names.speaker",
        "names.preposition",
        "names.two-words",
    ];
    let rule = rules.iter().position(|r| *r == reference.rule).unwrap_or(rules.len()) as u16;
    let kind = super::group(reference.kind) as u16;
    1 + (rule << 3 | kind)
}

/// A step of a hash.
fn mix(state: u64, value: u64) -> u64 {
    let mixed = (state ^ value.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}
