//! Tokens and quotation marks by example, and what holds for every text.

use super::{Case, LineMode, Parsed, Quote, TokenKind, fold_hash, paragraphs, quotes, split_sentences, tokenize};
use proptest::prelude::*;

/// The tokens of a text with spaces between them.
fn cut(text: &str) -> String {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens.iter().map(|t| t.of(text)).collect::<Vec<_>>().join(" ")
}

fn kinds(text: &str) -> Vec<(&str, TokenKind)> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens.iter().map(|t| (t.of(text), t.kind)).collect()
}

#[test]
fn tokens_by_example() {
    for (text, want) in [
        ("Ban Ki-moon left.", "Ban Ki - moon left ."),
        ("a U.S.-Russia deal", "a U.S. - Russia deal"),
        ("life-saving aid", "life - saving aid"),
        ("the U.S. and the US.", "the U.S. and the US ."),
        ("J. R. Moss, Gov. Hart, Harrow Corp.", "J. R. Moss , Gov. Hart , Harrow Corp."),
        ("don’t O’Brien AT&T S.p.A. can't", "don’t O’Brien AT&T S.p.A. can't"),
        ("Lund’s, the Smiths' and workers’ rights", "Lund ’s , the Smiths ' and workers ’ rights"),
        ("the U.S.’s and the U.N.'s", "the U.S. ’s and the U.N. 's"),
        ("$5.3 billion, 1,000 or 5.3% at 10:30 p.m.", "$ 5.3 billion , 1,000 or 5.3 % at 10:30 p.m."),
        ("No. 10 said no.", "No. 10 said no ."),
        ("in the ’90s, ’tis rock ’n’ roll", "in the ’90s , ’tis rock ’n ’ roll"),
        ("ann.lee-hart@example.org wrote", "ann.lee-hart@example.org wrote"),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("www.example.org/news or harrow.com, Mr. Lund", "www.example.org/news or harrow.com , Mr. Lund"),
        ("@harrow said #no way", "@harrow said #no way"),
        ("“Go,” he said… ``why''", "“ Go , ” he said … `` why ''"),
        ("today.The end", "today . The end"),
        ("Wait... what -- no", "Wait ... what -- no"),
        ("Erdoğan’s Zürich, Łódź.", "Erdoğan ’s Zürich , Łódź ."),
        ("co\u{AD}op zero\u{200B}width", "co\u{AD}op zero\u{200B}width"),
        ("\u{FEFF}One\u{A0}two", "One two"),
        ("5th 1990s F-16 3M 49ers", "5th 1990s F - 16 3M 49ers"),
        ("J.R.R. Tolkien, e.g. this, i.e. that", "J.R.R. Tolkien , e.g. this , i.e. that"),
        ("Hello World. I. We", "Hello World . I. We"),
        ("she and I. we", "she and I . we"),
        ("МОСКВА и 東京", "МОСКВА и 東 京"),
        ("Jan. 6, Sept. 30; may.", "Jan. 6 , Sept. 30 ; may ."),
    ] {
        assert_eq!(cut(text), want);
    }
}

#[test]
fn kinds_and_cases() {
    use TokenKind::*;
    assert_eq!(kinds("Ki-moon’s"), [("Ki", Word), ("-", Joint), ("moon", Word), ("’s", Possessive)]);
    assert_eq!(kinds("5% – x"), [("5", Number), ("%", Symbol), ("–", Punct), ("x", Word)]);
    assert_eq!(kinds("‘a’"), [("‘", Mark), ("a", Word), ("’", Mark)]);
    let text = "lower Title UPPER U.S. J. McDonald iPhone eBay Élysée ÉLYSÉE O’Brien Don’t 12 3M";
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let cases: Vec<Case> = tokens.iter().map(|t| t.case).collect();
    use Case::*;
    assert_eq!(
        cases,
        [Lower, Title, Upper, Upper, Upper, Mixed, Mixed, Mixed, Title, Upper, Mixed, Title, None, Upper]
    );
}

#[test]
fn glued_and_hash() {
    let text = "AT&T–U.S. “Élan”";
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let glued: Vec<bool> = tokens.iter().map(|t| t.glued).collect();
    assert_eq!(glued, [false, true, true, false, true, true]);
    for token in &tokens {
        assert_eq!({ token.hash }, fold_hash(token.of(text)), "{}", token.of(text));
    }
    assert_eq!({ tokens[2].hash }, fold_hash("us"));
    assert_eq!({ tokens[4].hash }, fold_hash("ELAN"));
}

/// The inner texts of the quotes; unclosed ones end with `~`.
fn quoted(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let paragraphs = paragraphs(text, LineMode::Auto);
    quotes(text, &tokens, &paragraphs)
        .iter()
        .map(|q| format!("{}{}", q.inner().of(text), if q.close().is_some() { "" } else { "~" }))
        .collect()
}

#[test]
fn quotes_by_example() {
    let check = |text: &str, want: &[&str]| assert_eq!(quoted(text), want, "{text}");
    check("“Go,” he said. “Now.”", &["Go,", "Now."]);
    check("\"Go,\" he said. \"Now.\"", &["Go,", "Now."]);
    check("``Go,'' he said.", &["Go,"]);
    check("«Go», he said.", &["Go"]);
    check("‘We’re going,’ she said of the workers’ rights.", &["We’re going,"]);
    check("'We're going,' she said of the '90s.", &["We're going,"]);
    check("‘The workers’ rights are safe,’ he said.", &["The workers’ rights are safe,"]);
    check("“He said ‘no’ to me,” she said.", &["He said ‘no’ to me,", "no"]);
    check("\"He said 'no' to me,\" she said.", &["He said 'no' to me,", "no"]);
    check("He is 6'2\" tall and \"quick\" too.", &["quick"]);
    check("A 5\" pipe. \"Yes,\" he said.", &["Yes,"]);
    check("“An odd one.\nHe said: “Fine.”", &["An odd one.~", "Fine."]);
    check("The workers' rights and O'Brien's car", &[]);
    check("He called it \"a risk\"; \"no,\" she said.", &["a risk", "no,"]);
    check("(\"Go\") [\"stay\"]—\"no\"", &["Go", "stay", "no"]);
    check("„Ja“, he said. „Nein“", &["Ja", "Nein"]);
    check("An odd ” mark. “Fine,” he said.", &["Fine,"]);
    check("“One “two,” he said. “Three.”", &["One ~", "two,", "Three."]);
}

#[test]
fn single_marks_by_example() {
    let check = |text: &str, want: &[&str]| assert_eq!(quoted(text), want, "{text}");
    // British style, and the same marks as apostrophes.
    check("‘It’s over,’ he said.", &["It’s over,"]);
    check("'It's over,' he said, 'isn't it?'", &["It's over,", "isn't it?"]);
    check("‘The ’90s were the nurses’ years,’ she said.", &["The ’90s were the nurses’ years,"]);
    check("The so-called ‘harbour tax’ fell in the ’90s.", &["harbour tax"]);
    check("Lund’s boat, the Smiths’ boat and rock ’n’ roll", &[]);
    check("'Twas the skippers' night, said Lund.", &[]);
    check("‘He said “no” to me,’ she said.", &["He said “no” to me,", "no"]);
    check("“Read ‘The Tide’ and ‘The Quay’,” he said.", &["Read ‘The Tide’ and ‘The Quay’,", "The Tide", "The Quay"]);
    check("She is 5'9\" and he 6'1\".", &[]);
    check("“The skipper’s boats’ crews left,” he said.", &["The skipper’s boats’ crews left,"]);
    check("‘One.\n\n‘Two,’ he said.", &["One.~", "Two,"]);
    check("‹Go›, he said.", &["Go"]);
}

#[test]
fn quotes_run_over_paragraphs() {
    let text = "“One,” he said. “Two.\n\n“Three.\n\n“Four.” He left.\n\n“Five.”";
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let all = quotes(text, &tokens, &paragraphs(text, LineMode::Auto));
    let chain: Vec<Option<u32>> = all.iter().map(|q| q.continues).collect();
    assert_eq!(chain, [None, None, Some(1), Some(2), None]);
    assert_eq!(all[1].close(), None);
    assert!(all[3].close().is_some());
}

/// Pieces that are hard on splitters, in any order.
fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,9}",
        "[A-Z][a-z]{0,9}",
        "[.?!…,;:'\"“”‘’«»()\\[\\]*_&@#$%/-]{1,4}",
        "[0-9]{1,3}",
        "[ \n\t\r]{1,2}",
        Just("U.S.".to_string()),
        Just("http://".to_string()),
        Just(". . .".to_string()),
        Just("``".to_string()),
        Just("12:30 PM".to_string()),
        Just("1. ".to_string()),
        Just(" -- ".to_string()),
        "\\PC{1,3}",
        ".",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// White space, or a character that shows nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || super::fold::is_invisible(c)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_cover_the_text(text in hard_text()) {
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        let mut at = 0;
        for token in &tokens {
            let (start, end) = (token.start as usize, token.end as usize);
            prop_assert!(at <= start && start < end && text.get(start..end).is_some());
            prop_assert!(text[at..start].chars().all(is_blank), "lost {:?}", &text[at..start]);
            prop_assert!(!token.glued || !text[at..start].contains(char::is_whitespace));
            at = end;
        }
        prop_assert!(text[at..].chars().all(is_blank));
    }

    #[test]
    fn sentences_cover_the_text(text in hard_text()) {
        for mode in [LineMode::Auto, LineMode::Wrapped, LineMode::Paragraph] {
            let mut at = 0;
            for span in split_sentences(&text, paragraphs(&text, mode)) {
                prop_assert!(at <= span.start && span.start < span.end);
                let shown = span.of(&text);
                prop_assert!(!shown.is_empty() && shown.trim() == shown);
                let lost = text[at..span.start].trim_start_matches('\u{FEFF}');
                prop_assert!(lost.trim().is_empty(), "lost {lost:?}");
                at = span.end;
            }
            let rest = text[at..].trim_start_matches('\u{FEFF}').trim();
            prop_assert_eq!(rest, "");
        }
    }

    #[test]
    fn tokens_know_their_sentence_and_quote(text in hard_text()) {
        for text in [text.clone(), text.replace('e', "\n\n\u{200B}\n\n“")] {
            let parsed = Parsed::new(&text, LineMode::Auto);
            for (token, shown) in parsed.tokens.iter().enumerate() {
                let sentence = parsed.sentences.iter().position(|s| token < s.last as usize);
                prop_assert_eq!(parsed.sentence_of(token), sentence.unwrap_or(parsed.sentences.len() - 1));
                let around = |q: &Quote| q.depth == 0 && q.inner().start <= shown.start as usize && (shown.start as usize) < q.inner().end;
                prop_assert_eq!(parsed.quote_of(token), parsed.quotes.iter().position(around));
            }
            prop_assert_eq!(parsed.sentence_of(parsed.tokens.len()), parsed.sentences.len().saturating_sub(1));
        }
    }

    #[test]
    fn quotes_are_well_formed(text in hard_text()) {
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        let paragraphs = paragraphs(&text, LineMode::Auto);
        let all = quotes(&text, &tokens, &paragraphs);
        let mut at = 0;
        for (n, quote) in all.iter().enumerate() {
            prop_assert!(at <= quote.open().start && quote.open().end <= quote.inner().start);
            prop_assert!(quote.inner().start <= quote.inner().end && text.get(quote.inner().start..quote.inner().end).is_some());
            if let Some(close) = quote.close() {
                prop_assert!(quote.inner().end <= close.start);
            }
            let home = paragraphs.iter().filter(|p| p.covers(quote.open())).count();
            prop_assert_eq!(home, 1);
            if let Some(before) = quote.continues {
                prop_assert!((before as usize) < n && all[before as usize].close().is_none());
            }
            at = quote.open().end;
        }
    }
}

#[test]
fn one_mark_over_and_over_is_a_line_drawn_with_it() {
    let words = |text: &str| {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| (t.of(text).len(), t.kind)).collect::<Vec<_>>()
    };
    for mark in ["\"", "“", "’", "'", "*", "(", "_", "!", "«", "•"] {
        let line = mark.repeat(100_000);
        assert_eq!(words(&line), [(line.len(), TokenKind::Symbol)]);
        assert!(words(&mark.repeat(7)).len() >= 4, "{mark}: few are what each of them is");
    }
    assert_eq!(
        words("a.......... b---------- c"),
        [1, 10, 1, 10, 1].map(|n| { (n, if n == 1 { TokenKind::Word } else { TokenKind::Punct }) })
    );
}

/// Much of the worst: these end in a moment, or never.
#[test]
fn time_is_linear() {
    const SIZE: usize = 1 << 17;
    for piece in [
        ".", "\"", "'", "a", ". ! ", ". \" ", "“", "a.", "1:", "http://a", "a@", "1. ", "s' ", "_ ", "* ", ". 1 ",
        "… ", "[1]", ".) ", "x\u{301}", "\u{200B}", "\n", "a\n", "😀", ".[", "- ", "U.S. ",
    ] {
        let text = piece.repeat(SIZE / piece.len());
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        let paragraphs = paragraphs(&text, LineMode::Auto);
        quotes(&text, &tokens, &paragraphs);
        split_sentences(&text, paragraphs).count();
    }
}
