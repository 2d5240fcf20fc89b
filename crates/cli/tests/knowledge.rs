//! What the command tells of the tables, of its rules and of itself.

mod common;

use common::{ARTICLE, Folder};

#[test]
fn who_names_holders() {
    let folder = Folder::new();
    let line = folder.run("who FR head_of_state 2015-03-01").status(0).out();
    assert_eq!(line, "François Hollande\tPresident of France\t2012-05-15 – 2017-05-14\n");
    assert_eq!(folder.run("who France president 2015-03-01").out(), line);
    assert_eq!(folder.run("who fr Head-of-State 2015-03-01").out(), line);
    let json = folder.run("who --format json FR head_of_state 2015-03-01").json();
    assert_eq!((&json[0]["id"], &json[0]["office"]["start"]), (&"Q157".into(), &"2012-05-15".into()));
    folder.run("who DE head_of_government").status(0);
    // Under a president who is head of government himself the prime minister has a role of his own.
    assert!(folder.run("who KR head_of_government 2015-03-01").out().starts_with("Park Geun-hye\t"));
    assert!(folder.run("who KR prime-minister 2015-03-01").out().starts_with("Lee Wan-koo\t"));
    assert!(folder.run("who GB prime-minister 2015-03-01").out().starts_with("David Cameron\t"));
    folder.run("who FR monarch 2015-03-01").status(1).says("no monarch of France on 2015-03-01");
    folder.run("who Atlantis monarch").status(2).says("no country is called \"Atlantis\"");
    folder.run("who FR wizard").status(2).says("head_of_government");
    folder.run("who FR president 2015-02-30").status(2);
}

#[test]
fn lookup_shows_every_bearer_of_a_name() {
    let folder = Folder::new();
    let out = folder.run("lookup Merkel").status(0).out();
    assert!(
        out.contains("Angela Merkel [DE]  leader  people:Q567") && out.contains("Chancellor of Germany, 2005-11-22"),
        "{out}"
    );
    let kinds = folder.run("lookup --format json Georgia").json();
    let kinds: Vec<&str> = kinds.as_array().unwrap().iter().map(|record| record["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"country") && kinds.contains(&"place"), "{kinds:?}");
    folder.run("lookup Zelensky").status(0);
    folder.run("lookup --date 2010-01-01 Merkel").status(0);
    folder.run("lookup Xyzzyzyx France").status(1).says("no record is called \"Xyzzyzyx\"");
}

#[test]
fn rules_are_listed() {
    let folder = Folder::new();
    let all = folder.run("rules").status(0).out();
    assert!(all.contains("quote.after") && all.contains("    + “"), "{all}");
    let one = folder.run("rules --format json quote.after").json();
    assert_eq!(one.as_array().map(Vec::len), Some(1));
    assert!(one[0]["takes"][0]["text"].is_string() && one[0]["leaves"][0].is_string());
    folder.run("rules no.such").status(2).says("quote.after");
}

#[test]
fn explain_tells_why() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE).write("b.txt", ARTICLE);
    let all = folder.run("explain a.txt").status(0).out();
    for words in ["quote.after", "form pronoun", "first named as \"Angela Merkel\"", "nobody by name"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    let one = folder.run("explain a.txt --statement 1").out();
    assert!(one.contains("1. François Hollande") && !one.contains("2. "), "{one}");
    let at = ARTICLE.find("she said").unwrap();
    let there = folder.run(&format!("explain a.txt --at {at}")).out();
    assert!(there.contains("\"she\" at") && there.contains("means    Angela Merkel"), "{there}");
    folder.run("explain a.txt --statement 99").status(2).says("counted from 1");
    folder.run("explain a.txt --at 99999").status(2).says("the text ends at byte");
    folder.run("explain a.txt b.txt --at 3").status(2).says("give one file");
    folder.run("explain none.txt").status(1).says("none.txt");
}

/// Who else could have been the source, whom else it could have meant, and why not.
#[test]
fn explain_names_those_who_lost() {
    let folder = Folder::new();
    folder.write(
        "a.txt",
        "Angela Merkel met Tony Blair in Berlin. “The talks with Vladimir Putin were useful,” she told the BBC. \
         “Useful for whom?” asked Tony Blair.",
    );
    // In one line, whatever the width.
    let one = folder.run("explain a.txt --statement 1").status(0).out();
    let one = one.split_whitespace().collect::<Vec<_>>().join(" ");
    let (sources, speakers) = one.split_once(" speaker Angela Merkel, ").unwrap();
    for words in [
        "source \"she\" at",
        "(Vladimir Putin, leader): is spoken of in what was said",
        "(BBC, organization): is told it",
        "(Tony Blair, leader): is the source of statement 2",
    ] {
        assert!(sources.contains(words), "{words}: {one}");
    }
    for words in ["taken \"Angela Merkel\" at 0..13; ", "nearness +", "\"Tony Blair\" at 18..28: of the other gender"] {
        assert!(speakers.contains(words), "{words}: {one}");
    }
}

#[test]
fn help_has_examples_and_wrong_usage_is_2() {
    let folder = Folder::new();
    for command in ["", "extract", "explain", "who", "lookup", "rules", "completions", "man"] {
        let help = folder.run(&format!("{command} --help")).status(0).out();
        assert!(help.contains("Example"), "{command}");
    }
    folder.run("").status(2);
    folder.run("sing").status(2);
    folder.run("extract --format song").status(2);
    assert!(folder.run("--version").status(0).out().starts_with("onrecord "));
}

#[test]
fn completions_and_manual_pages_are_made() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(folder.run(&format!("completions {shell}")).status(0).out().contains("extract"), "{shell}");
    }
    assert!(folder.run("man").status(0).out().contains(".TH onrecord 1"));
    folder.run("man pages").status(0);
    assert!(folder.names("pages").contains(&"onrecord-extract.1".to_owned()));
}
