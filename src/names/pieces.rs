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
    mut hit: usize,
    run: &Run,
    pieces: &mut Vec<Piece>,
) {
    let (mut at, last) = (run.first, run.last);
    let mut title = title_before(reading, at);
    let mut after_demonym = false;
    let piece = |first: usize, last: usize, title| Piece {
        first: first as u32,
        last: last as u32,
        hit: None,
        title,
        initial: first == run.first_word,
        head: None,
    };
    let begins = hits.hits[hit..].iter().take(4).find(|h| h.first as usize == at);
    let named = begins.is_some_and(|h| hits.candidates(h).iter().any(|c| c.name != NameKind::Surname));
    if let Some(name) = bounds::portfolio_end(reading, at, last).filter(|_| !named) {
        // `Secretary for Education Jane Doe`, `Minister of Health`
        at = name;
        title = Some((run.first as u32, name as u32)).filter(|_| name < last);
    }
    while at < last {
        while hits.hits.get(hit).is_some_and(|h| (h.first as usize) < at) {
            hit += 1;
        }
        let known = hits.hits.get(hit).filter(|h| h.first as usize == at);
        let known = known.filter(|h| is_usable(reading, shape, hits, h));
        let kind = reading.parsed.tokens[at].kind;
        if !matches!(kind, TokenKind::Word | TokenKind::Number) && known.is_none() {
            at += 1;
            continue;
        }
        if let Some(end) = known.and_then(|h| bounds::event_end(reading, h.last as usize, last)) {
            (at, title, after_demonym) = (end, None, false);
            continue;
        }
        // `Guernsey County`, `Jordan Valley`: a place that bears a country's name
        if let Some(end) =
            known.filter(|h| bounds::is_country(hits, h)).and_then(|h| bounds::place_end(reading, h, last))
        {
            pieces.push(piece(at, end, None));
            (at, title, after_demonym) = (end, None, false);
            continue;
        }
        // `D-Ga.`, `R-Texas`: a party, then a state
        let letter = kind == TokenKind::Word && reading.parsed.word(at).len() == 1;
        if letter && reading.parsed.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Joint && t.glued) {
            at += 2;
            continue;
        }
        let organization = bounds::organization_end(reading, hits, hit, at, last);
        let demonym = known.is_some_and(|h| {
            let last = &reading.parsed.tokens[h.last as usize - 1];
            hits.candidates(h).iter().any(|c| bodies::is_adjective(c, last))
        });
        if let Some(h) = known {
            let end = h.last as usize;
            // `the Soviet Union for America`: the head word is the country's own.
            let headed = |head: usize| head >= end || !bounds::is_country(hits, h);
            let longer = organization.is_some_and(|(body, head)| body > end && headed(head));
            let own =
                hits.candidates(h).iter().any(|c| c.kind == EntityKind::Organization && c.name != NameKind::Metonym);
            let split = demonym && organization.is_some_and(|(_, head)| bounds::is_state_body(reading, head));
            let surname = hits.candidates(h).iter().all(|c| c.name == NameKind::Surname);
            let person = bounds::person_over(reading, shape, hits, hit, at, last);
            if let Some(end) = person.filter(|_| !longer) {
                pieces.push(piece(at, end, title));
                (at, title, after_demonym) = (end, None, false);
                continue;
            }
            if (!longer || split || own && end > at + 1) && !surname {
                pieces.push(Piece { hit: Some(hit as u32), ..piece(at, end, title) });
                let next = if bounds::is_country(hits, h) { bounds::past_joints(reading, end, last) } else { end };
                (at, title, after_demonym) = (next, None, demonym);
                continue;
            }
        }
        // `the Kenyan Parliament`: after a demonym the bare noun is a body's name.
        let bare = (after_demonym && runs::is_organization_head(reading, at) && bounds::is_state_body(reading, at))
            .then_some((at + 1, at));
        if let Some((end, head)) = organization.or(bare) {
            pieces.push(Piece { head: Some(head as u32), ..piece(at, end, None) });
            (at, title, after_demonym) = (bounds::past_joints(reading, end, last), None, false);
            continue;
        }
        after_demonym = false;
        if let Some(t) = reading.words.of(at, WordClass::Title).filter(|t| t.last as usize <= last) {
            title = Some((title.map_or(t.first, |(a, b)| if b == t.first { a } else { t.first }), t.last));
            at = t.last as usize;
            if let Some(name) = bounds::portfolio_end(reading, at, last) {
                title = title.map(|(a, _)| (a, name as u32)).filter(|_| name < last);
                at = name;
            }
            continue;
        }
        let mut end = rest_end(reading, shape, hits, hit, at, last);
        while end > at + 1 && reading.parsed.tokens[end - 1].kind != TokenKind::Word {
            end -= 1;
        }
        let whole = known.filter(|h| h.last as usize == end).map(|_| hit as u32);
        pieces.push(Piece { hit: whole, ..piece(at, end, title) });
        (at, title) = (end, None);
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
