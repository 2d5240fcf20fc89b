//! The article of a web page.

use dom_smoothie::{Config, Readability, TextMode};

use super::{Loaded, lines};

/// Headline and body of a page, without menus and notices.
pub fn article(html: &str) -> Result<Loaded, String> {
    let none = |error: &dyn std::fmt::Display| {
        format!("no article was found in this page ({error}); save its text and read that with --input-format text")
    };
    if depth(html) > DEEPEST {
        return Err(none(&format_args!("its elements are nested more than {DEEPEST} deep")));
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let found = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    let found = found.map_err(|error| none(&error))?;
    let (title, body) = (found.title.trim(), found.text_content.trim());
    if body.is_empty() {
        return Err(none(&"it is empty"));
    }
    let text =
        if title.is_empty() || body.starts_with(title) { format!("{body}\n") } else { format!("{title}\n\n{body}\n") };
    let date = found.published_time.as_deref().and_then(|stamp| lines::day(stamp.trim()).ok());
    Ok(Loaded { text, date, title: Some(title.to_owned()).filter(|t| !t.is_empty()), ..Loaded::default() })
}

/// The search for the article goes up from every paragraph: in a page nested without end it would not end either.
const DEEPEST: usize = 2000;

/// Elements that are often not closed, or never.
const UNCLOSED: [&str; 24] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "th", "thead", "tr", "track", "wbr",
];

/// How deep elements are nested, by a rough count of tags.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for tag in html.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        let opened_alone = tag.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        if name.is_empty() || opened_alone || UNCLOSED.iter().any(|unclosed| name.eq_ignore_ascii_case(unclosed)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn depth_is_that_of_the_elements() {
        assert_eq!(depth(""), 0);
        assert_eq!(depth("<div><p>a < b<p>c<br/><IMG src=x></div><div><b/><i>d</i></div>"), 2);
        assert_eq!(depth(&"<div>".repeat(9)), 9);
        assert_eq!(depth("</div></div><é><b"), 1);
    }
}
