//! A table's name in the first line, its text behind: read, or refused with a place in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Gazetteer;

fuzz_target!(|input: &str| {
    let (file, text) = input.split_once('\n').unwrap_or(("mine.tsv", input));
    match Gazetteer::from_tsv(file, text) {
        Ok(gazetteer) => {
            for record in gazetteer.records().take(50) {
                assert!(!record.name.is_empty());
                gazetteer.offices_of(&record.key, None);
                gazetteer.lookup(&record.name);
            }
            gazetteer.names(text).iter().for_each(|name| assert!(text.get(name.span().start..name.span().end).is_some()));
        }
        Err(error) => {
            assert!(error.is_table() && error.file() == Some(file), "{error}");
            let (line, column) = (error.line().unwrap_or(0), error.column().unwrap_or(0));
            assert!(line >= 1 && line <= text.split('\n').count() && column >= 1, "{error}");
        }
    }
});
