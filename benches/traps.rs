//! Texts made to be slow, one by one at 10 MB, each in a process of its own: time and peak memory a byte of text.
//!
//! `cargo bench --bench traps` runs them all, `cargo bench --bench traps -- pronouns` the named ones. The first is news as newspapers
//! print it; its cost is the measure of the others. `-- --at-most 4` ends with status 1 when a trap costs more than so many
//! times as much a byte: one that does grows faster than its text.

use std::{process::Command, time::Instant};

use onrecord::{Extractor, Gazetteer};

#[path = "common/news.rs"]
mod news;

const SIZE: usize = 10_000_000;

type Make = fn() -> String;

const TRAPS: [(&str, Make); 32] = [
    ("news", || ordinary("\n\n")),
    ("one-line", || ordinary(" ")),
    ("no-stop", || ordinary(" ").replace(['.', '?', '!'], ",")),
    ("straight-marks", || filled("\"")),
    ("open-marks", || filled("“")),
    ("close-marks", || filled("”")),
    ("apostrophes", || filled("'")),
    ("marks-and-letters", || filled("“a” ")),
    ("marks-and-words", || filled("“We will not wait for them,” he said. ")),
    ("nested-marks", || filled("“a ‘b ")),
    ("open-paragraphs", || filled("“It goes on.\n\n")),
    ("capitals", || filled("A")),
    ("capital-words", || filled("HARBOUR ")),
    ("capitalised-words", || filled("Lindal Harrow ")),
    ("organization-words", || filled("Ministry of Harbour and Trade ")),
    ("one-name", || filled("Angela Merkel spoke. ")),
    ("one-surname", || filled("Merkel ")),
    ("countries", || filled("France, ")),
    ("brackets", || "(".repeat(SIZE / 2) + &")".repeat(SIZE / 2)),
    ("one-sentence", || filled("the minister said that the harbour would close and ")),
    ("200000-pronouns", || filled("He walked along the old harbour wall and looked. ")),
    ("pronouns", || filled("He said she told them that he knew. ")),
    ("pronouns-in-one-sentence", || filled("Jane Doe and he and ")),
    ("nominals", || filled("The official met the bank, the president and both ministers. ")),
    ("speakers", speakers),
    ("newlines", || filled("\n")),
    ("titles", || filled("Mr. ")),
    ("stops", || filled(". ")),
    ("no-space", || filled("harbour")),
    ("digits", || filled("1,")),
    ("turns", || filled("Q: Why?\nA: Because.\n")),
    ("acronym", || format!("{} ({})", "Harbour ".repeat(SIZE / 16), "H".repeat(SIZE / 2))),
];

fn main() {
    let mut names: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [only, name] = names.as_slice()
        && only == "--one"
    {
        return measure(name);
    }
    let limit = names.iter().position(|name| name == "--at-most").map(|at| {
        let limit = names.drain(at..(at + 2).min(names.len())).next_back().and_then(|limit| limit.parse::<f64>().ok());
        limit.expect("a number behind --at-most")
    });
    println!("{:26} {:>9} {:>9} {:>9} {:>9}", "trap", "ns/byte", "× news", "mem/byte", "statements");
    let mut normal = None;
    let mut failed = false;
    for (name, _) in TRAPS.iter().filter(|(n, _)| *n == "news" || names.is_empty() || names.iter().any(|m| m == n)) {
        let itself = std::env::current_exe().expect("this program");
        let output = Command::new(itself).args(["--one", name]).output().expect("a process of its own");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        let figures: Vec<f64> = shown.split_whitespace().filter_map(|f| f.parse().ok()).collect();
        let [time, memory, statements] = figures[..] else {
            println!("{name:26} failed: {}", String::from_utf8_lossy(&output.stderr));
            failed = true;
            continue;
        };
        let times = time / *normal.get_or_insert(time);
        failed |= limit.is_some_and(|limit| times > limit);
        println!("{name:26} {time:9.1} {times:9.2} {memory:9.1} {statements:9}");
    }
    if failed {
        std::process::exit(1);
    }
}

/// Prints nanoseconds and peak bytes for each byte of a trap's text.
fn measure(name: &str) {
    let (_, make) = TRAPS.iter().find(|(n, _)| *n == name).expect("a trap's name");
    let text = make();
    let extractor = Extractor::new();
    std::hint::black_box(extractor.extract("“We are ready,” said Angela Merkel."));
    let before = peak();
    let (start, worked) = (Instant::now(), worked());
    let document = extractor.extract(text.as_str());
    let wall = start.elapsed().as_nanos() as f64;
    let time = self::worked().zip(worked).map_or(wall, |(b, a)| (b - a) as f64) / text.len() as f64;
    let memory = peak().saturating_sub(before) as f64 / text.len() as f64;
    println!("{time} {memory} {}", document.statements.len());
}

/// Nanoseconds that this process has run so far, where the system tells: a busy machine does not count.
fn worked() -> Option<u64> {
    std::fs::read_to_string("/proc/self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}

/// The most memory that this process has held, in bytes; 0 where the system does not tell.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) * 1024
}

fn filled(part: &str) -> String {
    part.repeat(SIZE / part.len())
}

fn ordinary(between: &str) -> String {
    let names = news::Names::of(&Gazetteer::bundled());
    let text = news::articles(&names, SIZE, 2_000, 0).join(between);
    if between == " " { text.replace('\n', " ") } else { text }
}

/// 200,000 people, none like the other.
fn speakers() -> String {
    let syllables = ["ba", "do", "ke", "li", "mo", "na", "pe", "ru", "sa", "ti"];
    let name = |mut number: usize| {
        let mut name = String::from("Q");
        while number > 0 {
            name += syllables[number % 10];
            number /= 10;
        }
        name
    };
    (1..=200_000).map(|k| format!("“The harbour is closed,” said Jane {}. ", name(k))).collect()
}
