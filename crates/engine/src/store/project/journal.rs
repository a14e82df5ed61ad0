//! The entry's own row, on which books it posts, and which enterprises may read it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::Applying;
use super::rows::{Insert, Values};

/// An entry that waits to be written.
pub(super) struct EntryRow {
    position: i64,
    instant: i64,
    kind: Cow<'static, str>,
    actor: Rc<str>,
    subject_kind: Option<&'static str>,
    subject_id: Option<String>,
    summary: String,
}

impl Insert for EntryRow {
    const INTO: &'static str = "entry (position, instant, kind, actor, subject_kind, subject_id, summary)";
    const COLUMNS: usize = 7;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.position)?;
        values.add(self.instant)?;
        values.add(&*self.kind)?;
        values.add(&*self.actor)?;
        values.add(self.subject_kind)?;
        values.add(self.subject_id.as_deref())?;
        values.add(self.summary.as_str())
    }
}

/// An entry that posts on a book's accounts.
pub(super) struct BookEntry {
    book: i64,
    position: i64,
}

impl Insert for BookEntry {
    const INTO: &'static str = "book_entry (book, position)";
    const COLUMNS: usize = 2;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.book)?;
        values.add(self.position)
    }
}

/// An entry that concerns an enterprise.
pub(super) struct EnterpriseEntry {
    enterprise: i64,
    position: i64,
}

impl Insert for EnterpriseEntry {
    const INTO: &'static str = "entry_enterprise (enterprise, position)";
    const COLUMNS: usize = 2;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.enterprise)?;
        values.add(self.position)
    }
}

impl Applying<'_> {
    /// Writes the entry's row once all of its events are applied.
    pub(super) fn finish(self, kind: Cow<'static, str>) -> rusqlite::Result<()> {
        let summary = serde_json::to_string(&self.summary).expect("pairs of text have a text form");
        let (position, instant) = (self.position, self.microseconds());
        let (subject_kind, subject_id) = self.subject.unzip();
        let actor = self.actor;
        let row = EntryRow { position, instant, kind, actor, subject_kind, subject_id, summary };
        self.caches.entries.push(self.connection, row)?;
        // Its postings are the range of ids that its position begins.
        let books: BTreeSet<i64> = self.posted_books.into_iter().collect();
        for book in books {
            self.caches.book_entries.push(self.connection, BookEntry { book, position })?;
        }
        for enterprise in self.enterprises {
            self.caches.enterprise_entries.push(self.connection, EnterpriseEntry { enterprise, position })?;
        }
        Ok(())
    }
}

/// Writes the rows that wait.
pub(super) fn write_back(
    connection: &rusqlite::Connection,
    caches: &mut super::Caches,
) -> rusqlite::Result<()> {
    caches.entries.flush(connection)?;
    caches.book_entries.flush(connection)?;
    caches.enterprise_entries.flush(connection)
}
