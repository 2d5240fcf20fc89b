//! The rules in the order in which they are asked. Each has an id, a paragraph on what it does, and its own examples.

use super::Desk;

mod according_to;
mod continued;
mod follow_up;
mod gerund;
mod headline;
mod infinitive;
mod introduced;
mod labeller;
mod nested;
mod noun_clause;
mod noun_phrase;
mod object_infinitive;
mod object_of;
mod predicate;
mod quote_after;
mod quote_before;
mod quote_colon;
mod quote_credit;
mod quote_near;
mod trailing;
mod transcript;
mod verb_clause;

/// A rule with its examples.
pub(crate) struct Rule {
    /// The stable id that results carry.
    pub id: &'static str,
    /// What it does, in a sentence or two.
    #[allow(dead_code)] // read by listings and tests
    pub about: &'static str,
    #[allow(dead_code)] // read by tests
    pub takes: &'static [Example],
    /// Texts in which it must find nothing.
    #[allow(dead_code)] // read by tests
    pub leaves: &'static [&'static str],
    pub apply: fn(&mut Desk<'_, '_>, &'static str),
}

/// A text with the statement that a rule must find in it.
#[allow(dead_code)] // read by tests
pub(crate) struct Example {
    pub text: &'static str,
    pub source: &'static str,
    pub cue: &'static str,
    pub content: &'static [&'static str],
}

pub(crate) const ALL: &[Rule] = &[
    transcript::RULE,
    quote_after::RULE,
    quote_before::RULE,
    quote_colon::RULE,
    quote_credit::RULE,
    according_to::RULE,
    trailing::RULE,
    verb_clause::RULE,
    object_infinitive::RULE,
    predicate::RULE,
    object_of::RULE,
    infinitive::RULE,
    gerund::RULE,
    noun_clause::RULE,
    noun_phrase::RULE,
    quote_near::RULE,
    headline::RULE,
    introduced::RULE,
    follow_up::RULE,
    nested::RULE,
    labeller::RULE,
];
#[cfg(test)]
mod tests {
    use super::{ALL, Rule};
    use crate::{
        Document, Gazetteer, assemble,
        coreference::{self, Witness},
        names, statements,
        text::{LineMode, Parsed},
    };

    /// A text as these rules read it.
    fn read<'t>(text: &'t str, rules: &[Rule]) -> Document<'t> {
        let gazetteer = Gazetteer::bundled();
        let parsed = Parsed::new(text, LineMode::Auto);
        let words = gazetteer.words(text, &parsed.tokens);
        let reading = names::Reading { parsed: &parsed, gazetteer: &gazetteer, words: &words, date: None };
        let references = coreference::resolve(&reading, names::find(&reading), &mut Witness::default());
        let drafts = statements::by(rules, &reading, &references);
        assemble::document(parsed, (&gazetteer, None), references, drafts).0
    }

    #[test]
    fn every_rule_takes_and_leaves_its_examples() {
        let mut faults = Vec::new();
        // What a learned part may overrule must hold without it.
        let alone = ALL.iter().position(|rule| rule.id.starts_with("learned.")).unwrap_or(ALL.len());
        for (number, rule) in ALL.iter().enumerate() {
            if number >= alone && cfg!(not(feature = "model")) {
                break; // without weights it finds nothing
            }
            let rules = if number < alone { &ALL[..alone] } else { ALL };
            for example in rule.takes {
                let document = read(example.text, rules);
                let right = document.statements.iter().any(|s| {
                    s.rule == rule.id
                        && s.content.iter().map(|c| c.of(example.text)).eq(example.content.iter().copied())
                        && s.source.as_ref().map_or("", |s| &s.text) == example.source
                        && s.cue.as_ref().map_or("", |c| &c.text) == example.cue
                });
                if !right {
                    faults.push(format!("{} does not take {:?}: {:#?}", rule.id, example.text, document.statements));
                }
            }
            for text in rule.leaves {
                let document = read(text, rules);
                if document.statements.iter().any(|s| s.rule == rule.id) {
                    faults.push(format!("{} takes {text:?}: {:#?}", rule.id, document.statements));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn ids_are_unique_and_every_rule_has_examples() {
        for (k, rule) in ALL.iter().enumerate() {
            assert!(ALL[..k].iter().all(|r| r.id != rule.id), "{}", rule.id);
            assert!(!rule.takes.is_empty() && !rule.leaves.is_empty() && !rule.about.is_empty(), "{}", rule.id);
        }
    }
}
