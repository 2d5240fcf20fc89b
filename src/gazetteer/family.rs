//! People by their family name.

use super::{
    Gazetteer, Record, RecordId,
    source::{layout::NameKind, things::family_name},
};
use crate::{document::EntityKind, text::fold};

impl Gazetteer {
    /// The people who bear this family name, in any spelling of their names, the best known first. Case and accents do
    /// not count. Looks through all names: made for questions, not for texts.
    ///
    /// ```
    /// let found = onrecord::Gazetteer::bundled().lookup_family("merkel");
    /// assert!(found.iter().any(|person| person.name == "Angela Merkel"));
    /// ```
    pub fn lookup_family(&self, family: &str) -> Vec<Record> {
        let wanted = fold(family);
        let mut found: Vec<RecordId> = Vec::new();
        for (number, layer) in self.layers.iter().enumerate() {
            for name in (0..layer.name_count()).map(|k| layer.name(k)) {
                let id = RecordId::new(number, name.record);
                let whole = matches!(NameKind::from_index(name.kind), NameKind::Name | NameKind::Alias);
                if whole
                    && matches!(self.kind(id), EntityKind::Leader | EntityKind::Person)
                    && (fold(family_name(layer.str(name.form))) == wanted || fold(self.family_of(id)) == wanted)
                {
                    found.push(id);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found.sort_by_key(|&id| std::cmp::Reverse(self.row(id).weight));
        found.into_iter().map(|id| self.describe(id)).collect()
    }
}
