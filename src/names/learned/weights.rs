//! The weights, read in place: a table of features by hash.
//!
//! Each row is one byte to check the feature by and one signed byte for each column. Behind the rows stand the weights
//! of steps from tag to tag.

use super::tags::{COLUMNS, Steps, TAGS, Tag, steps};

/// Bytes of a row.
pub(crate) const ROW: usize = COLUMNS + 1;
/// Bytes of the steps.
pub(crate) const STEPS: usize = TAGS * TAGS;

/// The weights.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'a> {
    rows: &'a [[u8; ROW]],
    steps: Steps,
}

impl<'a> Weights<'a> {
    /// `None` where there are none.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Weights<'a>> {
        let at = bytes.len().checked_sub(STEPS)?;
        let (rows, last) = bytes.split_at(at);
        let (rows, _) = rows.as_chunks();
        let steps = steps(|before: Tag, tag: Tag| i32::from(last[before as usize * TAGS + tag as usize] as i8));
        (!rows.is_empty()).then_some(Weights { rows, steps })
    }

    pub(crate) fn score(&self, features: &[u64]) -> [i32; TAGS] {
        // No word has so many features that these would overflow.
        let mut sum = [0i16; ROW];
        for &feature in features {
            let (slot, check) = place(feature, self.rows.len());
            let Some([here, next]) = self.rows.get(slot..slot + 2) else { continue };
            let row = if here[0] == check { here } else { next };
            if row[0] == check {
                for (total, weight) in sum.iter_mut().zip(row) {
                    *total = total.wrapping_add(i16::from(*weight as i8));
                }
            }
        }
        // The column of the checks is that of the tag that has no weights.
        sum[0] = 0;
        sum.map(i32::from)
    }

    pub(crate) fn steps(&self) -> &Steps {
        &self.steps
    }
}

/// Where a feature's row stands (there or one further), and its check, which is never 0.
pub(crate) fn place(feature: u64, rows: usize) -> (usize, u8) {
    let slots = rows.saturating_sub(1) as u64;
    ((((feature >> 32) * slots) >> 32) as usize, (feature as u8).max(1))
}
