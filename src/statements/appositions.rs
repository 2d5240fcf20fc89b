//! Subjects whose verb stands behind an apposition: `Jane Doe, the envoy, said`, `the firm that built it, Tarland Marr, said`.

use super::{Desk, SourceDraft, subjects::REACH};
use crate::{
    coreference::{Head, Meant, Phrase},
    document::Form,
    gazetteer::{
        lexicon::{FunctionClass, NominalClass},
        source::layout::WordClass,
    },
};

impl Desk<'_, '_> {
    /// Over `, the envoy,` back to the name that it explains.
    pub(super) fn before_apposition(&self, comma: u32, floor: u32) -> Option<SourceDraft> {
        if let Some(named) = self.named_behind(comma, floor) {
            return Some(named);
        }
        let mut best: Option<&Phrase> = None;
        for k in (floor..comma).rev().take(REACH as usize) {
            let joint = matches!(self.word(k), "," | "–" | "—" | "-" | "--" | "(")
                || self.function(k) == Some(FunctionClass::Relative);
            if !joint {
                continue;
            }
            let Some(phrase) = self.references.phrase_ending(k).filter(|p| p.first >= floor) else { continue };
            let edge = phrase.first == floor || self.is_edge(phrase.first - 1);
            let person = !self.is_place(phrase);
            if person && (edge || best.is_none()) && !self.is_oblique(phrase) {
                best = Some(phrase);
                if edge && matches!(phrase.head, Head::Name(_)) && phrase.first == floor {
                    break;
                }
            }
        }
        if let Some(phrase) = best {
            return Some(self.widened(phrase, floor));
        }
        // `a woman in a red coat, on her way home, said`: back to the clause's first words.
        let first_comma = (floor..comma).take(REACH as usize).find(|&k| self.word(k) == ",")?;
        self.noun_phrase_before(first_comma, floor)
    }

    /// `The firm that built it, Tarland Marr, said`, `An examiner from the ministry, Roy Doe, said`: the name between
    /// commas is that of the unnamed one who opens the clause.
    fn named_behind(&self, comma: u32, floor: u32) -> Option<SourceDraft> {
        let phrase = self.references.phrase_ending(comma).filter(|p| p.first > floor + 1)?;
        let Head::Name(n) = phrase.head else { return None };
        let open = phrase.first - 1;
        let outer = self.references.phrase_starting(floor).filter(|p| p.last < open && self.word(open) == ",")?;
        let (_, speakers, _) = self.references.meaning(outer.head);
        let person = self.is_person(phrase);
        let noun = self.reading.words.of(outer.last as usize - 1, WordClass::Nominal).filter(|n| !n.is_plural())?;
        let fits = match noun.nominal_class() {
            NominalClass::Person => person,
            NominalClass::Organization => !person && !self.is_place(phrase),
            _ => false,
        };
        let simple = (outer.last..open).all(|k| self.word(k) != "," && !self.is(k, &["and", "said"]));
        let entity = self.references.names[n as usize].entity;
        (fits && simple && (speakers.is_empty() || speakers.contains(&entity))).then(|| SourceDraft {
            span: self.span(outer.first, outer.last),
            form: Form::Nominal,
            speakers: Meant::One(entity),
            anonymous: None,
        })
    }
}
