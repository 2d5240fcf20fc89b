//! Sentence bounds: where sentences end inside a text.

use std::collections::BTreeSet;

use onrecord::Span;

use crate::{
    corpus::Corpus,
    figures::{Count, Figures},
    output::Outputs,
};

/// An end is told by the number of characters before it that are not white space, so that it does not matter to whom the
/// space belongs. The end of the text is found by everybody and does not count.
pub(super) fn score(corpus: &Corpus, outputs: &Outputs, figures: &mut Figures) {
    let mut count = Count::default();
    let mut whole = 0;
    for gold in &corpus.articles {
        let solid = solid(&gold.text);
        let last = solid.last().copied().unwrap_or(0);
        let ends = |spans: &[Span]| -> BTreeSet<usize> {
            spans.iter().map(|s| solid[s.end.min(gold.text.len())]).filter(|&end| end != last).collect()
        };
        let (wanted, said) = (ends(&gold.sentences), ends(&outputs.of(&gold.id).sentences));
        whole += usize::from(wanted == said);
        count += Count { right: wanted.intersection(&said).count(), said: said.len(), gold: wanted.len() };
        for &end in wanted.difference(&said) {
            figures.missed(around(&gold.text, &solid, end));
        }
        for &end in said.difference(&wanted) {
            figures.false_alarm(around(&gold.text, &solid, end));
        }
    }
    figures.found("sentences", count);
    figures.rate("sentences.whole", whole, corpus.articles.len());
}

/// For each byte the number of characters before it that are not white space.
fn solid(text: &str) -> Vec<usize> {
    let mut counts = Vec::with_capacity(text.len() + 1);
    let mut before = 0;
    for c in text.chars() {
        counts.extend(std::iter::repeat_n(before, c.len_utf8()));
        before += usize::from(!c.is_whitespace());
    }
    counts.push(before);
    counts
}

fn around(text: &str, solid: &[usize], end: usize) -> String {
    let at = solid.partition_point(|&n| n < end);
    let (before, after) = text.split_at(text.ceil_char_boundary(at));
    let start = before.char_indices().rev().nth(29).map_or(0, |(k, _)| k);
    let shown: String = after.chars().take(25).collect();
    format!("{}|{shown}", &before[start..]).replace('\n', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_belong_to_nobody() {
        assert_eq!(solid("é b"), [0, 0, 1, 1, 2]);
        assert_eq!(around("One. Two.", &solid("One. Two."), 4), "One.| Two.");
    }
}
