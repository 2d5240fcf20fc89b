//! Who is named in English news, and who said what.
//!
//! `onrecord` turns the text of an article into a [`Document`]: the **entities** that it names (leaders, countries, organizations,
//! other people and places), every **mention** of them, and the **statements** (direct, mixed and indirect) with their resolved
//! speakers. Each result carries its byte range in the text and the rule that found it. It works by rules and tables, with small
//! learned parts for what those leave open; it needs no network, no model download, and no configuration.
//!
//! # First steps
//!
//! ```
//! use onrecord::{Article, Extractor};
//!
//! let extractor = Extractor::new();
//! let text = "The French president met Angela Merkel in Berlin. “We have a plan,” he told reporters.";
//! let document = extractor.extract(Article::new(text).date("2015-03-01".parse()?));
//!
//! let statement = &document.statements[0];
//! let speaker = &document.entities[statement.speakers[0]];
//! assert_eq!(statement.text, "We have a plan,");
//! assert_eq!(speaker.name, "François Hollande");
//! assert_eq!(speaker.offices[0].title, "President of France");
//! # Ok::<(), onrecord::DateError>(())
//! ```
//!
//! Three types do the work:
//!
//! - [`Extractor`] knows the tables. It is made once and shared between threads.
//! - [`Article`] is a text with its id and date. A `&str` will do, but a date makes “the president” somebody.
//! - [`Document`] is the result, plain data that serializes to JSON.
//!
//! # By task
//!
//! | you want | look at |
//! |---|---|
//! | who said what | [`Document::statements`], [`guide::statements`] |
//! | everything that one person or country said | [`Document::statements_by`], [`Document::statements_by_country`] |
//! | who is named, with Wikidata ids and countries | [`Document::entities`], [`Document::mentions_of`] |
//! | who held an office on a day | [`Gazetteer::office_holders`], [`guide::dates`] |
//! | names of your own | [`ExtractorBuilder::table`], [`guide::own_names`] |
//! | just the known names in a text, very fast | [`Gazetteer::names`] |
//! | just sentences | [`sentences`] |
//! | many articles, threads | [`guide::pipelines`] |
//! | JSON and other formats | [`guide::formats`] |
//! | why something was found | [`Statement::rule`], [`Mention::rule`], [`rules`] |
//!
//! # What to rely on
//!
//! - [`Extractor::extract`] is total: any text gives a document, without panic, in time linear in its length.
//! - Every [`Span`] is a half-open range of UTF-8 bytes on character boundaries, and `&text[span.start..span.end]` is what it shows.
//! - The same text, date and tables give the same document.
//! - Where it is not known who is meant, the answer is empty rather than a guess.
//!
//! # Features
//!
//! - **`bundled`** (default): the tables of people, offices, organizations, countries and places inside the crate. Without it there
//!   are only [your own](guide::own_names).
//! - **`model`** (default): learned weights for the names and statements that rules leave open, from the crate `onrecord-model` under
//!   a licence of its own (CC BY-SA 4.0). Without it the rules stand alone, somewhat less accurate.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod article;
mod assemble;
mod confidence;
mod coreference;
mod date;
mod dateline;
mod document;
mod error;
mod explanation;
mod extractor;
mod gazetteer;
pub mod guide;
mod hash;
mod kinds;
mod model;
mod names;
mod rules;
mod span;
mod statements;
mod text;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;

pub use article::Article;
pub use date::{Date, DateError};
pub use document::*;
pub use error::Error;
pub use explanation::{Candidate, Choice, Explanation};
pub use extractor::{Extractor, ExtractorBuilder};
pub use gazetteer::{Gazetteer, Holder, NameMatch, NameMatchIter, NameMatches, Record};
pub use rules::{Rule, RuleExample, rules};
pub use span::Span;
pub use text::{LineMode, Sentences, sentences};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
