//! From tables to the index: reads the TSV tables and writes the bytes that the library reads in place.
//!
//! The crate's build script includes this folder for the bundled tables; the library uses it for a user's own.

pub(crate) mod compile;
pub(crate) mod layout;
pub(crate) mod phrases;
pub(crate) mod strings;
pub(crate) mod table;
pub(crate) mod things;
pub(crate) mod words;
