//! JSON Lines with `id`, `text`, and `entities`, `sentences` or `attributions`; offsets in code points.

use anyhow::Result;
use onrecord::{Date, Span};
use serde::Deserialize;

use super::{Attribution, CodePoints, Gold, Name};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    date: Option<Date>,
    evaluation_span: Option<(usize, usize)>,
    #[serde(default)]
    entities: Vec<Entity>,
    #[serde(default)]
    sentences: Vec<(usize, usize)>,
    #[serde(default)]
    attributions: Vec<Roles>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    label: String,
    link: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

#[derive(Deserialize)]
struct Roles {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

pub(super) fn article(value: serde_json::Value) -> Result<Gold> {
    let line: Line = serde_json::from_value(value)?;
    let points = CodePoints::of(&line.text);
    let spans = |pairs: &[(usize, usize)]| -> Result<Vec<Span>> {
        pairs.iter().map(|&(start, end)| points.span(start, end)).collect()
    };
    let name = |e: Entity| -> Result<Name> {
        let span = points.span(e.start, e.end)?;
        Ok(Name { span, label: e.label, link: e.link, title: e.name.unwrap_or_default() })
    };
    let attribution = |r: Roles| -> Result<Attribution> {
        Ok(Attribution { source: spans(&r.source)?, cue: spans(&r.cue)?, content: spans(&r.content)? })
    };
    Ok(Gold {
        id: line.id,
        date: line.date,
        window: line.evaluation_span.map(|(start, end)| points.span(start, end)).transpose()?,
        names: line.entities.into_iter().map(name).collect::<Result<_>>()?,
        sentences: spans(&line.sentences)?,
        attributions: line.attributions.into_iter().map(attribution).collect::<Result<_>>()?,
        text: line.text,
        whole: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_bytes() {
        let line = r#"{"id":"1","text":"“É” said Ana.","entities":[{"start":9,"end":12,"label":"PER","link":null}],
            "attributions":[{"source":[[9,12]],"cue":[[4,8]],"content":[[1,2]]}]}"#;
        let gold = article(serde_json::from_str(line).unwrap()).unwrap();
        assert_eq!(gold.names[0].span.of(&gold.text), "Ana");
        assert_eq!(gold.attributions[0].content[0].of(&gold.text), "É");
        assert_eq!(gold.attributions[0].cue[0].of(&gold.text), "said");
    }

    #[test]
    fn a_span_that_does_not_fit_is_an_error() {
        let line = r#"{"id":"1","text":"No.","sentences":[[0,4]]}"#;
        let error = article(serde_json::from_str(line).unwrap()).unwrap_err();
        assert!(error.to_string().contains("0..4"), "{error}");
    }
}
