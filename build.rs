//! Writes the bundled index: the tables of `data/`, ready to be read in place.

#![allow(dead_code, unused_imports, missing_docs)] // only a part of the shared modules is used here

use std::{env, error::Error, fs, path::Path};

#[path = "src/date.rs"]
mod date;
#[path = "src/error.rs"]
mod error;
#[path = "src/kinds.rs"]
mod kinds;
#[path = "src/gazetteer/source/mod.rs"]
mod source;
#[path = "src/span.rs"]
mod span;
#[path = "src/text/mod.rs"]
mod text;

use span::Span;

fn main() {
    if let Err(error) = write_index() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn write_index() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=src/gazetteer/source");
    println!("cargo::rerun-if-changed=src/text");
    if env::var_os("CARGO_FEATURE_BUNDLED").is_none() {
        return Ok(());
    }
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("data");
    let mut tables = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("");
        if path.extension().is_some_and(|e| e == "tsv") && !READ_ELSEWHERE.contains(&stem) {
            let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            tables.push((format!("data/{stem}.tsv"), text));
        }
    }
    tables.sort();
    let sources: Vec<_> = tables.iter().map(|(file, text)| source::compile::Source { file, text }).collect();
    let index = source::compile::compile(&sources).map_err(|e| e.to_string())?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("gazetteer.bin"), index)?;
    Ok(())
}

/// Tables that other modules read as they are.
const READ_ELSEWHERE: [&str; 4] = ["abbreviations", "parts_of_speech", "rules", "sentence_words"];
