//! Why each source and each speaker was chosen, with those who were not.

use std::{collections::BTreeMap, fmt::Write as _, ops::ControlFlow, sync::atomic::AtomicU64};

use anyhow::{Result, bail, ensure};
use console::style;
use onrecord::{Article, Candidate, Document, EntityKind, Explanation, Extractor, Form, Mention, Span, Statement};

use crate::{
    arguments::Explain,
    batch,
    input::{self, Event, Failure, Loaded},
    knowledge::{term, titled},
    output::{count, shown, speaker, width, wrapped},
    print,
};

/// Explains the statements of every article of the inputs; `false` where one could not be read.
pub fn run(arguments: &Explain) -> Result<bool> {
    let extractor = batch::extractor(&arguments.knowledge, false)?;
    let plan = input::plan(&arguments.read.inputs, arguments.read.input_format);
    ensure!(
        !plan.several || arguments.statement.is_none() && arguments.at.is_none(),
        "--statement and --at speak of one article; give one file"
    );
    let mut done = Ok(true);
    let _ = input::read(&plan, &arguments.read, &AtomicU64::new(0), &mut |event| {
        let explained = match event {
            Event::Article(loaded) => explain(&extractor, arguments, &loaded).and_then(|out| print(out.as_bytes())),
            Event::Pause => Ok(()),
            Event::Failure(Failure { id, message }) => {
                crate::complain(format_args!("{}: {message}", id.as_deref().unwrap_or("standard input")));
                done = Ok(false);
                Ok(())
            }
        };
        match explained {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                done = Err(error);
                ControlFlow::Break(())
            }
        }
    });
    done
}

fn explain(extractor: &Extractor, arguments: &Explain, loaded: &Loaded) -> Result<String> {
    let mut article = Article::new(&loaded.text);
    if let Some(date) = loaded.date.or(arguments.read.date) {
        article = article.date(date);
    }
    let (document, explanation) = extractor.explain(article);
    let page = Page { text: &loaded.text, document: &document, explanation: &explanation, width: width() };
    let mut out = String::new();
    if let Some(id) = &loaded.id {
        let _ = writeln!(out, "{}", style(format!("== {}", shown(id))).bold());
    }
    let (date, source) = (document.date, document.date_source);
    let dated = date.zip(source).map_or("no date".to_owned(), |(date, source)| format!("date {date} ({source})"));
    let _ = writeln!(out, "{dated}; {} statements, {} entities\n", document.statements.len(), document.entities.len());
    let count = document.statements.len();
    if let Some(number) = arguments.statement {
        let Some(statement) = number.checked_sub(1).and_then(|k| document.statements.get(k)) else {
            bail!("there is no statement {number}; they are counted from 1 to {count}");
        };
        page.statement(&mut out, number, statement);
    } else if let Some(at) = arguments.at {
        page.at(&mut out, at)?;
    } else {
        for (k, statement) in document.statements.iter().enumerate() {
            page.statement(&mut out, k + 1, statement);
        }
    }
    Ok(out)
}

struct Page<'a> {
    text: &'a str,
    document: &'a Document<'a>,
    explanation: &'a Explanation,
    width: usize,
}

/// How many of those who might have spoken are shown.
const OTHERS: usize = 5;

impl Page<'_> {
    fn statement(&self, out: &mut String, number: usize, statement: &Statement<'_>) {
        let heading = format!("{number}. {}", speaker(self.document, statement));
        let _ = writeln!(out, "{}  {}", style(heading).bold().cyan(), style(statement.kind).dim());
        self.lines(out, "said", &shown(&statement.text));
        let about = onrecord::rules().find(|rule| rule.id == statement.rule).map_or("", |rule| rule.about);
        self.lines(
            out,
            "rule",
            &format!("{} (precision at least {}). {}", statement.rule, statement.confidence, shown(about)),
        );
        match &statement.cue {
            Some(cue) => {
                let not = if statement.negated { ", negated" } else { "" };
                let cues = statement.more_cues.iter().map(|cue| format!(", then {:?}", &*cue.text)).collect::<String>();
                let text =
                    format!("{:?} at {} ({}, act {}{not}){cues}", &*cue.text, at(cue.span), cue.lemma, statement.act);
                self.lines(out, "cue", &text);
            }
            None => self.lines(out, "cue", "none: the passage stands without a word of speech"),
        }
        match &statement.source {
            Some(source) => {
                self.lines(out, "source", &format!("{:?} at {}, form {}", &*source.text, at(source.span), source.form));
                self.other_sources(out, number, statement);
                self.chain(out, source.span, source.form, statement);
                self.candidates(out, source.span);
            }
            None => {
                self.lines(out, "source", "none: the text names nobody");
                self.other_sources(out, number, statement);
            }
        }
        out.push('\n');
    }

    /// From the source to the entity: its mention, the first mention of whom it means, and what is known of them.
    fn chain(&self, out: &mut String, source: Span, form: Form, statement: &Statement<'_>) {
        for &k in &statement.speakers {
            let Some(entity) = self.document.entities.get(k) else { continue };
            let within = |mention: &&Mention<'_>| source.covers(mention.span) || mention.span.covers(source);
            if let Some(mention) = self.document.mentions_of(k).find(within) {
                self.lines(out, "", &format!("{:?}: {} by the rule {}", &*mention.text, mention.form, mention.rule));
            }
            let named = |mention: &&Mention<'_>| {
                !matches!(mention.form, Form::Pronoun | Form::Nominal | Form::Group | Form::Title)
            };
            let mut mentions = self.document.mentions_of(k).filter(named);
            let first = mentions.next();
            let before = mentions.take_while(|mention| mention.span.end <= source.start).last();
            for (mention, which) in
                first.iter().map(|m| (*m, "first named")).chain(before.map(|m| (m, "last named before")))
            {
                if mention.span != source {
                    let text = format!(
                        "{which} as {:?} at {} ({}, {})",
                        &*mention.text,
                        at(mention.span),
                        mention.form,
                        mention.rule
                    );
                    self.lines(out, "", &text);
                }
            }
            let known = entity.record.as_deref().unwrap_or("no record: a name that no table holds");
            let country = entity.country.as_deref().map_or(String::new(), |code| format!(", country {code}"));
            self.lines(out, "speaker", &format!("{}, {}{country}, {known}", entity.name, entity.kind));
            for office in &entity.offices {
                self.lines(out, "", &format!("{}, {}", titled(office), term(office)));
            }
        }
        if statement.speakers.is_empty() {
            let why = match (&statement.anonymous, form) {
                (Some(description), _) => format!("nobody by name: described as {:?}", shown(description)),
                (None, Form::Document) => "nobody: the source is a document".to_owned(),
                _ => "nobody: what it refers to stayed open".to_owned(),
            };
            self.lines(out, "speaker", &why);
        }
    }

    /// Who else stands near and could have been the source, and why it is not.
    fn other_sources(&self, out: &mut String, number: usize, statement: &Statement<'_>) {
        let anchor = statement.cue.as_ref().map(|cue| cue.span).or(statement.content.first().copied());
        let Some(anchor) = anchor else { return };
        let here = self.sentence(anchor.start);
        // The nearest mention of each within two sentences.
        let from = self.document.sentences.get(here.saturating_sub(2)).map_or(0, |sentence| sentence.start);
        let to = self.document.sentences.get(here + 2).map_or(self.text.len(), |sentence| sentence.end);
        let mentions = &self.document.mentions;
        let mentions = &mentions[mentions.partition_point(|m| m.span.start < from)..];
        let mut nearest: BTreeMap<usize, &Mention<'_>> = BTreeMap::new();
        for mention in mentions.iter().take_while(|mention| mention.span.start < to) {
            let is_source = statement.source.as_ref().is_some_and(|source| source.span.overlaps(mention.span));
            let Some(k) = mention.entity.filter(|k| !is_source && !statement.speakers.contains(k)) else { continue };
            let known = nearest.entry(k).or_insert(mention);
            if gap(mention.span, anchor) < gap(known.span, anchor) {
                *known = mention;
            }
        }
        let mut near: Vec<(usize, usize, String)> = Vec::new();
        for (k, mention) in nearest {
            let Some(entity) = self.document.entities.get(k).filter(|e| e.kind != EntityKind::Place) else { continue };
            let sentences = self.sentence(mention.span.start).abs_diff(here);
            let distance = gap(mention.span, anchor);
            let text = format!(
                "{:?} at {} ({}, {}): {}",
                &*mention.text,
                at(mention.span),
                entity.name,
                entity.kind,
                self.why_not(number, statement, mention, anchor)
            );
            near.push((sentences, distance, text));
        }
        near.sort();
        for (k, (_, _, text)) in near.iter().take(OTHERS).enumerate() {
            self.lines(out, if k == 0 { "  not" } else { "" }, text);
        }
    }

    /// Why a mention near the cue is not the source.
    fn why_not(&self, number: usize, statement: &Statement<'_>, mention: &Mention<'_>, anchor: Span) -> String {
        let holds = |span: Span| span.covers(mention.span);
        let phrase = |phrase: &Option<onrecord::Phrase<'_>>| phrase.as_ref().is_some_and(|phrase| holds(phrase.span));
        let others = self.document.statements.iter().enumerate().filter(|(k, _)| k + 1 != number);
        let speaks = |other: &Statement<'_>| other.source.as_ref().is_some_and(|source| source.span == mention.span);
        let sentences = self.sentence(mention.span.start).abs_diff(self.sentence(anchor.start));
        let side = if mention.span.start < anchor.start { "before" } else { "behind" };
        if statement.content.iter().copied().any(holds) {
            "is spoken of in what was said".to_owned()
        } else if phrase(&statement.addressee) {
            "is told it".to_owned()
        } else if phrase(&statement.venue) {
            "belongs to where it was said".to_owned()
        } else if let Some((k, _)) = others.into_iter().find(|(_, other)| speaks(other)) {
            format!("is the source of statement {}", k + 1)
        } else if sentences > 0 {
            format!("stands {} {side} the cue", count(sentences, "sentence"))
        } else if statement.source.as_ref().is_some_and(|s| gap(s.span, anchor) < gap(mention.span, anchor)) {
            format!("stands {side} the cue, farther from it than the source")
        } else {
            format!("stands {side} the cue, but not as its subject")
        }
    }

    /// Whom the source could have meant, as the resolvers weighed it.
    fn candidates(&self, out: &mut String, source: Span) {
        let choices = &self.explanation.choices;
        let choice = choices.iter().find(|choice| choice.span == source);
        let Some(choice) = choice.or_else(|| choices.iter().find(|choice| source.covers(choice.span))) else { return };
        for (label, lost) in [("  taken", false), ("  not", true)] {
            let those = choice.candidates.iter().filter(|candidate| candidate.lost.is_some() == lost);
            for (k, candidate) in those.take(OTHERS).enumerate() {
                self.lines(out, if k == 0 { label } else { "" }, &self.candidate(candidate));
            }
        }
    }

    /// `"Peter Roe" at 13..22: of the other gender`
    fn candidate(&self, candidate: &Candidate) -> String {
        let text = shown(candidate.span.of(self.text));
        let entity = candidate.entity.and_then(|k| self.document.entities.get(k));
        let name = entity.filter(|e| e.name != text).map_or(String::new(), |entity| format!(" ({})", entity.name));
        let parts: Vec<String> = candidate.score.iter().map(|(part, points)| format!("{part} {points:+}")).collect();
        let total: i32 = candidate.score.iter().map(|part| part.1).sum();
        let score = if parts.is_empty() { String::new() } else { format!("; {total} = {}", parts.join(", ")) };
        let lost = candidate.lost.map_or(String::new(), |why| format!(": {why}"));
        format!("{text:?} at {}{name}{lost}{score}", at(candidate.span))
    }

    /// All that is known of a byte.
    fn at(&self, out: &mut String, byte: usize) -> Result<()> {
        ensure!(byte < self.text.len(), "the text ends at byte {}", self.text.len());
        let spot = |span: Span| span.start <= byte && byte < span.end;
        let mut any = false;
        for mention in self.document.mentions.iter().filter(|mention| spot(mention.span)) {
            any = true;
            let heading = format!("{:?} at {}", &*mention.text, at(mention.span));
            let _ = writeln!(out, "{}", style(heading).bold());
            self.lines(out, "rule", &format!("{} (a {})", mention.rule, mention.form));
            for &k in mention.entity.iter().chain(&mention.members) {
                let Some(entity) = self.document.entities.get(k) else { continue };
                let known = entity.record.as_deref().unwrap_or("no record");
                self.lines(out, "means", &format!("{}, {}, {known}", entity.name, entity.kind));
            }
            self.candidates(out, mention.span);
            out.push('\n');
        }
        for (k, statement) in self.document.statements.iter().enumerate() {
            let others = [statement.source.as_ref().map(|s| s.span), statement.cue.as_ref().map(|cue| cue.span)];
            if statement.content.iter().copied().chain(others.into_iter().flatten()).any(spot) {
                any = true;
                self.statement(out, k + 1, statement);
            }
        }
        if !any {
            let _ = writeln!(out, "nothing was found at byte {byte}");
        }
        Ok(())
    }

    fn sentence(&self, byte: usize) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.end <= byte)
    }

    fn lines(&self, out: &mut String, label: &str, text: &str) {
        for (k, line) in wrapped(text, self.width - 12).iter().enumerate() {
            let label = if k == 0 { label } else { "" };
            let _ = writeln!(out, "  {}{line}", style(format!("{label:<9}")).dim());
        }
    }
}

fn at(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}

/// Bytes between two spans.
fn gap(one: Span, other: Span) -> usize {
    if one.start < other.start { other.start.saturating_sub(one.end) } else { one.start.saturating_sub(other.end) }
}
