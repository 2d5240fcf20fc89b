//! JSON Lines: one article a line, its fields by the names that the user gives.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::*;

/// Reads line by line; a line that cannot be read is a failure and the next one follows.
pub fn read(
    mut reader: impl BufRead,
    source: &Source,
    options: &arguments::Read,
    date: Option<Date>,
    each: Each<'_>,
) -> ControlFlow<()> {
    let fields = Fields { text: &options.text_field, id: &options.id_field, date: &options.date_field };
    let mut line = Vec::new();
    for number in 1u64.. {
        let failure = |id: Option<String>, message: String| {
            let id = id.unwrap_or_else(|| format!("{}:{number}", source.label()));
            Event::Failure(Failure { id: Some(id), message: format!("line {number}: {message}") })
        };
        match next_line(&mut reader, options.max_document, &mut line) {
            Err(error) => {
                each(failure(None, reason(&error)))?;
                break;
            }
            Ok(Line::End) => break,
            Ok(Line::TooLong) => each(failure(None, too_long(options.max_document)))?,
            Ok(Line::Whole { last_ready }) => {
                if !line.trim_ascii().is_empty() {
                    each(match fields.parse(&line) {
                        Ok(loaded) => Event::Article(Loaded { date: loaded.date.or(date), ..loaded }),
                        Err((id, message)) => failure(id, message),
                    })?;
                }
                if last_ready {
                    each(Event::Pause)?;
                }
            }
        }
    }
    each(Event::Pause)
}

enum Line {
    Whole {
        /// Nothing behind it is in the buffer.
        last_ready: bool,
    },
    TooLong,
    End,
}

/// The next line without its end. Of a line over the limit only the limit is kept in memory.
fn next_line(reader: &mut impl BufRead, limit: u64, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let (mut any, mut too_long) = (false, false);
    loop {
        let ready = match reader.fill_buf() {
            Ok(ready) => ready,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if ready.is_empty() {
            return Ok(match (any, too_long) {
                (false, _) => Line::End,
                (true, true) => Line::TooLong,
                (true, false) => Line::Whole { last_ready: true },
            });
        }
        any = true;
        let end = ready.iter().position(|&byte| byte == b'\n');
        let taken = &ready[..end.unwrap_or(ready.len())];
        too_long |= (line.len() + taken.len()) as u64 > limit;
        if too_long {
            line.clear();
        } else {
            line.extend_from_slice(taken);
        }
        let (used, last_ready) =
            (taken.len() + usize::from(end.is_some()), end.is_some_and(|end| end + 1 == ready.len()));
        reader.consume(used);
        if end.is_some() {
            return Ok(if too_long { Line::TooLong } else { Line::Whole { last_ready } });
        }
    }
}

/// The names of the fields.
#[derive(Clone, Copy)]
struct Fields<'n> {
    text: &'n str,
    id: &'n str,
    date: &'n str,
}

impl Fields<'_> {
    /// The article of a line, or its id, where that can be read, and what is wrong.
    fn parse(self, line: &[u8]) -> Result<Loaded, (Option<String>, String)> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let text = std::str::from_utf8(line)
            .map_err(|error| (None, format!("not UTF-8 at byte {} of the line", error.valid_up_to())))?;
        let article = Article { fields: self, all: true };
        let mut reader = serde_json::Deserializer::from_str(text);
        article.deserialize(&mut reader).and_then(|loaded| reader.end().map(|()| loaded)).map_err(|error| {
            let only_id = Article { fields: self, all: false };
            let id = only_id.deserialize(&mut serde_json::Deserializer::from_str(text)).ok().and_then(|l| l.id);
            (id, without_line(&error))
        })
    }
}

/// serde's message counts lines inside the one it was given: only its column helps.
fn without_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = match message.contains("hex escape") || message.contains("surrogate") {
        true => format!("an escape without its other half (unpaired surrogate): {message}"),
        false => message,
    };
    match message.rfind(" at line ") {
        Some(at) if error.column() > 0 => format!("{} at byte {}", &message[..at], error.column()),
        Some(at) => message[..at].to_owned(),
        None => message,
    }
}

struct Article<'n> {
    fields: Fields<'n>,
    /// The id alone, where false.
    all: bool,
}

impl<'de> DeserializeSeed<'de> for Article<'_> {
    type Value = Loaded;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loaded, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Article<'_> {
    type Value = Loaded;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "an object with the field {:?}", self.fields.text)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Loaded, M::Error> {
        let (mut loaded, mut text, mut others) = (Loaded::default(), None, Vec::new());
        while let Some(Text(key)) = map.next_key::<Text>()? {
            if key == self.fields.id {
                loaded.id = match map.next_value::<serde_json::Value>()? {
                    serde_json::Value::Null => None,
                    serde_json::Value::String(id) => Some(id),
                    other => Some(other.to_string()),
                };
            } else if key == self.fields.text && self.all {
                text = Some(map.next_value::<Text>()?.0.into_owned());
            } else if key == self.fields.date && self.all {
                if let Some(Text(date)) = map.next_value::<Option<Text>>()?.filter(|date| !date.0.is_empty()) {
                    loaded.date = Some(day(&date).map_err(M::Error::custom)?);
                }
            } else {
                map.next_value::<IgnoredAny>()?;
                others.push(key);
            }
        }
        if self.all {
            loaded.text = text.ok_or_else(|| {
                M::Error::custom(format!(
                    "no field {:?} (it has: {}); name it with --text-field",
                    self.fields.text,
                    others.join(", ")
                ))
            })?;
        }
        Ok(loaded)
    }
}

/// A date, or the day of a time stamp.
pub fn day(text: &str) -> Result<Date, onrecord::DateError> {
    let stamp = text.get(..10).filter(|_| matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' ')));
    stamp.unwrap_or(text).parse()
}

/// A string, borrowed where it holds no escape.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
