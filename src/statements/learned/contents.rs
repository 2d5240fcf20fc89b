//! What was said: pieces of the sentence behind the cue, before it, or on both sides, ranked by their edges and insides.

use super::{
    cues::{Setting, follow},
    shallow::{Feature, Shallow, feature, pair},
    sources::Source,
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

/// All that may be the content of a cue. What an edge adds is the same for all that share it.
#[derive(Default)]
pub(crate) struct Choices {
    /// The features of each edge.
    pub edges: Vec<Vec<Feature>>,
    pub options: Vec<Choice>,
}

/// One of the choices.
pub(crate) struct Choice {
    pub content: Content,
    /// Its edges.
    pub edges: [usize; 4],
    pub own: Vec<Feature>,
}

const MAX_BEGINS: usize = 14;
const MAX_ENDS: usize = 36;

struct Site<'a> {
    sentence: &'a Shallow,
    cue: usize,
    setting: Setting,
    source: Source,
    /// Where the source stands: 0 none, 1 right before the group, 2 before, 3 right behind, 4 behind.
    relation: u32,
    /// Before this the left piece ends.
    left: usize,
}

/// The choices for a cue with its source.
pub(crate) fn choices(sentence: &Shallow, cue: usize, source: Source) -> Choices {
    let setting = Setting::of(sentence, cue);
    let relation = match source {
        None => 0,
        Some((_, last)) if last == setting.group => 1,
        Some((_, last)) if last <= cue => 2,
        Some((first, _)) if first == cue + 1 => 3,
        Some(_) => 4,
    };
    let left = match source {
        Some((first, last)) if last <= cue && cue - last < 12 => first,
        _ => setting.group,
    };
    let site = Site { sentence, cue, setting, source, relation, left };
    let mut out = Choices::default();
    let rights = site.right(&mut out);
    let lefts = site.left(&mut out);
    for &(piece, edges) in &rights {
        out.options.push(Choice {
            content: one(piece),
            edges: [edges[0], edges[1], usize::MAX, usize::MAX],
            own: site.own(piece, 0),
        });
    }
    for &(piece, edges) in &lefts {
        out.options.push(Choice {
            content: one(piece),
            edges: [edges[0], edges[1], usize::MAX, usize::MAX],
            own: site.own(piece, 1),
        });
    }
    for &(before, e) in &lefts {
        if !site.may_pair_left(before) {
            continue;
        }
        for &(behind, f) in &rights {
            if site.may_pair_right(behind) {
                let mut own = site.own(before, 2);
                own.extend(site.own(behind, 3));
                let content = Content { pieces: [before, behind], count: 2 };
                out.options.push(Choice { content, edges: [e[0], e[1], f[0], f[1]], own });
            }
        }
    }
    out
}

fn one(piece: (usize, usize)) -> Content {
    Content { pieces: [piece, (0, 0)], count: 1 }
}

type Piece = ((usize, usize), [usize; 2]);

impl Site<'_> {
    /// Pieces behind the cue.
    fn right(&self, out: &mut Choices) -> Vec<Piece> {
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
        let begins: Vec<_> = begins.into_iter().map(|b| (b, out.edge(self.begin(b, 500)))).collect();
        let ends: Vec<_> = ends.into_iter().map(|e| (e, out.edge(self.end(e, 560)))).collect();
        self.join(&begins, &ends)
    }

    /// Pieces before the cue and its source.
    fn left(&self, out: &mut Choices) -> Vec<Piece> {
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
        let mut ends = Vec::new();
        for e in (1..=self.left).rev() {
            let near = self.left - e <= 4;
            let marked = s.tag(e).is_mark() && ends.len() < 8;
            if (near || marked) && !matches!(s.tag(e - 1), Tag::Comma | Tag::Colon | Tag::Open) {
                ends.push(e);
            }
        }
        let begins: Vec<_> = begins.into_iter().map(|b| (b, out.edge(self.begin(b, 620)))).collect();
        let ends: Vec<_> = ends.into_iter().map(|e| (e, out.edge(self.end(e, 680)))).collect();
        self.join(&begins, &ends)
    }

    fn join(&self, begins: &[(usize, usize)], ends: &[(usize, usize)]) -> Vec<Piece> {
        let mut out = Vec::new();
        for &(b, f) in begins {
            for &(e, g) in ends.iter().filter(|e| e.0 > b) {
                let over = self.source.is_some_and(|(first, last)| b < last && first < e) && self.relation >= 3;
                if !over {
                    out.push(((b, e), [f, g]));
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

    fn begin(&self, b: usize, number: u32) -> Vec<Feature> {
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
        ];
        (number..).zip(values).map(|(k, (a, b))| feature(k, a, b)).collect()
    }

    fn end(&self, e: usize, number: u32) -> Vec<Feature> {
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
        ];
        (number..).zip(values).map(|(k, (a, b))| feature(k, a, b)).collect()
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
    fn own(&self, (b, e): (usize, usize), shape: u32) -> Vec<Feature> {
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
        ];
        let number = 740 + 20 * shape;
        (number..).zip(values).map(|(k, (a, b))| feature(k, a, b)).collect()
    }
}

impl Choices {
    fn edge(&mut self, features: Vec<Feature>) -> usize {
        self.edges.push(features);
        self.edges.len() - 1
    }
}
