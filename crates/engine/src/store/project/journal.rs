//! The entry's own row, on which books it posts, and which enterprises may read it.

use std::collections::BTreeSet;

use rusqlite::params;

use super::Applying;

impl Applying<'_> {
    /// Writes the entry's row once all of its events are applied.
    pub(super) fn finish(self, kind: &str) -> rusqlite::Result<()> {
        let summary = serde_json::to_string(&self.summary).expect("pairs of text have a text form");
        let (subject_kind, subject_id) = self.subject.as_ref().map(|(kind, id)| (*kind, id.as_str())).unzip();
        self.run(
            "INSERT INTO entry (position, instant, kind, actor, subject_kind, subject_id, summary)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![self.position, self.microseconds(), kind, self.actor, subject_kind, subject_id, summary],
        )?;
        // Its postings are the range of ids that its position begins.
        let books: BTreeSet<i64> = self.posted_books.iter().copied().collect();
        for book in books {
            self.run(
                "INSERT INTO book_entry (book, position) VALUES (?1, ?2)",
                params![book, self.position],
            )?;
        }
        for enterprise in &self.enterprises {
            self.run(
                "INSERT INTO entry_enterprise (enterprise, position) VALUES (?1, ?2)",
                params![enterprise, self.position],
            )?;
        }
        Ok(())
    }
}
