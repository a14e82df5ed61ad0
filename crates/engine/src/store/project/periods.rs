//! Periods of books: what was announced, counted, explained and closed, and the balances that a count recorded.

use etown_domain::bonded::BondedEvent as Event;
use etown_domain::bonded::period::{
    AccountAtCutoff, CountRow, Explanation, ItemResult, PeriodStatus, due_on,
};
use etown_values::{BookId, CivilDate};
use rusqlite::params;

use super::super::words::word;
use super::Applying;

impl Applying<'_> {
    pub(super) fn period_event(&mut self, event: &Event) -> rusqlite::Result<()> {
        match event {
            Event::CountAnnounced { book, period, cutoff, .. } => {
                let key = self.change_period(*book, *period, "count_announced", None)?;
                self.fact("cutoff", cutoff);
                self.run(
                    "UPDATE period SET cutoff = ?2, status = ?3 WHERE key = ?1",
                    params![key, cutoff.to_string(), word(&PeriodStatus::Announced)],
                )?;
                Ok(())
            }
            Event::CountWithdrawn { book, period, reason } => {
                let key = self.change_period(*book, *period, "count_withdrawn", Some(reason))?;
                self.run("DELETE FROM period_count WHERE period = ?1", [key])?;
                self.run(
                    "UPDATE period SET cutoff = NULL, status = ?2 WHERE key = ?1",
                    params![key, word(&PeriodStatus::Open)],
                )?;
                Ok(())
            }
            Event::CountRecorded { book, period, rows, .. } => self.count_rows(*book, *period, rows),
            Event::CountCompared { book, period, balances, results, .. } => {
                let key = self.change_period(*book, *period, "count_compared", None)?;
                self.run("UPDATE period SET is_comparing = 1 WHERE key = ?1", [key])?;
                self.compared(key, balances, results)
            }
            Event::CountCompleted { book, period, balances, results, .. } => {
                let key = self.change_period(*book, *period, "count_completed", None)?;
                self.period_status(key, PeriodStatus::Counted)?;
                let sql = "UPDATE period SET counted_position = ?2, is_comparing = 0 WHERE key = ?1";
                self.run(sql, params![key, self.position])?;
                self.compared(key, balances, results)
            }
            Event::CountReopened { book, period, reason, .. } => {
                let key = self.change_period(*book, *period, "count_reopened", Some(reason))?;
                for table in ["period_balance", "period_result", "period_explanation"] {
                    self.run(&format!("DELETE FROM {table} WHERE period = ?1"), [key])?;
                }
                self.run(
                    "UPDATE period SET counted_position = NULL, is_comparing = 0 WHERE key = ?1",
                    [key],
                )?;
                self.period_status(key, PeriodStatus::Announced)
            }
            Event::DifferencesExplained { book, period, explanations, .. } => {
                self.explain(*book, *period, explanations)
            }
            Event::VerificationApplied { book, period, .. } => {
                let key = self.change_period(*book, *period, "verification_applied", None)?;
                self.period_status(key, PeriodStatus::Applied)
            }
            Event::VerificationReturned { book, period, reason, .. } => {
                let key = self.change_period(*book, *period, "verification_returned", Some(reason))?;
                self.period_status(key, PeriodStatus::Counted)
            }
            Event::VerificationAccepted { book, period, .. } => {
                let key = self.change_period(*book, *period, "verification_accepted", None)?;
                self.period_status(key, PeriodStatus::Accepted)
            }
            Event::PeriodClosed { book, period, cutoff, .. } => {
                let key = self.change_period(*book, *period, "period_closed", None)?;
                self.period_status(key, PeriodStatus::Closed)?;
                let sql = "UPDATE period SET closed_position = ?2 WHERE key = ?1";
                self.run(sql, params![key, self.position])?;
                self.open_period(*book, period + 1, cutoff.next_day().unwrap_or(CivilDate::MAX))
            }
            _ => unreachable!("only events of periods come here"),
        }
    }

    pub(super) fn open_period(
        &mut self,
        book: BookId,
        number: u32,
        begins: CivilDate,
    ) -> rusqlite::Result<()> {
        let keys = self.book(book)?;
        let sql = "SELECT verification_cycle_months FROM book WHERE key = ?1";
        let due_on = due_on(begins, self.one(sql, [keys.book], |row| row.get(0))?);
        self.run(
            "INSERT INTO period (book, number, begins, due_on, status, is_comparing, revision)
             VALUES (?1, ?2, ?3, ?4, ?5, 0, 1)",
            params![keys.book, number, begins.to_string(), due_on.to_string(), word(&PeriodStatus::Open)],
        )?;
        Ok(())
    }

    /// Returns the key of a period.
    pub(super) fn period(&mut self, book: BookId, number: u32) -> rusqlite::Result<i64> {
        let keys = self.book(book)?;
        let sql = "SELECT key FROM period WHERE book = ?1 AND number = ?2";
        self.one(sql, params![keys.book, number], |row| row.get(0))
    }

    fn change_period(
        &mut self,
        book: BookId,
        number: u32,
        name: &str,
        reason: Option<&str>,
    ) -> rusqlite::Result<i64> {
        let key = self.period(book, number)?;
        self.about("book", &book);
        self.fact("period", &number);
        if let Some(reason) = reason {
            self.fact("reason", &reason);
        }
        self.run("UPDATE period SET revision = revision + 1 WHERE key = ?1", [key])?;
        self.run(
            "INSERT INTO period_history (period, position, instant, name, actor, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![key, self.position, self.microseconds(), name, self.actor, reason],
        )?;
        Ok(key)
    }

    fn period_status(&self, key: i64, status: PeriodStatus) -> rusqlite::Result<()> {
        self.run("UPDATE period SET status = ?2 WHERE key = ?1", params![key, word(&status)])?;
        Ok(())
    }

    fn count_rows(&mut self, book: BookId, period: u32, rows: &[CountRow]) -> rusqlite::Result<()> {
        let key = self.change_period(book, period, "count_recorded", None)?;
        let keys = self.book(book)?;
        self.fact("rows", &rows.len());
        for row in rows {
            self.run(
                "INSERT INTO period_count (period, item, stage, version, quantity) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (period, item, stage, version) DO UPDATE SET quantity = excluded.quantity",
                params![
                    key,
                    row.item,
                    word(&row.stage),
                    row.version.as_deref().unwrap_or_default(),
                    row.quantity.to_string(),
                ],
            )?;
            self.mark_used(keys.book, row.item, row.version.as_deref())?;
        }
        Ok(())
    }

    fn compared(
        &mut self,
        key: i64,
        balances: &[AccountAtCutoff],
        results: &[ItemResult],
    ) -> rusqlite::Result<()> {
        for at in balances {
            self.run(
                "INSERT INTO period_balance (period, item, account, opening, closing)
                 SELECT ?1, item, number, ?3, ?4 FROM account WHERE number = ?2",
                params![key, at.account.0, at.opening.to_string(), at.closing.to_string()],
            )?;
        }
        let mut differences = 0_u32;
        for result in results {
            differences += u32::from(result.difference() != 0);
            let parts =
                [result.stock, result.work_in_progress, result.finished, result.theoretical, result.physical];
            let [stock, work_in_progress, finished, theoretical, physical] =
                parts.map(|part| part.to_string());
            self.run(
                "INSERT INTO period_result
                 (period, item, stock, work_in_progress, finished, theoretical, physical)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![key, result.item, stock, work_in_progress, finished, theoretical, physical],
            )?;
        }
        self.fact("items", &results.len());
        self.fact("differences", &differences);
        Ok(())
    }

    fn explain(&mut self, book: BookId, period: u32, explanations: &[Explanation]) -> rusqlite::Result<()> {
        let key = self.change_period(book, period, "differences_explained", None)?;
        self.fact("items", &explanations.len());
        for explanation in explanations {
            self.run(
                "INSERT INTO period_explanation (period, item, cause, text, actor, position)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (period, item) DO UPDATE SET cause = excluded.cause, text = excluded.text,
                     actor = excluded.actor, position = excluded.position",
                params![
                    key,
                    explanation.item,
                    word(&explanation.cause),
                    explanation.text,
                    self.actor,
                    self.position,
                ],
            )?;
        }
        Ok(())
    }
}
