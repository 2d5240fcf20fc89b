//! Articles from files, folders, globs and standard input, one at a time; whatever cannot be read is an error of its own.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use onrecord::Date;

use crate::arguments::{self, InputFormat};

mod date_from;
mod lines;
mod markdown;
mod plan;
mod web;

pub use date_from::DateFrom;
pub use plan::{Plan, Source, plan};

/// An article as it was read.
#[derive(Default)]
pub struct Loaded {
    pub id: Option<String>,
    pub text: String,
    pub date: Option<Date>,
    /// Where the form of the input has one.
    pub title: Option<String>,
}

/// A document that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub id: Option<String>,
    pub message: String,
}

impl Failure {
    pub fn of(path: &Path, message: impl Into<String>) -> Failure {
        Failure { id: Some(path.display().to_string()), message: message.into() }
    }
}

/// What an input gives.
pub enum Event {
    Article(Loaded),
    Failure(Failure),
    /// Nothing more is ready now: what was read should not wait for what comes.
    Pause,
}

/// Takes what is read; breaks off when nobody wants more.
pub type Each<'a> = &'a mut dyn FnMut(Event) -> ControlFlow<()>;

/// Calls `each` with every article of the plan, in order. `done` counts the bytes taken from the files.
pub fn read(plan: &Plan, options: &arguments::Read, done: &AtomicU64, each: Each<'_>) -> ControlFlow<()> {
    for source in &plan.sources {
        match source {
            Ok(source) => read_source(source, options, done, each)?,
            Err(failure) => each(Event::Failure(failure.clone()))?,
        }
    }
    ControlFlow::Continue(())
}

fn read_source(source: &Source, options: &arguments::Read, done: &AtomicU64, each: Each<'_>) -> ControlFlow<()> {
    let Some(path) = &source.path else {
        let reader = BufReader::with_capacity(BUFFER, Counted { inner: io::stdin().lock(), done });
        return read_from(reader, source, options, each);
    };
    let file = match fs::File::open(path) {
        Ok(file) => Counted { inner: file, done },
        Err(error) => return each(Event::Failure(Failure::of(path, reason(&error)))),
    };
    match path.extension().and_then(|e| e.to_str()) {
        Some("gz") => {
            let unpacked = flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(BUFFER, file));
            read_from(BufReader::with_capacity(BUFFER, unpacked), source, options, each)
        }
        Some("zst" | "zstd") => match zstd::Decoder::new(file) {
            Ok(unpacked) => read_from(BufReader::with_capacity(BUFFER, unpacked), source, options, each),
            Err(error) => each(Event::Failure(Failure::of(path, reason(&error)))),
        },
        _ => read_from(BufReader::with_capacity(BUFFER, file), source, options, each),
    }
}

const BUFFER: usize = 1 << 18;

fn read_from(reader: impl BufRead, source: &Source, options: &arguments::Read, each: Each<'_>) -> ControlFlow<()> {
    let dated = options.date_from.as_ref().zip(source.path.as_deref()).map(|(from, path)| from.date(path));
    let date = match dated {
        Some(Err(message)) => return each(Event::Failure(Failure { id: source.name(), message })),
        Some(Ok(date)) => date,
        None => None,
    };
    if source.format == InputFormat::Jsonl {
        return lines::read(reader, source, options, date, each);
    }
    let event = match whole(reader, source.format, options.max_document) {
        Ok(loaded) => Event::Article(Loaded { id: source.name(), date: date.or(loaded.date), ..loaded }),
        Err(message) => Event::Failure(Failure { id: Some(source.label()), message }),
    };
    each(event)?;
    each(Event::Pause)
}

/// One article that takes all of its input.
fn whole(reader: impl Read, format: InputFormat, limit: u64) -> Result<Loaded, String> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > limit {
        return Err(too_long(limit));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("not UTF-8 at byte {at}; convert it first, for example with iconv -f LATIN1 -t UTF-8")
    })?;
    match format {
        InputFormat::Markdown => Ok(markdown::article(&text)),
        InputFormat::Html => web::article(&text),
        _ => Ok(Loaded { text, ..Loaded::default() }),
    }
}

fn too_long(limit: u64) -> String {
    format!("longer than {limit} bytes; split it or raise --max-document")
}

/// The system's message without its number and what libraries add to it.
pub fn reason(error: &io::Error) -> String {
    let message = error.to_string();
    match message.find(" (os error") {
        Some(at) => message[..at].to_owned(),
        None => message,
    }
}

/// Counts what is read.
struct Counted<'a, R> {
    inner: R,
    done: &'a AtomicU64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.done.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
