//! Reads articles one after the other and prints what was found.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use onrecord::{Article, Extractor};

use crate::{
    arguments::{Extract, Format, InputFormat},
    input::{self, Item},
    text_format,
};

/// Prints every document; `false` where one of them failed.
pub fn run(arguments: &Extract) -> Result<bool> {
    let mut builder = Extractor::builder().with_text(arguments.with_text);
    if let Some(date) = arguments.date {
        builder = builder.default_date(date);
    }
    let extractor = builder.build()?;
    let mut output = Output::new(arguments);
    let read =
        input::read(&arguments.inputs, arguments.input_format, &mut |item| output.print(&extractor, arguments, item));
    match read.and_then(|()| output.finish()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(true),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(output.all_read),
    }
}

struct Output {
    out: BufWriter<io::StdoutLock<'static>>,
    format: Format,
    /// JSON: several inputs are one array.
    array: bool,
    printed: usize,
    all_read: bool,
}

impl Output {
    fn new(arguments: &Extract) -> Output {
        let several = arguments.inputs.len() > 1
            || arguments.input_format == InputFormat::Jsonl
            || arguments.inputs.iter().any(|path| path.is_dir());
        let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        Output { out, format: arguments.format, array: several, printed: 0, all_read: true }
    }

    fn print(&mut self, extractor: &Extractor, arguments: &Extract, item: Item) -> io::Result<()> {
        match item {
            Ok(loaded) => {
                let mut article = Article::new(&loaded.text);
                if let Some(id) = &loaded.id {
                    article = article.id(id.as_str());
                }
                if let Some(date) = loaded.date.or(arguments.date) {
                    article = article.date(date);
                }
                let document = extractor.extract(article);
                match self.format {
                    Format::Text => {
                        self.separate("\n")?;
                        text_format::write(&mut self.out, &document, self.array)?;
                    }
                    _ => self.json(&document)?,
                }
            }
            Err(failure) => {
                self.all_read = false;
                self.out.flush()?;
                let id = failure.id.as_deref().unwrap_or("input");
                eprintln!("onrecord: {id}: {}", failure.message);
                if self.format != Format::Text {
                    self.json(&serde_json::json!({ "id": failure.id, "error": failure.message }))?;
                }
            }
        }
        Ok(())
    }

    fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        if self.format == Format::Json && self.array {
            self.separate(",\n")?;
            if self.printed == 1 {
                self.out.write_all(b"[")?;
            }
            return Ok(serde_json::to_writer(&mut self.out, value)?);
        }
        if self.format == Format::Json {
            serde_json::to_writer_pretty(&mut self.out, value)?;
        } else {
            serde_json::to_writer(&mut self.out, value)?;
        }
        self.out.write_all(b"\n")
    }

    fn separate(&mut self, by: &str) -> io::Result<()> {
        if self.printed > 0 {
            self.out.write_all(by.as_bytes())?;
        }
        self.printed += 1;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.format == Format::Json && self.array {
            self.out.write_all(if self.printed == 0 { b"[]\n" } else { b"]\n" })?;
        }
        self.out.flush()
    }
}
