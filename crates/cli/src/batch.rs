//! Reads articles, extracts from them in parallel, and writes what was found in the order of the inputs.
//!
//! One thread reads, several extract, the main one writes. A fixed number of permits goes round: the reader takes one for
//! each portion of articles and the writer gives it back, so that memory stays bounded however slow the writer is.

use std::{
    collections::BTreeMap,
    io::{self, IsTerminal},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::Ordering,
        mpsc::{self, Receiver, SyncSender},
    },
    thread,
};

use anyhow::{Context, Result};
use onrecord::{Article, Extractor};

use crate::{
    arguments::{Extract, InputFormat, Knowledge},
    input::{self, Event, Failure, Loaded, Plan},
    output::{self, Piece, Render, Sink},
    progress::Progress,
};

/// Prints every document; `false` where one of them failed.
pub fn run(arguments: &Extract) -> Result<bool> {
    let extractor = extractor(&arguments.knowledge, arguments.with_text)?;
    let plan = input::plan(&arguments.read.inputs, arguments.read.input_format);
    if io::stdin().is_terminal() && plan.sources.iter().flatten().any(|source| source.path.is_none()) {
        crate::complain(format_args!("reading from the terminal; end the text with Ctrl-D, or name a file"));
    }
    let (render, sink) = output::of(arguments, plan.several)?;
    let progress = Progress::start(plan.bytes, arguments.output.is_some());
    let work = Work { arguments, extractor, render, progress: &progress };
    let mut writer = Writer { sink, progress: &progress, all_read: true, awaited: true };
    let done = work.run(&plan, &mut writer).and_then(|()| writer.sink.finish());
    progress.end();
    match done {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(true),
        Err(error) => Err(crate::Failed(anyhow::Error::from(error).context("cannot write")).into()),
        Ok(()) => Ok(writer.all_read),
    }
}

/// An extractor that knows the user's own tables too.
pub fn extractor(knowledge: &Knowledge, with_text: bool) -> Result<Extractor> {
    let mut builder = Extractor::builder().with_text(with_text);
    for path in &knowledge.gazetteer {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read the table {}", path.display()))?;
        builder = builder.table(path.display().to_string(), text);
    }
    Ok(builder.build()?)
}

/// A portion of what was read, with its place in the order.
type Portion<T> = (usize, Vec<T>);

/// What became of an article; nothing where a filter left nothing of it.
type Outcome = std::result::Result<Option<Piece>, Failure>;

struct Work<'a> {
    arguments: &'a Extract,
    extractor: Extractor,
    render: Render,
    progress: &'a Progress,
}

/// A portion holds about this much text.
const PORTION: usize = 1 << 18;
/// The first one holds this much and each one twice that of the one before: somebody waits for the first result.
const FIRST_PORTION: usize = 1 << 10;

impl Work<'_> {
    fn run(&self, plan: &Plan, writer: &mut Writer<'_>) -> io::Result<()> {
        let threads = self.arguments.threads.or(thread::available_parallelism().ok()).map_or(1, usize::from);
        let one = plan.sources.len() == 1 && !plan.sources.iter().flatten().any(|s| s.format == InputFormat::Jsonl);
        if threads == 1 || one {
            return self.in_this_thread(plan, writer);
        }
        let permits = threads * 3;
        let (take, give_back) = mpsc::sync_channel::<()>(permits);
        let (send_read, read) = mpsc::sync_channel::<Portion<Event>>(permits);
        let (send_done, done) = mpsc::sync_channel::<Portion<Outcome>>(permits);
        let read = Mutex::new(read);
        thread::scope(|scope| {
            scope.spawn(move || self.read_portions(plan, &take, &send_read));
            for _ in 0..threads {
                let (read, send_done) = (&read, send_done.clone());
                scope.spawn(move || {
                    // The lock is held while waiting: one waits, the others work.
                    while let Ok((number, events)) = next(read) {
                        let outcomes = events.into_iter().filter_map(|event| self.outcome(event)).collect();
                        if send_done.send((number, outcomes)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send_done);
            let written = writer.in_order(done, &give_back);
            if matches!(&written, Err(error) if error.kind() == io::ErrorKind::BrokenPipe) {
                // The reader may be waiting for input that nobody needs any more.
                output::remove_unfinished();
                std::process::exit(0);
            }
            drop(give_back);
            // Those who still wait for a portion find the channel closed once the reader has ended.
            written
        })
    }

    fn in_this_thread(&self, plan: &Plan, writer: &mut Writer<'_>) -> io::Result<()> {
        let mut written = Ok(());
        let _ = input::read(plan, &self.arguments.read, &self.progress.bytes, &mut |event| {
            written = match (matches!(event, Event::Pause), self.outcome(event)) {
                (true, _) => writer.sink.flush(),
                (_, Some(outcome)) => writer.write(outcome),
                (_, None) => Ok(()),
            };
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        written
    }

    fn read_portions(&self, plan: &Plan, take: &SyncSender<()>, send: &SyncSender<Portion<Event>>) {
        let (mut number, mut portion, mut size, mut most) = (0, Vec::new(), 0, FIRST_PORTION);
        let mut pass = |portion: &mut Vec<Event>, size: &mut usize| {
            *size = 0;
            if portion.is_empty() {
                return ControlFlow::Continue(());
            }
            number += 1;
            let sent = take.send(()).is_ok() && send.send((number - 1, std::mem::take(portion))).is_ok();
            if sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let _ = input::read(plan, &self.arguments.read, &self.progress.bytes, &mut |event| {
            if let Event::Article(article) = &event {
                size += article.text.len();
            }
            // Small files come one by one with a pause behind each; together they are one portion.
            let pause = matches!(event, Event::Pause);
            if !pause {
                portion.push(event);
            }
            let waiting = pause && plan.bytes.is_none();
            if size >= most || portion.len() >= 1024 || waiting {
                most = PORTION.min(most * 2);
                pass(&mut portion, &mut size)
            } else {
                ControlFlow::Continue(())
            }
        });
        let _ = pass(&mut portion, &mut size);
    }

    fn outcome(&self, event: Event) -> Option<Outcome> {
        let loaded = match event {
            Event::Pause => return None,
            Event::Failure(failure) => return Some(Err(failure)),
            Event::Article(loaded) => loaded,
        };
        self.progress.documents.fetch_add(1, Ordering::Relaxed);
        let id = loaded.id.clone();
        // A fault of the extraction must cost one document, not the batch.
        let outcome = catch_unwind(AssertUnwindSafe(|| self.extract(loaded)));
        Some(
            outcome.map_err(|_| Failure {
                id,
                message: "the extraction failed; please report it with the text".to_owned(),
            }),
        )
    }

    fn extract(&self, loaded: Loaded) -> Option<Piece> {
        let mut article = Article::new(&loaded.text);
        if let Some(id) = &loaded.id {
            article = article.id(id.as_str());
        }
        if let Some(date) = loaded.date.or(self.arguments.read.date) {
            article = article.date(date);
        }
        let mut document = self.extractor.extract(article);
        let left = self.arguments.filter.apply(&mut document);
        left.then(|| (self.render)(&document, &loaded))
    }
}

fn next<T>(receiver: &Mutex<Receiver<T>>) -> std::result::Result<T, ()> {
    receiver.lock().map_err(|_| ())?.recv().map_err(|_| ())
}

struct Writer<'a> {
    sink: Box<dyn Sink>,
    progress: &'a Progress,
    all_read: bool,
    /// Nothing was written yet: the first result is shown at once.
    awaited: bool,
}

impl Writer<'_> {
    /// Writes portions by number; those that come early wait.
    fn in_order(&mut self, done: Receiver<Portion<Outcome>>, give_back: &Receiver<()>) -> io::Result<()> {
        let mut early = BTreeMap::new();
        let mut expected = 0;
        for (number, outcomes) in done {
            early.insert(number, outcomes);
            while let Some(outcomes) = early.remove(&expected) {
                for outcome in outcomes {
                    self.write(outcome)?;
                }
                expected += 1;
                let _ = give_back.recv();
            }
            self.sink.flush()?;
        }
        Ok(())
    }

    fn write(&mut self, outcome: Outcome) -> io::Result<()> {
        match outcome {
            Ok(Some(piece)) => {
                self.sink.put(piece)?;
                if std::mem::take(&mut self.awaited) { self.sink.flush() } else { Ok(()) }
            }
            Ok(None) => Ok(()),
            Err(failure) => {
                self.all_read = false;
                self.sink.flush()?;
                let id = failure.id.as_deref().unwrap_or("standard input");
                self.progress.aside(|| crate::complain(format_args!("{id}: {}", failure.message)));
                self.sink.fail(&failure)
            }
        }
    }
}
