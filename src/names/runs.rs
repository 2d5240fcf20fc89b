//! Capitalised runs: where names can stand.

use super::{Reading, pieces, shape::Shape};
use crate::{
    gazetteer::{
        lexicon::{FunctionClass, NominalClass, TitleKind, WordPosition},
        matching::NameHits,
        source::layout::WordClass,
    },
    text::{Case, TokenKind},
};
pub(crate) use pieces::Piece;

/// The pieces of a text, in text order, disjoint.
pub(crate) fn pieces(reading: &Reading<'_, '_>, shape: &Shape, hits: &NameHits) -> Vec<Piece> {
    let mut found = Vec::new();
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
            let last = here.map_or(run_end, |h| run_end.max(h.last as usize));
            // `Meet Jane Doe`: a sentence's first word that the text also writes small begins no name.
            let plain_start = at == first_word && here.is_none() && last > at + 1 && shape.is_also_small(reading, at);
            let plain_start =
                plain_start && reading.words.of(at, WordClass::Title).is_none() && is_word(reading, at + 1);
            if plain_start || here.is_none() && is_shout(reading, at) {
                at += 1;
            } else if last > at {
                let run = pieces::Run { first: at, last, first_word };
                pieces::cut(reading, shape, hits, hit, &run, &mut found);
                at = last;
            } else {
                at += 1;
            }
        }
    }
    found
}

/// The first word of a sentence: marks and bullets before it do not count.
fn first_word(reading: &Reading<'_, '_>, first: usize, last: usize) -> usize {
    (first..last).find(|&k| is_word(reading, k)).unwrap_or(first)
}

pub(crate) fn is_word(reading: &Reading<'_, '_>, token: usize) -> bool {
    reading.parsed.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word)
}

/// `SHATTERED Jane Doe`, `A STROPPY goose`: how tabloids print the first words of a story.
pub(crate) fn is_shout(reading: &Reading<'_, '_>, token: usize) -> bool {
    let parsed = reading.parsed;
    let upper = |k: usize| parsed.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Upper);
    let small = parsed.tokens.get(token + 1).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Upper);
    if !small || !upper(token) || parsed.word(token).chars().filter(|c| c.is_alphabetic()).count() < 4 {
        return false;
    }
    let sentence = parsed.sentence_of(token);
    let opens = sentence
        .checked_sub(1)
        .is_none_or(|before| parsed.sentences[before].paragraph != parsed.sentences[sentence].paragraph);
    let first = parsed.sentences[sentence].first as usize;
    opens && (first..token).all(upper)
}

/// Can a token be part of a name by its letters?
pub(crate) fn is_capitalised(reading: &Reading<'_, '_>, token: usize) -> bool {
    let token = reading.parsed.tokens.get(token);
    token.is_some_and(|t| t.kind == TokenKind::Word && matches!(t.case, Case::Title | Case::Upper | Case::Mixed))
}

/// Words that begin no name although a capital begins them.
pub(crate) fn never_a_name(reading: &Reading<'_, '_>, token: usize) -> bool {
    use FunctionClass::*;
    let upper = reading.parsed.tokens[token].case == Case::Upper && reading.parsed.word(token).len() > 1;
    match reading.words.function(token) {
        Some(Particle) | None => false,
        Some(Month | Day | Holiday) => true,
        // `US` and `U.S.` are no pronouns.
        Some(_) => !upper || reading.parsed.word(token).chars().filter(|c| c.is_alphabetic()).count() > 3,
    }
}

/// A capitalised word that can belong to a name.
pub(crate) fn is_name_word(reading: &Reading<'_, '_>, token: usize) -> bool {
    is_capitalised(reading, token) && (!never_a_name(reading, token) || is_initial(reading, token))
}

/// `Mrs A Doe`: an article's letter between a title and a name.
fn is_initial(reading: &Reading<'_, '_>, token: usize) -> bool {
    let next = reading.parsed.tokens.get(token + 1).is_some_and(|t| t.case == Case::Title);
    reading.parsed.word(token) == "A" && next && token > 0 && reading.words.of(token - 1, WordClass::Title).is_some()
}

fn is_glued_joint(reading: &Reading<'_, '_>, token: usize) -> bool {
    reading.parsed.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Joint && t.glued)
}

fn is_particle(reading: &Reading<'_, '_>, token: usize) -> bool {
    is_word(reading, token) && reading.words.function(token) == Some(FunctionClass::Particle)
}

/// Where the run that starts at `at` ends; `at` itself where none does.
fn run_end(reading: &Reading<'_, '_>, at: usize, end: usize) -> usize {
    let parsed = reading.parsed;
    if !is_name_word(reading, at) {
        // `al-Maliki`
        let article =
            at + 2 < end && is_particle(reading, at) && is_glued_joint(reading, at + 1) && parsed.tokens[at + 2].glued;
        return if article && is_name_word(reading, at + 2) { run_end(reading, at + 2, end) } else { at };
    }
    let mut last = at + 1;
    let mut has_head = is_organization_head(reading, at) || is_organization_prefix(reading, at);
    let capital = |k: usize| k < end && is_name_word(reading, k);
    while last < end {
        let step = if is_name_word(reading, last) {
            has_head |= is_organization_head(reading, last);
            1
        } else if is_glued_joint(reading, last) {
            if capital(last + 1) || is_syllable(reading, at, last) { 2 } else { 0 }
        } else if is_particle(reading, last) {
            if capital(last + 1) {
                2
            } else if is_glued_joint(reading, last + 1) && capital(last + 2) {
                3
            } else {
                0
            }
        } else if parsed.tokens[last].kind == TokenKind::Possessive {
            if owns_a_name(reading, last, end) { 2 } else { 0 }
        } else if parsed.word(last) == "&" {
            if capital(last + 1) { 2 } else { 0 }
        } else if has_head && matches!(parsed.word(last), "of" | "for" | "on" | "and") {
            let the = usize::from(parsed.word(last + 1) == "the");
            // `Ministry of Trade and Industry`, but `the Senate and Congress`
            let listed = parsed.word(last) != "and" || (at..last).any(|k| matches!(parsed.word(k), "of" | "for"));
            if listed && capital(last + 1 + the) { 2 + the } else { 0 }
        } else {
            0
        };
        if step == 0 {
            break;
        }
        last += step;
    }
    last.min(end)
}

/// The small syllable of an East Asian given name: `Kim Dae-jung`, not `Moscow-based`.
fn is_syllable(reading: &Reading<'_, '_>, run: usize, joint: usize) -> bool {
    let (parsed, next) = (reading.parsed, joint + 1);
    let Some(token) = parsed.tokens.get(next) else { return false };
    let before = joint.checked_sub(1).filter(|&k| k >= run && parsed.tokens[k].case == Case::Title);
    let short = |k: usize| parsed.word(k).chars().count() <= 6;
    let named =
        before.is_some_and(|k| short(k) && (k > run || k > 0 && reading.words.of(k - 1, WordClass::Title).is_some()));
    let unknown = reading.words.at(next).iter().all(|w| matches!(w.class(), WordClass::GivenName | WordClass::Surname));
    named && token.glued && token.case == Case::Lower && token.kind == TokenKind::Word && short(next) && unknown
}

/// `Workers’ Union`, `Prosecutor’s Office`: the possessive of a common noun inside a name.
fn owns_a_name(reading: &Reading<'_, '_>, possessive: usize, end: usize) -> bool {
    let owner = possessive - 1;
    let common =
        reading.words.of(owner, WordClass::Nominal).is_some_and(|n| n.nominal_class() != NominalClass::Document)
            || reading.words.of(owner, WordClass::Title).is_some_and(|t| t.title_kind() == TitleKind::Occupation)
            || owner > 0 && matches!(reading.parsed.word(owner - 1), "St" | "St." | "Saint");
    // `Coastal Peoples’ Forum`
    let plural = reading.parsed.word(possessive).chars().count() == 1;
    let common = common || plural && is_name_word(reading, owner);
    let mut ahead = (possessive + 1..end.min(possessive + 4)).take_while(|&k| is_name_word(reading, k));
    common && ahead.any(|k| is_organization_head(reading, k))
}

/// Does an organization's head noun or suffix stand here?
pub(crate) fn is_organization_head(reading: &Reading<'_, '_>, token: usize) -> bool {
    is_capitalised(reading, token)
        && reading
            .words
            .all(token, WordClass::OrganizationWord)
            .any(|w| matches!(w.position(), WordPosition::Head | WordPosition::Suffix))
}

/// Does a word stand here that begins organizations' names: `Ministry of`, `Bank of`?
fn is_organization_prefix(reading: &Reading<'_, '_>, token: usize) -> bool {
    let of = reading.parsed.word(token + 1) == "of";
    of && reading.words.all(token, WordClass::OrganizationWord).any(|w| w.position() == WordPosition::Prefix)
}
