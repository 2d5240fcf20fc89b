//! What was said: pieces of the sentence behind the cue, before it, or on both sides, ranked by their edges and insides.

use super::{
    cues::Setting,
    features::Sink,
    shallow::Shallow,
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

/// Where a piece may begin or end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    pub at: usize,
    /// What the weights make of it.
    pub score: i32,
}

/// Where pieces may begin and end: behind the cue, then before it.
pub(crate) type Edges = [Vec<Edge>; 4];

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

const MAX_BEGINS: usize = 14;
const MAX_ENDS: usize = 36;
const NONE: usize = usize::MAX;

/// A cue with its source, and what may be its content.
pub(crate) struct Site<'a> {
    pub(super) sentence: &'a Shallow,
    pub(super) cue: usize,
    pub(super) setting: &'a Setting<'a>,
    pub(super) source: Source,
    /// Where the source stands: 0 none, 1 right before the group, 2 before, 3 right behind, 4 behind.
    pub(super) relation: u32,
    /// Before this the left piece ends.
    pub(super) left: usize,
    /// What the rules take for content, and the number of the rule.
    pub(super) hinted: &'a [(u32, u32)],
    pub(super) rule: u32,
}

impl<'a> Site<'a> {
    pub(crate) fn new(sentence: &'a Shallow, cue: usize, setting: &'a Setting<'a>, source: Source) -> Site<'a> {
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
        let (rule, hinted) = setting.hint.map_or((1, &[][..]), |hint| (hint.rule, &hint.content[..]));
        Site { sentence, cue, setting, source, relation, left, hinted, rule }
    }

    /// Where pieces may begin and end.
    pub(crate) fn edges(&self) -> Edges {
        let lists = [self.right_begins(), self.right_ends(), self.left_begins(), self.left_ends()];
        lists.map(|list| list.into_iter().map(|at| Edge { at, score: 0 }).collect())
    }

    /// What a first glance sees of an edge in the list with this number.
    #[inline(always)]
    pub(crate) fn glance(&self, list: usize, at: usize, out: &mut impl Sink) {
        match list {
            0 => self.glance_begin(at, 440, out),
            1 => self.glance_end(at, 450, out),
            2 => self.glance_begin(at, 460, out),
            _ => self.glance_end(at, 470, out),
        }
    }

    /// All features of an edge in the list with this number.
    #[inline(always)]
    pub(crate) fn look(&self, list: usize, at: usize, out: &mut impl Sink) {
        match list {
            0 => self.begin(at, 500, out),
            1 => self.end(at, 560, out),
            2 => self.begin(at, 620, out),
            _ => self.end(at, 680, out),
        }
    }

    /// Pieces between these edges, and pairs of them around the cue.
    pub(crate) fn choices(&self, edges: &Edges) -> Vec<Choice> {
        let rights = self.join(&edges[0], &edges[1]);
        let lefts = self.join(&edges[2], &edges[3]);
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

    fn right_begins(&self) -> Vec<usize> {
        let s = self.sentence;
        let end = s.end();
        let mut begins = Vec::with_capacity(32);
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
        let hinted =
            self.hinted.iter().map(|p| p.0 as usize).find(|b| *b > self.cue && *b < end && !begins.contains(b));
        begins.extend(hinted);
        begins
    }

    fn right_ends(&self) -> Vec<usize> {
        let s = self.sentence;
        let end = s.end();
        let mut ends = Vec::with_capacity(64);
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
        let hinted =
            self.hinted.iter().map(|p| p.1 as usize).find(|e| *e > self.cue + 1 && *e <= end && !ends.contains(e));
        ends.extend(hinted);
        ends
    }

    fn left_begins(&self) -> Vec<usize> {
        let s = self.sentence;
        let mut begins = Vec::with_capacity(16);
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
        let hinted = self.hinted.iter().map(|p| p.0 as usize).find(|b| *b < self.left && !begins.contains(b));
        begins.extend(hinted);
        begins
    }

    fn left_ends(&self) -> Vec<usize> {
        let s = self.sentence;
        let mut ends = Vec::with_capacity(16);
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
        let mut out = Vec::with_capacity(begins.len() * ends.len());
        for (f, &Edge { at: b, .. }) in begins.iter().enumerate() {
            for (g, &Edge { at: e, .. }) in ends.iter().enumerate().filter(|e| e.1.at > b) {
                let over = self.relation >= 3 && self.source.is_some_and(|(first, last)| b < last && first < e);
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
}
