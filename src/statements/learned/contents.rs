//! What was said: pieces of the sentence behind the cue, before it, or on both sides, ranked by their edges and insides.

use super::{
    cues::{Setting, follow},
    shallow::{Feature, Shallow, numbered, pair},
    sources::{Source, is_bridged},
};
use crate::text::tag::Tag;

/// One or two pieces, in text order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    pub pieces: [(usize, usize); 2],
    pub count: usize,
}

impl Content {
    pub(crate) fn pieces(&self) -> &[(usize, usize)] {
        &self.pieces[..self.count]
    }
}

/// Where a piece may begin or end, and the features of that edge.
#[derive(Clone, Copy)]
pub(crate) struct Edge {
    pub at: usize,
    pub features: [Feature; EDGE],
    /// What the weights make of it.
    pub score: f32,
}

/// The edges of the pieces behind the cue and before it.
#[derive(Default)]
pub(crate) struct Edges {
    pub right_begins: Vec<Edge>,
    pub right_ends: Vec<Edge>,
    pub left_begins: Vec<Edge>,
    pub left_ends: Vec<Edge>,
}

impl Edges {
    /// All four lists.
    pub(crate) fn lists(&mut self) -> [&mut Vec<Edge>; 4] {
        [&mut self.right_begins, &mut self.right_ends, &mut self.left_begins, &mut self.left_ends]
    }
}

/// One of the choices.
#[derive(Clone, Copy)]
pub(crate) struct Choice {
    pub content: Content,
    /// The numbers of its edges, list by list; `usize::MAX` for none.
    pub edges: [usize; 4],
}

impl Choice {
    /// Its pieces, each with its part in the whole: alone behind the cue or before it, or one of two.
    pub(crate) fn shapes(&self) -> [Option<((usize, usize), u32)>; 2] {
        match (self.content.pieces(), self.edges[0]) {
            (&[before, behind], _) => [Some((before, 2)), Some((behind, 3))],
            (&[piece], NONE) => [Some((piece, 1)), None],
            (&[piece], _) => [Some((piece, 0)), None],
            _ => [None, None],
        }
    }
}

/// Features of an edge, and of a piece as a whole.
pub(crate) const EDGE: usize = 30;
pub(crate) const OWN: usize = 15;
const MAX_BEGINS: usize = 14;
const MAX_ENDS: usize = 36;
const NONE: usize = usize::MAX;

/// A cue with its source, and what may be its content.
pub(crate) struct Site<'a> {
    sentence: &'a Shallow,
    cue: usize,
    setting: Setting,
    source: Source,
    /// Where the source stands: 0 none, 1 right before the group, 2 before, 3 right behind, 4 behind.
    relation: u32,
    /// Before this the left piece ends.
    left: usize,
}

impl<'a> Site<'a> {
    pub(crate) fn new(sentence: &'a Shallow, cue: usize, source: Source) -> Site<'a> {
        let setting = Setting::of(sentence, cue);
        let relation = match source {
            None => 0,
            Some((_, last)) if last == setting.group => 1,
            Some((_, last)) if last <= cue && is_bridged(sentence, last, setting.group) => 1,
            Some((_, last)) if last <= cue => 2,
            Some((first, _)) if first == cue + 1 => 3,
            Some(_) => 4,
        };
        let left = match source {
            Some((first, last)) if last <= cue && (relation == 1 || cue - last < 12) => first,
            _ => setting.group,
        };
        Site { sentence, cue, setting, source, relation, left }
    }

    /// Where pieces may begin and end.
    pub(crate) fn edges(&self) -> Edges {
        let edge = |at: usize, features: [Feature; EDGE]| Edge { at, features, score: 0.0 };
        Edges {
            right_begins: self.right_begins().into_iter().map(|b| edge(b, self.begin(b, 500))).collect(),
            right_ends: self.right_ends().into_iter().map(|e| edge(e, self.end(e, 560))).collect(),
            left_begins: self.left_begins().into_iter().map(|b| edge(b, self.begin(b, 620))).collect(),
            left_ends: self.left_ends().into_iter().map(|e| edge(e, self.end(e, 680))).collect(),
        }
    }

    /// Pieces between these edges, and pairs of them around the cue.
    pub(crate) fn choices(&self, edges: &Edges) -> Vec<Choice> {
        let rights = self.join(&edges.right_begins, &edges.right_ends);
        let lefts = self.join(&edges.left_begins, &edges.left_ends);
        let content = |pieces, count| Content { pieces, count };
        let mut out = Vec::with_capacity(rights.len() + lefts.len());
        out.extend(
            rights
                .iter()
                .map(|&(piece, [b, e])| Choice { content: content([piece, (0, 0)], 1), edges: [b, e, NONE, NONE] }),
        );
        out.extend(
            lefts
                .iter()
                .map(|&(piece, [b, e])| Choice { content: content([piece, (0, 0)], 1), edges: [NONE, NONE, b, e] }),
        );
        for &(before, [b, e]) in lefts.iter().filter(|l| self.may_pair_left(l.0)) {
            for &(behind, [c, f]) in rights.iter().filter(|r| self.may_pair_right(r.0)) {
                out.push(Choice { content: content([before, behind], 2), edges: [c, f, b, e] });
            }
        }
        out
    }

    /// The features of the pieces as wholes.
    #[cfg_attr(not(feature = "train"), allow(dead_code))] // the labeller sums them piece by piece
    pub(crate) fn own(&self, choice: &Choice, out: &mut Vec<Feature>) {
        choice.shapes().into_iter().flatten().for_each(|(piece, shape)| out.extend(self.whole(piece, shape)));
    }

    fn right_begins(&self) -> Vec<usize> {
        let s = self.sentence;
        let end = s.end();
        let mut begins = Vec::new();
        for b in self.cue + 1..end {
            let near = b <= self.cue + 10;
            let behind_source = self.source.is_some_and(|(_, last)| b >= last && b <= last + 2);
            let behind_mark = b > 0 && s.tag(b - 1).is_mark() && b < self.cue + 25;
            let inside_source = self.source.is_some_and(|(first, last)| b >= first && b < last);
            if (near || behind_source || behind_mark)
                && !inside_source
                && !matches!(s.tag(b), Tag::Stop | Tag::Comma | Tag::Colon | Tag::Close | Tag::Right)
            {
                begins.push(b);
            }
        }
        begins.truncate(MAX_BEGINS);
        let hinted = self.hinted().map(|p| p.0).find(|b| *b > self.cue && *b < end && !begins.contains(b));
        begins.extend(hinted);
        begins
    }

    fn right_ends(&self) -> Vec<usize> {
        let s = self.sentence;
        let end = s.end();
        let mut ends = Vec::new();
        for e in (self.cue + 2..=end).rev() {
            let marked = e == end || s.tag(e).is_mark() || matches!(s.tag(e), Tag::CC | Tag::IN);
            if !matches!(s.tag(e - 1), Tag::Comma | Tag::Colon | Tag::Open) && (marked || end - self.cue < MAX_ENDS + 4)
            {
                ends.push(e);
            }
        }
        if ends.len() > MAX_ENDS {
            let cut = ends.len() - MAX_ENDS;
            ends.drain(8..8 + cut);
        }
        let hinted = self.hinted().map(|p| p.1).find(|e| *e > self.cue + 1 && *e <= end && !ends.contains(e));
        ends.extend(hinted);
        ends
    }

    fn left_begins(&self) -> Vec<usize> {
        let s = self.sentence;
        let mut begins = Vec::new();
        for b in 0..self.left {
            let edge = b == 0
                || s.tag(b - 1).is_mark()
                || matches!(s.tag(b - 1), Tag::CC | Tag::IN | Tag::WDT | Tag::WP)
                || matches!(s.tag(b), Tag::Open)
                || self.left - b <= 5 && s.phrase_at(b).is_some();
            if edge && !matches!(s.tag(b), Tag::Comma | Tag::Close | Tag::Colon | Tag::Stop) {
                begins.push(b);
            }
        }
        if begins.len() > 12 {
            begins.drain(4..begins.len() - 8);
        }
        let hinted = self.hinted().map(|p| p.0).find(|b| *b < self.left && !begins.contains(b));
        begins.extend(hinted);
        begins
    }

    fn left_ends(&self) -> Vec<usize> {
        let s = self.sentence;
        let mut ends = Vec::new();
        for e in (1..=self.left).rev() {
            let near = self.left - e <= 4;
            let marked = s.tag(e).is_mark() && ends.len() < 8;
            if (near || marked) && !matches!(s.tag(e - 1), Tag::Comma | Tag::Colon | Tag::Open) {
                ends.push(e);
            }
        }
        ends
    }

    /// What lies between a beginning and an end behind it, without the source.
    fn join(&self, begins: &[Edge], ends: &[Edge]) -> Vec<((usize, usize), [usize; 2])> {
        let mut out = Vec::new();
        for (f, b) in begins.iter().enumerate() {
            for (g, e) in ends.iter().enumerate().filter(|e| e.1.at > b.at) {
                let over = self.source.is_some_and(|(first, last)| b.at < last && first < e.at) && self.relation >= 3;
                if !over {
                    out.push(((b.at, e.at), [f, g]));
                }
            }
        }
        out
    }

    /// A left piece that another may follow behind the cue.
    fn may_pair_left(&self, (b, e): (usize, usize)) -> bool {
        let s = self.sentence;
        self.left - e <= 2 && (b == 0 || s.tag(b) == Tag::Open || s.tag(b - 1) == Tag::Open || b == 1)
    }

    fn may_pair_right(&self, (b, e): (usize, usize)) -> bool {
        let s = self.sentence;
        let from = self.source.map_or(self.cue + 1, |(_, last)| last.max(self.cue + 1));
        b <= from + 3 && (e == s.end() || s.tag(e).is_mark())
    }

    fn begin(&self, b: usize, number: u32) -> [Feature; EDGE] {
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
        let tag = word.tag as u32;
        let kind = follow(s, b);
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
            (self.fit(b, |p| p.0), state),
            (self.fit(b, |p| p.0), pair(self.rule(), 0)),
            (self.fit(b, |p| p.0), pair(here, last)),
            (word.held, pair(s.words[b].held, u32::from(b > 0 && s.words[b - 1].held == s.words[b].held))),
        ];
        numbered(number + 1, values)
    }

    fn end(&self, e: usize, number: u32) -> [Feature; EDGE] {
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
        let next = if s.tag(e).is_mark() || s.tag(e) == Tag::CC { follow(s, e + 1) } else { follow(s, e) };
        let quote = self.quote_edge(e);
        let tag = word.tag as u32;
        let at_end = u32::from(e == end);
        // Does another cue end the sentence: `, she said`?
        let trailing = u32::from((e..s.len()).any(|k| s.words[k].weight > 6 && s.len() - k < 8));
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
            (s.words.get(e).map_or(0, |w| w.stem), verbs),
            (e.checked_sub(1).map_or(0, |k| s.words[k].stem), at_end),
            (pair(right, next), pair(tag, later)),
            (left, pair(second, at_end)),
            (self.fit(e, |p| p.1), at_end),
            (self.fit(e, |p| p.1), pair(self.rule(), 0)),
            (self.fit(e, |p| p.1), pair(right, next)),
            (s.words[e - 1].held, pair(s.words.get(e).map_or(0, |w| w.held), at_end)),
        ];
        numbered(number + 1, values)
    }

    /// What the rules take for content.
    fn hinted(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let pieces = self.sentence.hint(self.cue).map_or(&[][..], |h| &h.content);
        pieces.iter().map(|&(a, b)| (a as usize, b as usize))
    }

    /// Do the rules see an edge here, elsewhere, nowhere?
    fn fit(&self, at: usize, edge: fn((usize, usize)) -> usize) -> u32 {
        let mut edges = self.hinted().map(edge).peekable();
        if edges.peek().is_none() { 0 } else { 1 + u32::from(!edges.any(|e| e == at)) }
    }

    fn rule(&self) -> u32 {
        self.sentence.hint(self.cue).map_or(1, |h| h.rule)
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

    /// What a piece is as a whole.
    pub(crate) fn whole(&self, (b, e): (usize, usize), shape: u32) -> [Feature; OWN] {
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
        let kind = follow(s, b);
        let here = s.key(b);
        let right = s.key(e);
        let whole = match self.hinted().next() {
            None => 0,
            Some(_) if self.hinted().any(|p| p == (b, e)) => 1,
            Some(_) if self.hinted().any(|p| p.0 < e && b < p.1) => 2,
            Some(_) => 3,
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
            (pair(shape, whole), self.rule()),
            (pair(shape, whole), pair(right, tag)),
        ];
        let number = 800 + 20 * shape;
        numbered(number + 1, values)
    }
}
