//! What spaCy's visualizer draws in its manual mode: the text with labelled names, none over another.

use onrecord::{Document, Form};
use serde_json::{Value, json};

use super::{Frame, Piece, Render};
use crate::{arguments::Unit, offsets::Converter};

pub fn frame(several: bool) -> Frame {
    match several {
        true => Frame { open: b"[".to_vec(), between: ",\n", close: "]\n", failure: None },
        false => Frame { close: "\n", ..Frame::default() },
    }
}

pub fn render(unit: Unit) -> Render {
    Box::new(move |document, loaded| Piece::new(drawn(document, &loaded.text, unit).to_string().into_bytes()))
}

fn drawn(document: &Document<'_>, text: &str, unit: Unit) -> Value {
    let offsets = Converter::new(text, unit);
    let mut after = 0;
    let mut entities = Vec::new();
    // Names never overlap each other; what contains or repeats them is left to them.
    let names = document.mentions.iter().filter(|mention| {
        !matches!(mention.form, Form::Title | Form::Nominal | Form::Pronoun | Form::Group) && !mention.span.is_empty()
    });
    for mention in names {
        let Some(entity) = mention.entity.and_then(|k| document.entities.get(k)) else { continue };
        if mention.span.start < after {
            continue;
        }
        after = mention.span.end;
        let mut drawn = json!({
            "start": offsets.convert(mention.span.start),
            "end": offsets.convert(mention.span.end),
            "label": entity.kind.as_str().to_uppercase(),
        });
        if let Some(id) = &entity.id {
            drawn["kb_id"] = json!(id);
            drawn["kb_url"] = json!(format!("https://www.wikidata.org/wiki/{id}"));
        }
        entities.push(drawn);
    }
    json!({ "text": text, "ents": entities, "title": document.id })
}
