//! What the rules work on: cues, quoted passages, what is settled already.

use super::{CueSite, Draft, cues, passages, passages::Passage};
use crate::{coreference::References, names::Reading, span::Span};

/// The working area of one document.
pub(crate) struct Desk<'a, 't> {
    pub reading: &'a Reading<'a, 't>,
    pub references: &'a References,
    pub cues: Vec<CueSite>,
    pub passages: Vec<Passage>,
    /// Per cue: does it belong to a statement already?
    used: Vec<bool>,
    statements: Vec<Draft>,
}

impl<'a, 't> Desk<'a, 't> {
    pub(crate) fn new(reading: &'a Reading<'a, 't>, references: &'a References) -> Desk<'a, 't> {
        let cues = cues::collect(reading);
        let used = vec![false; cues.len()];
        Desk { reading, references, passages: passages::collect(reading), used, cues, statements: Vec::new() }
    }

    /// The cues between two tokens, with their numbers.
    pub(crate) fn cues_in(&self, first: usize, last: usize) -> impl Iterator<Item = (usize, CueSite)> + '_ {
        let from = self.cues.partition_point(|c| (c.first as usize) < first);
        let to = self.cues.partition_point(|c| (c.first as usize) < last);
        (from..to.max(from)).map(|k| (k, self.cues[k]))
    }

    pub(crate) fn is_open(&self, cue: usize) -> bool {
        !self.used[cue]
    }

    pub(crate) fn use_cue(&mut self, cue: usize) {
        self.used[cue] = true;
    }

    /// Adds a statement and gives its number.
    pub(crate) fn settle(&mut self, draft: Draft) -> usize {
        self.statements.push(draft);
        self.statements.len() - 1
    }

    pub(crate) fn statement(&mut self, number: usize) -> &mut Draft {
        &mut self.statements[number]
    }

    pub(crate) fn statements(&self) -> &[Draft] {
        &self.statements
    }

    /// Does a span share text with a statement's content?
    pub(crate) fn is_taken(&self, span: Span) -> bool {
        self.statements.iter().rev().take(12).any(|s| s.content.iter().any(|c| c.overlaps(span)))
    }

    pub(crate) fn finish(self) -> Vec<Draft> {
        self.statements
    }
}
