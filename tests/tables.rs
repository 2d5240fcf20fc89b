//! The tables of `data/`: their form, their order, that their references and dates hold.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::Path,
};

use onrecord::Date;

struct Table {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(name: &'static str) -> Table {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(format!("{name}.tsv"));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(text.ends_with('\n') && !text.contains('\r') && !text.starts_with('\u{feff}'), "{name}: line ends");
        let mut lines = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let columns = lines.next().unwrap();
        Table { name, rows: lines.collect(), columns }
    }

    fn at(&self, column: &str) -> usize {
        self.columns.iter().position(|c| c == column).unwrap_or_else(|| panic!("{}: no column {column}", self.name))
    }

    fn column<'a>(&'a self, column: &str) -> impl Iterator<Item = &'a str> {
        let at = self.at(column);
        self.rows.iter().map(move |row| row[at].as_str())
    }

    fn set(&self, column: &str) -> HashSet<&str> {
        self.column(column).collect()
    }
}

const TABLES: [&str; 17] = [
    "abbreviations",
    "ambiguous",
    "countries",
    "cues",
    "edition",
    "function_words",
    "given_names",
    "metonyms",
    "nominals",
    "offices",
    "org_words",
    "organizations",
    "people",
    "place_words",
    "regions",
    "surnames",
    "titles",
];

#[test]
fn every_table_is_well_formed_sorted_and_without_duplicates() {
    for name in TABLES {
        let table = Table::read(name);
        let mut previous: Option<&Vec<String>> = None;
        for (k, row) in table.rows.iter().enumerate() {
            let line = k + 2;
            assert_eq!(row.len(), table.columns.len(), "{name}:{line}: number of cells");
            for cell in row {
                assert_eq!(cell.trim(), cell, "{name}:{line}: blanks around {cell:?}");
                assert!(
                    !cell.starts_with('|') && !cell.ends_with('|') && !cell.contains("||"),
                    "{name}:{line}: {cell:?}"
                );
            }
            if let Some(before) = previous {
                assert!(before < row, "{name}:{line}: {:?} must stand before {:?}", row[0], before[0]);
            }
            previous = Some(row);
        }
    }
}

#[test]
fn keys_are_unique_and_references_hold() {
    let countries = Table::read("countries");
    let codes = countries.set("code");
    assert_eq!(codes.len(), countries.rows.len());
    assert_eq!(countries.column("kind").filter(|k| *k == "member").count(), 193, "UN members");
    let ids: Vec<&str> = countries.column("qid").filter(|q| !q.is_empty()).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "Wikidata ids of countries");
    let (people, organizations, regions, offices) =
        (Table::read("people"), Table::read("organizations"), Table::read("regions"), Table::read("offices"));
    for table in [&people, &organizations, &regions] {
        assert_eq!(table.set("key").len(), table.rows.len(), "{}: keys", table.name);
    }
    for table in [&organizations, &regions, &offices] {
        for code in table.column("country") {
            assert!(code.is_empty() || codes.contains(code), "{}: country {code:?}", table.name);
        }
    }
    let (persons, bodies) = (people.set("key"), organizations.set("key"));
    for person in offices.column("person") {
        assert!(persons.contains(person), "offices: person {person:?}");
    }
    for body in offices.column("organization") {
        assert!(body.is_empty() || bodies.contains(body), "offices: organization {body:?}");
    }
    let metonyms = Table::read("metonyms");
    for target in metonyms.column("target") {
        let found = match target.split_once(':').unwrap() {
            ("country", code) => codes.contains(code),
            ("organizations", key) => bodies.contains(key),
            _ => false,
        };
        assert!(found, "metonyms: target {target:?}");
    }
}

#[test]
fn the_tables_are_as_large_as_promised() {
    assert!(Table::read("organizations").rows.len() >= 6000);
    assert!(Table::read("countries").rows.len() >= 200);
    assert!(Table::read("people").rows.len() >= 10_000);
}

#[test]
fn the_sources_count_the_rows_of_every_table() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let sources = fs::read_to_string(data.join("SOURCES.md")).unwrap();
    let counted: HashMap<&str, usize> = sources
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once(".tsv` | "))
        .filter_map(|(name, rest)| Some((name, rest.split(' ').next()?.replace(',', "").parse().ok()?)))
        .collect();
    for file in fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_some_and(|e| e == "tsv") {
            let rows = fs::read_to_string(&file).unwrap().lines().count() - 1;
            let name = file.file_stem().unwrap().to_str().unwrap();
            assert_eq!(counted.get(name), Some(&rows), "data/SOURCES.md: the rows of {name}.tsv");
        }
    }
}

#[test]
fn the_sources_explain_every_column() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let sources = fs::read_to_string(data.join("SOURCES.md")).unwrap();
    let mut faults = Vec::new();
    for file in fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_none_or(|e| e != "tsv") {
            continue;
        }
        let name = file.file_name().unwrap().to_str().unwrap();
        let heads = |section: &str| section.lines().next().is_some_and(|l| l.split(", ").any(|n| n == name));
        let section = sources.split("\n## ").find(|s| heads(s)).unwrap_or_else(|| panic!("SOURCES.md: no {name}"));
        // A column is named in a table's first cell or set as code.
        let cells = section.lines().filter_map(|l| l.strip_prefix("| ")?.split(" |").next());
        let named: HashSet<&str> =
            cells.flat_map(|c| c.split(", ")).chain(section.split('`').skip(1).step_by(2)).collect();
        let text = fs::read_to_string(&file).unwrap();
        let columns = text.lines().next().unwrap().split('\t');
        faults.extend(columns.filter(|c| !named.contains(c)).map(|c| format!("{name}: {c}")));
    }
    assert!(faults.is_empty(), "columns that data/SOURCES.md does not explain: {faults:?}");
}

#[test]
fn dates_are_dates_and_no_office_ends_before_it_starts() {
    let offices = Table::read("offices");
    for (k, (start, end)) in offices.column("start").zip(offices.column("end")).enumerate() {
        let parse = |text: &str| -> Option<Date> {
            (!text.is_empty()).then(|| text.parse().unwrap_or_else(|e| panic!("offices:{}: {e}", k + 2)))
        };
        if let (Some(start), Some(end)) = (parse(start), parse(end)) {
            assert!(start.first_day() <= end.last_day(), "offices:{}: {start} to {end}", k + 2);
        }
    }
}

/// A country has one of each, by whatever title.
const HEADS: [&str; 2] = ["head_of_state", "head_of_government"];

/// One person at a time has the title; a country may have several titles: speakers of two chambers, chiefs of two services.
const SINGLE: [&str; 14] = [
    "central_bank_governor",
    "defense_minister",
    "finance_minister",
    "foreign_minister",
    "governor_general",
    "intelligence_chief",
    "interior_minister",
    "justice_minister",
    "military_chief",
    "monarch",
    "pope",
    "prime_minister",
    "speaker",
    "un_ambassador",
];

#[test]
fn no_two_hold_a_single_seat_at_once_unless_marked() {
    let offices = Table::read("offices");
    let [person, role, title, country, organization, start, end, quality] =
        ["person", "role", "title", "country", "organization", "start", "end", "quality"].map(|c| offices.at(c));
    let mut seats: BTreeMap<[&str; 4], Vec<(Date, Date, &str)>> = BTreeMap::new();
    for row in &offices.rows {
        let marked = matches!(row[quality].as_str(), "council" | "rival" | "uncertain");
        let seat = match row[role].as_str() {
            role if HEADS.contains(&role) => [&row[country], role, "", ""],
            role if SINGLE.contains(&role) => {
                [&row[country], role, row[title].trim_start_matches("Acting "), &row[organization]]
            }
            _ => continue,
        };
        if marked || row[start].is_empty() {
            continue;
        }
        // Held for certain: from the last day that the start may be to the first that the end may be.
        let from = row[start].parse::<Date>().unwrap().last_day();
        let to = if row[end].is_empty() { "9999".parse::<Date>().unwrap() } else { row[end].parse().unwrap() };
        if from < to.first_day() {
            seats.entry(seat).or_default().push((from, to.first_day(), &row[person]));
        }
    }
    let since = "1990-01-01".parse::<Date>().unwrap();
    let mut faults = Vec::new();
    for (seat, mut terms) in seats {
        terms.sort();
        let mut longest = terms[0];
        for term in terms {
            if term.0 < longest.1 && longest.1 > since && term.2 != longest.2 {
                faults.push(format!("{seat:?}: {} until {}, {} from {}", longest.2, longest.1, term.2, term.0));
            }
            if term.1 > longest.1 {
                longest = term;
            }
        }
    }
    assert!(faults.is_empty(), "{} overlaps\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_country_s_alias_leads_to_one_country_or_has_a_stated_preference() {
    let countries = Table::read("countries");
    let stated = Table::read("ambiguous");
    let stated = stated.set("surface");
    let mut owner: HashMap<&str, &str> = HashMap::new();
    for column in ["name", "aliases", "adjectives", "people"] {
        for (code, forms) in countries.column("code").zip(countries.column(column)) {
            for form in forms.split('|').filter(|f| !f.is_empty()) {
                let other = owner.insert(form, code);
                assert!(other.is_none_or(|o| o == code) || stated.contains(form), "{form:?}: {other:?} and {code}");
            }
        }
    }
}

/// Of two bodies, people or places of one name the one in the earlier column is meant (a name before an alias before an
/// acronym), then the one of more weight; what is alike in both stands in `ambiguous.tsv`.
#[test]
fn a_shared_name_has_one_best_bearer_or_a_stated_preference() {
    let stated = Table::read("ambiguous");
    let stated = stated.set("surface");
    let mut faults = Vec::new();
    for (name, columns) in [
        ("organizations", &["name", "aliases", "acronyms"][..]),
        ("people", &["name", "aliases"]),
        ("regions", &["name", "aliases"]),
    ] {
        let table = Table::read(name);
        let [key, weight] = ["key", "weight"].map(|c| table.at(c));
        // By name: keys by column and weight.
        type Alike<'a> = BTreeMap<(usize, Reverse<&'a str>), Vec<&'a str>>;
        let mut bearers: BTreeMap<&str, Alike<'_>> = BTreeMap::new();
        for row in &table.rows {
            let mut own = HashSet::new();
            for (rank, column) in columns.iter().enumerate() {
                for form in row[table.at(column)].split('|').filter(|f| !f.is_empty() && own.insert(*f)) {
                    let alike = bearers.entry(form).or_default().entry((rank, Reverse(&row[weight]))).or_default();
                    alike.push(&row[key]);
                }
            }
        }
        for (form, alike) in bearers {
            let best = alike.into_values().next().unwrap_or_default();
            if best.len() > 1 && !stated.contains(form) {
                faults.push(format!("{name}: {form:?} is {}", best.join(" or ")));
            }
        }
    }
    assert!(faults.is_empty(), "{} names without a preference\n{}", faults.len(), faults.join("\n"));
}

/// A country, a body, a person and a place may share a name too; the columns say nothing of which is meant.
#[test]
fn a_name_of_two_kinds_has_a_stated_preference() {
    let stated = Table::read("ambiguous");
    let stated = stated.set("surface");
    let mut bearers: BTreeMap<String, BTreeMap<&str, String>> = BTreeMap::new();
    for (name, columns) in [
        ("countries", &["name", "aliases", "adjectives", "people"][..]),
        ("organizations", &["name", "aliases", "acronyms"]),
        ("people", &["name", "aliases"]),
        ("regions", &["name", "aliases"]),
    ] {
        let table = Table::read(name);
        for row in &table.rows {
            for form in columns.iter().flat_map(|c| row[table.at(c)].split('|')).filter(|f| !f.is_empty()) {
                bearers.entry(form.to_owned()).or_default().insert(name, row[0].clone());
            }
        }
    }
    let faults: Vec<_> =
        bearers.iter().filter(|(form, kinds)| kinds.len() > 1 && !stated.contains(form.as_str())).collect();
    assert!(faults.is_empty(), "names without a preference: {faults:?}");
}

/// Former states aside, whose metonyms hold in their years only.
#[test]
fn a_metonym_of_two_targets_has_a_stated_preference() {
    let (metonyms, countries, stated) = (Table::read("metonyms"), Table::read("countries"), Table::read("ambiguous"));
    let former: HashSet<String> = countries
        .column("code")
        .zip(countries.column("kind"))
        .filter(|(_, kind)| *kind == "former")
        .map(|(code, _)| format!("country:{code}"))
        .collect();
    let stated = stated.set("surface");
    let mut targets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (surface, target) in metonyms.column("surface").zip(metonyms.column("target")) {
        if !former.contains(target) {
            targets.entry(surface).or_default().push(target);
        }
    }
    let faults: Vec<_> = targets.iter().filter(|(s, found)| found.len() > 1 && !stated.contains(*s)).collect();
    assert!(faults.is_empty(), "metonyms without a preference: {faults:?}");
}

/// Nothing is preferred that does not bear the name.
#[test]
fn preferences_name_things_of_the_tables() {
    let stated = Table::read("ambiguous");
    let tables = ["organizations", "people", "regions"].map(Table::read);
    let countries = Table::read("countries");
    let codes = countries.set("code");
    for list in stated.column("preferred").chain(stated.column("others")) {
        for target in list.split('|').filter(|t| !t.is_empty()) {
            let (table, key) = target.split_once(':').unwrap();
            let found = match table {
                "country" => codes.contains(key),
                "given_names" | "surnames" => true,
                _ => tables.iter().any(|t| t.name == table && t.column("key").any(|k| k == key)),
            };
            assert!(found, "ambiguous: {target:?}");
        }
    }
}
