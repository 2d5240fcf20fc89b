//! Tab-separated tables: a header line, one fact a row, no quoting; a list inside a cell is joined by `|`.

use std::{collections::HashSet, str::FromStr};

use crate::error::Error;

/// One table's text, checked for its shape.
pub(crate) struct Table<'a> {
    file: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<Vec<&'a str>>,
}

/// One row, whose cells are asked for by column name.
pub(crate) struct Row<'a> {
    table: &'a Table<'a>,
    index: usize,
}

impl<'a> Table<'a> {
    pub(crate) fn parse(file: &'a str, text: &'a str) -> Result<Table<'a>, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        let header = lines.next().unwrap_or("");
        if header.trim().is_empty() {
            return Err(Error::table(file, 1, 1, "the table is empty, expected a header line with column names"));
        }
        let columns: Vec<&str> = header.split('\t').collect();
        let mut seen = HashSet::new();
        for (k, column) in columns.iter().enumerate() {
            if !seen.insert(column) {
                return Err(Error::table(file, 1, k + 1, format!("the column {column:?} stands twice in the header")));
            }
        }
        let mut rows = Vec::new();
        for (k, line) in lines.enumerate() {
            if line.is_empty() {
                if text.split('\n').nth(k + 2).is_none() {
                    break; // the end of the last line
                }
                return Err(Error::table(file, k + 2, 1, "an empty line"));
            }
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != columns.len() {
                let message = format!("{} cells, expected {} ({})", cells.len(), columns.len(), columns.join(", "));
                return Err(Error::table(file, k + 2, cells.len().min(columns.len() + 1), message));
            }
            rows.push(cells);
        }
        Ok(Table { file, columns, rows })
    }

    pub(crate) fn file(&self) -> &'a str {
        self.file
    }

    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.contains(&column)
    }

    /// Fails where a needed column is missing, or one stands there that the table does not know.
    pub(crate) fn expect(&self, needed: &[&str], optional: &[&str]) -> Result<(), Error> {
        for name in needed {
            if !self.has(name) {
                let message = format!("no column {name:?} in the header, expected: {}", needed.join(", "));
                return Err(Error::table(self.file, 1, self.columns.len(), message));
            }
        }
        for (k, name) in self.columns.iter().enumerate() {
            if !needed.contains(name) && !optional.contains(name) {
                let known: Vec<&str> = needed.iter().chain(optional).copied().collect();
                let message = format!("unknown column {name:?}, expected: {}", known.join(", "));
                return Err(Error::table(self.file, 1, k + 1, message));
            }
        }
        Ok(())
    }

    pub(crate) fn rows(&'a self) -> impl Iterator<Item = Row<'a>> {
        (0..self.rows.len()).map(move |index| Row { table: self, index })
    }
}

impl<'a> Row<'a> {
    /// The cell; empty where the table has no such column.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        match self.table.columns.iter().position(|c| *c == column) {
            Some(k) => self.table.rows[self.index][k],
            None => "",
        }
    }

    /// The cell, which must hold something.
    pub(crate) fn need(&self, column: &str) -> Result<&'a str, Error> {
        match self.get(column) {
            "" => Err(self.error(column, format!("{column} must not be empty"))),
            cell => Ok(cell),
        }
    }

    /// The parts of a list.
    pub(crate) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').filter(|part| !part.is_empty())
    }

    /// The cell as a word, date or number; `None` where it is empty.
    pub(crate) fn parse<T: FromStr>(&self, column: &str) -> Result<Option<T>, Error>
    where
        T::Err: std::fmt::Display,
    {
        match self.get(column) {
            "" => Ok(None),
            cell => cell.parse().map(Some).map_err(|e: T::Err| self.error(column, format!("{cell:?}: {e}"))),
        }
    }

    pub(crate) fn error(&self, column: &str, message: impl Into<String>) -> Error {
        let at = self.table.columns.iter().position(|c| *c == column).unwrap_or(0);
        Error::table(self.table.file, self.index + 2, at + 1, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rows_and_lists() {
        let table = Table::parse("t.tsv", "name\taliases\r\nX\ta|b\r\n").unwrap();
        let row = table.rows().next().unwrap();
        assert_eq!(row.get("name"), "X");
        assert_eq!(row.list("aliases").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(row.get("no such column"), "");
    }

    #[test]
    fn says_where_the_fault_is() {
        let at = |text: &str| Table::parse("t.tsv", text).err().map(|e| (e.line().unwrap(), e.column().unwrap()));
        assert_eq!(at(""), Some((1, 1)));
        assert_eq!(at("a\ta\n"), Some((1, 2)));
        assert_eq!(at("a\tb\n1\n"), Some((2, 1)));
        assert_eq!(at("a\tb\n1\t2\t3\n"), Some((2, 3)));
        assert_eq!(at("a\n1\n\n2\n"), Some((3, 1)));
        assert_eq!(at("a\n1\n"), None);
        assert_eq!(at("\u{feff}a\n1"), None);
    }
}
