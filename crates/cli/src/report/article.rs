//! One document as markup: the text with its names and statements, and the list beside it.

use std::fmt::Write as _;

use onrecord::{Document, Form, Mention};

use super::{html, side};
use crate::output::{count, speaker};

/// Heading, article and side list.
pub fn body(document: &Document<'_>, text: &str, title: &str) -> String {
    let mut out = String::with_capacity(text.len() * 4);
    let mentions: usize = document.mentions.len();
    // Whatever goes wrong, writing into memory does not; so for every `let _` of the report.
    let _ = write!(out, "<header class=\"top\"><h1 dir=\"auto\">{}</h1><p class=\"facts\">", html::escape(title));
    if let Some(id) = &document.id {
        let _ = write!(out, "<bdi>{}</bdi> · ", html::escape(id));
    }
    if let Some(date) = document.date {
        let how = document.date_source.map_or("", |source| source.as_str());
        let _ = write!(out, "<time datetime=\"{date}\">{date}</time> <span class=\"dim\">({how})</span> · ");
    }
    let _ = write!(
        out,
        "{} · {} · {}</p>",
        count(document.statements.len(), "statement"),
        count(document.entities.len(), "name"),
        count(mentions, "mention")
    );
    out.push_str(LEGEND);
    out.push_str("</header><div class=\"both\"><main id=\"text\" tabindex=\"-1\" aria-label=\"Article\"><article>");
    marked(&mut out, document, text);
    out.push_str("</article></main>");
    side::list(&mut out, document);
    out.push_str("</div>");
    out
}

const LEGEND: &str = "<p class=\"legend\"><span class=\"m leader\">leader</span> <span class=\"m person\">person</span> \
    <span class=\"m country\">country</span> <span class=\"m organization\">organization</span> \
    <span class=\"m place\">place</span> <span class=\"q direct\">direct</span> <span class=\"q mixed\">mixed</span> \
    <span class=\"q indirect\">indirect</span> <span class=\"cue\">cue</span> <span class=\"source\">source</span></p>";

/// What changes at a byte.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Mention(usize),
    Statement(usize),
    /// Behind a statement's last fragment stands its number.
    Last(usize),
    Cue(usize),
    Source(usize),
}

/// The text, cut wherever something begins or ends; every piece says all that covers it.
fn marked(out: &mut String, document: &Document<'_>, text: &str) {
    let mut changes: Vec<(usize, bool, Layer)> = Vec::new();
    let mut cover = |start: usize, end: usize, layer: Layer| {
        if start < end && end <= text.len() {
            changes.push((start, true, layer));
            changes.push((end, false, layer));
        }
    };
    for (k, mention) in document.mentions.iter().enumerate() {
        cover(mention.span.start, mention.span.end, Layer::Mention(k));
    }
    for (k, statement) in document.statements.iter().enumerate() {
        for (n, part) in statement.content.iter().enumerate() {
            let last = n + 1 == statement.content.len();
            cover(part.start, part.end, if last { Layer::Last(k) } else { Layer::Statement(k) });
        }
        for cue in statement.cue.iter().chain(&statement.more_cues) {
            cover(cue.span.start, cue.span.end, Layer::Cue(k));
        }
        if let Some(source) = &statement.source {
            cover(source.span.start, source.span.end, Layer::Source(k));
        }
    }
    // Ends come before beginnings of the same byte.
    changes.sort();
    let mut open: Vec<Layer> = Vec::new();
    let mut at = 0;
    out.push_str("<p dir=\"auto\">");
    for (byte, begins, layer) in changes {
        piece(out, document, &text[at..byte], &open);
        at = byte;
        if begins {
            open.push(layer);
        } else {
            if let Some(place) = open.iter().position(|other| *other == layer) {
                open.remove(place);
            }
            if let Layer::Last(k) = layer {
                number(out, document, k);
            }
        }
    }
    piece(out, document, &text[at..], &open);
    out.push_str("</p>");
}

/// A piece of text under the same layers, paragraph by paragraph.
fn piece(out: &mut String, document: &Document<'_>, text: &str, open: &[Layer]) {
    let mut rest = text;
    while let Some((before, after)) = at_blank_line(rest) {
        covered(out, document, before, open);
        out.push_str("</p>\n<p dir=\"auto\">");
        rest = after;
    }
    covered(out, document, rest, open);
}

/// What stands before and behind the first blank line.
fn at_blank_line(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(line) = text[from..].find('\n') {
        let end = from + line;
        let rest = text[end + 1..].trim_start_matches([' ', '\t', '\r']);
        if rest.starts_with('\n') {
            return Some((&text[..end], rest.trim_start_matches(['\n', '\r', ' ', '\t'])));
        }
        from = end + 1;
    }
    None
}

fn covered(out: &mut String, document: &Document<'_>, text: &str, open: &[Layer]) {
    if text.is_empty() {
        return;
    }
    let statements = open.iter().filter_map(|layer| match layer {
        Layer::Statement(k) | Layer::Last(k) => Some(*k),
        _ => None,
    });
    let statements: Vec<usize> = statements.collect();
    if let Some(&inner) = statements.last() {
        let kind = document.statements[inner].kind;
        let by = statements.iter().flat_map(|&k| &document.statements[k].speakers);
        let _ = write!(
            out,
            "<span class=\"q {kind}\" data-s=\"{}\" data-by=\"{}\">",
            numbers(&mut statements.iter()),
            numbers(&mut by.into_iter())
        );
    }
    let role = open.iter().rev().find_map(|layer| match layer {
        Layer::Cue(k) => Some(("cue", *k)),
        Layer::Source(k) => Some(("source", *k)),
        _ => None,
    });
    if let Some((role, k)) = role {
        let _ = write!(out, "<span class=\"{role}\" data-s=\"{k}\">");
    }
    // The innermost mention that means somebody.
    let mentions = open.iter().filter_map(|layer| match layer {
        Layer::Mention(k) => Some(&document.mentions[*k]),
        _ => None,
    });
    let inner = mentions.filter(|m| m.entity.is_some() || !m.members.is_empty()).min_by_key(|m| m.span.len());
    match inner {
        Some(mention) => link(out, document, mention, text),
        None => html::push(out, text),
    }
    if role.is_some() {
        out.push_str("</span>");
    }
    if !statements.is_empty() {
        out.push_str("</span>");
    }
}

/// A mention leads to its entity in the list.
fn link(out: &mut String, document: &Document<'_>, mention: &Mention<'_>, text: &str) {
    let members: Vec<usize> = mention.entity.iter().chain(&mention.members).copied().collect();
    let Some(entity) = members.first().and_then(|&k| document.entities.get(k)) else { return html::push(out, text) };
    let indirect = matches!(mention.form, Form::Pronoun | Form::Nominal | Form::Title | Form::Group);
    let names =
        members.iter().filter_map(|&k| document.entities.get(k)).map(|e| &*e.name).collect::<Vec<_>>().join(", ");
    let _ = write!(
        out,
        "<a class=\"m {}{}\" href=\"#e{}\" data-e=\"{}\" title=\"{} ({}, {})\">",
        entity.kind,
        if indirect { " indirectly" } else { "" },
        members[0],
        numbers(&mut members.iter()),
        html::escape(&names),
        mention.form,
        html::escape(&mention.rule),
    );
    html::push(out, text);
    out.push_str("</a>");
}

/// The statement's number, which leads to its entry in the list.
fn number(out: &mut String, document: &Document<'_>, k: usize) {
    let who = html::escape(&speaker(document, &document.statements[k]));
    let _ = write!(
        out,
        "<a class=\"n\" href=\"#s{k}\" id=\"n{k}\" aria-label=\"Statement {} by {who}\">{}</a>",
        k + 1,
        k + 1
    );
}

fn numbers(numbers: &mut dyn Iterator<Item = &usize>) -> String {
    let mut seen = Vec::new();
    numbers.for_each(|number| {
        if !seen.contains(number) {
            seen.push(*number);
        }
    });
    seen.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}
