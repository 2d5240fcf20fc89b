//! A document for a person at a terminal: who spoke, what they said, who else is named.

use std::io::{self, Write};

use onrecord::{Document, EntityKind, Statement, StatementKind};

/// Prints a document; with its id where there are several.
pub fn write(out: &mut impl Write, document: &Document<'_>, with_id: bool) -> io::Result<()> {
    if with_id && let Some(id) = &document.id {
        writeln!(out, "== {id}")?;
    }
    if let Some(date) = document.date {
        writeln!(out, "Dated {date}")?;
    }
    writeln!(out, "\nWho said what")?;
    if document.statements.is_empty() {
        writeln!(out, "  nobody is quoted")?;
    }
    for statement in &document.statements {
        let said = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = if statement.kind == StatementKind::Direct { format!("“{said}”") } else { said };
        let cue = statement.cue.as_ref().map_or(String::new(), |c| format!(" {}", c.text));
        writeln!(out, "  {}{cue} ({})\n      {said}", speaker(document, statement), statement.kind)?;
    }
    let kinds = [
        (EntityKind::Leader, "Leaders"),
        (EntityKind::Person, "People"),
        (EntityKind::Country, "Countries"),
        (EntityKind::Organization, "Organizations"),
        (EntityKind::Place, "Places"),
    ];
    for (kind, heading) in kinds {
        if document.entities_of(kind).next().is_some() {
            writeln!(out, "\n{heading}")?;
        }
        for (index, entity) in document.entities_of(kind) {
            let country = entity.country.as_deref().map_or(String::new(), |c| format!(" [{c}]"));
            let office = entity.offices.first().map_or(String::new(), |o| format!(", {} {}", o.status, o.title));
            writeln!(out, "  {}{country}{office} ×{}", entity.name, document.mentions_of(index).count())?;
        }
    }
    Ok(())
}

fn speaker(document: &Document<'_>, statement: &Statement<'_>) -> String {
    let names: Vec<&str> =
        statement.speakers.iter().filter_map(|&k| document.entities.get(k)).map(|e| &*e.name).collect();
    let source = statement.source.as_ref().map_or("somebody", |s| &s.text);
    match (&statement.anonymous, names.is_empty()) {
        (_, false) => names.join(" and "),
        (Some(description), _) => description.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => source.to_owned(),
    }
}
