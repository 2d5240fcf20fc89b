//! What the rules think of a document: the labeller weighs it with what it sees itself.

use crate::{
    document::{EntityKind, StatementKind},
    statements::Desk,
    text::{Starts, fold::hash_ascii},
};

/// What the rules make of a cue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hint<Content = Vec<(u32, u32)>> {
    /// The cue's first and last token.
    pub cue: (u32, u32),
    /// Rule and kind of its statement as one number; 0 where no rule took the cue.
    pub rule: u32,
    pub source: Option<(u32, u32)>,
    pub content: Content,
}

/// A hint as a document keeps it: its content is a part of one list, from one place to another.
pub(crate) type Kept = Hint<(u32, u32)>;

/// The hints of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    /// By the cue's first token.
    cues: Vec<Kept>,
    /// Ranges of tokens: the content of statements.
    ranges: Vec<(u32, u32)>,
    /// The numbers of the hints that are about some token, in the tokens' order, and which tokens these are.
    about: Vec<u32>,
    about_starts: Starts,
    /// For each token the place in `numbers` of the statement that holds it.
    held: Vec<u8>,
    /// Rules and kinds of statements; 0 first, for none.
    numbers: Vec<u32>,
    /// Persons 1, bodies 2, countries 3, places 4; 0 for no name.
    pub named: Vec<u8>,
}

impl Hints {
    /// What stands on the desk.
    pub(crate) fn new(desk: &Desk<'_, '_>) -> Hints {
        let count = desk.reading.parsed.tokens.len();
        let (held, named) = (vec![0; count], vec![0; count]);
        let mut hints = Hints { held, named, numbers: vec![0], ..Hints::default() };
        for name in &desk.references.names {
            let kind = match desk.references.entities.get(name.entity).kind {
                EntityKind::Person | EntityKind::Leader => 1,
                EntityKind::Organization => 2,
                EntityKind::Country => 3,
                EntityKind::Place => 4,
            };
            hints.named[name.first as usize..name.last as usize].fill(kind);
        }
        for draft in desk.statements() {
            let number = number(draft.rule, draft.kind);
            let place = hints.place(number);
            for (first, last) in draft.content.iter().map(|&span| desk.tokens_of(span)) {
                hints.held[first as usize..last as usize].fill(place);
            }
            let source = draft.source.as_ref().map(|s| desk.tokens_of(s.span));
            for (k, cue) in draft.cue.iter().chain(&draft.more_cues).enumerate() {
                // A further cue leads to what follows it.
                let ranges = draft.content.iter().map(|&span| desk.tokens_of(span));
                let from = hints.ranges.len() as u32;
                hints.ranges.extend(ranges.filter(|range| k == 0 || range.0 >= cue.last));
                let content = (from, hints.ranges.len() as u32);
                hints.cues.push(Hint { cue: (cue.first, cue.last), rule: number, source, content });
            }
        }
        for (k, cue) in desk.cues.iter().enumerate().filter(|(k, _)| desk.is_open(*k)) {
            let source = desk.subject(k).map(|s| desk.tokens_of(s.span));
            hints.cues.push(Hint { cue: (cue.first, cue.last), rule: 0, source, content: (0, 0) });
        }
        hints.cues.sort_unstable_by_key(|h| (h.cue, h.rule == 0, h.content));
        hints.index(count);
        hints
    }

    /// The place of a number: rules are few.
    fn place(&mut self, number: u32) -> u8 {
        let known = self.numbers.iter().position(|&n| n == number);
        let place = known.unwrap_or_else(|| {
            self.numbers.push(number);
            self.numbers.len() - 1
        });
        u8::try_from(place).unwrap_or(0)
    }

    /// Notes which tokens the hints are about. The first of several wins.
    fn index(&mut self, tokens: usize) {
        let mut covered: Vec<u32> = Vec::new();
        let mut free = 0;
        for (k, hint) in self.cues.iter().enumerate() {
            let fresh = hint.cue.0.max(free)..hint.cue.1.min(tokens as u32);
            self.about.extend(fresh.clone().map(|_| k as u32));
            covered.extend(fresh);
            free = free.max(hint.cue.1);
        }
        self.about_starts = Starts::new(tokens, covered.into_iter().map(|token| token as usize));
    }

    /// The hint for a cue with this chief word.
    pub(crate) fn at(&self, token: u32) -> Option<&Kept> {
        let number = *self.about.get(self.about_starts.at(token as usize)?)?;
        self.cues.get(number as usize)
    }

    /// The content of a hint.
    pub(crate) fn content(&self, hint: &Kept) -> &[(u32, u32)] {
        &self.ranges[hint.content.0 as usize..hint.content.1 as usize]
    }

    /// Rule and kind of the statement that holds a token; 0 for none.
    pub(crate) fn held(&self, token: usize) -> u32 {
        self.held.get(token).map_or(0, |&place| self.numbers[usize::from(place)])
    }
}

/// A rule's id and what it made, as one number.
fn number(rule: &str, kind: StatementKind) -> u32 {
    let hash = hash_ascii(rule.as_bytes());
    ((hash ^ (hash >> 32)) as u32 | 4) & !3 | kind as u32
}
