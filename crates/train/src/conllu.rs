//! Tagged sentences, aligned to the library's tokens.

use std::{collections::HashMap, error::Error, fs, ops::Range};

use onrecord::train::{TAGS, Text};

/// A text of one or more sentences with a tag for each token, where the gold words allow one.
pub struct Sample {
    pub text: String,
    pub tags: Vec<Option<u8>>,
    pub sentences: Vec<Range<usize>>,
}

/// Sentences with their text given in `# text =`.
pub fn sentences(path: &str) -> Result<Vec<Sample>, Box<dyn Error>> {
    let file = fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let mut out = Vec::new();
    for block in file.split("\n\n") {
        let Some(text) = block.lines().find_map(|l| l.strip_prefix("# text = ")) else { continue };
        let mut gold = Vec::new();
        let mut at = 0;
        let mut until = 0; // last number of a word that is several
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [id, form, _, _, tag, ..] = fields[..] else { continue };
            if let Some((first, last)) = id.split_once('-') {
                let (first, last): (usize, usize) = (first.parse()?, last.parse()?);
                let tag = block.lines().find_map(|l| l.strip_prefix(&format!("{first}\t"))).unwrap_or("");
                let tag = tag.split('\t').nth(3).unwrap_or("");
                at = push(text, at, form, tag, &mut gold);
                until = last;
            } else if id.contains('.') || id.parse::<usize>()? <= until {
            } else {
                at = push(text, at, form, tag, &mut gold);
            }
        }
        out.push(align(text.to_string(), &gold, true));
    }
    Ok(out)
}

fn push(text: &str, at: usize, form: &str, tag: &str, gold: &mut Vec<(usize, usize, Option<u8>)>) -> usize {
    let Some(start) = text[at..].find(form).map(|k| k + at) else { return at };
    gold.push((start, start + form.len(), number(tag)));
    start + form.len()
}

fn number(tag: &str) -> Option<u8> {
    let tag = match tag {
        "AFX" => "JJ",
        "GW" | "XX" => "FW",
        tag => tag,
    };
    TAGS.iter().position(|name| *name == tag).map(|k| k as u8)
}

/// Whole articles, their words tagged by a machine, with code-point offsets in the last column.
pub fn articles(texts: &str, tags: &str) -> Result<Vec<Sample>, Box<dyn Error>> {
    let mut by_id = HashMap::new();
    for line in fs::read_to_string(texts).map_err(|e| format!("{texts}: {e}"))?.lines() {
        let document: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| document[name].as_str().unwrap_or("").to_string();
        by_id.insert(field("id"), field("text"));
    }
    let mut out = Vec::new();
    for block in fs::read_to_string(tags).map_err(|e| format!("{tags}: {e}"))?.split("# newdoc id = ").skip(1) {
        let id = block.lines().next().unwrap_or("");
        let Some(text) = by_id.remove(id) else { continue };
        let bytes: Vec<usize> = text.char_indices().map(|(k, _)| k).chain([text.len()]).collect();
        let mut gold = Vec::new();
        for line in block.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, form, _, _, tag, .., offsets] = fields[..] else { continue };
            let mut offsets = offsets.split(':').map_while(|n| n.parse::<usize>().ok());
            let (Some(a), Some(b)) = (offsets.next(), offsets.next()) else { continue };
            // Its `to` is always TO; gold tells the preposition apart.
            let tag = if form.eq_ignore_ascii_case("to") { None } else { number(tag) };
            if let (Some(&a), Some(&b)) = (bytes.get(a), bytes.get(b)) {
                gold.push((a, b, tag));
            }
        }
        out.push(align(text, &gold, false));
    }
    Ok(out)
}

/// A token takes the tag of the gold word that starts with it and does not reach beyond it.
fn align(text: String, gold: &[(usize, usize, Option<u8>)], single: bool) -> Sample {
    let parsed = Text::new(&text);
    let tokens = parsed.tokens();
    let mut sentences = parsed.sentences();
    if single {
        sentences = std::iter::once(0..tokens.len()).collect();
    }
    let mut at = 0;
    let tags = tokens
        .iter()
        .map(|&(start, end)| {
            while gold.get(at).is_some_and(|g| g.0 < start) {
                at += 1;
            }
            gold.get(at).filter(|g| g.0 == start && g.1 <= end).and_then(|g| g.2)
        })
        .collect();
    Sample { text, tags, sentences }
}
