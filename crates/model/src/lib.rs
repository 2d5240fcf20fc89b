#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

/// Weights of the part-of-speech tagger.
pub static TAGGER: &[u8] = include_bytes!("../tagger.bin");

/// Weights of the labeller of indirect statements.
pub static STATEMENTS: &[u8] = include_bytes!("../statements.bin");

/// Weights of the typer of names.
pub static NAMES: &[u8] = include_bytes!("../names.bin");
