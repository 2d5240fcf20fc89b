//! `peers NAME TEXTS.jsonl OUT.jsonl`: reads all articles, times one peer over them, writes what
//! it found.

use std::{env, fs};

use anno::Model;
use onrecord::{Extractor, Gazetteer};
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let [_, peer, texts, out] = &arguments[..] else { panic!("usage: peers NAME TEXTS.jsonl OUT.jsonl") };
    let lines = fs::read_to_string(texts).unwrap();
    let articles: Vec<(Value, String)> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|article| (article["id"].clone(), article["text"].as_str().unwrap().to_owned()))
        .collect();
    let begun = processor_seconds();
    let mut read: Box<dyn FnMut(&str) -> Value> = match peer.as_str() {
        "onrecord extract" => {
            let extractor = Extractor::new();
            Box::new(move |text| serde_json::to_value(extractor.extract(text)).unwrap())
        }
        "onrecord without statements" => {
            let extractor = Extractor::builder().statements(false).build().unwrap();
            Box::new(move |text| serde_json::to_value(extractor.extract(text)).unwrap())
        }
        "onrecord names" => {
            let gazetteer = Gazetteer::bundled();
            Box::new(move |text| json!({"mentions": gazetteer.names(text).len()}))
        }
        "onrecord sentences" => {
            Box::new(|text| json!({"sentences": onrecord::sentences(text).collect::<Vec<_>>()}))
        }
        "anno heuristic" => {
            let model = anno::HeuristicNER::new();
            Box::new(move |text| anno_entities(&model, text))
        }
        other => panic!("no peer {other:?}"),
    };
    let loaded = processor_seconds();
    let found: Vec<Value> = articles.iter().map(|(_, text)| read(text)).collect();
    let done = processor_seconds();
    let mut lines = String::new();
    for ((id, _), mut document) in articles.iter().zip(found) {
        document["id"] = id.clone();
        lines += &format!("{document}\n");
    }
    fs::write(out, lines).unwrap();
    let version = if peer.starts_with("anno") { "0.13.0" } else { "this one" };
    println!("{}", json!({"load": loaded - begun, "seconds": done - loaded, "version": version}));
}

/// The time that this process had a processor: what else the machine does counts less.
fn processor_seconds() -> f64 {
    let figures = fs::read_to_string("/proc/self/schedstat").expect("Linux tells the time on the processor");
    let nanoseconds: f64 = figures.split(' ').next().and_then(|n| n.parse().ok()).expect("a number");
    nanoseconds / 1e9
}

/// anno counts characters; the contract counts bytes.
fn anno_entities(model: &anno::HeuristicNER, text: &str) -> Value {
    let bytes: Vec<usize> = text.char_indices().map(|(k, _)| k).chain([text.len()]).collect();
    let (mut entities, mut mentions) = (Vec::new(), Vec::new());
    for entity in model.extract_entities(text, None).unwrap_or_default() {
        let kind = match entity.entity_type.as_label() {
            "PER" => "person",
            "ORG" => "organization",
            "LOC" => "place",
            _ => continue,
        };
        let (start, end) = (bytes[entity.start()], bytes[entity.end()]);
        mentions.push(json!({"start": start, "end": end, "form": "name", "entity": entities.len()}));
        entities.push(json!({"kind": kind}));
    }
    json!({"entities": entities, "mentions": mentions})
}
