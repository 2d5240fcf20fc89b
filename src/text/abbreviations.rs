//! The abbreviations of `data/abbreviations.tsv` and how each behaves, hashed when the crate is compiled.

use super::fold::{fold_hash, hash_ascii};

/// How an abbreviation behaves before what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// Stands before a name and never ends a sentence: `Mr.`, `Gov.`, `Jos.`
    Title,
    /// Stands before a number, otherwise it is a word: `No. 10`, `p. 5`
    Number,
    /// Never ends a sentence: `e.g.`, `vs.`
    Never,
    /// A month or a day: `Jan. 6`
    Month,
    /// The last word of a firm's name: `Corp.`
    Company,
    /// A state or a province: `Calif.`
    Place,
    /// Any other part of a name: `Ave.`, `Dept.`
    Part,
    /// Follows what it belongs to: `Jr.`, `etc.`
    Suffix,
    /// A time of day or an era: `p.m.`
    Time,
    /// A measure: `ft.`
    Unit,
    /// A word that begins with an apostrophe: `'em`
    Elision,
    /// The last label of a network address or a file name: `.com`
    Domain,
}

/// How `word` behaves: a word with or without its last dot, an elision with its apostrophe.
pub(crate) fn lookup(word: &str) -> Option<Kind> {
    let capital = !word.starts_with(|c: char| c.is_lowercase());
    TABLE.find(fold_hash(word), capital)
}

/// Is `label` the last label of a network address or a file name, such as `com` or `pdf`?
pub(crate) fn is_domain(label: &str) -> bool {
    label.len() <= 5
        && TABLE.find(hash_ascii(format!(".{label}").as_bytes()), true) == Some(Kind::Domain)
}

const SOURCE: &str = include_str!("../../data/abbreviations.tsv");
const SLOTS: usize = 1024;
static TABLE: Table = Table::parse(SOURCE.as_bytes());

/// Open addressing by the fold hash. A row with a capital serves capitalised words alone, and goes before one without.
struct Table {
    keys: [u64; SLOTS],
    kinds: [Option<Kind>; SLOTS],
    capital: [bool; SLOTS],
}

impl Table {
    fn find(&self, hash: u64, capital: bool) -> Option<Kind> {
        let mut slot = hash as usize % SLOTS;
        let mut found = None;
        while let Some(kind) = self.kinds[slot] {
            if self.keys[slot] == hash {
                if self.capital[slot] && capital {
                    return Some(kind);
                }
                if !self.capital[slot] {
                    found = Some(kind);
                }
            }
            slot = (slot + 1) % SLOTS;
        }
        found
    }

    const fn parse(source: &[u8]) -> Table {
        let mut table = Table {
            keys: [0; SLOTS],
            kinds: [None; SLOTS],
            capital: [false; SLOTS],
        };
        let mut at = line_end(source, 0) + 1;
        while at < source.len() {
            let end = line_end(source, at);
            let tab = field_end(source, at);
            table.insert(source, at, tab, kind(source, tab + 1, end));
            at = end + 1;
        }
        table
    }

    const fn insert(&mut self, source: &[u8], start: usize, end: usize, kind: Kind) {
        let mut word = [0; 16];
        let mut len = 0;
        let mut at = start;
        while at < end {
            if source[at] != b'.' || at == start {
                assert!(source[at].is_ascii(), "abbreviations are ASCII");
                word[len] = source[at];
                len += 1;
            }
            at += 1;
        }
        let hash = hash_ascii(word.split_at(len).0);
        let mut slot = hash as usize % SLOTS;
        while self.kinds[slot].is_some() {
            slot = (slot + 1) % SLOTS;
        }
        self.keys[slot] = hash;
        self.kinds[slot] = Some(kind);
        self.capital[slot] = word[0].is_ascii_uppercase();
    }
}

const fn line_end(source: &[u8], mut at: usize) -> usize {
    while at < source.len() && source[at] != b'\n' {
        at += 1;
    }
    at
}

const fn field_end(source: &[u8], mut at: usize) -> usize {
    while source[at] != b'\t' {
        at += 1;
    }
    at
}

/// The kind by the first letters that tell it from the others; an unknown one fails the build.
const fn kind(source: &[u8], start: usize, end: usize) -> Kind {
    match source.split_at(end).0.split_at(start).1 {
        b"title" => Kind::Title,
        b"number" => Kind::Number,
        b"never" => Kind::Never,
        b"month" => Kind::Month,
        b"company" => Kind::Company,
        b"place" => Kind::Place,
        b"part" => Kind::Part,
        b"suffix" => Kind::Suffix,
        b"time" => Kind::Time,
        b"unit" => Kind::Unit,
        b"elision" => Kind::Elision,
        b"domain" => Kind::Domain,
        _ => panic!("unknown kind in data/abbreviations.tsv"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_without_duplicates() {
        let rows: Vec<&str> = SOURCE.lines().skip(1).collect();
        assert!(rows.is_sorted());
        assert!(
            rows.windows(2)
                .all(|pair| pair[0].split('\t').next() != pair[1].split('\t').next())
        );
        assert!(rows.len() < SLOTS / 2);
    }

    #[test]
    fn case_tells_words_from_abbreviations() {
        assert_eq!(lookup("Gov"), Some(Kind::Title));
        assert_eq!(lookup("p.m"), Some(Kind::Time));
        assert_eq!(lookup("Mass"), Some(Kind::Place));
        assert_eq!(lookup("mass"), None);
        assert_eq!(lookup("CO"), Some(Kind::Company));
        assert_eq!(lookup("word"), None);
    }
}
