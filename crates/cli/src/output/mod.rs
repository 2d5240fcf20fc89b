//! What is written: a document becomes a piece in any thread, pieces are put together in order.

use std::io::{self, Write};

use onrecord::Document;

use crate::{
    arguments::{Extract, Format, Unit},
    input::{Failure, Loaded},
    report,
};

mod brat;
mod csv;
mod destination;
mod displacy;
mod json;
mod text;

pub use destination::{Destination, remove_unfinished};
pub use text::{KINDS, count, mention_counts, said, shown, speaker, width, wrapped};

/// One document, ready to be written.
#[derive(Default)]
pub struct Piece {
    pub bytes: Vec<u8>,
    /// The batch report's line on it.
    pub summary: Option<report::Summary>,
    /// For folders of files: the article itself.
    pub article: Option<(Option<String>, String)>,
}

impl Piece {
    fn new(bytes: Vec<u8>) -> Piece {
        Piece { bytes, ..Piece::default() }
    }
}

/// Turns a document with its article into a piece. Asked by several threads at once.
pub type Render = Box<dyn Fn(&Document<'_>, &Loaded) -> Piece + Send + Sync>;

/// Takes pieces in order.
pub trait Sink {
    fn put(&mut self, piece: Piece) -> io::Result<()>;
    /// What a failed document leaves in the output; most formats have no place for it.
    fn fail(&mut self, _failure: &Failure) -> io::Result<()> {
        Ok(())
    }
    /// Nothing more comes for now.
    fn flush(&mut self) -> io::Result<()>;
    /// All is done.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// The format that was asked for. `several`: may there be more than one document?
pub fn of(arguments: &Extract, several: bool) -> anyhow::Result<(Render, Box<dyn Sink>)> {
    let unit = arguments.offsets;
    let stream = |frame: Frame| -> anyhow::Result<Box<dyn Sink>> {
        Ok(Box::new(Stream { out: Destination::open(arguments.output.as_deref())?, frame, count: 0 }))
    };
    Ok(match arguments.format {
        Format::Text => (text::render(arguments, several), stream(text::FRAME)?),
        Format::Json => (json::render(arguments, !several), stream(json::frame(several))?),
        Format::Jsonl => (json::render(arguments, false), stream(json::LINES)?),
        Format::Csv => {
            let (render, frame) = csv::format(arguments)?;
            (render, stream(frame)?)
        }
        Format::Displacy => (displacy::render(unit.unwrap_or(Unit::Chars)), stream(displacy::frame(several))?),
        Format::Html if several => {
            (report::render(true), report::sink(Destination::open(arguments.output.as_deref())?)?)
        }
        Format::Html => (report::render(false), stream(Frame::default())?),
        Format::Brat => {
            anyhow::ensure!(unit.is_none_or(|unit| unit == Unit::Chars), "brat counts characters; leave --offsets out");
            match &arguments.output {
                Some(path) if several || path.is_dir() || path.to_string_lossy().ends_with('/') => {
                    (brat::render(true), brat::folder(path)?)
                }
                _ if several => anyhow::bail!("several brat documents need a folder: add --output FOLDER/"),
                _ => (brat::render(false), stream(Frame::default())?),
            }
        }
    })
}

/// What stands around and between pieces.
#[derive(Default)]
pub struct Frame {
    open: Vec<u8>,
    between: &'static str,
    close: &'static str,
    /// How a failed document is written, if it is.
    failure: Option<fn(&Failure) -> Vec<u8>>,
}

struct Stream {
    out: Destination,
    frame: Frame,
    count: usize,
}

impl Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.count > 0 {
            self.out.write_all(self.frame.between.as_bytes())?;
        } else {
            self.out.write_all(&self.frame.open)?;
        }
        self.count += 1;
        self.out.write_all(bytes)
    }
}

impl Sink for Stream {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        self.write(&piece.bytes)
    }

    fn fail(&mut self, failure: &Failure) -> io::Result<()> {
        match self.frame.failure {
            Some(write) => self.write(&write(failure)),
            None => Ok(()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.count == 0 {
            self.out.write_all(&self.frame.open)?;
        }
        self.out.write_all(self.frame.close.as_bytes())?;
        self.out.commit()
    }
}
