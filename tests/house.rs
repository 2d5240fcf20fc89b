//! The shape of the house: which module may use which, and what the library may depend on.

use std::{fs, path::Path};

/// The stages from left to right; each may use those before it. The words after the colon are its modules.
const STAGES: [(&str, &[&str]); 6] = [
    (
        "values",
        &["span", "date", "error", "kinds", "document", "explanation", "article", "dateline", "confidence", "hash"],
    ),
    ("text", &["text"]),
    ("gazetteer", &["gazetteer"]),
    ("names", &["names"]),
    ("coreference", &["coreference"]),
    ("statements", &["statements"]),
];

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.extension().is_some_and(|e| e == "rs") {
            found.push(entry);
        }
    }
    found
}

fn stage_of(module: &str) -> Option<usize> {
    STAGES.iter().position(|(_, modules)| modules.contains(&module))
}

#[test]
fn a_module_imports_only_from_those_to_its_left() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut checked = 0;
    for file in files(&source) {
        let inside = file.strip_prefix(&source).unwrap();
        let module = inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = stage_of(module) else { continue }; // lib, extractor, assemble: above the stages
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (number, _) in code.match_indices("crate::") {
            let line = code[..number].lines().count();
            let mut rest = &code[number + "crate::".len()..];
            // `use crate::{a::…, b::…};`: the words at the first level of braces.
            let mut names = Vec::new();
            if let Some(list) = rest.strip_prefix('{') {
                let mut depth = 0;
                let mut word = String::new();
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => names.push(std::mem::take(&mut word)),
                        c if depth == 0 => word.push(c),
                        _ => {}
                    }
                }
                names.push(word);
            } else {
                rest = rest.split([';', '\n']).next().unwrap();
                names.push(rest.to_owned());
            }
            for name in names {
                let target = name.trim().split("::").next().unwrap().trim().to_owned();
                if let Some(other) = stage_of(&target) {
                    checked += 1;
                    assert!(
                        other <= own,
                        "{}:{line}: {module} ({}) uses {target} ({}), which stands to its right",
                        inside.display(),
                        STAGES[own].0,
                        STAGES[other].0
                    );
                }
            }
        }
    }
    assert!(checked > 50, "only {checked} imports were seen: the test no longer reads the sources rightly");
}

#[test]
fn the_library_depends_on_a_fixed_list() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let section = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let names: Vec<&str> = section
        .lines()
        .filter_map(|line| line.split(['=', '.']).next())
        .map(str::trim)
        .filter(|n| !n.is_empty())
        .collect();
    assert_eq!(
        names,
        ["memchr", "once_cell", "onrecord-model", "regex", "serde", "unicode-segmentation"]
            .into_iter()
            .filter(|n| *n != "onrecord-model" || section.contains("onrecord-model"))
            .collect::<Vec<_>>()
    );
}

#[test]
fn nothing_in_the_library_is_unsafe_or_undocumented() {
    let root = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    assert!(root.contains("#![forbid(unsafe_code)]") && root.contains("#![deny(missing_docs)]"));
}
