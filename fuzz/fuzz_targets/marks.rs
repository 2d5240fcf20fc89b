//! Texts of words and quotation marks, each picked by a byte.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../holds.rs"]
mod holds;

const PARTS: [&str; 40] = [
    "“", "”", "\"", "'", "‘", "’", "«", "»", "„", "``", "''", "「", "」", "‹", "›", "(", ")", ",", ".", "?", ":", "—", "\n", "\n\n", " ",
    " ", " ", "said", "Angela Merkel", "he", "the minister", "adding", "that", "we will go", "The road is open", "and", "told reporters",
    "’s", "according to", "Q: ",
];

fuzz_target!(|bytes: &[u8]| {
    let text: String = bytes.iter().map(|b| PARTS[*b as usize % PARTS.len()]).collect();
    holds::check(&text);
});
