//! Who said what.
pub(crate) mod learned;
