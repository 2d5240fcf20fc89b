//! Standoff files as brat writes them, with the events of PolNeAR: `E1 Attribution:T4 Content:T3 Cue:T2 Source:T1`.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use onrecord::Span;

use super::{Attribution, CodePoints, Gold};

/// The articles of a folder: `NAME.ann` beside `NAME.txt`, or `attributions/NAME_ANNOTATOR.ann` and `text/NAME.txt`. Where
/// several people annotated one text, the first by name counts.
pub(super) fn articles(folder: &Path) -> Result<Vec<Gold>> {
    let apart = folder.join("attributions");
    let annotations = if apart.is_dir() { &apart } else { folder };
    let mut files: Vec<PathBuf> = fs::read_dir(annotations)?.map(|e| Ok(e?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|e| e == "ann"));
    files.sort();
    let mut articles = BTreeMap::new();
    for file in files {
        let (id, text) = text_of(folder, &file)?;
        if articles.contains_key(&id) {
            continue;
        }
        let standoff = fs::read_to_string(&file)?;
        let gold = article(id.clone(), text, &standoff).with_context(|| file.display().to_string())?;
        articles.insert(id, gold);
    }
    Ok(articles.into_values().collect())
}

fn text_of(folder: &Path, annotation: &Path) -> Result<(String, String)> {
    let stem = annotation.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    let article = stem.rsplit_once('_').map_or(stem, |(article, _annotator)| article);
    let beside = annotation.with_extension("txt");
    let apart = folder.join("text").join(format!("{article}.txt"));
    for (id, path) in [(stem, &beside), (article, &apart)] {
        if path.is_file() {
            return Ok((id.to_owned(), fs::read_to_string(path).with_context(|| path.display().to_string())?));
        }
    }
    bail!("{}: no text, neither {} nor {}", annotation.display(), beside.display(), apart.display())
}

fn article(id: String, text: String, standoff: &str) -> Result<Gold> {
    let points = CodePoints::of(&text);
    let mut stretches: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut attributions = Vec::new();
    let fields = |line| -> Option<(&str, &str)> { str::split_once(line, '\t') };
    for (key, rest) in standoff.lines().filter_map(fields).filter(|(key, _)| key.starts_with('T')) {
        let (_, offsets) = rest.split('\t').next().and_then(|r| r.split_once(' ')).context("no offsets")?;
        let span = |pair: &str| -> Result<Span> {
            let (start, end) = pair.split_once(' ').context("no end")?;
            points.span(start.parse()?, end.parse()?)
        };
        let spans = offsets.split(';').map(span).collect::<Result<_>>().with_context(|| format!("{key}: {rest}"))?;
        stretches.insert(key, spans);
    }
    for (key, rest) in standoff.lines().filter_map(fields).filter(|(key, _)| key.starts_with('E')) {
        let mut attribution = Attribution::default();
        for (role, stretch) in rest.split_whitespace().filter_map(|argument| argument.split_once(':')) {
            let role = match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => &mut attribution.source,
                "Cue" => &mut attribution.cue,
                "Content" => &mut attribution.content,
                _ => continue,
            };
            role.extend(stretches.get(stretch).with_context(|| format!("{key}: no {stretch}"))?);
            role.sort();
        }
        attributions.push(attribution);
    }
    Ok(Gold { id, text, attributions, ..Gold::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_become_attributions() {
        let text = "“Él go,” Ana said, “soon.”";
        let standoff = "T1\tSource 9 12\tAna\nT2\tCue 13 17\tsaid\nT3\tContent 0 8;19 26\t“Él go,” “soon.”\n\
                        T4\tAttribution 13 17\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n#1\tNote\n";
        let gold = article("1".into(), text.into(), standoff).unwrap();
        let [attribution] = &gold.attributions[..] else { panic!() };
        let shown = |spans: &[Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>();
        assert_eq!(shown(&attribution.content), ["“Él go,”", "“soon.”"]);
        assert_eq!((shown(&attribution.source), shown(&attribution.cue)), (vec!["Ana"], vec!["said"]));
    }

    #[test]
    fn an_event_of_a_missing_stretch_is_an_error() {
        let error = article("1".into(), "No.".into(), "E1\tAttribution:T1 Source:T9\n").unwrap_err();
        assert!(error.to_string().contains("T1") || error.to_string().contains("T9"), "{error}");
    }
}
