//! A line of JSON: a document that can be read is written and read back equal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Document;

fuzz_target!(|line: &str| {
    let Ok(document) = serde_json::from_str::<Document<'static>>(line) else { return };
    let json = serde_json::to_string(&document).expect("a document is written");
    let again: Document<'static> = serde_json::from_str(&json).expect("and read back");
    assert_eq!(again, document);
    for entity in 0..document.entities.len() {
        document.mentions_of(entity).chain(None).count();
        document.statements_by(entity).count();
    }
    document.statements_by_country("FR").count();
});
