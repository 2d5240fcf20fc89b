//! Puts the rows of all tables together into the sections of an index.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    layout::{
        self, MOST_TABLES, NameKind, NameRow, PostRow, RecordRow, Row, Sense, TermRow, WIKIDATA, WordEntry, WordRow,
    },
    phrases::{self, phrase_hash},
    strings,
    table::Table,
    things, words,
};
use crate::{
    date::Date,
    error::Error,
    text::token::{Token, tokenize},
};

/// A table's text with the name that its errors show.
pub(crate) struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

/// Compiles tables into an index. Which table a text is, its file's stem says (`people.tsv`); any other stem is a list of
/// names of all kinds. Fails with file, line and column.
pub(crate) fn compile(sources: &[Source<'_>]) -> Result<Vec<u8>, Error> {
    let mut builder = Builder::default();
    let tables = sources.iter().map(|s| Table::parse(s.file, s.text)).collect::<Result<Vec<_>, _>>()?;
    let stem = |table: &Table| -> String {
        let file = table.file().rsplit(['/', '\\']).next().unwrap_or("");
        file.strip_suffix(".tsv").unwrap_or(file).to_owned()
    };
    // Things before what refers to them.
    type Reader = fn(&mut Builder, &Table<'_>) -> Result<(), Error>;
    let order: [(&str, Reader); 16] = [
        ("edition", things::edition),
        ("countries", things::countries),
        ("organizations", things::organizations),
        ("people", things::people),
        ("regions", things::regions),
        ("offices", things::offices),
        ("metonyms", things::metonyms),
        ("ambiguous", things::preferences),
        ("cues", words::cues),
        ("titles", words::titles),
        ("nominals", words::nominals),
        ("given_names", words::given_names),
        ("surnames", words::surnames),
        ("org_words", words::organization_words),
        ("place_words", words::place_words),
        ("function_words", words::function_words),
    ];
    for (name, read) in order {
        for table in tables.iter().filter(|t| stem(t) == name) {
            read(&mut builder, table)?;
        }
    }
    for table in tables.iter().filter(|t| order.iter().all(|(name, _)| stem(t) != *name)) {
        things::names(&mut builder, table)?;
    }
    if builder.names.rows.len().max(builder.words.rows.len()) >= phrases::MOST_PHRASES {
        let file = sources.first().map_or("", |s| s.file);
        return Err(Error::table(file, 1, 1, format!("more than {} names in one index", phrases::MOST_PHRASES)));
    }
    Ok(builder.finish())
}

/// An index in the making.
#[derive(Default)]
pub(crate) struct Builder {
    strings: Strings,
    pub records: Vec<RecordRow>,
    /// Number of the record with this key.
    pub by_key: HashMap<String, u32>,
    terms: Vec<TermRow>,
    posts: Numbered<PostRow>,
    senses: Numbered<Sense>,
    tables: Vec<u32>,
    names: Phrasebook<NameRow>,
    words: Phrasebook<WordEntry>,
    /// Surfaces with the record that is meant when nothing in the text speaks for another.
    preferred: HashMap<u32, u32>,
    pub version: String,
    pub as_of: Option<Date>,
    pub uncertain_after: Option<Date>,
}

impl Builder {
    pub(crate) fn string(&mut self, text: &str) -> u32 {
        self.strings.offset(text)
    }

    /// Adds a thing of a table; fails where its key is taken.
    pub(crate) fn record(&mut self, table: &str, key: &str, row: RecordRow) -> Result<u32, String> {
        let number = self.records.len() as u32;
        let full = format!("{table}:{key}");
        if self.by_key.contains_key(&full) {
            return Err(format!("{key:?} stands twice"));
        }
        let name = self.string(table);
        let table = self.tables.iter().position(|t| *t == name).unwrap_or_else(|| {
            self.tables.push(name);
            self.tables.len() - 1
        });
        if table >= MOST_TABLES {
            return Err(format!("more than {MOST_TABLES} tables in one index"));
        }
        let wikidata =
            key.strip_prefix('Q').filter(|digits| !digits.starts_with('0')).and_then(|digits| digits.parse().ok());
        let key = match wikidata.filter(|id: &u32| *id < WIKIDATA) {
            Some(id) => WIKIDATA | id,
            None => self.string(key),
        };
        self.by_key.insert(full, number);
        self.records.push(RecordRow { key, table: table as u8, ..row });
        Ok(number)
    }

    pub(crate) fn term(&mut self, term: TermRow, post: PostRow) {
        let post = self.posts.number(post);
        self.terms.push(TermRow { post, ..term });
    }

    pub(crate) fn name(&mut self, record: u32, kind: NameKind, form: &str) {
        let row = NameRow { kind: kind as u8, record, form: self.string(form) };
        self.names.add(form, row);
    }

    pub(crate) fn word(&mut self, surface: &str, row: WordRow) {
        let (head, sense) = row.parts();
        let sense = self.senses.number(sense);
        self.words.add(surface, WordEntry { head, sense });
    }

    pub(crate) fn prefer(&mut self, surface: &str, record: u32) {
        let surface = self.string(surface);
        self.preferred.insert(surface, record);
    }

    fn finish(mut self) -> Vec<u8> {
        self.settle_countries();
        self.number_offices();
        let by_role = self.offices_by(|post| post.country);
        let mut by_organization = self.offices_by(|post| post.organization);
        by_organization.retain(|&k| self.posts.rows[self.terms[k as usize].post as usize].organization != 0);
        let mut by_key: Vec<(String, u32)> = self.by_key.drain().collect();
        by_key.sort_unstable();
        let (records, preferred) = (&self.records, &self.preferred);
        self.names.sort_by_key(|name| {
            let chosen = preferred.get(&name.form) == Some(&name.record);
            let weight = records.get(name.record as usize).map_or(0, |r| r.weight);
            (!chosen, name.kind, 255 - weight, name.record)
        });
        let mut edition = Vec::new();
        let day = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
        for text in [self.version.clone(), day(self.as_of), day(self.uncertain_after)] {
            self.string(&text).write(&mut edition);
        }
        let (names, words) = (self.names.finish(), self.words.finish());
        layout::join([
            self.strings.text.into_bytes(),
            section(&self.records),
            section(&self.tables),
            section(&self.terms),
            section(&self.posts.rows),
            section(&by_role),
            section(&by_organization),
            section(&by_key.iter().map(|k| k.1).collect::<Vec<u32>>()),
            names.filter,
            names.slots,
            names.entries,
            words.filter,
            words.slots,
            words.entries,
            section(&self.senses.rows),
            edition,
        ])
    }

    /// A person belongs to the country of most of their offices, of equals to that with the most offices in the tables: a
    /// French president is a prince of Andorra too, a president of Georgia governed Odessa later.
    fn settle_countries(&mut self) {
        let posts = &self.posts.rows;
        let mut offices: HashMap<u32, u32> = HashMap::new();
        // One office with two roles counts once.
        let mut held: HashSet<(u32, u32, u32, u32)> = HashSet::new();
        for term in &self.terms {
            let PostRow { country, title, .. } = posts[term.post as usize];
            *offices.entry(country).or_default() += 1;
            if country != 0 {
                held.insert((term.person, country, title, term.start));
            }
        }
        let mut own: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (person, country, ..) in held {
            *own.entry((person, country)).or_default() += 1;
        }
        let mut best: HashMap<u32, (u32, u32)> = HashMap::new();
        for ((person, country), count) in own {
            let rank = (count, offices[&country]);
            if let Some(record) = self.records.get_mut(person as usize)
                && best.get(&person).is_none_or(|&other| rank > other)
            {
                best.insert(person, rank);
                record.country = country;
            }
        }
    }

    /// Sorts the terms by person and tells each person where theirs begin.
    fn number_offices(&mut self) {
        let posts = &self.posts.rows;
        self.terms.sort_by_key(|t| (t.person, t.start, posts[t.post as usize].role));
        for (k, term) in self.terms.iter().enumerate() {
            if let Some(record) = self.records.get_mut(term.person as usize) {
                if record.office_count == 0 {
                    record.first_office = k as u32;
                }
                record.office_count = record.office_count.saturating_add(1);
            }
        }
    }

    /// Sorted by a string of each, then by role and start.
    fn offices_by(&self, owner: impl Fn(&PostRow) -> u32) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.terms.len() as u32).collect();
        order.sort_by_key(|&k| {
            let term = &self.terms[k as usize];
            let post = &self.posts.rows[term.post as usize];
            (strings::string_at(&self.strings.text, owner(post)), post.role, term.start, k)
        });
        order
    }
}

/// Rows stored once and called by number.
struct Numbered<R> {
    rows: Vec<R>,
    numbers: HashMap<R, u32>,
}

impl<R> Default for Numbered<R> {
    fn default() -> Self {
        Numbered { rows: Vec::new(), numbers: HashMap::new() }
    }
}

impl<R: Copy + Eq + std::hash::Hash> Numbered<R> {
    fn number(&mut self, row: R) -> u32 {
        *self.numbers.entry(row).or_insert_with(|| {
            self.rows.push(row);
            self.rows.len() as u32 - 1
        })
    }
}

fn section<const N: usize, R: Row<N>>(rows: &[R]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * N * 4);
    rows.iter().for_each(|row| row.write(&mut bytes));
    bytes
}

/// Length-prefixed strings, each stored once.
struct Strings {
    text: String,
    offsets: HashMap<String, u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Strings { text: String::from("\0"), offsets: HashMap::from([(String::new(), 0)]) }
    }
}

impl Strings {
    fn offset(&mut self, text: &str) -> u32 {
        if let Some(&offset) = self.offsets.get(text) {
            return offset;
        }
        let offset = self.text.len() as u32;
        strings::push_string(&mut self.text, text);
        self.offsets.insert(text.to_owned(), offset);
        offset
    }
}

/// Phrases with a row each.
struct Phrasebook<R> {
    rows: Vec<(Vec<u64>, R)>,
    tokens: Vec<Token>,
}

impl<R> Default for Phrasebook<R> {
    fn default() -> Self {
        Phrasebook { rows: Vec::new(), tokens: Vec::new() }
    }
}

/// The sections of one phrase index.
struct Index {
    filter: Vec<u8>,
    slots: Vec<u8>,
    entries: Vec<u8>,
}

impl<R> Phrasebook<R> {
    fn add(&mut self, phrase: &str, row: R) {
        self.tokens.clear();
        tokenize(phrase, &mut self.tokens);
        let hashes: Vec<u64> = self.tokens.iter().map(|token| phrase_hash(phrase, token)).collect();
        self.rows.push((hashes, row));
    }

    fn sort_by_key<K: Ord>(&mut self, key: impl Fn(&R) -> K) {
        self.rows.sort_by_cached_key(|(_, row)| key(row));
    }

    fn finish<const N: usize>(self) -> Index
    where
        R: Row<N>,
    {
        let (hashes, rows): (Vec<_>, Vec<_>) = self.rows.into_iter().unzip();
        let built = phrases::build(&hashes);
        let mut entries = Vec::new();
        built.order.iter().for_each(|&k| rows[k].write(&mut entries));
        Index { filter: built.filter, slots: built.slots, entries }
    }
}
