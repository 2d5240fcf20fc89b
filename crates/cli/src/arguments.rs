//! What the command is asked to do.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use onrecord::{Act, Date, StatementKind};

use crate::input::DateFrom;

/// Reads English news and tells who is named and who said what.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    arg_required_else_help = true,
    after_help = "Exit status:
  0  everything was done
  1  some input could not be read; the others were
  2  the command was used wrongly, or a table of your own has a fault

Examples:
  onrecord extract article.txt
  onrecord extract --format html --output report.html articles/
  onrecord explain article.txt --statement 2
  onrecord who FR head_of_state 2015-03-01
  onrecord lookup Zelensky"
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Extract entities and statements from articles
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(Box<Extract>),
    /// Tell why each statement has its source and its speaker
    #[command(after_help = "Examples:
  onrecord explain article.txt
  onrecord explain article.txt --statement 2
  onrecord explain --date 2015-03-01 article.txt --at 1340")]
    Explain(Box<Explain>),
    /// Tell who held an office of a country on a day
    #[command(after_help = "Examples:
  onrecord who FR head_of_state 2015-03-01
  onrecord who \"Ivory Coast\" foreign_minister 2012
  onrecord who --format json US head_of_state 1999-12-31")]
    Who(Who),
    /// Show every record that bears a name
    #[command(after_help = "Examples:
  onrecord lookup Zelensky
  onrecord lookup --date 2015-03-01 \"Angela Merkel\"
  onrecord lookup --format json Georgia")]
    Lookup(Lookup),
    /// List the rules that results name, with what they do and examples
    #[command(after_help = "Examples:
  onrecord rules
  onrecord rules quote.after
  onrecord rules --format json")]
    Rules(Rules),
    /// Print a completion script for a shell
    #[command(after_help = "Example:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write one page a command into a folder
    #[command(after_help = "Examples:
  onrecord man | man -l -
  onrecord man ~/.local/share/man/man1")]
    Man {
        /// Where to write the pages
        folder: Option<PathBuf>,
    },
}

const EXTRACT_EXAMPLES: &str = "Examples:
  onrecord extract article.txt
  onrecord extract --date 2015-03-01 --format json article.txt
  onrecord extract --format jsonl --output found.jsonl archive/
  cat news.jsonl | onrecord extract --input-format jsonl --format jsonl -
  onrecord extract --text-field body --date-field published news.jsonl.gz --format csv
  onrecord extract --speaker Biden --kind direct archive/*.html
  onrecord extract --format html --output report.html archive/
  onrecord extract --format brat --output annotated/ archive/

A filter (--speaker, --country, --kind, --act) shows statements alone unless --only says
otherwise, and leaves out documents in which nothing is left.";

#[derive(Args)]
pub struct Extract {
    #[command(flatten)]
    pub read: Read,

    #[command(flatten)]
    pub knowledge: Knowledge,

    /// How to print
    #[arg(long, short, value_enum, default_value_t = Format::Text, help_heading = "Output")]
    pub format: Format,

    /// Write into this file, or for several brat documents into this folder; it appears when all is done
    #[arg(long, short, value_name = "PATH", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// Put the text into the JSON
    #[arg(long, help_heading = "Output")]
    pub with_text: bool,

    /// What offsets count: UTF-8 bytes, Unicode code points, UTF-16 units [default: bytes; chars for brat and displacy]
    #[arg(long, value_enum, value_name = "UNIT", help_heading = "Output")]
    pub offsets: Option<Unit>,

    /// Colours in the text format
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Output")]
    pub color: Color,

    /// Threads that read articles [default: one a processor]
    #[arg(long, value_name = "NUMBER", help_heading = "Output")]
    pub threads: Option<std::num::NonZeroUsize>,

    #[command(flatten)]
    pub filter: Filter,
}

/// Where articles come from.
#[derive(Args)]
pub struct Read {
    /// Files, folders, globs, or - for standard input; .gz and .zst are unpacked
    #[arg(default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// What the inputs hold; auto goes by the suffix
    #[arg(long, value_enum, default_value_t = InputFormat::Auto, value_name = "FORMAT", help_heading = "Input")]
    pub input_format: InputFormat,

    /// The articles' date (YYYY-MM-DD); a date in a JSON line or by --date-from wins over it
    #[arg(long, help_heading = "Input")]
    pub date: Option<Date>,

    /// Date articles by `mtime`, by any date in the `filename`, or by a pattern for it such as `news-%Y%m%d`
    #[arg(long, value_name = "mtime|filename|PATTERN", help_heading = "Input")]
    pub date_from: Option<DateFrom>,

    /// Field of a JSON line that holds the text
    #[arg(long, default_value = "text", value_name = "NAME", help_heading = "Input")]
    pub text_field: String,

    /// Field of a JSON line that holds the id
    #[arg(long, default_value = "id", value_name = "NAME", help_heading = "Input")]
    pub id_field: String,

    /// Field of a JSON line that holds the date
    #[arg(long, default_value = "date", value_name = "NAME", help_heading = "Input")]
    pub date_field: String,

    /// The longest document or JSON line to read; longer ones are errors. K, M and G count 1024
    #[arg(long, default_value = "64M", value_parser = size, value_name = "BYTES", help_heading = "Input")]
    pub max_document: u64,
}

/// What is known beside the bundled tables.
#[derive(Args, Default)]
pub struct Knowledge {
    /// A table of your own (tab-separated; columns kind and name at least); may be given again
    #[arg(long, value_name = "FILE.tsv", help_heading = "Input")]
    pub gazetteer: Vec<PathBuf>,
}

/// What of a document is shown.
#[derive(Args, Default)]
pub struct Filter {
    /// Show these parts only
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PARTS", help_heading = "Filters")]
    pub only: Vec<Part>,

    /// Statements by a speaker whose name has these words, or with this Wikidata id
    #[arg(long, value_name = "NAME|ID", help_heading = "Filters")]
    pub speaker: Option<String>,

    /// Statements by speakers of this country, and with --only entities its entities
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    pub country: Option<String>,

    /// Statements of this kind: direct, mixed, indirect
    #[arg(long, value_delimiter = ',', help_heading = "Filters")]
    pub kind: Vec<StatementKind>,

    /// Statements that do this: say, deny, ask, promise, warn …
    #[arg(long, value_delimiter = ',', help_heading = "Filters")]
    pub act: Vec<Act>,
}

#[derive(Args)]
pub struct Explain {
    #[command(flatten)]
    pub read: Read,

    #[command(flatten)]
    pub knowledge: Knowledge,

    /// This statement alone, counted from 1
    #[arg(long, value_name = "N")]
    pub statement: Option<usize>,

    /// The statements and mentions at this byte of the text
    #[arg(long, value_name = "OFFSET", conflicts_with = "statement")]
    pub at: Option<usize>,
}

#[derive(Args)]
pub struct Who {
    /// A country's code or name
    pub country: String,
    /// A role, such as head_of_state, head_of_government, foreign_minister
    pub role: String,
    /// The day (YYYY-MM-DD, YYYY-MM or YYYY) [default: the last day that the tables know]
    pub date: Option<Date>,

    /// How to print
    #[arg(long, short, value_enum, default_value_t = Listing::Text)]
    pub format: Listing,

    #[command(flatten)]
    pub knowledge: Knowledge,
}

#[derive(Args)]
pub struct Lookup {
    /// A name, in any of its usual forms
    #[arg(required = true)]
    pub name: Vec<String>,

    /// The day from which offices are seen
    #[arg(long)]
    pub date: Option<Date>,

    /// How to print
    #[arg(long, short, value_enum, default_value_t = Listing::Text)]
    pub format: Listing,

    #[command(flatten)]
    pub knowledge: Knowledge,
}

#[derive(Args)]
pub struct Rules {
    /// Only rules whose id begins so
    pub id: Option<String>,

    /// How to print
    #[arg(long, short, value_enum, default_value_t = Listing::Text)]
    pub format: Listing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person at a terminal
    Text,
    /// One object for one input, an array for several
    Json,
    /// One object a line
    Jsonl,
    /// One row a statement
    Csv,
    /// A page for a browser, in one file
    Html,
    /// Standoff annotation, which annotation tools read
    Brat,
    /// What spaCy's visualizer draws
    Displacy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// By the suffix: .jsonl and .ndjson, .html and .htm, .md; anything else is plain text
    Auto,
    /// Plain text, one article a file
    Text,
    /// One article a line: {"id": …, "text": …, "date": …}
    Jsonl,
    /// Markdown; offsets count its text without marks
    Markdown,
    /// A web page; offsets count the text of its article
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listing {
    /// For a person at a terminal
    Text,
    /// An array
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// UTF-8 bytes
    Bytes,
    /// Unicode code points
    Chars,
    /// UTF-16 code units
    Utf16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    Sentences,
    Entities,
    Mentions,
    Statements,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Where a terminal shows it and NO_COLOR is not set
    Auto,
    Always,
    Never,
}

/// `64M`, `1g`, `4096`.
fn size(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.trim_end_matches(['b', 'B']).char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 10),
        Some((at, 'm' | 'M')) => (&text[..at], 20),
        Some((at, 'g' | 'G')) => (&text[..at], 30),
        _ => (text, 0),
    };
    let number: u64 = digits.parse().map_err(|_| "a number of bytes such as 4096, 512K, 64M or 1G".to_owned())?;
    number.checked_mul(1 << shift).filter(|&n| n > 0).ok_or_else(|| "out of range".to_owned())
}
