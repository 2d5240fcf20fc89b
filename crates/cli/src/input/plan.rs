//! Which files the inputs stand for.

use super::*;

/// What is to be read, in order.
pub struct Plan {
    pub sources: Vec<Result<Source, Failure>>,
    /// May there be more than one document?
    pub several: bool,
    /// Of the files; `None` where standard input or a device is among them.
    pub bytes: Option<u64>,
}

/// A file or, without a path, standard input.
#[derive(Debug)]
pub struct Source {
    pub path: Option<PathBuf>,
    pub format: InputFormat,
}

impl Source {
    /// The id of its article: the path; none for standard input.
    pub fn name(&self) -> Option<String> {
        self.path.as_ref().map(|path| path.display().to_string())
    }

    /// What messages call it.
    pub fn label(&self) -> String {
        self.name().unwrap_or_else(|| "standard input".to_owned())
    }

    fn file(path: PathBuf, asked: InputFormat) -> Source {
        let format = if asked == InputFormat::Auto { by_suffix(&path).unwrap_or(InputFormat::Text) } else { asked };
        Source { path: Some(path), format }
    }
}

/// Resolves folders and globs.
pub fn plan(inputs: &[PathBuf], asked: InputFormat) -> Plan {
    let mut sources = Vec::new();
    let mut several = inputs.len() > 1;
    for input in inputs {
        if input.as_os_str() == "-" {
            let format = if asked == InputFormat::Auto { InputFormat::Text } else { asked };
            sources.push(Ok(Source { path: None, format }));
        } else if input.is_dir() {
            several = true;
            folder(input, asked, &mut sources);
        } else if !input.exists() && input.to_string_lossy().contains(['*', '?', '[']) {
            several = true;
            matching(input, asked, &mut sources);
        } else {
            sources.push(Ok(Source::file(input.clone(), asked)));
        }
    }
    several |= sources.iter().flatten().any(|source| source.format == InputFormat::Jsonl);
    let bytes = sources.iter().flatten().map(|source| {
        let meta = fs::metadata(source.path.as_ref()?).ok()?;
        meta.is_file().then_some(meta.len())
    });
    Plan { several, bytes: bytes.sum(), sources }
}

/// Hidden files must be named.
const AS_A_SHELL: glob::MatchOptions =
    glob::MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

fn matching(pattern: &Path, asked: InputFormat, sources: &mut Vec<Result<Source, Failure>>) {
    let paths = match glob::glob_with(&pattern.to_string_lossy(), AS_A_SHELL) {
        Ok(paths) => paths,
        Err(error) => return sources.push(Err(Failure::of(pattern, format!("no glob: {error}")))),
    };
    let before = sources.len();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => folder(&path, asked, sources),
            Ok(path) => sources.push(Ok(Source::file(path, asked))),
            Err(error) => sources.push(Err(Failure::of(error.path(), reason(error.error())))),
        }
    }
    if sources.len() == before {
        sources.push(Err(Failure::of(pattern, "no file matches")));
    }
}

/// The articles below a folder, sorted by path; hidden files and what `.gitignore` names are left out.
fn folder(folder: &Path, asked: InputFormat, sources: &mut Vec<Result<Source, Failure>>) {
    let before = sources.len();
    let mut walk = ignore::WalkBuilder::new(folder);
    walk.follow_links(true).require_git(false).sort_by_file_path(|a, b| a.cmp(b));
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let format = by_suffix(entry.path());
                if format.is_some_and(|format| asked == InputFormat::Auto || asked == format) {
                    sources.push(Ok(Source::file(entry.into_path(), asked)));
                }
            }
            Ok(_) => {}
            Err(error) => sources.push(Err(failed_walk(folder, &error))),
        }
    }
    if sources.len() == before {
        let wanted = match asked {
            InputFormat::Auto => ".txt, .md, .html or .jsonl",
            InputFormat::Text => ".txt",
            InputFormat::Jsonl => ".jsonl or .ndjson",
            InputFormat::Markdown => ".md",
            InputFormat::Html => ".html or .htm",
        };
        sources.push(Err(Failure::of(folder, format!("no {wanted} file in this folder"))));
    }
}

fn failed_walk(folder: &Path, error: &ignore::Error) -> Failure {
    match error {
        ignore::Error::WithDepth { err, .. } => failed_walk(folder, err),
        ignore::Error::WithPath { path, err } => failed_walk(path, err),
        ignore::Error::Loop { ancestor, child } => {
            Failure::of(child, format!("a link back to {}; left out", ancestor.display()))
        }
        ignore::Error::Io(error) => {
            let message = reason(error);
            let added = format!("IO error for operation on {}: ", folder.display());
            Failure::of(folder, message.strip_prefix(&added).unwrap_or(&message))
        }
        other => Failure::of(folder, other.to_string()),
    }
}

/// What a file holds, by its name without `.gz` or `.zst`.
fn by_suffix(path: &Path) -> Option<InputFormat> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let packed = [".gz", ".zst", ".zstd"].iter().find_map(|suffix| name.strip_suffix(suffix));
    match packed.unwrap_or(&name).rsplit_once('.')?.1 {
        "txt" | "text" => Some(InputFormat::Text),
        "md" | "markdown" => Some(InputFormat::Markdown),
        "html" | "htm" | "xhtml" => Some(InputFormat::Html),
        "jsonl" | "ndjson" => Some(InputFormat::Jsonl),
        _ => None,
    }
}
