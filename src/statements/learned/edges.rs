//! The features of a content: of its edges, and of its pieces as wholes.

use super::{
    contents::Site,
    features::{Sink, pair},
};
use crate::text::tag::Tag;

impl Site<'_> {
    /// What a first glance sees of a beginning.
    pub(super) fn glance_begin(&self, b: usize, number: u32, out: &mut impl Sink) {
        let s = self.sentence;
        let (here, last) = (s.key(b), s.key_before(b, 1));
        let far = b.abs_diff(self.cue).min(9) as u32;
        let fit = self.fit(b, |p| p.0);
        let values = [
            (far, self.relation),
            (far, pair(here, last)),
            (here, s.key(b + 1)),
            (self.setting.stem, pair(far, here)),
            (self.setting.next, pair(here, far)),
            (s.follow(b), last),
            (fit, pair(self.rule, here)),
            (self.quote_edge(b), self.relation),
        ];
        out.take(number, values);
    }

    /// What a first glance sees of an end.
    pub(super) fn glance_end(&self, e: usize, number: u32, out: &mut impl Sink) {
        let s = self.sentence;
        let (right, left) = (s.key(e), s.key_before(e, 1));
        let at_end = u32::from(e == s.end());
        let fit = self.fit(e, |p| p.1);
        let values = [
            (right, left),
            (right, pair(s.key(e + 1), at_end)),
            (right, s.follow(e)),
            (s.stem(e), at_end),
            (self.quote_edge(e), at_end),
            (u32::from(e < s.trailing), pair(right, at_end)),
            (fit, pair(self.rule, right)),
            (e.abs_diff(self.cue).min(4) as u32, pair(self.relation, right)),
        ];
        out.take(number, values);
    }

    /// Where a piece begins.
    pub(super) fn begin(&self, b: usize, number: u32, out: &mut impl Sink) {
        let s = self.sentence;
        let word = &s.words[self.cue];
        let before_cue = b <= self.cue;
        let from = if before_cue { b } else { self.cue + 1 };
        let to = if before_cue { self.cue } else { b };
        let far = ((to - from) as u32).min(9);
        let (here, next, last) = (s.key(b), s.key(b + 1), s.key_before(b, 1));
        let stem = self.setting.stem;
        let path = if !before_cue && to - from <= 3 { (from..to).fold(far + 1, |h, k| pair(h, s.key(k))) } else { 0 };
        let verbs = s.verbs_in(from, to).min(3);
        let marks = s.marks_in(from, to).min(3);
        let addressee = !before_cue && s.phrase_at(self.cue + 1).is_some_and(|p| p.last as usize == b);
        let source_ends = self.source.is_some_and(|(_, l)| l == b || l + 1 == b);
        let state = u32::from(addressee) | u32::from(source_ends) << 1 | self.relation << 2;
        let quote = self.quote_edge(b);
        let fit = self.fit(b, |p| p.0);
        let tag = word.tag as u32;
        let kind = s.follow(b);
        let values = [
            (far, self.relation),
            (far, state),
            (path, 0),
            (path, stem),
            (path, tag),
            (path, here),
            (here, last),
            (here, state),
            (stem, pair(here, far)),
            (stem, pair(last, here)),
            (stem, pair(kind, u32::from(far == 0))),
            (tag, pair(here, last)),
            (tag, pair(kind, far)),
            (kind, last),
            (quote, state),
            (quote, pair(here, last)),
            (verbs << 2 | marks, state),
            (verbs << 2 | marks, here),
            (u32::from(b == 0), state),
            (u32::from(b == 0), pair(here, last)),
            (here, next),
            (u32::from(word.act), pair(here, u32::from(addressee))),
            (u32::from(self.setting.passive), pair(state, here)),
            (word.frames & 0xff, pair(kind, far.min(2))),
            (word.frames >> 8, pair(last, u32::from(addressee))),
            (self.setting.next, pair(here, far)),
            (fit, state),
            (fit, pair(self.rule, 0)),
            (fit, pair(here, last)),
            (word.held, pair(s.words[b].held, u32::from(b > 0 && s.words[b - 1].held == s.words[b].held))),
        ];
        out.take(number, values);
    }

    /// Where a piece ends.
    pub(super) fn end(&self, e: usize, number: u32, out: &mut impl Sink) {
        let s = self.sentence;
        let word = &s.words[self.cue];
        let end = s.end();
        let rest = end.saturating_sub(e) as u32;
        let rest = if rest < 4 { rest } else { 4 + u32::from(rest > 8) + u32::from(rest > 16) };
        let behind = e > self.cue;
        let (from, to) = if behind { (self.cue + 1, e) } else { (e, self.left) };
        let gap = if behind { 0 } else { (self.left - e.min(self.left)).min(5) as u32 };
        let verbs = s.verbs_in(from, to).min(3);
        let marks = s.marks_in(from, to).min(3);
        let (right, second, left) = (s.key(e), s.key(e + 1), s.key_before(e, 1));
        let next = if s.tag(e).is_mark() || s.tag(e) == Tag::CC { s.follow(e + 1) } else { s.follow(e) };
        let quote = self.quote_edge(e);
        let fit = self.fit(e, |p| p.1);
        let tag = word.tag as u32;
        let at_end = u32::from(e == end);
        let trailing = u32::from(e < s.trailing);
        let later = s.verbs_in(e, s.len()).min(2);
        let stem = self.setting.stem;
        let values = [
            (rest, tag),
            (at_end, pair(verbs, marks)),
            (right, pair(second, at_end)),
            (right, left),
            (right, next),
            (right, pair(verbs, next)),
            (stem, at_end),
            (stem, right),
            (self.setting.next, pair(right, at_end)),
            (tag, pair(right, verbs)),
            (quote, at_end),
            (quote, right),
            (trailing, pair(right, next)),
            (trailing, at_end),
            (gap, right),
            (gap, self.relation),
            (self.relation, pair(right, at_end)),
            (u32::from(word.act), pair(right, at_end)),
            (verbs << 2 | marks, pair(right, self.setting.next)),
            (later, pair(right, verbs)),
            (left, at_end),
            (left, pair(right, second)),
            (s.stem(e), verbs),
            (e.checked_sub(1).map_or(0, |k| s.stem(k)), at_end),
            (pair(right, next), pair(tag, later)),
            (left, pair(second, at_end)),
            (fit, at_end),
            (fit, pair(self.rule, 0)),
            (fit, pair(right, next)),
            (s.words[e - 1].held, pair(s.words.get(e).map_or(0, |w| w.held), at_end)),
        ];
        out.take(number, values);
    }

    /// What a piece is as a whole.
    pub(crate) fn whole(&self, (b, e): (usize, usize), shape: u32, out: &mut impl Sink) {
        let s = self.sentence;
        let word = &s.words[self.cue];
        let tag = word.tag as u32;
        let length = match e - b {
            n @ 0..=4 => n as u32,
            5..=7 => 5,
            8..=12 => 6,
            13..=20 => 7,
            _ => 8,
        };
        let verbs = s.verbs_in(b, e).min(2);
        let first = s.words[b].quote;
        let last = s.words[e - 1].quote;
        let cut = u32::from(first != last) | u32::from(first != 0) << 1 | u32::from(last != 0) << 2;
        let kind = s.follow(b);
        let here = s.key(b);
        let right = s.key(e);
        let whole = match self.hinted {
            [] => 0,
            hinted if hinted.contains(&(b as u32, e as u32)) => 1,
            hinted if hinted.iter().any(|p| (p.0 as usize) < e && b < p.1 as usize) => 2,
            _ => 3,
        };
        let site = pair(shape, self.relation);
        let full = u32::from(e == s.end()) | u32::from(b == 0) << 1;
        let values = [
            (site, length),
            (site, tag),
            (shape, self.setting.stem),
            (shape, pair(self.setting.next, self.relation)),
            (site, pair(verbs, full)),
            (pair(shape, kind), pair(verbs, right)),
            (pair(shape, here), pair(verbs, u32::from(s.marks_in(b, e) > 0))),
            (pair(shape, self.setting.stem), pair(verbs, length.min(3))),
            (pair(shape, tag), pair(verbs, full)),
            (pair(shape, cut), full),
            (pair(shape, word.act.into()), pair(verbs, kind)),
            (pair(shape, here), pair(right, u32::from(length < 4))),
            (pair(shape, whole), verbs),
            (pair(shape, whole), self.rule),
            (pair(shape, whole), pair(right, tag)),
        ];
        out.take(800 + 20 * shape, values);
    }

    /// Do the rules see an edge here, elsewhere, nowhere?
    fn fit(&self, at: usize, edge: fn(&(u32, u32)) -> u32) -> u32 {
        match self.hinted {
            [] => 0,
            hinted => 1 + u32::from(!hinted.iter().any(|p| edge(p) as usize == at)),
        }
    }

    /// Whether a quote opens, closes, goes on or is far at a place.
    fn quote_edge(&self, at: usize) -> u32 {
        let s = self.sentence;
        let quote = |k: Option<usize>| k.and_then(|k| s.words.get(k)).map_or(0, |w| w.quote);
        let (before, here) = (quote(at.checked_sub(1)), quote(Some(at)));
        let mark = |k: usize| matches!(s.tag(k), Tag::Open | Tag::Close);
        let marks = u32::from(at > 0 && mark(at - 1)) | u32::from(mark(at)) << 1;
        let change = if before == here { u32::from(here != 0) } else { 2 + u32::from(before == 0) };
        let cue = u32::from(s.words[self.cue].quote != 0);
        cue << 6 | change << 3 | marks
    }
}
