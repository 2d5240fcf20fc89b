//! The text of a Markdown file: headings, paragraphs and list items, each a paragraph; no marks, no code, no tables of data.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Loaded, lines};

/// The article of a Markdown file. Front matter gives title and date where it has them.
pub fn article(source: &str) -> Loaded {
    let mut loaded = Loaded::default();
    let (mut skipped, mut front) = (0, false);
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => front = true,
            Event::End(TagEnd::MetadataBlock(_)) => front = false,
            Event::Text(text) if front => front_matter(&text, &mut loaded),
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => skipped += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => skipped -= 1,
            _ if skipped > 0 => {}
            Event::Text(text) | Event::Code(text) => loaded.text.push_str(&text),
            Event::SoftBreak => loaded.text.push(' '),
            Event::HardBreak => loaded.text.push('\n'),
            Event::Start(tag) if is_block(&tag) => paragraph(&mut loaded.text),
            Event::End(TagEnd::TableCell) => loaded.text.push(' '),
            _ => {}
        }
    }
    loaded.text.truncate(loaded.text.trim_end().len());
    if !loaded.text.is_empty() {
        loaded.text.push('\n');
    }
    loaded
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableHead | Tag::TableRow | Tag::FootnoteDefinition(_)
    )
}

fn paragraph(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

fn front_matter(text: &str, loaded: &mut Loaded) {
    for line in text.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        match key {
            "title" => loaded.title = Some(value.to_owned()),
            "date" => loaded.date = lines::day(value).ok(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn marks_are_left_out() {
        let loaded = article(
            "---\ntitle: \"Dam\"\ndate: 2015-03-01\n---\n# The **dam**\n\nThe\nmayor of [Bonn](x) said: _no_.\n\n> “Yes,” she\n> said.\n\n- one\n- two\n\n```\ncode\n```\n",
        );
        assert_eq!(loaded.text, "The dam\n\nThe mayor of Bonn said: no.\n\n“Yes,” she said.\n\none\n\ntwo\n");
        assert_eq!(loaded.title.as_deref(), Some("Dam"));
        assert_eq!(loaded.date, "2015-03-01".parse().ok());
        assert_eq!(article("").text, "");
    }
}
