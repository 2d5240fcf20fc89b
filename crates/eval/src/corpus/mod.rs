//! Gold articles, whatever form they come in. All spans are in bytes.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use onrecord::{Date, Span};

mod brat;
mod columns;
mod conllu;
mod elevant;
mod lines;
mod whole;

pub(crate) use whole::{GoldEntity, GoldStatement, Whole};

/// The articles of one gold file or folder.
pub(crate) struct Corpus {
    pub articles: Vec<Gold>,
}

/// One article with what annotators found in it. What a form does not hold stays empty.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    pub id: String,
    pub text: String,
    pub date: Option<Date>,
    /// The part that was annotated, where it is not all.
    pub window: Option<Span>,
    pub names: Vec<Name>,
    pub sentences: Vec<Span>,
    pub attributions: Vec<Attribution>,
    pub whole: Option<Whole>,
}

/// A name with its type and, where known, whom it means.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Name {
    pub span: Span,
    pub label: String,
    /// A Wikidata id or a country code.
    pub link: Option<String>,
    /// What the link is called.
    pub title: String,
}

/// One attributed statement; `source` and `cue` are empty where the text gives none.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Attribution {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
}

impl Corpus {
    /// Reads a gold file or folder. Its form is told by its suffix and content.
    pub(crate) fn read(path: &str) -> Result<Corpus> {
        let articles = read(Path::new(path)).with_context(|| path.to_owned())?;
        if articles.is_empty() {
            bail!("{path}: no article in it");
        }
        Ok(Corpus { articles })
    }
}

fn read(path: &Path) -> Result<Vec<Gold>> {
    if path.is_dir() {
        let brat = brat::articles(path)?;
        return if brat.is_empty() { whole::articles(path) } else { Ok(brat) };
    }
    let text = fs::read_to_string(path)?;
    match path.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "jsonl" | "ndjson" => lines(&text),
        "conllu" => conllu::articles(&text),
        "conll" | "bio" | "iob" | "txt" | "tsv" => columns::articles(&text),
        other => bail!("no gold file is known by the suffix {other:?}; `onrecord-eval --help` lists the forms"),
    }
}

fn lines(text: &str) -> Result<Vec<Gold>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let value: serde_json::Value = serde_json::from_str(line)?;
            if value.get("labels").is_some() {
                elevant::article(value)
            } else if value.get("statements").is_some() {
                whole::article(value)
            } else {
                lines::article(value)
            }
            .with_context(|| format!("line {}", number + 1))
        })
        .collect()
}

/// From offsets in code points, as most gold files count, to bytes.
struct CodePoints(Vec<usize>);

impl CodePoints {
    fn of(text: &str) -> CodePoints {
        CodePoints(text.char_indices().map(|(k, _)| k).chain([text.len()]).collect())
    }

    fn span(&self, start: usize, end: usize) -> Result<Span> {
        let at = |offset: usize| self.0.get(offset).copied();
        match (at(start), at(end)) {
            (Some(a), Some(b)) if a <= b => Ok(Span::new(a, b)),
            _ => bail!("the span {start}..{end} does not fit its text of {} characters", self.0.len() - 1),
        }
    }
}
