//! What two stretches of text have in common.

use std::collections::{HashMap, HashSet};

use onrecord::Span;

/// The letters and digits that spans cover, each by its first byte: marks and spaces at the edges do not count.
pub(crate) type Letters = HashSet<usize>;

/// The letters of spans.
pub(crate) fn letters<'s>(text: &str, spans: impl IntoIterator<Item = &'s Span>) -> Letters {
    let of = |span: &Span| {
        let start = span.start;
        span.of(text).char_indices().filter(|(_, c)| c.is_alphanumeric()).map(move |(k, _)| start + k)
    };
    spans.into_iter().flat_map(of).collect()
}

/// For each stretch of `found` the one of `gold` that it overlaps most: by half or more, one to one, best pairs first.
pub(crate) fn pairs(gold: &[Letters], found: &[Letters]) -> HashMap<usize, usize> {
    let mut all = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let both = a.intersection(b).count();
            let either = a.len() + b.len() - both;
            if both > 0 && both * 2 >= either {
                all.push((both as f64 / either as f64, i, j));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut pairs, mut taken) = (HashMap::new(), vec![false; gold.len()]);
    for (_, i, j) in all {
        if !taken[i] && !pairs.contains_key(&j) {
            taken[i] = true;
            pairs.insert(j, i);
        }
    }
    pairs
}

/// Without what is neither letter nor digit at its edges.
pub(crate) fn stripped(text: &str, span: Span) -> Span {
    let shown = span.of(text);
    let kept = shown.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = span.start + shown.len() - kept.len();
    Span::new(start, start + kept.trim_end_matches(|c: char| !c.is_alphanumeric()).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pairs_come_first_and_each_stretch_is_taken_once() {
        let set = |r: std::ops::Range<usize>| r.collect::<Letters>();
        let gold = [set(0..10), set(10..20)];
        let found = [set(0..6), set(0..10), set(12..19)];
        assert_eq!(pairs(&gold, &found), HashMap::from([(1, 0), (2, 1)]));
    }

    #[test]
    fn edges_are_stripped() {
        let text = "“Élan,” he";
        assert_eq!(stripped(text, Span::new(0, text.find(' ').unwrap())).of(text), "Élan");
        assert!(stripped("...", Span::new(0, 3)).is_empty());
    }
}
