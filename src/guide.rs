//! Guides by task. Every example in them is a test.
//!
//! | | |
//! |---|---|
//! | [`statements`] | who said what, how sure, and to whom |
//! | [`dates`] | why an article needs its date, and what the tables know of whom and until when |
//! | [`own_names`] | names of your own beside the bundled ones |
//! | [`pipelines`] | many articles, threads, memory |
//! | [`formats`] | JSON, and what the command writes |

#[doc = include_str!("guide/statements.md")]
pub mod statements {}

#[doc = include_str!("guide/dates.md")]
pub mod dates {}

#[doc = include_str!("guide/own_names.md")]
pub mod own_names {}

#[doc = include_str!("guide/pipelines.md")]
pub mod pipelines {}

#[doc = include_str!("guide/formats.md")]
pub mod formats {}
