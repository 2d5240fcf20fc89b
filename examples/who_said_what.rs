//! A folder of articles becomes a table: who spoke how often, and what they said first.
//!
//! `cargo run --example who_said_what [FOLDER]`

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use onrecord::{Document, Extractor};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let folder = env::args().nth(1).unwrap_or_else(|| sample.to_owned());
    let extractor = Extractor::new();
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in text_files(&folder)? {
        let text = fs::read_to_string(&file)?;
        let document = extractor.extract(&text);
        for statement in &document.statements {
            for speaker in speakers(&document, statement) {
                said.entry(speaker).or_default().push(statement.text.replace('\n', " "));
            }
        }
    }
    let mut rows: Vec<_> = said.into_iter().collect();
    rows.sort_by_key(|(_, statements)| std::cmp::Reverse(statements.len()));
    println!("{:32} {:>5}  first", "speaker", "said");
    for (speaker, statements) in rows {
        println!("{speaker:32} {:>5}  {:.60}", statements.len(), statements[0]);
    }
    Ok(())
}

/// The names of the speakers; for an unnamed one the description, for an unresolved one nothing.
fn speakers(document: &Document, statement: &onrecord::Statement) -> Vec<String> {
    let named = statement.speakers.iter().map(|&k| document.entities[k].name.to_string());
    named.chain(statement.anonymous.iter().map(|description| format!("({description})"))).collect()
}

fn text_files(folder: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    Ok(files)
}
