//! Sentences and tokens in megabytes a second, beside what bounds them on the same machine:
//! the bare search for terminators, a table of bytes for words, and Unicode's own rules.
//!
//! `cargo bench --bench text`

use divan::{Bencher, counter::BytesCount};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

// The tokenizer is no part of the public interface.
#[path = "../src/text/address.rs"]
mod address;
#[path = "../src/text/apostrophe.rs"]
mod apostrophe;
#[allow(dead_code, unused_imports)]
#[path = "../src/text/fold.rs"]
mod fold;
#[allow(dead_code, unused_imports)]
#[path = "../src/text/lexicon.rs"]
mod lexicon;
#[path = "../src/text/scan.rs"]
mod scan;
#[allow(dead_code, unused_imports)]
#[path = "../src/text/token.rs"]
mod token;
#[path = "../src/text/word.rs"]
mod word;

fn main() {
    divan::main();
}

/// Which text is read.
#[derive(Clone, Copy, Debug)]
enum Text {
    Ascii,
    /// One character in twenty is not ASCII.
    Accented,
    /// Hard-wrapped lines.
    Wrapped,
    /// One line.
    Unbroken,
    FullStops,
    Marks,
}

const ENGLISH: [Text; 3] = [Text::Ascii, Text::Accented, Text::Wrapped];
const ALL: [Text; 6] = [Text::Ascii, Text::Accented, Text::Wrapped, Text::Unbroken, Text::FullStops, Text::Marks];

impl Text {
    fn build(self) -> String {
        const SIZE: usize = 4 << 20;
        match self {
            Text::Ascii => repeat(ASCII, SIZE),
            Text::Accented => repeat(ACCENTED, SIZE),
            Text::Wrapped => repeat(WRAPPED, SIZE),
            Text::Unbroken => repeat(&ASCII.replace('\n', " "), SIZE),
            Text::FullStops => ".".repeat(SIZE),
            Text::Marks => "\"".repeat(SIZE),
        }
    }
}

fn repeat(text: &str, size: usize) -> String {
    text.repeat(size / text.len())
}

#[divan::bench(args = ALL)]
fn sentences(bencher: Bencher, text: Text) {
    let text = text.build();
    bencher.counter(BytesCount::of_str(&text)).bench(|| onrecord::sentences(black_box(&text)).count());
}

#[divan::bench(args = ALL)]
fn tokens(bencher: Bencher, text: Text) {
    let text = text.build();
    let mut out = Vec::new();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        out.clear();
        token::tokenize(black_box(&text), &mut out);
        out.len()
    });
}

/// Bound: only finds the terminators.
#[divan::bench(args = ENGLISH)]
fn baseline_terminators(bencher: Bencher, text: Text) {
    let text = text.build();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| memchr::memchr3_iter(b'.', b'?', b'!', black_box(text.as_bytes())).count());
}

/// Bound: only counts the words, by a table of bytes.
#[divan::bench(args = ENGLISH)]
fn baseline_words(bencher: Bencher, text: Text) {
    let text = text.build();
    let table: [bool; 256] = std::array::from_fn(|b| b >= 0x80 || (b as u8).is_ascii_alphanumeric());
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let (mut count, mut inside) = (0, false);
        for byte in black_box(text.as_bytes()) {
            let word = table[*byte as usize];
            count += usize::from(word && !inside);
            inside = word;
        }
        count
    });
}

/// Unicode's words.
#[divan::bench(args = ENGLISH)]
fn baseline_unicode_words(bencher: Bencher, text: Text) {
    let text = text.build();
    bencher.counter(BytesCount::of_str(&text)).bench(|| black_box(&text).unicode_words().count());
}

/// Unicode's sentences.
#[divan::bench(args = ENGLISH)]
fn baseline_unicode_sentences(bencher: Bencher, text: Text) {
    let text = text.build();
    bencher.counter(BytesCount::of_str(&text)).bench(|| black_box(&text).unicode_sentences().count());
}

const ASCII: &str = "\
HARBOUR CITY (Newswire) - Finance Minister Anna Delmar said on Tuesday that the government would not raise taxes before the spring, despite a widening budget deficit and pressure from its partners in the coalition.
\"We have no plans of that kind, and I don't expect any this year,\" Delmar told reporters after a meeting with the heads of Harrow Corp. and Lindal Inc. in the capital. She declined to say whether spending would be cut.
The U.S. ambassador, J. R. Whitlock, called the decision \"a sensible step\" and said trade between the two countries had grown by 4.5 percent, to $12.3 billion, in the nine months to Sept. 30. Officials of the central bank were not available for comment.
Analysts had expected the ministry to announce a levy on exports. \"It is a surprise,\" said Peter Vance, an economist at Moorgate Securities. \"The markets will be relieved. But for how long?\"
The opposition, which holds 112 of the 250 seats in parliament, has called for a vote of no confidence. Its leader, Martin Oakes, accused the minister of hiding the true state of the country's finances.

";

const ACCENTED: &str = "\
São Tomás – Finance Minister Ana Félix Durão said on Tuesday that the government wouldn’t raise taxes before the spring, despite a widening déficit and pressure from its partners.
“We have no plans of that kind, and I don’t expect any this year,” Félix told reporters after a meeting with the heads of Société Générale de Québec and Łódź Sp. in the capital.
The U.S. ambassador, J. R. Whitlock, called the decision “a sensible step” — and said trade had grown by 4.5 percent, to €12.3 billion, in the nine months to Sept. 30.
Analysts hadn’t expected it. “It’s a surprise,” said Jürgen Müller, an economist at Österreich Börse. “The markets’ worries … are over. But for how long?”
The Außenminister’s office in Zürich, Malmö’s mayor and the Élysée didn’t reply to “several” calls, nor did Rīga’s.

";

const WRAPPED: &str = "\
HARBOUR CITY (Newswire) - Finance Minister Anna Delmar said on Tuesday
that the government would not raise taxes before the spring, despite a
widening budget deficit and pressure from its partners in the coalition.
\"We have no plans of that kind, and I don't expect any this year,\" she
told reporters after a meeting with the heads of Harrow Corp. and Lindal
Inc. in the capital. She declined to say whether spending would be cut.

";
