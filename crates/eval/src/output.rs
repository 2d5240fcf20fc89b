//! What is scored: documents in the form that the command writes, whoever wrote them.

use std::{collections::HashMap, fs};

use anyhow::{Context, Result, bail};
use onrecord::{Article, Extractor, Span};
use serde::Deserialize;

use crate::corpus::Corpus;

/// Documents by id.
#[derive(Default)]
pub(crate) struct Outputs(HashMap<String, Output>);

/// The fields of a document that are compared. All may be missing: another program has perhaps no sentences to tell.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct Output {
    #[serde(default)]
    pub sentences: Vec<Span>,
    #[serde(default)]
    pub entities: Vec<Entity>,
    #[serde(default)]
    pub mentions: Vec<Mention>,
    #[serde(default)]
    pub statements: Vec<Statement>,
}

#[derive(Clone, Deserialize)]
pub(crate) struct Entity {
    pub kind: String,
    #[serde(default)]
    pub name: String,
    pub id: Option<String>,
    pub country: Option<String>,
}

#[derive(Clone, Deserialize)]
pub(crate) struct Mention {
    #[serde(flatten)]
    pub span: Span,
    pub form: String,
    pub entity: Option<usize>,
}

#[derive(Clone, Deserialize)]
pub(crate) struct Statement {
    pub kind: String,
    pub content: Vec<Span>,
    pub source: Option<Span>,
    pub cue: Option<Span>,
    #[serde(default)]
    pub speakers: Vec<usize>,
    pub anonymous: Option<String>,
    #[serde(default)]
    pub rule: String,
}

#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    error: Option<String>,
    offsets: Option<String>,
    #[serde(flatten)]
    output: Output,
}

impl Outputs {
    /// What the library finds in the articles of a corpus.
    pub(crate) fn extracted(corpus: &Corpus) -> Result<Outputs> {
        let extractor = Extractor::new();
        let mut outputs = HashMap::new();
        for gold in &corpus.articles {
            let mut article = Article::new(&gold.text);
            article.date = gold.date;
            let document = serde_json::to_value(extractor.extract(article))?;
            outputs.insert(gold.id.clone(), serde_json::from_value(document)?);
        }
        Ok(Outputs(outputs))
    }

    /// From a file with one document a line. Lines that tell an error are named on standard error.
    pub(crate) fn read(path: &str) -> Result<Outputs> {
        let file = fs::read_to_string(path).with_context(|| path.to_owned())?;
        let mut outputs = HashMap::new();
        for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = || format!("{path}:{}", number + 1);
            let line: Line = serde_json::from_str(line).with_context(place)?;
            let id = match line.id {
                Some(serde_json::Value::String(id)) => id,
                Some(id) => id.to_string(),
                None => bail!("{}: the line has no id", place()),
            };
            if let Some(error) = line.error {
                eprintln!("{}: {id}: {error}", place());
                continue;
            }
            if line.offsets.is_some_and(|unit| unit != "bytes") {
                bail!("{}: offsets must be in bytes", place());
            }
            outputs.insert(id, line.output);
        }
        Ok(Outputs(outputs))
    }

    /// The document with this id; an empty one where there is none.
    pub(crate) fn of(&self, id: &str) -> &Output {
        const NOTHING: &Output =
            &Output { sentences: Vec::new(), entities: Vec::new(), mentions: Vec::new(), statements: Vec::new() };
        self.0.get(id).unwrap_or(NOTHING)
    }
}

impl Output {
    /// Mentions in one of these forms, with their entities.
    pub(crate) fn mentions_as<'a>(&'a self, forms: &'a [&str]) -> impl Iterator<Item = (Span, &'a Entity)> + 'a {
        let wanted = self.mentions.iter().filter(move |m| forms.contains(&m.form.as_str()));
        wanted.filter_map(|m| Some((m.span, self.entities.get(m.entity?)?)))
    }
}
