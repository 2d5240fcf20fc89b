//! The figures agree to a tenth with those of another scorer of the same tasks, where that one and its gold files are at hand:
//! a folder with `score.py` and its corpora, named by `ONRECORD_REFERENCE`, else `../shared/eval` beside the repository.
//!
//! `cargo test --release -p onrecord-eval --test agreement -- --ignored --nocapture`

use std::{env, fs, path::Path, path::PathBuf, process::Command};

use onrecord::{Article, Extractor};
use serde_json::{Map, Value};

const CORPORA: [(&str, &str); 14] = [
    ("quotes", "quotes/polnear_dev.jsonl"),
    ("entities", "names/worldwide_dev.jsonl"),
    ("entities", "names/politics_dev.jsonl"),
    ("entities", "names/reuters1996_dev.jsonl"),
    ("countries", "countries/lgl.jsonl"),
    ("links", "links/aida_dev.jsonl"),
    ("links", "links/msnbc.jsonl"),
    ("links", "links/news_fair.jsonl"),
    ("links", "links/reuters128.jsonl"),
    ("sentences", "sentences/newswire_dev.jsonl"),
    ("sentences", "sentences/gum_written.jsonl"),
    ("sentences", "sentences/ewt_dev.jsonl"),
    ("sentences", "sentences/brown_press.jsonl"),
    ("sentences", "sentences/golden_rules.jsonl"),
];

#[test]
#[ignore = "compares with a scorer outside the repository"]
fn figures_agree_with_the_reference_scorer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let reference = env::var_os("ONRECORD_REFERENCE").map_or_else(|| root.join("../shared/eval"), PathBuf::from);
    let scorer = reference.join("score.py");
    if !scorer.is_file() {
        eprintln!("skipped: there is no {}", scorer.display());
        return;
    }
    let corpora = CORPORA.iter().map(|(task, file)| (*task, reference.join(file)));
    let articles = ["tune", "names"].map(|folder| ("articles", root.join("tests/articles").join(folder)));
    let output = env::temp_dir().join(format!("onrecord-agreement-{}.jsonl", std::process::id()));
    let mut compared = 0;
    for (task, gold) in corpora.chain(articles).filter(|(_, gold)| gold.exists()) {
        write_output(&gold, &output);
        let theirs = figures(Command::new("python3").arg(&scorer).args([task, "--json"]).args([&gold, &output]));
        let evaluation = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord-eval"));
            command.args(["score", task, "--json"]).arg(&gold);
            command
        };
        let ours = figures(evaluation().arg("--output").arg(&output));
        assert_eq!(ours, figures(&mut evaluation()), "{task} {}: the library and its written output", gold.display());
        for (name, value) in &theirs {
            let (theirs, ours) = (value.as_f64().unwrap(), ours[name].as_f64().unwrap());
            assert!((theirs - ours).abs() < 0.05, "{task} {}: {name} is {ours}, not {theirs}", gold.display());
            compared += 1;
        }
        println!("{task:10} {}", gold.file_name().unwrap().to_string_lossy());
    }
    println!("{compared} figures agree");
    fs::remove_file(output).ok();
}

fn figures(command: &mut Command) -> Map<String, Value> {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// One document a line, as the command writes them.
fn write_output(gold: &Path, output: &Path) {
    let extractor = Extractor::new();
    let mut lines = String::new();
    for article in articles(gold) {
        let mut input = Article::new(article["text"].as_str().unwrap()).id(article["id"].as_str().unwrap());
        input.date = article["date"].as_str().map(|date| date.parse().unwrap());
        lines += &serde_json::to_string(&extractor.extract(input)).unwrap();
        lines.push('\n');
    }
    fs::write(output, lines).unwrap();
}

fn articles(gold: &Path) -> Vec<Value> {
    let parsed = |text: &str| serde_json::from_str(text).unwrap();
    if gold.is_dir() {
        let files = fs::read_dir(gold).unwrap().map(|entry| entry.unwrap().path());
        return files.map(|file| parsed(&fs::read_to_string(file).unwrap())).collect();
    }
    fs::read_to_string(gold).unwrap().lines().filter(|line| !line.trim().is_empty()).map(parsed).collect()
}
