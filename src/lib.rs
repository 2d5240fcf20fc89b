//! Who is named in English news, and who said what.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod span;
mod text;

pub use span::Span;
pub use text::{Sentences, sentences};
