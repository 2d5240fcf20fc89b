//! The labeller of statements: three linear models over hashed features that share one array of weights.

mod learner;

use std::{error::Error, fs, io::Write, time::Instant};

use learner::Learner;
use onrecord::train::{Article, Contents, Sentence};
use serde_json::{Value, json};

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
