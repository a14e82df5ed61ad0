//! The overview that a reader sees first.

use etown_domain::ReadScope;
use etown_domain::bonded::book::BookStatus;
use etown_domain::bonded::list::ListStatus;
use etown_values::{CivilDate, Instant};
use rusqlite::Row;

use super::select::Select;
use super::{Queries, number, optional_instant, variant};
use crate::fault::QueryFault;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    pub books_by_status: Vec<(BookStatus, u64)>,
    pub lists_by_status: Vec<(ListStatus, u64)>,
    pub open_tasks: u64,
    pub open_exceptions: u64,
    /// Entries that the reader may see.
    pub entries: u64,
    pub last_entry_at: Option<Instant>,
    /// Lines of posted lists.
    pub posted_lines: u64,
    /// Periods that are not counted yet although their cycle ends today or has ended.
    pub periods_due: u64,
    /// Trucks that are held now.
    pub trucks_held: u64,
}

impl Queries {
    /// Counts what lies within the scope, and held trucks within the scope of slips.
    pub fn overview(
        &self,
        scope: &ReadScope,
        slip_scope: &ReadScope,
        today: CivilDate,
    ) -> Result<Overview, QueryFault> {
        let trucks_held = self.trucks_held(slip_scope)?;
        let periods_due = self.periods_due(scope, today)?;
        let scope = self.scope(scope)?;
        let own = scope.condition("enterprise");
        let books =
            Select::from("SELECT status, count(*) FROM book").such_that(format!("{own} GROUP BY status"));
        let lists =
            Select::from("SELECT status, count(*) FROM list").such_that(format!("{own} GROUP BY status"));
        let tasks = format!("closed_position IS NULL AND {}", scope.tasks());
        let exceptions = format!("resolved_position IS NULL AND {own}");
        let posted = format!("posted_position IS NOT NULL AND {own}");
        let entries = if scope.is_zone() {
            Select::from("SELECT count(*), max(instant) FROM entry")
        } else {
            let concerned = format!(
                "position IN (SELECT position FROM entry_enterprise WHERE {own}
                              UNION SELECT position FROM entry_part WHERE {})",
                scope.own_parts()
            );
            Select::from("SELECT count(*), max(instant) FROM entry").such_that(concerned)
        };
        let read_entries = |row: &Row<'_>| Ok((number(row, 0)?, optional_instant(row, 1)?));
        let (entries, last_entry_at) = entries.first(self.connection(), read_entries)?.unwrap_or((0, None));
        Ok(Overview {
            books_by_status: books
                .all(self.connection(), "status", |row| Ok((variant(row, 0)?, number(row, 1)?)))?,
            lists_by_status: lists
                .all(self.connection(), "status", |row| Ok((variant(row, 0)?, number(row, 1)?)))?,
            open_tasks: self.count("SELECT count(*) FROM task", tasks)?,
            open_exceptions: self.count("SELECT count(*) FROM exception", exceptions)?,
            entries,
            last_entry_at,
            periods_due,
            trucks_held,
            posted_lines: self.count("SELECT coalesce(sum(line_count), 0) FROM list", posted)?,
        })
    }

    pub(super) fn count(&self, head: &'static str, condition: String) -> Result<u64, QueryFault> {
        let counted =
            Select::from(head).such_that(condition).first(self.connection(), |row| number(row, 0))?;
        Ok(counted.unwrap_or(0))
    }
}
