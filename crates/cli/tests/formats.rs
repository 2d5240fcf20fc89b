//! Every output format, read back by what is made to read it.

mod common;

use std::collections::BTreeMap;

use common::{ARTICLE, Folder, SHORT};
use serde_json::Value;

/// A folder with the article, without its date line's help: the date is its own.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE).write("b.txt", SHORT);
    folder
}

#[test]
fn json_reads_back_as_a_document() {
    let folder = folder();
    let out = folder.run("extract --format json --with-text a.txt").status(0).out();
    let document: onrecord::Document = serde_json::from_str(&out).unwrap();
    assert_eq!(document.text.as_deref(), Some(ARTICLE));
    assert_eq!(document.id.as_deref(), Some("a.txt"));
    for mention in &document.mentions {
        assert_eq!(mention.span.of(ARTICLE), mention.text);
    }
    let array = folder.run("extract --format json a.txt b.txt").json();
    assert_eq!(array.as_array().map(Vec::len), Some(2));
    assert_eq!(folder.run("extract --format jsonl a.txt b.txt").lines(), *array.as_array().unwrap());
}

#[test]
fn offsets_are_converted_everywhere() {
    let folder = folder();
    let of = |unit: &str| folder.run(&format!("extract --format json --offsets {unit} a.txt")).status(0).json();
    let (bytes, chars, wide) = (of("bytes"), of("chars"), of("utf16"));
    assert_eq!((&chars["offsets"], &wide["offsets"]), (&"chars".into(), &"utf16".into()));
    let check = |value: &Value, pick: &dyn Fn(usize, usize) -> String| {
        let mut shown = 0;
        walk(value, &mut |object| {
            if let (Some(start), Some(end)) = (object["start"].as_u64(), object["end"].as_u64()) {
                let text = pick(start as usize, end as usize);
                if let Some(expected) = object.get("text") {
                    assert_eq!(*expected, text.as_str());
                }
                shown += 1;
            }
        });
        shown
    };
    let letters: Vec<char> = ARTICLE.chars().collect();
    let units: Vec<u16> = ARTICLE.encode_utf16().collect();
    let counts = [
        check(&bytes, &|start, end| ARTICLE[start..end].to_owned()),
        check(&chars, &|start, end| letters[start..end].iter().collect()),
        check(&wide, &|start, end| String::from_utf16(&units[start..end]).unwrap()),
    ];
    assert!(counts[0] > 30 && counts[1] == counts[0] && counts[2] == counts[0], "{counts:?}");
    // Apart from offsets nothing changes, and every sentence lies where it lay.
    assert_eq!(bytes["entities"], chars["entities"]);
    for (one, other) in bytes["sentences"].as_array().unwrap().iter().zip(chars["sentences"].as_array().unwrap()) {
        let at = |value: &Value, name: &str| value[name].as_u64().unwrap() as usize;
        assert_eq!(ARTICLE[..at(one, "start")].chars().count(), at(other, "start"));
        assert_eq!(ARTICLE[..at(one, "end")].chars().count(), at(other, "end"));
    }
}

fn walk(value: &Value, each: &mut dyn FnMut(&Value)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, each)),
        Value::Object(fields) => {
            each(value);
            fields.values().for_each(|value| walk(value, each));
        }
        _ => {}
    }
}

#[test]
fn csv_has_a_row_a_statement() {
    let folder = folder();
    folder.write("c,\"d\".txt", "“One, two\nand \"\"three,” Tony Blair said.");
    let mut command = folder.onrecord("extract --format csv a.txt b.txt");
    let out = command.arg("c,\"d\".txt").output().unwrap().stdout;
    let mut reader = csv::Reader::from_reader(&out[..]);
    let heading: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let first = ["speaker", "id", "country", "kind", "act", "quote", "source", "cue", "date", "file"];
    assert_eq!(heading[..10], first);
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    let mut expected = Vec::new();
    for name in ["a.txt", "b.txt", "c,\"d\".txt"] {
        let mut command = folder.onrecord("extract --format json");
        let document: Value = serde_json::from_slice(&command.arg(name).output().unwrap().stdout).unwrap();
        for statement in document["statements"].as_array().unwrap() {
            expected.push((statement["text"].as_str().unwrap().to_owned(), name.to_owned()));
        }
    }
    let found: Vec<_> = rows.iter().map(|row| (row["quote"].clone(), row["file"].clone())).collect();
    assert_eq!(found, expected);
    let merkel = rows.iter().find(|row| row["speaker"] == "Angela Merkel").unwrap();
    assert_eq!(
        (&*merkel["id"], &*merkel["country"], &*merkel["kind"], &*merkel["cue"]),
        ("Q567", "DE", "direct", "said")
    );
    let entities = folder.run("extract --format csv --only entities a.txt").status(0).out();
    assert!(entities.starts_with("name,id,country,kind"), "{entities}");
    assert!(csv::Reader::from_reader(entities.as_bytes()).records().all(|row| row.is_ok()));
    let mentions = folder.run("extract --format csv --only mentions --offsets chars a.txt").status(0).out();
    assert!(csv::Reader::from_reader(mentions.as_bytes()).records().count() > 8);
    folder.run("extract --format csv --only sentences a.txt").status(2);
}

/// Checks brat's annotations against their text, as brat does.
fn check_standoff(text: &str, annotations: &str) {
    let letters: Vec<char> = text.chars().collect();
    let mut known = Vec::new();
    for line in annotations.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        known.push(cells[0]);
        match line.as_bytes()[0] {
            b'T' => {
                let (_, places) = cells[1].split_once(' ').unwrap();
                let parts = places.split(';').map(|place| {
                    let (start, end) = place.split_once(' ').unwrap();
                    let part = &letters[start.parse().unwrap()..end.parse().unwrap()];
                    assert!(!part.is_empty() && !part.contains(&'\n'), "{line}");
                    part.iter().collect::<String>()
                });
                assert_eq!(parts.collect::<Vec<_>>().join(" "), cells[2].replace('\t', " "), "{line}");
            }
            b'E' => {
                cells[1].split(' ').for_each(|role| assert!(known.contains(&role.split_once(':').unwrap().1), "{line}"))
            }
            b'A' | b'N' | b'#' => assert!(known.contains(&cells[1].split(' ').nth(1).unwrap()), "{line}"),
            _ => panic!("{line}"),
        }
    }
    assert_eq!(known.len(), known.iter().collect::<std::collections::HashSet<_>>().len());
}

#[test]
fn brat_annotations_fit_their_text() {
    let folder = folder();
    let out = folder.run("extract --format brat a.txt").status(0).out();
    check_standoff(ARTICLE, &out);
    assert!(out.contains("Wikidata:Q567\tAngela Merkel") && out.contains("\nE1\tCue:T"), "{out}");
    let wrapped = "“One\r\n two three,”\r\nTony\r\nBlair said.\r\n";
    folder.write("sub/a.txt", wrapped).write("A.txt", SHORT);
    folder.run("extract --format brat --output done/ a.txt A.txt sub/a.txt").status(0);
    assert_eq!(
        folder.names("done"),
        ["A-2.ann", "A-2.txt", "a.ann", "a.txt", "annotation.conf", "sub_a.ann", "sub_a.txt"]
    );
    check_standoff(&folder.read("done/sub_a.txt"), &folder.read("done/sub_a.ann"));
    assert_eq!(folder.read("done/sub_a.txt"), wrapped);
    check_standoff(ARTICLE, &folder.read("done/a.ann"));
    folder.run("extract --format brat a.txt b.txt").status(2).says("--output FOLDER/");
    folder.run("extract --format brat --offsets utf16 a.txt").status(2);
}

#[test]
fn displacy_entities_do_not_overlap() {
    let folder = folder();
    let value = folder.run("extract --format displacy a.txt").status(0).json();
    let letters: Vec<char> = value["text"].as_str().unwrap().chars().collect();
    let mut after = 0;
    for entity in value["ents"].as_array().unwrap() {
        let (start, end) = (entity["start"].as_u64().unwrap() as usize, entity["end"].as_u64().unwrap() as usize);
        assert!(after <= start && start < end && end <= letters.len());
        after = end;
    }
    let merkel = value["ents"].as_array().unwrap().iter().find(|entity| entity["kb_id"] == "Q567").unwrap();
    assert_eq!((&merkel["label"], &merkel["kb_url"]), (&"LEADER".into(), &"https://www.wikidata.org/wiki/Q567".into()));
    assert_eq!(folder.run("extract --format displacy a.txt b.txt").json().as_array().map(Vec::len), Some(2));
}

#[test]
fn text_is_plain_in_a_pipe_and_coloured_on_request() {
    let folder = folder();
    let plain = folder.run("extract a.txt").status(0).out();
    assert!(
        plain.contains(
            "  Angela Merkel (said, direct)\n      “Neighbours help each other, … and Berlin will pay its share.”\n"
        ),
        "{plain}"
    );
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert!(folder.run("extract --color always a.txt").out().contains("\u{1b}[1m"));
    folder.write("evil.txt", "“Stop\u{1b}]0;x\u{7} it,” Tony Blair said.");
    assert!(!folder.run("extract evil.txt").out().contains(['\u{1b}', '\u{7}']));
}

#[test]
fn an_office_shows_its_status_only_on_a_day() {
    let folder = Folder::new();
    folder.write("undated.txt", "Angela Merkel said the lake was full.");
    let undated = folder.run("extract undated.txt").status(0).out();
    assert!(undated.contains("Angela Merkel [DE], Chancellor of Germany"), "{undated}");
    let dated = folder.run("extract --date 2023-05-01 undated.txt").status(0).out();
    assert!(dated.contains("Angela Merkel [DE], former Chancellor of Germany"), "{dated}");
}

#[test]
fn filters_choose_statements() {
    let folder = folder();
    let count = |arguments: &str| {
        let lines = folder.run(&format!("extract --format jsonl {arguments} a.txt b.txt")).status(0).lines();
        lines
            .iter()
            .map(|line| {
                // What stays still points at the right entity.
                let document: onrecord::Document = serde_json::from_value(line.clone()).unwrap();
                assert!(document.statements.iter().flat_map(|s| &s.speakers).all(|&k| k < document.entities.len()));
                document.statements.len()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(count("--speaker blair"), [1]);
    assert_eq!(count("--speaker Q567"), [1]);
    assert_eq!(count("--speaker blai"), [0; 0]);
    assert_eq!(count("--country ru"), [1]);
    assert_eq!(count("--act deny"), [1]);
    assert_eq!(count("--kind mixed"), [1]);
    assert!(count("--kind direct,indirect").iter().sum::<usize>() >= 4);
    let one = folder.run("extract --format json --speaker Merkel a.txt").json();
    assert_eq!((one["entities"].as_array().unwrap().len(), &one["entities"][0]["name"]), (1, &"Angela Merkel".into()));
    assert_eq!((&one["mentions"], &one["sentences"]), (&serde_json::json!([]), &serde_json::json!([])));
    let entities = folder.run("extract --format json --only entities --country DE a.txt").json();
    assert!(entities["entities"].as_array().unwrap().iter().all(|entity| entity["country"] == "DE"));
    let mentions: onrecord::Document =
        serde_json::from_str(&folder.run("extract --format json --only mentions a.txt").out()).unwrap();
    assert!(mentions.mentions.iter().all(|m| m.entity.is_none_or(|k| k < mentions.entities.len())));
    let text = folder.run("extract --speaker Merkel a.txt").out();
    assert!(text.contains("Neighbours") && !text.contains("Leaders") && !text.contains("Hollande"), "{text}");
    folder.run("extract --kind loud a.txt").status(2).says("direct, mixed, indirect");
    folder.run("extract --act sing a.txt").status(2).says("promise");
}
