//! The command `onrecord-eval`: how accurate is the output on gold files, and how precise is each rule.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::{corpus::Corpus, figures::Figures, output::Outputs, tasks::Task};

mod corpus;
mod figures;
mod letters;
mod output;
mod rules;
mod table;
mod tasks;

/// Scores who is named and who said what against gold files.
#[derive(Parser)]
#[command(
    name = "onrecord-eval",
    version,
    arg_required_else_help = true,
    after_help = "Gold files, told by their suffix or content:
  folder with .ann files      brat standoff, such as a part of PolNeAR (attributions/ and text/)
  .conll .bio .iob .txt .tsv  CoNLL columns: the word first, its tag last
  .conllu                     CoNLL-U sentences with `# text =`
  .jsonl                      ELEVANT's benchmarks, or lines with id, text and entities, sentences or attributions
  folder with .json files     whole articles, as in tests/articles

Examples:
  onrecord-eval score quotes PolNeAR/data/dev
  onrecord-eval score entities eng.testa.conll --errors 30
  onrecord-eval score articles tests/articles/tune --output other.jsonl
  onrecord-eval table sentences=en_ewt-ud-dev.conllu links=aida-conll-dev.benchmark.jsonl"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print all figures of one task on one corpus
    Score {
        /// What is compared
        task: Task,
        /// Gold file or folder
        gold: String,
        /// Score this file of JSON Lines instead of what the library finds
        #[arg(long, value_name = "JSONL")]
        output: Option<String>,
        /// Print the figures as one JSON object
        #[arg(long)]
        json: bool,
        /// List the so many commonest misses and false alarms
        #[arg(long, value_name = "N", default_value_t = 0)]
        errors: usize,
    },
    /// Print the chief figures of several corpora as a Markdown table
    Table {
        /// A task and its gold file or folder
        #[arg(required = true, value_name = "TASK=GOLD", value_parser = task_and_gold)]
        corpora: Vec<(Task, String)>,
    },
    /// Print how often each rule is right: the rows of data/rules.tsv
    Rules {
        /// Gold files with attributions
        #[arg(required = true)]
        gold: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("onrecord-eval: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<String> {
    match command {
        Command::Score { task, gold, output, json, errors } => {
            let figures = score(task, &gold, output.as_deref())?;
            Ok(if json { figures.json() } else { figures.text() } + &figures.errors(errors))
        }
        Command::Table { corpora } => {
            let mut rows = table::Table::default();
            for (task, gold) in corpora {
                rows.add(task, &gold, &score(task, &gold, None)?);
            }
            Ok(rows.markdown())
        }
        Command::Rules { gold } => {
            let extractor = onrecord::Extractor::new();
            let mut tally = rules::Tally::default();
            for path in gold {
                for article in &Corpus::read(&path)?.articles {
                    tally.add(&extractor, article);
                }
            }
            Ok(tally.table())
        }
    }
}

fn score(task: Task, gold: &str, output: Option<&str>) -> Result<Figures> {
    let corpus = Corpus::read(gold)?;
    let outputs = match output {
        Some(path) => Outputs::read(path)?,
        None => Outputs::extracted(&corpus)?,
    };
    task.score(&corpus, &outputs).with_context(|| gold.to_owned())
}

fn task_and_gold(argument: &str) -> Result<(Task, String), String> {
    let (task, gold) = argument.split_once('=').ok_or("expected TASK=GOLD")?;
    Ok((<Task as clap::ValueEnum>::from_str(task, false)?, gold.to_owned()))
}
