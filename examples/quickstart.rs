//! Who said what in one article.

use onrecord::{Article, Extractor};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = include_str!("articles/lake-talks.txt");
    let document = Extractor::new().extract(Article::new(text).date("2018-06-12".parse()?));
    for statement in &document.statements {
        let names: Vec<_> = statement.speakers.iter().map(|&k| &*document.entities[k].name).collect();
        let who = statement.anonymous.as_deref().map_or(names.join(" and "), str::to_owned);
        println!("{who}: {}", statement.text);
    }
    Ok(())
}
