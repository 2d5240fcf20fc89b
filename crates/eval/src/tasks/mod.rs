//! What is compared: one module a task.

use anyhow::Result;
use clap::ValueEnum;

use crate::{corpus::Corpus, figures::Figures, output::Outputs};

mod articles;
mod countries;
mod entities;
mod links;
mod marked;
mod names;
mod quotes;
mod sentences;

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Task {
    /// Attributed statements: source, cue, content
    Quotes,
    /// Names of people, places, organizations: span and type
    Entities,
    /// Countries: span and ISO code
    Countries,
    /// Wikidata ids
    Links,
    /// Sentence bounds
    Sentences,
    /// Whole articles: entities, statements, resolved speakers
    Articles,
}

impl Task {
    /// # Errors
    /// The corpus is not one for this task.
    pub(crate) fn score(self, corpus: &Corpus, outputs: &Outputs) -> Result<Figures> {
        let mut figures = Figures::default();
        match self {
            Task::Quotes => quotes::score(corpus, outputs, &mut figures),
            Task::Entities => entities::score(corpus, outputs, &mut figures),
            Task::Countries => countries::score(corpus, outputs, &mut figures),
            Task::Links => links::score(corpus, outputs, &mut figures),
            Task::Sentences => sentences::score(corpus, outputs, &mut figures),
            Task::Articles => articles::score(corpus, outputs, &mut figures)?,
        }
        Ok(figures)
    }
}
