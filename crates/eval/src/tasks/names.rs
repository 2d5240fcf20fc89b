//! What is compared of a name.

use std::sync::LazyLock;

use onrecord::Span;
use regex::Regex;

/// Forms of mentions that are names.
pub(super) const NAMES: [&str; 4] = ["name", "alias", "surname", "acronym"];

/// Titles before a person’s name, which some gold files count to it and others do not.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    let before = "the|former|late|then|Vice|Deputy|Prime|Foreign|Crown|Acting";
    let titles = "President|Minister|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Secretary|Senator|Sen|Governor|Gov|Chairman|King|Queen|\
                  Prince|Princess|Sheikh|General|Gen|Colonel|Captain|Major|Lt|Judge|Justice|Mayor|Ambassador|Chancellor|\
                  Premier|Pope|Bishop|Father|Rev|Sir|Lord|Lady|Representative|Rep|Congressman|Speaker";
    Regex::new(&format!(r"(?i)^(?:(?:{before})\s+)*(?:{titles})\.?\s+")).expect("a regular expression")
});
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^the\s+").expect("a regular expression"));

/// Without marks around it, a leading “the”, a closing possessive and dot, and, for people, titles before it.
pub(super) fn trimmed(text: &str, span: Span, person: bool) -> Span {
    let shown = span.of(text);
    let kept = shown.trim_start_matches(|c: char| !(c.is_alphanumeric() || "(“\"‘'".contains(c)));
    let mut start = span.start + shown.len() - kept.len();
    let mut name = kept.trim_end_matches(|c: char| " ,;:.!?\"”’'\n)".contains(c));
    for possessive in ["'s", "’s"] {
        name = name.strip_suffix(possessive).unwrap_or(name);
    }
    name = name.trim_end_matches('.');
    let mut cut = |pattern: &Regex| match pattern.find(name) {
        Some(found) if found.end() < name.len() => {
            start += found.end();
            name = &name[found.end()..];
            true
        }
        _ => false,
    };
    cut(&ARTICLE);
    while person && cut(&TITLE) {}
    Span::new(start, start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_stands_around_them() {
        let trim = |text: &'static str, person| trimmed(text, Span::new(0, text.len()), person).of(text);
        assert_eq!(trim("the U.N.", false), "U.N");
        assert_eq!(trim("the then Prime Minister Ana Lund's", true), "Ana Lund");
        assert_eq!(trim("President", true), "President");
        assert_eq!(trim("Mr. President Lund", true), "Lund");
        assert_eq!(trim("Dr. Lund", false), "Dr. Lund");
        assert_eq!(trim("...", false), "");
    }
}
