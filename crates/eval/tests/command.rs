//! The command on small gold files of every form.

use std::{fs, path::Path, process::Command};

fn run(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord-eval")).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

fn score(task: &str, gold: &Path) -> serde_json::Value {
    let (done, text) = run(&["score", task, gold.to_str().unwrap(), "--json"]);
    assert!(done, "{text}");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_form_is_known_by_its_suffix() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    };
    let columns = file("n.conll", "Angela NNP B-PER\nMerkel NNP I-PER\nflew VBD O\nto TO O\nOslo NNP B-LOC\n. . O\n\n");
    assert_eq!(score("entities", &columns)["names.f1"], 100.0);

    let sentences = file("s.conllu", "# newdoc id = a\n# text = It rained.\n1\tIt\n\n# text = We left.\n1\tWe\n\n");
    assert_eq!(score("sentences", &sentences)["sentences.whole"], 100.0);

    let links = file(
        "l.jsonl",
        r#"{"id":1,"text":"Norway and Ana.","labels":[{"id":0,"span":[0,6],"entity_id":"Q20","type":"Q27096213"}]}"#,
    );
    assert_eq!(score("links", &links)["links.recall.country"], 100.0);

    let countries = file(
        "c.jsonl",
        r#"{"id":"1","text":"Norway won.","entities":[{"start":0,"end":6,"label":"COUNTRY","link":"NO"}]}"#,
    );
    assert_eq!(score("countries", &countries)["countries.f1"], 100.0);

    file("brat/text/a.txt", "“We are ready to go,” Angela Merkel said.");
    let standoff =
        "T1\tSource 22 35\tAngela Merkel\nT2\tCue 36 40\tsaid\nT3\tContent 0 21\t…\nE1\tContent:T3 Source:T1 Cue:T2\n";
    file("brat/attributions/a_x1.ann", standoff);
    file("brat/attributions/a_x2.ann", "");
    assert_eq!(score("quotes", &folder.path().join("brat"))["content+source.f1"], 100.0);
}

#[test]
fn whole_articles_and_the_table() {
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/articles/names");
    assert!(score("articles", Path::new(articles))["statements.f1"].as_f64().unwrap() > 50.0);
    let (done, table) = run(&["table", &format!("articles={articles}")]);
    assert!(done && table.contains("| statements in whole articles, F1 | names |"), "{table}");
}

#[test]
fn output_of_others_is_scored_and_faults_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let gold = r#"{"id":"1","text":"Norway won.","entities":[{"start":0,"end":6,"label":"LOC"}]}"#;
    fs::write(path("g.jsonl"), gold).unwrap();
    let said = r#"{"id":"1","entities":[{"kind":"place"}],"mentions":[{"start":0,"end":6,"form":"name","entity":0}]}"#;
    fs::write(path("p.jsonl"), said).unwrap();
    let (done, text) = run(&["score", "entities", &path("g.jsonl"), "--output", &path("p.jsonl")]);
    assert!(done && text.contains("F1 100.0"), "{text}");

    fs::write(path("p.jsonl"), r#"{"id":"1","offsets":"chars"}"#).unwrap();
    let (done, text) = run(&["score", "entities", &path("g.jsonl"), "--output", &path("p.jsonl")]);
    assert!(!done && text.contains("p.jsonl:1") && text.contains("bytes"), "{text}");

    fs::write(path("g.jsonl"), format!("{gold}\n{{\"id\": 3\n")).unwrap();
    let (done, text) = run(&["score", "entities", &path("g.jsonl")]);
    assert!(!done && text.contains("g.jsonl"), "{text}");
    assert!(!run(&["score", "articles", &path("p.jsonl")]).0);
    assert!(!run(&["score", "entities", &path("none.xml")]).0);
}
