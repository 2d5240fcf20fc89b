//! The article of a web page.

use dom_smoothie::{Config, Readability, TextMode};

use super::{Loaded, lines};

/// Headline and body of a page, without menus and notices.
pub fn article(html: &str) -> Result<Loaded, String> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let none = |error: &dyn std::fmt::Display| {
        format!("no article was found in this page ({error}); save its text and read that with --input-format text")
    };
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
