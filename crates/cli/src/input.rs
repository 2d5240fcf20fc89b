//! Articles from files, folders and standard input, one at a time; whatever cannot be read is an error of its own.

use std::{
    borrow::Cow,
    fs,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use onrecord::Date;
use serde::Deserialize;

use crate::arguments::InputFormat;

/// An article as it was read.
pub struct Loaded {
    pub id: Option<String>,
    pub text: String,
    pub date: Option<Date>,
}

/// A document that could not be read.
pub struct Failure {
    pub id: Option<String>,
    pub message: String,
}

/// What an input gives: an article or the reason why there is none.
pub type Item = Result<Loaded, Failure>;

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    date: Option<Date>,
}

/// Ids may be numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Number(serde_json::Number),
}

/// Calls `each` with every article of the inputs, in order. Stops early when `each` says so.
pub fn read(inputs: &[PathBuf], format: InputFormat, each: &mut dyn FnMut(Item) -> io::Result<()>) -> io::Result<()> {
    for input in inputs {
        if input.as_os_str() == "-" {
            read_from(io::stdin().lock(), None, format, each)?;
        } else if input.is_dir() {
            let files = files_in(input, format);
            if files.is_empty() {
                let kinds = if format == InputFormat::Jsonl { ".jsonl" } else { ".txt or .md" };
                each(Err(failure(input, format!("no {kinds} file in this folder"))))?;
            }
            for file in files {
                read_file(&file, format, each)?;
            }
        } else {
            read_file(input, format, each)?;
        }
    }
    Ok(())
}

fn failure(path: &Path, message: impl Into<String>) -> Failure {
    Failure { id: Some(path.display().to_string()), message: message.into() }
}

/// The readable files below a folder, sorted; hidden ones are left out.
fn files_in(folder: &Path, format: InputFormat) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
            let wanted = match format {
                InputFormat::Text => matches!(extension, "txt" | "md"),
                InputFormat::Jsonl => extension == "jsonl",
            };
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !hidden => folders.push(path),
                Ok(_) if wanted && !hidden => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files
}

fn read_file(path: &Path, format: InputFormat, each: &mut dyn FnMut(Item) -> io::Result<()>) -> io::Result<()> {
    match fs::File::open(path) {
        Ok(file) => read_from(BufReader::new(file), Some(path), format, each),
        Err(error) => each(Err(failure(path, error.to_string()))),
    }
}

fn read_from(
    mut reader: impl BufRead,
    path: Option<&Path>,
    format: InputFormat,
    each: &mut dyn FnMut(Item) -> io::Result<()>,
) -> io::Result<()> {
    let name = path.map(|p| p.display().to_string());
    let label = name.clone().unwrap_or_else(|| "standard input".to_owned());
    if format == InputFormat::Text {
        let mut bytes = Vec::new();
        let item = match reader.read_to_end(&mut bytes) {
            Ok(_) => decode(bytes).map(|text| Loaded { id: name.clone(), text, date: None }),
            Err(error) => Err(error.to_string()),
        };
        return each(item.map_err(|message| Failure { id: name.or(Some(label)), message }));
    }
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.trim_ascii().is_empty() => {}
            Ok(_) => each(parse(&line).map_err(|message| Failure {
                id: Some(format!("{label}:{number}")),
                message: format!("line {number}: {message}"),
            }))?,
            Err(error) => {
                each(Err(Failure { id: Some(label), message: format!("line {number}: {error}") }))?;
                break;
            }
        }
    }
    Ok(())
}

fn decode(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|e| format!("not UTF-8 at byte {}", e.utf8_error().valid_up_to()))
}

fn parse(line: &[u8]) -> Result<Loaded, String> {
    let text = std::str::from_utf8(line).map_err(|e| format!("not UTF-8 at byte {} of the line", e.valid_up_to()))?;
    let line: Line = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| e.to_string())?;
    let id = line.id.map(|id| match id {
        Id::Text(text) => text.into_owned(),
        Id::Number(number) => number.to_string(),
    });
    Ok(Loaded { id, text: line.text.into_owned(), date: line.date })
}
