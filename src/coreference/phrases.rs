//! Noun phrases that may speak: names with their titles, titles, nominals, pronouns, groups.

use super::{Meant, References};
use crate::{
    document::Form,
    gazetteer::lexicon::FunctionClass,
    names::{NameMention, Reading},
    text::{Case, TokenKind},
};

/// What a phrase is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// Index into the names.
    Name(u32),
    /// Index into the other references.
    Other(u32),
}

/// A noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// First token, its title or determiner included.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    pub head: Head,
}

/// All phrases, outermost only, in text order.
pub(crate) fn collect(reading: &Reading<'_, '_>, references: &References) -> Vec<Phrase> {
    let names = references.names.iter().enumerate().map(|(k, m)| {
        // A title that a line break parts from the name is that of somebody else.
        let floor = reading.parsed.sentences.get(reading.parsed.sentence_of(m.first as usize)).map_or(0, |s| s.first);
        let title = m.title.map_or(m.first, |t| t.0).max(floor);
        let first = if m.title.is_some() { start(reading, references, title) } else { determiner(reading, title) };
        Phrase { first, last: m.last + u32::from(is_honour(reading, references, m)), head: Head::Name(k as u32) }
    });
    let others = references.others.iter().enumerate().map(|(k, r)| Phrase {
        first: r.first,
        last: r.last,
        head: Head::Other(k as u32),
    });
    // Where both are the same words, `the Dutchman`, the reference says more than the name.
    let mut all: Vec<Phrase> = others.chain(names).collect();
    all.sort_by_key(|p| (p.first, std::cmp::Reverse(p.last)));
    let mut outer: Vec<Phrase> = Vec::with_capacity(all.len());
    for phrase in all {
        match outer.last_mut() {
            Some(before) if phrase.last <= before.last => {}
            // Two that cross: the head of the longer one is that of the later one.
            Some(before) if phrase.first < before.last => {
                before.last = phrase.last;
                before.head = phrase.head;
            }
            _ => outer.push(phrase),
        }
    }
    outer
}

/// `Jane Doe QC`, `John Roe MP`: letters behind a person's name.
pub(super) fn is_honour(reading: &Reading<'_, '_>, references: &References, name: &NameMention) -> bool {
    use crate::{document::EntityKind, text::TokenKind};
    let person = matches!(references.entities.get(name.entity).kind, EntityKind::Person | EntityKind::Leader);
    let letters =
        reading.parsed.tokens.get(name.last as usize).is_some_and(|t| {
            t.kind == TokenKind::Word && t.case == Case::Upper && (2..=3).contains(&(t.end - t.start))
        });
    person && letters && references.name_at(name.last).is_none()
}

/// `the` before a name.
fn determiner(reading: &Reading<'_, '_>, first: u32) -> u32 {
    match first.checked_sub(1) {
        Some(k) if matches!(reading.parsed.word(k as usize), "the" | "The") => k,
        _ => first,
    }
}

/// Where the noun phrase begins whose head begins at `head`: over modifiers back to its determiner.
pub(crate) fn start(reading: &Reading<'_, '_>, references: &References, head: u32) -> u32 {
    let parsed = reading.parsed;
    let floor =
        parsed.sentences.get(parsed.sentence_of(head as usize)).map_or(head, |s| s.first).max(head.saturating_sub(9));
    let mut first = head;
    while first > floor {
        let k = first - 1;
        if let Some(name) = references.name_at(k) {
            if name.first < floor {
                break;
            }
            first = name.first;
            // `met Israel's foreign minister`: whose it is opens the phrase.
            let owner = parsed.tokens.get(name.last as usize).is_some_and(|t| t.kind == TokenKind::Possessive);
            if owner && name.last < head {
                let first = name.titled().0.max(floor);
                let the = first.checked_sub(1).filter(|&k| matches!(parsed.word(k as usize), "the" | "The"));
                return the.unwrap_or(first);
            }
            continue;
        }
        let token = &parsed.tokens[k as usize];
        match (token.kind, reading.words.function(k as usize)) {
            // `a step that aid groups say`: no determiner
            (_, Some(FunctionClass::Determiner)) if matches!(parsed.word(k as usize), "that") && k > floor => break,
            (_, Some(FunctionClass::Determiner)) => {
                first = k;
                // `all the officials`, `both the ministers`
                let whole = matches!(parsed.word(k as usize), "the" | "these" | "those");
                let all = matches!(k.checked_sub(1).map(|b| parsed.word(b as usize)), Some("all" | "both" | "half"));
                let counts = matches!(
                    parsed.word(k as usize),
                    "other" | "more" | "two" | "three" | "four" | "five" | "several" | "many" | "such" | "few"
                );
                if !(whole && all || counts) {
                    break;
                }
            }
            (_, Some(FunctionClass::Pronoun)) => {
                // `his spokesman`
                let possessive = matches!(
                    parsed.word(k as usize).to_lowercase().as_str(),
                    "his" | "her" | "its" | "their" | "our" | "my" | "your"
                );
                return if possessive { k } else { first };
            }
            (TokenKind::Possessive | TokenKind::Number, _) => first = k,
            (TokenKind::Joint, _) if token.glued => first = k,
            (TokenKind::Word, None) if is_modifier(reading, k) => first = k,
            _ => break,
        }
    }
    // Without a determiner a lowercase word with a verb’s ending is a verb: `owned shares`, `buys companies`.
    let bare = |k: u32| {
        let word = parsed.word(k as usize);
        let verb = word.ends_with("ed") || word.ends_with('s') || word.ends_with("en") || word.ends_with("ught");
        reading.words.function(k as usize).is_none() && verb && word.starts_with(char::is_lowercase)
    };
    if first < head && (first..head).all(|k| reading.words.function(k as usize).is_none()) {
        first = (first..head).rev().find(|&k| bare(k)).map_or(first, |k| k + 1);
    }
    // Nothing begins with a hyphen or an ’s.
    while first < head && matches!(parsed.tokens[first as usize].kind, TokenKind::Possessive | TokenKind::Joint) {
        first += 1;
    }
    first
}

/// Can a word stand between determiner and head? Verbs of speech and what looks like a verb's past cannot stand first.
fn is_modifier(reading: &Reading<'_, '_>, token: u32) -> bool {
    use crate::gazetteer::{lexicon::CueKind, source::layout::WordClass};
    let cue = reading.words.of(token as usize, WordClass::Cue);
    let verb = cue.is_some_and(|c| c.cue_kind() == CueKind::Verb && c.weight() >= 4);
    let word = reading.parsed.word(token as usize);
    let before = token.checked_sub(1);
    let determined = before.is_some_and(|k| reading.words.function(k as usize) == Some(FunctionClass::Determiner));
    // `the ruling party`, but not `he met visiting ministers`
    let form = word.ends_with("ing") && !determined || word.ends_with("ly");
    // `the operator advises passengers`
    let noun = before.is_some_and(|k| reading.words.of(k as usize, WordClass::Nominal).is_some_and(|n| !n.is_plural()));
    let verb = verb || noun && cue.is_some() && word.ends_with('s');
    !verb && !form && reading.parsed.tokens[token as usize].case != Case::None
}

impl References {
    /// The phrase that ends right before a token.
    pub(crate) fn phrase_ending(&self, token: u32) -> Option<&Phrase> {
        let begun = self.phrase_starts.before(token as usize);
        self.phrases[..begun].last().filter(|p| p.last == token)
    }

    /// The phrase that starts at a token.
    pub(crate) fn phrase_starting(&self, token: u32) -> Option<&Phrase> {
        self.phrase_starts.at(token as usize).map(|k| &self.phrases[k])
    }

    /// The phrases inside a range of tokens.
    pub(crate) fn phrases_in(&self, first: u32, last: u32) -> &[Phrase] {
        let (from, to) = (self.phrase_starts.before(first as usize), self.phrase_starts.before(last as usize));
        &self.phrases[from..to.max(from)]
    }

    /// Form, entities and description of what a phrase is about.
    pub(crate) fn meaning(&self, head: Head) -> (Form, Meant, Option<(u32, u32)>) {
        match head {
            Head::Name(k) => {
                let name = &self.names[k as usize];
                (name.form, Meant::One(name.entity), None)
            }
            Head::Other(k) => {
                let other = &self.others[k as usize];
                let mut entities: Meant = other.entity.into_iter().chain(other.members.iter().copied()).collect();
                if entities.is_empty() {
                    // `it`, of a report, is whoever wrote that.
                    let document = other.description.filter(|_| other.form == Form::Pronoun);
                    entities = self.author(document.map_or(other.first, |d| d.0)).into();
                }
                (other.form, entities, other.description)
            }
        }
    }
}
