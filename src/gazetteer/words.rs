//! The words of the lexicon in a text: found once, then asked for by token.

use super::{
    Gazetteer,
    layer::Layer,
    lexicon::{FunctionClass, WordHit},
    source::{
        layout::WordClass,
        phrases::{Node, Phrases, Prefix, phrase_hash},
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
                if hit.class == WordClass::Function as u8 && glance.function.is_none() {
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
            Search { layer, number: number as u8, index, text, tokens, found: &mut found }.run();
        }
        if self.layers().len() > 1 {
            found.hits.sort_by_key(|hit| (hit.first, hit.last));
            found.others.sort_by_key(|hit| hit.first);
        }
        found.index(tokens.len())
    }
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
    /// Three passes, each of which reads from one part of the index alone: so the memory for one word is waited for
    /// together with that for the next.
    fn run(mut self) {
        let (hits, others) = (self.found.hits.len(), self.found.others.len());
        let node = |token: &Token| match token.kind {
            TokenKind::Word => self.index.find(Prefix::EMPTY.then(token.hash)),
            _ => None,
        };
        let nodes: Vec<Option<Node>> = self.tokens.iter().map(node).collect();
        self.found.hits.reserve(nodes.iter().flatten().count());
        for (first, node) in nodes.into_iter().enumerate() {
            if let Some(node) = node {
                self.walk(first, node);
            }
        }
        let WordHits { hits: all_hits, others: all_others, .. } = &mut *self.found;
        for hit in all_hits[hits..].iter_mut().chain(&mut all_others[others..]) {
            hit.complete(self.layer);
        }
    }

    /// Walks along the phrases that start at a token, of which `node` is the first word.
    fn walk(&mut self, first: usize, mut node: Node) {
        let start = self.found.hits.len();
        let (mut prefix, mut last) = (Prefix::EMPTY.then(self.tokens[first].hash), first);
        loop {
            for entry in node.entries() {
                let tokens = (first as u32, last as u32 + 1);
                self.add(WordHit::new(tokens, self.number, self.layer.word(entry)), start);
            }
            last += 1;
            let Some(token) = self.tokens.get(last).filter(|_| node.longer()) else { break };
            prefix = prefix.then(phrase_hash(self.text, token));
            let Some(next) = self.index.find(prefix) else { break };
            node = next;
        }
        let new = &mut self.found.hits[start..];
        if new.len() > 1 {
            new.sort_by_key(|hit| (hit.class, hit.last));
        }
    }

    /// A longer phrase of a class replaces the shorter one, and of equals the last stands before the others.
    fn add(&mut self, hit: WordHit, start: usize) {
        let WordHits { hits, others, .. } = &mut *self.found;
        let Some(place) = hits[start..].iter_mut().find(|old| old.class == hit.class) else {
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
