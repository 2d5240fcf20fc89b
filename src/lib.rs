//! Who is named in English news, and who said what.
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
pub use gazetteer::{Gazetteer, Holder, NameMatch, NameMatches, Record};
pub use rules::{Rule, RuleExample, rules};
pub use span::Span;
pub use text::{LineMode, Sentences, sentences};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
