//! The bytes of an index: a header, then sections of little-endian 32-bit words that are read in place.

/// First bytes of every index.
const MAGIC: [u8; 8] = *b"onrecord";
/// Raised whenever the form of a section changes.
const FORM: u32 = 5;

/// The sections, in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Section {
    /// Length-prefixed strings; string 0 is empty.
    Strings,
    /// [`RecordRow`]s.
    Records,
    /// Names of the tables that things come from.
    Tables,
    /// [`TermRow`]s, sorted by person.
    Terms,
    /// [`PostRow`]s.
    Posts,
    /// Numbers of terms, sorted by country code, role and start.
    OfficesByRole,
    /// Numbers of terms in organizations, sorted by the organization's key, role and start.
    OfficesByOrganization,
    /// Numbers of records, sorted by key.
    RecordsByKey,
    /// The phrase index of names; its entries are [`NameRow`]s.
    NameFilter,
    NameSlots,
    NameEntries,
    /// The phrase index of words; its entries are [`WordEntry`]s.
    WordFilter,
    WordSlots,
    WordEntries,
    /// [`Sense`]s.
    Senses,
    /// Version and reach of the tables: two strings.
    Edition,
}

const SECTIONS: usize = Section::Edition as usize + 1;
const HEADER: usize = 8 + 4 + 4 + 8 + SECTIONS * 8;

/// A row of fixed size, as 32-bit words.
pub(crate) trait Row<const N: usize>: Sized {
    fn words(&self) -> [u32; N];
    fn from_words(words: [u32; N]) -> Self;

    /// Row `index` of a section; `None` past its end.
    #[inline]
    fn read(section: &[u8], index: usize) -> Option<Self> {
        let bytes = section.get(index.checked_mul(N * 4)?..)?.get(..N * 4)?;
        let mut words = [0; N];
        for (word, four) in words.iter_mut().zip(bytes.as_chunks::<4>().0) {
            *word = u32::from_le_bytes(*four);
        }
        Some(Self::from_words(words))
    }

    fn write(&self, section: &mut Vec<u8>) {
        for word in self.words() {
            section.extend_from_slice(&word.to_le_bytes());
        }
    }
}

fn pack(bytes: [u8; 4]) -> u32 {
    u32::from_le_bytes(bytes)
}

/// A thing that the tables know. Strings are offsets into [`Section::Strings`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RecordRow {
    /// Index of the `EntityKind`.
    pub kind: u8,
    /// Organizations: index of the type. Places: index of the `PlaceKind`.
    pub sub: u8,
    pub weight: u8,
    /// `m`, `f` or 0.
    pub gender: u8,
    /// Number of the table in [`Section::Tables`], below [`MOST_TABLES`].
    pub table: u8,
    /// The row's key without its table: a string, or with [`WIKIDATA`] the number of a Wikidata id.
    pub key: u32,
    pub name: u32,
    pub country: u32,
    /// People: the family name where it is not the name's last word. Countries: the Wikidata id.
    pub family: u32,
    pub first_office: u32,
    pub office_count: u8,
}

/// Marks a key that is a Wikidata id.
pub(crate) const WIKIDATA: u32 = 1 << 31;
/// How many tables of things one index can hold.
pub(crate) const MOST_TABLES: usize = 64;

impl Row<6> for RecordRow {
    fn words(&self) -> [u32; 6] {
        let gender = match self.gender {
            b'm' => 1,
            b'f' => 2,
            _ => 0,
        };
        let head = pack([self.kind, self.sub, self.weight, gender | self.table << 2]);
        let offices = self.first_office << 8 | self.office_count as u32;
        [head, self.key, self.name, self.country, self.family, offices]
    }

    fn from_words([head, key, name, country, family, offices]: [u32; 6]) -> Self {
        let [kind, sub, weight, last] = head.to_le_bytes();
        let gender = [0, b'm', b'f', 0][last as usize & 3];
        let (first_office, office_count) = (offices >> 8, offices as u8);
        RecordRow {
            kind,
            sub,
            weight,
            gender,
            table: last >> 2,
            key,
            name,
            country,
            family,
            first_office,
            office_count,
        }
    }
}

/// A person's time in a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TermRow {
    /// Number of the person's record.
    pub person: u32,
    /// Number of the [`PostRow`].
    pub post: u32,
    /// Index of the quality.
    pub quality: u8,
    pub start: u32,
    pub end: u32,
}

impl Row<4> for TermRow {
    fn words(&self) -> [u32; 4] {
        [self.person, self.post | (self.quality as u32) << 24, self.start, self.end]
    }

    fn from_words([person, post, start, end]: [u32; 4]) -> Self {
        TermRow { person, post: post & 0x00ff_ffff, quality: (post >> 24) as u8, start, end }
    }
}

/// A post that many held one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PostRow {
    /// Index of the `Role`.
    pub role: u8,
    pub title: u32,
    pub country: u32,
    pub organization: u32,
}

impl Row<4> for PostRow {
    fn words(&self) -> [u32; 4] {
        [self.role as u32, self.title, self.country, self.organization]
    }

    fn from_words([role, title, country, organization]: [u32; 4]) -> Self {
        PostRow { role: role as u8, title, country, organization }
    }
}

/// A term with its post: an office held from a day to a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct OfficeRow {
    /// Index of the `Role`.
    pub role: u8,
    pub quality: u8,
    /// Number of the person's record.
    pub person: u32,
    pub start: u32,
    pub end: u32,
    pub title: u32,
    pub country: u32,
    pub organization: u32,
}

impl OfficeRow {
    pub(crate) fn new(term: TermRow, post: PostRow) -> OfficeRow {
        let TermRow { person, quality, start, end, .. } = term;
        let PostRow { role, title, country, organization } = post;
        OfficeRow { role, quality, person, start, end, title, country, organization }
    }
}

/// A name of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameRow {
    /// Index of the [`NameKind`].
    pub kind: u8,
    pub record: u32,
    /// The name as printed.
    pub form: u32,
}

impl Row<2> for NameRow {
    fn words(&self) -> [u32; 2] {
        [(self.kind as u32) << 28 | self.record, self.form]
    }

    fn from_words([head, form]: [u32; 2]) -> Self {
        NameRow { kind: (head >> 28) as u8, record: head & 0x0fff_ffff, form }
    }
}

/// A word or phrase of a class: a cue, a title, a nominal, a given name …
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordRow {
    /// Index of the [`WordClass`].
    pub class: u8,
    /// What these mean depends on the class; see `gazetteer::lexicon`.
    pub a: u8,
    pub b: u8,
    pub c: u8,
    pub bits: u32,
    pub text: u32,
    pub extra: u32,
}

/// A word as it is stored: its small numbers, and where the rest stands that all forms of a word share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordEntry {
    pub head: u32,
    /// Number of the [`Sense`].
    pub sense: u32,
}

/// What all forms of a word share: bits, text, extra.
pub(crate) type Sense = [u32; 3];

impl WordRow {
    pub(crate) fn parts(&self) -> (u32, Sense) {
        (pack([self.class, self.a, self.b, self.c]), [self.bits, self.text, self.extra])
    }
}

impl Row<2> for WordEntry {
    fn words(&self) -> [u32; 2] {
        [self.head, self.sense]
    }

    fn from_words([head, sense]: [u32; 2]) -> Self {
        WordEntry { head, sense }
    }
}

impl Row<3> for Sense {
    fn words(&self) -> [u32; 3] {
        *self
    }

    fn from_words(words: [u32; 3]) -> Self {
        words
    }
}

/// A number in a sorted list.
impl Row<1> for u32 {
    fn words(&self) -> [u32; 1] {
        [*self]
    }

    fn from_words([word]: [u32; 1]) -> Self {
        word
    }
}

/// Puts the sections behind a header.
pub(crate) fn join(sections: [Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut bounds = Vec::new();
    let mut body = Vec::new();
    for section in &sections {
        bounds.extend_from_slice(&((HEADER + body.len()) as u32).to_le_bytes());
        bounds.extend_from_slice(&(section.len() as u32).to_le_bytes());
        body.extend_from_slice(section);
    }
    let mut bytes = Vec::with_capacity(HEADER + body.len());
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&FORM.to_le_bytes());
    bytes.extend_from_slice(&(SECTIONS as u32).to_le_bytes());
    bytes.extend_from_slice(&checksum(&body).to_le_bytes());
    bytes.extend_from_slice(&bounds);
    bytes.extend_from_slice(&body);
    bytes
}

/// The bounds of the sections; `None` where the bytes are no index of this form.
pub(crate) fn sections(bytes: &[u8]) -> Option<[(usize, usize); SECTIONS]> {
    let word = |at: usize| <u32 as Row<1>>::read(bytes.get(at..)?, 0);
    if bytes.get(..8)? != MAGIC || word(8)? != FORM || word(12)? as usize != SECTIONS {
        return None;
    }
    let mut bounds = [(0, 0); SECTIONS];
    for (k, bound) in bounds.iter_mut().enumerate() {
        let (start, length) = (word(24 + k * 8)? as usize, word(28 + k * 8)? as usize);
        bytes.get(start..start + length)?;
        *bound = (start, start + length);
    }
    Some(bounds)
}

/// Does the body still have the checksum that stands in the header?
#[allow(dead_code)] // asked by a test of the bundled index
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let stored = bytes.get(16..24).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
    bytes.get(HEADER..).map(checksum) == stored
}

/// FNV-1a over eight bytes at a time.
fn checksum(body: &[u8]) -> u64 {
    body.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum: u64, chunk| {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(eight)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// How well an office's dates are known.
pub(crate) mod quality {
    pub(crate) const UNCERTAIN: u8 = 3;
    pub(crate) const RIVAL: u8 = 5;
    pub(crate) const ALL: [&str; 6] = ["stated", "inferred", "open", "uncertain", "council", "rival"];
}

/// What a name is to its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum NameKind {
    Name,
    Alias,
    Acronym,
    /// A person's family name alone.
    Surname,
    /// An adjective of a country or region.
    Adjective,
    /// A noun for one or more of its people.
    People,
    /// A capital, seat or street that stands for it.
    Metonym,
}

impl NameKind {
    pub(crate) fn from_index(index: u8) -> NameKind {
        use NameKind::*;
        [Name, Alias, Acronym, Surname, Adjective, People, Metonym].get(index as usize).copied().unwrap_or(Alias)
    }
}

/// The class of a word or phrase of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum WordClass {
    Cue,
    Title,
    Nominal,
    GivenName,
    Surname,
    OrganizationWord,
    PlaceWord,
    Function,
}

impl WordClass {
    pub(crate) fn from_index(index: u8) -> Option<WordClass> {
        use WordClass::*;
        [Cue, Title, Nominal, GivenName, Surname, OrganizationWord, PlaceWord, Function].get(index as usize).copied()
    }
}
