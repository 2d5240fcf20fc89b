//! The typer of names: a linear-chain conditional random field over stretches of capitalised words.
//!
//! Texts are lines of JSON with `text` and `entities`, each with `start`, `end` (code points) and `label`.

use std::{collections::HashMap, error::Error, fs};

use onrecord::train::{Article, NAME_COLUMNS, name_row, name_tag_follows};

const TAGS: usize = NAME_COLUMNS + 1;
/// Rows of the table, and how many of them are filled at most.
const ROWS: usize = 124_000;
const MOST: usize = 105_000;
/// Rarer features are left out.
const LEAST_COUNT: u32 = 2;
const EPOCHS: usize = 8;
const RATE: f64 = 0.05;
/// Pull of every weight to zero at each of its updates.
const SHRINK: f64 = 2e-4;
/// In 100: features of a word that a step does not see, so that no few of them carry all.
const UNSEEN: usize = 30;

/// A stretch with its features by number and its right tags.
struct Example {
    features: Vec<Vec<u32>>,
    allowed: Vec<u8>,
    tags: Vec<usize>,
}

struct Model {
    weights: Vec<[f64; TAGS]>,
    squares: Vec<[f64; TAGS]>,
    steps: [[f64; TAGS]; TAGS],
    step_squares: [[f64; TAGS]; TAGS],
}

pub fn train(args: &[String]) -> Result<(), Box<dyn Error>> {
    let [out, ..] = args else { return Err("names OUT.bin --gold TRAIN.jsonl… [--dev DEV.jsonl…]".into()) };
    let (files, dev) = (crate::values(args, "--gold"), crate::values(args, "--dev"));
    let mut numbers: HashMap<u64, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut examples = Vec::new();
    for file in files {
        for line in fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
            read(line, &mut numbers, &mut counts, &mut examples)?;
        }
    }
    let kept = keep(&numbers, &counts);
    let mut held = Vec::new();
    for file in dev {
        let mut examples = Vec::new();
        for line in fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
            read(line, &mut numbers, &mut counts, &mut examples)?;
        }
        for example in &mut examples {
            example.features.iter_mut().for_each(|f| f.retain(|&k| matches!(kept.get(k as usize), Some(Some(_)))));
        }
        held.push(examples);
    }
    for example in &mut examples {
        example.features.iter_mut().for_each(|f| f.retain(|&k| kept[k as usize].is_some()));
    }
    eprintln!("{} stretches, {} features, {} kept", examples.len(), counts.len(), kept.iter().flatten().count());
    let mut model = Model {
        weights: vec![[0.0; TAGS]; counts.len()],
        squares: vec![[1e-6; TAGS]; counts.len()],
        steps: [[0.0; TAGS]; TAGS],
        step_squares: [[1e-6; TAGS]; TAGS],
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = Dice(1);
    for epoch in 0..EPOCHS {
        for k in (1..order.len()).rev() {
            order.swap(k, dice.below(k + 1));
        }
        let loss: f64 = order.iter().map(|&k| model.learn(&examples[k], &mut dice)).sum();
        let figures: Vec<String> = held.iter().map(|h| format!("{:.2}", model.figure(h))).collect();
        eprintln!("epoch {epoch}: loss {:.4}, dev {}", loss / examples.len() as f64, figures.join(" "));
    }
    fs::write(out, model.bytes(&kept))?;
    Ok(())
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }
}

/// Stretches of a document with their right tags.
fn read(
    line: &str,
    numbers: &mut HashMap<u64, u32>,
    counts: &mut Vec<u32>,
    examples: &mut Vec<Example>,
) -> Result<(), Box<dyn Error>> {
    let document: serde_json::Value = serde_json::from_str(line)?;
    let text = document["text"].as_str().ok_or("no text")?;
    let bytes: Vec<usize> = text.char_indices().map(|(k, _)| k).chain([text.len()]).collect();
    let mut gold: Vec<(usize, usize, usize)> = Vec::new(); // first byte, last byte, first tag
    for entity in document["entities"].as_array().ok_or("no entities")? {
        let at = |name: &str| entity[name].as_u64().and_then(|k| bytes.get(k as usize).copied());
        let kind = entity["label"].as_str().and_then(first_tag);
        if let (Some(start), Some(end), Some(tag)) = (at("start"), at("end"), kind) {
            gold.push((start, end, tag));
        }
    }
    gold.sort_unstable();
    for stretch in Article::new(text).stretches() {
        let tags = right_tags(text, &stretch.words, &stretch.titles, &gold);
        let allowed = stretch.allowed.iter().zip(&tags).map(|(mask, tag)| mask | 1 << tag).collect();
        let mut number = |feature: u64| {
            let next = counts.len() as u32;
            let k = *numbers.entry(feature).or_insert(next);
            if k == next {
                counts.push(0);
            }
            counts[k as usize] += 1;
            k
        };
        let features = stretch.features.iter().map(|f| f.iter().map(|&f| number(f)).collect()).collect();
        examples.push(Example { features, allowed, tags });
    }
    Ok(())
}

/// The tag of a name's first word; `None` for what is no name.
fn first_tag(label: &str) -> Option<usize> {
    match label {
        "Person" | "PER" | "politician" | "person" => Some(2),
        "Organization" | "ORG" | "organisation" | "politicalparty" => Some(4),
        "Location" | "LOC" | "GPE" | "location" | "country" => Some(6),
        "Date" | "Money" | "DATE" | "MONEY" => None,
        _ => Some(1),
    }
}

/// Titles, articles and possessives at a name's edges belong to no name.
fn right_tags(text: &str, words: &[(usize, usize)], titles: &[bool], gold: &[(usize, usize, usize)]) -> Vec<usize> {
    let mut tags = vec![0; words.len()];
    let from = gold.partition_point(|g| words.first().is_some_and(|w| g.1 <= w.0));
    for &(start, end, tag) in &gold[from..] {
        let mut inside: Vec<usize> = (0..words.len()).filter(|&k| start < words[k].1 && words[k].0 < end).collect();
        if words.last().is_some_and(|w| start >= w.1) {
            break;
        }
        while inside.len() > 1 && (tag == 2 && titles[inside[0]] || is_article(text, words[inside[0]])) {
            inside.remove(0);
        }
        while inside.len() > 1 && inside.last().is_some_and(|&k| is_mark(text, words[k])) {
            inside.pop();
        }
        for (n, k) in inside.into_iter().enumerate() {
            tags[k] = if tag == 1 || n == 0 { tag } else { tag + 1 };
        }
    }
    tags
}

fn is_article(text: &str, (start, end): (usize, usize)) -> bool {
    text[start..end].eq_ignore_ascii_case("the")
}

fn is_mark(text: &str, (start, end): (usize, usize)) -> bool {
    matches!(&text[start..end], "'s" | "’s" | "'" | "’" | ".")
}

/// For each feature the row that it will stand in: the commonest first, the rest where there is room.
fn keep(numbers: &HashMap<u64, u32>, counts: &[u32]) -> Vec<Option<(usize, u8)>> {
    let mut order: Vec<(u64, u32)> = numbers.iter().map(|(&feature, &k)| (feature, k)).collect();
    order.sort_unstable_by_key(|&(feature, k)| (std::cmp::Reverse(counts[k as usize]), feature));
    let mut kept = vec![None; counts.len()];
    let mut rows = vec![0u8; ROWS];
    let common = order.into_iter().filter(|&(_, k)| counts[k as usize] >= LEAST_COUNT).take(MOST);
    for (feature, k) in common {
        let (slot, check) = name_row(feature, ROWS);
        // A row that bears the same check would answer for it.
        let taken = [slot, slot + 1].iter().any(|&s| rows[s] == check);
        if let Some(row) = [slot, slot + 1].into_iter().find(|&s| rows[s] == 0 && !taken) {
            rows[row] = check;
            kept[k as usize] = Some((row, check));
        }
    }
    kept
}

fn sum(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = values.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY { most } else { most + values.map(|v| (v - most).exp()).sum::<f64>().ln() }
}

impl Model {
    /// F1 of names with their kinds.
    fn figure(&self, examples: &[Example]) -> f64 {
        let (mut right, mut said, mut gold) = (0, 0, 0);
        for example in examples {
            let (a, b) = (spans(&example.tags), spans(&self.decode(example)));
            right += b.iter().filter(|span| a.contains(span)).count();
            said += b.len();
            gold += a.len();
        }
        200.0 * right as f64 / (said + gold).max(1) as f64
    }

    /// The best row of tags.
    fn decode(&self, example: &Example) -> Vec<usize> {
        let mut back: Vec<[usize; TAGS]> = Vec::new();
        let mut sums = [f64::NEG_INFINITY; TAGS];
        sums[0] = 0.0;
        for (features, allowed) in example.features.iter().zip(&example.allowed) {
            let (mut next, mut from) = ([f64::NEG_INFINITY; TAGS], [0; TAGS]);
            for tag in (0..TAGS).filter(|tag| allowed >> tag & 1 == 1) {
                let own: f64 = features.iter().map(|&f| self.weights[f as usize][tag]).sum();
                for b in (0..TAGS).filter(|&b| name_tag_follows(tag, b)) {
                    let sum = sums[b] + self.steps[b][tag] + own;
                    if sum > next[tag] {
                        (next[tag], from[tag]) = (sum, b);
                    }
                }
            }
            sums = next;
            back.push(from);
        }
        let mut tag = (0..TAGS).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or(0);
        let mut tags = vec![0; back.len()];
        for (at, from) in back.iter().enumerate().rev() {
            tags[at] = tag;
            tag = from[tag];
        }
        tags
    }

    /// One step down the gradient of a stretch's negative log-likelihood, which it returns.
    fn learn(&mut self, example: &Example, dice: &mut Dice) -> f64 {
        let length = example.tags.len();
        let mut seen = example.features.clone();
        seen.iter_mut().for_each(|features| features.retain(|_| dice.below(100) >= UNSEEN));
        let mut scores = vec![[f64::NEG_INFINITY; TAGS]; length];
        for (at, score) in scores.iter_mut().enumerate() {
            for (tag, value) in score.iter_mut().enumerate().filter(|(tag, _)| example.allowed[at] >> tag & 1 == 1) {
                *value = seen[at].iter().map(|&f| self.weights[f as usize][tag]).sum();
            }
        }
        let step = |before: usize, tag: usize| {
            if name_tag_follows(tag, before) { self.steps[before][tag] } else { f64::NEG_INFINITY }
        };
        let mut ahead = vec![[f64::NEG_INFINITY; TAGS]; length];
        let mut behind = vec![[0.0; TAGS]; length];
        for tag in 0..TAGS {
            ahead[0][tag] = scores[0][tag] + step(0, tag);
        }
        for at in 1..length {
            for tag in 0..TAGS {
                ahead[at][tag] = scores[at][tag] + sum((0..TAGS).map(|b| ahead[at - 1][b] + step(b, tag)));
            }
        }
        for at in (0..length - 1).rev() {
            for tag in 0..TAGS {
                behind[at][tag] = sum((0..TAGS).map(|n| step(tag, n) + scores[at + 1][n] + behind[at + 1][n]));
            }
        }
        let all = sum(ahead[length - 1].iter().copied());
        let mut step_gradient = [[0.0; TAGS]; TAGS];
        let mut right = 0.0;
        let mut gradients = vec![[0.0; TAGS]; length];
        for at in 0..length {
            let tag = example.tags[at];
            let before = if at == 0 { 0 } else { example.tags[at - 1] };
            right += scores[at][tag] + self.steps[before][tag];
            gradients[at][tag] += 1.0;
            step_gradient[before][tag] += 1.0;
            for tag in 0..TAGS {
                gradients[at][tag] -= (ahead[at][tag] + behind[at][tag] - all).exp();
                for b in 0..TAGS {
                    let path = if at == 0 {
                        if b == 0 { ahead[0][tag] + behind[0][tag] } else { continue }
                    } else {
                        ahead[at - 1][b] + step(b, tag) + scores[at][tag] + behind[at][tag]
                    };
                    step_gradient[b][tag] -= (path - all).exp();
                }
            }
        }
        for (features, gradient) in seen.iter().zip(&gradients) {
            for &f in features {
                let (weights, squares) = (&mut self.weights[f as usize], &mut self.squares[f as usize]);
                // The first tag has no weights: all others are measured against it.
                for tag in 1..TAGS {
                    update(&mut weights[tag], &mut squares[tag], gradient[tag]);
                }
            }
        }
        for (b, row) in step_gradient.iter().enumerate() {
            for (tag, slope) in row.iter().enumerate() {
                update(&mut self.steps[b][tag], &mut self.step_squares[b][tag], *slope);
            }
        }
        all - right
    }

    /// The file: rows of a check and the weights, then the steps.
    fn bytes(&self, kept: &[Option<(usize, u8)>]) -> Vec<u8> {
        let mut sizes: Vec<f64> = self.weights.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let most = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 5000)).copied().unwrap_or(1.0);
        let small = |weight: f64| (weight / most * 127.0).round().clamp(-127.0, 127.0) as i8 as u8;
        eprintln!("one unit is {:.4}", most / 127.0);
        let mut bytes = vec![0; ROWS * TAGS];
        for (k, place) in kept.iter().enumerate() {
            let Some((row, check)) = place else { continue };
            let weights: Vec<u8> = self.weights[k][1..].iter().map(|w| small(*w)).collect();
            if weights.iter().any(|w| *w != 0) {
                bytes[row * TAGS] = *check;
                bytes[row * TAGS + 1..(row + 1) * TAGS].copy_from_slice(&weights);
            }
        }
        bytes.extend(self.steps.iter().flatten().map(|w| small(*w)));
        bytes
    }
}

/// Names: first word, one past the last, tag of the first.
fn spans(tags: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        match tag {
            2 | 4 | 6 => found.push((at, at + 1, tag)),
            3 | 5 | 7 => {
                if let Some(last) = found.last_mut().filter(|f| f.1 == at) {
                    last.1 += 1;
                }
            }
            _ => {}
        }
    }
    found
}

fn update(weight: &mut f64, square: &mut f64, gradient: f64) {
    if gradient.abs() > 1e-7 {
        *square += gradient * gradient;
        *weight += RATE * gradient / square.sqrt() - SHRINK * *weight;
    }
}
