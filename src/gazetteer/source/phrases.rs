//! An index of phrases by the hashes of their tokens.
//!
//! Every prefix of every phrase has a slot in one open hash table, so the longest phrase at a token is found by walking
//! on while a slot says that a longer phrase exists. A bit set over the prefixes turns most of what is none away at once.

use std::num::NonZeroU32;

use super::layout::Row;
use crate::text::{Token, TokenKind, fold_hash};

/// The hash of a token as part of a phrase. Apostrophes and dashes of every shape are one.
#[inline]
pub(crate) fn phrase_hash(text: &str, token: &Token) -> u64 {
    match token.kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Link => token.hash,
        TokenKind::Possessive => 1,
        TokenKind::Joint => 2,
        TokenKind::Punct | TokenKind::Mark | TokenKind::Symbol => {
            fold_hash(text.get(token.start as usize..token.end as usize).unwrap_or(""))
        }
    }
}

/// The hash of a phrase's first tokens, token by token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Prefix(u64);

impl Prefix {
    pub(crate) const EMPTY: Prefix = Prefix(0);

    #[inline]
    pub(crate) fn then(self, token: u64) -> Prefix {
        let mixed = (self.0.rotate_left(23) ^ token).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Prefix(mixed ^ (mixed >> 32))
    }
}

/// What the index knows of a prefix: the second word of its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node(NonZeroU32);

impl Node {
    /// The entries whose phrase ends here.
    #[inline]
    pub(crate) fn entries(self) -> std::ops::Range<u32> {
        let first = self.0.get() & (MOST_PHRASES as u32 - 1);
        first..first + (self.0.get() >> COUNT_SHIFT & MOST_ENTRIES)
    }

    /// Does a longer phrase go on from here?
    #[inline]
    pub(crate) fn longer(self) -> bool {
        self.0.get() & LONGER != 0
    }
}

/// The index, read in place.
#[derive(Clone, Copy)]
pub(crate) struct Phrases<'a> {
    pub filter: &'a [u8],
    pub slots: &'a [u8],
}

/// Two words: a check of the prefix, then where its entries begin, how many they are, [`LONGER`] and [`USED`].
struct Slot {
    check: u32,
    rest: u32,
}

const USED: u32 = 1 << 31;
const LONGER: u32 = 1 << 30;
/// Entries of one phrase beyond this number are left out: the best known stand first.
const MOST_ENTRIES: u32 = 511;
const COUNT_SHIFT: u32 = 21;
/// An index holds fewer entries than this.
pub(crate) const MOST_PHRASES: usize = 1 << COUNT_SHIFT;

impl Row<2> for Slot {
    fn words(&self) -> [u32; 2] {
        [self.check, self.rest]
    }

    fn from_words([check, rest]: [u32; 2]) -> Self {
        Slot { check, rest }
    }
}

impl Phrases<'_> {
    #[inline]
    pub(crate) fn find(&self, prefix: Prefix) -> Option<Node> {
        let bit = filter_bit(prefix, self.filter.len());
        let likely = self.filter.get(bit / 8).is_some_and(|byte| byte & (1 << (bit % 8)) != 0);
        if likely { self.look_up(prefix) } else { None }
    }

    fn look_up(&self, prefix: Prefix) -> Option<Node> {
        let slots = self.slots.len() / 8;
        let mut at = place(prefix, slots);
        loop {
            let slot = <Slot as Row<2>>::read(self.slots, at)?;
            if slot.rest & USED == 0 {
                return None;
            }
            if slot.check == prefix.0 as u32 {
                return NonZeroU32::new(slot.rest).map(Node);
            }
            at = if at + 1 < slots { at + 1 } else { 0 };
        }
    }
}

/// Bits of the filter: `bytes` is a power of two.
#[inline]
fn filter_bit(prefix: Prefix, bytes: usize) -> usize {
    let mixed = prefix.0.wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed >> 40) as usize & (bytes * 8).wrapping_sub(1)
}

/// Spreads the upper half of the hash over the slots.
#[inline]
fn place(prefix: Prefix, slots: usize) -> usize {
    (((prefix.0 >> 32) * slots as u64) >> 32) as usize
}

/// The sections of an index, with the order in which its entries must stand.
pub(crate) struct Built {
    pub filter: Vec<u8>,
    pub slots: Vec<u8>,
    /// Positions in the list of phrases that the index was built from.
    pub order: Vec<usize>,
}

/// Builds an index; `phrases` are the token hashes of each, and phrases of equal hashes keep their order.
pub(crate) fn build(phrases: &[Vec<u64>]) -> Built {
    let mut filter = vec![0u8; phrases.len().next_power_of_two().max(8)];
    let bytes = filter.len();
    // (prefix, does the phrase end here, number of the phrase)
    let mut steps: Vec<(Prefix, bool, usize)> = Vec::with_capacity(phrases.len() * 3);
    for (number, tokens) in phrases.iter().enumerate() {
        let mut prefix = Prefix::EMPTY;
        for (k, &token) in tokens.iter().enumerate() {
            prefix = prefix.then(token);
            let bit = filter_bit(prefix, bytes);
            filter[bit / 8] |= 1 << (bit % 8);
            steps.push((prefix, k + 1 == tokens.len(), number));
        }
    }
    steps.sort_unstable();
    let nodes = steps.chunk_by(|a, b| a.0 == b.0).count();
    let slots = nodes * 6 / 5 + 8;
    let mut table: Vec<Slot> = (0..slots).map(|_| Slot { check: 0, rest: 0 }).collect();
    let mut order = Vec::new();
    for group in steps.chunk_by(|a, b| a.0 == b.0) {
        let first = order.len() as u32;
        order.extend(group.iter().filter(|step| step.1).map(|step| step.2));
        let count = (order.len() as u32 - first).min(MOST_ENTRIES);
        let longer = if group.iter().any(|step| !step.1) { LONGER } else { 0 };
        let mut at = place(group[0].0, slots);
        while table[at].rest & USED != 0 {
            at = (at + 1) % slots;
        }
        table[at] = Slot { check: group[0].0.0 as u32, rest: USED | longer | count << COUNT_SHIFT | first };
    }
    let mut bytes = Vec::with_capacity(slots * 8);
    for slot in &table {
        slot.write(&mut bytes);
    }
    Built { filter, slots: bytes, order }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_phrase_and_its_prefixes() {
        let phrases: Vec<Vec<u64>> = (0..5000u64).map(|k| vec![k % 70, k % 11, k]).chain([vec![3]]).collect();
        let built = build(&phrases);
        let index = Phrases { filter: &built.filter, slots: &built.slots };
        for (number, phrase) in phrases.iter().enumerate() {
            let prefix = phrase.iter().fold(Prefix::EMPTY, |p, &t| p.then(t));
            let node = index.find(prefix).unwrap();
            assert!(node.entries().any(|entry| built.order[entry as usize] == number));
        }
        let three = index.find(Prefix::EMPTY.then(3)).unwrap();
        assert!(three.longer() && three.entries().len() == 1);
        assert_eq!(index.find(Prefix::EMPTY.then(3).then(999)), None);
    }

    #[test]
    fn the_filter_turns_away_only_what_is_not_there() {
        let built = build(&(0..5000u64).map(|k| vec![k * 3, k % 11]).collect::<Vec<_>>());
        let index = Phrases { filter: &built.filter, slots: &built.slots };
        let prefixes = (0..30_000).flat_map(|k| [Prefix::EMPTY.then(k), Prefix::EMPTY.then(k).then(k % 13)]);
        assert!(prefixes.into_iter().all(|prefix| index.find(prefix) == index.look_up(prefix)));
    }

    #[test]
    fn an_empty_index_finds_nothing() {
        let built = build(&[]);
        let index = Phrases { filter: &built.filter, slots: &built.slots };
        assert_eq!(index.find(Prefix::EMPTY.then(1)), None);
    }
}
