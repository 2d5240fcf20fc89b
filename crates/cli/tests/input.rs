//! What the command reads, and what it says of what it cannot read.

mod common;

use std::io::{BufRead, BufReader, Read, Write};

use common::{ARTICLE, Folder, SHORT};
use serde_json::{Value, json};

fn ids(values: &[Value]) -> Vec<&str> {
    values.iter().map(|value| value["id"].as_str().unwrap_or("-")).collect()
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let folder = Folder::new();
    folder.write("a.txt", SHORT);
    let done = folder.run("extract --format jsonl none.txt a.txt");
    done.status(1).says("onrecord: none.txt: No such file or directory");
    let lines = done.lines();
    assert_eq!(lines[0], json!({ "id": "none.txt", "error": "No such file or directory" }));
    assert_eq!(lines[1]["id"], "a.txt");
    assert_eq!(folder.run("extract --format json none.txt a.txt").json().as_array().map(Vec::len), Some(2));
    folder.run("extract none.txt").status(1).says("none.txt");
}

/// It was there when the work was planned.
#[test]
fn a_file_that_vanishes_meanwhile_is_an_error() {
    let folder = Folder::new();
    folder.write("in/a.txt", SHORT).write("in/b.txt", SHORT).write("c.txt", SHORT);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["extract", "--format", "jsonl", "--threads", "1", "c.txt", "-", "in"])
        .current_dir(folder.path(""))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // The first article is out: all files are known, and standard input holds up the rest.
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut out = String::new();
    output.read_line(&mut out).unwrap();
    std::fs::remove_file(folder.path("in/a.txt")).unwrap();
    drop(child.stdin.take());
    output.read_to_string(&mut out).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(String::from_utf8(done.stderr).unwrap(), "onrecord: in/a.txt: No such file or directory\n");
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(ids(&lines), ["c.txt", "-", "in/a.txt", "in/b.txt"]);
}

#[test]
fn a_folder_without_texts_is_an_error() {
    let folder = Folder::new();
    folder.write("empty/photo.png", "x").write("full/b.txt", SHORT);
    let done = folder.run("extract --format jsonl empty full");
    done.status(1).says("empty: no .txt, .md, .html or .jsonl file in this folder");
    assert_eq!(ids(&done.lines()), ["empty", "full/b.txt"]);
}

#[test]
fn bytes_that_are_not_utf_8_are_named_by_their_offset() {
    let folder = Folder::new();
    folder.write("latin.txt", b"Caf\xe9 owners said no.").write("ok.txt", SHORT);
    let done = folder.run("extract --format jsonl latin.txt ok.txt");
    done.status(1).says("latin.txt: not UTF-8 at byte 3").says("iconv");
    assert_eq!(ids(&done.lines()), ["latin.txt", "ok.txt"]);
}

#[test]
fn broken_lines_are_named_by_their_number() {
    let folder = Folder::new();
    let lines = [
        &br#"{"id": "one", "text": "Tony Blair said no.", "date": "2001-02-03"}"#[..],
        br#"{"id": "two", "text": "#,
        br#"{"id": "three", "text": "a \ud800 b"}"#,
        b"",
        br#"{"id": "five", "body": "x"}"#,
        b"{\"id\": \"six\", \"text\": \"\xff\"}",
        br#"{"id": 7, "text": "France said yes.", "date": null, "more": {"text": [1, 2]}}"#,
        br#"{"id": "eight", "text": "x", "date": "yesterday"}"#,
        br#"[1]"#,
        br#"{"text": ""} trailing"#,
        b"\xef\xbb\xbf{\"id\": \"last\", \"text\": \"\", \"date\": \"2001-02-03T04:05:06Z\"}\r",
    ];
    folder.write("in.jsonl", lines.join(&b'\n'));
    let done = folder.run("extract --format jsonl in.jsonl");
    done.status(1);
    let out = done.lines();
    assert_eq!(
        ids(&out),
        ["one", "in.jsonl:2", "three", "five", "in.jsonl:6", "7", "eight", "in.jsonl:9", "in.jsonl:10", "last"]
    );
    let error = |k: usize| out[k]["error"].as_str().unwrap();
    assert!(error(1).starts_with("line 2: EOF while parsing"), "{}", error(1));
    assert!(error(2).starts_with("line 3: ") && error(2).contains("surrogate"), "{}", error(2));
    assert!(error(3).contains("no field \"text\" (it has: body)") && error(3).contains("--text-field"), "{}", error(3));
    assert!(error(4).contains("line 6: not UTF-8 at byte 23"), "{}", error(4));
    assert!(error(6).contains("\"yesterday\" is no date"), "{}", error(6));
    assert!(error(7).contains("expected an object with the field \"text\""), "{}", error(7));
    assert_eq!(out[9]["date"], "2001-02-03");
    done.says("onrecord: three: line 3: ");
}

#[test]
fn fields_have_the_names_that_were_given() {
    let folder = Folder::new();
    folder
        .write("in.ndjson", r#"{"url": "u1", "id": 3, "text": 1, "body": "Tony Blair said no.", "on": "2001-02-03"}"#);
    let done = folder.run("extract --format jsonl --text-field body --id-field url --date-field on in.ndjson");
    let line = &done.status(0).lines()[0];
    assert_eq!((&line["id"], &line["date"]), (&json!("u1"), &json!("2001-02-03")));
    assert_eq!(line["entities"][0]["name"], "Tony Blair");
}

#[test]
fn empty_and_tiny_texts_are_documents() {
    let folder = Folder::new();
    folder.write("empty.txt", "").write("one.txt", "x").write("mark.txt", "\u{feff}");
    for line in folder.run("extract --format jsonl empty.txt one.txt mark.txt").status(0).lines() {
        assert_eq!((&line["statements"], &line["entities"]), (&json!([]), &json!([])));
    }
}

#[test]
fn packed_files_are_unpacked_and_broken_ones_are_errors() {
    let folder = Folder::new();
    let line = "{\"id\": \"a\", \"text\": \"Tony Blair said no.\"}\n";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(line.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    folder.write("a.jsonl.gz", [&packed[..], &packed[..]].concat());
    folder.write("b.txt.zst", zstd::encode_all(SHORT.as_bytes(), 3).unwrap());
    let done = folder.run("extract --format jsonl a.jsonl.gz b.txt.zst");
    assert_eq!(ids(&done.status(0).lines()), ["a", "a", "b.txt.zst"]);
    folder.write("cut.jsonl.gz", [&packed[..], &packed[..packed.len() - 12]].concat()).write("none.txt.zst", "plain");
    let done = folder.run("extract --format jsonl cut.jsonl.gz none.txt.zst b.txt.zst");
    let out = done.status(1).lines();
    assert_eq!(ids(&out)[0], "a");
    assert_eq!(ids(&out).last(), Some(&"b.txt.zst"));
    assert!(out[out.len() - 2]["error"].is_string() && out[out.len() - 3]["error"].is_string());
}

#[test]
fn folders_are_walked_in_order_and_gitignore_is_honoured() {
    let folder = Folder::new();
    for name in ["in/b.txt", "in/a/z.md", "in/.hidden.txt", "in/skip/c.txt", "in/d.htmlx", "in/e.jsonl"] {
        folder.write(name, "");
    }
    folder.write("in/.gitignore", "skip/\n");
    assert_eq!(ids(&folder.run("extract --format jsonl in").status(0).lines()), ["in/a/z.md", "in/b.txt"]);
    assert_eq!(ids(&folder.run("extract --format jsonl --input-format text in").lines()), ["in/b.txt"]);
    assert_eq!(
        ids(&folder.run("extract --format jsonl in/*.txt in/**/*.md").status(0).lines()),
        ["in/b.txt", "in/a/z.md"]
    );
    folder.run("extract --format jsonl in/*.doc").status(1).says("in/*.doc: no file matches");
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends() {
    let folder = Folder::new();
    folder.write("in/sub/a.txt", SHORT);
    std::os::unix::fs::symlink(folder.path("in"), folder.path("in/sub/up")).unwrap();
    std::os::unix::fs::symlink(folder.path("gone.txt"), folder.path("in/link.txt")).unwrap();
    let done = folder.run("extract --format jsonl in");
    done.status(1).says("a link back to").says("in/link.txt: No such file or directory");
    assert!(ids(&done.lines()).contains(&"in/sub/a.txt"));
}

#[test]
fn markdown_and_html_give_their_article() {
    let folder = Folder::new();
    folder.write("a.md", "---\ndate: 2003-04-05\n---\n# The road\n\n“The *road* is open,” **Tony Blair** said.\n");
    let body =
        "<p>“The road is open again,” <b>Tony Blair</b> said on Monday in a long answer to a longer question, which \
        nobody had put, about the bridge, the weather, and the price of tea.</p>"
            .repeat(5);
    folder.write(
        "b.html",
        format!("<html><head><title>Road open</title><script>x = 'Angela Merkel'</script></head><body><nav><a href=x>Home</a></nav><article><h1>Road open</h1>{body}</article></body></html>"),
    );
    let out = folder.run("extract --format jsonl --with-text a.md b.html").status(0).lines();
    assert_eq!(out[0]["text"], "The road\n\n“The road is open,” Tony Blair said.\n");
    assert_eq!(out[0]["date"], "2003-04-05");
    let text = out[1]["text"].as_str().unwrap();
    assert!(text.contains("Tony Blair said on Monday") && !text.contains('<') && !text.contains("Merkel"), "{text}");
    for mention in out[1]["mentions"].as_array().unwrap() {
        let span = mention["start"].as_u64().unwrap() as usize..mention["end"].as_u64().unwrap() as usize;
        assert_eq!(&text[span], mention["text"].as_str().unwrap());
    }
    folder.write("deep.html", "<div>".repeat(100_000) + "<p>Tony Blair said no.");
    folder.run("extract deep.html").status(1).says("nested more than");
    folder.write("c.html", "");
    folder.run("extract c.html").status(1).says("no article was found in this page");
}

#[test]
fn dates_come_from_where_they_were_asked_for() {
    let folder = Folder::new();
    folder.write("news-20150301.txt", "France agreed.").write("other.txt", "France agreed.");
    let dates = |arguments: &str| {
        let lines =
            folder.run(&format!("extract --format jsonl {arguments} news-20150301.txt other.txt")).status(0).lines();
        lines.iter().map(|line| line["date"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(dates("--date-from filename"), ["2015-03-01", "-"]);
    assert_eq!(dates("--date-from news-%Y%m%d --date 1999-01-01"), ["2015-03-01", "1999-01-01"]);
    assert!(dates("--date-from mtime").iter().all(|date| date.starts_with("20")));
    folder.run("extract --date-from never x.txt").status(2).says("expected mtime, filename, or a pattern");
    folder.run("extract --date 2015-02-30 x.txt").status(2).says("no date");
}

#[test]
fn standard_input_is_read() {
    let folder = Folder::new();
    let output = folder.onrecord("extract --format json").write_stdin(ARTICLE).output().unwrap();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&value["id"], &value["date"]), (&json!(null), &json!("2015-03-01")));
    let output =
        folder.onrecord("extract --input-format jsonl --format jsonl -").write_stdin("{\"text\": 3}").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("standard input:1"));
}

#[test]
fn long_documents_and_lines_are_errors() {
    let folder = Folder::new();
    folder.write("long.txt", "x".repeat(5000)).write("fits.txt", "x".repeat(4096));
    let line = |length: usize| format!("{{\"text\": \"{}\"}}\n", "x".repeat(length));
    folder.write("in.jsonl", line(10) + &line(9000) + &line(10));
    let done = folder.run("extract --format jsonl --max-document 4K long.txt fits.txt in.jsonl");
    let out = done.status(1).lines();
    let failed: Vec<bool> = out.iter().map(|line| line["error"].is_string()).collect();
    assert_eq!(failed, [true, false, false, true, false]);
    done.says("longer than 4096 bytes; split it or raise --max-document").says("in.jsonl:2");
    folder.run("extract --max-document 0 fits.txt").status(2);
    folder.run("extract --max-document 99999999999G fits.txt").status(2);
}

#[test]
fn own_tables_add_names_and_their_faults_are_named() {
    let folder = Folder::new();
    folder.write("a.txt", "Harbour Watch warned of delays.");
    folder
        .write("mine.tsv", "kind\tname\norganization\tHarbour Watch\n")
        .write("bad.tsv", "kind\tname\nplanet\tMars\n");
    let done = folder.run("extract --format json --gazetteer mine.tsv a.txt").json();
    assert_eq!(done["entities"][0]["record"], "mine:harbour-watch");
    folder.run("extract --gazetteer bad.tsv a.txt").status(2).says("bad.tsv:2: column 1");
    folder.run("extract --gazetteer no.tsv a.txt").status(2).says("cannot read the table no.tsv");
}
