//! The tags of words, the best row of them for a stretch, and the spans that they make.

use super::{Views, Weights};
use crate::document::EntityKind;

/// What a word is to a name. The numbers are those of the weights' columns, one higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Tag {
    Outside,
    /// Of a name that is neither person, organization nor place: a people, an event, a product.
    Other,
    PersonFirst,
    Person,
    OrganizationFirst,
    Organization,
    PlaceFirst,
    Place,
}

/// Tags with a column of weights; [`Tag::Outside`] has none, all its weights are zero.
pub(crate) const COLUMNS: usize = 7;
pub(crate) const TAGS: usize = COLUMNS + 1;

impl Tag {
    pub(crate) const ALL: [Tag; TAGS] = {
        use Tag::*;
        [Outside, Other, PersonFirst, Person, OrganizationFirst, Organization, PlaceFirst, Place]
    };

    /// The tag of a name's first or later word.
    pub(crate) fn of(kind: EntityKind, first: bool) -> Tag {
        match (super::group(kind), first) {
            (EntityKind::Person, true) => Tag::PersonFirst,
            (EntityKind::Person, false) => Tag::Person,
            (EntityKind::Organization, true) => Tag::OrganizationFirst,
            (EntityKind::Organization, false) => Tag::Organization,
            (_, true) => Tag::PlaceFirst,
            (_, false) => Tag::Place,
        }
    }

    fn kind(self) -> Option<EntityKind> {
        match self {
            Tag::Outside | Tag::Other => None,
            Tag::PersonFirst | Tag::Person => Some(EntityKind::Person),
            Tag::OrganizationFirst | Tag::Organization => Some(EntityKind::Organization),
            Tag::PlaceFirst | Tag::Place => Some(EntityKind::Place),
        }
    }

    pub(crate) fn bit(self) -> u8 {
        1 << self as u8
    }

    /// May it stand behind another? Later words stand behind their own kind.
    pub(crate) fn follows(self, before: Tag) -> bool {
        match self {
            Tag::Person | Tag::Organization | Tag::Place => before.kind() == self.kind(),
            _ => true,
        }
    }
}

/// The best row of tags.
pub(crate) fn decode(weights: &Weights<'_>, views: &Views<'_, '_>, first: usize, last: usize) -> Vec<Tag> {
    let length = last - first;
    let mut features = Vec::new();
    let mut scores = Vec::with_capacity(length);
    for token in first..last {
        features.clear();
        views.features(token, &mut features);
        scores.push(weights.score(&features));
    }
    best(&scores, |before, tag| weights.step(before, tag), |at| views.allowed(first + at))
}

/// The best row under these scores, steps and allowed tags.
pub(crate) fn best(scores: &[[i32; TAGS]], step: impl Fn(Tag, Tag) -> i32, allowed: impl Fn(usize) -> u8) -> Vec<Tag> {
    const NEVER: i32 = i32::MIN / 2;
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    let mut sums = [NEVER; TAGS];
    sums[0] = 0;
    for (at, score) in scores.iter().enumerate() {
        let (mut next, mut from) = ([NEVER; TAGS], [0; TAGS]);
        let mask = allowed(at);
        for tag in Tag::ALL.into_iter().filter(|t| mask & t.bit() != 0) {
            for before in Tag::ALL.into_iter().filter(|b| tag.follows(*b)) {
                let sum = sums[before as usize] + step(before, tag);
                if sum > next[tag as usize] {
                    next[tag as usize] = sum;
                    from[tag as usize] = before as u8;
                }
            }
            next[tag as usize] = next[tag as usize].saturating_add(score[tag as usize]).max(NEVER);
        }
        sums = next;
        back.push(from);
    }
    let mut tag = (0..TAGS).max_by_key(|&t| (sums[t], TAGS - t)).unwrap_or(0);
    let mut tags = vec![Tag::Outside; scores.len()];
    for at in (0..scores.len()).rev() {
        tags[at] = Tag::ALL[tag];
        tag = back[at][tag] as usize;
    }
    tags
}

/// The names that a row of tags makes: first token, one past the last, kind.
pub(crate) fn spans(tags: &[Tag], first: usize, out: &mut Vec<(usize, usize, EntityKind)>) {
    let mut open: Option<(usize, EntityKind)> = None;
    for (at, tag) in tags.iter().chain([&Tag::Outside]).enumerate() {
        let goes_on = matches!(tag, Tag::Person | Tag::Organization | Tag::Place);
        if let Some((start, kind)) = open.filter(|_| !goes_on) {
            out.push((first + start, first + at, kind));
            open = None;
        }
        if !goes_on {
            open = tag.kind().map(|kind| (at, kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_words_need_a_first_one() {
        // Scores that want `Person` twice: the row must begin with `PersonFirst`.
        let mut score = [0; TAGS];
        score[Tag::Person as usize] = 5;
        let tags = best(&[score, score], |_, _| 0, |_| u8::MAX);
        assert_eq!(tags, [Tag::PersonFirst, Tag::Person]);
        let mut found = Vec::new();
        spans(&tags, 7, &mut found);
        assert_eq!(found, [(7, 9, EntityKind::Person)]);
    }

    #[test]
    fn forbidden_tags_stay_away() {
        let mut score = [0; TAGS];
        score[Tag::PlaceFirst as usize] = 5;
        assert_eq!(best(&[score], |_, _| 0, |_| Tag::Outside.bit()), [Tag::Outside]);
    }
}
