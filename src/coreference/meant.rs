//! Whom a phrase means: mostly one, which takes no room of its own.

use std::ops::Deref;

/// Indices of entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    One(u32),
    /// None as well.
    Others(Box<[u32]>),
}

impl Meant {
    pub(crate) fn nobody() -> Meant {
        Meant::Others(Box::default())
    }
}

impl Deref for Meant {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        match self {
            Meant::One(entity) => std::slice::from_ref(entity),
            Meant::Others(entities) => entities,
        }
    }
}

impl FromIterator<u32> for Meant {
    fn from_iter<T: IntoIterator<Item = u32>>(entities: T) -> Self {
        let mut entities = entities.into_iter();
        match (entities.next(), entities.next()) {
            (Some(one), None) => Meant::One(one),
            (first, second) => Meant::Others(first.into_iter().chain(second).chain(entities).collect()),
        }
    }
}

impl From<Option<u32>> for Meant {
    fn from(entity: Option<u32>) -> Self {
        entity.map_or_else(Meant::nobody, Meant::One)
    }
}
