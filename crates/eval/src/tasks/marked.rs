//! Which letters stand between double quotation marks, told without the library: what is measured must not measure itself.

use onrecord::Span;

/// Stretches between double marks, paragraph by paragraph. A mark that is never closed counts to its paragraph’s end only
/// where the next paragraph opens with a mark again. Single marks are no stretches.
pub(super) fn marked(text: &str) -> Vec<Span> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        if let Some(open) = pairs(text, start, end, &mut stretches)
            && open < end
            && opens_with_mark(&text[end..])
        {
            stretches.push(Span::new(open, end));
        }
        start = end + 1;
    }
    stretches.retain(|s| !s.is_empty());
    stretches
}

/// Adds the pairs of one line; gives where an open quote begins that nothing closes.
fn pairs(text: &str, start: usize, end: usize, stretches: &mut Vec<Span>) -> Option<usize> {
    let (mut open, mut at) = (None, start);
    while let Some(c) = text[at..end].chars().next() {
        let rest = &text[at..];
        let double = rest.starts_with("''") || rest.starts_with("``");
        let width = if double { 2 } else { c.len_utf8() };
        let inches = c == '"' && text[start..at].ends_with(|c: char| c.is_numeric());
        match open {
            Some(from) if c == '”' || c == '"' || rest.starts_with("''") => {
                stretches.push(Span::new(from, at));
                open = None;
            }
            _ if c == '“' => open = Some(at + width),
            None if double || c == '"' && !inches => open = Some(at + width),
            _ => {}
        }
        at = (at + width).min(end);
    }
    open
}

fn opens_with_mark(text: &str) -> bool {
    let text = text.trim_start();
    ["\"", "“", "''", "``"].iter().any(|mark| text.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        marked(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn marks_are_paired_in_a_paragraph() {
        assert_eq!(shown("“One,” she said. \"Two.\" ``Three''"), ["One,", "Two.", "Three"]);
        assert_eq!(shown("A 6\" pipe and a \"good\" one"), ["good"]);
        assert_eq!(shown("An “odd one.\n\nNext."), [] as [&str; 0]);
        assert_eq!(shown("“It goes on.\n\n“And ends.”"), ["It goes on.", "And ends."]);
    }
}
