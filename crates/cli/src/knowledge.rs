//! What the tables know: who held an office, and who or what bears a name.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use console::style;
use onrecord::{Date, Gazetteer, Office, OfficeStatus, Record, Role};
use serde_json::{Value, json};

use crate::{
    arguments::{Knowledge, Listing, Lookup, Who},
    batch, print,
};

/// One line a holder; `false` where the tables know none.
pub fn who(arguments: &Who) -> Result<bool> {
    let gazetteer = gazetteer(&arguments.knowledge)?;
    let Some(country) = country(&gazetteer, &arguments.country) else {
        bail!("no country is called {:?}; give its name or its ISO 3166 code", arguments.country);
    };
    let role = role(&arguments.role)?;
    let day = arguments.date.or(gazetteer.edition().as_of).context("give a day")?;
    let code = country.country.as_deref().unwrap_or_default();
    let mut holders = gazetteer.office_holders(code, role, day);
    if holders.is_empty() && role == Role::PrimeMinister {
        holders = gazetteer.office_holders(code, Role::HeadOfGovernment, day);
    }
    if arguments.format == Listing::Json {
        let holders: Vec<Value> = holders.iter().map(|h| with(&h.person, "office", json!(h.office))).collect();
        print_json(&Value::Array(holders))?;
    } else {
        let mut out = String::new();
        for holder in &holders {
            let _ = writeln!(
                out,
                "{}\t{}\t{}",
                style(&holder.person.name).bold(),
                holder.office.title,
                term(&holder.office)
            );
        }
        print(out.as_bytes())?;
    }
    if holders.is_empty() {
        crate::complain(format_args!("the tables name no {role} of {} on {day}", country.name));
    }
    Ok(!holders.is_empty())
}

/// Every record of the names; `false` where one has none.
pub fn lookup(arguments: &Lookup) -> Result<bool> {
    let gazetteer = gazetteer(&arguments.knowledge)?;
    let day = arguments.date.or(gazetteer.edition().as_of);
    let (mut all, mut out, mut shown) = (true, String::new(), Vec::new());
    for name in &arguments.name {
        let mut records = gazetteer.lookup(name);
        let family = gazetteer.lookup_family(name);
        records.extend(family.into_iter().filter(|person| !records.contains(person)).collect::<Vec<_>>());
        if records.is_empty() {
            all = false;
            crate::complain(format_args!("no record is called {name:?}"));
        }
        for record in records {
            let offices = gazetteer.offices_of(&record.key, day);
            if arguments.format == Listing::Json {
                shown.push(with(&record, "offices", json!(offices)));
            } else {
                describe(&mut out, &record, &offices);
            }
        }
    }
    if arguments.format == Listing::Json {
        print_json(&Value::Array(shown))?;
    } else {
        print(out.as_bytes())?;
    }
    Ok(all)
}

fn describe(out: &mut String, record: &Record, offices: &[Office<'_>]) {
    let kind = record.organization_type.map_or(record.kind.to_string(), |sort| format!("{}, {sort}", record.kind));
    let country = record.country.as_deref().map_or(String::new(), |code| format!(" [{code}]"));
    let id = record.id.as_deref().map_or(String::new(), |id| format!("  https://www.wikidata.org/wiki/{id}"));
    let _ = writeln!(
        out,
        "{}{country}  {kind}  {}{}",
        style(&record.name).bold(),
        style(&record.key).dim(),
        style(id).dim()
    );
    for office in offices {
        let _ = writeln!(out, "    {:<10} {}, {}", office.status, office.title, term(office));
    }
}

/// `2012-05-15 – 2017-05-14`
pub fn term(office: &Office<'_>) -> String {
    let bound = |date: Option<Date>, unknown: &str| date.map_or(unknown.to_owned(), |date| date.to_string());
    format!("{} – {}", bound(office.start, "?"), bound(office.end, "…"))
}

/// `incumbent President of Kenya`; the bare title where it is not known whether the office was held.
pub fn titled(office: &Office<'_>) -> String {
    match office.status {
        OfficeStatus::Unknown => office.title.to_string(),
        status => format!("{status} {}", office.title),
    }
}

fn gazetteer(knowledge: &Knowledge) -> Result<Gazetteer> {
    Ok(batch::extractor(knowledge, false)?.gazetteer().clone())
}

/// By code, which wins over names such as `IS`, or by name.
fn country(gazetteer: &Gazetteer, asked: &str) -> Option<Record> {
    let coded = gazetteer.record(&format!("countries:{}", asked.to_ascii_uppercase()));
    coded.or_else(|| gazetteer.country(asked))
}

/// Roles as the tables spell them, or with blanks, or by a usual name.
fn role(asked: &str) -> Result<Role> {
    let word = asked.to_lowercase().replace([' ', '-'], "_").replace("defence", "defense");
    let word = match word.as_str() {
        "president" => "head_of_state",
        "premier" => "prime_minister",
        "chancellor" => "head_of_government",
        "king" | "queen" => "monarch",
        "vice_president" | "vp" => "vice_president",
        word => word,
    };
    match word.parse() {
        Ok(role) => Ok(role),
        Err(_) => {
            let known: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
            bail!("no role is called {asked:?}; the roles are {}", known.join(", "))
        }
    }
}

fn with(record: &Record, field: &str, value: Value) -> Value {
    let mut shown = json!(record);
    shown[field] = value;
    shown
}

pub fn print_json(value: &Value) -> Result<()> {
    print(format!("{value:#}\n").as_bytes())
}
