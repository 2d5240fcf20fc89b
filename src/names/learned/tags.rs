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

/// Finds the best row of tags, stretch by stretch.
pub(crate) struct Decoder<'a, 'v, 't> {
    weights: Weights<'a>,
    views: &'v Views<'v, 't>,
    path: Path,
}

impl<'a, 'v, 't> Decoder<'a, 'v, 't> {
    pub(crate) fn new(weights: Weights<'a>, views: &'v Views<'v, 't>) -> Self {
        Decoder { weights, views, path: Path::default() }
    }

    /// The best row of tags for a stretch.
    pub(crate) fn decode(&mut self, first: usize, last: usize) -> &[Tag] {
        let Decoder { weights, views, path } = self;
        path.start();
        // What all rows share makes none of them better.
        let settled = |at: usize| views.allowed(at).is_power_of_two();
        views.features(first, last, settled, |at, features| {
            path.go_on(&weights.score(features), weights.steps(), views.allowed(at));
        });
        path.best()
    }
}

/// What a step from tag to tag counts, by the later tag and then the earlier one; [`NEVER`] where it is forbidden.
pub(crate) type Steps = [[i32; TAGS]; TAGS];

/// All steps by what `weight` gives for an earlier and a later tag.
pub(super) fn steps(weight: impl Fn(Tag, Tag) -> i32) -> Steps {
    let step = |tag: Tag, before: Tag| if tag.follows(before) { weight(before, tag) } else { NEVER };
    Tag::ALL.map(|tag| Tag::ALL.map(|before| step(tag, before)))
}

/// The best rows of tags so far, one for each last tag.
#[derive(Default)]
struct Path {
    sums: [i32; TAGS],
    /// For each word and tag the tag before it.
    back: Vec<[u8; TAGS]>,
    tags: Vec<Tag>,
}

/// The sum of a row that may not be.
pub(super) const NEVER: i32 = i32::MIN / 2;

impl Path {
    fn start(&mut self) {
        self.sums = [NEVER; TAGS];
        self.sums[0] = 0;
        self.back.clear();
    }

    fn go_on(&mut self, score: &[i32; TAGS], steps: &Steps, allowed: u8) {
        let (mut next, mut from) = ([NEVER; TAGS], [0; TAGS]);
        for tag in (0..TAGS).filter(|tag| allowed & 1 << tag != 0) {
            let mut best = NEVER;
            for (before, (sum, step)) in (0..).zip(self.sums.iter().zip(&steps[tag])) {
                // Never beneath the least number: sums are at most 0 and at least NEVER, and so are forbidden steps.
                if sum + step > best {
                    (best, from[tag]) = (sum + step, before);
                }
            }
            next[tag] = best.saturating_add(score[tag]).max(NEVER);
        }
        // Only differences count: taken from the best one, the sums of a long row never overflow.
        let top = next.iter().copied().max().unwrap_or(0);
        self.sums = next.map(|sum| sum.saturating_sub(top).max(NEVER));
        self.back.push(from);
    }

    fn best(&mut self) -> &[Tag] {
        let mut tag = (0..TAGS).max_by_key(|&t| (self.sums[t], TAGS - t)).unwrap_or(0);
        self.tags.clear();
        self.tags.resize(self.back.len(), Tag::Outside);
        for (shown, from) in self.tags.iter_mut().zip(&self.back).rev() {
            *shown = Tag::ALL[tag];
            tag = from[tag] as usize;
        }
        &self.tags
    }
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

    fn best(scores: &[[i32; TAGS]], allowed: u8) -> Vec<Tag> {
        let mut path = Path::default();
        path.start();
        scores.iter().for_each(|score| path.go_on(score, &steps(|_, _| 0), allowed));
        path.best().to_vec()
    }

    #[test]
    fn later_words_need_a_first_one() {
        // Scores that want `Person` twice: the row must begin with `PersonFirst`.
        let mut score = [0; TAGS];
        score[Tag::Person as usize] = 5;
        let tags = best(&[score, score], u8::MAX);
        assert_eq!(tags, [Tag::PersonFirst, Tag::Person]);
        let mut found = Vec::new();
        spans(&tags, 7, &mut found);
        assert_eq!(found, [(7, 9, EntityKind::Person)]);
    }

    #[test]
    fn the_best_row_is_the_best_of_all_rows() {
        let mut state = 1u64;
        let mut any = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 58) as i32 - 32
        };
        for _ in 0..50 {
            let scores: [[i32; TAGS]; 3] = std::array::from_fn(|_| std::array::from_fn(|_| any()));
            let weights: [i32; TAGS * TAGS] = std::array::from_fn(|_| any());
            let steps = steps(|before, tag| weights[before as usize * TAGS + tag as usize]);
            let sum = |row: &[Tag]| {
                let mut before = Tag::Outside;
                row.iter().zip(&scores).try_fold(0, |sum, (&tag, score)| {
                    let step = tag.follows(before).then(|| weights[before as usize * TAGS + tag as usize])?;
                    before = tag;
                    Some(sum + step + score[tag as usize])
                })
            };
            let rows = (0..TAGS.pow(3)).map(|n| [n % TAGS, n / TAGS % TAGS, n / TAGS / TAGS].map(|k| Tag::ALL[k]));
            let best = rows.filter_map(|row| sum(&row)).max();
            let mut path = Path::default();
            path.start();
            scores.iter().for_each(|score| path.go_on(score, &steps, u8::MAX));
            assert_eq!(sum(path.best()), best);
        }
    }

    #[test]
    fn forbidden_tags_stay_away() {
        let mut score = [0; TAGS];
        score[Tag::PlaceFirst as usize] = 5;
        assert_eq!(best(&[score], Tag::Outside.bit()), [Tag::Outside]);
    }
}
