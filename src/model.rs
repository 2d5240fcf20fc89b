//! The learned weights, where the feature `model` brings them; empty otherwise.

#[cfg(feature = "model")]
pub(crate) use onrecord_model::{NAMES, STATEMENTS, TAGGER};

#[cfg(not(feature = "model"))]
pub(crate) static TAGGER: &[u8] = &[];
#[cfg(not(feature = "model"))]
pub(crate) static STATEMENTS: &[u8] = &[];
#[cfg(not(feature = "model"))]
pub(crate) static NAMES: &[u8] = &[];
