//! The words that decide where a sentence ends, hashed when the crate is compiled: `data/abbreviations.tsv` with the
//! behaviour of each abbreviation, `data/sentence_words.tsv` with words that begin a sentence or carry one on.

use super::fold::{fold_hash, hash_ascii};

/// How an abbreviation behaves before what follows it, or what a word tells of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Begins a sentence rather than carries on a name: `The`, `However`
    Start,
    /// Carries on behind the name of a firm: `Corp. Chairman`
    Office,
    /// Reports speech: `"Why?" Mr. Lund asked.`
    Speech,
    /// Stands before a person and never carries on what is named before: `Mrs.`
    Address,
    /// Stands before the number of a caption: `Figure 3.`
    Label,
}

/// How the abbreviation `word` behaves, given with or without its last dot.
pub(crate) fn abbreviation(word: &str) -> Option<Kind> {
    let dotted = word.trim_end_matches('.').contains('.');
    let capital = !word.starts_with(|c: char| c.is_lowercase());
    ABBREVIATIONS.find(fold_hash(word), capital, dotted)
}

/// Is `word` one that begins with an apostrophe, such as `'em`?
pub(crate) fn is_elision(word: &str) -> bool {
    ABBREVIATIONS.find(fold_hash(word), false, false) == Some(Kind::Elision)
}

/// Is `label` the last label of a network address or a file name, such as `com` or `pdf`?
pub(crate) fn is_domain(label: &str) -> bool {
    label.len() <= 5
        && ABBREVIATIONS.find(hash_ascii(format!(".{label}").as_bytes()), false, false) == Some(Kind::Domain)
}

/// What `word` tells of the sentence that it stands in, whatever its case.
pub(crate) fn sentence_word(word: &str) -> Option<Kind> {
    SENTENCE_WORDS.find(fold_hash(word), false, false)
}

const SLOTS: usize = 1024;
static ABBREVIATIONS: Table = Table::parse(include_bytes!("../../data/abbreviations.tsv"));
static SENTENCE_WORDS: Table = Table::parse(include_bytes!("../../data/sentence_words.tsv"));

/// Open addressing by the fold hash.
struct Table([Option<Row>; SLOTS]);

#[derive(Clone, Copy)]
struct Row {
    hash: u64,
    kind: Kind,
    /// Written with a capital: serves capitalised words alone, and goes before a row without.
    capital: bool,
    /// Written with inner dots: serves words with inner dots alone (`a.m.` is not `am`).
    dotted: bool,
}

impl Table {
    fn find(&self, hash: u64, capital: bool, dotted: bool) -> Option<Kind> {
        let mut slot = hash as usize % SLOTS;
        let mut found = None;
        while let Some(row) = &self.0[slot] {
            if row.hash == hash && (dotted || !row.dotted) {
                if row.capital && capital {
                    return Some(row.kind);
                }
                if !row.capital {
                    found = Some(row.kind);
                }
            }
            slot = (slot + 1) % SLOTS;
        }
        found
    }

    const fn parse(source: &[u8]) -> Table {
        let mut table = Table([None; SLOTS]);
        let mut at = line_end(source, 0) + 1;
        while at < source.len() {
            let end = line_end(source, at);
            let mut word = [0; 16];
            let (mut len, mut dots) = (0, 0);
            let first = at;
            while source[at] != b'\t' {
                assert!(source[at].is_ascii(), "these words are ASCII");
                // A domain keeps the dot before it.
                if source[at] != b'.' || at == first {
                    word[len] = source[at];
                    len += 1;
                } else {
                    dots += 1;
                }
                at += 1;
            }
            let inner = dots > if source[at - 1] == b'.' { 1 } else { 0 };
            table.insert(Row {
                hash: hash_ascii(word.split_at(len).0),
                kind: kind(source.split_at(end).0.split_at(at + 1).1),
                capital: word[0].is_ascii_uppercase(),
                dotted: inner,
            });
            at = end + 1;
        }
        table
    }

    const fn insert(&mut self, row: Row) {
        let mut slot = row.hash as usize % SLOTS;
        while self.0[slot].is_some() {
            slot = (slot + 1) % SLOTS;
        }
        self.0[slot] = Some(row);
    }
}

const fn line_end(source: &[u8], mut at: usize) -> usize {
    while at < source.len() && source[at] != b'\n' {
        at += 1;
    }
    at
}

/// An unknown kind fails the build.
const fn kind(name: &[u8]) -> Kind {
    match name {
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
        b"start" => Kind::Start,
        b"office" => Kind::Office,
        b"speech" => Kind::Speech,
        b"address" => Kind::Address,
        b"label" => Kind::Label,
        _ => panic!("unknown kind of word"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_without_duplicates() {
        for source in [include_str!("../../data/abbreviations.tsv"), include_str!("../../data/sentence_words.tsv")] {
            let rows: Vec<&str> = source.lines().skip(1).collect();
            assert!(rows.is_sorted());
            assert!(rows.windows(2).all(|pair| pair[0].split('\t').next() != pair[1].split('\t').next()));
            assert!(rows.len() < SLOTS / 2);
        }
    }

    #[test]
    fn case_and_dots_tell_words_from_abbreviations() {
        assert_eq!(abbreviation("Gov"), Some(Kind::Title));
        assert_eq!(abbreviation("p.m"), Some(Kind::Time));
        assert_eq!(abbreviation("am"), None);
        assert_eq!(abbreviation("Mass"), Some(Kind::Place));
        assert_eq!(abbreviation("mass"), None);
        assert_eq!(abbreviation("CO"), Some(Kind::Company));
        assert_eq!(abbreviation("word"), None);
        assert!(is_elision("’em") && is_domain("com") && !is_domain("The"));
        assert_eq!(sentence_word("However"), Some(Kind::Start));
    }
}
