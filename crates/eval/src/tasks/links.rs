//! Wikidata ids of names, demonyms and metonyms, on exact spans.

use std::collections::BTreeMap;

use onrecord::Span;
use regex::Regex;

use super::names::{NAMES, trimmed};
use crate::{
    corpus::{Corpus, Name},
    figures::{Count, Figures},
    output::Outputs,
};

const KINDS: [&str; 5] = ["leader", "country", "organization", "place", "person"];
const PRONOUNS: [&str; 15] =
    ["I", "He", "She", "It", "We", "They", "You", "His", "Her", "Its", "Their", "My", "Our", "Him", "Them"];

/// A prediction counts only where gold speaks: on a gold name with an id, or across one.
pub(super) fn score(corpus: &Corpus, outputs: &Outputs, figures: &mut Figures) {
    let countries = members_of_the_un();
    // Gold links “Brazil” in a report on football to the team; those are left out.
    let team = Regex::new("national .*team|Cup team").expect("a regular expression");
    let mut all = Count::default();
    let mut by_kind: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut countries_found, mut countries_all) = (0, 0);
    let forms = [&NAMES[..], &["demonym", "metonym"]].concat();
    for gold in &corpus.articles {
        let text = &gold.text;
        let window = gold.window.unwrap_or(Span::new(0, text.len()));
        let is_person = |name: &Name| matches!(name.label.as_str(), "PER" | "person" | "Person");
        let within = gold.names.iter().filter(|name| window.covers(name.span));
        let names: BTreeMap<Span, &Name> =
            within.map(|name| (trimmed(text, name.span, is_person(name)), name)).collect();
        let is_linked = |span: Span, name: &Name| {
            let shown = span.of(text);
            let capital = shown.chars().next().is_some_and(char::is_uppercase);
            name.link.as_deref().is_some_and(|id| id.starts_with('Q'))
                && capital
                && !PRONOUNS.contains(&shown)
                && !team.is_match(&name.title)
        };
        let linked: BTreeMap<Span, &str> = names
            .iter()
            .filter(|&(&span, name)| is_linked(span, name))
            .filter_map(|(&span, name)| Some((span, name.link.as_deref()?)))
            .collect();
        let output = outputs.of(&gold.id);
        let said: BTreeMap<Span, (&str, &str)> = output
            .mentions_as(&forms)
            .map(|(span, e)| (trimmed(text, span, matches!(e.kind.as_str(), "leader" | "person")), e))
            .filter(|(span, _)| window.covers(*span))
            .filter_map(|(span, e)| Some((span, (e.id.as_deref()?, e.kind.as_str()))))
            .collect();
        for (span, (id, kind)) in &said {
            let gold_speaks = if names.contains_key(span) {
                linked.contains_key(span)
            } else {
                names.keys().any(|n| n.overlaps(*span))
            };
            if !gold_speaks {
                continue;
            }
            let right = linked.get(span) == Some(id);
            all.said += 1;
            all.right += usize::from(right);
            let of_kind = by_kind.entry(*kind).or_default();
            of_kind.0 += usize::from(right);
            of_kind.1 += 1;
            if !right {
                let wanted = linked.get(span).unwrap_or(&"-");
                figures.false_alarm(format!("{kind} | {} | {id} | gold {wanted}", span.of(text)));
            }
        }
        for (span, id) in &linked {
            let found = said.get(span).is_some_and(|(said, _)| said == id);
            let is_country = countries.contains(id);
            all.gold += 1;
            countries_all += usize::from(is_country);
            countries_found += usize::from(is_country && found);
            if !found {
                figures.missed(format!("{} | {} | {id}", names[span].label, span.of(text)));
            }
        }
    }
    figures.found("links", all);
    for kind in KINDS {
        let (right, said) = by_kind.get(kind).copied().unwrap_or_default();
        figures.rate(&format!("links.precision.{kind}"), right, said);
    }
    figures.rate("links.recall.country", countries_found, countries_all);
}

/// Wikidata ids of the countries that are members of the United Nations.
fn members_of_the_un() -> Vec<&'static str> {
    let table = include_str!("../../../../data/countries.tsv");
    let column = |name: &str| table.lines().next().and_then(|head| head.split('\t').position(|c| c == name));
    let (Some(id), Some(kind)) = (column("qid"), column("kind")) else { return Vec::new() };
    let rows = table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.get(kind) == Some(&"member")).filter_map(|row| row.get(id).copied()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_united_nations_have_193_members() {
        let members = super::members_of_the_un();
        assert_eq!(members.len(), 193);
        assert!(members.contains(&"Q142"));
    }
}
