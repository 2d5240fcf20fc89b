//! What the trainer of the weights needs to see of the library: its tokens, and the features it makes of them.

use std::ops::Range;

use crate::{
    model,
    text::{
        LineMode, Parsed,
        tag::{self, FEATURES, History, Tag, Tagger, View},
    },
};

/// Weights follow each other by so many tags.
pub const WIDTH: usize = tag::WIDTH;
/// See the tagger's classes.
pub const FIXED: u64 = tag::FIXED;
/// See the tagger's classes.
pub const FREQUENT: u64 = tag::FREQUENT;

/// The tags' names, by number.
pub const TAGS: &[&str] = Tag::NAMES;

/// A text with its tokens and sentences.
pub struct Text<'t>(pub(crate) Parsed<'t>);

impl<'t> Text<'t> {
    /// The text.
    pub fn new(text: &'t str) -> Text<'t> {
        Text(Parsed::new(text, LineMode::Auto))
    }

    /// First and last byte of each token.
    pub fn tokens(&self) -> Vec<(usize, usize)> {
        self.0.tokens.iter().map(|t| (t.start as usize, t.end as usize)).collect()
    }

    /// Tokens of each sentence.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        self.0.sentences.iter().map(|s| s.first as usize..s.last as usize).collect()
    }

    /// What the tagger sees of some tokens.
    pub fn views(&self, range: Range<usize>, class_of: impl Fn(u32) -> u8) -> Views {
        Views(tag::views(self.0.text, &self.0.tokens[range], class_of))
    }

    /// The shipped tagger's tags of some tokens; without weights if `plain`.
    pub fn tags(&self, range: Range<usize>, plain: bool) -> Vec<u8> {
        let mut out = Vec::new();
        let tagger = Tagger::new(if plain { &[] } else { model::TAGGER });
        tagger.tag(self.0.text, &self.0.tokens[range], &mut out);
        out.into_iter().map(|tag| tag as u8).collect()
    }

    /// Tags all sentences; how many tokens that were.
    pub fn tag_all(&self, sentences: &[Range<usize>]) -> usize {
        let tagger = Tagger::new(model::TAGGER);
        let mut out = Vec::new();
        sentences.iter().for_each(|range| tagger.tag(self.0.text, &self.0.tokens[range.clone()], &mut out));
        out.len()
    }
}

/// What the tagger sees of a sentence.
pub struct Views(Vec<View>);

impl Views {
    /// The key by which the word list knows a token; `None` for marks.
    pub fn key(&self, at: usize) -> Option<u32> {
        self.0[at].given.is_none().then_some(self.0[at].key)
    }

    /// The number of a token's class.
    pub fn class(&self, at: usize) -> u8 {
        self.0[at].class
    }

    /// The tags that a token may bear if its class is this one.
    pub fn allowed(&self, at: usize, class: u64) -> u64 {
        tag::allowed(&self.0[at], class)
    }

    /// Its features, after these tags.
    pub fn features(&self, at: usize, last: Option<u8>, before: Option<u8>) -> [u32; FEATURES] {
        let mut history = History::default();
        before.into_iter().chain(last).for_each(|tag| history.push(tag));
        let mut out = [0; FEATURES];
        tag::collect(&self.0, at, history, &mut out);
        out
    }
}
