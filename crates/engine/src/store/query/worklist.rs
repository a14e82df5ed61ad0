//! What waits for whom, and exceptions.

use etown_domain::kernel::worklist::TaskKind;
use etown_domain::{ReadScope, Role};
use etown_values::{
    BookId, ConsignmentId, EnterpriseId, ExceptionId, Instant, ListId, ReportId, SlipId, TaskId,
};
use rusqlite::Row;

use super::select::Select;
use super::{
    Page, PageRequest, Queries, instant, number, optional_instant, optional_number, optional_parsed, parsed,
    variant,
};
use crate::fault::QueryFault;

/// An open task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    pub id: TaskId,
    pub kind: TaskKind,
    /// The kind of the thing, such as `book`, `list` or `application`.
    pub subject_kind: String,
    pub subject_id: String,
    /// What people call it: a title, the number of a book, list or slip, or the name of a machine; none for an exception.
    pub subject_number: Option<String>,
    /// Who may complete it.
    pub role: Role,
    pub enterprise: Option<EnterpriseId>,
    pub enterprise_name: Option<String>,
    /// Who asked; someone else must complete it.
    pub maker: String,
    pub opened_at: Instant,
    pub opened_position: u64,
}

/// Whether an exception still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionState {
    Open,
    Resolved,
    Any,
}

/// Which exceptions are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExceptionFilter {
    pub state: ExceptionState,
    pub book: Option<BookId>,
    pub list: Option<ListId>,
    pub slip: Option<SlipId>,
}

impl From<ExceptionState> for ExceptionFilter {
    fn from(state: ExceptionState) -> Self {
        Self { state, book: None, list: None, slip: None }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionRow {
    pub id: ExceptionId,
    /// As written on the wire, such as `truck_not_named`.
    pub kind: String,
    /// None where nothing was heard in time.
    pub report: Option<ReportId>,
    pub book: Option<BookId>,
    pub book_number: Option<String>,
    pub list: Option<ListId>,
    pub list_number: Option<String>,
    /// The slip that was shown, where the register knows it.
    pub slip: Option<SlipId>,
    pub slip_number: Option<String>,
    pub consignment: Option<ConsignmentId>,
    pub consignment_number: Option<String>,
    pub enterprise: Option<EnterpriseId>,
    pub enterprise_name: Option<String>,
    pub detail: String,
    pub opened_at: Instant,
    pub opened_position: u64,
    pub resolved_at: Option<Instant>,
    pub resolved_position: Option<u64>,
    pub resolved_by: Option<String>,
    pub explanation: Option<String>,
}

impl Queries {
    /// Returns open tasks, oldest first; with a role those that its holders may complete.
    pub fn tasks(
        &self,
        scope: &ReadScope,
        role: Option<Role>,
        page: &PageRequest,
    ) -> Result<Page<TaskRow>, QueryFault> {
        let condition = self.scope(scope)?.tasks();
        let select = Select::from(
            "SELECT task.id, task.kind, subject_kind, subject_id, coalesce(task.title, book.number, list.number, slip.number, equipment.name), role,
                    enterprise.id, enterprise.name, task.maker, opened_at, opened_position
             FROM task LEFT JOIN enterprise ON enterprise.key = task.enterprise
                  LEFT JOIN book ON book.id = subject_id LEFT JOIN list ON list.id = subject_id
                  LEFT JOIN slip ON slip.id = subject_id LEFT JOIN equipment ON equipment.id = subject_id",
        );
        let select = select.such_that("closed_position IS NULL").such_that(condition);
        let select = select.and_where("role = ?", role.map(|role| role.as_str().to_owned()));
        let select = select.and_where("task.id > ?", page.id::<TaskId>()?);
        select.page(self.connection(), "task.id", page, |row| {
            let task = task_row(row)?;
            Ok((task.id.to_string(), task))
        })
    }

    /// Returns exceptions, latest first.
    pub fn exceptions(
        &self,
        scope: &ReadScope,
        filter: impl Into<ExceptionFilter>,
        page: &PageRequest,
    ) -> Result<Page<ExceptionRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("exception.enterprise");
        let filter = filter.into();
        let select = Select::from(EXCEPTIONS).such_that(condition).such_that(match filter.state {
            ExceptionState::Open => "resolved_position IS NULL",
            ExceptionState::Resolved => "resolved_position IS NOT NULL",
            ExceptionState::Any => "1",
        });
        let select = select
            .and_where("book.id = ?", filter.book.map(|id| id.to_string()))
            .and_where("list.id = ?", filter.list.map(|id| id.to_string()))
            .and_where("slip.id = ?", filter.slip.map(|id| id.to_string()));
        let select = select.and_where("exception.id < ?", page.id::<ExceptionId>()?);
        select.page(self.connection(), "exception.id DESC", page, |row| {
            let exception = exception_row(row)?;
            Ok((exception.id.to_string(), exception))
        })
    }

    pub fn exception(&self, scope: &ReadScope, id: ExceptionId) -> Result<Option<ExceptionRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("exception.enterprise");
        let select = Select::from(EXCEPTIONS).such_that(condition).and("exception.id = ?", id.to_string());
        select.first(self.connection(), exception_row)
    }
}

const EXCEPTIONS: &str = "SELECT exception.id, exception.kind, report, book.id, book.number, list.id, list.number,
            enterprise.id, enterprise.name, detail, opened_at, opened_position, resolved_at, resolved_position,
            resolved_by, explanation, slip.id, slip.number, consignment.id, consignment.number
     FROM exception LEFT JOIN book ON book.key = exception.book LEFT JOIN list ON list.key = exception.list
          LEFT JOIN slip ON slip.key = exception.slip
          LEFT JOIN consignment ON consignment.id = exception.consignment
          LEFT JOIN enterprise ON enterprise.key = exception.enterprise";

fn task_row(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    Ok(TaskRow {
        id: parsed(row, 0)?,
        kind: variant(row, 1)?,
        subject_kind: row.get(2)?,
        subject_id: row.get(3)?,
        subject_number: row.get(4)?,
        role: variant(row, 5)?,
        enterprise: optional_parsed(row, 6)?,
        enterprise_name: row.get(7)?,
        maker: row.get(8)?,
        opened_at: instant(row, 9)?,
        opened_position: number(row, 10)?,
    })
}

fn exception_row(row: &Row<'_>) -> rusqlite::Result<ExceptionRow> {
    Ok(ExceptionRow {
        id: parsed(row, 0)?,
        kind: row.get(1)?,
        report: optional_parsed(row, 2)?,
        book: optional_parsed(row, 3)?,
        book_number: row.get(4)?,
        list: optional_parsed(row, 5)?,
        list_number: row.get(6)?,
        enterprise: optional_parsed(row, 7)?,
        enterprise_name: row.get(8)?,
        detail: row.get(9)?,
        opened_at: instant(row, 10)?,
        opened_position: number(row, 11)?,
        resolved_at: optional_instant(row, 12)?,
        resolved_position: optional_number(row, 13)?,
        resolved_by: row.get(14)?,
        explanation: row.get(15)?,
        slip: optional_parsed(row, 16)?,
        slip_number: row.get(17)?,
        consignment: optional_parsed(row, 18)?,
        consignment_number: row.get(19)?,
    })
}
