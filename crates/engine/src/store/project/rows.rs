//! Rows that come by the thousand, written many in one statement: what a statement costs beside its rows is then paid
//! once for all of them. Nothing that is still to be written may be asked for.

use std::fmt::{Display, Write as _};

use rusqlite::{CachedStatement, Connection, ToSql};

/// Rows of one statement.
const ROWS: usize = 32;

/// A row of a table.
pub(super) trait Insert {
    /// The table with its columns in brackets.
    const INTO: &'static str;
    const COLUMNS: usize;
    /// What happens to a row whose key is there already.
    const OR: Or = Or::Rollback;

    /// Gives the values in the order of the columns.
    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()>;
}

/// What a statement does about a key that is there already.
#[derive(Clone, Copy)]
pub(super) enum Or {
    /// It must not be there. What fails ends the transaction, so that no statement keeps what it would need to be taken
    /// back alone.
    Rollback,
    /// The row takes the place of the one before.
    Replace,
}

/// Where a row's values go.
pub(super) struct Values<'a, 'c> {
    statement: &'a mut CachedStatement<'c>,
    next: usize,
    /// Room for the text of a value.
    text: String,
}

/// Rows that wait to be written.
pub(super) struct Rows<R> {
    waiting: Vec<R>,
    one: String,
    many: String,
}

impl<R: Insert> Default for Rows<R> {
    fn default() -> Self {
        let row = format!("({})", vec!["?"; R::COLUMNS].join(", "));
        let statement = |rows: usize| {
            let or = match R::OR {
                Or::Rollback => "ROLLBACK",
                Or::Replace => "REPLACE",
            };
            format!("INSERT OR {or} INTO {} VALUES {}", R::INTO, vec![row.as_str(); rows].join(", "))
        };
        Self { waiting: Vec::with_capacity(ROWS), one: statement(1), many: statement(ROWS) }
    }
}

impl<R: Insert> Rows<R> {
    pub(super) fn push(&mut self, connection: &Connection, row: R) -> rusqlite::Result<()> {
        self.waiting.push(row);
        if self.waiting.len() < ROWS {
            return Ok(());
        }
        let written = insert(&mut connection.prepare_cached(&self.many)?, &self.waiting);
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
        rows.chunks(1).try_for_each(|row| insert(&mut statement, row))
    }
}

fn insert<R: Insert>(statement: &mut CachedStatement<'_>, rows: &[R]) -> rusqlite::Result<()> {
    let mut values = Values { statement, next: 1, text: String::new() };
    rows.iter().try_for_each(|row| row.bind(&mut values))?;
    statement.raw_execute().map(|_rows| ())
}

impl Values<'_, '_> {
    pub(super) fn add(&mut self, value: impl ToSql) -> rusqlite::Result<()> {
        self.statement.raw_bind_parameter(self.next, value)?;
        self.next += 1;
        Ok(())
    }
    /// Adds the text form of a value.
    pub(super) fn add_text(&mut self, value: impl Display) -> rusqlite::Result<()> {
        self.text.clear();
        let _infallible = write!(self.text, "{value}");
        self.statement.raw_bind_parameter(self.next, self.text.as_str())?;
        self.next += 1;
        Ok(())
    }
}
