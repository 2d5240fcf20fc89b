//! The tables of things: countries, organizations, people with their offices, places; and whose name stands for which.

use std::collections::HashMap;

use super::{
    compile::Builder,
    layout::{NameKind, PostRow, RecordRow, TermRow, quality},
    table::{Row, Table},
    words::{choice, gender, weight},
};
use crate::{
    date::Date,
    error::Error,
    kinds::{EntityKind, OrganizationType, Role},
};

/// Kinds of places, in the order of their numbers.
pub(crate) const PLACE_KINDS: &[&str] =
    &["state", "province", "region", "city", "capital", "continent", "sea", "river", "mountain", "island", "area"];
/// Kinds of countries, in the order of their numbers.
pub(crate) const COUNTRY_KINDS: &[&str] = &["member", "observer", "state", "territory", "former"];

pub(crate) fn edition(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["version", "as_of"], &["uncertain_after"])?;
    for row in table.rows() {
        builder.version = row.need("version")?.to_owned();
        builder.as_of = row.parse("as_of")?;
        builder.uncertain_after = row.parse("uncertain_after")?;
    }
    Ok(())
}

pub(crate) fn countries(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    let optional = ["aliases", "adjectives", "people", "capitals", "start", "end", "successors"];
    table.expect(&["code", "qid", "kind", "name"], &optional)?;
    for row in table.rows() {
        row.need("code")?;
        let code = country(&row, "code")?;
        for column in ["start", "end"] {
            date(&row, column)?;
        }
        let record = RecordRow {
            kind: EntityKind::Country as u8,
            sub: choice(&row, "kind", COUNTRY_KINDS)?,
            weight: if row.get("kind") == "former" { 5 } else { 9 },
            name: builder.string(row.need("name")?),
            country: builder.string(code),
            family: builder.string(row.get("qid")),
            ..RecordRow::default()
        };
        let number = add(builder, &row, "code", "countries", code, record)?;
        builder.name(number, NameKind::Name, row.get("name"));
        for alias in row.list("aliases") {
            let kind = if is_acronym(alias) { NameKind::Acronym } else { NameKind::Alias };
            builder.name(number, kind, alias);
        }
        let others = [("adjectives", NameKind::Adjective), ("people", NameKind::People)];
        for (column, kind) in others {
            row.list(column).for_each(|form| builder.name(number, kind, form));
        }
    }
    successors(builder, table)
}

/// Successors are countries that the tables hold, and none comes after itself.
fn successors(builder: &Builder, table: &Table<'_>) -> Result<(), Error> {
    let mut before: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut open: HashMap<&str, usize> = HashMap::new();
    for row in table.rows() {
        for code in row.list("successors") {
            if !builder.by_key.contains_key(&format!("countries:{code}")) {
                return Err(row.error("successors", format!("{code:?} is no country of the table")));
            }
            before.entry(code).or_default().push(row.get("code"));
            *open.entry(row.get("code")).or_default() += 1;
        }
    }
    // Those without successors are settled; each settles what came right before it.
    let mut settled: Vec<&str> = before.keys().copied().filter(|code| !open.contains_key(code)).collect();
    while let Some(code) = settled.pop() {
        for earlier in before.get(code).into_iter().flatten() {
            if let Some(left) = open.get_mut(earlier) {
                *left -= 1;
                if *left == 0 {
                    open.remove(earlier);
                    settled.push(earlier);
                }
            }
        }
    }
    match table.rows().find(|row| open.contains_key(row.get("code"))) {
        Some(row) => {
            Err(row.error("successors", format!("the successors of {:?} lead round in a circle", row.get("code"))))
        }
        None => Ok(()),
    }
}

pub(crate) fn organizations(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["key", "name", "type"], &["aliases", "acronyms", "country", "weight"])?;
    for row in table.rows() {
        let key = row.need("key")?;
        let record = RecordRow {
            kind: EntityKind::Organization as u8,
            sub: row.parse::<OrganizationType>("type")?.unwrap_or(OrganizationType::Other) as u8,
            weight: weight(&row)?,
            name: builder.string(row.need("name")?),
            country: builder.string(country(&row, "country")?),
            ..RecordRow::default()
        };
        let number = add(builder, &row, "key", "organizations", key, record)?;
        named(builder, &row, number);
    }
    Ok(())
}

pub(crate) fn people(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["key", "name"], &["aliases", "family", "gender", "weight"])?;
    for row in table.rows() {
        let key = row.need("key")?;
        let name = row.need("name")?;
        let family = if row.get("family").is_empty() { family_name(name) } else { row.get("family") };
        let record = RecordRow {
            kind: EntityKind::Person as u8,
            weight: weight(&row)?,
            gender: gender(&row)?,
            name: builder.string(name),
            family: if family == family_name(name) { 0 } else { builder.string(family) },
            ..RecordRow::default()
        };
        let number = add(builder, &row, "key", "people", key, record)?;
        named(builder, &row, number);
        // A surname alone calls only the better known to mind; for all others the text gives the full name first.
        if family != name && record.weight >= 3 {
            builder.name(number, NameKind::Surname, family);
            for spelling in row.list("aliases").map(family_name).filter(|other| spells_alike(family, other)) {
                builder.name(number, NameKind::Surname, spelling);
            }
        }
    }
    Ok(())
}

pub(crate) fn regions(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["key", "name", "kind"], &["aliases", "country", "adjectives", "weight"])?;
    for row in table.rows() {
        let record = RecordRow {
            kind: EntityKind::Place as u8,
            sub: choice(&row, "kind", PLACE_KINDS)?,
            weight: weight(&row)?,
            name: builder.string(row.need("name")?),
            country: builder.string(country(&row, "country")?),
            ..RecordRow::default()
        };
        let number = add(builder, &row, "key", "regions", row.need("key")?, record)?;
        named(builder, &row, number);
        row.list("adjectives").for_each(|form| builder.name(number, NameKind::Adjective, form));
    }
    Ok(())
}

pub(crate) fn offices(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    let optional = ["country", "organization", "start", "end", "quality"];
    table.expect(&["person", "role", "title"], &optional)?;
    for row in table.rows() {
        let key = format!("people:{}", row.need("person")?);
        let Some(&person) = builder.by_key.get(&key) else {
            return Err(row.error("person", format!("no person has the key {:?}", row.get("person"))));
        };
        let role: Role = row.need("role")?.parse().map_err(|e| row.error("role", format!("{e}")))?;
        let quality_number = match row.get("quality") {
            "" => 0,
            _ => choice(&row, "quality", &quality::ALL)?,
        };
        let (start, end) = (date(&row, "start")?, date(&row, "end")?);
        if let (Some(a), Some(b)) = (Date::unpack(start), Date::unpack(end))
            && a.first_day() > b.last_day()
        {
            return Err(row.error("end", format!("the end {b} lies before the start {a}")));
        }
        let organization = match row.get("organization") {
            "" => String::new(),
            key => format!("organizations:{key}"),
        };
        let post = PostRow {
            role: role as u8,
            title: builder.string(row.need("title")?),
            country: builder.string(country(&row, "country")?),
            organization: builder.string(&organization),
        };
        let record = &mut builder.records[person as usize];
        if role.leads() {
            record.kind = EntityKind::Leader as u8;
        }
        builder.term(TermRow { person, post: 0, quality: quality_number, start, end }, post);
    }
    Ok(())
}

pub(crate) fn metonyms(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["surface", "target"], &["kind"])?;
    for row in table.rows() {
        let target = target(builder, &row, "target")?;
        builder.name(target, NameKind::Metonym, row.need("surface")?);
    }
    Ok(())
}

pub(crate) fn preferences(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    table.expect(&["surface", "preferred"], &["others", "note"])?;
    for row in table.rows() {
        let preferred = target(builder, &row, "preferred")?;
        builder.prefer(row.need("surface")?, preferred);
    }
    Ok(())
}

/// A user's own list: things of every kind in one table.
pub(crate) fn names(builder: &mut Builder, table: &Table<'_>) -> Result<(), Error> {
    let optional = ["key", "aliases", "acronyms", "type", "country", "family", "gender", "weight"];
    table.expect(&["kind", "name"], &optional)?;
    for row in table.rows() {
        let kind: EntityKind = row.need("kind")?.parse().map_err(|e| row.error("kind", format!("{e}")))?;
        let name = row.need("name")?;
        let family = match kind {
            EntityKind::Person | EntityKind::Leader if row.get("family").is_empty() => family_name(name),
            EntityKind::Person | EntityKind::Leader => row.get("family"),
            _ => "",
        };
        let record = RecordRow {
            kind: kind as u8,
            sub: match kind {
                EntityKind::Organization => {
                    row.parse::<OrganizationType>("type")?.unwrap_or(OrganizationType::Other) as u8
                }
                _ => 0,
            },
            weight: if row.get("weight").is_empty() { 9 } else { weight(&row)? },
            gender: gender(&row)?,
            name: builder.string(name),
            country: builder.string(country(&row, "country")?),
            family: builder.string(family),
            ..RecordRow::default()
        };
        let key = match row.get("key") {
            "" => name.to_lowercase().replace(char::is_whitespace, "-"),
            key => key.to_owned(),
        };
        let stem = table.file().rsplit(['/', '\\']).next().unwrap_or("").trim_end_matches(".tsv");
        let number = add(builder, &row, "key", stem, &key, record)?;
        named(builder, &row, number);
        if !family.is_empty() && family != name {
            builder.name(number, NameKind::Surname, family);
        }
    }
    Ok(())
}

fn add(
    builder: &mut Builder,
    row: &Row<'_>,
    column: &str,
    table: &str,
    key: &str,
    record: RecordRow,
) -> Result<u32, Error> {
    builder.record(table, key, record).map_err(|message| row.error(column, message))
}

/// The name, the aliases and the acronyms of a row.
fn named(builder: &mut Builder, row: &Row<'_>, number: u32) {
    let name = row.get("name");
    let kind = if is_acronym(name) { NameKind::Acronym } else { NameKind::Name };
    builder.name(number, kind, name);
    for (column, kind) in [("aliases", NameKind::Alias), ("acronyms", NameKind::Acronym)] {
        row.list(column).for_each(|form| builder.name(number, kind, form));
    }
}

fn target(builder: &Builder, row: &Row<'_>, column: &str) -> Result<u32, Error> {
    let word = row.need(column)?;
    let key = match word.strip_prefix("country:") {
        Some(code) => format!("countries:{code}"),
        None => word.to_owned(),
    };
    let found = builder.by_key.get(&key).copied();
    found.ok_or_else(|| row.error(column, format!("{word:?} is no record of the tables")))
}

/// A country's code; empty where there is none.
fn country<'a>(row: &Row<'a>, column: &str) -> Result<&'a str, Error> {
    let code = row.get(column);
    let fits = code.is_empty() || (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase());
    let expected = "expected two capital letters (ISO 3166-1), or the code of a former state";
    if fits { Ok(code) } else { Err(row.error(column, format!("{code:?} is no country code, {expected}"))) }
}

fn date(row: &Row<'_>, column: &str) -> Result<u32, Error> {
    Ok(row.parse::<Date>(column)?.map_or(0, Date::pack))
}

/// `US`, `U.N.`, `ISIS`: capitals only, at least two.
fn is_acronym(form: &str) -> bool {
    form.len() >= 2 && form.chars().all(|c| c.is_uppercase() || c == '.' || c == '&' || c.is_ascii_digit())
}

/// The last word of a name with the small particles before it: `von der Leyen`, `de Gaulle`. What counts the bearers of a
/// name is left out (`Benigno Aquino III`); a ruler has no other name (`Charles III`).
pub(crate) fn family_name(name: &str) -> &str {
    let numbered = |word: &str| matches!(word, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV");
    let name = match name.rsplit_once(' ').filter(|(_, last)| numbered(last)) {
        Some((before, _)) if before.contains(' ') => before,
        Some(_) => return name,
        None => name,
    };
    let mut start = name.rfind(' ').map_or(0, |k| k + 1);
    while let Some(before) = name[..start].strip_suffix(' ') {
        let word = before.rfind(' ').map_or(0, |k| k + 1);
        if word == 0 || !before[word..].chars().all(char::is_lowercase) {
            break;
        }
        start = word;
    }
    &name[start..]
}

/// Two spellings of one family name: `Zelenskyy` and `Zelensky`, `Tymoshenko` and `Timoshenko`. What they have in common at
/// both ends is two thirds of the longer.
fn spells_alike(family: &str, other: &str) -> bool {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let (ours, theirs) = (family.chars().count(), other.chars().count());
    let before = family.chars().zip(other.chars()).take_while(same).count();
    let behind = family.chars().rev().zip(other.chars().rev()).take_while(same).count();
    let common = before + behind.min(ours.min(theirs) - before);
    family != other && ours.min(theirs) >= 5 && 3 * common >= 2 * ours.max(theirs)
}

#[cfg(test)]
mod tests {
    use super::{family_name, spells_alike};

    #[test]
    fn spellings_of_a_family_name_are_told_from_other_names() {
        for (family, other) in [("Zelenskyy", "Zelenskiy"), ("Tymoshenko", "Timoshenko"), ("Schröder", "Schroeder")] {
            assert!(spells_alike(family, other) && spells_alike(other, family), "{family} {other}");
        }
        for (family, other) in [("Putin", "Putin"), ("Gandhi", "Ghani"), ("Saad", "Said"), ("Clinton", "Rodham")] {
            assert!(!spells_alike(family, other) && !spells_alike(other, family), "{family} {other}");
        }
    }

    #[test]
    fn the_family_name_keeps_its_particles() {
        for (name, family) in [
            ("Ursula von der Leyen", "von der Leyen"),
            ("Charles de Gaulle", "de Gaulle"),
            ("Angela Merkel", "Merkel"),
            ("Pelé", "Pelé"),
            ("abu Bakr", "Bakr"),
            ("Benigno Aquino III", "Aquino"),
            ("Charles III", "Charles III"),
        ] {
            assert_eq!(family_name(name), family);
        }
    }
}
