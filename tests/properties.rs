//! What holds for every text: articles put together from names, cues and marks, whole and broken, of all scripts.

use std::{collections::HashSet, sync::OnceLock, thread};

use onrecord::{Article, Document, Extractor, Form, Gazetteer, LineMode, Span, sentences};
use proptest::prelude::*;

/// What articles are made of.
const PIECES: [&[&str]; 8] = [
    // Names: of the tables, of nobody, in many shapes.
    &[
        "Angela Merkel",
        "Merkel",
        "Mr. Blair",
        "President Obama",
        "Joe Biden",
        "U.S.",
        "Russia",
        "Russian",
        "Moscow",
        "NATO",
        "the White House",
        "Amnesty International",
        "Jane Doe",
        "Doe",
        "Dr. Amina Yusuf",
        "the Harbour Post",
        "Lindal Trust (LT)",
        "LT",
        "Ministry of Trade and Industry",
        "al-Maliki",
        "Kim Dae-jung",
        "São Tomé",
        "Müller",
        "O’Brien",
        "MERKEL",
        "Georgia",
        "Atlanta, Georgia",
        "Jane Doe, 54,",
        "Ann Lee and Abe Dole",
        "AT&T",
        "D-Ga.",
        "U.S. Senate",
        "Paris Hilton",
    ],
    // What stands for a name.
    &[
        "the French president",
        "the minister",
        "a spokesman for the ministry",
        "both groups",
        "the two ministers",
        "he",
        "She",
        "they",
        "his",
        "it",
        "who",
        "the 54-year-old",
        "the company",
        "senior officials",
        "a report",
        "the president-elect",
        "former chancellor",
    ],
    // Cues.
    &[
        "said",
        "says",
        "told reporters",
        "asked whether",
        "according to",
        "adding that",
        "added,",
        "denied",
        "accused",
        "of",
        "warned that",
        "called for",
        "did not say",
        "in a statement",
        "was told by",
        "promised to",
        "urged",
        "claim that",
        "said that",
        "tweeted:",
    ],
    // Marks, also broken ones and those that face the wrong way.
    &[
        "“", "”", "\"", "'", "‘", "’", "«", "»", "„", "``", "''", "(", ")", "[", "]", "‹", "「", "」", "\"\"", "“‘",
        "’”",
    ],
    // Stops and signs.
    &[
        ".", ",", "?", "!", ":", ";", "...", "…", "—", " - ", "--", "-", "/", "*", "_____", "•", "1.", "a.", "@", "#",
        "&", "%", "://", "°",
    ],
    // White space and breaks.
    &[
        " ", "\n", "\n\n", "\t", "\r\n", "\u{A0}", "\u{2028}", "\u{3000}", "\u{200B}", "\n\n“", "Q: ", "\nA: ",
        "\nNAME: ",
    ],
    // Words.
    &[
        "the",
        "harbour",
        "will close",
        "on Monday",
        "in May",
        "talks",
        "and",
        "but",
        "that",
        "to",
        "in",
        "not",
        "n’t",
        "’s",
        "s’",
        "1,000",
        "5th",
        "10:30 p.m.",
        "www.example.org/a?b",
        "ann.lee@example.org",
        "March 3, 2015",
        "2015-03-01",
        "No.",
        "Inc.",
        "e.g.",
    ],
    // Whatever else a text may hold.
    &[
        "\0",
        "\u{FEFF}",
        "🙂",
        "👩‍👩‍👧‍👦",
        "🇫🇷",
        "e\u{301}",
        "A\u{30A}ngstro\u{308}m",
        "Z\u{336}\u{337}\u{338}",
        "Путин",
        "习近平说",
        "محمد",
        "שלום",
        "\u{202E}abc\u{202C}",
        "ﬁnance",
        "İstanbul",
        "ǅ",
        "ẞ",
        "𝔄𝔅",
        "\u{AD}",
        "\u{10FFFF}",
        "\u{FFFD}",
        "नमस्ते",
        "ไทย",
        "\u{7F}",
        "½",
    ],
];

/// Well-formed sentences; `{` and `}` are quotation marks.
const SENTENCES: [&str; 12] = [
    "{We are ready,} said Angela Merkel.",
    "{The road is open,} the minister said on Monday. {We will keep it so.}",
    "The French president called the plan {a gift to nobody} and left.",
    "Jane Doe told reporters that the harbour would close in May.",
    "According to Amnesty International, the law {falls short} of what was promised.",
    "He denied the charges, adding: {I was never there.}",
    "Russia and the U.S. will meet in Geneva, two diplomats said.",
    "{Nobody asked us,} she said, {and nobody will.}",
    "A spokesman for the ministry declined to comment.",
    "Mr. Blair warned that talks {may fail}.",
    "Both sides said {yes}.",
    "Rain fell on the coast.",
];

fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(Extractor::new)
}

fn by_line() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::builder().line_mode(LineMode::Paragraph).build().unwrap())
}

/// A text of pieces with or without spaces between them, here and there a string of any characters.
fn article() -> impl Strategy<Value = String> {
    let pieces: Vec<&'static str> = PIECES.iter().flat_map(|kind| kind.iter().copied()).collect();
    let piece = prop_oneof![
        12 => (0..PIECES.len(), any::<prop::sample::Index>()).prop_map(|(kind, k)| PIECES[kind][k.index(PIECES[kind].len())].to_owned()),
        4 => prop::sample::select(SENTENCES.to_vec()).prop_map(|s| s.replace('{', "“").replace('}', "”")),
        2 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let glue = prop_oneof![8 => Just(" "), 2 => Just(""), 1 => Just("\n")];
    prop::collection::vec((piece, glue), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(piece, glue)| piece + glue).collect())
}

/// Paragraphs of well-formed sentences, with places for quotation marks.
fn prose() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(SENTENCES.to_vec());
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|s| s.join(" "));
    prop::collection::vec(paragraph, 1..6).prop_map(|p| p.join("\n\n"))
}

fn json(document: &Document<'_>) -> String {
    serde_json::to_string(document).unwrap()
}

/// All that must hold of any document; panics where it does not.
fn check(text: &str, document: &Document<'_>) {
    let shows = |span: Span, shown: &str, what: &str| {
        assert!(span.start < span.end, "{what}: an empty span {span:?} in {text:?}");
        assert_eq!(text.get(span.start..span.end), Some(shown), "{what} in {text:?}");
    };
    let mut end = 0;
    for sentence in &document.sentences {
        assert!(sentence.start >= end && sentence.end > sentence.start, "sentence {sentence:?} in {text:?}");
        assert!(
            text.get(sentence.start..sentence.end).is_some_and(|s| s.trim() == s && !s.is_empty()),
            "{sentence:?} in {text:?}"
        );
        end = sentence.end;
    }
    let known = |entity: usize| assert!(entity < document.entities.len(), "entity {entity} in {text:?}");
    let mut names_end = 0;
    let mut others: Vec<Span> = Vec::new();
    let mut before = None;
    for mention in &document.mentions {
        shows(mention.span, &mention.text, "mention");
        let key = Some((mention.span.start, std::cmp::Reverse(mention.span.end)));
        assert!(before <= key, "mentions out of order at {:?} in {text:?}", mention.span);
        before = key;
        assert!(!mention.rule.is_empty());
        mention.entity.into_iter().chain(mention.members.iter().copied()).for_each(known);
        assert!(
            mention.members.is_empty() || matches!(mention.form, Form::Group | Form::Pronoun),
            "{mention:?} in {text:?}"
        );
        match mention.form {
            Form::Title | Form::Nominal | Form::Pronoun | Form::Group => others.push(mention.span),
            _ => {
                assert!(mention.span.start >= names_end, "{mention:?} overlaps a name in {text:?}");
                assert!(mention.entity.is_some(), "{mention:?} in {text:?}");
                names_end = mention.span.end;
            }
        }
    }
    for other in &others {
        for mention in document.mentions.iter().map(|m| m.span).filter(|m| m.overlaps(*other)) {
            assert!(mention.covers(*other) || other.covers(mention), "{mention:?} and {other:?} cross in {text:?}");
        }
    }
    let used: HashSet<usize> = document
        .mentions
        .iter()
        .flat_map(|m| m.entity.into_iter().chain(m.members.iter().copied()))
        .chain(document.statements.iter().flat_map(|s| s.speakers.iter().copied()))
        .collect();
    assert_eq!(used.len(), document.entities.len(), "entities that nothing shows in {text:?}");
    let mut before = 0;
    for statement in &document.statements {
        let first = statement.content.first().expect("content").start;
        assert!(first >= before, "statements out of order in {text:?}");
        before = first;
        for spans in [&statement.content, &statement.quoted] {
            assert!(
                spans.windows(2).all(|w| w[0].end <= w[1].start),
                "fragments {spans:?} of {statement:?} in {text:?}"
            );
            assert!(
                spans.iter().all(|s| s.start < s.end && text.get(s.start..s.end).is_some()),
                "{statement:?} in {text:?}"
            );
        }
        let fragments: Vec<&str> = statement.content.iter().map(|s| s.of(text)).collect();
        assert_eq!(statement.text, fragments.join(" "), "in {text:?}");
        for quoted in &statement.quoted {
            assert!(
                statement.content.iter().any(|c| c.covers(*quoted)),
                "{quoted:?} outside {statement:?} in {text:?}"
            );
        }
        statement.speakers.iter().copied().for_each(known);
        if let Some(source) = &statement.source {
            shows(source.span, &source.text, "source");
        }
        for cue in statement.cue.iter().chain(&statement.more_cues) {
            shows(cue.span, &cue.text, "cue");
        }
        for phrase in statement.addressee.iter().chain(&statement.venue) {
            shows(phrase.span, &phrase.text, "phrase");
        }
        assert!(!statement.rule.is_empty() && (0.0..=1.0).contains(&statement.confidence));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_holds_together(text in article()) {
        for extractor in [extractor(), by_line()] {
            let document = extractor.extract(text.as_str());
            check(&text, &document);
            let again: Document<'static> = serde_json::from_str(&json(&document)).unwrap();
            prop_assert_eq!(&again, &document.clone().into_owned());
            prop_assert_eq!(json(&extractor.extract(text.as_str())), json(&document));
        }
        prop_assert!(sentences(&text).all(|s| text.get(s.start..s.end).is_some()));
        for name in Gazetteer::bundled().names(&text).iter() {
            prop_assert!(text.get(name.span().start..name.span().end).is_some());
        }
    }

    #[test]
    fn a_date_changes_no_span(text in article(), day in prop::sample::select(vec!["1990", "2015-03-01", "2090-01-01"])) {
        let document = extractor().extract(Article::new(&text).date(day.parse().unwrap()));
        check(&text, &document);
    }

    #[test]
    fn a_paragraph_more_changes_no_sentence_before(first in article(), second in article()) {
        let both = format!("{first}\n{second}");
        let before = by_line().extract(first.as_str()).sentences;
        let after = by_line().extract(both.as_str()).sentences;
        prop_assert_eq!(&before[..], &after[..before.len().min(after.len())]);
    }

    #[test]
    fn breaks_of_two_bytes_change_only_offsets(text in article()) {
        let plain = text.replace('\r', "");
        let wide = plain.replace('\n', "\r\n");
        // The date is given: of a text's own one the first bytes decide.
        let read = |text| by_line().extract(Article::new(text).date("2015".parse().unwrap()));
        let (document, other) = (read(&plain), read(&wide));
        let strip = |d: &Document<'_>| json(d).replace("\\r\\n", "\\n");
        let moved = moved(document.clone().into_owned(), &plain);
        prop_assert_eq!(strip(&moved), strip(&other), "{:?}", plain);
    }

    #[test]
    fn straight_marks_say_what_curly_ones_say(text in prose()) {
        let curly = text.replace('{', "“").replace('}', "”");
        let straight = text.replace(['{', '}'], "\"");
        let shown = |text: &str| -> Vec<_> {
            let document = extractor().extract(text);
            let plain = |s: &str| s.replace(['“', '”'], "\"");
            let name = |k: &usize| document.entities[*k].name.to_string();
            document.statements.iter().map(|s| (
                s.kind,
                plain(&s.text),
                s.quoted.iter().map(|q| plain(q.of(text))).collect::<Vec<_>>(),
                s.source.as_ref().map(|s| plain(&s.text)),
                s.cue.as_ref().map(|c| c.text.to_string()),
                s.speakers.iter().map(name).collect::<Vec<_>>(),
                s.rule.to_string(),
            )).collect()
        };
        prop_assert_eq!(shown(&curly), shown(&straight));
    }
}

/// The document with its offsets as they would be if every line break had two bytes.
fn moved(document: Document<'static>, text: &str) -> Document<'static> {
    let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let to = |byte: usize| byte + breaks.partition_point(|&at| at < byte);
    let mut value = serde_json::to_value(&document).unwrap();
    shift(&mut value, &to);
    serde_json::from_value(value).unwrap()
}

fn shift(value: &mut serde_json::Value, to: &impl Fn(usize) -> usize) {
    match value {
        serde_json::Value::Array(list) => list.iter_mut().for_each(|v| shift(v, to)),
        serde_json::Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value.as_u64() {
                    Some(byte) if key == "start" || key == "end" => *value = to(byte as usize).into(),
                    _ => shift(value, to),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn eight_threads_say_the_same() {
    let text = SENTENCES.join("\n\n").replace('{', "“").replace('}', "”");
    let alone = json(&extractor().extract(text.as_str()));
    thread::scope(|scope| {
        let work = || (0..20).map(|_| json(&extractor().extract(text.as_str()))).collect::<HashSet<_>>();
        let runs: Vec<_> = (0..8).map(|_| scope.spawn(work)).collect();
        for run in runs {
            assert_eq!(run.join().unwrap(), HashSet::from([alone.clone()]));
        }
    });
}

#[test]
fn a_half_of_a_surrogate_pair_is_refused() {
    let json = json(&extractor().extract(Article::new("Jane Doe said no.").id("a-17")));
    assert!(serde_json::from_str::<Document<'_>>(&json).is_ok());
    for half in ["\\ud800", "\\udc00 x", "\\ud800\\u0041"] {
        assert!(serde_json::from_str::<Document<'_>>(&json.replace("a-17", half)).is_err(), "{half}");
    }
}

/// Costs are counted, not timed: what a text twice as long gives is at most about twice as much.
#[test]
fn results_grow_with_the_text() {
    let parts = [
        "“a” ",
        "“",
        "\"",
        "(",
        "Mr. ",
        "He said she told them. ",
        "Jane Doe, ",
        "“It goes on.\n\n",
        "Q: Why?\nA: So.\n",
        "A",
        "Merkel ",
        "Angela Merkel ",
        "France, ",
        "Harbour ",
        "HARBOUR ",
        "Ministry of Harbour and Trade ",
        "Jane Doe said in a report and ",
        "the minister said that the harbour would close and ",
        "“a ‘b ",
        "\u{200B}\n\n",
    ];
    for part in parts {
        let size = |times: usize| {
            let text = part.repeat(times);
            let document = extractor().extract(text.as_str());
            check(&text, &document);
            let fragments: usize = document.statements.iter().map(|s| s.content.len() + s.quoted.len()).sum();
            let shown: usize = document.statements.iter().map(|s| s.text.len()).sum();
            document.mentions.len() + document.sentences.len() + fragments + shown
        };
        let (once, twice) = (size(500), size(1000));
        assert!(twice <= 2 * once + 100, "{part:?}: {once}, then {twice}");
    }
}

/// Who speaks is looked for within reach, however long the sentence: so no sentence costs its square.
#[test]
fn a_report_is_not_by_whoever_is_far_away() {
    let speakers = |between: usize| {
        let loudly = " loudly and".repeat(between);
        let text = format!("Jane Doe said{loudly} in a report that the dam would hold. The report warned of delays.");
        let document = extractor().extract(text.as_str());
        document.statements.last().map(|s| s.speakers.len())
    };
    assert_eq!((speakers(0), speakers(40), speakers(120)), (Some(1), Some(1), Some(0)));
}

/// What the properties and the fuzz targets once found.
#[test]
fn findings_stay_fixed() {
    for text in [
        // A counted group runs into an age.
        "Angela Merkel both groupsthe 54-year-old the White House ",
        // A headline's quotation goes on in the next paragraph.
        "\nNAME:  Angela Merkel “ Russia\n« Angela Merkel ",
        // A mark opens twice: the first quote must not reach over the second.
        "He said “one “two” and “three.",
        "“He said ‘no, ‘yes” and left.",
        // A second cue leads back to what stands before the first one's quote.
        "—,  ''thatthe minister\"  ,adding we will go—the minister? ,adding ''The road is open“we will goThe road is open‘we will goThe road is open",
    ] {
        check(text, &extractor().extract(text));
        check(text, &by_line().extract(Article::new(text).date("1990".parse().unwrap())));
    }
}
