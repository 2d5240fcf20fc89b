//! The report, in a real browser where one is installed.

mod common;

#[path = "common/browser.rs"]
mod browser;

use std::fmt::Write;

use browser::Browser;
use common::{ARTICLE, Folder};
use serde_json::json;

const HOSTILE: &str = "</script><script>window.hit=1</script> \"><img src=x onerror=window.hit=2>\n\n\
    “</q></li><script>window.hit=3</script>' onmouseover='window.hit=4,” Tony Blair said.\n\n\
    <!-- <script> \u{202e}“Turned around & </title>,” Angela Merkel said. \u{2066}Ünïcödé \0 \u{1b}[1m ]]>\n\n\
    “<svg/onload=window.hit=5>,” Evil\"><script>Person said. “&lt;b&gt; stays as it is,” said Vladimir Putin.\n";

#[test]
fn a_page_needs_nothing_from_outside() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE).write("b.txt", HOSTILE);
    for arguments in ["a.txt", "b.txt", "a.txt b.txt"] {
        let page = folder.run(&format!("extract --format html {arguments}")).status(0).out();
        for outside in ["src=", "@import", "url(", "<link", "<iframe", "fetch(", "XMLHttpRequest"] {
            assert!(arguments != "a.txt" || !page.contains(outside), "{outside}: {page}");
        }
        assert!(page.starts_with("<!doctype html>") && page.contains("default-src 'none'"));
        // One script runs; data are no script.
        assert_eq!(page.matches("<script>").count(), 1, "{arguments}");
        assert_eq!(page.matches("<script").count(), page.matches("</script>").count());
    }
}

#[test]
fn nothing_of_a_text_breaks_out() {
    let Some(browser) = Browser::open() else { return };
    let folder = Folder::new();
    folder.write("b.txt", HOSTILE);
    folder.write(
        "lines.jsonl",
        json!({ "id": "\"><script>window.hit=9</script>\u{202e}", "text": HOSTILE }).to_string() + "\n",
    );
    folder.run("extract --format html --output one.html b.txt").status(0);
    folder.run("extract --format html --output all.html lines.jsonl b.txt").status(0);
    // Without controls, as a page may hold none, and with white space as a page shows it.
    let plain =
        |text: &str| text.replace(['\0', '\u{1b}'], "\u{fffd}").split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = "const a = document.querySelector('article').cloneNode(true); \
        a.querySelectorAll('.n').forEach((n) => n.remove()); a.querySelectorAll('p').forEach((p) => p.append(' ')); \
        return a.textContent";
    let check = |name: &str| {
        assert_eq!(
            browser.run("return window.hit === undefined && document.querySelectorAll('img, svg, iframe').length"),
            json!(0),
            "{name}"
        );
        assert_eq!(plain(browser.run(shown).as_str().unwrap()), plain(HOSTILE), "{name}");
    };
    browser.go(&folder.path("one.html"));
    check("one.html");
    browser.run("document.querySelectorAll('.who').forEach((node) => { node.click(); node.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})); })");
    check("one.html, clicked");
    browser.go(&folder.path("all.html"));
    for article in [0, 1] {
        browser.click(&format!("#list [data-article=\"{article}\"]"));
        check("all.html");
        browser.click("#back");
    }
    assert_eq!(browser.complaints(), Vec::<serde_json::Value>::new());
}

#[test]
fn speakers_light_up_what_is_theirs() {
    let Some(browser) = Browser::open() else { return };
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    folder.run("extract --format html --output a.html a.txt").status(0);
    browser.go(&folder.path("a.html"));
    let lit = || {
        browser.run("return [...document.querySelectorAll('article .lit')].filter((node) => !node.parentElement.closest('.lit')).map((node) => node.textContent).join('')")
    };
    let button = "(name) => [...document.querySelectorAll('.speaker .who')].find((b) => b.textContent.includes(name))";
    let merkel = browser.run(&format!("const b = ({button})('Merkel'); b.id = 'merkel'; return b.dataset.e"));
    assert_eq!(lit(), "");
    browser.click("#merkel");
    let shown = lit().to_string();
    for words in ["Angela Merkel", "she", "Neighbours help each other,", "and Berlin will pay its share."] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("pier"));
    assert_eq!(browser.run("return document.getElementById('merkel').getAttribute('aria-pressed')"), "true");
    let said = browser.run("return document.getElementById('live').textContent");
    assert!(said.as_str().unwrap().starts_with("Angela Merkel: 2 mentions and 1 statement are"), "{said}");
    // Escape puts it out; the keyboard alone lights it up again.
    browser.keys("#merkel", "\u{e00c}");
    assert_eq!(lit(), "");
    browser.keys("#merkel", "\u{e007}");
    assert!(lit().to_string().contains("Neighbours"));
    // A name in the text leads to its entry, a statement's number to its entry.
    let merkel = merkel.as_str().unwrap();
    browser.click(&format!("article .m[data-e=\"{merkel}\"]"));
    assert_eq!(browser.run("return document.activeElement.id"), format!("e{merkel}"));
    browser.click("#n0");
    assert_eq!(browser.run("return document.activeElement.id"), "s0");
    browser.run("scrollTo(0, 0)");
    browser.click("#theme");
    assert!(browser.run("return document.documentElement.dataset.theme").is_string());
    assert_eq!(
        browser.run(
            "const ids = [...document.querySelectorAll('[id]')].map((n) => n.id); return ids.length - new Set(ids).size"
        ),
        0
    );
    assert_eq!(browser.complaints(), Vec::<serde_json::Value>::new());
}

#[test]
fn a_thousand_articles_are_searched_at_once() {
    let Some(browser) = Browser::open() else { return };
    let folder = Folder::new();
    let mut lines = String::new();
    for k in 0..1200 {
        let who = ["Angela Merkel", "Tony Blair", "Vladimir Putin"][k % 3];
        let text = format!("Story number {k}\n\n“The road number {k} is open again,” {who} said on Monday.\n");
        writeln!(lines, "{}", json!({ "id": format!("id-{k}"), "text": text, "date": "2006-05-04" })).unwrap();
    }
    folder.write("in.jsonl", lines + "broken\n");
    folder.run("extract --format html --output all.html in.jsonl").status(1);
    browser.go(&folder.path("all.html"));
    let found = || browser.run("return document.getElementById('found').textContent");
    assert_eq!(found(), "1200 of 1200");
    assert_eq!(browser.run("return document.querySelectorAll('#list li').length"), 100);
    browser.click("#more");
    assert_eq!(browser.run("return document.querySelectorAll('#list li').length"), 200);
    let slow = browser.run(
        "const box = document.getElementById('search'); const begin = performance.now(); \
         for (const text of ['r', 'road 77', 'merkel', '']) { box.value = text; box.dispatchEvent(new Event('input')); } \
         return performance.now() - begin",
    );
    assert!(slow.as_f64().unwrap() < 1000.0, "{slow} ms for four searches");
    browser.keys("#search", "id-777");
    assert_eq!(found(), "1 of 1200");
    browser.run("document.querySelector('.failures summary').click()");
    browser.click("#list [data-article=\"777\"]");
    assert_eq!(browser.run("return document.querySelector('#opened h1').textContent"), "Story number 777");
    assert_eq!(browser.run("return document.getElementById('index').hidden"), true);
    browser.click("#opened .speaker .who");
    assert_eq!(browser.run("return document.querySelectorAll('article .q.lit').length > 0"), true);
    browser.run("history.back()");
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(browser.run("return document.getElementById('index').hidden"), false);
    browser.run("document.getElementById('search').value = ''");
    browser.click(".pick[data-who=\"Tony Blair\"]");
    assert_eq!(found(), "400 of 1200");
    browser.click("#filter");
    assert_eq!(found(), "1200 of 1200");
    assert_eq!(browser.complaints(), Vec::<serde_json::Value>::new());
}
