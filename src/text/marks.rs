//! Quotation marks, paired paragraph by paragraph.

use super::token::{Token, TokenKind};
use crate::Span;

/// What stands between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// Where the opening mark, the inner text, the closing mark begin, and where that ends; 0 without one. In bytes.
    bounds: [u32; 4],
    /// Single marks.
    pub single: bool,
    /// How many quotes it stands in.
    pub depth: u8,
    /// The index of the quote in the paragraph before that this one carries on.
    pub continues: Option<u32>,
}

impl Quote {
    pub(crate) fn open(&self) -> Span {
        Span::new(self.bounds[0] as usize, self.bounds[1] as usize)
    }

    /// Between the marks; to the paragraph's end where it is not closed.
    pub(crate) fn inner(&self) -> Span {
        Span::new(self.bounds[1] as usize, self.bounds[2] as usize)
    }

    pub(crate) fn close(&self) -> Option<Span> {
        (self.bounds[3] > 0).then(|| Span::new(self.bounds[2] as usize, self.bounds[3] as usize))
    }
}

/// A place in the text; what lies beyond 4 GiB has no tokens.
fn place(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The quotes of `text`, in order of their opening marks.
pub(crate) fn quotes(text: &str, tokens: &[Token], paragraphs: &[Span]) -> Vec<Quote> {
    let mut out = Vec::new();
    let mut tokens = tokens;
    // The quote left open at the end of the paragraph before.
    let mut left_open: Option<u32> = None;
    for paragraph in paragraphs {
        let first = tokens.partition_point(|t| (t.start as usize) < paragraph.start);
        let last = tokens.partition_point(|t| (t.start as usize) < paragraph.end);
        left_open = pair(text, &tokens[first..last], *paragraph, left_open, &mut out);
        tokens = &tokens[last..];
    }
    out
}

/// The family of a mark: only marks of one family pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// A straight mark between two spaces: closes what is open, opens otherwise.
    Either,
}

/// Pairs the marks of one paragraph; returns the quote that it leaves open.
fn pair(text: &str, tokens: &[Token], paragraph: Span, carried: Option<u32>, out: &mut Vec<Quote>) -> Option<u32> {
    let mut open: Vec<(Family, usize)> = Vec::new();
    for token in tokens.iter().filter(|t| t.kind == TokenKind::Mark) {
        let span = Span::new(token.start as usize, token.end as usize);
        let (family, mut role) = role(text, span);
        let partner = open.iter().rposition(|(f, _)| *f == family);
        if role == Role::Either {
            role = if partner.is_some() { Role::Close } else { Role::Open };
        }
        match role {
            Role::Open => {
                if let Some(at) = partner {
                    // A second opening of one family: the first was odd.
                    abandon(&mut open, at, span.start, out);
                }
                let single = family == Family::Single;
                let first = open.is_empty() && text[paragraph.start..span.start].trim().is_empty();
                let carries =
                    carried.filter(|&c| first && out.get(c as usize).is_some_and(|q: &Quote| q.single == single));
                open.push((family, out.len()));
                out.push(Quote {
                    bounds: [span.start, span.end, paragraph.end, 0].map(place),
                    single,
                    depth: (open.len() - 1).min(255) as u8,
                    continues: carries,
                });
            }
            Role::Close => {
                if let Some(at) = partner {
                    out[open[at].1].bounds[3] = place(span.end);
                    abandon(&mut open, at, span.start, out);
                }
            }
            Role::Either => {}
        }
    }
    open.first().map(|(_, at)| *at as u32)
}

/// Ends the open quotes from number `at` on: none reaches farther than the mark that ends it.
fn abandon(open: &mut Vec<(Family, usize)>, at: usize, end: usize, out: &mut [Quote]) {
    for (_, quote) in open.drain(at..) {
        out[quote].bounds[2] = place(end);
    }
}

fn role(text: &str, span: Span) -> (Family, Role) {
    let mark = span.of(text);
    let before = text[..span.start].chars().next_back().unwrap_or(' ');
    let after = text[span.end..].chars().next().unwrap_or(' ');
    match mark {
        // A mark that faces the wrong way, and the German one that closes.
        "“" if straight(before, after) == Role::Close => (Family::Double, Role::Close),
        "”" if straight(before, after) == Role::Open => (Family::Double, Role::Open),
        "“" | "„" | "‟" | "``" | "「" => (Family::Double, Role::Open),
        "”" | "」" => (Family::Double, Role::Close),
        // Two apostrophes for either mark, as old wires print them.
        "''" => (Family::Double, straight(before, after)),
        "«" => (Family::Guillemet, Role::Open),
        "»" => (Family::Guillemet, Role::Close),
        "‘" | "‚" | "‛" | "`" | "‹" => (Family::Single, Role::Open),
        "’" | "›" => (Family::Single, Role::Close),
        "'" => (Family::Single, straight(before, after)),
        _ if before.is_ascii_digit() && !after.is_alphanumeric() => (Family::Double, Role::Close),
        _ => (Family::Double, straight(before, after)),
    }
}

/// A straight mark by its surroundings.
fn straight(before: char, after: char) -> Role {
    let opens = before.is_whitespace() || matches!(before, '(' | '[' | '{' | '-' | '–' | '—' | '“' | '‘' | '"' | '\'');
    let closes = after.is_whitespace()
        || matches!(
            after,
            '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '-' | '–' | '—' | '”' | '’' | '"' | '\''
        );
    match (opens, closes) {
        (true, false) => Role::Open,
        (true, true) => Role::Either,
        // Amid letters or digits it opens nothing: `6'2"`
        (false, _) => Role::Close,
    }
}
