//! Which mentions are the same: titles, nominals, pronouns and groups, each led back to what the text named.

use crate::{
    document::Form,
    hash::Map,
    names::{Entities, NameMention, Names, Reading},
    text::Starts,
};

mod ages;
mod appositions;
mod authors;
mod groups;
mod holders;
mod meant;
mod name_words;
mod namings;
mod nominals;
mod nouns;
mod phrases;
mod pronouns;
mod salience;
mod titles;
mod witness;

pub(crate) use meant::Meant;
pub(crate) use phrases::{Head, Phrase};
pub(crate) use witness::Witness;

/// A title, nominal, pronoun or group in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    pub form: Form,
    pub entity: Option<u32>,
    /// Groups only.
    pub members: Vec<u32>,
    pub rule: &'static str,
    /// Nominals: the tokens of the fullest description of the same unnamed person or body.
    pub description: Option<(u32, u32)>,
}

/// All mentions of a document.
pub(crate) struct References {
    pub names: Vec<NameMention>,
    pub others: Vec<Reference>,
    pub entities: Entities,
    /// Where the names begin.
    name_starts: Starts,
    /// Noun phrases that may speak, in text order, disjoint.
    pub phrases: Vec<Phrase>,
    /// Where these begin.
    phrase_starts: Starts,
    /// By what nouns the text calls people and bodies: in a title, in an apposition.
    called: Map<u32, Vec<String>>,
    /// Reports and letters with whom they come from: first token, entity; in text order.
    pub authors: Vec<(u32, u32)>,
}

/// Resolves what stands for a name.
pub(crate) fn resolve(reading: &Reading<'_, '_>, names: Names, witness: &mut Witness) -> References {
    let tokens = reading.parsed.tokens.len();
    let mut references = References {
        name_starts: Starts::new(tokens, names.mentions.iter().map(|m| m.first as usize)),
        phrases: Vec::new(),
        phrase_starts: Starts::default(),
        others: Vec::new(),
        authors: Vec::new(),
        called: Map::default(),
        names: names.mentions,
        entities: names.entities,
    };
    titles::find(reading, &mut references);
    nominals::find(reading, &mut references);
    ages::find(reading, &mut references);
    pronouns::find(reading, &mut references);
    references.others.sort_by_key(|r| (r.first, std::cmp::Reverse(r.last)));
    let References { names, others, .. } = &mut references;
    uncross(names, others);
    titles::resolve(reading, &mut references, witness);
    holders::lend_names(reading, &mut references);
    nominals::resolve(reading, &mut references, witness);
    ages::resolve(reading, &mut references);
    namings::resolve(reading, &mut references);
    groups::resolve(reading, &mut references, witness);
    pronouns::resolve(reading, &mut references, witness);
    authors::find(reading, &mut references);
    // `the Americans`, `the German` of no one in particular: the people's name stands by itself.
    references.others.retain(|r| r.rule != "nominal.people");
    references.phrases = phrases::collect(reading, &references);
    references.phrase_starts = Starts::new(tokens, references.phrases.iter().map(|p| p.first as usize));
    references
}

/// Takes out what crosses a name or a longer reference before it: where the text is broken, so are its phrases.
fn uncross(names: &[NameMention], others: &mut Vec<Reference>) {
    let mut around: Vec<u32> = Vec::new();
    others.retain(|r| {
        while around.last().is_some_and(|&last| last <= r.first) {
            around.pop();
        }
        let at = names.partition_point(|m| m.last <= r.first);
        let mut inside = names[at..].iter().take_while(|m| m.first < r.last);
        let name = inside.any(|m| m.first < r.first && m.last < r.last || m.first > r.first && m.last > r.last);
        let crosses = name || around.last().is_some_and(|&last| last < r.last);
        if !crosses {
            around.push(r.last);
        }
        !crosses
    });
}

impl References {
    fn call(&mut self, entity: u32, noun: &str) {
        let nouns = self.called.entry(entity).or_default();
        if nouns.iter().all(|known| known != noun) {
            nouns.push(noun.to_owned());
        }
    }

    /// Does the text call somebody so?
    fn is_called(&self, entity: u32, noun: &str) -> bool {
        self.called.get(&entity).is_some_and(|nouns| nouns.iter().any(|known| known == noun))
    }

    /// The names that begin before a token.
    pub(crate) fn names_before(&self, token: u32) -> std::slice::Iter<'_, NameMention> {
        self.names[..self.name_starts.before(token as usize)].iter()
    }

    /// The names that begin in a range of tokens.
    pub(crate) fn names_in(&self, first: u32, last: u32) -> impl Iterator<Item = &NameMention> {
        let from = self.name_starts.before(first as usize);
        self.names[from..].iter().take_while(move |m| m.first < last)
    }

    /// The name, if any, that covers a token.
    pub(crate) fn name_at(&self, token: u32) -> Option<&NameMention> {
        let begun = self.name_starts.before(token as usize + 1);
        self.names[..begun].last().filter(|m| m.last > token)
    }
}
