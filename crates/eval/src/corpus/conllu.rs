//! CoNLL-U: sentences by their `# text =`, documents by `# newdoc`, an empty line in the text at `# newpar`, nothing between
//! sentences where the last word of the first one says `SpaceAfter=No`.

use anyhow::Result;
use onrecord::Span;

use super::Gold;

pub(super) fn articles(text: &str) -> Result<Vec<Gold>> {
    let mut articles: Vec<Gold> = Vec::new();
    let mut glued = false; // to the sentence before
    for block in text.split("\n\n") {
        let comment = |name: &str| block.lines().find_map(|line| line.strip_prefix('#')?.trim().strip_prefix(name));
        let Some(sentence) = comment("text =").map(str::trim) else { continue };
        let document = comment("newdoc");
        if document.is_some() || articles.is_empty() {
            let id = document.and_then(|d| d.split_once('=')).map(|(_, id)| id.trim().to_owned());
            articles.push(Gold { id: id.unwrap_or_else(|| articles.len().to_string()), ..Gold::default() });
        }
        let Some(article) = articles.last_mut() else { continue };
        if !article.text.is_empty() {
            article.text.push_str(match comment("newpar") {
                Some(_) => "\n\n",
                None if glued => "",
                None => " ",
            });
        }
        let start = article.text.len();
        article.text.push_str(sentence);
        article.sentences.push(Span::new(start, article.text.len()));
        glued = block.lines().last().is_some_and(|word| word.contains("SpaceAfter=No"));
    }
    Ok(articles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_become_documents() {
        let file = "# newdoc id = a\n# newpar\n# sent_id = a-1\n# text = It is late.\n1\tIt\n\n\
                    # text = We go.\n1\tWe\n\n# newpar\n# text = Good night.\n\n# newdoc id = b\n# text = Morning.\n\n";
        let articles = articles(file).unwrap();
        assert_eq!(articles[0].text, "It is late. We go.\n\nGood night.");
        assert_eq!((articles[0].id.as_str(), articles[0].sentences.len()), ("a", 3));
        assert_eq!(articles[1].sentences[0].of(&articles[1].text), "Morning.");
    }

    #[test]
    fn sentences_stand_as_close_as_they_were_printed() {
        let file = "# text = It is late...\n1\tIt\t_\n4\t...\tSpaceAfter=No\n\n# text = We go.\n\n# text = Now.\n\n";
        assert_eq!(articles(file).unwrap()[0].text, "It is late...We go. Now.");
    }
}
