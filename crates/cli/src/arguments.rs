//! What the command is asked to do.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord::Date;

/// Reads English news and tells who is named and who said what.
#[derive(Parser)]
#[command(name = "onrecord", version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Extract entities and statements from articles
    #[command(after_help = "Examples:
  onrecord extract article.txt
  onrecord extract --date 2015-03-01 --format json article.txt
  onrecord extract --format jsonl archive/
  cat news.jsonl | onrecord extract --input-format jsonl --format jsonl -")]
    Extract(Extract),
}

#[derive(Args)]
pub struct Extract {
    /// Files, folders (every .txt and .md below them, .jsonl with --input-format jsonl), or - for standard input
    #[arg(default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// What the inputs hold
    #[arg(long, value_enum, default_value_t = InputFormat::Text)]
    pub input_format: InputFormat,

    /// The articles' date (YYYY-MM-DD); a date in a JSON line wins over it
    #[arg(long)]
    pub date: Option<Date>,

    /// Put the text into the JSON
    #[arg(long)]
    pub with_text: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person at a terminal
    Text,
    /// One object for one input, an array for several
    Json,
    /// One object a line
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text, one article a file
    Text,
    /// One article a line: {"id": …, "text": …, "date": …}
    Jsonl,
}
