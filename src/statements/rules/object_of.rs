//! `X accused Y of …`

use super::{Example, Rule};
use crate::{document::Act, gazetteer::lexicon::Frame, statements::Desk};

pub(crate) const RULE: Rule = Rule {
    id: "verb.object-of",
    about: "A speaker, a verb of blame or notice, its object and `of`: of blame the object belongs to the content, else it is \
            who was told.",
    takes: &[Example {
        text: "The minister accused the bank of hiding losses.",
        source: "The minister",
        cue: "accused",
        content: &["the bank of hiding losses"],
    }],
    leaves: &["The minister told the bank.", "The minister robbed the bank of its money."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for number in 0..desk.cues.len() {
        let cue = desk.cues[number];
        if !cue.takes(Frame::ObjectOf) || cue.hit.weight() < 4 || cue.passive || cue.quoted || !desk.is_open(number) {
            continue;
        }
        let sentence = desk.reading.parsed.sentences[cue.sentence as usize];
        let object =
            (cue.last..sentence.last.min(cue.last + 12)).take_while(|&k| desk.kind(k) != crate::text::TokenKind::Mark);
        let of = object.filter(|&k| desk.is(k, &["of", "about"])).find(|&k| k > cue.last);
        let Some(of) = of.filter(|&k| desk.holder(k as usize).is_none()) else { continue };
        let Some(source) = desk.subject(number).cloned() else { continue };
        let blame = cue.hit.act() == Act::Accuse;
        let first = if blame { cue.last } else { of + 1 };
        let last = desk.clause_end(of, sentence.last, &cue);
        if last <= of + 1 {
            continue;
        }
        if let Some(statement) = desk.report(Some(number), &[(first, last)], Some(source), id) {
            let listener = desk.span(cue.last, of);
            desk.statement(statement).addressee = (!blame).then_some(listener);
        }
    }
}
