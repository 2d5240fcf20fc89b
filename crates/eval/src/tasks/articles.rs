//! Whole articles: entities by kind, statements, and exactly the right speakers.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    corpus::{Corpus, Gold, GoldEntity, GoldStatement, Whole},
    figures::{Count, Figures},
    letters::{Letters, letters, pairs},
    output::{Entity, Output, Outputs, Statement},
};

/// The last one counts leaders and other people together.
const ENTITIES: [(&str, &[&str]); 5] = [
    ("leader", &["leader"]),
    ("country", &["country"]),
    ("organization", &["organization"]),
    ("person", &["person"]),
    ("people", &["leader", "person"]),
];
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

#[derive(Default)]
struct Tally {
    entities: [Count; 5],
    statements: Count,
    with_speaker: Count,
    kinds: [(usize, usize); 3],
    named: (usize, usize),
    anonymous: (usize, usize),
    kind_right: usize,
    negatives: (usize, usize),
}

/// # Errors
/// An article without statements and speakers.
pub(super) fn score(corpus: &Corpus, outputs: &Outputs, figures: &mut Figures) -> Result<()> {
    let mut tally = Tally::default();
    for gold in &corpus.articles {
        let whole = gold.whole.as_ref().with_context(|| format!("{}: this is no whole article", gold.id))?;
        let output = outputs.of(&gold.id);
        let speakers = Speakers::new(whole, output);
        tally.entities(gold, whole, output, &speakers, figures);
        tally.statements(gold, whole, output, &speakers, figures);
    }
    for ((name, _), count) in ENTITIES.iter().zip(tally.entities) {
        figures.found(&format!("entity.{name}"), count);
    }
    figures.found("statements", tally.statements);
    figures.found("statements+speaker", tally.with_speaker);
    for (kind, (right, all)) in KINDS.iter().zip(tally.kinds) {
        figures.rate(&format!("statements.recall.{kind}"), right, all);
    }
    figures.rate("speaker.named", tally.named.0, tally.named.1);
    figures.rate("speaker.anonymous", tally.anonymous.0, tally.anonymous.1);
    figures.rate("kind", tally.kind_right, tally.statements.right);
    figures.rate("negatives.taken", tally.negatives.0, tally.negatives.1);
    Ok(())
}

/// Which gold entity an entity of the output is.
struct Speakers<'g> {
    /// By its index in the output; each gold entity once.
    matched: BTreeMap<usize, &'g str>,
    /// Seats of power that gold counts to their country: “the Kremlin” may be either.
    seats: BTreeMap<usize, &'g str>,
}

impl<'g> Speakers<'g> {
    fn new(whole: &'g Whole, output: &Output) -> Speakers<'g> {
        let mut matched: BTreeMap<usize, &str> = BTreeMap::new();
        for (k, entity) in output.entities.iter().enumerate() {
            let free = |e: &&GoldEntity| !matched.values().any(|key| *key == e.key);
            if let Some(gold) = whole.entities.iter().filter(free).find(|e| is_same(e, entity)) {
                matched.insert(k, &gold.key);
            }
        }
        let mut seats = BTreeMap::new();
        for (k, entity) in output.entities.iter().enumerate().filter(|(k, _)| !matched.contains_key(k)) {
            let country = whole.entities.iter().rev().find(|e| e.kind == "country" && e.iso == entity.country);
            let own = fold(&entity.name);
            let is_mention = |m: &String| fold(m).contains(&own) || own.contains(&fold(m));
            if let Some(country) =
                country.filter(|c| entity.kind == "organization" && c.mentions.iter().any(is_mention))
            {
                seats.insert(k, country.key.as_str());
            }
        }
        Speakers { matched, seats }
    }

    fn key(&self, entity: usize) -> &'g str {
        self.matched.get(&entity).or_else(|| self.seats.get(&entity)).copied().unwrap_or("?")
    }
}

impl Tally {
    fn entities(&mut self, gold: &Gold, whole: &Whole, output: &Output, speakers: &Speakers, figures: &mut Figures) {
        let found: BTreeMap<&str, &str> =
            speakers.matched.iter().map(|(&k, &key)| (key, output.entities[k].kind.as_str())).collect();
        for (count, (_, kinds)) in self.entities.iter_mut().zip(ENTITIES) {
            let wanted: BTreeSet<&str> =
                whole.entities.iter().filter(|e| kinds.contains(&e.kind.as_str())).map(|e| e.key.as_str()).collect();
            let said = output.entities.iter().enumerate();
            *count += Count {
                gold: wanted.len(),
                right: wanted.iter().filter(|key| found.get(*key).is_some_and(|kind| kinds.contains(kind))).count(),
                said: said.filter(|(k, e)| kinds.contains(&e.kind.as_str()) && !speakers.seats.contains_key(k)).count(),
            };
        }
        for entity in whole.entities.iter().filter(|e| !found.contains_key(e.key.as_str())) {
            figures.missed(format!("{} | {} | {}", entity.kind, gold.id, entity.name));
        }
        for (k, entity) in output.entities.iter().enumerate().filter(|(_, e)| e.kind != "place") {
            if speakers.key(k) == "?" {
                figures.false_alarm(format!("{} | {} | {}", entity.kind, gold.id, entity.name));
            }
        }
    }

    fn statements(&mut self, gold: &Gold, whole: &Whole, output: &Output, speakers: &Speakers, figures: &mut Figures) {
        let text = &gold.text;
        let wanted: Vec<Letters> = whole.statements.iter().map(|s| letters(text, &s.content)).collect();
        let said: Vec<Letters> = output.statements.iter().map(|s| letters(text, &s.content)).collect();
        let pairs = pairs(&wanted, &said);
        let mut count = Count { right: pairs.len(), said: said.len(), gold: wanted.len() };
        self.statements += count;
        count.right = 0;
        for (k, statement) in whole.statements.iter().enumerate() {
            let kind = KINDS.iter().position(|kind| *kind == statement.kind);
            let found = pairs.iter().find(|(_, of)| **of == k).map(|(&found, _)| &output.statements[found]);
            if let Some(kind) = kind {
                self.kinds[kind].1 += 1;
                self.kinds[kind].0 += usize::from(found.is_some());
            }
            let line = |what: &str| format!("{what} | {} | {} | {}", gold.id, statement.source, shown(text, statement));
            let Some(found) = found else {
                figures.missed(line(&statement.kind));
                continue;
            };
            self.kind_right += usize::from(found.kind == statement.kind);
            let right = is_right(statement, found, speakers);
            let tally = if statement.speaker.is_empty() { &mut self.anonymous } else { &mut self.named };
            tally.0 += usize::from(right);
            tally.1 += 1;
            count.right += usize::from(right);
            if !right {
                let said: Vec<&str> = found.speakers.iter().map(|&s| speakers.key(s)).collect();
                figures.false_alarm(line(&format!("speaker {said:?}, gold {:?}", statement.speaker)));
            }
        }
        self.with_speaker += count;
        for negative in &whole.not_statements {
            let words = letters(text, [negative]);
            let is_taken = |s: &Letters| {
                let both = s.intersection(&words).count();
                both > 0 && 2 * both >= s.len() + words.len() - both
            };
            self.negatives.0 += usize::from(said.iter().any(is_taken));
            self.negatives.1 += 1;
        }
    }
}

fn shown(text: &str, statement: &GoldStatement) -> String {
    let fragments: Vec<&str> = statement.content.iter().map(|s| s.of(text)).collect();
    fragments.join(" … ").chars().take(90).collect()
}

/// Exactly the right speakers; for an unnamed one, the right description.
fn is_right(gold: &GoldStatement, found: &Statement, speakers: &Speakers) -> bool {
    let said: BTreeSet<&str> = found.speakers.iter().map(|&s| speakers.key(s)).collect();
    if !gold.speaker.is_empty() {
        return said == gold.speaker.iter().map(String::as_str).collect();
    }
    let (own, wanted) = (fold(found.anonymous.as_deref().unwrap_or("")), fold(&gold.anonymous));
    said.is_empty() && !own.is_empty() && (own.contains(&wanted) || wanted.contains(&own))
}

fn is_same(gold: &GoldEntity, entity: &Entity) -> bool {
    let name = fold(&entity.name);
    let called = || name == fold(&gold.name) || gold.aliases.iter().any(|alias| fold(alias) == name);
    let is_person = |kind: &str| matches!(kind, "leader" | "person");
    match gold.kind.as_str() {
        "country" => entity.kind == "country" && entity.country == gold.iso,
        kind if is_person(kind) => is_person(&entity.kind) && (called() || are_alike(&fold(&gold.name), &name)),
        _ => entity.kind == "organization" && called(),
    }
}

/// Do two names of people have their last word in common, and the initial of the first?
fn are_alike(a: &str, b: &str) -> bool {
    let ends = |name: &str| {
        let mut words = name.split(' ');
        let first = words.next().and_then(|w| w.chars().next())?;
        Some((first, name.rsplit(' ').next()?.to_owned()))
    };
    ends(a).is_some() && ends(a) == ends(b)
}

/// Small letters and digits without diacritics, everything else a space.
fn fold(name: &str) -> String {
    let plain: String = name.nfd().filter(|&c| !is_combining_mark(c)).collect::<String>().to_lowercase();
    let kept = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { ' ' };
    plain.chars().map(kept).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded() {
        assert_eq!(fold("Lech Wałęsa-Żak Jr."), "lech wa esa zak jr");
        assert!(are_alike("emmanuel macron", "e macron") && !are_alike("emmanuel macron", "brigitte macron"));
        assert!(!are_alike("", ""));
    }
}
