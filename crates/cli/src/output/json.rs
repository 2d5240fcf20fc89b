//! The contract's JSON: one object, an array of them, or one a line.

use onrecord::Document;
use serde_json::{Value, json};

use super::{Frame, Piece, Render};
use crate::{
    arguments::{Extract, Unit},
    input::Failure,
    offsets::Converter,
};

pub const LINES: Frame = Frame { open: Vec::new(), between: "", close: "", failure: Some(failed_line) };

pub fn frame(several: bool) -> Frame {
    match several {
        true => Frame { open: b"[".to_vec(), between: ",\n", close: "]\n", failure: Some(failed) },
        false => LINES,
    }
}

pub fn render(arguments: &Extract, pretty: bool) -> Render {
    let unit = arguments.offsets.unwrap_or(Unit::Bytes);
    let array = arguments.format == crate::arguments::Format::Json && !pretty;
    Box::new(move |document, loaded| {
        // As a rule the JSON is five to six times the text; room for a long one comes as it grows.
        let mut bytes = Vec::with_capacity(loaded.text.len().saturating_mul(6).min(1 << 20));
        // Writing into memory cannot fail, and every key is a string.
        let _ = match unit {
            Unit::Bytes if pretty => serde_json::to_writer_pretty(&mut bytes, document),
            Unit::Bytes => serde_json::to_writer(&mut bytes, document),
            _ if pretty => serde_json::to_writer_pretty(&mut bytes, &converted(document, &loaded.text, unit)),
            _ => serde_json::to_writer(&mut bytes, &converted(document, &loaded.text, unit)),
        };
        if !array {
            bytes.push(b'\n');
        }
        Piece::new(bytes)
    })
}

/// The document's JSON with offsets in another unit.
pub fn converted(document: &Document<'_>, text: &str, unit: Unit) -> Value {
    let mut value = serde_json::to_value(document).unwrap_or_default();
    Converter::new(text, unit).convert_all(&mut value);
    value["offsets"] = match unit {
        Unit::Bytes => "bytes",
        Unit::Chars => "chars",
        Unit::Utf16 => "utf16",
    }
    .into();
    value
}

fn failed(failure: &Failure) -> Vec<u8> {
    json!({ "id": failure.id, "error": failure.message }).to_string().into_bytes()
}

fn failed_line(failure: &Failure) -> Vec<u8> {
    let mut line = failed(failure);
    line.push(b'\n');
    line
}
