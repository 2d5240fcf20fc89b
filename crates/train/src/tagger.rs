//! The tagger: averaged perceptron with a margin, greedy from left to right, its features hashed into one array.

use std::{collections::HashMap, error::Error, fs, ops::Range, time::Instant};

use onrecord::train::{FIXED, FREQUENT, TAGS, Text, Views, WIDTH};

use crate::{
    conllu::{self, Sample},
    values,
};

const SIZE: usize = 1 << 19;
const EPOCHS: u64 = 5;
/// The right tag must win by so much.
const MARGIN: i32 = 3;

/// `tagger OUT.bin --gold … --auto … --dev …`
pub fn train(args: &[String]) -> Result<(), Box<dyn Error>> {
    let out = args.first().ok_or("where to?")?;
    let mut samples = Vec::new();
    for path in values(args, "--gold") {
        samples.extend(conllu::sentences(path)?);
    }
    let gold = samples.len();
    if let [texts, tags] = values(args, "--auto")[..] {
        samples.extend(conllu::articles(texts, tags)?);
    }
    let lexicon = Lexicon::count(&samples, gold);
    eprintln!("{} texts, {} words in the list, {} classes", samples.len(), lexicon.words.len(), lexicon.classes.len());
    let parsed: Vec<Text> = samples.iter().map(|s| Text::new(&s.text)).collect();
    let mut work: Vec<(usize, Range<usize>, Views)> = Vec::new();
    for (k, sample) in samples.iter().enumerate() {
        for range in &sample.sentences {
            work.push((k, range.clone(), parsed[k].views(range.clone(), |key| lexicon.class_of(key))));
        }
    }
    let mut weights = Weights::new();
    let mut order: Vec<usize> = (0..work.len()).collect();
    let mut random = 7u64;
    for epoch in 0..EPOCHS {
        for k in (1..order.len()).rev() {
            random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(k, (random >> 33) as usize % (k + 1));
        }
        let (mut right, mut all) = (0, 0);
        for &k in &order {
            let (sample, range, views) = &work[k];
            let (r, n) = weights.learn(views, &samples[*sample].tags[range.clone()], &lexicon);
            right += r;
            all += n;
        }
        eprintln!("epoch {epoch}: {:.2} % of {all}", 100.0 * right as f64 / all as f64);
    }
    let averaged = weights.averaged();
    fs::write(out, lexicon.file(&averaged))?;
    let mut still = Weights::new();
    still.now = averaged.iter().map(|w| i32::from(*w)).collect();
    still.still = true;
    for path in values(args, "--dev") {
        let (mut right, mut all, mut out_of) = (0, 0, 0);
        for sample in conllu::sentences(path)? {
            let text = Text::new(&sample.text);
            let views = text.views(0..sample.tags.len(), |key| lexicon.class_of(key));
            let (r, n) = still.learn(&views, &sample.tags, &lexicon);
            right += r;
            all += n;
            for at in 0..sample.tags.len() {
                let allowed = views.allowed(at, lexicon.classes[usize::from(views.class(at))]);
                out_of += u32::from(sample.tags[at].is_some_and(|t| allowed & (1 << t) == 0));
            }
        }
        eprintln!("{path}: {:.2} % of {all}, {out_of} not allowed", 100.0 * f64::from(right) / f64::from(all));
    }
    Ok(())
}

/// `tagger-eval DEV.conllu…`: the shipped weights.
pub fn evaluate(args: &[String]) -> Result<(), Box<dyn Error>> {
    for path in args {
        let samples = conllu::sentences(path)?;
        for plain in [false, true] {
            let (mut right, mut aligned, mut all) = (0, 0, 0);
            let mut confused: HashMap<(u8, u8), u32> = HashMap::new();
            for sample in &samples {
                let text = Text::new(&sample.text);
                let tags = text.tags(0..sample.tags.len(), plain);
                for (tag, gold) in tags.iter().zip(&sample.tags) {
                    all += 1;
                    if let Some(gold) = gold {
                        aligned += 1;
                        right += u32::from(tag == gold);
                        *confused.entry((*gold, *tag)).or_default() += u32::from(tag != gold);
                    }
                }
            }
            let name = if plain { "word list and shape" } else { "weights" };
            println!(
                "{path} {name}: {:.2} % right of {aligned} aligned tokens ({all} in all)",
                100.0 * f64::from(right) / f64::from(aligned)
            );
            let mut confused: Vec<_> = confused.into_iter().collect();
            confused.sort_by_key(|c| (u32::MAX - c.1, c.0));
            for ((gold, tag), n) in confused.into_iter().take(12) {
                print!("  {}>{} {n}", TAGS[usize::from(gold)], TAGS[usize::from(tag)]);
            }
            println!();
        }
        let text: String = samples.iter().flat_map(|s| [&s.text, "\n\n"]).collect();
        let parsed = Text::new(&text);
        let sentences = parsed.sentences();
        let start = Instant::now();
        let mut n = 0;
        for _ in 0..5 {
            n += parsed.tag_all(&sentences);
        }
        let seconds = start.elapsed().as_secs_f64() / 5.0;
        println!("  {:.1} MB/s, {:.2} million tokens/s", text.len() as f64 / 1e6 / seconds, n as f64 / 5e6 / seconds);
    }
    Ok(())
}

/// Which tags the words bear.
struct Lexicon {
    words: HashMap<u32, u8>,
    classes: Vec<u64>,
}

impl Lexicon {
    fn count(samples: &[Sample], gold: usize) -> Lexicon {
        let mut counts: HashMap<u32, [u32; WIDTH]> = HashMap::new();
        for (k, sample) in samples.iter().enumerate() {
            let text = Text::new(&sample.text);
            for range in &sample.sentences {
                let views = text.views(range.clone(), |_| 0);
                for at in 0..range.len() {
                    if let (Some(key), Some(tag)) = (views.key(at), sample.tags[range.start + at]) {
                        counts.entry(key).or_insert([0; WIDTH])[usize::from(tag)] += if k < gold { 3 } else { 1 };
                    }
                }
            }
        }
        let mut sets: HashMap<u64, Vec<(u32, u32)>> = HashMap::new();
        for (key, tags) in counts {
            let n: u32 = tags.iter().sum();
            if n < 6 {
                continue;
            }
            let mut set = 0;
            for (tag, &k) in tags.iter().enumerate() {
                if k > 0 && (k * 200 >= n || (k >= 3 && k * 1000 >= n)) {
                    set |= 1 << tag;
                }
            }
            if n >= 60 {
                set |= FIXED;
            }
            if n >= 600 {
                set |= FREQUENT;
            }
            sets.entry(set).or_default().push((key, n));
        }
        let mut sets: Vec<_> = sets.into_iter().collect();
        sets.sort_by_key(|(set, words)| (u32::MAX - words.iter().map(|w| w.1).sum::<u32>(), *set));
        sets.truncate(255);
        let mut words = HashMap::new();
        for (k, (_, members)) in sets.iter().enumerate() {
            words.extend(members.iter().map(|(key, _)| (*key, k as u8 + 1)));
        }
        Lexicon { words, classes: [0].into_iter().chain(sets.into_iter().map(|s| s.0)).collect() }
    }

    fn class_of(&self, key: u32) -> u8 {
        self.words.get(&key).copied().unwrap_or(0)
    }

    fn file(&self, weights: &[i8]) -> Vec<u8> {
        let slots = (self.words.len() * 5 / 4).next_power_of_two();
        let mut table = vec![0u8; slots * 5];
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort();
        for (key, class) in words {
            let mut slot = *key as usize & (slots - 1);
            while table[slot * 5 + 4] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot * 5..slot * 5 + 4].copy_from_slice(&key.to_le_bytes());
            table[slot * 5 + 4] = *class;
        }
        let mut out = b"ORtag01\n".to_vec();
        for n in [self.classes.len(), slots, SIZE] {
            out.extend((n as u32).to_le_bytes());
        }
        out.extend(self.classes.iter().flat_map(|c| c.to_le_bytes()));
        out.extend(table);
        out.extend(weights.iter().map(|w| *w as u8));
        out
    }
}

/// Weights with their sums over time.
struct Weights {
    now: Vec<i32>,
    sum: Vec<i64>,
    since: Vec<u32>,
    still: bool,
    time: u32,
}

impl Weights {
    fn new() -> Weights {
        let n = SIZE + WIDTH;
        Weights { now: vec![0; n], sum: vec![0; n], since: vec![0; n], time: 0, still: false }
    }

    fn learn(&mut self, views: &Views, gold: &[Option<u8>], lexicon: &Lexicon) -> (u32, u32) {
        let (mut last, mut before) = (None, None);
        let (mut right, mut all) = (0, 0);
        for (at, gold) in gold.iter().enumerate() {
            let allowed = views.allowed(at, lexicon.classes[usize::from(views.class(at))]);
            let tag = if allowed.count_ones() == 1 {
                allowed.trailing_zeros() as u8
            } else {
                let features = views.features(at, last, before);
                let mut sums = [0i32; WIDTH];
                for f in features {
                    let place = f as usize & (SIZE - 1);
                    for (sum, w) in sums.iter_mut().zip(&self.now[place..place + WIDTH]) {
                        *sum += w;
                    }
                }
                let open = |k: &usize| allowed & (1 << k) != 0;
                let best = (0..WIDTH).filter(open).max_by_key(|&k| (sums[k], WIDTH - k)).unwrap_or(0);
                if let Some(gold) = gold.map(usize::from).filter(open).filter(|_| !self.still) {
                    self.time += 1;
                    let rival = (0..WIDTH).filter(open).filter(|k| *k != gold).max_by_key(|&k| sums[k]).unwrap_or(0);
                    if sums[gold] - sums[rival] < MARGIN {
                        for f in features {
                            let place = f as usize & (SIZE - 1);
                            self.add(place + gold, 1);
                            self.add(place + rival, -1);
                        }
                    }
                }
                best as u8
            };
            if let Some(gold) = gold {
                all += 1;
                right += u32::from(tag == *gold);
            }
            before = last;
            last = Some(tag);
        }
        (right, all)
    }

    fn add(&mut self, k: usize, by: i32) {
        self.sum[k] += i64::from(self.now[k]) * i64::from(self.time - self.since[k]);
        self.since[k] = self.time;
        self.now[k] += by;
    }

    /// Averaged over time, scaled to a byte.
    fn averaged(&mut self) -> Vec<i8> {
        for k in 0..self.now.len() {
            self.add(k, 0);
        }
        let means: Vec<f64> = self.sum.iter().map(|s| *s as f64 / f64::from(self.time)).collect();
        let mut sizes: Vec<f64> = means.iter().map(|m| m.abs()).filter(|m| *m > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let top = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1.0);
        eprintln!("{} weights, 1 in 2,000 beyond {top:.1}", sizes.len());
        means.iter().map(|m| (m / top * 127.0).round().clamp(-127.0, 127.0) as i8).collect()
    }
}
