//! Periods of all books: which are due, and who decided what about one.

use std::collections::BTreeSet;

use etown_domain::ReadScope;
use etown_domain::bonded::period::PeriodStatus;
use etown_values::{BookId, CivilDate, EnterpriseId};

use super::super::super::words::word;
use super::super::select::Select;
use super::super::{Page, PageRequest, Queries, parsed};
use super::{PERIODS, PeriodDetail, PeriodRow, period_row};
use crate::fault::QueryFault;

/// Who decided what about a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodPeople {
    /// Who announced, counted, explained or applied.
    pub makers: BTreeSet<String>,
    pub accepted_by: Option<String>,
    pub closed_by: Option<String>,
}

impl PeriodDetail {
    /// Tells from the history who decided what, by the rules that the state follows.
    pub fn people(&self) -> PeriodPeople {
        let mut people = PeriodPeople::default();
        for (entry, _) in &self.history {
            let actor = entry.actor.clone();
            match entry.name.as_str() {
                "count_withdrawn" => people = PeriodPeople::default(),
                "verification_returned" => people.accepted_by = None,
                "verification_accepted" => people.accepted_by = Some(actor),
                "period_closed" => people.closed_by = Some(actor),
                _ => drop(people.makers.insert(actor)),
            }
        }
        people
    }
}

/// A period with its book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookPeriodRow {
    pub book: BookId,
    pub book_number: String,
    pub enterprise: EnterpriseId,
    pub enterprise_name: String,
    pub period: PeriodRow,
}

/// Which periods of all books are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodFilter {
    pub enterprise: Option<EnterpriseId>,
    pub status: Option<PeriodStatus>,
    /// Only periods that are not counted yet and may not end later than this day.
    pub due_until: Option<CivilDate>,
    /// Text in the book's number or the enterprise's name.
    pub text: Option<String>,
}

/// That a period runs: its count is not complete, and its book not closed.
const RUNNING: &str = "period.counted_position IS NULL AND book.status <> 'closed'";

impl Queries {
    /// Returns periods of all books that are seen, the one that must end first before the others.
    pub fn all_periods(
        &self,
        scope: &ReadScope,
        filter: &PeriodFilter,
        page: &PageRequest,
    ) -> Result<Page<BookPeriodRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("book.enterprise");
        let cursor = "printf('%s.%020d', period.due_on, period.key)";
        let mut select = Select::from(PERIODS)
            .such_that(condition)
            .and_where("enterprise.id = ?", filter.enterprise.map(|id| id.to_string()))
            .and_where("period.status = ?", filter.status.as_ref().map(word))
            .containing(&["book.number", "enterprise.name"], filter.text.as_deref());
        if let Some(last) = filter.due_until {
            select = select.such_that(RUNNING).and("period.due_on <= ?", last.to_string());
        }
        let select = select.and_where(&format!("{cursor} > ?"), page.text()?);
        select.page(self.connection(), "period.due_on, period.key", page, |row| {
            let period = BookPeriodRow {
                book: parsed(row, 13)?,
                book_number: row.get(14)?,
                enterprise: parsed(row, 15)?,
                enterprise_name: row.get(16)?,
                period: period_row(row)?,
            };
            Ok((format!("{}.{:020}", period.period.due_on, row.get::<_, i64>(0)?), period))
        })
    }

    /// Counts the periods that are not counted yet although their cycle ends by the day.
    pub(in crate::store::query) fn periods_due(
        &self,
        scope: &ReadScope,
        day: CivilDate,
    ) -> Result<u64, QueryFault> {
        let condition = self.scope(scope)?.condition("book.enterprise");
        // A date is its own text in SQL; nothing else can stand in it.
        let due = format!("{RUNNING} AND period.due_on <= '{day}' AND {condition}");
        self.count("SELECT count(*) FROM period JOIN book ON book.key = period.book", due)
    }
}
