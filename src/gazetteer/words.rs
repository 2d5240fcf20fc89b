//! The words of the lexicon in a text: found once, then asked for by token.

use super::{
    Gazetteer,
    layer::Layer,
    lexicon::{FunctionClass, WordHit},
    source::{
        layout::WordClass,
        phrases::{Phrases, Prefix, phrase_hash},
    },
};
use crate::text::token::{Token, TokenKind};

/// The words of the lexicon in a text, by token.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordHits {
    hits: Vec<WordHit>,
    /// Where the hits of each token begin; one more at the end.
    starts: Vec<u32>,
    /// What stands at each token at a glance.
    glances: Vec<Glance>,
    /// Further meanings of titles and of head words, by token: `chancellor`, of a country or of its treasury.
    others: Vec<WordHit>,
}

/// What most questions about a token come to.
#[derive(Clone, Copy, Debug, Default)]
struct Glance {
    /// The classes of the hits there, as bits.
    classes: u8,
    /// The function word there.
    function: Option<FunctionClass>,
    /// Further meanings stand apart.
    others: bool,
}

impl WordHits {
    /// The words and phrases that start at a token.
    #[inline]
    pub(crate) fn at(&self, token: usize) -> &[WordHit] {
        match (self.starts.get(token), self.starts.get(token + 1)) {
            (Some(&a), Some(&b)) => &self.hits[a as usize..b as usize],
            _ => &[],
        }
    }

    /// The longest of a class that starts at a token.
    #[inline]
    pub(crate) fn of(&self, token: usize, class: WordClass) -> Option<&WordHit> {
        let bit = 1 << class as u8;
        self.glances.get(token).filter(|glance| glance.classes & bit != 0)?;
        self.at(token).iter().find(|hit| hit.class() == class)
    }

    /// All meanings of the longest of a class that starts at a token.
    #[inline]
    pub(crate) fn all(&self, token: usize, class: WordClass) -> impl Iterator<Item = &WordHit> {
        let longest = self.of(token, class);
        let more = longest.is_some() && self.glances[token].others;
        let from =
            if more { self.others.partition_point(|hit| (hit.first as usize) < token) } else { self.others.len() };
        let same = self.others[from..].iter().take_while(move |hit| hit.first as usize == token);
        let rest = same.filter(move |hit| hit.class() == class && longest.is_some_and(|l| l.last == hit.last));
        longest.into_iter().chain(rest)
    }

    /// The function word at a token.
    #[inline]
    pub(crate) fn function(&self, token: usize) -> Option<FunctionClass> {
        self.glances.get(token).and_then(|glance| glance.function)
    }

    /// All hits of a class, by first token.
    pub(crate) fn iter_of(&self, class: WordClass) -> impl Iterator<Item = &WordHit> {
        let bit = 1 << class as u8;
        let tokens = self.glances.iter().enumerate().filter(move |(_, glance)| glance.classes & bit != 0);
        tokens.flat_map(move |(token, _)| self.at(token).iter().filter(move |hit| hit.class() == class))
    }

    /// Notes what stands where; the hits are complete and sorted.
    fn index(mut self, tokens: usize) -> WordHits {
        self.starts.reserve_exact(tokens + 1);
        self.glances = vec![Glance::default(); tokens];
        let mut at = 0;
        for (token, glance) in self.glances.iter_mut().enumerate() {
            self.starts.push(at as u32);
            while let Some(hit) = self.hits.get(at).filter(|hit| hit.first as usize == token) {
                glance.classes |= 1 << hit.class() as u8;
                if hit.row.class == WordClass::Function as u8 && glance.function.is_none() {
                    glance.function = Some(hit.function());
                }
                at += 1;
            }
        }
        self.starts.push(at as u32);
        for other in &self.others {
            self.glances[other.first as usize].others = true;
        }
        self
    }
}

impl Gazetteer {
    /// All words and phrases of the lexicon in the text; at each token the longest of each class.
    pub(crate) fn words(&self, text: &str, tokens: &[Token]) -> WordHits {
        let mut found = WordHits::default();
        for (number, layer) in self.layers().iter().enumerate() {
            let index = layer.words();
            let mut search = Search { layer, number: number as u8, index, text, tokens, found: &mut found };
            let mut met = [Met::default(); REMEMBERED];
            for (first, token) in tokens.iter().enumerate() {
                if token.kind == TokenKind::Word {
                    // The upper bits of a hash are its best.
                    search.at(first, &mut met[(token.hash >> 54) as usize % REMEMBERED]);
                }
            }
        }
        if self.layers().len() > 1 {
            found.hits.sort_by_key(|hit| (hit.first, hit.last));
            found.others.sort_by_key(|hit| hit.first);
        }
        found.index(tokens.len())
    }
}

/// How many words are remembered: those that a text repeats are few.
const REMEMBERED: usize = 1024;

/// A word that was met before, and what it came to when no phrase went on from it.
#[derive(Clone, Copy, Default)]
struct Met {
    hash: u64,
    /// Its hits: first and number.
    first: u32,
    count: u32,
    /// Some phrase goes on from it.
    longer: bool,
    known: bool,
}

/// The search of one layer.
struct Search<'a> {
    layer: &'a Layer,
    number: u8,
    index: Phrases<'a>,
    text: &'a str,
    tokens: &'a [Token],
    found: &'a mut WordHits,
}

impl Search<'_> {
    /// Adds what starts at a token; `met` is where such a word would be remembered.
    fn at(&mut self, first: usize, met: &mut Met) {
        let alone = Prefix::EMPTY.then(self.tokens[first].hash);
        if met.known && met.hash == self.tokens[first].hash && !(met.longer && self.goes_on(alone, first + 1)) {
            let last = first as u32 + 1;
            for k in met.first..met.first + met.count {
                let hit = self.found.hits[k as usize];
                self.found.hits.push(WordHit { first: first as u32, last, ..hit });
            }
            return;
        }
        let (hits, others) = (self.found.hits.len(), self.found.others.len());
        let Some(longer) = self.look_up(alone, first) else {
            *met = Met { hash: self.tokens[first].hash, known: true, ..Met::default() };
            return;
        };
        let new = &mut self.found.hits[hits..];
        if new.len() > 1 {
            new.sort_by_key(|hit| (hit.row.class, hit.last));
        }
        if new.iter().all(|hit| hit.len() == 1) && self.found.others.len() == others {
            let (hash, count) = (self.tokens[first].hash, new.len() as u32);
            *met = Met { hash, first: hits as u32, count, longer, known: true };
        }
    }

    fn goes_on(&self, prefix: Prefix, next: usize) -> bool {
        let next = self.tokens.get(next).map(|token| prefix.then(phrase_hash(self.text, token)));
        next.is_some_and(|prefix| self.index.find(prefix).is_some())
    }

    /// Walks along the phrases that start at a token; tells whether any goes on from it. `None` where none starts.
    fn look_up(&mut self, alone: Prefix, first: usize) -> Option<bool> {
        let start = self.found.hits.len();
        let mut node = self.index.find(alone)?;
        let (longer, mut prefix, mut last) = (node.longer, alone, first);
        loop {
            for entry in node.first..node.first + node.count {
                let row = self.layer.word(entry);
                let hit = WordHit { first: first as u32, last: last as u32 + 1, layer: self.number, row };
                self.add(hit, start);
            }
            last += 1;
            let Some(token) = self.tokens.get(last).filter(|_| node.longer) else { break };
            prefix = prefix.then(phrase_hash(self.text, token));
            let Some(next) = self.index.find(prefix) else { break };
            node = next;
        }
        Some(longer)
    }

    /// A longer phrase of a class replaces the shorter one, and of equals the last stands before the others.
    fn add(&mut self, hit: WordHit, start: usize) {
        let WordHits { hits, others, .. } = &mut *self.found;
        let Some(place) = hits[start..].iter_mut().find(|old| old.row.class == hit.row.class) else {
            hits.push(hit);
            return;
        };
        let old = std::mem::replace(place, hit);
        let several = matches!(old.class(), WordClass::Title | WordClass::OrganizationWord | WordClass::PlaceWord);
        if old.last == hit.last && several {
            others.push(old);
        }
    }
}
