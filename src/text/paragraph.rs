//! Paragraphs: what stands between blank lines, or one line each.

use crate::Span;
use memchr::memchr_iter;

/// How the line breaks of a text are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LineMode {
    /// Decided from the text itself.
    #[default]
    Auto,
    /// Lines are broken at some width; a blank line ends a paragraph.
    Wrapped,
    /// Every line is a paragraph.
    Paragraph,
}

/// The paragraphs of `text`, trimmed; none is blank.
pub(crate) fn paragraphs(text: &str, mode: LineMode) -> Vec<Span> {
    let width = match mode {
        LineMode::Paragraph => 0,
        LineMode::Wrapped => wrap_width(text).max(1),
        LineMode::Auto => wrap_width(text),
    };
    let mut out: Vec<Span> = Vec::new();
    let mut joined = false;
    for line in Lines::new(text) {
        let span = trim(text, line);
        if span.is_empty() {
            joined = false;
            continue;
        }
        match out.last_mut() {
            Some(last) if joined && continues(text, *last, line, width) => last.end = span.end,
            _ => out.push(span),
        }
        joined = width > 0;
    }
    out
}

/// `span` without the white space at both ends, and without a byte-order mark at the start of the text.
pub(crate) fn trim(text: &str, span: Span) -> Span {
    let shown = span.of(text);
    // Nearly always at most one space stands before, none behind: no character need be decoded.
    let bytes = shown.as_bytes();
    let space = usize::from(bytes.first() == Some(&b' '));
    if let (Some(first), Some(last)) = (bytes.get(space), bytes.last())
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return Span::new(span.start + space, span.end);
    }
    let start = shown.trim_start();
    let mut begin = span.end - start.len();
    let start = match start.strip_prefix('\u{FEFF}') {
        Some(rest) if begin == 0 => {
            let rest = rest.trim_start();
            begin = span.end - rest.len();
            rest
        }
        _ => start,
    };
    Span::new(begin, begin + start.trim_end().len())
}

/// Does `line` carry on the paragraph `before`? A break before a word that would have fitted was meant.
fn continues(text: &str, before: Span, line: Span, width: usize) -> bool {
    let shown = line.of(text);
    if shown.starts_with(char::is_lowercase) {
        return true;
    }
    if shown.starts_with([' ', '\t', '•', '*', '\u{3000}']) || shown.starts_with("- ") || shown.starts_with("– ") {
        return false;
    }
    let last = before.of(text).rsplit('\n').next().map_or(0, str::len);
    let word = shown.split_whitespace().next().map_or(0, str::len);
    last + 1 + word + width / 8 >= width
}

/// The width at which the lines of a text are broken; 0 where they are not.
fn wrap_width(text: &str) -> usize {
    let (mut breaks, mut wraps, mut width) = (0, 0, 0);
    let mut before = "";
    for line in Lines::new(text) {
        let shown = line.of(text);
        let line = shown.trim_end();
        if !before.is_empty() && !line.is_empty() {
            breaks += 1;
            let open = !before.ends_with(['.', '?', '!', ':']);
            if open && (30..=160).contains(&before.len()) && line.starts_with(char::is_lowercase) {
                wraps += 1;
                width = width.max(before.len());
            }
        }
        before = line;
    }
    if wraps * 4 > breaks { width } else { 0 }
}

/// Lines without their breaks.
struct Lines<'t> {
    breaks: memchr::Memchr<'t>,
    at: usize,
    end: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Lines { breaks: memchr_iter(b'\n', text.as_bytes()), at: 0, end: text.len() }
    }
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if self.at > self.end {
            return None;
        }
        let end = self.breaks.next().unwrap_or(self.end);
        let line = Span::new(self.at, end);
        self.at = end + 1;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, mode: LineMode) -> Vec<&str> {
        paragraphs(text, mode).into_iter().map(|p| p.of(text)).collect()
    }

    #[test]
    fn lines_of_prose_are_paragraphs() {
        let text = "\u{FEFF}Ministers meet\r\nThe two ministers met on Monday.\r\n\r\n \r\nThey will meet again.";
        assert_eq!(
            shown(text, LineMode::Auto),
            ["Ministers meet", "The two ministers met on Monday.", "They will meet again."]
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "Ministers meet\n\nThe two ministers of the neighbouring states met on\n\
                    Monday in the old harbour town, where they had last\ntalked a year ago.\nThey will meet again.\n";
        let paragraphs = shown(text, LineMode::Auto);
        assert_eq!(paragraphs.len(), 3);
        assert_eq!(paragraphs[2], "They will meet again.");
    }

    const WRAPPED: &str = "The harbour master of the northern port said on Monday that\n\
        the quay would stay closed for a week, because the ice had not\nyet gone out and two ships were held.\n\
        Nobody was hurt.\n\nThe owners of the ships were told of it on Sunday night, a day\nbefore the papers heard of it.";

    #[test]
    fn the_text_decides_how_its_breaks_are_meant() {
        // A line that ends early ends its paragraph too.
        let wrapped = ["The harbour master", "Nobody was hurt.", "The owners of"];
        let starts = |text, mode| -> Vec<String> {
            shown(text, mode)
                .iter()
                .map(|p| p.split_inclusive(' ').take(3).collect::<String>().trim_end().into())
                .collect()
        };
        assert_eq!(starts(WRAPPED, LineMode::Auto), wrapped);
        assert_eq!(starts(WRAPPED, LineMode::Wrapped), wrapped);
        assert_eq!(shown(WRAPPED, LineMode::Paragraph).len(), 6);
        let windows = WRAPPED.replace('\n', "\r\n");
        assert_eq!(starts(&windows, LineMode::Auto), wrapped);
    }

    #[test]
    fn one_paragraph_a_line_stays_so() {
        for text in [
            "A headline without a stop\nThe harbour is closed.\nThe quay is not.",
            "one\ntwo\nthree",
            "• the harbour\n• the quay\n• the ships",
            "The harbour is closed, said the master of the port.\nthe quay is not.\nShips wait.\nNobody was hurt.\nIce.\nSnow.",
        ] {
            assert_eq!(shown(text, LineMode::Auto).len(), text.lines().count(), "{text}");
        }
    }

    #[test]
    fn wrapped_texts_keep_lists_and_indents_apart() {
        let text =
            format!("{WRAPPED}\n\n  An indented line begins one,\n- and so does an item of a list,\nwhich goes on.");
        let paragraphs = shown(&text, LineMode::Auto);
        assert_eq!(
            paragraphs[3..],
            ["An indented line begins one,", "- and so does an item of a list,\nwhich goes on."]
        );
    }

    #[test]
    fn nothing_in_blank_texts() {
        for text in ["", "\n", " \r\n\t\n\u{A0}", "\u{FEFF}", "\u{FEFF}\n"] {
            assert!(paragraphs(text, LineMode::Auto).is_empty());
        }
    }
}
