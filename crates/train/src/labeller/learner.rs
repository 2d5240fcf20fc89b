//! The weights of the labeller and how they are learned: by stochastic gradient descent, each with a rate of its own.

use std::fmt;

use onrecord::train::WEIGHTS;
use serde_json::Value;

use super::{Examples, best};

const EPOCHS: usize = 3;
const RATE: f32 = 0.05;
const DECAY: f32 = 1e-5;
/// Somewhat below what the labeller notices.
const NOTICED: f32 = -4.0;

/// Weights with the squares of their steps.
pub(super) struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    random: u64,
    sums: Vec<f32>,
    summed: f32,
}

impl Learner {
    /// Learns from these articles.
    pub(super) fn on<'d>(documents: impl Iterator<Item = &'d Value>) -> Learner {
        let mut examples = Examples::default();
        documents.for_each(|document| examples.read(document));
        let e = &examples;
        eprintln!(
            "{} statements; {} with a cue among {} words; {} sources; content within reach {}, exactly {}",
            e.golds,
            e.headed,
            e.words.len(),
            e.sourced,
            e.reached,
            e.exact
        );
        let mut learner = Learner::new();
        for epoch in 0..EPOCHS {
            let figures = learner.epoch(&examples);
            eprintln!("epoch {epoch}: {figures}");
            if epoch >= 1 {
                learner.sums.iter_mut().zip(&learner.weights).for_each(|(s, w)| *s += w);
                learner.summed += 1.0;
            }
        }
        learner
    }

    fn new() -> Learner {
        Learner {
            weights: vec![0.0; WEIGHTS],
            squares: vec![0.1; WEIGHTS],
            random: 7,
            sums: vec![0.0; WEIGHTS],
            summed: 0.0,
        }
    }

    fn epoch(&mut self, examples: &Examples) -> String {
        let (mut glances, mut looks) = (Tally::default(), Tally::default());
        for k in self.shuffled(examples.words.len()) {
            let e = &examples.words[k];
            let noticed = self.sum(&e.glance) > NOTICED;
            glances.count(noticed, e.right);
            self.learn(&e.glance, e.right);
            // Of what is passed over it need not learn.
            if let Some(look) = e.look.as_ref().filter(|_| noticed || e.right) {
                looks.count(self.learn(look, e.right) > 0.0, e.right);
            }
        }
        let mut source_right = 0;
        for k in self.shuffled(examples.sources.len()) {
            let e = &examples.sources[k];
            let scores: Vec<f32> = e.candidates.iter().map(|f| self.sum(f)).collect();
            let shares = softmax(&scores);
            source_right += usize::from(best(shares.iter().copied()).0 == e.right);
            for (k, features) in e.candidates.iter().enumerate() {
                self.step(features, shares[k] - f32::from(u8::from(k == e.right)));
            }
        }
        let mut content_right = 0;
        for k in self.shuffled(examples.contents.len()) {
            let e = &examples.contents[k];
            let edges: Vec<f32> = e.contents.edges.iter().map(|f| self.sum(&f[1])).collect();
            let score =
                |o: &(_, [usize; 4], Vec<u32>)| o.1.iter().filter_map(|&k| edges.get(k)).sum::<f32>() + self.sum(&o.2);
            let scores: Vec<f32> = e.contents.options.iter().map(score).collect();
            let shares = softmax(&scores);
            content_right += usize::from(best(shares.iter().copied()).0 == e.right);
            let mut at_edge = vec![0.0; edges.len()];
            for (k, option) in e.contents.options.iter().enumerate() {
                let error = shares[k] - f32::from(u8::from(k == e.right));
                option.1.iter().filter(|&&edge| edge < edges.len()).for_each(|&edge| at_edge[edge] += error);
                self.step(&option.2, error);
            }
            let right = e.contents.options[e.right].1;
            for (k, (features, error)) in e.contents.edges.iter().zip(at_edge).enumerate() {
                self.step(&features[1], error);
                self.learn(&features[0], right.contains(&k));
            }
        }
        format!(
            "at first glance {glances}; cues {looks}; sources {:.1}; contents exactly {:.1}",
            percent(source_right, examples.sources.len()),
            percent(content_right, examples.contents.len())
        )
    }

    /// Learns whether something is right, and gives the logit that it had before.
    fn learn(&mut self, features: &[u32], right: bool) -> f32 {
        let logit = self.sum(features);
        self.step(features, 1.0 / (1.0 + (-logit).exp()) - f32::from(u8::from(right)));
        logit
    }

    fn shuffled(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for k in (1..n).rev() {
            self.random = self.random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(k, (self.random >> 33) as usize % (k + 1));
        }
        order
    }

    fn sum(&self, features: &[u32]) -> f32 {
        features.iter().map(|&f| self.weights[f as usize]).sum()
    }

    fn step(&mut self, features: &[u32], error: f32) {
        if error.abs() < 1e-3 {
            return;
        }
        for &f in features {
            let k = f as usize;
            let slope = error + DECAY * self.weights[k];
            self.squares[k] += slope * slope;
            self.weights[k] -= RATE * slope / self.squares[k].sqrt();
        }
    }

    /// Scaled to a byte each.
    pub(super) fn file(&self, (slope, offset): (f32, f32)) -> Vec<u8> {
        let weights: Vec<f32> = self.sums.iter().map(|s| s / self.summed).collect();
        let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1.0);
        eprintln!("{} weights, 1 in 2,000 beyond {top:.2}", sizes.len());
        let step = top / 127.0;
        let mut out = b"ORlab03\n".to_vec();
        out.extend([step, slope, offset].into_iter().flat_map(f32::to_le_bytes));
        out.extend(weights.iter().map(|w| (w / step).round().clamp(-127.0, 127.0) as i8 as u8));
        out
    }
}

/// Precision and recall of a choice between yes and no.
#[derive(Default)]
struct Tally {
    hit: usize,
    said: usize,
    all: usize,
}

impl Tally {
    fn count(&mut self, said: bool, right: bool) {
        self.hit += usize::from(said && right);
        self.said += usize::from(said);
        self.all += usize::from(right);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P {:.1} R {:.1}", percent(self.hit, self.said), percent(self.hit, self.all))
    }
}

fn percent(a: usize, b: usize) -> f64 {
    100.0 * a as f64 / b.max(1) as f64
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let shares: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let all: f32 = shares.iter().sum();
    shares.into_iter().map(|s| s / all).collect()
}
