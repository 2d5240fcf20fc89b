//! Which names of the tables stand in a text.

use super::{
    Gazetteer, RecordId,
    source::{
        layout::{NameKind, NameRow},
        phrases::{Prefix, phrase_hash},
    },
};
use crate::{
    document::EntityKind,
    text::token::{Case, Token, TokenKind, tokenize},
};

/// What a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub record: RecordId,
    pub name: NameKind,
    pub kind: EntityKind,
    pub weight: u8,
}

/// A name in the text: its tokens and the range of its candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameHit {
    pub first: u32,
    pub last: u32,
    pub candidates: (u32, u32),
}

/// All names of a text with their candidates, in text order, disjoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameHits {
    pub hits: Vec<NameHit>,
    pub candidates: Vec<Candidate>,
}

impl NameHits {
    pub(crate) fn candidates(&self, hit: &NameHit) -> &[Candidate] {
        &self.candidates[hit.candidates.0 as usize..hit.candidates.1 as usize]
    }
}

/// A surname like Kim has hundreds of bearers; the best known are enough to choose from. Of other names every bearer
/// counts: each country has a supreme court.
const MOST_CANDIDATES: usize = 24;

impl Gazetteer {
    /// The names in a tokenized text: at each token the longest whose letters are written as the table has them.
    pub(crate) fn match_names(&self, text: &str, tokens: &[Token]) -> NameHits {
        let mut found = NameHits::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let starts = match token.kind {
                TokenKind::Word => {
                    token.case != Case::Lower || !bytes[token.start as usize..token.end as usize].is_ascii()
                }
                TokenKind::Number => true,
                _ => false,
            };
            match if starts { self.match_at(text, tokens, at, &mut found.candidates) } else { None } {
                Some((last, from)) => {
                    let candidates = (from as u32, found.candidates.len() as u32);
                    found.hits.push(NameHit { first: at as u32, last: last as u32, candidates });
                    at = last;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest name that starts at a token: its end, and where its candidates begin.
    pub(crate) fn match_at(
        &self,
        text: &str,
        tokens: &[Token],
        first: usize,
        found: &mut Vec<Candidate>,
    ) -> Option<(usize, usize)> {
        let from = found.len();
        let mut best = 0;
        // Own tables stand last and win.
        for (number, layer) in self.layers().iter().enumerate().rev() {
            let index = layer.names();
            let mut prefix = Prefix::EMPTY;
            for last in first..tokens.len() {
                prefix = prefix.then(phrase_hash(text, &tokens[last]));
                let Some(node) = index.find(prefix) else { break };
                let length = last + 1 - first;
                for entry in node.first..node.first + node.count {
                    let NameRow { kind, record, form } = layer.name(entry);
                    let kind = NameKind::from_index(kind);
                    if length < best || !written_as(layer.str(form), kind, text, &tokens[first..=last]) {
                        continue;
                    }
                    let row = layer.record(record);
                    // `Bosnian police`, `Kenya’s parliament` describe; names end with a capital.
                    let owned = length == 3 && tokens[first + 1].kind == TokenKind::Possessive;
                    let described =
                        (length == 2 || owned) && row.kind == EntityKind::Organization as u8 && is_small(&tokens[last]);
                    if described {
                        continue;
                    }
                    let candidate = Candidate {
                        record: RecordId::new(number, record),
                        name: kind,
                        kind: EntityKind::from_index(row.kind).unwrap_or(EntityKind::Place),
                        weight: row.weight,
                    };
                    if length > best {
                        found.truncate(from);
                        best = length;
                    }
                    let room = found.len() - from < MOST_CANDIDATES || kind != NameKind::Surname;
                    // Names stand by kind, weight and record: what is the same stands side by side.
                    let again = found[from..].last().is_some_and(|c| c.record == candidate.record && c.name == kind);
                    if room && !again {
                        found.push(candidate);
                    }
                }
                if !node.longer {
                    break;
                }
            }
        }
        (best > 0).then_some((first + best, from))
    }

    /// Does a country bear this name, or a people this adjective?
    pub(crate) fn is_country_name(&self, name: &str) -> bool {
        self.named(name).into_iter().any(|id| self.kind(id) == EntityKind::Country)
    }

    /// Everything that bears a name, whatever its case.
    pub(crate) fn named(&self, name: &str) -> Vec<RecordId> {
        let mut tokens = Vec::new();
        tokenize(name, &mut tokens);
        let prefix = tokens.iter().fold(Prefix::EMPTY, |prefix, token| prefix.then(phrase_hash(name, token)));
        let mut found = Vec::new();
        for (number, layer) in self.layers().iter().enumerate().rev() {
            let Some(node) = layer.names().find(prefix) else { continue };
            for entry in node.first..node.first + node.count {
                let id = RecordId::new(number, layer.name(entry).record);
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        found
    }
}

fn is_small(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.case == Case::Lower
}

/// Are the tokens written as the form is? Capitals may stand for small letters (headlines); small letters for capitals
/// only in acronyms that are read as a word (`Nato`).
fn written_as(form: &str, kind: NameKind, text: &str, tokens: &[Token]) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let shown = text.get(first.start as usize..last.end as usize).unwrap_or("");
    if shown == form {
        return true;
    }
    // `Mass.` and `Wash.` are no names without their dot; `Sen` and `US` are.
    if form.ends_with('.') && !shown.ends_with('.') && form.len() > 3 && !form[..form.len() - 1].contains('.') {
        return false;
    }
    let mut parts = Vec::new();
    tokenize(form, &mut parts);
    parts.len() == tokens.len()
        && parts.iter().zip(tokens).all(|(part, token)| {
            let letters = part.of(form).chars().filter(|c| c.is_alphabetic()).count();
            match (part.case, token.case) {
                (Case::Upper, Case::Upper) | (Case::Lower | Case::None, _) => true,
                (Case::Upper, Case::Title) => {
                    letters == 1 || tokens.len() == 1 && letters >= 4 && !token.of(text).contains('.')
                }
                (Case::Title | Case::Mixed, Case::Upper) => {
                    kind != NameKind::Surname && (tokens.len() > 1 || letters >= 4)
                }
                (Case::Title | Case::Mixed, Case::Title | Case::Mixed) => true,
                _ => false,
            }
        })
}
