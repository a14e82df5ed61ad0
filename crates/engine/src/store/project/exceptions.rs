//! Reports and the exceptions that contradicting ones open.

use etown_domain::kernel::exceptions::ExceptionEvent;
use etown_domain::kernel::reports::ReportEvent;
use rusqlite::params;

use super::Applying;

impl Applying<'_> {
    pub(super) fn report(&mut self, event: &ReportEvent) -> rusqlite::Result<()> {
        let ReportEvent::ReportRecorded { report, key, book, occurred_at, .. } = event;
        let book = book.map(|id| self.book(id)).transpose()?.map(|keys| keys.book);
        self.fact("source", &key.source);
        self.fact("external_id", &key.external_id);
        self.run(
            "INSERT INTO report (id, source, external_id, book, occurred_at, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                report.to_string(),
                key.source,
                key.external_id,
                book,
                occurred_at.microseconds(),
                self.position
            ],
        )?;
        Ok(())
    }

    pub(super) fn exception(&mut self, event: &ExceptionEvent) -> rusqlite::Result<()> {
        match event {
            ExceptionEvent::ExceptionOpened(exception) => {
                self.about("exception", &exception.id);
                self.fact("exception", &exception.kind.as_str());
                self.fact("detail", &exception.detail);
                let book = exception.book.map(|id| self.book(id)).transpose()?.map(|keys| keys.book);
                let list = exception.list.map(|id| self.list(id)).transpose()?.map(|keys| keys.list);
                let slip = exception.slip.map(|id| self.slip(id)).transpose()?;
                let consignment = exception.consignment.map(|id| id.to_string());
                let enterprise = exception.enterprise.map(|id| self.concerns(id)).transpose()?;
                self.run(
                    "INSERT INTO exception
                     (id, kind, report, book, list, slip, enterprise, detail, opened_at, opened_position,
                      consignment)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                    params![
                        exception.id.to_string(),
                        exception.kind.as_str(),
                        exception.report.map(|report| report.to_string()),
                        book,
                        list,
                        slip,
                        enterprise,
                        exception.detail,
                        self.microseconds(),
                        self.position,
                        consignment,
                    ],
                )?;
            }
            ExceptionEvent::ExceptionResolved { exception, explanation } => {
                self.about("exception", exception);
                self.fact("explanation", explanation);
                let sql = "UPDATE exception
                     SET resolved_at = ?2, resolved_position = ?3, resolved_by = ?4, explanation = ?5
                     WHERE id = ?1 RETURNING enterprise";
                let id = exception.to_string();
                let parameters = params![id, self.microseconds(), self.position, self.actor, explanation];
                let enterprise: Option<i64> = self.one(sql, parameters, |row| row.get(0))?;
                self.enterprises.extend(enterprise);
            }
        }
        Ok(())
    }
}
