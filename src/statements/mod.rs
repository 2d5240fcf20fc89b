//! Who said what: an ordered row of small rules. What one settles the next ones leave.

use crate::{
    coreference::{Meant, References},
    document::{Act, Form, StatementKind},
    names::Reading,
    span::Span,
};

mod appositions;
mod clauses;
mod cues;
mod desk;
mod details;
pub(crate) mod learned;
mod passages;
pub(crate) mod rules;
mod sources;
mod subjects;

pub(crate) use cues::{CueSite, CueWord};
pub(crate) use desk::Desk;

/// A statement in the making; spans are bytes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub kind: StatementKind,
    pub content: Vec<Span>,
    pub quoted: Vec<Span>,
    pub source: Option<SourceDraft>,
    pub cue: Option<CueWord>,
    pub more_cues: Vec<CueWord>,
    pub act: Act,
    pub negated: bool,
    pub addressee: Option<Span>,
    pub venue: Option<Span>,
    pub rule: &'static str,
    /// What a learned part makes of it; where there is none, the rule's measured precision stands.
    pub probability: Option<f32>,
}

/// The source of a statement, with whom it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceDraft {
    pub span: Span,
    pub form: Form,
    pub speakers: Meant,
    /// The fullest description of an unnamed speaker.
    pub anonymous: Option<Span>,
}

/// Finds the statements of a document, sorted by the first byte of content.
pub(crate) fn find(reading: &Reading<'_, '_>, references: &References) -> Vec<Draft> {
    by(rules::ALL, reading, references)
}

/// The same by these rules alone.
pub(crate) fn by(rules: &[rules::Rule], reading: &Reading<'_, '_>, references: &References) -> Vec<Draft> {
    let mut statements = settled(rules, reading, references).finish();
    for statement in &mut statements {
        in_order(&mut statement.content);
        in_order(&mut statement.quoted);
    }
    statements.sort_by_key(|s| (s.content.first().copied(), s.cue.map(|c| c.first)));
    statements
}

/// What these rules settle.
fn settled<'a, 't>(rules: &[rules::Rule], reading: &'a Reading<'a, 't>, references: &'a References) -> Desk<'a, 't> {
    let mut desk = Desk::new(reading, references);
    for rule in rules {
        (rule.apply)(&mut desk, rule.id);
    }
    desk
}

/// What the rules make of a text before the labeller is asked.
#[cfg(feature = "train")]
pub(crate) fn hints(reading: &Reading<'_, '_>, references: &References) -> learned::hints::Hints {
    let alone = rules::ALL.iter().position(|rule| rule.id.starts_with("learned.")).unwrap_or(rules::ALL.len());
    learned::hints::Hints::new(&settled(&rules::ALL[..alone], reading, references))
}

/// Rules may add what stands before to a statement: in text order, and what overlaps is one.
fn in_order(spans: &mut Vec<Span>) {
    spans.sort_by_key(|span| span.start);
    spans.dedup_by(|next, kept| {
        let overlaps = next.start < kept.end;
        if overlaps {
            kept.end = kept.end.max(next.end);
        }
        overlaps
    });
}
