//! Countries: exact span and ISO code of names labelled `COUNTRY`.

use std::collections::BTreeSet;

use onrecord::Span;

use super::names::{NAMES, trimmed};
use crate::{
    corpus::Corpus,
    figures::{Count, Figures},
    output::Outputs,
};

pub(super) fn score(corpus: &Corpus, outputs: &Outputs, figures: &mut Figures) {
    let mut count = Count::default();
    let forms = [&NAMES[..], &["demonym"]].concat();
    for gold in &corpus.articles {
        let text = &gold.text;
        let wanted: BTreeSet<(Span, &str)> = gold
            .names
            .iter()
            .filter(|name| name.label == "COUNTRY")
            .filter_map(|name| Some((trimmed(text, name.span, false), name.link.as_deref().filter(|l| !l.is_empty())?)))
            .collect();
        let said: BTreeSet<(Span, &str)> = outputs
            .of(&gold.id)
            .mentions_as(&forms)
            .filter(|(_, entity)| entity.kind == "country")
            .map(|(span, entity)| (trimmed(text, span, false), entity.country.as_deref().unwrap_or("")))
            .collect();
        count += Count { right: wanted.intersection(&said).count(), said: said.len(), gold: wanted.len() };
        for (span, code) in wanted.difference(&said) {
            figures.missed(format!("{code} | {}", span.of(text)));
        }
        for (span, code) in said.difference(&wanted) {
            figures.false_alarm(format!("{code} | {}", span.of(text)));
        }
    }
    figures.found("countries", count);
}
