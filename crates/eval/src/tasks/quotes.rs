//! Attributed statements: content, source and cue.

use std::{collections::HashMap, sync::LazyLock};

use onrecord::Span;
use regex::Regex;

use super::marked::marked;
use crate::output::Outputs;
use crate::{
    corpus::{Attribution, Corpus, Gold},
    figures::{Count, Figures},
    letters::{Letters, letters, pairs, stripped},
    output::{Output, Statement},
};

const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

static THAT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\W*that\s+").expect("a regular expression"));
static APPOSITION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(",| (?:who|which|that) ").expect("a regular expression"));

/// A statement with its letters, gold or not.
struct Row {
    roles: [Vec<Span>; 3],
    content: Letters,
    source: Letters,
}

const ROLES: [&str; 3] = ["source", "cue", "content"];

/// Content overlaps by half or more; `content+source` wants a source that shares a letter with gold’s. `quoted-region` asks
/// of each quoted stretch of three words or more who said it. `exact` compares whole spans, without marks at the edges.
pub(super) fn score(corpus: &Corpus, outputs: &Outputs, figures: &mut Figures) {
    let mut tally = Tally::default();
    for gold in &corpus.articles {
        tally.add(gold, outputs.of(&gold.id), figures);
    }
    figures.found("content", tally.content);
    figures.found("content+source", tally.with_source);
    figures.found("quoted-region", tally.regions);
    figures.rate("source-accuracy", tally.sources.0, tally.sources.1);
    for (kind, (right, all)) in KINDS.iter().zip(tally.kinds) {
        figures.rate(&format!("recall.{kind}"), right, all);
    }
    for (role, count) in ROLES.iter().zip(tally.exact) {
        figures.found(&format!("exact.{role}"), count);
    }
}

#[derive(Default)]
struct Tally {
    content: Count,
    with_source: Count,
    regions: Count,
    sources: (usize, usize),
    kinds: [(usize, usize); 3],
    exact: [Count; 3],
}

impl Tally {
    fn add(&mut self, gold: &Gold, output: &Output, figures: &mut Figures) {
        let text = &gold.text;
        let regions = marked(text);
        let wanted: Vec<Row> = gold.attributions.iter().map(|a| Row::of_gold(text, a)).collect();
        let said: Vec<Row> = output.statements.iter().map(|s| Row::of_output(text, s)).collect();
        let inside = letters(text, &regions);
        let kinds: Vec<Option<usize>> = wanted.iter().map(|row| kind(row, &inside)).collect();
        for kind in kinds.iter().flatten() {
            self.kinds[*kind].1 += 1;
        }
        for (role, exact) in self.exact.iter_mut().enumerate() {
            *exact += alike(text, role, &wanted, &said);
        }
        let contents = |rows: &[Row]| rows.iter().map(|row| row.content.clone()).collect::<Vec<_>>();
        let pairs = pairs(&contents(&wanted), &contents(&said));
        let mut count = Count { right: pairs.len(), ..Count::default() };
        count.gold = wanted.iter().filter(|row| !row.content.is_empty()).count();
        count.said = said.iter().filter(|row| !row.content.is_empty()).count();
        self.content += count;
        count.right = 0;
        for (&found, &of) in &pairs {
            let (a, b) = (&wanted[of].source, &said[found].source);
            if let Some(kind) = kinds[of] {
                self.kinds[kind].0 += 1;
            }
            let same = !a.is_disjoint(b);
            if !a.is_empty() {
                self.sources.1 += 1;
                self.sources.0 += usize::from(same);
            }
            count.right += usize::from(same || a.is_empty() && b.is_empty());
        }
        self.with_source += count;
        for region in &regions {
            self.regions += who_said(text, *region, &wanted, &said);
        }
        for (k, row) in wanted.iter().enumerate() {
            if let Some(kind) = kinds[k].filter(|_| !pairs.values().any(|&of| of == k)) {
                figures.missed(row.line(text, KINDS[kind]));
            }
        }
        for (k, row) in said.iter().enumerate().filter(|(k, _)| !pairs.contains_key(k)) {
            figures.false_alarm(row.line(text, &output.statements[k].rule));
        }
    }
}

impl Row {
    fn of_gold(text: &str, a: &Attribution) -> Row {
        Row::new(text, [a.source.clone(), a.cue.clone(), a.content.clone()])
    }

    fn of_output(text: &str, s: &Statement) -> Row {
        Row::new(text, [s.source.into_iter().collect(), s.cue.into_iter().collect(), s.content.clone()])
    }

    fn new(text: &str, roles: [Vec<Span>; 3]) -> Row {
        Row { content: letters(text, &roles[2]), source: letters(text, &roles[0]), roles }
    }

    fn line(&self, text: &str, first: &str) -> String {
        let shown = |spans: &Vec<Span>| {
            let all: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
            all.join(" … ").replace('\n', " / ").chars().take(110).collect::<String>()
        };
        format!("{first} | {}", self.roles.each_ref().map(shown).join(" | "))
    }
}

/// Direct, mixed or indirect, by the share of letters between marks.
fn kind(row: &Row, inside: &Letters) -> Option<usize> {
    let all = row.content.len();
    let marked = row.content.intersection(inside).count();
    let share = marked as f64 / all as f64;
    (all > 0).then_some(if share >= 0.98 { 0 } else { usize::from(share <= 0.02) + 1 })
}

/// How many roles are the same to the letter.
fn alike(text: &str, role: usize, wanted: &[Row], said: &[Row]) -> Count {
    let plain = |rows: &[Row]| {
        let mut all: HashMap<Vec<Span>, usize> = HashMap::new();
        for row in rows.iter().filter(|row| !row.roles[role].is_empty()) {
            *all.entry(row.roles[role].iter().map(|&s| plain(text, role, s)).collect()).or_default() += 1;
        }
        all
    };
    let (a, b) = (plain(wanted), plain(said));
    let right = a.iter().map(|(spans, &times)| times.min(b.get(spans).copied().unwrap_or(0))).sum();
    Count { right, said: b.values().sum(), gold: a.values().sum() }
}

/// Without marks at the edges, a content’s leading “that”, a source’s apposition.
fn plain(text: &str, role: usize, mut span: Span) -> Span {
    match ROLES[role] {
        "content" => span.start += THAT.find(span.of(text)).map_or(0, |that| that.end()),
        "source" => span.end = APPOSITION.find(span.of(text)).map_or(span.end, |found| span.start + found.start()),
        _ => {}
    }
    stripped(text, span)
}

/// Whether a quoted stretch has a source in gold, in the output, and the same in both.
fn who_said(text: &str, region: Span, wanted: &[Row], said: &[Row]) -> Count {
    let region_letters = letters(text, &[region]);
    if region_letters.is_empty() || region.of(text).split_whitespace().count() < 3 {
        return Count::default();
    }
    let source = |rows: &'_ [Row]| {
        let best = rows
            .iter()
            .map(|row| (row.content.intersection(&region_letters).count(), row))
            .max_by_key(|(shared, _)| *shared)?;
        (best.0 * 2 >= region_letters.len() && !best.1.source.is_empty()).then(|| best.1.source.clone())
    };
    let (a, b) = (source(wanted), source(said));
    let same = a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| !a.is_disjoint(b));
    Count { right: usize::from(same), said: usize::from(b.is_some()), gold: usize::from(a.is_some()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“We go now,” said Ana, who waved. Bo said that it rained.";

    fn span(shown: &str) -> Span {
        let start = TEXT.find(shown).unwrap();
        Span::new(start, start + shown.len())
    }

    #[test]
    fn edges_do_not_count() {
        assert_eq!(plain(TEXT, 2, span("that it rained.")).of(TEXT), "it rained");
        assert_eq!(plain(TEXT, 0, span("Ana, who waved")).of(TEXT), "Ana");
        assert_eq!(plain(TEXT, 1, span("said Ana,")).of(TEXT), "said Ana");
    }

    #[test]
    fn statements_are_compared_by_content_source_and_stretch() {
        let row = |source: &str, cue: &str, content: &str| Attribution {
            source: vec![span(source)],
            cue: vec![span(cue)],
            content: vec![span(content)],
        };
        let gold = Gold {
            text: TEXT.into(),
            attributions: vec![row("Ana", "said", "“We go now,”"), row("Bo", "said", "it rained")],
            ..Gold::default()
        };
        let statement = |source: &str, content: &str| Statement {
            kind: "direct".into(),
            content: vec![span(content)],
            source: Some(span(source)),
            cue: None,
            speakers: Vec::new(),
            anonymous: None,
            rule: "test".into(),
        };
        let output = Output {
            statements: vec![statement("Ana", "We go now,"), statement("Ana", "it rained.")],
            ..Output::default()
        };
        let mut tally = Tally::default();
        tally.add(&gold, &output, &mut Figures::default());
        assert_eq!((tally.content.right, tally.with_source.right), (2, 1));
        assert_eq!((tally.regions.right, tally.regions.gold), (1, 1));
        assert_eq!((tally.sources, tally.kinds), ((1, 2), [(1, 1), (0, 0), (1, 1)]));
        assert_eq!((tally.exact[2].right, tally.exact[0].right, tally.exact[1].said), (2, 1, 0));
    }
}
