//! The names of the tables in a text, and nothing more: for those who want just that.

use std::{iter::FusedIterator, ops::Range};

use super::{
    Gazetteer, Record,
    matching::{Candidate, NameHits},
};
use crate::{span::Span, text::tokenize};

/// The names that [`Gazetteer::names`] found in a text, in text order, disjoint.
#[derive(Clone, Debug)]
pub struct NameMatches<'g> {
    gazetteer: &'g Gazetteer,
    spans: Vec<Span>,
    found: NameHits,
}

/// Iterator over [`NameMatches`], in text order.
#[derive(Clone, Debug)]
pub struct NameMatchIter<'m> {
    matches: &'m NameMatches<'m>,
    open: Range<usize>,
}

/// A name of the tables where it stands in a text.
#[derive(Clone, Copy, Debug)]
pub struct NameMatch<'m> {
    span: Span,
    gazetteer: &'m Gazetteer,
    candidates: &'m [Candidate],
}

impl Gazetteer {
    /// The names of the tables in a text, longest first and disjoint: no typing, no linking, no context.
    ///
    /// ```
    /// let gazetteer = onrecord::Gazetteer::bundled();
    /// let names = gazetteer.names("Talks in Geneva between the U.S. and Russia");
    /// let countries: Vec<_> = names.iter().filter_map(|name| name.candidates().next()?.country).collect();
    /// assert_eq!(countries, ["CH", "US", "RU"]);
    /// ```
    pub fn names(&self, text: &str) -> NameMatches<'_> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let found = self.match_names(text, &tokens);
        let span = |first: u32, last: u32| {
            Span::new(tokens[first as usize].start as usize, tokens[last as usize - 1].end as usize)
        };
        NameMatches { gazetteer: self, spans: found.hits.iter().map(|hit| span(hit.first, hit.last)).collect(), found }
    }
}

impl NameMatches<'_> {
    /// How many names were found.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// True where none was found.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The names in text order.
    pub fn iter(&self) -> NameMatchIter<'_> {
        NameMatchIter { matches: self, open: 0..self.len() }
    }

    fn at(&self, place: usize) -> NameMatch<'_> {
        let candidates = self.found.candidates(&self.found.hits[place]);
        NameMatch { span: self.spans[place], gazetteer: self.gazetteer, candidates }
    }
}

impl<'m> IntoIterator for &'m NameMatches<'_> {
    type Item = NameMatch<'m>;
    type IntoIter = NameMatchIter<'m>;

    fn into_iter(self) -> NameMatchIter<'m> {
        self.iter()
    }
}

impl<'m> Iterator for NameMatchIter<'m> {
    type Item = NameMatch<'m>;

    fn next(&mut self) -> Option<NameMatch<'m>> {
        self.open.next().map(|place| self.matches.at(place))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.open.size_hint()
    }
}

impl DoubleEndedIterator for NameMatchIter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.open.next_back().map(|place| self.matches.at(place))
    }
}

impl ExactSizeIterator for NameMatchIter<'_> {}

impl FusedIterator for NameMatchIter<'_> {}

impl<'m> NameMatch<'m> {
    /// Where it stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Everything that bears it, the best known first.
    pub fn candidates(&self) -> impl Iterator<Item = Record> + use<'m> {
        let NameMatch { gazetteer, candidates, .. } = *self;
        candidates.iter().map(|candidate| gazetteer.describe(candidate.record))
    }
}
