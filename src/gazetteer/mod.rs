//! What is known of the world: countries, organizations, people with their offices from a day to a day, places, words.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Serialize};

use crate::{
    date::Date,
    document::{Edition, EntityKind, Office, OfficeStatus, OrganizationType, Role},
    error::Error,
};
use layer::Layer;
use offices::Reach;
use source::layout::{OfficeRow, RecordRow};

mod bare;
mod family;
mod layer;
pub(crate) mod lexicon;
pub(crate) mod matching;
pub(crate) mod offices;
pub(crate) mod source;
pub(crate) mod words;

pub use bare::{NameMatch, NameMatchIter, NameMatches};

/// Dated knowledge of who and what the news names. Cheap to clone; shared by reference between threads.
///
/// ```
/// use onrecord::{Gazetteer, Role};
/// let gazetteer = Gazetteer::bundled();
/// let day = "2015-03-01".parse()?;
/// let holders = gazetteer.office_holders("FR", Role::HeadOfState, day);
/// assert_eq!(holders[0].person.name, "François Hollande");
/// # Ok::<(), onrecord::DateError>(())
/// ```
#[derive(Clone)]
pub struct Gazetteer {
    /// A user's own tables stand behind the bundled ones and win over them.
    layers: Arc<[Layer]>,
    /// How far the first tables reach.
    reach: Reach,
}

/// A row of the tables: somebody or something that they know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Record {
    /// Leader, person, country, organization or place.
    pub kind: EntityKind,
    /// Canonical name.
    pub name: Cow<'static, str>,
    /// Its key: the table's name, a colon, the row's key. Called `record` where it is serialized, as in an
    /// [`Entity`](crate::Entity).
    #[serde(rename = "record")]
    pub key: Cow<'static, str>,
    /// Wikidata id, where known.
    pub id: Option<Cow<'static, str>>,
    /// Country code.
    pub country: Option<Cow<'static, str>>,
    /// Organizations only.
    #[serde(rename = "type")]
    pub organization_type: Option<OrganizationType>,
}

/// A person in an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Holder {
    /// Who.
    pub person: Record,
    /// Which office, from when to when.
    pub office: Office<'static>,
}

/// A record's number, with the layer that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RecordId(u32);

impl RecordId {
    fn new(layer: usize, number: u32) -> RecordId {
        RecordId((layer as u32) << 28 | number)
    }

    fn layer(self) -> usize {
        (self.0 >> 28) as usize
    }

    fn number(self) -> u32 {
        self.0 & 0x0fff_ffff
    }
}

#[cfg(feature = "bundled")]
static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
#[cfg(not(feature = "bundled"))]
static INDEX: &[u8] = &[];

impl Gazetteer {
    /// The tables inside the crate; without the feature `bundled`, empty ones.
    pub fn bundled() -> Gazetteer {
        static BUNDLED: OnceLock<Gazetteer> = OnceLock::new();
        BUNDLED.get_or_init(|| Gazetteer::of(Layer::bundled(INDEX).into_iter().collect())).clone()
    }

    /// A table of your own. `file` is the name that errors show; its stem says what the table is (`people.tsv`,
    /// `offices.tsv`, `organizations.tsv` … as in the crate's `data/`). Any other name is a list of things of all kinds
    /// with the columns `kind` and `name`, and, as you like, `key`, `aliases`, `acronyms`, `type`, `country`, `family`,
    /// `gender`, `weight`. Lists are joined by `|`.
    ///
    /// # Errors
    /// The first fault, with file, line and column. Nothing is half loaded.
    ///
    /// ```
    /// use onrecord::Gazetteer;
    /// let own = Gazetteer::from_tsv("mine.tsv", "kind\tname\taliases\norganization\tHarbour Watch\tHW\n")?;
    /// assert_eq!(own.lookup("Harbour Watch")[0].key, "mine:harbour-watch");
    /// # Ok::<(), onrecord::Error>(())
    /// ```
    pub fn from_tsv(file: &str, text: &str) -> Result<Gazetteer, Error> {
        Gazetteer::from_tables([(file, text)])
    }

    /// Several tables that refer to each other, such as `people.tsv` and `offices.tsv`: pairs of name and text.
    ///
    /// # Errors
    /// As for [`Gazetteer::from_tsv`].
    pub fn from_tables<'a>(tables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Gazetteer, Error> {
        let sources: Vec<_> = tables.into_iter().map(|(file, text)| source::compile::Source { file, text }).collect();
        let layer = Layer::own(source::compile::compile(&sources)?);
        let layer = layer.ok_or_else(|| Error::build("the tables are too large for one index"))?;
        Ok(Gazetteer::of(vec![layer]))
    }

    fn of(layers: Vec<Layer>) -> Gazetteer {
        let reach = layers.first().map(|layer| layer.edition().1).unwrap_or_default();
        Gazetteer { layers: layers.into(), reach }
    }

    /// These tables and `own` together. Where both know a name, the later ones are preferred.
    ///
    /// # Errors
    /// More than 15 gazetteers were merged.
    pub fn merge(self, own: Gazetteer) -> Result<Gazetteer, Error> {
        let layers: Vec<Layer> = self.layers.iter().chain(own.layers.iter()).cloned().collect();
        if layers.len() > 15 {
            return Err(Error::build("at most 15 gazetteers can be merged"));
        }
        Ok(Gazetteer::of(layers))
    }

    /// Version and reach of the first tables.
    pub fn edition(&self) -> Edition<'static> {
        let version = self.layers.first().map_or(Cow::Borrowed(""), |layer| layer.edition().0);
        Edition { version, as_of: self.reach.as_of }
    }

    /// Everything that bears this name, the best known first.
    ///
    /// ```
    /// let found = onrecord::Gazetteer::bundled().lookup("Ivory Coast");
    /// assert_eq!(found[0].country.as_deref(), Some("CI"));
    /// ```
    pub fn lookup(&self, name: &str) -> Vec<Record> {
        self.named(name).into_iter().map(|id| self.describe(id)).collect()
    }

    /// The country of this name, in any of its usual forms: `Ivory Coast`, `UK`, `Burma`.
    pub fn country(&self, name: &str) -> Option<Record> {
        let found = self.named(name).into_iter().find(|&id| self.kind(id) == EntityKind::Country);
        found.map(|id| self.describe(id))
    }

    /// The row with this key, such as `people:Q6279` or `countries:FR`.
    pub fn record(&self, key: &str) -> Option<Record> {
        self.find(key).map(|id| self.describe(id))
    }

    /// Who held a role of a country on that day, latest start first. More than one: a council, rivals, a hand-over day.
    pub fn office_holders(&self, country: &str, role: Role, date: Date) -> Vec<Holder> {
        let mut rows: Vec<(RecordId, OfficeRow)> = self.holders(country, role, date);
        rows.reverse();
        rows.into_iter()
            .map(|(id, row)| Holder { person: self.describe(id), office: self.describe_office(id, &[row], Some(date)) })
            .collect()
    }

    /// All offices of the person with this key, with their status on that day, by start.
    pub fn offices_of(&self, person: &str, date: Option<Date>) -> Vec<Office<'static>> {
        let Some(id) = self.find(person) else { return Vec::new() };
        let rows = self.office_rows(id);
        offices::grouped(&rows).map(|group| self.describe_office(id, group, date)).collect()
    }

    pub(crate) fn find(&self, key: &str) -> Option<RecordId> {
        let layers = self.layers.iter().enumerate().rev();
        layers.into_iter().find_map(|(k, layer)| layer.find_key(key).map(|n| RecordId::new(k, n)))
    }

    /// Everything in the tables; for tests and listings.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        let all = self.layers.iter().enumerate();
        all.flat_map(|(k, layer)| (0..layer.record_count()).map(move |n| RecordId::new(k, n)))
            .map(|id| self.describe(id))
    }

    /// How far the tables reach.
    pub(crate) fn reach(&self) -> Reach {
        self.reach
    }

    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    fn layer(&self, id: RecordId) -> &Layer {
        &self.layers[id.layer()]
    }

    pub(crate) fn row(&self, id: RecordId) -> RecordRow {
        self.layer(id).record(id.number())
    }

    pub(crate) fn kind(&self, id: RecordId) -> EntityKind {
        EntityKind::from_index(self.row(id).kind).unwrap_or(EntityKind::Place)
    }

    /// The code of a record's country; empty where it has none.
    pub(crate) fn country_of(&self, id: RecordId) -> &str {
        let layer = self.layer(id);
        layer.str(layer.record(id.number()).country)
    }

    /// The same, to keep.
    pub(crate) fn shared_country_of(&self, id: RecordId) -> Cow<'static, str> {
        let layer = self.layer(id);
        layer.shared(layer.record(id.number()).country)
    }

    /// A record's canonical name.
    pub(crate) fn name_of(&self, id: RecordId) -> Cow<'static, str> {
        let layer = self.layer(id);
        layer.shared(layer.record(id.number()).name)
    }

    /// Organizations: the type.
    pub(crate) fn organization_type(&self, id: RecordId) -> Option<OrganizationType> {
        let sub = OrganizationType::from_index(self.row(id).sub);
        sub.filter(|_| self.kind(id) == EntityKind::Organization)
    }

    /// A record's key, such as `organizations:Q1065`.
    pub(crate) fn key_of(&self, id: RecordId) -> String {
        self.layer(id).key(&self.row(id))
    }

    /// A person's family name as news prints it alone.
    pub(crate) fn family_of(&self, id: RecordId) -> &str {
        let (layer, row) = (self.layer(id), self.row(id));
        match row.family {
            0 => source::things::family_name(layer.str(row.name)),
            family => layer.str(family),
        }
    }

    /// The public view of a record.
    pub(crate) fn describe(&self, id: RecordId) -> Record {
        let (layer, row) = (self.layer(id), self.row(id));
        let (kind, organization_type) = (self.kind(id), self.organization_type(id));
        let (name, country) = (layer.shared(row.name), Some(layer.shared(row.country)).filter(|c| !c.is_empty()));
        let key: Cow<'static, str> = Cow::Owned(layer.key(&row));
        let id = if kind == EntityKind::Country {
            Some(layer.shared(row.family)).filter(|id| is_wikidata_id(id))
        } else {
            key.split_once(':').filter(|(_, id)| is_wikidata_id(id)).map(|(_, id)| Cow::Owned(id.to_owned()))
        };
        Record { kind, name, id, key, country, organization_type }
    }

    /// An office whose rows differ in role alone.
    pub(crate) fn describe_office(&self, person: RecordId, rows: &[OfficeRow], date: Option<Date>) -> Office<'static> {
        let layer = self.layer(person);
        let first = rows.first().copied().unwrap_or_default();
        let status = match date {
            Some(date) => offices::status(&first, date, self.reach),
            None => OfficeStatus::Unknown,
        };
        Office {
            title: layer.shared(first.title),
            roles: rows.iter().filter_map(|row| Role::from_index(row.role)).collect(),
            country: Some(layer.shared(first.country)).filter(|c| !c.is_empty()),
            organization: Some(layer.shared(first.organization)).filter(|o| !o.is_empty()),
            start: Date::unpack(first.start),
            end: Date::unpack(first.end),
            status,
        }
    }
}

impl Default for Gazetteer {
    fn default() -> Self {
        Gazetteer::bundled()
    }
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let records: u32 = self.layers.iter().map(Layer::record_count).sum();
        write!(f, "Gazetteer({:?}, {records} records)", self.edition().version)
    }
}

fn is_wikidata_id(text: &str) -> bool {
    let digits = text.strip_prefix('Q').unwrap_or("");
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_index_is_whole() {
        let gazetteer = Gazetteer::bundled();
        assert!(gazetteer.layers[0].is_whole());
    }

    #[test]
    fn the_bundled_index_stays_small() {
        assert!(INDEX.len() <= 8_000_000, "{} bytes", INDEX.len());
    }
}
