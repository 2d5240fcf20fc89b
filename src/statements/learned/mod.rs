//! The learned labeller of statements: it decides what the rules leave open.
//!
//! Three small linear models in a row: which word is a cue ([`cues`]), whose words they are ([`sources`]) and which part of
//! the sentence tells them ([`contents`]). Their features are hashed into one array of weights.

use crate::{model, names::Reading, text::tag::Tagger};
use contents::{Choice, Content, Site};
use hints::Hints;
use shallow::{Feature, Shallow};
use sources::Source;

pub(crate) mod contents;
pub(crate) mod cues;
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

    /// The statements of the sentence with these tokens that are at least so probable.
    pub(crate) fn propose(
        &self,
        reading: &Reading<'_, '_>,
        hints: &Hints,
        first: usize,
        last: usize,
        least: f32,
    ) -> Vec<Proposal> {
        let sentence = Shallow::new(reading, hints, &self.tagger, first, last);
        let mut out = Vec::new();
        let mut features = Vec::new();
        for cue in 0..sentence.len() {
            if !cues::is_candidate(&sentence, cue) {
                continue;
            }
            features.clear();
            cues::features(&sentence, cue, &mut features);
            let cue_probability = logistic(self.weights.sum(&features));
            // Its content can only make it less probable.
            if cue_probability < least / 3.0 || self.weights.calibrated(cue_probability) < least {
                continue;
            }
            let source = self.source(&sentence, cue);
            let Some((content, share)) = self.content(&sentence, cue, source) else { continue };
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

    fn source(&self, sentence: &Shallow, cue: usize) -> Source {
        let mut candidates = Vec::new();
        sources::candidates(sentence, cue, &mut candidates);
        let scored = candidates.iter().map(|(source, features)| (self.weights.sum(features), *source));
        scored.max_by(|a, b| a.0.total_cmp(&b.0)).and_then(|best| best.1)
    }

    /// The best content, and how sure it is that about this is it.
    fn content(&self, sentence: &Shallow, cue: usize, source: Source) -> Option<(Content, f32)> {
        let site = Site::new(sentence, cue, source);
        let mut edges = site.edges();
        for (list, most) in edges.lists().into_iter().zip(KEPT) {
            list.iter_mut().for_each(|edge| edge.score = self.weights.sum(&edge.features));
            list.sort_by(|a, b| b.score.total_cmp(&a.score));
            list.truncate(most);
        }
        let choices = site.choices(&edges);
        let lists = edges.lists();
        // A piece stands in many pairs: what it counts is summed once.
        let mut wholes = [[None; KEPT[0] * KEPT[1]]; 4];
        let score = |choice: &Choice| {
            let mut own = 0;
            for (piece, shape) in choice.shapes().into_iter().flatten() {
                let [c, f, b, e] = choice.edges;
                let place = if matches!(shape, 0 | 3) { c * KEPT[1] + f } else { b * KEPT[3] + e };
                own +=
                    *wholes[shape as usize][place].get_or_insert_with(|| self.weights.steps(&site.whole(piece, shape)));
            }
            let edges = lists.iter().zip(choice.edges).filter_map(|(list, k)| list.get(k));
            self.weights.worth(own) + edges.map(|edge| edge.score).sum::<f32>()
        };
        let scores: Vec<f32> = choices.iter().map(score).collect();
        let (best, top) = scores.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let content = choices[best].content;
        let (mut all, mut near) = (0.0, 0.0);
        for (choice, score) in choices.iter().zip(&scores) {
            let share = (score - top).exp();
            all += share;
            if share > 1e-4 && overlap(&content, &choice.content) >= 0.5 {
                near += share;
            }
        }
        Some((content, near / all))
    }
}

/// So many of the best edges of each list are paired.
const KEPT: [usize; 4] = [5, 8, 4, 4];

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
        let inner = |token: u32| parsed.quote_of(token as usize).map(|q| parsed.quotes[q].inner);
        if let Some(inner) = inner(piece.0).filter(|_| piece.0 as usize <= first + 1) {
            piece.0 = piece.0.min(parsed.token_at(inner.start) as u32);
        }
        if let Some(inner) = inner(piece.1 - 1).filter(|_| piece.1 as usize + 2 >= last) {
            piece.1 = piece.1.max(parsed.token_at(inner.end) as u32);
        }
    }
}

pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// Weights, read in place.
#[derive(Clone, Copy, Debug)]
struct Weights {
    bytes: &'static [u8],
    /// What one step of a byte is worth.
    step: f32,
    /// Slope and offset that make the models' joint logit a probability, as measured on held-out articles.
    slope: f32,
    offset: f32,
}

const MAGIC: &[u8; 8] = b"ORlab02\n";

impl Weights {
    fn read(bytes: &'static [u8]) -> Option<Weights> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (head, bytes) = rest.split_first_chunk::<12>()?;
        let number = |at: usize| Some(f32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
        let (step, slope, offset) = (number(0)?, number(4)?, number(8)?);
        bytes.len().is_power_of_two().then_some(Weights { bytes, step, slope, offset })
    }

    fn calibrated(&self, probability: f32) -> f32 {
        let p = probability.clamp(1e-6, 1.0 - 1e-6);
        logistic(self.slope * (p / (1.0 - p)).ln() + self.offset)
    }

    fn sum(&self, features: &[Feature]) -> f32 {
        self.worth(self.steps(features))
    }

    /// The sum of weights in steps, and what so many steps are worth.
    fn steps(&self, features: &[Feature]) -> i32 {
        let mask = self.bytes.len() - 1;
        features.iter().map(|&f| i32::from(self.bytes[f as usize & mask] as i8)).sum()
    }

    fn worth(&self, steps: i32) -> f32 {
        steps as f32 * self.step
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
        let proposals = Labeller::new()?.propose(&reading, &Hints::default(), 0, parsed.tokens.len(), 0.3);
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
