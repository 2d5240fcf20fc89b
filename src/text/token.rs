//! Words, numbers and marks.

use super::scan::Scanner;

/// A word or mark of a text; white space is none. Texts have one for every five bytes, so its own bytes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, packed(4))]
pub(crate) struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    pub kind: TokenKind,
    pub case: Case,
    /// No white space stands between it and the token before.
    pub glued: bool,
    /// Of the folded form, see [`fold_hash`].
    pub hash: u64,
}

impl Token {
    /// What it shows.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// `don’t`, `U.S.`, `AT&T`
    Word,
    /// `1,000`, `5th`, `10:30`
    Number,
    /// `’s`, and the bare apostrophe of `workers’`
    Possessive,
    /// A hyphen or dash between letters or digits, without spaces
    Joint,
    Punct,
    /// A quotation mark, or what may be one
    Mark,
    Symbol,
    /// An address: web, e-mail, `@handle`, `#tag`
    Link,
}

/// How the letters of a token are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    /// `Xxxx`
    Title,
    /// `XX`, `U.S.`, also a single capital
    Upper,
    /// `McDonald`, `iPhone`
    Mixed,
    None,
}

/// Appends the tokens of `text` to `out`. What lies beyond 4 GiB is left out.
pub(crate) fn tokenize(text: &str, out: &mut Vec<Token>) {
    let mut limit = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let text = &text[..limit];
    out.reserve(text.len() / 5);
    Scanner::new(text, out).run();
}
