//! The whole and its stages in megabytes a second, beside baselines over the same text in the same run.
//!
//! `cargo bench --bench extract`. Read ratios, not times: the baseline `terminators` is a bare search for `.`, `?` and `!`, and
//! `aho_corasick` looks for the same names by characters. The last table shows the ratios of one run.

use std::{sync::OnceLock, time::Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use divan::{Bencher, counter::BytesCount};
use onrecord::{Extractor, Gazetteer, sentences};

#[path = "common/news.rs"]
mod news;

fn main() {
    divan::main();
    if std::env::args().len() <= 2 {
        ratios();
    }
}

/// The fastest of three runs in megabytes a second, and how many times longer than the search for terminators each takes.
fn ratios() {
    let gazetteer = Gazetteer::bundled();
    let (nameless, whole) = (Extractor::builder().statements(false).build().unwrap(), Extractor::new());
    println!("{:10}{:>10}{:>10}{:>12}{:>10}{:>14}", "MB/s", "sentences", "names", "references", "whole", "whole/names");
    for news in ALL {
        let articles = &articles(news)[..articles(news).len() / 4];
        let size: usize = articles.iter().map(String::len).sum();
        let speed = |work: &dyn Fn(&str) -> usize| {
            let run = || {
                let start = Instant::now();
                std::hint::black_box(articles.iter().map(|text| work(text)).sum::<usize>());
                start.elapsed().as_secs_f64()
            };
            let fastest = (0..3).map(|_| run()).fold(f64::MAX, f64::min);
            size as f64 / 1e6 / fastest
        };
        let bound = speed(&|text| memchr::memchr3_iter(b'.', b'?', b'!', text.as_bytes()).count());
        let speeds = [
            speed(&|text| sentences(text).count()),
            speed(&|text| gazetteer.names(text).len()),
            speed(&|text| nameless.extract(text).mentions.len()),
            speed(&|text| whole.extract(text).statements.len()),
        ];
        let [a, b, c, d] = speeds;
        println!("{:10}{a:10.1}{b:10.1}{c:12.1}{d:10.1}{:14.1}", format!("{news:?}"), b / d);
        let [a, b, c, d] = speeds.map(|speed| bound / speed);
        println!("{:10}{a:10.1}{b:10.1}{c:12.1}{d:10.1}", "  times");
    }
}

const MEGABYTE: usize = 1 << 20;

/// How the ten megabytes are cut.
#[derive(Clone, Copy, Debug)]
enum News {
    /// Articles of 2 KB.
    Short,
    /// Articles of 200 KB.
    Long,
    /// Articles of 2 KB, one sentence in five with characters beyond ASCII.
    Accented,
}

const ALL: [News; 3] = [News::Short, News::Long, News::Accented];

fn articles(news: News) -> &'static [String] {
    static TEXTS: OnceLock<[Vec<String>; 3]> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let names = news::Names::of(&Gazetteer::bundled());
        [(2_000, 0), (200_000, 0), (2_000, 20)]
            .map(|(length, accented)| news::articles(&names, 10 * MEGABYTE, length, accented))
    });
    &texts[news as usize]
}

fn bytes(articles: &[String]) -> BytesCount {
    BytesCount::new(articles.iter().map(String::len).sum::<usize>())
}

/// Runs `work` over all articles; what it counts must be the same each time and not nothing.
fn over(bencher: Bencher, news: News, work: impl Fn(&str) -> usize + Sync) {
    let articles = articles(news);
    let expected: usize = articles.iter().map(|text| work(text)).sum();
    assert!(expected > articles.len(), "{news:?}: only {expected} results");
    bencher.counter(bytes(articles)).bench(|| {
        let found: usize = articles.iter().map(|text| work(text)).sum();
        assert_eq!(found, expected);
    });
}

#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn baseline_terminators(bencher: Bencher, news: News) {
    over(bencher, news, |text| memchr::memchr3_iter(b'.', b'?', b'!', text.as_bytes()).count());
}

#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn baseline_aho_corasick(bencher: Bencher, news: News) {
    static AUTOMATON: OnceLock<AhoCorasick> = OnceLock::new();
    let automaton = AUTOMATON.get_or_init(|| {
        let names = news::Names::all(&Gazetteer::bundled());
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        AhoCorasick::builder().kind(kind).match_kind(MatchKind::LeftmostLongest).build(names).unwrap()
    });
    over(bencher, news, |text| automaton.find_iter(text).count());
}

#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn stage_sentences(bencher: Bencher, news: News) {
    over(bencher, news, |text| sentences(text).count());
}

#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn stage_names(bencher: Bencher, news: News) {
    let gazetteer = Gazetteer::bundled();
    over(bencher, news, |text| gazetteer.names(text).len());
}

#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn stages_without_statements(bencher: Bencher, news: News) {
    let extractor = Extractor::builder().statements(false).build().unwrap();
    over(bencher, news, |text| extractor.extract(text).mentions.len());
}

#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn whole_extract(bencher: Bencher, news: News) {
    let extractor = Extractor::new();
    over(bencher, news, |text| extractor.extract(text).statements.len());
}
