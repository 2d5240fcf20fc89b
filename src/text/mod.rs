//! What a text looks like: tokens, sentences, paragraphs and quotation marks.

mod address;
mod apostrophe;
pub(crate) mod chunk;
mod closed_class;
pub(crate) mod fold;
pub(crate) mod lexicon;
mod marks;
mod next;
mod paragraph;
pub(crate) mod parse;
mod part_of_speech;
#[cfg(test)]
mod paths;
mod scan;
mod sentence;
mod sign;
mod starts;
mod stop;
pub(crate) mod tag;
#[cfg(test)]
mod tests;
pub(crate) mod token;
mod word;

pub(crate) use fold::{fold, fold_hash};
pub(crate) use marks::{Quote, quotes};
pub use paragraph::LineMode;
pub(crate) use paragraph::paragraphs;
pub(crate) use parse::Parsed;
pub(crate) use sentence::split_sentences;
pub use sentence::{Sentences, sentences};
pub(crate) use starts::Starts;
pub(crate) use token::{Case, Token, TokenKind, tokenize};
