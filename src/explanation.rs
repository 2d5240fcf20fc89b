//! Why a reference was led back to whom it was: what else was looked at, and why that lost.

use serde::Serialize;

use crate::span::Span;

/// What the titles, nominals, pronouns and groups of a document were weighed against; see
/// [`Extractor::explain`](crate::Extractor::explain).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// One for each reference that had candidates, in text order.
    pub choices: Vec<Choice>,
}

impl Explanation {
    /// With the document's numbers of entities.
    pub(crate) fn numbered(mut self, number: impl Fn(usize) -> Option<usize>) -> Explanation {
        let candidates = self.choices.iter_mut().flat_map(|choice| &mut choice.candidates);
        candidates.for_each(|candidate| candidate.entity = candidate.entity.and_then(&number));
        self
    }
}

/// A reference and its candidates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Choice {
    /// The reference; the document's mention with this span says what came of it.
    pub span: Span,
    /// The rule that settled it, or left it open.
    pub rule: &'static str,
    /// Whom it could have meant: the chosen first, then those that fit, the best first, then those ruled out.
    pub candidates: Vec<Candidate>,
}

/// Somebody whom a reference could have meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Candidate {
    /// Where the text speaks of it.
    pub span: Span,
    /// Index into the document's entities; `None` for one described and not named.
    pub entity: Option<usize>,
    /// What spoke for and against it, by name; their sum decides among those that fit.
    pub score: Vec<(&'static str, i32)>,
    /// Why it was not taken; `None` for the chosen.
    pub lost: Option<&'static str>,
}
