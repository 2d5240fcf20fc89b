//! A quote with a dash and a name below or behind it.

use super::{Example, Rule};
use crate::statements::{Desk, SourceDraft};

pub(crate) const RULE: Rule = Rule {
    id: "quote.credit",
    about: "A quoted passage, a dash and a name that ends its line or the next one: the name spoke.",
    takes: &[Example {
        text: "Readers wrote to us.\n\n“The new bridge is a joy to cross.” — Jane Carter\n\n“It shakes.” — Tom Bell",
        source: "Jane Carter",
        cue: "",
        content: &["The new bridge is a joy to cross."],
    }],
    leaves: &["“The new bridge” — a joy to cross — opened in May."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 0..desk.passages.len() {
        if desk.passages[p].statement.is_some() || desk.passages[p].words < 3 {
            continue;
        }
        if let Some(source) = credit(desk, desk.passages[p].after as u32) {
            let range = (desk.passages[p].open as u32, desk.passages[p].after as u32);
            desk.report(None, &[range], Some(source), id);
        }
    }
}

/// The name behind a dash, up to the paragraph’s end or the next quote.
fn credit(desk: &Desk<'_, '_>, after: u32) -> Option<SourceDraft> {
    let parsed = desk.reading.parsed;
    let dash = matches!(desk.word(after), "―" | "—" | "–" | "-" | "--" | "~");
    let first = after + 1;
    let token =
        parsed.tokens.get(first as usize).filter(|t| dash && t.of(parsed.text).starts_with(char::is_uppercase))?;
    let at = parsed.paragraphs.partition_point(|p| p.end <= token.start as usize);
    let end = parsed.paragraphs.get(at)?.end;
    let last = (first..first + 12).find(|&k| {
        parsed.tokens.get(k as usize).is_none_or(|t| t.start as usize >= end) || !desk.passages_in(k, k + 1).is_empty()
    })?;
    let last = desk.trimmed_end(first, last);
    let phrase = desk.references.phrase_starting(first).filter(|p| p.last <= last);
    (last > first).then(|| phrase.map_or_else(|| desk.plain(first, last), |p| desk.of_phrase(p)))
}
