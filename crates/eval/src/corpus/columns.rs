//! CoNLL columns: a word a line, first the word, last its tag (`B-PER`, `I-PER`, `O`), an empty line after each sentence,
//! `-DOCSTART-` before each document. A file without `-DOCSTART-` has a document for each sentence.

use anyhow::Result;
use onrecord::Span;

use super::{Gold, Name};

pub(super) fn articles(text: &str) -> Result<Vec<Gold>> {
    let has_documents = text.lines().any(is_start);
    let mut articles: Vec<Gold> = Vec::new();
    let mut open = false;
    for block in text.split("\n\n") {
        let starts = block.lines().any(is_start);
        let words: Vec<(&str, &str)> = block.lines().filter(|l| !is_start(l)).filter_map(word_and_tag).collect();
        if starts {
            open = false;
        }
        if words.is_empty() {
            continue;
        }
        if !open || !has_documents {
            articles.push(Gold { id: articles.len().to_string(), ..Gold::default() });
            open = true;
        }
        if let Some(article) = articles.last_mut() {
            add(article, &words);
        }
    }
    Ok(articles)
}

fn is_start(line: &str) -> bool {
    line.starts_with("-DOCSTART-")
}

fn word_and_tag(line: &str) -> Option<(&str, &str)> {
    let mut fields = line.split_whitespace();
    Some((fields.next()?, fields.next_back().unwrap_or("O")))
}

/// Adds a sentence on a line of its own, its words spaced as print does it.
fn add(article: &mut Gold, words: &[(&str, &str)]) {
    if !article.text.is_empty() {
        article.text.push('\n');
    }
    let sentence = article.text.len();
    let mut quoted = false;
    let mut glued = true; // to the word before
    let mut last = "O";
    for &(word, tag) in words {
        let closes = word == "\"" && quoted;
        if !(glued || closes || hugs_left(word)) {
            article.text.push(' ');
        }
        let start = article.text.len();
        article.text.push_str(word);
        glued = matches!(word, "(" | "[" | "{" | "$" | "“" | "‘" | "``") || word == "\"" && !quoted;
        quoted ^= word == "\"";
        let (prefix, label) = tag.split_once('-').unwrap_or(("O", ""));
        let goes_on = matches!(prefix, "I" | "E" | "L" | "M") && last == label;
        match article.names.last_mut() {
            Some(name) if goes_on => name.span.end = article.text.len(),
            _ if !label.is_empty() => article.names.push(Name {
                span: Span::new(start, article.text.len()),
                label: label.to_owned(),
                ..Name::default()
            }),
            _ => {}
        }
        last = label;
    }
    article.sentences.push(Span::new(sentence, article.text.len()));
}

fn hugs_left(word: &str) -> bool {
    matches!(word, "." | "," | ";" | ":" | "!" | "?" | "%" | ")" | "]" | "}" | "”" | "’" | "…" | "''" | "n't" | "n’t")
        || (word.starts_with(['\'', '’']) && word.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "-DOCSTART- -X- O\n\nAna NNP B-PER\nLund NNP I-PER\n's POS O\n( ( O\nOslo NNP B-LOC\n) ) O\n\n\
                        \" \" O\nNo \" O\n. . O\n\" \" O\n\n-DOCSTART- -X- O\n\nRome NNP I-LOC\nParis NNP B-LOC\n\n";

    #[test]
    fn words_become_texts_and_tags_names() {
        let articles = articles(FILE).unwrap();
        assert_eq!(articles.len(), 2);
        let [first, second] = &articles[..] else { panic!() };
        assert_eq!(first.text, "Ana Lund's (Oslo)\n\"No.\"");
        let names =
            |a: &Gold| a.names.iter().map(|n| (n.span.of(&a.text).to_owned(), n.label.clone())).collect::<Vec<_>>();
        assert_eq!(names(first), [("Ana Lund".into(), "PER".into()), ("Oslo".into(), "LOC".into())]);
        assert_eq!(names(second), [("Rome".into(), "LOC".into()), ("Paris".into(), "LOC".into())]);
        assert_eq!(first.sentences[1].of(&first.text), "\"No.\"");
    }

    #[test]
    fn without_documents_each_sentence_is_one() {
        assert_eq!(articles("Ana\tB-PER\n\nOslo\tB-LOC\n").unwrap().len(), 2);
    }
}
