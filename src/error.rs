//! What can go wrong: only building an extractor and loading a table can fail.

use std::fmt;

/// An error from loading a table or building an extractor. Its message names the file, the line and the column.
///
/// ```
/// use onrecord::Gazetteer;
/// let error = Gazetteer::from_tsv("mine.tsv", "kind\tname\nplanet\tMars\n").unwrap_err();
/// assert!(error.is_table());
/// assert_eq!((error.file(), error.line(), error.column()), (Some("mine.tsv"), Some(2), Some(1)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Kind>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Table { file: String, line: usize, column: usize, message: String },
    Build { message: String },
}

/// How much of a message is shown, in bytes.
const LONGEST: usize = 1000;

impl Error {
    pub(crate) fn table(file: &str, line: usize, column: usize, message: impl Into<String>) -> Error {
        let mut message = message.into();
        if message.len() > LONGEST {
            // The line may be that of a file that is no table at all.
            message.truncate(message.floor_char_boundary(LONGEST));
            message.push('…');
        }
        Error(Box::new(Kind::Table { file: file.to_owned(), line, column, message }))
    }

    #[allow(dead_code)] // the build script shares this file and builds no extractor
    pub(crate) fn build(message: impl Into<String>) -> Error {
        Error(Box::new(Kind::Build { message: message.into() }))
    }

    /// Is it about a table's text?
    pub fn is_table(&self) -> bool {
        matches!(*self.0, Kind::Table { .. })
    }

    /// Is it about the choices given to a builder?
    pub fn is_build(&self) -> bool {
        matches!(*self.0, Kind::Build { .. })
    }

    /// The file, as the caller named it.
    pub fn file(&self) -> Option<&str> {
        match &*self.0 {
            Kind::Table { file, .. } => Some(file),
            Kind::Build { .. } => None,
        }
    }

    /// The line, from 1.
    pub fn line(&self) -> Option<usize> {
        match *self.0 {
            Kind::Table { line, .. } => Some(line),
            Kind::Build { .. } => None,
        }
    }

    /// The column of the table (cells, not characters), from 1.
    pub fn column(&self) -> Option<usize> {
        match *self.0 {
            Kind::Table { column, .. } => Some(column),
            Kind::Build { .. } => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Table { file, line, column, message } => write!(f, "{file}:{line}: column {column}: {message}"),
            Kind::Build { message } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
