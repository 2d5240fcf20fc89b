//! Whom a phrase means: mostly one, which takes no room of its own.

use std::ops::Deref;

/// Indices of entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Meant {
    #[default]
    Nobody,
    One(u32),
    Several(Box<[u32]>),
}

impl Deref for Meant {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        match self {
            Meant::Nobody => &[],
            Meant::One(entity) => std::slice::from_ref(entity),
            Meant::Several(entities) => entities,
        }
    }
}

impl FromIterator<u32> for Meant {
    fn from_iter<T: IntoIterator<Item = u32>>(entities: T) -> Self {
        let mut entities = entities.into_iter();
        match (entities.next(), entities.next()) {
            (None, _) => Meant::Nobody,
            (Some(one), None) => Meant::One(one),
            (Some(first), Some(second)) => Meant::Several([first, second].into_iter().chain(entities).collect()),
        }
    }
}

impl From<Option<u32>> for Meant {
    fn from(entity: Option<u32>) -> Self {
        entity.map_or(Meant::Nobody, Meant::One)
    }
}
