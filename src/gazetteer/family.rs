//! People by their family name.

use super::{Gazetteer, Record, RecordId};
use crate::{document::EntityKind, text::fold};

impl Gazetteer {
    /// The people whom news calls by this name alone, by their full names. Case and accents do not count.
    ///
    /// ```
    /// let found = onrecord::Gazetteer::bundled().lookup_family("merkel");
    /// assert!(found.iter().any(|person| person.name == "Angela Merkel"));
    /// ```
    pub fn lookup_family(&self, family: &str) -> Vec<Record> {
        let wanted = fold(family);
        let layers = self.layers.iter().enumerate();
        let all = layers.flat_map(|(k, layer)| (0..layer.record_count()).map(move |n| RecordId::new(k, n)));
        let people = all.filter(|&id| matches!(self.kind(id), EntityKind::Leader | EntityKind::Person));
        let mut found: Vec<Record> =
            people.filter(|&id| fold(self.family_of(id)) == wanted).map(|id| self.describe(id)).collect();
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found
    }
}
