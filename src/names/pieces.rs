//! A run cut at titles, at names of the tables and at the bounds of persons and organizations.

use super::{
    Reading, bodies, linking, runs,
    shape::{Shape, Style},
};
use crate::{
    document::{EntityKind, Role},
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
    if let Some(name) = portfolio_end(reading, at, last).filter(|_| !named) {
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
        if let Some(end) = known.and_then(|h| event_end(reading, h.last as usize, last)) {
            (at, title, after_demonym) = (end, None, false);
            continue;
        }
        // `Guernsey County`, `Jordan Valley`: a place that bears a country's name
        if let Some(end) = known.filter(|h| is_country(hits, h)).and_then(|h| place_end(reading, h, last)) {
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
        let organization = organization_end(reading, hits, hit, at, last);
        let demonym = known.is_some_and(|h| {
            let last = &reading.parsed.tokens[h.last as usize - 1];
            hits.candidates(h).iter().any(|c| bodies::is_adjective(c, last))
        });
        if let Some(h) = known {
            let end = h.last as usize;
            // `the Soviet Union for America`: the head word is the country's own.
            let headed = |head: usize| head >= end || !is_country(hits, h);
            let longer = organization.is_some_and(|(body, head)| body > end && headed(head));
            let own =
                hits.candidates(h).iter().any(|c| c.kind == EntityKind::Organization && c.name != NameKind::Metonym);
            let split = demonym && organization.is_some_and(|(_, head)| is_state_body(reading, head));
            let surname = hits.candidates(h).iter().all(|c| c.name == NameKind::Surname);
            let person = person_over(reading, shape, hits, hit, at, last);
            if let Some(end) = person.filter(|_| !longer) {
                pieces.push(piece(at, end, title));
                (at, title, after_demonym) = (end, None, false);
                continue;
            }
            if (!longer || split || own && end > at + 1) && !surname {
                pieces.push(Piece { hit: Some(hit as u32), ..piece(at, end, title) });
                let next = if is_country(hits, h) { past_joints(reading, end, last) } else { end };
                (at, title, after_demonym) = (next, None, demonym);
                continue;
            }
        }
        // `the Kenyan Parliament`: after a demonym the bare noun is a body's name.
        let bare = (after_demonym && runs::is_organization_head(reading, at) && is_state_body(reading, at))
            .then_some((at + 1, at));
        if let Some((end, head)) = organization.or(bare) {
            pieces.push(Piece { head: Some(head as u32), ..piece(at, end, None) });
            (at, title, after_demonym) = (past_joints(reading, end, last), None, false);
            continue;
        }
        after_demonym = false;
        if let Some(t) = reading.words.of(at, WordClass::Title).filter(|t| t.last as usize <= last) {
            title = Some((title.map_or(t.first, |(a, b)| if b == t.first { a } else { t.first }), t.last));
            at = t.last as usize;
            if let Some(name) = portfolio_end(reading, at, last) {
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
        let end = person_end(reading, hits, hit, at, last);
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
        && is_country(hits, hit)
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
    if is_demonym(hits, hit)
        && first >= 2
        && parsed.tokens[first - 1].kind == TokenKind::Joint
        && parsed.tokens[first].glued
    {
        let prefix = parsed.tokens[first - 2].case == Case::Lower;
        return prefix || reading.gazetteer.is_country_name(parsed.word(first - 2));
    }
    true
}

fn is_demonym(hits: &NameHits, hit: &NameHit) -> bool {
    let mut all = hits.candidates(hit).iter();
    all.any(|c| c.kind == EntityKind::Country && matches!(c.name, NameKind::Adjective | NameKind::People))
}

/// Where an event ends that a name begins: `U.S. Open`, `German Cup`.
fn event_end(reading: &Reading<'_, '_>, after: usize, last: usize) -> Option<usize> {
    let mut words = (after..last.min(after + 4)).take_while(|&k| runs::is_name_word(reading, k));
    let event = words.find_map(|k| {
        let mut all = reading.words.all(k, WordClass::OrganizationWord);
        all.find(|w| w.position() == WordPosition::Event).map(|w| w.last as usize)
    });
    event.filter(|&end| end <= last)
}

/// Is it a country's name, other than one that serves as an adjective?
fn is_country(hits: &NameHits, hit: &NameHit) -> bool {
    let candidates = hits.candidates(hit);
    let country = candidates.first().is_some_and(|c| c.kind == EntityKind::Country);
    country && !is_demonym(hits, hit)
}

/// Where a place ends whose head noun stands right after a name: `Malta Road`.
fn place_end(reading: &Reading<'_, '_>, hit: &NameHit, last: usize) -> Option<usize> {
    let at = hit.last as usize;
    let initials = reading.parsed.tokens[at - 1].case == Case::Upper;
    let head = reading.words.all(at, WordClass::PlaceWord).find(|w| w.position() != WordPosition::Prefix)?;
    let end = head.last as usize;
    (!initials && end <= last && runs::is_name_word(reading, at)).then_some(end)
}

/// Does the head noun of a state's body stand here?
fn is_state_body(reading: &Reading<'_, '_>, head: usize) -> bool {
    let mut all = reading.words.all(head, WordClass::OrganizationWord);
    all.any(|w| w.position() != WordPosition::Event && bodies::is_of_a_state(w.organization_type()))
}

/// No head word stands farther from its organization's first word, in tokens.
const LONGEST_BODY: usize = 40;

/// Where an organization that starts at `at` ends, and its head word.
fn organization_end(
    reading: &Reading<'_, '_>,
    hits: &NameHits,
    hit: usize,
    at: usize,
    last: usize,
) -> Option<(usize, usize)> {
    let mut head = None;
    for k in at..last.min(at + LONGEST_BODY) {
        let title = reading.words.of(k, WordClass::Title).is_some_and(|t| t.title_kind() != TitleKind::Occupation);
        let long = reading.words.of(k, WordClass::Title).is_some_and(|t| t.last as usize > k + 1);
        if title && k > at && (long || !runs::is_organization_head(reading, k)) {
            break;
        }
        if runs::is_organization_head(reading, k) {
            head = Some(k);
        }
    }
    let head = head?;
    let end = reading.words.all(head, WordClass::OrganizationWord).map(|w| w.last as usize).max().unwrap_or(head + 1);
    let end = end.min(last);
    let of = end < last && matches!(reading.parsed.word(end), "of" | "for" | "on");
    if head == at && !of && end == at + 1 {
        return None;
    }
    // `Ministry of Health`, `Kenya Institute for Policy Studies`: what follows the head belongs to it.
    Some((if of { tail_end(reading, hits, hit, end, last) } else { end }, head))
}

/// The first word from here on that is not one of the small ones that join names.
fn past_joints(reading: &Reading<'_, '_>, at: usize, last: usize) -> usize {
    let joint = |k: &usize| !matches!(reading.parsed.word(*k), "of" | "for" | "on" | "and" | "the");
    (at..last).find(joint).unwrap_or(last)
}

/// Where the words behind an organization's `of` or `for` end: before the title of somebody named next, and before both
/// where nothing is left but an adjective (`the Congress of Malian President Jane Doe`, `the corps of the Malian army`).
fn tail_end(reading: &Reading<'_, '_>, hits: &NameHits, hit: usize, of: usize, last: usize) -> usize {
    let office = |k: usize| {
        let mut titles = reading.words.all(k, WordClass::Title);
        titles.any(|t| t.title_kind() == TitleKind::Office && (t.last as usize) < last)
    };
    let end = (of + 2..last).find(|&k| office(k)).unwrap_or(last);
    let mut behind = hits.hits[hit.min(hits.hits.len())..].iter().take_while(|h| h.first as usize <= end);
    let adjective = behind.any(|h| {
        let only = (of + 1..h.first as usize).all(|k| reading.parsed.word(k) == "the");
        h.last as usize == end && h.first as usize > of && only && is_demonym(hits, h)
    });
    let goes_on = end < last || runs::is_word(reading, end) && reading.words.function(end).is_none();
    if adjective && goes_on { of } else { end }
}

/// A word that a person's name can hold: no title, no head noun, no known thing of another kind.
fn is_plain(reading: &Reading<'_, '_>, hits: &NameHits, hit: usize, token: usize) -> bool {
    let words = &reading.words;
    let surname = words.of(token, WordClass::Surname).is_some();
    let given = words.of(token, WordClass::GivenName).is_some();
    let other = hits.hits[hit.min(hits.hits.len())..].iter().take_while(|h| h.first as usize <= token);
    let other = other.filter(|h| h.first as usize == token).any(|h| {
        !hits.candidates(h).iter().any(|c| matches!(c.kind, EntityKind::Person | EntityKind::Leader))
            && !((surname || given) && h.last == h.first + 1)
    });
    let taken = words.of(token, WordClass::Title).is_some_and(|t| t.title_kind() != TitleKind::Occupation)
        || runs::is_organization_head(reading, token)
        || words.of(token, WordClass::PlaceWord).is_some_and(|w| w.position() != WordPosition::Prefix)
        || words.of(token, WordClass::Nominal).is_some();
    runs::is_name_word(reading, token) && !other && (surname || !taken)
}

/// Where a person's name that starts at `at` ends: over initials, particles, hyphens and plain words.
fn person_end(reading: &Reading<'_, '_>, hits: &NameHits, hit: usize, at: usize, last: usize) -> usize {
    let mut end = at + 1;
    let mut k = end;
    let mut words = 1;
    while k < last && words < 6 {
        let token = &reading.parsed.tokens[k];
        if token.kind == TokenKind::Joint || token.kind == TokenKind::Word && token.case == Case::Lower {
            // A hyphen, its syllable or a particle: the run holds no other small words before the name's end.
            k += 1;
            if token.kind == TokenKind::Word && reading.words.function(k - 1).is_none() {
                end = k;
            } else if token.kind == TokenKind::Word && reading.words.function(k - 1) != Some(FunctionClass::Particle) {
                break;
            }
        } else if is_plain(reading, hits, hit, k) {
            k += 1;
            end = k;
            words += 1;
        } else {
            break;
        }
    }
    end
}

/// A person whose first words are a known name: `Paris Hilton`, `Chad Brown`, `Paul Lam Ting-kwok`. Its end.
fn person_over(
    reading: &Reading<'_, '_>,
    shape: &Shape,
    hits: &NameHits,
    hit: usize,
    at: usize,
    last: usize,
) -> Option<usize> {
    let h = &hits.hits[hit];
    let end = h.last as usize;
    if end >= last {
        return None;
    }
    // `Chad Rebels Advance`: in a headline any word may follow.
    let headline = shape.style(reading, at) == Style::TitleCase;
    let people = hits.candidates(h).iter().all(|c| matches!(c.kind, EntityKind::Person | EntityKind::Leader));
    let given = reading.words.of(at, WordClass::GivenName).map_or(0, |g| g.weight());
    let surname = |k: usize| reading.words.of(k, WordClass::Surname).is_some() || is_surname(hits, hit, k);
    let joint = reading.parsed.tokens[end].kind == TokenKind::Joint;
    let goes_on = joint && people || runs::is_word(reading, end) && is_plain(reading, hits, hit + 1, end);
    let fits = match (end - at, people) {
        (_, true) => goes_on && !headline,
        (1, false) => {
            given >= 1
                && goes_on
                && (surname(end)
                    || !headline
                        && is_unheard_of(reading, shape, hits, hit, end)
                        && !linking::is_after_place_word(reading, at))
        }
        _ => false,
    };
    let ends = person_end(reading, hits, hit + 1, end - 1, last);
    (fits && ends > end).then_some(ends)
}

/// A word that no table knows and the text never writes small: what follows a given name.
fn is_unheard_of(reading: &Reading<'_, '_>, shape: &Shape, hits: &NameHits, hit: usize, token: usize) -> bool {
    let known = hits.hits[hit..].iter().take(8).any(|h| h.first as usize == token);
    !known && reading.words.at(token).is_empty() && !shape.is_also_small(reading, token)
}

/// Is the word a known person's surname?
fn is_surname(hits: &NameHits, hit: usize, token: usize) -> bool {
    let at = hits.hits[hit..].iter().take(8).find(|h| h.first as usize == token);
    at.is_some_and(|h| hits.candidates(h).iter().any(|c| c.name == NameKind::Surname))
}

/// After `Minister of` or `Secretary for`: where the name behind the portfolio begins, the run's end if none does.
fn portfolio_end(reading: &Reading<'_, '_>, at: usize, last: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    if !matches!(reading.parsed.word(before), "of" | "for") {
        return None;
    }
    let from = (before.saturating_sub(4)..before).find(|&k| {
        reading.words.all(k, WordClass::Title).any(|t| {
            let minister = |r: Role| {
                matches!(
                    r,
                    Role::Minister
                        | Role::ForeignMinister
                        | Role::DefenseMinister
                        | Role::FinanceMinister
                        | Role::InteriorMinister
                        | Role::JusticeMinister
                )
            };
            t.last as usize == before && t.title_kind() == TitleKind::Office && t.roles().any(minister)
        })
    });
    from?;
    let name = (at + 1..last).find(|&k| {
        let given = reading.words.of(k, WordClass::GivenName).is_some_and(|g| g.weight() >= 1);
        let surname = reading.words.of(k, WordClass::Surname).is_some();
        let common = reading.words.of(k, WordClass::Nominal).is_some() || runs::is_organization_head(reading, k);
        (given || surname) && !common && runs::is_name_word(reading, k)
    });
    Some(name.unwrap_or(last))
}

/// A title in small letters right before a name: `prime minister Tony Blair`, `analyst Jane Doe`.
pub(crate) fn title_before(reading: &Reading<'_, '_>, first: usize) -> Option<(u32, u32)> {
    (1..=4.min(first)).map(|back| first - back).find_map(|start| {
        let mut all = reading.words.all(start, WordClass::Title);
        all.find(|t| t.last as usize == first).map(|t| (t.first, t.last))
    })
}
