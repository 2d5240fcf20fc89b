//! Measures the rules of statements on gold files: `onrecord-eval rules GOLD.jsonl… > data/rules.tsv`.
//!
//! A gold file holds one JSON object a line: `id`, `text`, and `attributions` with the spans of `source`, `cue` and `content`
//! as pairs of code-point offsets.

use std::{env, fs, process::ExitCode};

mod gold;
mod rules;

const USAGE: &str = "usage: onrecord-eval rules GOLD.jsonl…";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.split_first() {
        Some((task, files)) if task == "rules" && !files.is_empty() => match measure(files) {
            Ok(table) => {
                print!("{table}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn measure(files: &[String]) -> Result<String, String> {
    let extractor = onrecord::Extractor::new();
    let mut tally = rules::Tally::default();
    for file in files {
        let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let gold: gold::Document =
                serde_json::from_str(line).map_err(|error| format!("{file}:{}: {error}", number + 1))?;
            tally.add(&extractor, &gold);
        }
    }
    Ok(tally.table())
}
