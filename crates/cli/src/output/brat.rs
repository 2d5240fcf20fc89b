//! brat's standoff format: names, sources, cues and contents as text-bound annotations, statements as events.
//!
//! Offsets count characters. An annotation may not run over a line's end, so it is broken there into fragments.

use std::{
    collections::HashMap,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use onrecord::{Act, Document, EntityKind, Span, StatementKind};

use super::{Destination, Piece, Render, Sink, destination};
use crate::{arguments::Unit, offsets::Converter};

/// With the article itself where a folder of pairs is written.
pub fn render(with_article: bool) -> Render {
    Box::new(move |document, loaded| Piece {
        bytes: standoff(document, &loaded.text).into_bytes(),
        article: with_article.then(|| (loaded.id.clone(), loaded.text.clone())),
        summary: None,
    })
}

fn standoff(document: &Document<'_>, text: &str) -> String {
    let mut sheet = Sheet { text, offsets: Converter::new(text, Unit::Chars), out: String::new(), bound: 0 };
    let (mut notes, mut links) = (0, 0);
    for mention in &document.mentions {
        let Some(entity) = mention.entity.and_then(|k| document.entities.get(k)) else { continue };
        let Some(number) = sheet.bind(label(entity.kind), &[mention.span]) else { continue };
        if let Some(id) = &entity.id {
            links += 1;
            let _ = writeln!(sheet.out, "N{links}\tReference T{number} Wikidata:{id}\t{}", line(&entity.name));
        }
        notes += 1;
        let _ = writeln!(sheet.out, "#{notes}\tAnnotatorNotes T{number}\t{} ({})", line(&entity.name), mention.rule);
    }
    let mut attributes = 0;
    for (event, statement) in document.statements.iter().enumerate() {
        let event = event + 1;
        let Some(content) = sheet.bind("Content", &statement.content) else { continue };
        // The cue triggers the event; a statement without one is its own trigger.
        let trigger = statement.cue.as_ref().and_then(|cue| sheet.bind("Cue", &[cue.span]));
        let source = statement.source.as_ref().and_then(|source| sheet.bind("Source", &[source.span]));
        let addressee = statement.addressee.as_ref().and_then(|phrase| sheet.bind("Addressee", &[phrase.span]));
        let trigger_type = if trigger.is_some() { "Cue" } else { "Content" };
        let _ = write!(sheet.out, "E{event}\t{trigger_type}:T{}", trigger.unwrap_or(content));
        if trigger.is_some() {
            let _ = write!(sheet.out, " Content:T{content}");
        }
        for (role, bound) in [("Source", source), ("Addressee", addressee)] {
            if let Some(bound) = bound {
                let _ = write!(sheet.out, " {role}:T{bound}");
            }
        }
        sheet.out.push('\n');
        let mut attribute = |name: &str, value: &str| {
            attributes += 1;
            let _ = writeln!(sheet.out, "A{attributes}\t{name} E{event}{value}");
        };
        attribute("Kind", &format!(" {}", statement.kind));
        attribute("Act", &format!(" {}", statement.act));
        if statement.negated {
            attribute("Negated", "");
        }
        let speakers = statement.speakers.iter().filter_map(|&k| document.entities.get(k)).map(|e| line(&e.name));
        let speakers = speakers.collect::<Vec<_>>().join(", ");
        notes += 1;
        let note = format!("{speakers} ({} {})", statement.rule, statement.confidence);
        let _ = writeln!(sheet.out, "#{notes}\tAnnotatorNotes E{event}\t{}", note.trim_start());
    }
    sheet.out
}

fn label(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Leader => "Leader",
        EntityKind::Country => "Country",
        EntityKind::Organization => "Organization",
        EntityKind::Place => "Place",
        _ => "Person",
    }
}

/// On one line.
fn line(text: &str) -> String {
    text.split(['\n', '\r', '\t']).collect::<Vec<_>>().join(" ")
}

struct Sheet<'t> {
    text: &'t str,
    offsets: Converter<'t>,
    out: String,
    bound: usize,
}

impl Sheet<'_> {
    /// A text-bound annotation and its number; none where the spans show nothing.
    fn bind(&mut self, label: &str, spans: &[Span]) -> Option<usize> {
        let mut parts = Vec::new();
        for span in spans {
            let mut at = span.start;
            for piece in span.of(self.text).split('\n') {
                let shown = piece.trim_matches(['\r', ' ', '\t']);
                let start = at + (piece.len() - piece.trim_start_matches(['\r', ' ', '\t']).len());
                if !shown.is_empty() {
                    parts.push(Span::new(start, start + shown.len()));
                }
                at += piece.len() + 1;
            }
        }
        if parts.is_empty() {
            return None;
        }
        self.bound += 1;
        let at = |part: &Span| format!("{} {}", self.offsets.convert(part.start), self.offsets.convert(part.end));
        let places = parts.iter().map(at).collect::<Vec<_>>().join(";");
        let shown = parts.iter().map(|part| part.of(self.text)).collect::<Vec<_>>().join(" ");
        let _ = writeln!(self.out, "T{}\t{label} {places}\t{}", self.bound, line(&shown));
        Some(self.bound)
    }
}

/// A folder in which every article has its text and its annotations.
pub fn folder(path: &Path) -> io::Result<Box<dyn Sink>> {
    fs::create_dir_all(path).map_err(|error| destination::at(path, &error))?;
    Ok(Box::new(Folder { path: path.to_owned(), used: HashMap::new(), count: 0 }))
}

struct Folder {
    path: PathBuf,
    /// Every name in small letters, with the number that its last copy bears.
    used: HashMap<String, usize>,
    count: usize,
}

impl Folder {
    /// A file name made of the id, unlike all before it in any case.
    fn name(&mut self, id: Option<&str>) -> String {
        self.count += 1;
        let id = id.map_or_else(|| format!("article-{}", self.count), str::to_owned);
        let id = [".txt", ".md", ".html", ".htm"].iter().find_map(|suffix| id.strip_suffix(suffix)).unwrap_or(&id);
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
        let base: String = id.trim_start_matches(['.', '/']).chars().map(plain).take(80).collect();
        let base = if base.is_empty() { "article".to_owned() } else { base };
        let mut name = base.clone();
        let mut copy = self.used.get(&base.to_lowercase()).copied().unwrap_or(1);
        while self.used.contains_key(&name.to_lowercase()) {
            copy += 1;
            name = format!("{base}-{copy}");
        }
        self.used.insert(base.to_lowercase(), copy);
        self.used.entry(name.to_lowercase()).or_insert(1);
        name
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = Destination::open(Some(&self.path.join(name)))?;
        file.write_all(bytes)?;
        file.commit()
    }
}

impl Sink for Folder {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        let Some((id, text)) = piece.article else { return Ok(()) };
        let name = self.name(id.as_deref());
        self.write(&format!("{name}.txt"), text.as_bytes())?;
        self.write(&format!("{name}.ann"), &piece.bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.write("annotation.conf", configuration().as_bytes())
    }
}

/// What brat must know of the labels.
fn configuration() -> String {
    let words = |words: Vec<&str>| words.join("|");
    let kinds = words(StatementKind::ALL.iter().map(|kind| kind.as_str()).collect());
    let acts = words(Act::ALL.iter().map(|act| act.as_str()).collect());
    format!(
        "[entities]\nLeader\nPerson\nCountry\nOrganization\nPlace\nSource\nAddressee\n\n\
         [relations]\n\n\
         [events]\nCue\tContent:Content, Source?:Source, Addressee?:Addressee\nContent\tSource?:Source\n\n\
         [attributes]\nKind\tArg:<EVENT>, Value:{kinds}\nAct\tArg:<EVENT>, Value:{acts}\nNegated\tArg:<EVENT>\n"
    )
}
