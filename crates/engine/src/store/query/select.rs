//! Statements with conditions that depend on the question. Values are always bound, never written into the text.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::{Page, PageRequest, ROWS_MAX};
use crate::fault::QueryFault;

/// A statement in the making.
pub(super) struct Select {
    head: &'static str,
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Select {
    /// Begins with the columns and tables.
    pub(super) fn from(head: &'static str) -> Self {
        Self { head, conditions: Vec::new(), values: Vec::new() }
    }

    /// Adds a value for the next `?` of the columns and tables.
    pub(super) fn value(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Adds a condition without values.
    pub(super) fn such_that(mut self, condition: impl Into<String>) -> Self {
        self.conditions.push(condition.into());
        self
    }

    /// Adds a condition with one value at its `?`.
    pub(super) fn and(mut self, condition: impl Into<String>, value: impl Into<Value>) -> Self {
        self.conditions.push(condition.into());
        self.values.push(value.into());
        self
    }

    /// Joins a condition to the last one by "or"; the caller writes the brackets around the two.
    pub(super) fn or(self, condition: &str, value: impl Into<Value>) -> Self {
        self.joined(" OR ", condition).value(value)
    }

    /// Joins a condition to the last one by "and", within the caller's brackets.
    pub(super) fn also(self, condition: &str, value: impl Into<Value>) -> Self {
        self.joined(" AND ", condition).value(value)
    }

    fn joined(mut self, by: &str, condition: &str) -> Self {
        if let Some(last) = self.conditions.last_mut() {
            last.push_str(by);
            last.push_str(condition);
        }
        self
    }

    /// Adds a condition where there is a value.
    pub(super) fn and_where(self, condition: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.and(condition, value),
            None => self,
        }
    }

    /// Adds the condition that one of the columns contains the text, letter case of Latin letters aside.
    pub(super) fn containing(mut self, columns: &[&str], text: Option<&str>) -> Self {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return self };
        let text = text.to_lowercase();
        let parts: Vec<String> =
            columns.iter().map(|column| format!("instr(lower({column}), ?) > 0")).collect();
        self.conditions.push(format!("({})", parts.join(" OR ")));
        self.values.extend(columns.iter().map(|_| Value::from(text.clone())));
        self
    }

    fn text(&self) -> String {
        let conditions = if self.conditions.is_empty() { "1".into() } else { self.conditions.join(" AND ") };
        format!("{} WHERE {conditions}", self.head)
    }

    fn run<T>(
        self,
        connection: &Connection,
        end: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, QueryFault> {
        let mut statement = connection.prepare_cached(&format!("{} {end}", self.text()))?;
        let rows = statement.query_map(params_from_iter(self.values), read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns all rows.
    pub(super) fn all<T>(
        self,
        connection: &Connection,
        order: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, QueryFault> {
        self.run(connection, &format!("ORDER BY {order}"), read)
    }

    /// Returns at most so many rows in the order in which the tables give them: that of a chain.
    pub(super) fn unordered<T>(
        self,
        connection: &Connection,
        limit: usize,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, QueryFault> {
        self.run(connection, &format!("LIMIT {limit}"), read)
    }

    /// Returns the first row.
    pub(super) fn first<T>(
        self,
        connection: &Connection,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, QueryFault> {
        Ok(self.all(connection, "1 LIMIT 1", read)?.pop())
    }

    /// Returns at most so many rows.
    pub(super) fn some<T>(
        self,
        connection: &Connection,
        order: &str,
        limit: usize,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, QueryFault> {
        self.all(connection, &format!("{order} LIMIT {limit}"), read)
    }

    /// Returns a page; each row comes with its cursor.
    pub(super) fn page<T>(
        self,
        connection: &Connection,
        order: &str,
        request: &PageRequest,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<(String, T)>,
    ) -> Result<Page<T>, QueryFault> {
        let rows = self.some(connection, order, request.rows().saturating_add(1), read)?;
        Ok(cut(rows, request))
    }
}

impl PageRequest {
    /// Rows wanted, within the limits.
    pub(super) fn rows(&self) -> usize {
        usize::try_from(self.limit.clamp(1, ROWS_MAX)).unwrap_or(1)
    }

    /// The cursor as a whole number.
    pub(super) fn number(&self) -> Result<Option<i64>, QueryFault> {
        let parse = |text: &String| text.parse::<i64>().map_err(|_not_a_number| QueryFault::BadCursor);
        self.cursor.as_ref().map(parse).transpose()
    }

    /// The cursor as an id of the wanted kind, in its text form.
    pub(super) fn id<I: std::str::FromStr + ToString>(&self) -> Result<Option<String>, QueryFault> {
        let parse = |text: &String| {
            text.parse::<I>().map(|id| id.to_string()).map_err(|_other_kind| QueryFault::BadCursor)
        };
        self.cursor.as_ref().map(parse).transpose()
    }

    /// The cursor as a short text.
    pub(super) fn text(&self) -> Result<Option<String>, QueryFault> {
        match &self.cursor {
            Some(text) if text.len() > 300 => Err(QueryFault::BadCursor),
            cursor => Ok(cursor.clone()),
        }
    }
}

/// Makes a page of rows of which one too many may have been read.
pub(super) fn cut<T>(mut rows: Vec<(String, T)>, request: &PageRequest) -> Page<T> {
    let has_more = rows.len() > request.rows();
    rows.truncate(request.rows());
    let next_cursor = rows.last().filter(|_| has_more).map(|(cursor, _)| cursor.clone());
    Page { rows: rows.into_iter().map(|(_, row)| row).collect(), next_cursor }
}
