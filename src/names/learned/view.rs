//! What the model sees of a word.

use super::{
    Tag,
    facts::{Facts, Vote},
    is_fixed,
};
use crate::{
    document::{EntityKind, Form},
    gazetteer::{lexicon::FunctionClass, matching::NameHits, source::layout::NameKind},
    hash::Map,
    names::{
        Reading, Reference,
        pieces::Piece,
        runs,
        shape::{Shape, Style},
    },
    text::{Case, TokenKind},
};

/// The words of a document with all that is known of them.
pub(crate) struct Views<'a, 't> {
    pub(super) reading: &'a Reading<'a, 't>,
    shape: &'a Shape,
    /// What the rules took each word for, by token: kind and rule, place in the piece. 0: for nothing.
    pub(super) rules: Vec<u16>,
    /// The tables' kinds of each word, and its place in the longest known name.
    pub(super) known: Vec<u16>,
    /// The tags that a fixed link leaves; 0: any.
    fixed: Vec<u8>,
    /// What the rules took a word for anywhere in the document.
    pub(super) votes: Map<u64, Vote>,
}

/// One for each number in [`Views::collect`], and one for each class of words.
const MOST_FEATURES: usize = 51 + 24;

/// The features of a word.
struct Features {
    list: [u64; MOST_FEATURES],
    count: usize,
}

impl Features {
    #[inline(always)]
    fn push(&mut self, feature: u64) {
        if let Some(slot) = self.list.get_mut(self.count) {
            *slot = feature;
            self.count += 1;
        }
    }
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
            votes: Map::default(),
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

    /// Calls `each` with the number and the features, as hashes, of every word of a stretch; without features where `skip`
    /// holds.
    pub(crate) fn features(
        &self,
        first: usize,
        last: usize,
        skip: impl Fn(usize) -> bool,
        mut each: impl FnMut(usize, &[u64]),
    ) {
        let sentence = self.reading.parsed.sentences[self.reading.parsed.sentence_of(first)];
        let inside = sentence.first as usize..sentence.last as usize;
        let facts = |at: usize, distance: usize| {
            let k = (at + distance).checked_sub(2).filter(|k| inside.contains(k));
            k.map_or(Facts::OUTSIDE, |k| self.facts(k))
        };
        let style = match self.shape.style(self.reading, first) {
            Style::Plain => 0,
            Style::TitleCase => 1,
            Style::Capitals => 2,
        };
        let mut window: [Facts; 5] = std::array::from_fn(|k| facts(first, k));
        let mut features = Features { list: [0; MOST_FEATURES], count: 0 };
        for at in first..last {
            if at > first {
                window = [window[1], window[2], window[3], window[4], facts(at, 4)];
            }
            features.count = 0;
            if !skip(at) {
                self.collect(at, &window, style, at == inside.start, &mut features);
            }
            each(at, &features.list[..features.count]);
        }
    }

    /// The features of one word, by its facts and those of two words on each side.
    fn collect(&self, at: usize, window: &[Facts; 5], style: u64, initial: bool, out: &mut Features) {
        let [before2, before, this, next, next2] = window;
        let mut add = |id: u64, a: u64, b: u64| out.push(mix(mix(id, a), b));
        let small = u64::from(self.shape.is_also_small(self.reading, at));
        add(1, style, 0);
        add(2, this.word, 0);
        add(3, before.word, 0);
        add(4, next.word, 0);
        add(5, before2.word, 0);
        add(6, next2.word, 0);
        add(7, before.word, this.word);
        add(8, this.word, next.word);
        for (id, affix) in self.affixes(at).into_iter().enumerate() {
            add(10 + id as u64, affix, 0);
        }
        add(16, this.shape, style);
        add(17, before.shape, this.shape);
        add(18, this.shape, next.shape);
        add(19, mix(before.shape, this.shape), next.shape);
        let bits = this.lexicon;
        add(20, bits, 0);
        let mut rest = bits;
        while rest != 0 {
            add(21, rest.trailing_zeros().into(), 0);
            rest &= rest - 1;
        }
        add(22, before.lexicon, bits);
        add(23, bits, next.lexicon);
        add(24, before.lexicon, 0);
        add(25, next.lexicon, 0);
        add(26, this.known, 0);
        add(27, this.known, this.shape);
        add(28, before.known, this.known);
        add(29, this.known, next.known);
        add(30, this.rule, style);
        add(31, before.rule, this.rule);
        add(32, this.rule, next.rule);
        add(33, mix(before.rule, this.rule), next.rule);
        add(34, this.rule, this.word);
        add(35, this.rule, bits);
        add(36, this.rule, before.word);
        add(37, this.rule, next.word);
        add(38, this.rule, this.seen);
        add(39, this.seen, this.shape);
        add(40, before.seen, this.seen);
        add(41, this.seen, next.seen);
        add(42, this.seen, small);
        let initial = u64::from(initial);
        add(43, initial << 1 | small, this.shape);
        add(44, this.rule, small << 1 | initial);
        add(45, before2.rule, before.rule);
        add(46, next.rule, next2.rule);
        add(47, this.rule, next.lexicon);
        add(48, this.rule, before.lexicon);
        // The word that ends the capitalised row, where the head noun stands, and what follows it.
        let (head, after) = self.row_end(at);
        add(49, head, 0);
        add(50, after, this.rule);
        add(51, self.row_start(at), this.rule);
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
