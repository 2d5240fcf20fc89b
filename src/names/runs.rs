//! Capitalised runs, cut at titles and at names of the tables.

use super::Reading;
use crate::{
    document::EntityKind,
    gazetteer::{
        lexicon::{FunctionClass, TitleKind, WordPosition},
        matching::NameHits,
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

/// The pieces of a text, in text order, disjoint.
pub(crate) fn pieces(reading: &Reading<'_, '_>, hits: &NameHits) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut hit = 0;
    for sentence in &reading.parsed.sentences {
        let (mut at, end) = (sentence.first as usize, sentence.last as usize);
        let first_word = first_word(reading, at, end);
        while at < end {
            while hits.hits.get(hit).is_some_and(|h| (h.first as usize) < at) {
                hit += 1;
            }
            let here = hits.hits.get(hit).filter(|h| h.first as usize == at);
            let run_end = run_end(reading, at, end);
            let lasts = here.map_or(run_end, |h| run_end.max(h.last as usize));
            if lasts > at {
                cut(reading, hits, hit, at, lasts, first_word, &mut pieces);
                at = lasts;
            } else {
                at += 1;
            }
        }
    }
    pieces
}

/// The first word of a sentence: marks and bullets before it do not count.
fn first_word(reading: &Reading<'_, '_>, first: usize, last: usize) -> usize {
    (first..last).find(|&k| reading.parsed.tokens[k].kind == TokenKind::Word).unwrap_or(first)
}

/// Can a token be part of a name by its letters?
fn is_capitalised(reading: &Reading<'_, '_>, token: usize) -> bool {
    let t = &reading.parsed.tokens[token];
    t.kind == TokenKind::Word && matches!(t.case, Case::Title | Case::Upper | Case::Mixed)
}

/// Words that begin no name although a capital begins them.
fn never_a_name(reading: &Reading<'_, '_>, token: usize) -> bool {
    use FunctionClass::*;
    let upper = reading.parsed.tokens[token].case == Case::Upper && reading.parsed.word(token).len() > 1;
    match reading.words.function(token) {
        Some(Particle) | None => false,
        Some(Month | Day | Holiday) => true,
        Some(_) => !upper || reading.parsed.word(token).len() > 3,
    }
}

/// Where the run that starts at `at` ends; `at` itself where none does.
fn run_end(reading: &Reading<'_, '_>, at: usize, end: usize) -> usize {
    if !is_capitalised(reading, at) || never_a_name(reading, at) {
        return at;
    }
    let parsed = reading.parsed;
    let mut last = at + 1;
    let mut has_head = is_organization_head(reading, at);
    while last < end {
        let token = &parsed.tokens[last];
        let next_capital = |k: usize| k < end && is_capitalised(reading, k) && !never_a_name(reading, k);
        if token.kind == TokenKind::Word && is_capitalised(reading, last) && !never_a_name(reading, last) {
            has_head |= is_organization_head(reading, last);
            last += 1;
        } else if token.kind == TokenKind::Joint && token.glued && next_capital(last + 1) {
            last += 2;
        } else if token.kind == TokenKind::Word
            && reading.words.function(last) == Some(FunctionClass::Particle)
            && next_capital(last + 1)
        {
            last += 2;
        } else if has_head && matches!(parsed.word(last), "of" | "for" | "on" | "and" | "&") {
            let the = usize::from(parsed.word(last + 1) == "the");
            if next_capital(last + 1 + the)
                && (parsed.word(last) != "and"
                    || parsed.word(last.saturating_sub(2)) == "of"
                    || parsed.word(last.saturating_sub(2)) == "for")
            {
                last += 2 + the;
            } else {
                break;
            }
        } else if parsed.word(last) == "&" && next_capital(last + 1) {
            last += 2;
        } else {
            break;
        }
    }
    last
}

pub(crate) fn is_organization_head(reading: &Reading<'_, '_>, token: usize) -> bool {
    reading.words.of(token, WordClass::OrganizationWord).is_some_and(|w| w.position() != WordPosition::Prefix)
        && matches!(reading.parsed.tokens[token].case, Case::Title | Case::Upper | Case::Mixed)
}

/// Cuts a run into names of the tables, titles and the rest.
fn cut(
    reading: &Reading<'_, '_>,
    hits: &NameHits,
    mut hit: usize,
    first: usize,
    last: usize,
    first_word: usize,
    pieces: &mut Vec<Piece>,
) {
    let mut at = first;
    let mut title: Option<(u32, u32)> = lower_title(reading, first);
    while at < last {
        while hits.hits.get(hit).is_some_and(|h| (h.first as usize) < at) {
            hit += 1;
        }
        let here = hits.hits.get(hit).filter(|h| h.first as usize == at);
        let word = &reading.parsed.tokens[at];
        if !matches!(word.kind, TokenKind::Word | TokenKind::Number) && here.is_none() {
            at += 1;
            continue;
        }
        let organization = organization_end(reading, at, last);
        if let Some(h) = here {
            let inside = organization.is_some_and(|(end, _)| end > h.last as usize);
            let own =
                hits.candidates(h).iter().any(|c| c.kind == EntityKind::Organization && c.name != NameKind::Metonym);
            let surname = hits.candidates(h).iter().all(|c| c.name == NameKind::Surname);
            let person = person_over(reading, hits, hit, at, last);
            if !(inside && !own) && !surname && person.is_none() {
                pieces.push(Piece {
                    first: h.first,
                    last: h.last,
                    hit: Some(hit as u32),
                    title,
                    initial: at == first_word,
                    head: None,
                });
                at = h.last as usize;
                title = None;
                continue;
            }
            if let Some(end) = person {
                pieces.push(Piece {
                    first: at as u32,
                    last: end as u32,
                    hit: None,
                    title,
                    initial: at == first_word,
                    head: None,
                });
                at = end;
                title = None;
                continue;
            }
        }
        if let Some((end, head)) = organization {
            pieces.push(Piece {
                first: at as u32,
                last: end as u32,
                hit: None,
                title: None,
                initial: at == first_word,
                head: Some(head as u32),
            });
            at = end;
            title = None;
            continue;
        }
        if let Some(t) = reading.words.of(at, WordClass::Title).filter(|t| t.last as usize <= last) {
            title = Some((title.map_or(t.first, |(a, b)| if b == t.first { a } else { t.first }), t.last));
            at = t.last as usize;
            continue;
        }
        // Up to the next title or name that is more than a surname.
        let mut end = at + 1;
        while end < last {
            let title_here =
                reading.words.of(end, WordClass::Title).is_some_and(|t| t.title_kind() != TitleKind::Occupation);
            let hit_here = hits.hits[hit..].iter().take_while(|h| h.first as usize <= end).any(|h| {
                h.first as usize == end
                    && h.last as usize > end
                    && hits.candidates(h).iter().all(|c| c.name != NameKind::Surname && c.kind != EntityKind::Place)
            });
            if title_here || hit_here {
                break;
            }
            end += 1;
        }
        while end > at + 1 && reading.parsed.tokens[end - 1].kind != TokenKind::Word {
            end -= 1;
        }
        let whole_hit = here.filter(|h| h.last as usize == end).map(|_| hit as u32);
        pieces.push(Piece {
            first: at as u32,
            last: end as u32,
            hit: whole_hit,
            title,
            initial: at == first_word,
            head: None,
        });
        at = end;
        title = None;
    }
}

/// Where an organization that starts at `at` ends, and its head word.
fn organization_end(reading: &Reading<'_, '_>, at: usize, last: usize) -> Option<(usize, usize)> {
    let mut head = None;
    for k in at..last {
        let title = reading.words.of(k, WordClass::Title).is_some_and(|t| t.title_kind() != TitleKind::Occupation);
        if title && k > at && !is_organization_head(reading, k) {
            break;
        }
        if is_organization_head(reading, k) {
            head = Some(k);
        }
    }
    let head = head?;
    let of = head + 1 < last && matches!(reading.parsed.word(head + 1), "of" | "for" | "on");
    if head == at && !of {
        return None;
    }
    // `Ministry of Health`, `Kenya Institute for Policy Studies`: what follows the head belongs to it.
    Some((if of { last } else { head + 1 }, head))
}

/// A given name that is also a place or country, before a surname: `Paris Hilton`, `Chad Brown`.
fn person_over(reading: &Reading<'_, '_>, hits: &NameHits, hit: usize, at: usize, last: usize) -> Option<usize> {
    let h = &hits.hits[hit];
    let single = h.last as usize == at + 1;
    let given = reading.words.of(at, WordClass::GivenName).is_some_and(|g| g.weight() >= 1);
    let next = at + 1;
    if !single || !given || next >= last {
        return None;
    }
    let surname = reading.words.of(next, WordClass::Surname).is_some();
    let plain = reading.words.of(next, WordClass::Title).is_none() && !is_organization_head(reading, next);
    let other = hits.hits[hit + 1..].first().filter(|n| n.first as usize == next);
    let other_is_name = other.is_none_or(|n| hits.candidates(n).iter().any(|c| c.name == NameKind::Surname));
    (surname && plain && other_is_name && is_capitalised(reading, next)).then_some(next + 1)
}

/// A title in small letters right before a name: `prime minister Tony Blair`, `analyst Jane Doe`.
fn lower_title(reading: &Reading<'_, '_>, first: usize) -> Option<(u32, u32)> {
    for back in 1..=4.min(first) {
        let start = first - back;
        if let Some(t) = reading.words.of(start, WordClass::Title).filter(|t| t.last as usize == first) {
            return Some((t.first, t.last));
        }
    }
    None
}
