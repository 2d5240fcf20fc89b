//! The labeller of statements: three linear models over hashed features that share one array of weights.

use std::{error::Error, fmt, fs, io::Write, time::Instant};

use onrecord::train::{Article, Contents, Sentence, WEIGHTS};
use serde_json::{Value, json};

const EPOCHS: usize = 3;
const RATE: f32 = 0.05;
const DECAY: f32 = 1e-5;
/// Somewhat below what the labeller notices.
const NOTICED: f32 = -4.0;

/// A marked statement, in tokens of the document.
struct Gold {
    source: Vec<usize>,
    cue: Vec<usize>,
    content: Vec<usize>,
}

struct WordExample {
    glance: Vec<u32>,
    /// What a look at it sees, where its tag allows a cue.
    look: Option<Vec<u32>>,
    right: bool,
}

struct SourceExample {
    candidates: Vec<Vec<u32>>,
    right: usize,
}

struct ContentExample {
    contents: Contents,
    right: usize,
}

#[derive(Default)]
struct Examples {
    words: Vec<WordExample>,
    sources: Vec<SourceExample>,
    contents: Vec<ContentExample>,
    golds: usize,
    headed: usize,
    sourced: usize,
    reached: usize,
    exact: usize,
}

/// `labeller OUT.bin TRAIN.jsonl…`: first without every tenth article, on which the probabilities are calibrated.
pub fn train(args: &[String]) -> Result<(), Box<dyn Error>> {
    let (out, paths) = args.split_first().ok_or("where to?")?;
    let mut documents: Vec<Value> = Vec::new();
    for path in paths {
        for line in fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?.lines() {
            documents.push(serde_json::from_str(line)?);
        }
    }
    let tenth = |k: &usize| k % 10 == 9;
    let most = Learner::on((0..documents.len()).filter(|k| !tenth(k)).map(|k| &documents[k]));
    let weights: &'static [u8] = most.file((1.0, 0.0)).leak();
    let calibration = calibrate((0..documents.len()).filter(tenth).map(|k| &documents[k]), weights);
    eprintln!("slope {:.3}, offset {:.3}", calibration.0, calibration.1);
    fs::write(out, Learner::on(documents.iter()).file(calibration))?;
    Ok(())
}

/// Slope and offset of the logit, by which the share of right statements is met.
fn calibrate<'d>(documents: impl Iterator<Item = &'d Value>, weights: &'static [u8]) -> (f32, f32) {
    let mut rows: Vec<(f32, f32)> = Vec::new();
    for document in documents {
        let text = document["text"].as_str().unwrap_or("");
        let article = Article::new(text);
        let tokens = article.tokens();
        let golds = golds(document, text, &tokens);
        for said in article.said(Some(weights), 0.02) {
            let inside = |t: &(usize, usize)| said.content.iter().any(|c| t.0 >= c.0 && t.1 <= c.1);
            let content: Vec<usize> = (0..tokens.len()).filter(|&k| inside(&tokens[k])).collect();
            let near = |gold: &Gold| {
                let shared = gold.content.iter().filter(|k| content.binary_search(k).is_ok()).count();
                2 * shared >= gold.content.len() + content.len() - shared
            };
            let p = said.probability.clamp(1e-6, 1.0 - 1e-6);
            rows.push(((p / (1.0 - p)).ln(), f32::from(u8::from(golds.iter().any(near)))));
        }
    }
    let (mut slope, mut offset) = (1.0, 0.0);
    for _ in 0..2000 {
        let (mut a, mut b) = (0.0, 0.0);
        for (x, right) in &rows {
            let error = 1.0 / (1.0 + (-(slope * x + offset)).exp()) - right;
            a += error * x;
            b += error;
        }
        slope -= 0.3 * a / rows.len().max(1) as f32;
        offset -= 0.3 * b / rows.len().max(1) as f32;
    }
    (slope, offset)
}

/// `labeller-eval LEAST TEXTS.jsonl OUT.jsonl`: what the shipped weights say, in the form of the output.
pub fn evaluate(args: &[String]) -> Result<(), Box<dyn Error>> {
    let [least, texts, out] = args else { return Err("LEAST TEXTS.jsonl OUT.jsonl".into()) };
    let least: f32 = least.parse()?;
    let mut file = fs::File::create(out)?;
    let (mut bytes, mut seconds) = (0, 0.0);
    for line in fs::read_to_string(texts)?.lines() {
        let document: Value = serde_json::from_str(line)?;
        let text = document["text"].as_str().unwrap_or("");
        let start = Instant::now();
        let said = Article::new(text).said(None, least);
        seconds += start.elapsed().as_secs_f64();
        bytes += text.len();
        let span = |(start, end): (usize, usize)| json!({"start": start, "end": end});
        let statements: Vec<Value> = said
            .into_iter()
            .map(|s| {
                json!({
                    "source": s.source.map(span), "cue": span(s.cue), "rule": format!("p{:.0}", s.probability * 10.0),
                    "content": s.content.into_iter().map(span).collect::<Vec<_>>(), "confidence": s.probability,
                })
            })
            .collect();
        writeln!(file, "{}", json!({"id": document["id"], "statements": statements}))?;
    }
    eprintln!("{:.1} MB/s", bytes as f64 / 1e6 / seconds);
    Ok(())
}

impl Examples {
    fn read(&mut self, document: &Value) {
        let text = document["text"].as_str().unwrap_or("");
        let article = Article::new(text);
        let golds = golds(document, text, &article.tokens());
        self.golds += golds.len();
        for sentence in article.sentences() {
            self.sentence(&sentence, &golds);
        }
    }

    fn sentence(&mut self, sentence: &Sentence, golds: &[Gold]) {
        let (first, last) = (sentence.first(), sentence.last());
        let local = |tokens: &[usize]| -> Vec<usize> {
            tokens.iter().filter(|&&k| k >= first && k < last).map(|k| k - first).collect()
        };
        let mut heads: Vec<(usize, &Gold)> = Vec::new();
        for gold in golds {
            let cue = local(&gold.cue);
            if !cue.is_empty() && gold.cue[0] >= first && !gold.content.is_empty() {
                heads.push((sentence.head(&cue), gold));
            }
        }
        for (at, glance) in sentence.glances.iter().enumerate() {
            let gold = heads.iter().find(|(head, _)| *head == at).map(|(_, gold)| *gold);
            let look = sentence.is_candidate(at).then(|| sentence.cue(at));
            self.words.push(WordExample { glance: glance.clone(), right: gold.is_some(), look });
            let Some(gold) = gold.filter(|_| sentence.is_candidate(at)) else { continue };
            self.headed += 1;
            let wanted = local(&gold.source);
            let sources = sentence.sources(at);
            let fits = |source: &Option<(usize, usize)>| match source {
                None => {
                    if wanted.is_empty() {
                        1.0
                    } else {
                        0.0
                    }
                }
                Some(span) => overlap(sentence, &[*span], &wanted),
            };
            let (right, fit) = best(sources.iter().map(|s| fits(&s.0)));
            let source = sources[right].0;
            if fit > 0.0 {
                self.sourced += 1;
                self.sources.push(SourceExample { candidates: sources.into_iter().map(|s| s.1).collect(), right });
            }
            let wanted = local(&gold.content);
            if wanted.is_empty() {
                continue;
            }
            let contents = sentence.contents(at, source.filter(|_| fit > 0.0));
            let (right, fit) = best(contents.options.iter().map(|o| overlap(sentence, &o.0, &wanted)));
            self.reached += usize::from(fit >= 0.5);
            self.exact += usize::from(fit > 0.99);
            if fit >= 0.5 {
                self.contents.push(ContentExample { contents, right });
            }
        }
    }
}

fn best(fits: impl Iterator<Item = f32>) -> (usize, f32) {
    fits.enumerate().fold((0, -1.0), |best, fit| if fit.1 > best.1 { fit } else { best })
}

/// Words in both by words in either.
fn overlap(sentence: &Sentence, pieces: &[(usize, usize)], wanted: &[usize]) -> f32 {
    let is_word = |&&k: &&usize| sentence.words_in(k, k + 1) > 0;
    let size: usize = pieces.iter().map(|p| sentence.words_in(p.0, p.1)).sum();
    let wanted: Vec<usize> = wanted.iter().filter(is_word).copied().collect();
    let shared = wanted.iter().filter(|&&k| pieces.iter().any(|p| k >= p.0 && k < p.1)).count();
    shared as f32 / (size + wanted.len() - shared).max(1) as f32
}

fn golds(document: &Value, text: &str, tokens: &[(usize, usize)]) -> Vec<Gold> {
    let bytes: Vec<usize> = text.char_indices().map(|(k, _)| k).chain([text.len()]).collect();
    let role = |attribution: &Value, name: &str| -> Vec<usize> {
        let mut out = Vec::new();
        for span in attribution[name].as_array().into_iter().flatten() {
            let at = |k: usize| span[k].as_u64().and_then(|n| bytes.get(n as usize)).copied().unwrap_or(0);
            let (start, end) = (at(0), at(1));
            let first = tokens.partition_point(|t| t.1 <= start);
            let last = tokens.partition_point(|t| t.0 < end);
            out.extend(
                (first..last)
                    .filter(|&k| text[tokens[k].0..tokens[k].1].chars().any(char::is_alphanumeric) || name == "cue"),
            );
        }
        out.sort_unstable();
        out
    };
    let read = |a: &Value| {
        let mut source = role(a, "source");
        source.truncate(plain(text, tokens, &source));
        Gold { source, cue: role(a, "cue"), content: role(a, "content") }
    };
    document["attributions"].as_array().into_iter().flatten().map(read).collect()
}

/// How many words of a source stand before its apposition or relative clause.
fn plain(text: &str, tokens: &[(usize, usize)], source: &[usize]) -> usize {
    let shown = |k: usize| &text[tokens[k].0..tokens[k].1];
    let ends = |pair: &[usize]| {
        let between = (pair[0] + 1..pair[1]).any(|k| shown(k) == ",");
        between || matches!(shown(pair[1]), "who" | "which" | "that")
    };
    source.windows(2).position(ends).map_or(source.len(), |k| k + 1)
}

/// Weights with the squares of their steps.
struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    random: u64,
    sums: Vec<f32>,
    summed: f32,
}

impl Learner {
    /// Learns from these articles.
    fn on<'d>(documents: impl Iterator<Item = &'d Value>) -> Learner {
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
    fn file(&self, (slope, offset): (f32, f32)) -> Vec<u8> {
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
