//! Trains the weights of `onrecord-model`. See that package's README for the data.

mod conllu;
mod labeller;
mod tagger;
mod typer;

use std::{env, error::Error, process::ExitCode};

const USAGE: &str = "\
onrecord-train tagger OUT.bin --gold TRAIN.conllu… [--auto TEXTS.jsonl TAGS.conllu] [--dev DEV.conllu…]
onrecord-train tagger-eval DEV.conllu…
onrecord-train labeller OUT.bin TRAIN.jsonl…
onrecord-train labeller-eval LEAST TEXTS.jsonl OUT.jsonl
onrecord-train names OUT.bin --gold TRAIN.jsonl… [--dev DEV.jsonl…]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    match args.split_first() {
        Some((task, rest)) if task == "tagger" => tagger::train(rest),
        Some((task, rest)) if task == "tagger-eval" => tagger::evaluate(rest),
        Some((task, rest)) if task == "labeller" => labeller::train(rest),
        Some((task, rest)) if task == "labeller-eval" => labeller::evaluate(rest),
        Some((task, rest)) if task == "names" => typer::train(rest),
        _ => Err(USAGE.into()),
    }
}

/// The values behind `--name`, up to the next option.
fn values<'a>(args: &'a [String], name: &str) -> Vec<&'a str> {
    let after = args.iter().skip_while(|a| *a != name).skip(1);
    after.take_while(|a| !a.starts_with("--")).map(String::as_str).collect()
}
