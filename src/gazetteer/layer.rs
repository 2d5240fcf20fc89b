//! One index, read in place: the bundled tables or a user's own.

use std::{borrow::Cow, sync::Arc};

use super::offices::Reach;
use super::source::{
    layout::{self, NameRow, OfficeRow, PostRow, RecordRow, Row, Section, Sense, TermRow, WIKIDATA, WordEntry},
    phrases::Phrases,
    strings,
};

#[derive(Clone)]
enum Bytes {
    Bundled(&'static [u8]),
    Own(Arc<[u8]>),
}

/// The pool of strings, known to be UTF-8.
#[derive(Clone)]
enum Strings {
    Bundled(&'static str),
    Own(Arc<str>),
}

/// An index with the bounds of its sections.
#[derive(Clone)]
pub(crate) struct Layer {
    bytes: Bytes,
    bounds: [(usize, usize); Section::Edition as usize + 1],
    strings: Strings,
}

impl Layer {
    /// `None` where the bytes are no index.
    pub(crate) fn bundled(bytes: &'static [u8]) -> Option<Layer> {
        let bounds = layout::sections(bytes)?;
        let (start, end) = bounds[Section::Strings as usize];
        let strings = Strings::Bundled(std::str::from_utf8(&bytes[start..end]).ok()?);
        Some(Layer { bounds, bytes: Bytes::Bundled(bytes), strings })
    }

    /// `None` where the bytes are no index.
    pub(crate) fn own(bytes: Vec<u8>) -> Option<Layer> {
        let bounds = layout::sections(&bytes)?;
        let (start, end) = bounds[Section::Strings as usize];
        let strings = Strings::Own(std::str::from_utf8(&bytes[start..end]).ok()?.into());
        Some(Layer { bounds, bytes: Bytes::Own(bytes.into()), strings })
    }

    #[inline]
    fn section(&self, section: Section) -> &[u8] {
        let bytes = match &self.bytes {
            Bytes::Bundled(bytes) => bytes,
            Bytes::Own(bytes) => &bytes[..],
        };
        let (start, end) = self.bounds[section as usize];
        &bytes[start..end]
    }

    /// A string of the pool, for as long as the index is borrowed.
    #[inline]
    pub(crate) fn str(&self, offset: u32) -> &str {
        strings::string_at(
            match &self.strings {
                Strings::Bundled(strings) => strings,
                Strings::Own(strings) => strings,
            },
            offset,
        )
    }

    /// A string of the pool that outlives the index: borrowed from the program or copied from own tables.
    pub(crate) fn shared(&self, offset: u32) -> Cow<'static, str> {
        match self.strings {
            Strings::Bundled(strings) => Cow::Borrowed(strings::string_at(strings, offset)),
            Strings::Own(_) => Cow::Owned(self.str(offset).to_owned()),
        }
    }

    pub(crate) fn record(&self, number: u32) -> RecordRow {
        RecordRow::read(self.section(Section::Records), number as usize).unwrap_or_default()
    }

    pub(crate) fn record_count(&self) -> u32 {
        (self.section(Section::Records).len() / 24) as u32
    }

    /// A record's key: its table's name, a colon, the row's key.
    pub(crate) fn key(&self, record: &RecordRow) -> String {
        let table = <u32 as Row<1>>::read(self.section(Section::Tables), record.table as usize).unwrap_or(0);
        let table = self.str(table);
        match record.key & WIKIDATA {
            0 => [table, ":", self.str(record.key)].concat(),
            _ => [table, ":Q", &(record.key & !WIKIDATA).to_string()].concat(),
        }
    }

    pub(crate) fn office(&self, number: u32) -> OfficeRow {
        let term = TermRow::read(self.section(Section::Terms), number as usize).unwrap_or_default();
        let post = PostRow::read(self.section(Section::Posts), term.post as usize).unwrap_or_default();
        OfficeRow::new(term, post)
    }

    pub(crate) fn name_count(&self) -> u32 {
        (self.section(Section::NameEntries).len() / 8) as u32
    }

    pub(crate) fn name(&self, number: u32) -> NameRow {
        NameRow::read(self.section(Section::NameEntries), number as usize).unwrap_or_default()
    }

    /// A word of the lexicon, of which [`Layer::complete`] reads the rest.
    pub(crate) fn word(&self, number: u32) -> WordEntry {
        WordEntry::read(self.section(Section::WordEntries), number as usize).unwrap_or_default()
    }

    /// What all forms of a word share.
    pub(crate) fn sense(&self, number: u32) -> Sense {
        <Sense as Row<3>>::read(self.section(Section::Senses), number as usize).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn names(&self) -> Phrases<'_> {
        Phrases { filter: self.section(Section::NameFilter), slots: self.section(Section::NameSlots) }
    }

    #[inline]
    pub(crate) fn words(&self) -> Phrases<'_> {
        Phrases { filter: self.section(Section::WordFilter), slots: self.section(Section::WordSlots) }
    }

    /// Number of the record with this key.
    pub(crate) fn find_key(&self, key: &str) -> Option<u32> {
        let sorted = self.section(Section::RecordsByKey);
        let number = |k: usize| <u32 as Row<1>>::read(sorted, k).unwrap_or(0);
        let at = partition_point(sorted.len() / 4, |k| self.key(&self.record(number(k))).as_str() < key);
        (at < sorted.len() / 4).then(|| number(at)).filter(|&n| self.key(&self.record(n)) == key)
    }

    /// The offices of a country with this role, by start.
    pub(crate) fn offices_of_country(&self, country: &str, role: u8) -> impl Iterator<Item = OfficeRow> {
        self.offices_of(Section::OfficesByRole, |o| o.country, country, role)
    }

    /// The offices of the organization with this key and role, by start.
    pub(crate) fn offices_of_organization(&self, key: &str, role: u8) -> impl Iterator<Item = OfficeRow> {
        self.offices_of(Section::OfficesByOrganization, |o| o.organization, key, role)
    }

    fn offices_of(
        &self,
        section: Section,
        owner: fn(&OfficeRow) -> u32,
        name: &str,
        role: u8,
    ) -> impl Iterator<Item = OfficeRow> {
        let sorted = self.section(section);
        let office = |k: usize| self.office(<u32 as Row<1>>::read(sorted, k).unwrap_or(0));
        let first = partition_point(sorted.len() / 4, |k| {
            let o = office(k);
            (self.str(owner(&o)), o.role) < (name, role)
        });
        let offices = (first..sorted.len() / 4).map(office);
        offices.take_while(move |o| o.role == role && self.str(owner(o)) == name)
    }

    /// Version and reach of the tables.
    pub(crate) fn edition(&self) -> (Cow<'static, str>, Reach) {
        let word = |k| <u32 as Row<1>>::read(self.section(Section::Edition), k).unwrap_or(0);
        let day = |k| self.str(word(k)).parse().ok();
        (self.shared(word(0)), Reach { as_of: day(1), uncertain_after: day(2) })
    }

    /// Does the body still have its checksum?
    #[cfg(test)]
    pub(crate) fn is_whole(&self) -> bool {
        layout::is_whole(match &self.bytes {
            Bytes::Bundled(bytes) => bytes,
            Bytes::Own(bytes) => bytes,
        })
    }
}

fn partition_point(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
