//! Whole articles with resolved speakers, as in `tests/articles`: entities, statements, and what is no statement.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use onrecord::{Date, Span};
use serde::Deserialize;

use super::Gold;

/// What is in an article, as far as speakers are concerned.
#[derive(Debug)]
pub(crate) struct Whole {
    pub entities: Vec<GoldEntity>,
    pub statements: Vec<GoldStatement>,
    /// Scare quotes, titles of works, nicknames.
    pub not_statements: Vec<Span>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GoldEntity {
    pub key: String,
    pub kind: String,
    pub name: String,
    pub iso: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub mentions: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct GoldStatement {
    pub kind: String,
    pub content: Vec<Span>,
    pub source: String,
    /// Keys of entities.
    pub speaker: Vec<String>,
    pub anonymous: String,
}

#[derive(Deserialize)]
struct File {
    id: String,
    date: Option<Date>,
    text: String,
    entities: Vec<GoldEntity>,
    statements: Vec<Statement>,
    #[serde(default)]
    not_statements: Vec<String>,
}

#[derive(Deserialize)]
struct Statement {
    kind: String,
    content: Vec<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    speaker: Vec<String>,
    #[serde(default)]
    anonymous: String,
}

/// The `.json` files of a folder, by name.
pub(super) fn articles(folder: &Path) -> Result<Vec<Gold>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|e| e == "json"));
    files.sort();
    let read = |file: &std::path::PathBuf| article(serde_json::from_str(&fs::read_to_string(file)?)?);
    files.iter().map(|file| read(file).with_context(|| file.display().to_string())).collect()
}

pub(super) fn article(value: serde_json::Value) -> Result<Gold> {
    let file: File = serde_json::from_value(value)?;
    let statement = |s: Statement| -> Result<GoldStatement> {
        let content = find(&file.text, &s.content)?;
        Ok(GoldStatement { kind: s.kind, content, source: s.source, speaker: s.speaker, anonymous: s.anonymous })
    };
    let negative = |n: &String| Ok(find(&file.text, std::slice::from_ref(n))?[0]);
    let whole = Whole {
        statements: file.statements.into_iter().map(statement).collect::<Result<_>>()?,
        not_statements: file.not_statements.iter().map(negative).collect::<Result<_>>()?,
        entities: file.entities,
    };
    Ok(Gold { id: file.id, date: file.date, text: file.text, whole: Some(whole), ..Gold::default() })
}

/// Where fragments stand, each looked for behind the one before.
fn find(text: &str, fragments: &[String]) -> Result<Vec<Span>> {
    let mut at = 0;
    let place = |fragment: &String| {
        let behind = text[at..].find(fragment.as_str()).map(|k| at + k);
        let start = behind
            .or_else(|| text.find(fragment.as_str()))
            .with_context(|| format!("not in the text: {fragment:?}"))?;
        at = start + fragment.len();
        Ok(Span::new(start, at))
    };
    fragments.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_found_in_order() {
        let text = "No, he said, no.";
        let spans = find(text, &["No".into(), "no".into(), "he".into()]).unwrap();
        assert_eq!(spans, [Span::new(0, 2), Span::new(13, 15), Span::new(4, 6)]);
        assert!(find(text, &["yes".into()]).is_err());
    }
}
