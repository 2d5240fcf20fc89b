//! The public list of the rules that statements name.

use serde::Serialize;

use crate::{confidence, statements::rules};

/// A rule that joins what was said to who said it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// The id that [`Statement::rule`](crate::Statement::rule) carries.
    pub id: &'static str,
    /// What it does, in a sentence or two.
    pub about: &'static str,
    /// Its measured precision, a lower bound.
    pub confidence: f64,
    /// Texts with the statement that it finds in them.
    pub takes: Vec<RuleExample>,
    /// Texts in which it finds nothing.
    pub leaves: &'static [&'static str],
}

/// A text with the statement that a rule finds in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleExample {
    /// The text.
    pub text: &'static str,
    /// Who said it; empty where the text gives nobody.
    pub source: &'static str,
    /// The word of speech; empty for a quote without one.
    pub cue: &'static str,
    /// What was said, fragment by fragment.
    pub content: &'static [&'static str],
}

/// All rules for statements, in the order in which they are asked: what one settles the next ones leave.
///
/// ```
/// let rule = onrecord::rules().find(|rule| rule.id == "quote.after").unwrap();
/// assert!(rule.takes.iter().any(|example| example.text.contains(example.source)));
/// ```
pub fn rules() -> impl Iterator<Item = Rule> {
    rules::ALL.iter().map(|rule| Rule {
        id: rule.id,
        about: rule.about,
        confidence: confidence::of(rule.id),
        takes: rule.takes.iter().map(example).collect(),
        leaves: rule.leaves,
    })
}

fn example(example: &rules::Example) -> RuleExample {
    RuleExample { text: example.text, source: example.source, cue: example.cue, content: example.content }
}
