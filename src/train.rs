//! What the trainer of the weights needs to see of the library: its tokens, and the features it makes of them.

use std::ops::Range;

use crate::{
    coreference,
    gazetteer::{Gazetteer, source::layout::WordClass, words::WordHits},
    model,
    names::{self, Reading, learned},
    statements::{
        self,
        learned::{
            Labeller,
            contents::{Choice, Site},
            cues::{self, Setting},
            features::SIZE,
            hints::Hints,
            shallow::Shallow,
            sources,
        },
    },
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

/// Number of the labeller's weights.
pub const WEIGHTS: usize = SIZE;

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

/// A text with the words that the tables know in it.
pub struct Article<'t> {
    gazetteer: Gazetteer,
    parsed: Parsed<'t>,
    words: WordHits,
    hints: Hints,
}

/// Spans of tokens or of bytes.
pub type Spans = Vec<(usize, usize)>;

/// What the labeller says of a text; bytes.
pub struct Said {
    /// Source, where there is one.
    pub source: Option<(usize, usize)>,
    /// Cue.
    pub cue: (usize, usize),
    /// Content.
    pub content: Spans,
    /// Its probability.
    pub probability: f32,
}

impl<'t> Article<'t> {
    /// Reads a text.
    pub fn new(text: &'t str) -> Article<'t> {
        let gazetteer = Gazetteer::bundled();
        let parsed = Parsed::new(text, LineMode::Auto);
        let words = gazetteer.words(text, &parsed.tokens);
        let reading = Reading { parsed: &parsed, gazetteer: &gazetteer, words: &words, date: None };
        let references = coreference::resolve(&reading, names::find(&reading), &mut coreference::Witness::default());
        let hints = statements::hints(&reading, &references);
        Article { gazetteer, parsed, words, hints }
    }

    fn reading(&self) -> Reading<'_, 't> {
        Reading { parsed: &self.parsed, gazetteer: &self.gazetteer, words: &self.words, date: None }
    }

    /// First and last byte of each token.
    pub fn tokens(&self) -> Spans {
        self.parsed.tokens.iter().map(|t| (t.start as usize, t.end as usize)).collect()
    }

    /// Its sentences, tagged.
    pub fn sentences(&self) -> Vec<Sentence> {
        let tagger = Tagger::new(model::TAGGER);
        let read = |s: &crate::text::parse::Sentence| {
            let (first, last) = (s.first as usize, s.last as usize);
            let glance = |at: usize| {
                let mut out = Vec::new();
                cues::glance(&self.reading(), &self.hints, (first, last), at, &mut out);
                out
            };
            Sentence {
                shallow: Shallow::new(&self.reading(), &self.hints, &tagger, first, last),
                glances: (first..last).map(glance).collect(),
            }
        };
        self.parsed.sentences.iter().map(read).collect()
    }

    /// What the labeller says: with these weights, or the shipped ones.
    pub fn said(&self, weights: Option<&'static [u8]>, least: f32) -> Vec<Said> {
        let labeller = weights.map_or_else(Labeller::new, Labeller::from);
        let Some(labeller) = labeller else { return Vec::new() };
        let bytes = |(a, b): (u32, u32)| {
            let span = self.parsed.span(a as usize, b as usize);
            (span.start, span.end)
        };
        let mut out = Vec::new();
        for sentence in &self.parsed.sentences {
            for p in labeller.propose(
                &self.reading(),
                &self.hints,
                sentence.first as usize,
                sentence.last as usize,
                [least; 2],
            ) {
                out.push(Said {
                    source: p.source.map(bytes),
                    cue: bytes(p.cue),
                    content: p.content.iter().copied().map(bytes).collect(),
                    probability: p.probability,
                });
            }
        }
        out
    }
}

/// A tagged sentence; tokens count from its first.
pub struct Sentence {
    shallow: Shallow,
    /// What a first glance sees of each token.
    pub glances: Vec<Vec<u32>>,
}

/// The choices of content for a cue.
pub struct Contents {
    /// The features of each edge, at a first glance and all.
    pub edges: Vec<[Vec<u32>; 2]>,
    /// Pieces, numbers of the edges, own features.
    pub options: Vec<(Spans, [usize; 4], Vec<u32>)>,
}

impl Sentence {
    /// The document's number of its first token.
    pub fn first(&self) -> usize {
        self.shallow.first
    }

    /// The words among some tokens: neither marks nor joints.
    pub fn words_in(&self, first: usize, last: usize) -> usize {
        (first..last).filter(|&k| !self.shallow.tag(k).is_mark()).count()
    }

    /// One past the document's number of its last token.
    pub fn last(&self) -> usize {
        self.shallow.first + self.shallow.len()
    }

    /// The chief word of a cue with these words: the last verb of its first verb group, or the first noun, or its first word.
    pub fn head(&self, cue: &[usize]) -> usize {
        let tag = |k: usize| self.shallow.tag(k);
        let Some(first) = cue.iter().position(|&k| tag(k).is_verb()) else {
            let noun = cue.iter().find(|&&k| tag(k).is_noun());
            return *noun.or(cue.first()).unwrap_or(&0);
        };
        let group = cue[first..].iter().take_while(|&&k| tag(k).is_verb() || tag(k).is_adverb() || tag(k) == Tag::MD);
        *group.filter(|&&k| tag(k).is_verb()).last().unwrap_or(&cue[first])
    }

    /// May this word be a cue?
    pub fn is_candidate(&self, at: usize) -> bool {
        cues::is_candidate(&self.shallow, at)
    }

    /// Features of a cue.
    pub fn cue(&self, at: usize) -> Vec<u32> {
        let mut out = Vec::new();
        cues::features(&self.shallow, at, &Setting::of(&self.shallow, at), &mut out);
        out
    }

    /// The sources for a cue, with their features.
    pub fn sources(&self, cue: usize) -> Vec<Candidate> {
        let setting = Setting::of(&self.shallow, cue);
        let mut all = Vec::new();
        sources::candidates(&self.shallow, cue, &setting, &mut all);
        let features = |candidate: sources::Candidate| {
            let mut out = Vec::new();
            sources::features(&self.shallow, cue, &setting, candidate, &mut out);
            (candidate.source, out)
        };
        all.into_iter().map(features).collect()
    }

    /// The contents for a cue and its source.
    pub fn contents(&self, cue: usize, source: Option<(usize, usize)>) -> Contents {
        let setting = Setting::of(&self.shallow, cue);
        let site = Site::new(&self.shallow, cue, &setting, source);
        let lists = site.edges();
        let mut starts = [0; 4];
        for k in 1..4 {
            starts[k] = starts[k - 1] + lists[k - 1].len();
        }
        let option = |choice: &Choice| {
            let mut own = Vec::new();
            let shapes = choice.shapes().into_iter().flatten();
            shapes.for_each(|(piece, shape)| site.whole(piece, shape, &mut own));
            let mut numbers = choice.edges;
            numbers.iter_mut().zip(starts).for_each(|(n, start)| *n = n.saturating_add(start));
            (choice.content.pieces().to_vec(), numbers, own)
        };
        let options = site.choices(&lists).iter().map(option).collect();
        let edge = |list: usize, at: usize| {
            let mut out = [Vec::new(), Vec::new()];
            site.glance(list, at, &mut out[0]);
            site.look(list, at, &mut out[1]);
            out
        };
        let numbered = lists.iter().enumerate();
        let edges = numbered.flat_map(|(k, list)| list.iter().map(move |e| (k, e.at))).map(|(k, at)| edge(k, at));
        Contents { edges: edges.collect(), options }
    }
}

/// The tokens of a source, `None` for no source, with its features.
pub type Candidate = (Option<(usize, usize)>, Vec<u32>);

/// Words that may hold names, for the trainer of the typer.
pub struct Stretch {
    /// Bytes of each word.
    pub words: Spans,
    /// Features of each word.
    pub features: Vec<Vec<u64>>,
    /// Tags that each word may bear, as bits.
    pub allowed: Vec<u8>,
    /// Is the word a title?
    pub titles: Vec<bool>,
}

/// The typer's columns of weights, one for each tag but the first.
pub const NAME_COLUMNS: usize = learned::COLUMNS;

/// May the tag with this number stand behind that one?
pub fn name_tag_follows(tag: usize, before: usize) -> bool {
    learned::Tag::ALL[tag].follows(learned::Tag::ALL[before])
}

/// Where a feature's row stands among so many, there or one further, and the byte that it is checked by.
pub fn name_row(feature: u64, rows: usize) -> (usize, u8) {
    learned::place(feature, rows)
}

impl Article<'_> {
    /// Its stretches.
    pub fn stretches(&self) -> Vec<Stretch> {
        let reading = self.reading();
        let found = names::by_rules(&reading);
        let views = learned::Views::new(&reading, &found.shape, &found.hits, &found.pieces, &found.references);
        let stretch = |(first, last): (usize, usize)| Stretch {
            words: self.parsed.tokens[first..last].iter().map(|t| (t.start as usize, t.end as usize)).collect(),
            features: {
                let mut all = Vec::new();
                views.features(first, last, |_| false, |_, features| all.push(features.to_vec()));
                all
            },
            allowed: (first..last).map(|k| views.allowed(k)).collect(),
            titles: (first..last).map(|k| self.words.of(k, WordClass::Title).is_some()).collect(),
        };
        views.stretches().map(stretch).collect()
    }
}
