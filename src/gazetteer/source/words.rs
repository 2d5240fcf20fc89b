//! The tables of words: cues, titles, nominals, given names, head words.
//!
//! What the small numbers of a [`WordRow`] mean, class by class, stands here and in `gazetteer::lexicon`, which reads them.

use super::{
    compile::Builder,
    layout::{WordClass, WordRow},
    table::{Row, Table},
};
use crate::{
    error::Error,
    kinds::{Act, OrganizationType, Role},
};

/// What a cue may govern, in the order of their bits; beside these `p:for`, `p:of` … name a preposition.
pub(crate) const FRAMES: &[&str] = &[
    "quote",
    "that",
    "that0",
    "wh",
    "to",
    "obj-to",
    "obj-that",
    "obj-of",
    "obj-as",
    "obj-pred",
    "obj-for",
    "ing",
    "np",
    "inv",
    "passive",
    "no-content",
    "colon",
    "obj",
];
pub(crate) const CUE_KINDS: &[&str] = &["verb", "phrase", "noun", "preposition", "adverb"];
pub(crate) const TITLE_KINDS: &[&str] = &["office", "honorific", "rank", "occupation"];
pub(crate) const NOMINAL_CLASSES: &[&str] = &["person", "group", "organization", "document"];
/// Classes of function words, in the order of `lexicon::FunctionClass`.
pub(crate) const FUNCTION_CLASSES: &[&str] = &[
    "pronoun",
    "relative",
    "question",
    "determiner",
    "preposition",
    "conjunction",
    "auxiliary",
    "negation",
    "adverb",
    "month",
    "day",
    "holiday",
    "particle",
];
/// Person and number of pronouns, in the order of `lexicon::Number`.
pub(crate) const NUMBERS: &[&str] = &["", "s", "p", "1", "1p", "2"];
pub(crate) const USES: &[&str] = &["", "subject", "object", "possessive", "reflexive", "party", "place"];
/// Where `party` and `place` stand among them.
pub(crate) const PARTIES: u32 = 5;
pub(crate) const PLACES: u32 = 6;
pub(crate) const WORD_POSITIONS: &[&str] = &["head", "suffix", "prefix", "event"];

/// Position of a cell's word in a list of allowed ones.
pub(crate) fn choice(row: &Row<'_>, column: &str, allowed: &[&str]) -> Result<u8, Error> {
    let word = row.need(column)?;
    allowed
        .iter()
        .position(|a| *a == word)
        .map(|k| k as u8)
        .ok_or_else(|| row.error(column, format!("{word:?} is unknown, expected one of: {}", allowed.join(", "))))
}

pub(crate) fn gender(row: &Row<'_>) -> Result<u8, Error> {
    match row.get("gender") {
        "" | "u" => Ok(0),
        "m" => Ok(b'm'),
        "f" => Ok(b'f'),
        other => Err(row.error("gender", format!("{other:?} is unknown, expected m, f or nothing"))),
    }
}

pub(crate) fn weight(row: &Row<'_>) -> Result<u8, Error> {
    match row.parse::<u8>("weight")?.unwrap_or(0) {
        weight @ 0..=9 => Ok(weight),
        other => Err(row.error("weight", format!("{other} is not between 0 and 9"))),
    }
}

fn roles(row: &Row<'_>) -> Result<u32, Error> {
    let mut bits = 0;
    for word in row.list("roles") {
        let role: Role = word.parse().map_err(|e| row.error("roles", format!("{e}")))?;
        bits |= 1 << role as u32;
    }
    Ok(bits)
}

/// a: kind, b: act, c: weight, bits: frames, text: lemma, extra: prepositions.
pub(crate) fn cues(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["lemma", "kind", "forms", "act", "frames", "weight"], &[])?;
    for row in table.rows() {
        let (mut frames, mut prepositions) = (0, Vec::new());
        for frame in row.list("frames") {
            if let Some(word) = frame.strip_prefix("p:") {
                prepositions.push(word);
                continue;
            }
            match FRAMES.iter().position(|f| *f == frame) {
                Some(bit) => frames |= 1u32 << bit,
                None => return Err(row.error("frames", format!("{frame:?} is unknown: {}", FRAMES.join(", ")))),
            }
        }
        let entry = WordRow {
            class: WordClass::Cue as u8,
            a: choice(&row, "kind", CUE_KINDS)?,
            b: row.parse::<Act>("act")?.unwrap_or(Act::Say) as u8,
            c: weight(&row)?,
            bits: frames,
            text: builder.string(row.need("lemma")?),
            extra: builder.string(&prepositions.join("|")),
        };
        for form in row.list("forms") {
            builder.word(form, entry);
        }
    }
    Ok(())
}

/// a: kind, b: gender, c: 1 for a plural, bits: roles, text: title, extra: countries, or the organization behind `@`.
pub(crate) fn titles(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["title", "plural", "kind", "roles", "countries", "organization", "gender"], &[])?;
    for row in table.rows() {
        let scope = match row.get("organization") {
            "" => row.get("countries").to_owned(),
            organization => format!("@{organization}"),
        };
        let entry = WordRow {
            class: WordClass::Title as u8,
            a: choice(&row, "kind", TITLE_KINDS)?,
            b: gender(&row)?,
            c: 0,
            bits: roles(&row)?,
            text: builder.string(row.need("title")?),
            extra: builder.string(&scope),
        };
        builder.word(row.need("title")?, entry);
        if !row.get("plural").is_empty() {
            builder.word(row.get("plural"), WordRow { c: 1, ..entry });
        }
    }
    Ok(())
}

/// The bit of [`kinds`] that stands for a country; those below are organization types.
pub(crate) const COUNTRY_BIT: u32 = 1 << 31;
/// What is added to the size of a nominal that news uses of people whom it does not name.
pub(crate) const VAGUE: u32 = 1 << 8;

/// What a nominal may mean: organization types, and `country`.
fn kinds(row: &Row<'_>) -> Result<u32, Error> {
    let mut bits = 0;
    for word in row.list("types") {
        bits |= match word.parse::<OrganizationType>() {
            Ok(kind) => 1 << kind as u32,
            Err(_) if word == "country" => COUNTRY_BIT,
            Err(unknown) => return Err(row.error("types", format!("{unknown}, country"))),
        };
    }
    Ok(bits)
}

/// a: class, b: gender, c: 1 for a plural, bits: roles of a person, else kinds, text: the singular, extra: size, vagueness.
pub(crate) fn nominals(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["noun", "plural", "class", "gender", "roles"], &["types", "size", "vague"])?;
    for row in table.rows() {
        let noun = row.need("noun")?;
        let roles = roles(&row)?;
        let size = row.parse::<u8>("size")?.unwrap_or(0);
        let entry = WordRow {
            class: WordClass::Nominal as u8,
            a: choice(&row, "class", NOMINAL_CLASSES)?,
            b: gender(&row)?,
            c: 0,
            bits: if row.get("class") == "person" { roles } else { kinds(&row)? },
            text: builder.string(noun),
            extra: u32::from(size) + if row.get("vague").is_empty() { 0 } else { VAGUE },
        };
        if row.get("plural") != noun {
            builder.word(noun, entry);
        }
        if !row.get("plural").is_empty() {
            builder.word(row.get("plural"), WordRow { c: 1, ..entry });
        }
    }
    Ok(())
}

/// a: class, b: gender (`n` for it), c: number, bits: use.
pub(crate) fn function_words(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["word", "class", "gender", "number", "use"], &[])?;
    for row in table.rows() {
        let optional = |column: &str, allowed: &[&str]| -> Result<u8, Error> {
            if row.get(column).is_empty() { Ok(0) } else { choice(&row, column, allowed) }
        };
        let entry = WordRow {
            class: WordClass::Function as u8,
            a: choice(&row, "class", FUNCTION_CLASSES)?,
            b: row.get("gender").bytes().next().unwrap_or(0),
            c: optional("number", NUMBERS)?,
            bits: optional("use", USES)? as u32,
            ..WordRow::default()
        };
        builder.word(row.need("word")?, entry);
    }
    Ok(())
}

/// b: gender, c: weight.
pub(crate) fn given_names(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["name", "gender", "weight"], &[])?;
    for row in table.rows() {
        let class = WordClass::GivenName as u8;
        builder.word(row.need("name")?, WordRow { class, b: gender(&row)?, c: weight(&row)?, ..WordRow::default() });
    }
    Ok(())
}

/// c: weight.
pub(crate) fn surnames(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["name", "weight"], &[])?;
    for row in table.rows() {
        let class = WordClass::Surname as u8;
        builder.word(row.need("name")?, WordRow { class, c: weight(&row)?, ..WordRow::default() });
    }
    Ok(())
}

/// a: position, b: organization type.
pub(crate) fn organization_words(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["word", "position", "type"], &[])?;
    for row in table.rows() {
        let entry = WordRow {
            class: WordClass::OrganizationWord as u8,
            a: choice(&row, "position", WORD_POSITIONS)?,
            b: row.parse::<OrganizationType>("type")?.unwrap_or(OrganizationType::Other) as u8,
            ..WordRow::default()
        };
        builder.word(row.need("word")?, entry);
    }
    Ok(())
}

/// a: position.
pub(crate) fn place_words(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["word", "position"], &[])?;
    for row in table.rows() {
        let a = choice(&row, "position", WORD_POSITIONS)?;
        builder.word(row.need("word")?, WordRow { class: WordClass::PlaceWord as u8, a, ..WordRow::default() });
    }
    Ok(())
}
