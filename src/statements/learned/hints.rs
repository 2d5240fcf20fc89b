//! What the rules think of a document: the labeller weighs it with what it sees itself.

use crate::{
    document::{EntityKind, StatementKind},
    statements::Desk,
    text::fold::hash_ascii,
};

/// What the rules make of a cue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hint {
    /// The cue's first and last token.
    pub cue: (u32, u32),
    /// Rule and kind of its statement as one number; 0 where no rule took the cue.
    pub rule: u32,
    pub source: Option<(u32, u32)>,
    pub content: Vec<(u32, u32)>,
}

/// The hints of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    /// By the cue's first token.
    cues: Vec<Hint>,
    /// For each token the number of the hint that is about it, plus one.
    about: Vec<u32>,
    /// For each token rule and kind of the statement that holds it; 0 for none.
    pub held: Vec<u32>,
    /// Persons 1, bodies 2, countries 3, places 4; 0 for no name.
    pub named: Vec<u8>,
}

impl Hints {
    /// What stands on the desk.
    pub(crate) fn new(desk: &Desk<'_, '_>) -> Hints {
        let count = desk.reading.parsed.tokens.len();
        let mut hints = Hints { cues: Vec::new(), about: vec![0; count], held: vec![0; count], named: vec![0; count] };
        for name in &desk.references.names {
            let kind = match desk.references.entities.get(name.entity).kind {
                EntityKind::Person | EntityKind::Leader => 1,
                EntityKind::Organization => 2,
                EntityKind::Country => 3,
                EntityKind::Place => 4,
            };
            hints.named[name.first as usize..name.last as usize].fill(kind);
        }
        let statements = desk.statements();
        let numbers: Vec<u32> = statements.iter().map(|s| number(s.rule, s.kind)).collect();
        for (draft, &number) in statements.iter().zip(&numbers) {
            let content: Vec<(u32, u32)> = draft.content.iter().map(|&span| desk.tokens_of(span)).collect();
            for &(first, last) in &content {
                hints.held[first as usize..last as usize].fill(number);
            }
            let source = draft.source.as_ref().map(|s| desk.tokens_of(s.span));
            for (k, cue) in draft.cue.iter().chain(&draft.more_cues).enumerate() {
                // A further cue leads to what follows it.
                let content = content.iter().filter(|c| k == 0 || c.0 >= cue.last).copied().collect();
                hints.cues.push(Hint { cue: (cue.first, cue.last), rule: number, source, content });
            }
        }
        for (k, cue) in desk.cues.iter().enumerate().filter(|(k, _)| desk.is_open(*k)) {
            let source = desk.subject(k).map(|s| desk.tokens_of(s.span));
            hints.cues.push(Hint { cue: (cue.first, cue.last), rule: 0, source, content: Vec::new() });
        }
        hints.cues.sort_by_key(|h| (h.cue, h.rule == 0));
        // The first of several wins.
        for (k, hint) in hints.cues.iter().enumerate().rev() {
            let tokens = hints.about.get_mut(hint.cue.0 as usize..hint.cue.1 as usize);
            tokens.into_iter().for_each(|tokens| tokens.fill(k as u32 + 1));
        }
        hints
    }

    /// The hint for a cue with this chief word.
    pub(crate) fn at(&self, token: u32) -> Option<&Hint> {
        let number = *self.about.get(token as usize)? as usize;
        self.cues.get(number.checked_sub(1)?)
    }
}

/// A rule's id and what it made, as one number.
fn number(rule: &str, kind: StatementKind) -> u32 {
    let hash = hash_ascii(rule.as_bytes());
    ((hash ^ (hash >> 32)) as u32 | 4) & !3 | kind as u32
}
