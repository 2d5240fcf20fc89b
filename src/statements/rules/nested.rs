//! Quotes within quotes.

use super::{Example, Rule};
use crate::{
    document::StatementKind,
    statements::{CueSite, Desk, Draft, passages::is_title},
};

pub(crate) const RULE: Rule = Rule {
    id: "quote.nested",
    about: "A quoted passage inside another, right behind a speaker and a verb of speech inside it: a statement of its own.",
    takes: &[Example {
        text: "“My wife told me, ‘You will forget,’ and she was right,” Tony Blair said.",
        source: "My wife",
        cue: "told",
        content: &["You will forget,"],
    }],
    leaves: &["“We sang ‘Auld Lang Syne’ for him,” Tony Blair said."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    let parsed = desk.reading.parsed;
    for quote in parsed.quotes.iter().filter(|q| q.depth == 1) {
        let (first, last) = desk.tokens_of(quote.inner());
        let open = parsed.token_at(quote.open().start) as u32;
        if first >= last || open == 0 || is_title(desk.reading, first as usize, last as usize) {
            continue;
        }
        let speaks = |&(k, c): &(usize, CueSite)| c.quoted && c.speaks() && c.hit.weight() >= 4 && desk.is_open(k);
        let found = desk.all_cues_in(open.saturating_sub(12) as usize, open as usize).rfind(speaks);
        let Some((number, cue)) = found else { continue };
        let listener = desk.listener(&cue, open);
        let from = listener.map_or(cue.last, |l| l.1);
        let link = (from..open).all(|k| desk.is(k, &[",", ":", "that", "me", "us", "him", "her", "them"]))
            || matches!(desk.word(open - 1), "," | ":");
        if !link || desk.reading.parsed.quote_of(cue.first as usize) != desk.reading.parsed.quote_of(first as usize) {
            continue;
        }
        let content = vec![desk.span(first, last)];
        let draft = Draft {
            kind: StatementKind::Direct,
            quoted: content.clone(),
            content,
            source: desk.subject(number).cloned(),
            cue: Some(cue.into()),
            more_cues: Vec::new(),
            act: cue.hit.act(),
            negated: desk.is_negated(&cue),
            addressee: listener.map(|l| l.0),
            venue: None,
            rule: id,
            probability: None,
        };
        if draft.source.is_some() {
            let statement = desk.settle(draft);
            desk.use_cue(number, statement);
        }
    }
}
