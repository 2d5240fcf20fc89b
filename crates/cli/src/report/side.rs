//! The list beside an article: speakers with their statements, entities by kind.

use std::{collections::HashMap, fmt::Write as _};

use onrecord::{Document, Entity, EntityKind, Statement};

use super::html;
use crate::{
    knowledge::{term, titled},
    output::{KINDS, count, mention_counts, said, speaker},
};

/// Everybody who said something, then everything that is named.
pub fn list(out: &mut String, document: &Document<'_>) {
    out.push_str("<aside aria-label=\"Speakers and names\"><section><h2>Who said what</h2>");
    let mut shown = vec![false; document.statements.len()];
    let mut speakers: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut by = vec![Vec::new(); document.entities.len()];
    for (n, statement) in document.statements.iter().enumerate() {
        statement.speakers.iter().for_each(|&k| by[k].push(n));
    }
    speakers.extend(by.into_iter().enumerate().filter(|(_, said)| !said.is_empty()));
    speakers.sort_by_key(|(_, said)| std::cmp::Reverse(said.len()));
    let unfolded = document.statements.len() <= FEW;
    if document.statements.is_empty() {
        out.push_str("<p>Nobody is quoted.</p>");
    }
    for (k, said) in speakers {
        let entity = &document.entities[k];
        opened(out, entity.kind.as_str(), &format!(" data-e=\"{k}\""), &entity.name, said.len(), unfolded);
        statements(out, document, &said, &mut shown);
    }
    // Those without a name, by what they are called.
    let mut unnamed: Vec<(String, Vec<usize>)> = Vec::new();
    let mut places = HashMap::new();
    for (n, statement) in document.statements.iter().enumerate().filter(|(_, s)| s.speakers.is_empty()) {
        let who = speaker(document, statement);
        let place = *places.entry(who.clone()).or_insert_with(|| {
            unnamed.push((who, Vec::new()));
            unnamed.len() - 1
        });
        unnamed[place].1.push(n);
    }
    for (who, said) in unnamed {
        opened(
            out,
            "unnamed",
            &format!(" data-said=\"{}\"", said.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")),
            &who,
            said.len(),
            unfolded,
        );
        statements(out, document, &said, &mut shown);
    }
    out.push_str("</section><section><h2>Who is named</h2>");
    let times = mention_counts(document);
    for (kind, heading) in KINDS {
        entities(out, document, kind, heading, &times);
    }
    out.push_str("</section></aside>");
}

/// So many statements are shown without being asked for.
const FEW: usize = 12;

/// A speaker: a button that lights up what is theirs, and what they said.
fn opened(out: &mut String, class: &str, data: &str, name: &str, times: usize, unfolded: bool) {
    let name = html::escape(name);
    let _ = write!(
        out,
        "<div class=\"speaker\"><button type=\"button\" class=\"who {class}\" aria-pressed=\"false\"{data}><bdi>{name}</bdi> \
         <span class=\"count\" title=\"{0}\">{times}</span></button>\
         <details{1}><summary>{0}<span class=\"hidden\"> by {name}</span></summary><ol>",
        count(times, "statement"),
        if unfolded { " open" } else { "" }
    );
}

fn statements(out: &mut String, document: &Document<'_>, numbers: &[usize], shown: &mut [bool]) {
    for &n in numbers {
        let statement = &document.statements[n];
        // A statement of two speakers stands under both, but a page has every id once.
        let id = if std::mem::replace(&mut shown[n], true) { String::new() } else { format!(" id=\"s{n}\"") };
        let _ = write!(
            out,
            "<li value=\"{}\"{id} tabindex=\"-1\"><a class=\"said\" href=\"#n{n}\" data-s=\"{n}\"><q dir=\"auto\">{}</q></a>",
            n + 1,
            html::escape(&said(statement))
        );
        details(out, document, statement);
        out.push_str("</li>");
    }
    out.push_str("</ol></details></div>");
}

fn details(out: &mut String, document: &Document<'_>, statement: &Statement<'_>) {
    let _ = write!(
        out,
        "<dl><dt>kind</dt><dd>{}, {}{}</dd><dt>rule</dt><dd><code>{}</code>, confidence {}</dd>",
        statement.kind,
        statement.act,
        if statement.negated { ", negated" } else { "" },
        html::escape(&statement.rule),
        statement.confidence
    );
    let cue = statement.cue.as_ref().map(|cue| &*cue.text);
    let source = statement.source.as_ref().map(|source| &*source.text);
    let to = statement.addressee.as_ref().map(|phrase| &*phrase.text);
    let venue = statement.venue.as_ref().map(|phrase| &*phrase.text);
    for (label, text) in [("source", source), ("cue", cue), ("to", to), ("where", venue)] {
        if let Some(text) = text {
            let _ = write!(out, "<dt>{label}</dt><dd><bdi>{}</bdi></dd>", html::escape(text));
        }
    }
    if statement.speakers.len() > 1 {
        let _ = write!(out, "<dt>by</dt><dd><bdi>{}</bdi></dd>", html::escape(&speaker(document, statement)));
    }
    out.push_str("</dl>");
}

fn entities(out: &mut String, document: &Document<'_>, kind: EntityKind, heading: &str, times: &[usize]) {
    if document.entities_of(kind).next().is_none() {
        return;
    }
    let _ = write!(out, "<h3>{heading}</h3><ul class=\"names\">");
    for (k, entity) in document.entities_of(kind) {
        let times = times[k];
        let _ = write!(
            out,
            "<li id=\"e{k}\" tabindex=\"-1\"><button type=\"button\" class=\"who {kind}\" aria-pressed=\"false\" data-e=\"{k}\">\
             <bdi>{}</bdi> <span class=\"count\" title=\"{}\">{times}</span></button>",
            html::escape(&entity.name),
            count(times, "mention")
        );
        facts(out, entity);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
}

fn facts(out: &mut String, entity: &Entity<'_>) {
    if let Some(code) = &entity.country {
        let _ = write!(out, " <abbr class=\"code\" title=\"country\">{}</abbr>", html::escape(code));
    }
    if let Some(sort) = entity.organization_type {
        let _ = write!(out, " <span class=\"dim\">{sort}</span>");
    }
    let is_id =
        |id: &&str| id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if let Some(id) = entity.id.as_deref().filter(is_id) {
        let name = html::escape(&entity.name);
        let _ = write!(
            out,
            " <a class=\"out\" href=\"https://www.wikidata.org/wiki/{id}\" rel=\"noreferrer\" aria-label=\"{name} in Wikidata\">{id}</a>"
        );
    }
    for office in &entity.offices {
        let _ = write!(
            out,
            "<div class=\"office\">{} <span class=\"dim\">{}</span></div>",
            html::escape(&titled(office)),
            html::escape(&term(office))
        );
    }
}
