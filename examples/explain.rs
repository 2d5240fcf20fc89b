//! Why each statement was found, and how its speaker was told.
//!
//! `cargo run --example explain [ARTICLE.txt]`

use std::{collections::HashMap, env, fs};

use onrecord::Extractor;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/lake-talks.txt");
    let text = fs::read_to_string(env::args().nth(1).unwrap_or_else(|| sample.to_owned()))?;
    let document = Extractor::new().extract(&text);
    let rules: HashMap<&str, &str> = onrecord::rules().map(|rule| (rule.id, rule.about)).collect();
    for statement in &document.statements {
        println!("{}", statement.text);
        let about = rules.get(&*statement.rule).copied().unwrap_or("a learned part");
        println!("  rule     {} ({:.2}): {about}", statement.rule, statement.confidence);
        let Some(source) = &statement.source else { continue };
        println!("  source   {:?}, a {}", source.text, source.form);
        for &speaker in &statement.speakers {
            println!("  speaker  {}", document.entities[speaker].name);
            // The mentions before the statement that lead to the speaker.
            let earlier = document.mentions_of(speaker).filter(|m| m.span.start <= source.span.start);
            for mention in earlier.take(3) {
                println!("           {:?} at byte {}, by {}", mention.text, mention.span.start, mention.rule);
            }
        }
        if let Some(description) = &statement.anonymous {
            println!("  unnamed  {description}");
        }
    }
    Ok(())
}
