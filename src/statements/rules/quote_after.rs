//! A quote with its speaker after it.

use super::{Example, Rule};
use crate::{
    document::StatementKind,
    gazetteer::lexicon::Frame,
    span::Span,
    statements::{CueSite, Desk, Draft, SourceDraft},
    text::TokenKind,
};

pub(crate) const RULE: Rule = Rule {
    id: "quote.after",
    about: "A quoted passage, then its speaker and a verb of speech, or the verb first. What is quoted behind them in the \
            same breath belongs to it. Words before the quote in its sentence make it mixed.",
    takes: &[
        Example {
            text: "“The road is open again,” Angela Merkel said on Monday.",
            source: "Angela Merkel",
            cue: "said",
            content: &["The road is open again,"],
        },
        Example {
            text: "\"We have no plan to leave,\" said Tony Blair, who was visiting Rome.",
            source: "Tony Blair",
            cue: "said",
            content: &["We have no plan to leave,"],
        },
        Example {
            text: "“The dam will hold,” the official said, adding, “and the water is falling.”",
            source: "the official",
            cue: "said",
            content: &["The dam will hold,", "and the water is falling."],
        },
        Example {
            text: "The plan is “a gift to nobody,” the official said.",
            source: "the official",
            cue: "said",
            content: &["The plan is “a gift to nobody,”"],
        },
    ],
    leaves: &["They sang “Auld Lang Syne” and the official smiled.", "The film “Harbour” opened in Rome."],
    apply,
};

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    for p in 0..desk.passages.len() {
        if desk.passages[p].statement.is_some() {
            continue;
        }
        let Some((cue_number, source)) = speaker_after(desk, p) else { continue };
        let cue = desk.cues[cue_number];
        let passage = desk.passages[p].clone();
        let (kind, content) = content(desk, p);
        let draft = Draft {
            kind,
            quoted: passage.fragments.clone(),
            content,
            source: Some(source),
            cue: Some(cue),
            more_cues: Vec::new(),
            act: cue.hit.act(),
            negated: desk.is_negated(&cue),
            addressee: None,
            venue: desk.venue(&cue),
            rule: id,
        };
        let number = desk.settle(draft);
        desk.use_cue(cue_number);
        desk.passages[p].statement = Some(number);
        absorb_following(desk, p, number, &cue);
    }
}

/// A cue behind the closing mark, with its subject before or behind it.
fn speaker_after(desk: &Desk<'_, '_>, p: usize) -> Option<(usize, SourceDraft)> {
    let parsed = desk.reading.parsed;
    let passage = &desk.passages[p];
    let next = desk.passages.get(p + 1).map_or(usize::MAX, |n| n.open);
    let mut at = passage.after;
    let sentence = parsed.sentences.get(parsed.sentence_of(passage.last.saturating_sub(1)))?;
    let paragraph_end = parsed.paragraphs.get(sentence.paragraph as usize).map_or(parsed.text.len(), |p| p.end);
    let mut ceiling = at;
    while ceiling < parsed.tokens.len().min(next)
        && (parsed.tokens[ceiling].end as usize) <= paragraph_end
        && ceiling < at + 60
    {
        if matches!(parsed.word(ceiling), "." | ";" | "?" | "!") {
            break;
        }
        ceiling += 1;
    }
    if matches!(parsed.word(at), "," | "–" | "—" | "-") {
        at += 1;
    }
    // The passage must end as quotes with a speaker behind them do.
    let closing = parsed.word(passage.last.saturating_sub(1));
    let ends_open = matches!(closing, "," | "?" | "!" | "—" | "–" | "..." | "…") || parsed.word(passage.after) == ",";
    let (number, cue) =
        desk.cues_in(at, ceiling).find(|(k, c)| desk.is_open(*k) && c.takes(Frame::Quote) && c.is_verb())?;
    if cue.first as usize == at {
        let source = desk.source_after(cue.last, ceiling as u32)?;
        return (ends_open || cue.hit.weight() >= 7).then_some((number, source));
    }
    if !ends_open {
        return None;
    }
    let source = desk.source_before(cue.first, at as u32).or_else(|| {
        // Nothing but a short unknown phrase stands between.
        let plain = (at..cue.first as usize).all(|k| {
            matches!(
                parsed.tokens[k].kind,
                TokenKind::Word | TokenKind::Possessive | TokenKind::Joint | TokenKind::Number
            )
        });
        (plain && cue.first as usize - at <= 6)
            .then(|| desk.plain(at as u32, desk.before_adverbs(cue.first, at as u32)))
    })?;
    (parsed.token_at(source.span.start) == at).then_some((number, source))
}

/// Direct, or mixed with the words of the sentence before the opening mark.
fn content(desk: &Desk<'_, '_>, p: usize) -> (StatementKind, Vec<Span>) {
    let parsed = desk.reading.parsed;
    let passage = &desk.passages[p];
    let sentence = parsed.sentences[parsed.sentence_of(passage.open)];
    let before = (sentence.first as usize..passage.open).any(|k| parsed.tokens[k].kind == TokenKind::Word);
    let another =
        p > 0 && desk.passages[p - 1].after > sentence.first as usize && desk.passages[p - 1].statement.is_some();
    if !before || another {
        return (StatementKind::Direct, passage.fragments.clone());
    }
    let last = passage.after.max(passage.last);
    (StatementKind::Mixed, vec![parsed.span(sentence.first as usize, last)])
}

/// Quotes behind the speaker: in the same sentence, or at once in the next one of the paragraph.
fn absorb_following(desk: &mut Desk<'_, '_>, p: usize, number: usize, cue: &CueSite) {
    let parsed = desk.reading.parsed;
    let mut previous_end = cue.last as usize;
    for next in p + 1..desk.passages.len() {
        let passage = &desk.passages[next];
        let sentence = parsed.sentence_of(cue.first as usize);
        let opens_in = parsed.sentence_of(passage.open);
        let same_paragraph = parsed.sentences[sentence].paragraph == parsed.sentences[opens_in].paragraph;
        if !same_paragraph || passage.words < 2 {
            break;
        }
        let between: Vec<usize> = (previous_end..passage.open).collect();
        let own_cue = desk
            .cues_in(previous_end, passage.open)
            .find(|(_, c)| c.takes(Frame::Quote) && c.is_verb() && c.hit.weight() >= 7);
        let follows_sentence = opens_in > sentence
            && passage.open == parsed.sentences[opens_in].first as usize
            && !speaker_follows(desk, next);
        let in_sentence = opens_in == sentence
            && match own_cue {
                // `said, adding, “…”`
                Some((_, c)) => {
                    parsed.word(c.first as usize).ends_with("ing") && parsed.word(c.first as usize - 1) == ","
                }
                None => between.last().is_some_and(|&k| matches!(parsed.word(k), "," | ":")),
            };
        if !(in_sentence
            || follows_sentence && own_cue.is_none() && desk.statement(number).kind == StatementKind::Direct)
        {
            break;
        }
        let fragments = desk.passages[next].fragments.clone();
        let after = desk.passages[next].after;
        desk.passages[next].statement = Some(number);
        if let Some((k, c)) = own_cue {
            desk.use_cue(k);
            desk.statement(number).more_cues.push(c);
        }
        let statement = desk.statement(number);
        statement.content.extend(&fragments);
        statement.quoted.extend(&fragments);
        previous_end = after;
    }
}

fn speaker_follows(desk: &Desk<'_, '_>, p: usize) -> bool {
    speaker_after(desk, p).is_some()
}
