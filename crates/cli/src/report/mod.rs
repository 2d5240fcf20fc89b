//! The report: one page for a browser, without any outside resource. For a batch, an index with the articles inside.

use std::{borrow::Cow, collections::HashMap};

use onrecord::{Document, EntityKind};

use crate::{
    input::Loaded,
    output::{Piece, Render, speaker},
};

mod article;
mod batch;
mod html;
mod page;
mod side;

pub use batch::sink;

/// What the index says of an article.
pub struct Summary {
    pub title: String,
    pub id: Option<String>,
    pub date: Option<String>,
    pub statements: usize,
    pub speakers: Vec<Said>,
    /// Whatever a search should find: names and statements.
    pub words: String,
}

/// How much somebody said in an article.
pub struct Said {
    /// The record's key, or the name of who has none.
    pub key: String,
    pub name: String,
    pub kind: Option<EntityKind>,
    pub country: Option<String>,
    pub statements: usize,
    pub words: usize,
}

/// A whole page, or for a batch what the index opens.
pub fn render(batch: bool) -> Render {
    Box::new(move |document, loaded| {
        let title = title(loaded);
        let body = article::body(document, &loaded.text, &title);
        match batch {
            false => Piece { bytes: page::single(&title, &body).into_bytes(), ..Piece::default() },
            true => Piece {
                bytes: html::json(&body).into_bytes(),
                summary: Some(summary(document, loaded, title)),
                ..Piece::default()
            },
        }
    })
}

/// The article's own title, else its first line, else its id.
fn title(loaded: &Loaded) -> String {
    let line = loaded.text.lines().map(|line| line.trim_matches(['\u{feff}', ' ', '\t'])).find(|line| !line.is_empty());
    let line = line.map(|line| match line.char_indices().nth(120) {
        Some((end, _)) => Cow::Owned(format!("{}…", &line[..end])),
        None => Cow::Borrowed(line),
    });
    let known = loaded.title.as_deref().map(Cow::Borrowed).or(line).or(loaded.id.as_deref().map(Cow::Borrowed));
    known.map_or("An empty article".to_owned(), Cow::into_owned)
}

fn summary(document: &Document<'_>, loaded: &Loaded, title: String) -> Summary {
    let mut said: Vec<Said> = Vec::new();
    let mut places = HashMap::new();
    let mut words = String::new();
    for entity in &document.entities {
        words.push_str(&entity.name);
        words.push('\n');
    }
    for statement in &document.statements {
        words.push_str(&statement.text);
        words.push('\n');
        let count = statement.text.split_whitespace().count();
        for entity in statement.speakers.iter().filter_map(|&k| document.entities.get(k)) {
            let key = entity.record.as_deref().unwrap_or(&entity.name);
            let place = *places.entry(key).or_insert_with(|| {
                said.push(Said {
                    key: key.to_owned(),
                    name: entity.name.to_string(),
                    kind: Some(entity.kind),
                    country: entity.country.as_deref().map(str::to_owned),
                    statements: 0,
                    words: 0,
                });
                said.len() - 1
            });
            said[place].statements += 1;
            said[place].words += count;
        }
        if statement.speakers.is_empty() {
            words.push_str(&speaker(document, statement));
            words.push('\n');
        }
    }
    Summary {
        title,
        id: loaded.id.clone(),
        date: document.date.map(|date| date.to_string()),
        statements: document.statements.len(),
        speakers: said,
        words: words.to_lowercase(),
    }
}
