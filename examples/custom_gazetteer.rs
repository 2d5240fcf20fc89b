//! Names of your own, from a table beside the bundled ones.
//!
//! `cargo run --example custom_gazetteer [TABLE.tsv [ARTICLE.txt]]`

use std::{env, fs};

use onrecord::Extractor;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let mut arguments = env::args().skip(1);
    let table = arguments.next().unwrap_or_else(|| format!("{here}/data/names.tsv"));
    let article = arguments.next().unwrap_or_else(|| format!("{here}/articles/harbour-vote.txt"));
    let extractor = Extractor::builder().table(&table, fs::read_to_string(&table)?).build()?;
    let text = fs::read_to_string(article)?;
    let document = extractor.extract(&text);
    for entity in document.entities.iter().filter(|entity| entity.record.is_some()) {
        let record = entity.record.as_deref().unwrap_or_default();
        let country = entity.country.as_deref().unwrap_or("–");
        println!("{:12} {country:2}  {:28} {record}", entity.kind, entity.name);
    }
    Ok(())
}
