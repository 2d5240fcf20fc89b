//! The output contract: every field, spelled as documented, and JSON that reads back equal.

use onrecord::{Article, Document, Extractor};
use serde_json::{Value, json};

const TEXT: &str = "BERLIN, 3 May 2012\n\nThe French president met Angela Merkel in Berlin. “Europe needs time,” she told \
reporters in a speech, adding, “and patience.”\n\nIn separate statements, Amnesty International said the law “falls short” \
and Oxfam praised it. Both groups said that they would go to court. A senior official did not say when.\n\nHe left early.";

fn document() -> Document<'static> {
    let extractor = Extractor::builder().with_text(true).build().unwrap();
    extractor.extract(Article::new(TEXT).id("c-1").date("2012-05-03".parse().unwrap())).into_owned()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn every_field_of_the_contract_is_there_and_no_other() {
    let json = serde_json::to_value(document()).unwrap();
    assert_eq!(
        keys(&json),
        [
            "date",
            "date_source",
            "entities",
            "gazetteer",
            "id",
            "mentions",
            "offsets",
            "schema",
            "sentences",
            "statements",
            "text"
        ]
    );
    assert_eq!(json["schema"], 1);
    assert_eq!(json["offsets"], "bytes");
    assert_eq!(json["id"], "c-1");
    assert_eq!(json["date"], "2012-05-03");
    assert_eq!(json["date_source"], "given");
    assert_eq!(json["text"], TEXT);
    assert_eq!(keys(&json["gazetteer"]), ["as_of", "version"]);
    assert_eq!(keys(&json["sentences"][0]), ["end", "start"]);
    let merkel = json["entities"].as_array().unwrap().iter().find(|e| e["name"] == "Angela Merkel").unwrap();
    assert_eq!(keys(merkel), ["country", "id", "kind", "name", "offices", "record", "type"]);
    assert_eq!(merkel["kind"], "leader");
    assert_eq!(merkel["country"], "DE");
    assert_eq!(merkel["type"], Value::Null);
    let office = &merkel["offices"][0];
    assert_eq!(keys(office), ["country", "end", "organization", "roles", "start", "status", "title"]);
    assert_eq!(office["status"], "incumbent");
    assert_eq!(office["roles"], json!(["head_of_government"]));
    let mention = &json["mentions"][0];
    assert_eq!(keys(mention), ["end", "entity", "form", "members", "rule", "start", "text"]);
    let statement = &json["statements"][0];
    assert_eq!(
        keys(statement),
        [
            "act",
            "addressee",
            "anonymous",
            "confidence",
            "content",
            "cue",
            "kind",
            "more_cues",
            "negated",
            "quoted",
            "rule",
            "source",
            "speakers",
            "text",
            "venue"
        ]
    );
    assert_eq!(statement["kind"], "direct");
    assert_eq!(keys(&statement["cue"]), ["end", "lemma", "start", "text"]);
    assert_eq!(statement["cue"]["lemma"], "tell");
    assert_eq!(keys(&statement["source"]), ["end", "form", "start", "text"]);
    assert_eq!(statement["source"]["form"], "pronoun");
    assert_eq!(statement["text"], "Europe needs time, and patience.");
}

#[test]
fn json_reads_back_equal() {
    let document = document();
    let json = serde_json::to_string(&document).unwrap();
    let again: Document<'static> = serde_json::from_str(&json).unwrap();
    assert_eq!(again, document);
}

#[test]
fn another_unit_of_offsets_is_an_error() {
    let json = serde_json::to_string(&document()).unwrap().replacen("\"bytes\"", "\"chars\"", 1);
    let error = serde_json::from_str::<Document<'static>>(&json).unwrap_err();
    assert!(error.to_string().contains("chars"), "{error}");
}

#[test]
fn the_text_is_carried_only_when_asked_for() {
    let json = serde_json::to_value(Extractor::new().extract(TEXT)).unwrap();
    assert!(json.get("text").is_none());
    assert_eq!(json["date"], "2012-05-03");
    assert_eq!(json["date_source"], "text");
    assert_eq!(json["id"], Value::Null);
}

#[test]
fn empty_and_tiny_texts_give_empty_documents() {
    let extractor = Extractor::new();
    for text in ["", " ", "\n\n", "a", ".", "“", "\u{feff}", "\0", "é"] {
        let document = extractor.extract(text);
        assert!(
            document.entities.is_empty() && document.mentions.is_empty() && document.statements.is_empty(),
            "{text:?}"
        );
    }
}

#[test]
fn groups_have_members_and_speakers() {
    let document = document();
    let both = document.statements.iter().find(|s| s.source.as_ref().is_some_and(|s| s.text == "Both groups")).unwrap();
    let names: Vec<&str> = both.speakers.iter().map(|&k| &*document.entities[k].name).collect();
    assert_eq!(names, ["Amnesty International", "Oxfam"]);
}

#[test]
fn three_speakers_in_one_sentence_have_a_statement_each() {
    let text = "In separate notes, Oxfam said the road “will feed towns” and Amnesty International said it was “overdue,” \
                but both groups said it “comes late” for the people of this valley.";
    let document = Extractor::new().extract(text);
    let said: Vec<(Vec<&str>, &str)> = document
        .statements
        .iter()
        .map(|s| (s.speakers.iter().map(|&k| &*document.entities[k].name).collect(), &*s.text))
        .collect();
    assert_eq!(
        said,
        [
            (vec!["Oxfam"], "the road “will feed towns”"),
            (vec!["Amnesty International"], "it was “overdue,”"),
            (vec!["Oxfam", "Amnesty International"], "it “comes late” for the people of this valley"),
        ]
    );
}

#[test]
fn a_listener_is_the_addressee() {
    for (text, listener) in [
        ("“The talks were useful,” Angela Merkel told the BBC.", Some("the BBC")),
        ("“Yes,” she told reporters on Monday.", Some("reporters")),
        ("Angela Merkel told Tony Blair: “The road is open.”", Some("Tony Blair")),
        ("“The road is open,” said the minister.", None),
    ] {
        let document = Extractor::new().extract(text);
        let found = document.statements[0].addressee.as_ref().map(|phrase| &*phrase.text);
        assert_eq!(found, listener, "{text}");
    }
}
