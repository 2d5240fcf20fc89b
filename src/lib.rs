//! Who is named in English news, and who said what.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod date;
mod document;
mod error;
mod gazetteer;
mod kinds;
mod model;
mod names;
mod span;
mod statements;
mod text;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;

pub use date::{Date, DateError};
pub use document::*;
pub use error::Error;
pub use gazetteer::{Gazetteer, Holder, NameMatch, Record};
pub use span::Span;
pub use text::{LineMode, Sentences, sentences};
