//! Any text gives a document that holds together.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../holds.rs"]
mod holds;

fuzz_target!(|text: &str| holds::check(text));
