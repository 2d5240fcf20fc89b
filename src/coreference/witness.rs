//! Notes, when asked, what each reference was weighed against. When not asked, noting is a branch and nothing more.

use super::Reference;
use crate::{
    explanation::{Candidate, Choice, Explanation},
    names::Reading,
};

/// What speaks for a candidate that fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// The nearer its sentence and the earlier in it.
    pub nearness: i32,
    /// A verb of speech stands beside it.
    pub speech: i32,
    /// Governed by a preposition, or an owner.
    pub place: i32,
    /// How well it fits in gender and form.
    pub fit: i32,
}

impl Score {
    pub(crate) fn total(self) -> i32 {
        self.nearness + self.speech + self.place + self.fit
    }

    fn parts(self) -> Vec<(&'static str, i32)> {
        let parts = [("nearness", self.nearness), ("speech", self.speech), ("place", self.place), ("fit", self.fit)];
        parts.into_iter().filter(|part| part.1 != 0).collect()
    }
}

/// Its score, or why it is ruled out.
pub(crate) type Verdict = Result<Score, &'static str>;

#[derive(Clone, Copy)]
struct Weighed {
    tokens: (u32, u32),
    entity: Option<u32>,
    verdict: Verdict,
}

/// Listens to the resolvers.
#[derive(Default)]
pub(crate) struct Witness {
    asked: bool,
    weighed: Vec<Weighed>,
    told: Vec<Told>,
}

/// A reference, what came of it, and its candidates.
struct Told {
    tokens: (u32, u32),
    rule: &'static str,
    chosen: Vec<u32>,
    description: Option<(u32, u32)>,
    weighed: Vec<Weighed>,
}

impl Witness {
    pub(crate) fn asked() -> Witness {
        Witness { asked: true, ..Witness::default() }
    }

    /// A candidate for the reference at hand.
    #[inline]
    pub(super) fn weigh(&mut self, tokens: (u32, u32), entity: Option<u32>, verdict: Verdict) {
        if self.asked {
            self.weighed.push(Weighed { tokens, entity, verdict });
        }
    }

    /// The reference at hand is settled, or left to the resolvers after this one.
    #[inline]
    pub(super) fn close(&mut self, reference: &Reference) {
        if !self.asked || self.weighed.is_empty() {
            return;
        }
        let tokens = (reference.first, reference.last);
        self.told.push(Told {
            tokens,
            rule: reference.rule,
            chosen: reference.entity.iter().chain(&reference.members).copied().collect(),
            description: reference.description.filter(|&d| d != tokens),
            weighed: std::mem::take(&mut self.weighed),
        });
    }

    /// All that was noted, with the numbers that entities have before the document is put together.
    pub(crate) fn explanation(&mut self, reading: &Reading<'_, '_>) -> Explanation {
        // What several resolvers looked at, the last one settled.
        self.told.sort_by_key(|t| t.tokens);
        self.told.dedup_by(|later, earlier| {
            let same = later.tokens == earlier.tokens;
            if same {
                let before = std::mem::take(&mut earlier.weighed);
                later.weighed.splice(0..0, before);
                std::mem::swap(later, earlier);
            }
            same
        });
        let choices = self.told.iter().map(|told| Choice {
            span: reading.parsed.span(told.tokens.0 as usize, told.tokens.1 as usize),
            rule: told.rule,
            candidates: told.candidates(reading),
        });
        Explanation { choices: choices.collect() }
    }
}

impl Told {
    /// One candidate for each that was weighed, at its best place.
    fn candidates(&self, reading: &Reading<'_, '_>) -> Vec<Candidate> {
        let is_chosen = |w: &Weighed| match w.entity {
            Some(entity) => self.chosen.contains(&entity),
            None => self.chosen.is_empty() && self.description == Some(w.tokens),
        };
        let rank = |w: &Weighed| (is_chosen(w), w.verdict.map_or(i32::MIN, Score::total));
        let mut best: Vec<Weighed> = Vec::new();
        for weighed in &self.weighed {
            let same = |other: &&mut Weighed| match weighed.entity {
                Some(entity) => other.entity == Some(entity),
                None => other.entity.is_none() && other.tokens == weighed.tokens,
            };
            match best.iter_mut().find(same) {
                Some(other) if rank(other) < rank(weighed) => *other = *weighed,
                Some(_) => {}
                None => best.push(*weighed),
            }
        }
        best.sort_by_key(|w| std::cmp::Reverse(rank(w)));
        let highest = best.iter().filter(|w| is_chosen(w)).filter_map(|w| w.verdict.ok()).map(Score::total).max();
        let candidate = |w: &Weighed| Candidate {
            span: reading.parsed.span(w.tokens.0 as usize, w.tokens.1 as usize),
            entity: w.entity.map(|entity| entity as usize),
            score: w.verdict.map(Score::parts).unwrap_or_default(),
            lost: match w.verdict {
                _ if is_chosen(w) => None,
                Err(why) => Some(why),
                Ok(score) if highest.is_some_and(|high| score.total() < high) => Some("scores lower"),
                Ok(_) if highest.is_some() => Some("stands farther away"),
                Ok(_) => Some("not sure enough"),
            },
        };
        best.iter().map(candidate).collect()
    }
}
