//! The learned labeller of statements: it decides what the rules leave open.
//!
//! Three small linear models in a row: which word is a cue ([`cues`]), whose words they are ([`sources`]) and which part of
//! the sentence tells them ([`contents`]). Their features are hashed into one array of weights. Before each look at many
//! features goes a glance at few: what it does not notice costs no more.

use std::cmp::Reverse;

use crate::{model, names::Reading, text::tag::Tagger};
use contents::{Choice, Content, Edge, Site};
use cues::Setting;
use features::{Sum, Weights, logistic};
use hints::Hints;
use shallow::Shallow;
use sources::Source;

pub(crate) mod contents;
pub(crate) mod cues;
mod edges;
pub(crate) mod features;
pub(crate) mod hints;
pub(crate) mod shallow;
pub(crate) mod sources;

/// A statement that the labeller sees; token numbers of the document, ends exclusive.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Proposal {
    pub source: Option<(u32, u32)>,
    /// The cue with its verb group.
    pub cue: (u32, u32),
    /// The cue's chief word.
    pub head: u32,
    pub content: Vec<(u32, u32)>,
    pub probability: f32,
}

/// Reads sentences by learned weights.
pub(crate) struct Labeller {
    tagger: Tagger,
    weights: Weights,
}

impl Labeller {
    /// By the weights of the feature `model`; `None` without.
    pub(crate) fn new() -> Option<Labeller> {
        Labeller::from(model::STATEMENTS)
    }

    /// By these weights.
    pub(crate) fn from(weights: &'static [u8]) -> Option<Labeller> {
        Some(Labeller { tagger: Tagger::new(model::TAGGER), weights: Weights::read(weights)? })
    }

    /// The statements of the sentence with these tokens that are at least so probable: with a source, and without.
    pub(crate) fn propose(
        &self,
        reading: &Reading<'_, '_>,
        hints: &Hints,
        first: usize,
        last: usize,
        [least, least_alone]: [f32; 2],
    ) -> Vec<Proposal> {
        let glance = |at: usize| self.weights.steps(|sum| cues::glance(reading, hints, (first, last), at, sum));
        let glances: Vec<(usize, f32)> = (first..last).map(|at| (at, self.weights.worth(glance(at)))).collect();
        if !glances.iter().any(|&(_, logit)| logit > READ) {
            return Vec::new();
        }
        let sentence = Shallow::new(reading, hints, &self.tagger, first, last);
        let mut out = Vec::new();
        let noticed = glances.into_iter().filter(|glance| glance.1 > NOTICED).map(|glance| glance.0 - first);
        for cue in noticed.filter(|&cue| cues::is_candidate(&sentence, cue)) {
            let setting = Setting::of(&sentence, cue);
            let logit = self.weights.steps(|sum| cues::features(&sentence, cue, &setting, sum));
            let cue_probability = logistic(self.weights.worth(logit));
            // Its content can only make it less probable.
            if self.weights.calibrated(cue_probability) < least {
                continue;
            }
            let source = self.source(&sentence, cue, &setting);
            let least = if source.is_some() { least } else { least_alone };
            if self.weights.calibrated(cue_probability) < least {
                continue;
            }
            let Some((content, share)) = self.content(&Site::new(&sentence, cue, &setting, source)) else { continue };
            let probability = self.weights.calibrated(cue_probability * share);
            if probability < least {
                continue;
            }
            let mut proposal = proposal(&sentence, cue, source, &content, probability);
            over_sentence(reading, first, last, &mut proposal.content);
            out.push(proposal);
        }
        out
    }

    fn source(&self, sentence: &Shallow, cue: usize, setting: &Setting) -> Source {
        let mut candidates = Vec::new();
        sources::candidates(sentence, cue, setting, &mut candidates);
        let score = |candidate| self.weights.steps(|sum| sources::features(sentence, cue, setting, candidate, sum));
        candidates.into_iter().max_by_key(|candidate| score(*candidate)).and_then(|best| best.source)
    }

    /// The best content, and how sure it is that about this is it.
    fn content(&self, site: &Site) -> Option<(Content, f32)> {
        let mut edges = site.edges();
        for (k, list) in edges.iter_mut().enumerate() {
            if list.len() > GLANCED[k] {
                self.cut(list, GLANCED[k], |at, sum| site.glance(k, at, sum));
            }
            self.cut(list, KEPT[k], |at, sum| site.look(k, at, sum));
        }
        let choices = site.choices(&edges);
        // A piece stands in many pairs: what it counts is summed once.
        let mut wholes = [[None; KEPT[0] * KEPT[1]]; 4];
        let score = |choice: &Choice| {
            let mut score = 0;
            for (piece, shape) in choice.shapes().into_iter().flatten() {
                let [c, f, b, e] = choice.edges;
                let place = if matches!(shape, 0 | 3) { c * KEPT[1] + f } else { b * KEPT[3] + e };
                score += *wholes[shape as usize][place]
                    .get_or_insert_with(|| self.weights.steps(|sum| site.whole(piece, shape, sum)));
            }
            score
                + edges.iter().zip(choice.edges).filter_map(|(list, k)| list.get(k)).map(|edge| edge.score).sum::<i32>()
        };
        let scores: Vec<i32> = choices.iter().map(score).collect();
        let (best, top) = scores.iter().copied().enumerate().max_by_key(|(_, score)| *score)?;
        let content = choices[best].content;
        let (mut all, mut near) = (0.0, 0.0);
        for (choice, score) in choices.iter().zip(&scores) {
            let behind = self.weights.worth(score - top);
            if behind > -9.0 {
                let share = behind.exp();
                all += share;
                near += if overlap(&content, &choice.content) >= 0.5 { share } else { 0.0 };
            }
        }
        Some((content, near / all))
    }

    /// Scores the edges of a list and leaves the best, these first.
    #[inline(always)]
    fn cut(&self, list: &mut Vec<Edge>, most: usize, features: impl Fn(usize, &mut Sum)) {
        list.iter_mut().for_each(|edge| edge.score = self.weights.steps(|sum| features(edge.at, sum)));
        list.sort_by_key(|edge| Reverse(edge.score));
        list.truncate(most);
    }
}

/// A word whose logit at first glance is higher may be a cue.
const NOTICED: f32 = -3.0;
/// A sentence is read if it holds a word with a higher one.
const READ: f32 = -1.5;
/// So many of the edges in each list are looked at after a first glance,
const GLANCED: [usize; 4] = [4, 7, 4, 4];
/// and so many of these are paired.
const KEPT: [usize; 4] = [4, 7, 3, 3];

/// Tokens in both by tokens in either.
fn overlap(a: &Content, b: &Content) -> f32 {
    let size = |c: &Content| c.pieces().iter().map(|p| p.1 - p.0).sum::<usize>();
    let shared: usize =
        a.pieces().iter().flat_map(|p| b.pieces().iter().map(|q| p.1.min(q.1).saturating_sub(p.0.max(q.0)))).sum();
    shared as f32 / (size(a) + size(b) - shared).max(1) as f32
}

fn proposal(sentence: &Shallow, cue: usize, source: Source, content: &Content, probability: f32) -> Proposal {
    let place = |k: usize| (sentence.first + k) as u32;
    let range = |(a, b): (usize, usize)| (place(a), place(b));
    Proposal {
        source: source.map(range),
        cue: range((sentence.group_start(cue), cue + 1)),
        head: place(cue),
        content: content.pieces().iter().copied().map(range).collect(),
        probability,
    }
}

/// A quote that runs over the sentence's edges is content as far as it goes.
fn over_sentence(reading: &Reading<'_, '_>, first: usize, last: usize, content: &mut [(u32, u32)]) {
    let parsed = reading.parsed;
    for piece in content {
        let inner = |token: u32| parsed.quote_of(token as usize).map(|q| parsed.quotes[q].inner());
        if let Some(inner) = inner(piece.0).filter(|_| piece.0 as usize <= first + 1) {
            piece.0 = piece.0.min(parsed.token_at(inner.start) as u32);
        }
        if let Some(inner) = inner(piece.1 - 1).filter(|_| piece.1 as usize + 2 >= last) {
            piece.1 = piece.1.max(parsed.token_at(inner.end) as u32);
        }
    }
}

#[cfg(all(test, feature = "model", feature = "bundled"))]
mod tests {
    use super::*;
    use crate::{
        gazetteer::Gazetteer,
        text::{LineMode, Parsed},
    };

    /// Source, cue's chief word and content of the most probable statement.
    fn said(text: &str) -> Option<(String, String, String)> {
        let gazetteer = Gazetteer::bundled();
        let parsed = Parsed::new(text, LineMode::Auto);
        let words = gazetteer.words(text, &parsed.tokens);
        let reading = Reading { parsed: &parsed, gazetteer: &gazetteer, words: &words, date: None };
        let proposals = Labeller::new()?.propose(&reading, &Hints::default(), 0, parsed.tokens.len(), [0.3; 2]);
        let best = proposals.into_iter().max_by(|a, b| a.probability.total_cmp(&b.probability))?;
        let show = |(a, b): (u32, u32)| parsed.span(a as usize, b as usize).of(text).to_string();
        let source = best.source.map(show).unwrap_or_default();
        let content: Vec<String> = best.content.iter().copied().map(show).collect();
        Some((source, show((best.head, best.head + 1)), content.join(" … ")))
    }

    #[test]
    fn the_labeller_reads_clauses_before_and_behind_a_cue() {
        for (text, source, cue, content) in [
            (
                "A harbour pilot said the new crane would arrive in May.",
                "A harbour pilot",
                "said",
                "the new crane would arrive in May",
            ),
            (
                "The ferry will sail again on Friday, the company said.",
                "the company",
                "said",
                "The ferry will sail again on Friday",
            ),
            ("The mayor hopes to reopen the old bridge.", "The mayor", "hopes", "to reopen the old bridge"),
        ] {
            assert_eq!(said(text), Some((source.into(), cue.into(), content.into())), "{text}");
        }
        assert_eq!(said("The old bridge is closed."), None);
    }

    #[test]
    fn odd_sentences_are_read_without_panic() {
        for text in [
            "",
            ".",
            "said",
            "“said”",
            "’s ’s ’s",
            "said said said said",
            ": , ; said —",
            "“",
            "a said “b",
            "\u{feff}said that",
        ] {
            let _ = said(text);
        }
    }
}
