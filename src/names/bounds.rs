//! Where the names of organizations, places, events and persons end inside a run.

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

/// Where an organization that starts at `at` ends, and its head word.
pub(super) fn organization_end(
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
pub(super) fn past_joints(reading: &Reading<'_, '_>, at: usize, last: usize) -> usize {
    let joint = |k: &usize| !matches!(reading.parsed.word(*k), "of" | "for" | "on" | "and" | "the");
    (at..last).find(joint).unwrap_or(last)
}

/// Where a person's name that starts at `at` ends: over initials, particles, hyphens and plain words.
pub(super) fn person_end(reading: &Reading<'_, '_>, hits: &NameHits, hit: usize, at: usize, last: usize) -> usize {
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
pub(super) fn person_over(
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

/// Where an event ends that a name begins: `U.S. Open`, `German Cup`.
pub(super) fn event_end(reading: &Reading<'_, '_>, after: usize, last: usize) -> Option<usize> {
    let mut words = (after..last.min(after + 4)).take_while(|&k| runs::is_name_word(reading, k));
    let event = words.find_map(|k| {
        let mut all = reading.words.all(k, WordClass::OrganizationWord);
        all.find(|w| w.position() == WordPosition::Event).map(|w| w.last as usize)
    });
    event.filter(|&end| end <= last)
}

/// Where a place ends whose head noun stands right after a name: `Malta Road`.
pub(super) fn place_end(reading: &Reading<'_, '_>, hit: &NameHit, last: usize) -> Option<usize> {
    let at = hit.last as usize;
    let initials = reading.parsed.tokens[at - 1].case == Case::Upper;
    let head = reading.words.all(at, WordClass::PlaceWord).find(|w| w.position() != WordPosition::Prefix)?;
    let end = head.last as usize;
    (!initials && end <= last && runs::is_name_word(reading, at)).then_some(end)
}

/// After `Minister of` or `Secretary for`: where the name behind the portfolio begins, the run's end if none does.
pub(super) fn portfolio_end(reading: &Reading<'_, '_>, at: usize, last: usize) -> Option<usize> {
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

/// Does the head noun of a state's body stand here?
pub(super) fn is_state_body(reading: &Reading<'_, '_>, head: usize) -> bool {
    let mut all = reading.words.all(head, WordClass::OrganizationWord);
    all.any(|w| w.position() != WordPosition::Event && bodies::is_of_a_state(w.organization_type()))
}

/// Is it a country's name, other than one that serves as an adjective?
pub(super) fn is_country(hits: &NameHits, hit: &NameHit) -> bool {
    let candidates = hits.candidates(hit);
    let country = candidates.first().is_some_and(|c| c.kind == EntityKind::Country);
    country && !is_demonym(hits, hit)
}

/// Is it an adjective or the name of a people?
pub(super) fn is_demonym(hits: &NameHits, hit: &NameHit) -> bool {
    let mut all = hits.candidates(hit).iter();
    all.any(|c| c.kind == EntityKind::Country && matches!(c.name, NameKind::Adjective | NameKind::People))
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

/// No head word stands farther from its organization's first word, in tokens.
const LONGEST_BODY: usize = 40;

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
