//! ELEVANT's benchmarks: JSON Lines with `text` and `labels`, each with its Wikidata id and type.

use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;

use super::{CodePoints, Gold, Name};

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    evaluation_span: Option<(usize, usize)>,
    labels: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    span: (usize, usize),
    entity_id: Option<String>,
    #[serde(default)]
    name: Option<String>,
    /// Wikidata ids of classes, joined by `|`.
    #[serde(default, rename = "type")]
    classes: Option<String>,
}

/// Classes that tell a type, the first one deciding: humans, places, organizations.
const TYPES: [(&str, &str); 3] = [("Q215627", "PER"), ("Q27096213", "LOC"), ("Q43229", "ORG")];

pub(super) fn article(value: Value) -> Result<Gold> {
    let line: Line = serde_json::from_value(value)?;
    let points = CodePoints::of(&line.text);
    let name = |label: Label| -> Result<Name> {
        let classes = label.classes.unwrap_or_default();
        let known = TYPES.iter().find(|(class, _)| classes.split('|').any(|c| c == *class));
        Ok(Name {
            span: points.span(label.span.0, label.span.1)?,
            label: known.map_or("MISC", |(_, label)| label).to_owned(),
            link: label.entity_id.filter(|id| id.starts_with('Q')),
            title: label.name.unwrap_or_default(),
        })
    };
    Ok(Gold {
        id: line.id.as_str().map_or_else(|| line.id.to_string(), str::to_owned),
        window: line.evaluation_span.map(|(start, end)| points.span(start, end)).transpose()?,
        names: line.labels.into_iter().map(name).collect::<Result<_>>()?,
        text: line.text,
        ..Gold::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_names() {
        let line = r#"{"id":3,"title":"x","text":"Élan met Oslo.","evaluation_span":[0,14],"labels":[
            {"id":0,"span":[0,4],"entity_id":"<NIL>","name":"Unknown","type":"OTHER"},
            {"id":1,"span":[9,13],"entity_id":"Q585","name":"Oslo","type":"Q27096213|Q43229"}]}"#;
        let gold = article(serde_json::from_str(line).unwrap()).unwrap();
        assert_eq!(gold.id, "3");
        assert_eq!((gold.names[0].label.as_str(), &gold.names[0].link), ("MISC", &None));
        assert_eq!((gold.names[1].label.as_str(), gold.names[1].link.as_deref()), ("LOC", Some("Q585")));
        assert_eq!(gold.names[1].span.of(&gold.text), "Oslo");
    }
}
