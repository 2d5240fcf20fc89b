//! Comma-separated values: one row a statement, or with `--only` an entity or a mention.

use onrecord::{Document, Entity, Span, Statement};

use super::{Frame, Piece, Render, mention_counts};
use crate::{
    arguments::{Extract, Part, Unit},
    offsets::Converter,
};

const STATEMENTS: [&str; 19] = [
    "speaker",
    "id",
    "country",
    "kind",
    "act",
    "quote",
    "source",
    "cue",
    "date",
    "file",
    "anonymous",
    "negated",
    "addressee",
    "venue",
    "start",
    "end",
    "rule",
    "confidence",
    "statement",
];
const ENTITIES: [&str; 9] = ["name", "id", "country", "kind", "type", "office", "mentions", "date", "file"];
const MENTIONS: [&str; 10] = ["text", "form", "name", "id", "country", "start", "end", "rule", "date", "file"];

/// Rows and their heading.
pub fn format(arguments: &Extract) -> anyhow::Result<(Render, Frame)> {
    let unit = arguments.offsets.unwrap_or(Unit::Bytes);
    let part = match arguments.filter.only[..] {
        [] => Part::Statements,
        [Part::Sentences] => anyhow::bail!("csv has no rows for sentences; choose --format json"),
        [part] => part,
        _ => anyhow::bail!("csv has one kind of row: name one of statements, entities, mentions with --only"),
    };
    let heading: &[&str] = match part {
        Part::Statements => &STATEMENTS,
        Part::Entities => &ENTITIES,
        Part::Mentions | Part::Sentences => &MENTIONS,
    };
    let frame = Frame {
        open: written(std::iter::once(heading.iter().map(|cell| cell.to_string()).collect())),
        ..Frame::default()
    };
    let render: Render = Box::new(move |document, loaded| {
        let converter = Converter::new(&loaded.text, unit);
        Piece::new(match part {
            Part::Statements => {
                let rows = document.statements.iter().enumerate();
                written(rows.map(|(k, statement)| statement_row(document, statement, k + 1, &converter)))
            }
            Part::Entities => {
                let rows = document.entities.iter().zip(mention_counts(document));
                written(rows.map(|(entity, times)| entity_row(document, entity, times)))
            }
            Part::Mentions | Part::Sentences => written(mention_rows(document, &converter)),
        })
    });
    Ok((render, frame))
}

fn written(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Memory takes every row, and all rows are of one length.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().unwrap_or_default()
}

fn statement_row(
    document: &Document<'_>,
    statement: &Statement<'_>,
    number: usize,
    offsets: &Converter<'_>,
) -> Vec<String> {
    let speakers: Vec<&Entity> = statement.speakers.iter().filter_map(|&k| document.entities.get(k)).collect();
    let each = |cell: fn(&Entity) -> String| speakers.iter().map(|e| cell(e)).collect::<Vec<_>>().join("|");
    let (start, end) = bounds(&statement.content, offsets);
    vec![
        each(|e| e.name.to_string()),
        each(|e| cell(&e.id)),
        each(|e| cell(&e.country)),
        statement.kind.to_string(),
        statement.act.to_string(),
        statement.text.to_string(),
        statement.source.as_ref().map_or(String::new(), |source| source.text.to_string()),
        statement.cue.as_ref().map_or(String::new(), |cue| cue.text.to_string()),
        date(document),
        cell(&document.id),
        cell(&statement.anonymous),
        statement.negated.to_string(),
        statement.addressee.as_ref().map_or(String::new(), |phrase| phrase.text.to_string()),
        statement.venue.as_ref().map_or(String::new(), |phrase| phrase.text.to_string()),
        start,
        end,
        statement.rule.to_string(),
        statement.confidence.to_string(),
        number.to_string(),
    ]
}

fn entity_row(document: &Document<'_>, entity: &Entity<'_>, times: usize) -> Vec<String> {
    vec![
        entity.name.to_string(),
        cell(&entity.id),
        cell(&entity.country),
        entity.kind.to_string(),
        entity.organization_type.map_or(String::new(), |kind| kind.to_string()),
        entity.offices.iter().map(|office| office.title.to_string()).collect::<Vec<_>>().join("|"),
        times.to_string(),
        date(document),
        cell(&document.id),
    ]
}

fn mention_rows<'a>(document: &'a Document<'_>, offsets: &'a Converter<'_>) -> impl Iterator<Item = Vec<String>> + 'a {
    document.mentions.iter().map(|mention| {
        let means: Vec<&Entity> =
            mention.entity.iter().chain(&mention.members).filter_map(|&k| document.entities.get(k)).collect();
        let each = |cell: fn(&Entity) -> String| means.iter().map(|e| cell(e)).collect::<Vec<_>>().join("|");
        let (start, end) = bounds(&[mention.span], offsets);
        vec![
            mention.text.to_string(),
            mention.form.to_string(),
            each(|e| e.name.to_string()),
            each(|e| cell(&e.id)),
            each(|e| cell(&e.country)),
            start,
            end,
            mention.rule.to_string(),
            date(document),
            cell(&document.id),
        ]
    })
}

fn bounds(spans: &[Span], offsets: &Converter<'_>) -> (String, String) {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => (offsets.convert(first.start).to_string(), offsets.convert(last.end).to_string()),
        _ => Default::default(),
    }
}

fn date(document: &Document<'_>) -> String {
    document.date.map_or(String::new(), |date| date.to_string())
}

fn cell(value: &Option<std::borrow::Cow<'_, str>>) -> String {
    value.as_deref().unwrap_or_default().to_owned()
}
