//! How often each rule is right.

use std::collections::BTreeMap;

use onrecord::Extractor;

use crate::{
    corpus::Gold,
    letters::{Letters, letters, pairs},
};

/// Rules for what such gold files do not mark, or join to the statement before: quotes within quotes, the turns of
/// transcripts, quotes that go on in the next paragraph.
const UNMARKED: [&str; 3] = ["quote.nested", "transcript.turn", "quote.follow-up"];
/// Fewer cases say too little: the rule stays unmeasured.
const FEWEST: u32 = 5;

/// Cases and right ones by rule.
#[derive(Default)]
pub(crate) struct Tally(BTreeMap<String, (u32, u32)>);

impl Tally {
    /// Compares one article. A statement is right if it shares half of its letters or more with a gold statement that no
    /// better one has taken, and its source shares a letter with that one’s, or neither has any.
    pub(crate) fn add(&mut self, extractor: &Extractor, gold: &Gold) {
        let text = gold.text.as_str();
        let found = extractor.extract(text).statements;
        let wanted: Vec<Letters> = gold.attributions.iter().map(|a| letters(text, &a.content)).collect();
        let content: Vec<Letters> = found.iter().map(|s| letters(text, &s.content)).collect();
        let pairs = pairs(&wanted, &content);
        for (k, statement) in found.iter().enumerate() {
            let cases = self.0.entry(statement.rule.to_string()).or_default();
            cases.0 += 1;
            let Some(&pair) = pairs.get(&k) else { continue };
            let source = letters(text, &gold.attributions[pair].source);
            let own = letters(text, statement.source.as_ref().map(|s| &s.span));
            let same = !source.is_disjoint(&own) || source.is_empty() && own.is_empty();
            cases.1 += u32::from(same);
        }
    }

    /// The rows of `data/rules.tsv`.
    pub(crate) fn table(&self) -> String {
        let mut rows = String::from("id\tcases\tright\tbound\n");
        for (rule, &(cases, right)) in &self.0 {
            if cases >= FEWEST && !UNMARKED.contains(&rule.as_str()) {
                rows += &format!("{rule}\t{cases}\t{right}\t{:.3}\n", lower_bound(right, cases));
            }
        }
        rows
    }
}

/// The lower end of the 95 % Wilson interval of a share.
fn lower_bound(right: u32, cases: u32) -> f64 {
    let (n, z) = (f64::from(cases), 1.96_f64);
    let share = f64::from(right) / n;
    let centre = share + z * z / (2.0 * n);
    let margin = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    ((centre - margin) / (1.0 + z * z / n)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Attribution;

    #[test]
    fn a_right_statement_is_counted_for_its_rule() {
        let text = "The “é” minister said it rained.";
        let span =
            |shown: &str| vec![onrecord::Span::new(text.find(shown).unwrap(), text.find(shown).unwrap() + shown.len())];
        let attribution =
            Attribution { source: span("The “é” minister"), cue: span("said"), content: span("it rained") };
        let gold = Gold { text: text.into(), attributions: vec![attribution], ..Gold::default() };
        let mut tally = Tally::default();
        tally.add(&Extractor::new(), &gold);
        assert_eq!(tally.0.values().map(|c| c.1).sum::<u32>(), 1, "{:?}", tally.0);
    }

    #[test]
    fn bounds_lie_below_the_share_and_near_it_for_many_cases() {
        assert!((lower_bound(90, 100) - 0.826).abs() < 0.001);
        assert!(lower_bound(9000, 10000) > 0.89 && lower_bound(0, 10) == 0.0);
    }
}
