//! Rows that come by the thousand, written many in one statement: what a statement costs beside its rows is then paid
//! once for all of them. Nothing that is still to be written may be asked for.

use std::fmt::Write as _;

use rusqlite::{CachedStatement, Connection, ToSql};

/// Rows of one statement.
const ROWS: usize = 32;

/// A row of a table.
pub(super) trait Insert {
    /// The table with its columns in brackets.
    const INTO: &'static str;
    const COLUMNS: usize;

    /// Gives the values in the order of the columns.
    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()>;
}

/// Where a row's values go.
pub(super) struct Values<'a, 'c> {
    statement: &'a mut CachedStatement<'c>,
    next: usize,
    text: &'a mut String,
}

/// Rows that wait to be written.
pub(super) struct Rows<R> {
    waiting: Vec<R>,
    one: String,
    many: String,
    /// Room for the text of an amount.
    text: String,
}

impl<R: Insert> Default for Rows<R> {
    fn default() -> Self {
        // What fails ends the transaction, so that no statement keeps what it would need to be taken back alone.
        let row = format!("({})", vec!["?"; R::COLUMNS].join(", "));
        let statement = |rows: usize| {
            format!("INSERT OR ROLLBACK INTO {} VALUES {}", R::INTO, vec![row.as_str(); rows].join(", "))
        };
        Self {
            waiting: Vec::with_capacity(ROWS),
            one: statement(1),
            many: statement(ROWS),
            text: String::new(),
        }
    }
}

impl<R: Insert> Rows<R> {
    pub(super) fn push(&mut self, connection: &Connection, row: R) -> rusqlite::Result<()> {
        self.waiting.push(row);
        if self.waiting.len() < ROWS {
            return Ok(());
        }
        let written = insert(&mut connection.prepare_cached(&self.many)?, &self.waiting, &mut self.text);
        self.waiting.clear();
        written
    }

    /// Writes what waits.
    pub(super) fn flush(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let mut statement = connection.prepare_cached(&self.one)?;
        let rows = std::mem::take(&mut self.waiting);
        rows.chunks(1).try_for_each(|row| insert(&mut statement, row, &mut self.text))
    }
}

fn insert<R: Insert>(
    statement: &mut CachedStatement<'_>,
    rows: &[R],
    text: &mut String,
) -> rusqlite::Result<()> {
    let mut values = Values { statement, next: 1, text };
    rows.iter().try_for_each(|row| row.bind(&mut values))?;
    statement.raw_execute().map(|_rows| ())
}

impl Values<'_, '_> {
    pub(super) fn add(&mut self, value: impl ToSql) -> rusqlite::Result<()> {
        self.statement.raw_bind_parameter(self.next, value)?;
        self.next += 1;
        Ok(())
    }

    /// Adds an amount in its decimal text.
    pub(super) fn add_amount(&mut self, amount: i128) -> rusqlite::Result<()> {
        self.text.clear();
        // Most amounts fit 64 bits, which are written faster.
        let _infallible = match i64::try_from(amount) {
            Ok(amount) => write!(self.text, "{amount}"),
            Err(_larger) => write!(self.text, "{amount}"),
        };
        self.statement.raw_bind_parameter(self.next, self.text.as_str())?;
        self.next += 1;
        Ok(())
    }
}
