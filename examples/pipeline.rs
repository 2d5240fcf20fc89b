//! JSON Lines in, JSON Lines out: several threads read articles, the main thread writes the documents in order.
//!
//! `cargo run --release --example pipeline [ARTICLES.jsonl]`, each line `{"id": …, "date": …, "text": …}`

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, BufRead, BufReader, Write},
    sync::{Mutex, mpsc},
    thread,
};

use onrecord::{Article, Date, Extractor};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/wire.jsonl");
    let file = fs::File::open(env::args().nth(1).unwrap_or_else(|| sample.to_owned()))?;
    let lines = Mutex::new(BufReader::new(file).lines().enumerate());
    let extractor = Extractor::new();
    // Bounded, so that fast readers wait for a slow output instead of filling the memory.
    let (results, documents) = mpsc::sync_channel(64);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let (results, lines, extractor) = (results.clone(), &lines, &extractor);
            scope.spawn(move || {
                loop {
                    let Some((number, line)) = lines.lock().expect("no reader panics").next() else { break };
                    let result = line.map_err(|e| e.to_string()).and_then(|line| read(extractor, &line));
                    let line = result.unwrap_or_else(|error| json!({"line": number + 1, "error": error}).to_string());
                    if results.send((number, line)).is_err() {
                        break; // nobody writes any more
                    }
                }
            });
        }
        drop(results);
        write_in_order(documents)
    })?;
    Ok(())
}

fn read(extractor: &Extractor, line: &str) -> Result<String, String> {
    let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let text = value["text"].as_str().ok_or("the line has no text")?;
    let mut article = Article::new(text).id(value["id"].as_str().unwrap_or_default());
    if let Some(date) = value["date"].as_str() {
        article = article.date(date.parse::<Date>().map_err(|e| e.to_string())?);
    }
    serde_json::to_string(&extractor.extract(article)).map_err(|e| e.to_string())
}

/// Lines that come early wait for their turn.
fn write_in_order(documents: mpsc::Receiver<(usize, String)>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut waiting, mut next) = (BTreeMap::new(), 0);
    for (number, line) in documents {
        waiting.insert(number, line);
        while let Some(line) = waiting.remove(&next) {
            writeln!(out, "{line}")?;
            next += 1;
        }
    }
    out.flush()
}
