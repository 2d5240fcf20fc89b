//! A run cut at titles, at names of the tables and at the bounds of persons and organizations.

use super::{
    Reading, bodies, bounds, runs,
    shape::{Shape, Style},
};
use crate::{
    document::EntityKind,
    gazetteer::{
        lexicon::{FunctionClass, TitleKind, WordPosition},
        matching::{NameHit, NameHits},
        source::layout::{NameKind, WordClass},
    },
    text::{Case, TokenKind},
};

/// A name, or what may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// The name of the tables that it is.
    pub hit: Option<u32>,
    /// Tokens of the titles before it.
    pub title: Option<(u32, u32)>,
    /// It begins its sentence, where a capital says nothing.
    pub initial: bool,
    /// The organization's head word or suffix in it: token and index into the hits there.
    pub head: Option<u32>,
}

/// A run, with the first word of its sentence.
pub(crate) struct Run {
    pub first: usize,
    pub last: usize,
    pub first_word: usize,
}

/// Cuts a run into names of the tables, titles and the rest. `hit` is the first name of the tables in it.
pub(crate) fn cut(
    reading: &Reading<'_, '_>,
    shape: &Shape,
    hits: &NameHits,
    hit: usize,
    run: &Run,
    pieces: &mut Vec<Piece>,
) {
    let title = title_before(reading, run.first);
    let mut cutter = Cutter { reading, shape, hits, run, hit, at: run.first, title, after_demonym: false, pieces };
    cutter.begin();
    while cutter.at < run.last {
        cutter.step();
    }
}

/// Walks over a run from one piece to the next; each step says whether it was the one to take.
struct Cutter<'r, 'a, 't> {
    reading: &'r Reading<'a, 't>,
    shape: &'r Shape,
    hits: &'r NameHits,
    run: &'r Run,
    /// The first name of the tables that begins at `at` or later.
    hit: usize,
    at: usize,
    /// The titles right before `at`.
    title: Option<(u32, u32)>,
    /// A demonym stands right before `at`.
    after_demonym: bool,
    pieces: &'r mut Vec<Piece>,
}

/// Where an organization ends, and its head word.
type Body = Option<(usize, usize)>;

impl<'r> Cutter<'r, '_, '_> {
    /// `Secretary for Education Jane Doe`, `Minister of Health`: past the portfolio.
    fn begin(&mut self) {
        let begins = self.hits.hits[self.hit..].iter().take(4).find(|h| h.first as usize == self.at);
        let named = begins.is_some_and(|h| self.hits.candidates(h).iter().any(|c| c.name != NameKind::Surname));
        let portfolio = bounds::portfolio_end(self.reading, self.at, self.run.last);
        if let Some(name) = portfolio.filter(|_| !named) {
            self.at = name;
            self.title = Some((self.run.first as u32, name as u32)).filter(|_| name < self.run.last);
        }
    }

    fn step(&mut self) {
        while self.hits.hits.get(self.hit).is_some_and(|h| (h.first as usize) < self.at) {
            self.hit += 1;
        }
        let known = self.hits.hits.get(self.hit).filter(|h| h.first as usize == self.at);
        let known = known.filter(|h| is_usable(self.reading, self.shape, self.hits, h));
        if self.pass_over(known) {
            return;
        }
        let body = bounds::organization_end(self.reading, self.hits, self.hit, self.at, self.run.last);
        if !known.is_some_and(|h| self.take_known(h, body)) && !self.take_body(body) && !self.take_title() {
            self.take_rest(known);
        }
    }

    /// A piece from here to `end`.
    fn piece(&self, end: usize, title: Option<(u32, u32)>) -> Piece {
        let (first, last) = (self.at as u32, end as u32);
        Piece { first, last, hit: None, title, initial: self.at == self.run.first_word, head: None }
    }

    /// Goes on behind a piece, or behind what is none.
    fn go_on(&mut self, next: usize, piece: Option<Piece>) {
        self.pieces.extend(piece);
        (self.at, self.title, self.after_demonym) = (next, None, false);
    }

    /// Marks, events, and places that bear a country's name.
    fn pass_over(&mut self, known: Option<&NameHit>) -> bool {
        let token = &self.reading.parsed.tokens[self.at];
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) && known.is_none() {
            self.at += 1;
            return true;
        }
        if let Some(end) = known.and_then(|h| bounds::event_end(self.reading, h.last as usize, self.run.last)) {
            self.go_on(end, None);
            return true;
        }
        // `Guernsey County`, `Jordan Valley`
        let country = known.filter(|h| bounds::is_country(self.hits, h));
        if let Some(end) = country.and_then(|h| bounds::place_end(self.reading, h, self.run.last)) {
            self.go_on(end, Some(self.piece(end, None)));
            return true;
        }
        // `D-Ga.`, `R-Texas`: a party, then a state
        let letter = token.kind == TokenKind::Word && self.reading.parsed.word(self.at).len() == 1;
        let joint = self.reading.parsed.tokens.get(self.at + 1).is_some_and(|t| t.kind == TokenKind::Joint && t.glued);
        if letter && joint {
            self.at += 2;
        }
        letter && joint
    }

    /// A name of the tables, or a person whose name begins with one.
    fn take_known(&mut self, known: &NameHit, body: Body) -> bool {
        let (reading, hits, end) = (self.reading, self.hits, known.last as usize);
        let candidates = hits.candidates(known);
        let demonym = candidates.iter().any(|c| bodies::is_adjective(c, &reading.parsed.tokens[end - 1]));
        let country = bounds::is_country(hits, known);
        // `the Soviet Union for America`: the head word is the country's own.
        let longer = body.is_some_and(|(body, head)| body > end && (head >= end || !country));
        let person = bounds::person_over(reading, self.shape, hits, self.hit, self.at, self.run.last);
        if let Some(end) = person.filter(|_| !longer) {
            self.go_on(end, Some(self.piece(end, self.title)));
            return true;
        }
        let own = candidates.iter().any(|c| c.kind == EntityKind::Organization && c.name != NameKind::Metonym);
        let split = demonym && body.is_some_and(|(_, head)| bounds::is_state_body(reading, head));
        let surname = candidates.iter().all(|c| c.name == NameKind::Surname);
        let taken = (!longer || split || own && end > self.at + 1) && !surname;
        if taken {
            let next = if country { bounds::past_joints(reading, end, self.run.last) } else { end };
            self.go_on(next, Some(Piece { hit: Some(self.hit as u32), ..self.piece(end, self.title) }));
            self.after_demonym = demonym;
        }
        taken
    }

    /// An organization that no table holds.
    fn take_body(&mut self, body: Body) -> bool {
        // `the Kenyan Parliament`: after a demonym the bare noun is a body's name.
        let bare = self.after_demonym
            && runs::is_organization_head(self.reading, self.at)
            && bounds::is_state_body(self.reading, self.at);
        let body = body.or(bare.then_some((self.at + 1, self.at)));
        if let Some((end, head)) = body {
            let piece = Piece { head: Some(head as u32), ..self.piece(end, None) };
            self.go_on(bounds::past_joints(self.reading, end, self.run.last), Some(piece));
        }
        body.is_some()
    }

    /// A title, and the portfolio behind it.
    fn take_title(&mut self) -> bool {
        let title = self.reading.words.of(self.at, WordClass::Title).filter(|t| t.last as usize <= self.run.last);
        if let Some(title) = title {
            let first = self.title.filter(|before| before.1 == title.first).map_or(title.first, |before| before.0);
            (self.at, self.title, self.after_demonym) = (title.last as usize, Some((first, title.last)), false);
            if let Some(name) = bounds::portfolio_end(self.reading, self.at, self.run.last) {
                self.title = Some((first, name as u32)).filter(|_| name < self.run.last);
                self.at = name;
            }
        }
        title.is_some()
    }

    /// What is neither title nor known name.
    fn take_rest(&mut self, known: Option<&'r NameHit>) {
        let mut end = rest_end(self.reading, self.shape, self.hits, self.hit, self.at, self.run.last);
        while end > self.at + 1 && self.reading.parsed.tokens[end - 1].kind != TokenKind::Word {
            end -= 1;
        }
        let hit = known.filter(|h| h.last as usize == end).map(|_| self.hit as u32);
        self.go_on(end, Some(Piece { hit, ..self.piece(end, self.title) }));
    }
}

/// Where what is neither title nor known name ends: before the next of these.
fn rest_end(reading: &Reading<'_, '_>, shape: &Shape, hits: &NameHits, hit: usize, at: usize, last: usize) -> usize {
    let given = reading.words.of(at, WordClass::GivenName).is_some_and(|g| g.weight() >= 1);
    if given {
        let end = bounds::person_end(reading, hits, hit, at, last);
        if end > at + 1 {
            return end;
        }
    }
    let headline = shape.style(reading, at) != Style::Plain;
    let mut end = at + 1;
    let mut next = hit;
    while end < last {
        while hits.hits.get(next).is_some_and(|h| (h.first as usize) < end) {
            next += 1;
        }
        // `Spill Response Officer Jane Doe`: what a given name follows is a title.
        let title = reading.words.of(end, WordClass::Title).is_some_and(|t| {
            let named = reading.words.of(t.last as usize, WordClass::GivenName).is_some_and(|g| g.weight() >= 1);
            t.title_kind() != TitleKind::Occupation || (t.last as usize) < last && named
        });
        let known = hits.hits.get(next).filter(|h| h.first as usize == end).is_some_and(|h| {
            hits.candidates(h).iter().all(|c| c.name != NameKind::Surname && c.kind != EntityKind::Place)
        });
        // In a headline every other word is capitalised too.
        let common = headline && (shape.is_also_small(reading, end) || reading.words.of(end, WordClass::Cue).is_some());
        if title || known || common {
            break;
        }
        end += 1;
    }
    end
}

/// Can this hit be meant at all? Not `Most` at a sentence's start, nor `US` in `US-24`.
pub(crate) fn is_usable(reading: &Reading<'_, '_>, shape: &Shape, hits: &NameHits, hit: &NameHit) -> bool {
    let (parsed, first, last) = (reading.parsed, hit.first as usize, hit.last as usize);
    let single = last == first + 1;
    if single && reading.words.function(first).is_some_and(|f| f != FunctionClass::Particle) {
        let capitals = shape.style(reading, first) == Style::Capitals;
        if parsed.tokens[first].case != Case::Upper
            || parsed.word(first).len() < 2
            || capitals && parsed.word(first).len() != 2
        {
            return false;
        }
    }
    // `S. Jersey`: a part of another place
    let initial = first > 0 && parsed.tokens[first - 1].case == Case::Upper && parsed.word(first - 1).len() == 2;
    if initial
        && parsed.word(first - 1).ends_with('.')
        && parsed.sentence_of(first - 1) == parsed.sentence_of(first)
        && bounds::is_country(hits, hit)
    {
        return false;
    }
    // `March 14 –`: a date before a body of that name
    if matches!(reading.words.function(first), Some(FunctionClass::Month | FunctionClass::Day)) {
        return false;
    }
    // `US-24`, `U.S. 82`, `U.S. Highway 82`
    let road = reading.words.all(last, WordClass::PlaceWord).any(|w| w.position() == WordPosition::Prefix);
    let number =
        |k: usize| parsed.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Number && parsed.word(k).len() <= 3);
    let joint = parsed.tokens.get(last).is_some_and(|t| t.kind == TokenKind::Joint && t.glued);
    if single && parsed.tokens[first].case == Case::Upper && (joint && number(last + 1) || road && number(last + 1)) {
        return false;
    }
    // `African-American`, `Anglo-Irish`: a people, not a country's; but `pro-Russian`, `Sino-Indian`
    if bounds::is_demonym(hits, hit)
        && first >= 2
        && parsed.tokens[first - 1].kind == TokenKind::Joint
        && parsed.tokens[first].glued
    {
        let prefix = parsed.tokens[first - 2].case == Case::Lower;
        return prefix || reading.gazetteer.is_country_name(parsed.word(first - 2));
    }
    true
}

/// A title in small letters right before a name: `prime minister Tony Blair`, `analyst Jane Doe`.
pub(crate) fn title_before(reading: &Reading<'_, '_>, first: usize) -> Option<(u32, u32)> {
    (1..=4.min(first)).map(|back| first - back).find_map(|start| {
        let mut all = reading.words.all(start, WordClass::Title);
        all.find(|t| t.last as usize == first).map(|t| (t.first, t.last))
    })
}
