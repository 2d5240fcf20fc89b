//! A document for a person at a terminal: who spoke, what they said, who else is named.

use std::fmt::Write as _;

use console::style;
use onrecord::{Document, EntityKind, Statement, StatementKind};

use super::{Frame, Piece, Render};
use crate::{
    arguments::{Extract, Part},
    knowledge::titled,
};

pub const FRAME: Frame = Frame { open: Vec::new(), between: "\n", close: "", failure: None };

/// With ids where there are several documents.
pub fn render(arguments: &Extract, with_id: bool) -> Render {
    let statements = arguments.filter.shows(Part::Statements);
    let entities = arguments.filter.shows(Part::Entities);
    let sentences = arguments.filter.only.contains(&Part::Sentences);
    let mentions = arguments.filter.only.contains(&Part::Mentions);
    let width = width();
    Box::new(move |document, loaded| {
        let mut out = String::new();
        // Writing into memory cannot fail; so for every `let _` below.
        if with_id && let Some(id) = &document.id {
            let _ = writeln!(out, "{}", style(format!("== {}", shown(id))).bold());
        }
        if let Some(date) = document.date {
            let _ = writeln!(out, "{}", style(format!("Dated {date}")).dim());
        }
        if sentences {
            for sentence in &document.sentences {
                let _ = writeln!(out, "{}", shown(sentence.of(&loaded.text)));
            }
        }
        if mentions {
            for mention in &document.mentions {
                let name = mention.entity.and_then(|k| document.entities.get(k)).map_or("", |e| &e.name);
                let at = format!("{}..{}", mention.span.start, mention.span.end);
                let _ = writeln!(
                    out,
                    "  {at:>12}  {}  {} {}",
                    shown(&mention.text),
                    style(mention.form).dim(),
                    shown(name)
                );
            }
        }
        if statements {
            who_said_what(&mut out, document, width);
        }
        if entities {
            who_is_named(&mut out, document);
        }
        Piece::new(out.into_bytes())
    })
}

/// Columns of the terminal; a readable measure elsewhere.
pub fn width() -> usize {
    console::Term::stdout().size_checked().map_or(100, |(_, columns)| usize::from(columns)).clamp(40, 100)
}

fn who_said_what(out: &mut String, document: &Document<'_>, width: usize) {
    let _ = writeln!(out, "\n{}", style("Who said what").bold().underlined());
    if document.statements.is_empty() {
        let _ = writeln!(out, "  nobody is quoted");
    }
    for statement in &document.statements {
        // In brackets, since not every cue is a verb: `according to`, `in a letter`.
        let cue = statement.cue.as_ref().map_or(String::new(), |cue| format!("{}, ", shown(&cue.text).to_lowercase()));
        let not = if statement.negated { ", negated" } else { "" };
        let note = style(format!("({cue}{}{not})", statement.kind)).dim();
        let _ = writeln!(out, "  {} {note}", style(speaker(document, statement)).bold().cyan());
        for line in wrapped(&said(statement), width - 6) {
            let _ = writeln!(out, "      {line}");
        }
    }
}

/// The kinds in the order in which they are shown, with what stands above them.
pub const KINDS: [(EntityKind, &str); 5] = [
    (EntityKind::Leader, "Leaders"),
    (EntityKind::Person, "People"),
    (EntityKind::Country, "Countries"),
    (EntityKind::Organization, "Organizations"),
    (EntityKind::Place, "Places"),
];

fn who_is_named(out: &mut String, document: &Document<'_>) {
    let times = mention_counts(document);
    for (kind, heading) in KINDS {
        if document.entities_of(kind).next().is_some() {
            let _ = writeln!(out, "\n{}", style(heading).bold().underlined());
        }
        for (index, entity) in document.entities_of(kind) {
            let country = entity.country.as_deref().map_or(String::new(), |code| format!(" [{code}]"));
            let office = entity.offices.first().map_or(String::new(), |o| format!(", {}", titled(o)));
            let times = style(format!("×{}", times[index])).dim();
            let _ = writeln!(out, "  {}{country}{office} {times}", shown(&entity.name));
        }
    }
}

/// Who said it, by the best name that is known.
pub fn speaker(document: &Document<'_>, statement: &Statement<'_>) -> String {
    let speakers = statement.speakers.iter().filter_map(|&k| document.entities.get(k));
    let names: Vec<&str> = speakers.map(|entity| &*entity.name).collect();
    match (&statement.anonymous, &statement.source) {
        _ if !names.is_empty() => shown(&names.join(" and ")),
        (Some(description), _) => shown(description),
        (None, Some(source)) => shown(&source.text),
        (None, None) => "somebody".to_owned(),
    }
}

/// What was said, on one line. Where words of the article stand between two fragments, so does an ellipsis: joined without
/// one they would be a quote that nobody said.
pub fn said(statement: &Statement<'_>) -> String {
    let mut rest = &*statement.text;
    let fragments = statement.content.iter().filter_map(|span| {
        let (fragment, after) = rest.split_at_checked(span.end - span.start)?;
        rest = after.strip_prefix(' ').unwrap_or(after);
        Some(shown(fragment))
    });
    let said = fragments.collect::<Vec<_>>().join(" … ");
    if statement.kind == StatementKind::Direct { format!("“{said}”") } else { said }
}

/// How often each entity is mentioned.
pub fn mention_counts(document: &Document<'_>) -> Vec<usize> {
    let mut counts = vec![0; document.entities.len()];
    for mention in &document.mentions {
        for &k in mention.entity.iter().chain(&mention.members) {
            counts[k] += 1;
        }
    }
    counts
}

/// `1 statement`, `2 statements`
pub fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// On one line, and without what a terminal would obey.
pub fn shown(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Lines of at most `width` columns; a longer word stands alone.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let columns = console::measure_text_width(word);
        if used > 0 && used + 1 + columns > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += columns;
        }
    }
    lines
}
