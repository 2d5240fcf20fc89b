//! Offsets in other units than bytes: the library counts bytes, and the command converts at its edge.

use serde_json::Value;

use crate::arguments::Unit;

/// Converts byte offsets of one text into another unit.
pub struct Converter<'t> {
    text: &'t str,
    unit: Unit,
    /// The count at every `STEP`th byte, or at the last character's start before it.
    marks: Vec<usize>,
}

const STEP: usize = 512;

impl<'t> Converter<'t> {
    pub fn new(text: &'t str, unit: Unit) -> Converter<'t> {
        let mut marks = Vec::new();
        if unit != Unit::Bytes && !text.is_ascii() {
            marks.reserve(text.len() / STEP + 1);
            let (mut from, mut count) = (0, 0);
            for at in (0..=text.len()).step_by(STEP) {
                let at = floor(text, at);
                count += length(&text[from..at], unit);
                marks.push(count);
                from = at;
            }
        }
        Converter { text, unit, marks }
    }

    /// The offset in the unit. A byte inside a character counts as the character's start.
    pub fn convert(&self, byte: usize) -> usize {
        let byte = floor(self.text, byte);
        match self.marks.get(byte / STEP) {
            Some(count) => count + length(&self.text[floor(self.text, byte - byte % STEP)..byte], self.unit),
            None => byte,
        }
    }

    /// Converts every `start` and `end` that is a number, however deep.
    pub fn convert_all(&self, value: &mut Value) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(|value| self.convert_all(value)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value.as_u64() {
                        Some(byte) if name == "start" || name == "end" => *value = self.convert(byte as usize).into(),
                        _ => self.convert_all(value),
                    }
                }
            }
            _ => {}
        }
    }
}

fn length(text: &str, unit: Unit) -> usize {
    match unit {
        Unit::Bytes => text.len(),
        Unit::Chars => text.chars().count(),
        Unit::Utf16 => text.chars().map(char::len_utf16).sum(),
    }
}

/// The character boundary at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_of_a_mixed_text() {
        let text = "Łódź 👩‍👩‍👧 said “no”.\r\n\u{feff}Ünïcödé ".repeat(80);
        for unit in [Unit::Bytes, Unit::Chars, Unit::Utf16] {
            let converter = Converter::new(&text, unit);
            for (byte, _) in text.char_indices() {
                assert_eq!(converter.convert(byte), length(&text[..byte], unit), "{byte}");
            }
            assert_eq!(converter.convert(text.len()), length(&text, unit));
            assert_eq!(converter.convert(usize::MAX), length(&text, unit));
        }
        assert_eq!(Converter::new("plain", Unit::Utf16).convert(3), 3);
        assert_eq!(Converter::new("", Unit::Chars).convert(0), 0);
    }
}
