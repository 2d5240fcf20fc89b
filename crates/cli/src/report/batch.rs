//! The page of a batch: an index with a search, and every article behind it, opened on demand.

use std::{
    borrow::Cow,
    cmp::Reverse,
    collections::HashMap,
    fmt::Write as _,
    io::{self, Write},
};

use onrecord::{EntityKind, Gazetteer};
use serde_json::json;

use super::{Said, Summary, html, page};
use crate::{
    input::Failure,
    output::{Destination, Piece, Sink, count},
};

/// Writes articles as they come and the index at last.
pub fn sink(mut out: Destination) -> io::Result<Box<dyn Sink>> {
    out.write_all(page::head("Who said what").as_bytes())?;
    out.write_all(b"<noscript><p>This index needs JavaScript to open its articles.</p></noscript>\n")?;
    Ok(Box::new(Batch { out, summaries: Vec::new(), failures: Vec::new() }))
}

struct Batch {
    out: Destination,
    summaries: Vec<Summary>,
    failures: Vec<Failure>,
}

impl Sink for Batch {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        let Some(summary) = piece.summary else { return Ok(()) };
        // Data, which no browser runs: the script parses it when the article is opened.
        write!(self.out, "<script type=\"application/json\" id=\"article-{}\">", self.summaries.len())?;
        self.out.write_all(&piece.bytes)?;
        self.out.write_all(b"</script>\n")?;
        self.summaries.push(summary);
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> io::Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let index = index(&self.summaries, &self.failures);
        self.out.write_all(index.as_bytes())?;
        self.out.write_all(page::foot().as_bytes())?;
        self.out.commit()
    }
}

/// What somebody said in all articles together.
#[derive(Default)]
struct Total<'a> {
    name: &'a str,
    kind: Option<EntityKind>,
    country: Option<&'a str>,
    statements: usize,
    words: usize,
    articles: usize,
}

/// Rows of each table of the summary.
const TOP: usize = 25;

fn index(summaries: &[Summary], failures: &[Failure]) -> String {
    let mut speakers: HashMap<&str, Total> = HashMap::new();
    let mut countries: HashMap<&str, Total> = HashMap::new();
    for summary in summaries {
        let mut seen = Vec::new();
        for said in &summary.speakers {
            add(speakers.entry(&said.key).or_default(), said, &said.name, true);
            if let Some(code) = said.country.as_deref() {
                let first = !seen.contains(&code);
                add(countries.entry(code).or_default(), said, code, first);
                seen.push(code);
            }
        }
    }
    let statements: usize = summaries.iter().map(|summary| summary.statements).sum();
    let mut out = format!(
        "<div id=\"index\"><header class=\"top\"><h1>Who said what</h1><p class=\"facts\">{} · {} · {}</p></header>",
        count(summaries.len(), "article"),
        count(statements, "statement"),
        count(speakers.len(), "speaker")
    );
    if !failures.is_empty() {
        let _ = write!(
            out,
            "<details class=\"failures\"><summary>{} could not be read</summary><ul>",
            count(failures.len(), "input")
        );
        for failure in failures {
            let id = failure.id.as_deref().unwrap_or("standard input");
            let _ = write!(out, "<li><bdi>{}</bdi>: {}</li>", html::escape(id), html::escape(&failure.message));
        }
        out.push_str("</ul></details>");
    }
    out.push_str("<div class=\"tables\">");
    let is_person = |total: &Total| matches!(total.kind, Some(EntityKind::Leader | EntityKind::Person));
    let (people, others): (Vec<_>, Vec<_>) = speakers.into_values().partition(is_person);
    table(&mut out, "Most quoted people", people, "who");
    table(&mut out, "Most quoted countries and organizations", others, "who");
    let countries: Vec<Total> = countries.into_values().map(|total| Total { kind: None, ..total }).collect();
    table(&mut out, "Statements by the speaker’s country", countries, "code");
    out.push_str(
        "</div><section id=\"articles\" role=\"search\"><h2>Articles</h2><label for=\"search\">Search titles, names and \
         statements</label> <input type=\"search\" id=\"search\" autocomplete=\"off\" spellcheck=\"false\"> \
         <button type=\"button\" id=\"filter\" hidden></button> <span id=\"found\" role=\"status\"></span>\
         <ol id=\"list\"></ol><button type=\"button\" id=\"more\" hidden>Show more</button></section></div>\
         <div id=\"opened\" hidden></div>\n<script type=\"application/json\" id=\"summaries\">[",
    );
    for (k, summary) in summaries.iter().enumerate() {
        out.push_str(if k == 0 { "" } else { ",\n" });
        let said: Vec<_> =
            summary.speakers.iter().map(|said| json!([said.name, said.country, said.statements])).collect();
        let row = json!({
            "title": summary.title, "id": summary.id, "date": summary.date, "count": summary.statements,
            "said": said, "words": summary.words,
        });
        // In JSON the sign can stand in strings alone, and there it may be an escape.
        out.push_str(&row.to_string().replace('<', "\\u003c"));
    }
    out.push_str("]</script>\n");
    out
}

fn add<'a>(total: &mut Total<'a>, said: &'a Said, name: &'a str, new_article: bool) {
    total.name = name;
    total.kind = said.kind;
    total.country = said.country.as_deref();
    total.statements += said.statements;
    total.words += said.words;
    total.articles += usize::from(new_article);
}

/// The name of a country by its code, as the bundled tables have it.
fn country_name(code: &str) -> Option<Cow<'static, str>> {
    Gazetteer::bundled().record(&format!("countries:{code}")).map(|record| record.name)
}

/// Who said how much; a name narrows the list of articles to theirs.
fn table(out: &mut String, heading: &str, mut totals: Vec<Total<'_>>, by: &str) {
    if totals.is_empty() {
        return;
    }
    totals.sort_by_key(|total| (Reverse(total.statements), Reverse(total.words), total.name));
    let _ = write!(
        out,
        "<section><h2>{heading}</h2><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Statements</th>\
         <th scope=\"col\">Words</th><th scope=\"col\">Articles</th></tr></thead><tbody>"
    );
    let most = totals.first().map_or(1, |total| total.statements).max(1);
    for total in totals.iter().take(TOP) {
        let value = html::escape(total.name);
        let country = Some(total.name).filter(|_| by == "code").and_then(country_name);
        let name = html::escape(country.as_deref().unwrap_or(total.name));
        let class = total.kind.map_or("", |kind| kind.as_str());
        let _ = write!(
            out,
            "<tr><th scope=\"row\"><button type=\"button\" class=\"pick {class}\" data-{by}=\"{value}\"><bdi>{name}</bdi></button>"
        );
        if let (Some(code), "who") = (total.country, by) {
            let _ = write!(out, " <abbr class=\"code\" title=\"country\">{}</abbr>", html::escape(code));
        }
        let _ = write!(
            out,
            "</th><td><meter min=\"0\" max=\"{most}\" value=\"{0}\"></meter> {0}</td><td>{1}</td><td>{2}</td></tr>",
            total.statements, total.words, total.articles
        );
    }
    out.push_str("</tbody></table></section>");
}
