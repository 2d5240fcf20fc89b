//! Names of people, places and organizations: exact span and type.

use std::collections::BTreeSet;

use onrecord::Span;

use super::names::{NAMES, trimmed};
use crate::{
    corpus::Corpus,
    figures::{Count, Figures},
    output::Outputs,
};

/// The types as gold files and the output call them.
const TYPES: [(&str, &[&str]); 3] = [
    ("PER", &["PER", "Person", "person", "politician", "leader"]),
    ("LOC", &["LOC", "Location", "location", "GPE", "country", "COUNTRY", "place"]),
    ("ORG", &["ORG", "Organization", "organization", "organisation", "politicalparty"]),
];

pub(super) fn score(corpus: &Corpus, outputs: &Outputs, figures: &mut Figures) {
    let mut by_type = [Count::default(); 3];
    let mut untyped = Count::default();
    let forms = [&NAMES[..], &["metonym"]].concat();
    for gold in &corpus.articles {
        let text = &gold.text;
        let window = gold.window.unwrap_or(Span::new(0, text.len()));
        // Inside a name of a type that is not compared, such as that of an election, anything may be named.
        let other: Vec<Span> = gold.names.iter().filter(|n| type_of(&n.label).is_none()).map(|n| n.span).collect();
        let wanted: BTreeSet<(Span, &str)> = gold
            .names
            .iter()
            .filter(|name| window.covers(name.span))
            .filter_map(|name| type_of(&name.label).map(|t| (trimmed(text, name.span, t == "PER"), t)))
            .collect();
        let said: BTreeSet<(Span, &str)> = outputs
            .of(&gold.id)
            .mentions_as(&forms)
            .filter_map(|(span, e)| type_of(&e.kind).map(|t| (trimmed(text, span, t == "PER"), t)))
            .filter(|(span, _)| window.covers(*span) && !other.iter().any(|o| o.covers(*span)))
            .collect();
        for (count, (label, _)) in by_type.iter_mut().zip(TYPES) {
            let of = |names: &BTreeSet<(Span, &str)>| names.iter().filter(|n| n.1 == label).count();
            let right = wanted.intersection(&said).filter(|n| n.1 == label).count();
            *count += Count { right, said: of(&said), gold: of(&wanted) };
        }
        let spans = |names: &BTreeSet<(Span, &str)>| names.iter().map(|n| n.0).collect::<BTreeSet<_>>();
        let (a, b) = (spans(&wanted), spans(&said));
        untyped += Count { right: a.intersection(&b).count(), said: b.len(), gold: a.len() };
        for (span, label) in wanted.difference(&said) {
            figures.missed(format!("{label} | {}", span.of(text)));
        }
        for (span, label) in said.difference(&wanted) {
            figures.false_alarm(format!("{label} | {}", span.of(text)));
        }
    }
    let mut all = Count::default();
    by_type.iter().for_each(|&count| all += count);
    figures.found("names", all);
    for (count, (label, _)) in by_type.into_iter().zip(TYPES) {
        figures.found(&format!("names.{label}"), count);
    }
    figures.found("names.untyped", untyped);
}

fn type_of(label: &str) -> Option<&'static str> {
    TYPES.iter().find(|(_, labels)| labels.contains(&label)).map(|(label, _)| *label)
}
