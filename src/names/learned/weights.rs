//! The weights, read in place: a table of features by hash.
//!
//! Each row is one byte to check the feature by and one signed byte for each column. Behind the rows stand the weights
//! of steps from tag to tag.

use super::tags::{COLUMNS, TAGS, Tag};

/// Bytes of a row.
pub(crate) const ROW: usize = COLUMNS + 1;
/// Bytes of the steps.
pub(crate) const STEPS: usize = TAGS * TAGS;

/// The weights.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'a> {
    rows: &'a [[u8; ROW]],
    steps: &'a [u8],
}

impl<'a> Weights<'a> {
    /// `None` where there are none.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Weights<'a>> {
        let at = bytes.len().checked_sub(STEPS)?;
        let (rows, steps) = bytes.split_at(at);
        let (rows, _) = rows.as_chunks();
        (!rows.is_empty()).then_some(Weights { rows, steps })
    }

    pub(crate) fn score(&self, features: &[u64]) -> [i32; TAGS] {
        let mut sum = [0; TAGS];
        for &feature in features {
            let (slot, check) = place(feature, self.rows.len());
            for row in self.rows.get(slot..slot + 2).unwrap_or_default() {
                if row[0] == check {
                    for (total, weight) in sum[1..].iter_mut().zip(&row[1..]) {
                        *total += i32::from(*weight as i8);
                    }
                    break;
                }
            }
        }
        sum
    }

    pub(crate) fn step(&self, before: Tag, tag: Tag) -> i32 {
        self.steps.get(before as usize * TAGS + tag as usize).map_or(0, |w| i32::from(*w as i8))
    }
}

/// Where a feature's row stands (there or one further), and its check, which is never 0.
pub(crate) fn place(feature: u64, rows: usize) -> (usize, u8) {
    let slots = rows.saturating_sub(1) as u64;
    ((((feature >> 32) * slots) >> 32) as usize, (feature as u8).max(1))
}
