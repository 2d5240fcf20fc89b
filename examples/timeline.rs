//! What one person said over the years, with the office held on each day.
//!
//! `cargo run --example timeline [NAME [ARTICLES.jsonl]]`, each line `{"date": …, "text": …}`

use std::{env, fs};

use onrecord::{Article, Date, Extractor, OfficeStatus};
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/wire.jsonl");
    let mut arguments = env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "Emmanuel Macron".to_owned());
    let file = fs::read_to_string(arguments.next().unwrap_or_else(|| sample.to_owned()))?;
    let extractor = Extractor::new();
    let mut timeline: Vec<(Date, String)> = Vec::new();
    for line in file.lines() {
        let article: Value = serde_json::from_str(line)?;
        let date: Date = article["date"].as_str().ok_or("a line has no date")?.parse()?;
        let text = article["text"].as_str().ok_or("a line has no text")?;
        let document = extractor.extract(Article::new(text).date(date));
        let Some(person) = document.entities.iter().position(|e| e.name == name) else { continue };
        let offices = document.entities[person].offices.iter();
        let title =
            offices.filter(|o| o.status == OfficeStatus::Incumbent).map(|o| &*o.title).next().unwrap_or("no office");
        for statement in document.statements_by(person) {
            timeline.push((date, format!("{title}\n            [{}] {}", statement.act, statement.text)));
        }
    }
    timeline.sort_by_key(|(date, _)| *date);
    println!("{name}");
    for (date, line) in timeline {
        println!("{date}  {line}");
    }
    Ok(())
}
