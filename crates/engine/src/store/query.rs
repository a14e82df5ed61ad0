//! Questions to the query database. Every question takes a scope, and none returns a row outside it: what a reader may
//! not see is answered as if it did not exist. Rows are plain data; the edge decides how to show them.

mod access;
mod balances;
mod books;
mod equipment;
mod home;
mod issues;
mod journal;
mod lists;
mod lots;
mod parameters;
mod parties;
mod periods;
pub(crate) mod postings;
mod select;
mod slips;
mod worklist;

use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use etown_domain::{ReadScope, Role};
use etown_values::Instant;
use rusqlite::types::Type;
use rusqlite::{Connection, Row};
use serde::de::DeserializeOwned;

use super::database::open_for_queries;
use super::words::from_word;
use crate::fault::{EngineFault, QueryFault};
use crate::log::LogReader;

pub use access::{GrantRow, UserRow};
pub use balances::BalanceRow;
pub use books::{BomEntryRow, BomRowOut, BomVersionRow, BookFilter, BookRow, ItemFilter, ItemRow};
pub use equipment::{EquipmentFilter, EquipmentHistoryRow, EquipmentRow};
pub use home::Overview;
pub use issues::IssueRow;
pub use journal::{EntryDetail, EntryFilter, EntryRow};
pub use lists::{HistoryRow, LineRow, ListDetail, ListFilter, ListRow, TruckRow};
pub use lots::{LotFilter, LotMoveRow, LotRow, LotSource, Trace, TraceRow};
pub use parameters::{CalendarDayRow, CalendarYearRow, CommodityRow, ParameterRow};
pub use parties::{EnterpriseRow, GroupRow, MandateRow};
pub use periods::{
    BookPeriodRow, CountedRow, ExplanationRow, LateReport, PeriodDetail, PeriodFilter, PeriodPeople,
    PeriodRow, VerifiedFilter, VerifiedItem,
};
pub use postings::{DocumentKind, PostingFilter, PostingRow, Side};
pub use slips::{HeldTruckRow, HoldRow, SlipDetail, SlipFilter, SlipRow, SlipTruckRow};
pub use worklist::{ExceptionFilter, ExceptionRow, ExceptionState, TaskRow};

/// Most rows of a page.
pub const ROWS_MAX: u32 = 200;
/// Connections kept open between questions.
const POOLED_MAX: usize = 16;

/// A part of a list, and where to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// Given back in the next request; none on the last page.
    pub next_cursor: Option<String>,
}

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// Rows wanted, 1 to 200; other numbers count as the nearest of these.
    pub limit: u32,
    pub cursor: Option<String>,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { limit: 50, cursor: None }
    }
}

/// Connections that wait for the next question.
pub(crate) struct Pool {
    path: PathBuf,
    waiting: Mutex<Vec<(u64, Connection)>>,
}

/// A read-only connection; questions asked one after another see the database as it is each time.
pub struct Queries {
    connection: Option<Connection>,
    file: u64,
    pool: Arc<Pool>,
    reader: LogReader,
}

impl Pool {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, waiting: Mutex::new(Vec::new()) }
    }

    /// Takes a connection to the file that is there now; one that was made anew has another file number.
    pub(crate) fn take(self: &Arc<Self>, reader: LogReader) -> Result<Queries, EngineFault> {
        let found = std::fs::metadata(&self.path).map_err(EngineFault::file("find", &self.path))?;
        let file = found.ino();
        let pooled = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.retain(|(of_file, _)| *of_file == file);
            waiting.pop()
        };
        let connection = match pooled {
            Some((_, connection)) => connection,
            None => open_for_queries(&self.path)?,
        };
        Ok(Queries { connection: Some(connection), file, pool: Arc::clone(self), reader })
    }
}

impl Drop for Queries {
    fn drop(&mut self) {
        let mut waiting = self.pool.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = self.connection.take()
            && waiting.len() < POOLED_MAX
        {
            waiting.push((self.file, connection));
        }
    }
}

impl Queries {
    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("a connection is given back only when it is dropped")
    }

    /// Returns the keys of the enterprises that the scope covers.
    fn scope(&self, scope: &ReadScope) -> Result<Scope, QueryFault> {
        let (enterprises, desks) = match scope {
            ReadScope::Zone => return Ok(Scope::Zone),
            ReadScope::Enterprises(enterprises) => (enterprises, None),
            ReadScope::Desks { desks, enterprises } => (enterprises, Some(desks)),
        };
        let mut find = self.connection().prepare_cached("SELECT key FROM enterprise WHERE id = ?1")?;
        let mut keys = Vec::with_capacity(enterprises.len());
        for id in enterprises {
            let mut rows = find.query([id.to_string()])?;
            if let Some(row) = rows.next()? {
                keys.push(row.get(0)?);
            }
        }
        let desks = desks.into_iter().flatten().copied().collect();
        Ok(Scope::Some { enterprises: keys, desks })
    }
}

/// A scope in the keys of the tables.
enum Scope {
    Zone,
    Some {
        enterprises: Vec<i64>,
        /// Desks that read their parts of the journal and their tasks whole.
        desks: Vec<Role>,
    },
}

impl Scope {
    /// The condition that a column with an enterprise's key lies within the scope. Keys are numbers, so they are written
    /// into the statement as they are.
    fn condition(&self, column: &str) -> String {
        match self {
            Self::Zone => "1".into(),
            Self::Some { enterprises: keys, .. } if keys.is_empty() => "0".into(),
            Self::Some { enterprises: keys, .. } => {
                let keys: Vec<String> = keys.iter().map(i64::to_string).collect();
                format!("{column} IN ({})", keys.join(", "))
            }
        }
    }

    /// The condition that a row of `entry_part` belongs to a part whose desk the scope holds. The names are the program's.
    fn own_parts(&self) -> String {
        let parts = self.desks().iter().flat_map(|desk| desk.parts()).map(|part| format!("'{part}'"));
        format!("part IN ({})", parts.collect::<Vec<_>>().join(", "))
    }

    /// The condition that a task concerns the scope's enterprises or waits for a desk of the scope.
    fn tasks(&self) -> String {
        let desks: Vec<String> = self.desks().iter().map(|desk| format!("'{}'", desk.as_str())).collect();
        format!("({} OR task.role IN ({}))", self.condition("task.enterprise"), desks.join(", "))
    }

    fn desks(&self) -> &[Role] {
        match self {
            Self::Zone => &[],
            Self::Some { desks, .. } => desks,
        }
    }

    fn is_zone(&self) -> bool {
        matches!(self, Self::Zone)
    }
}

/// Reads a column whose text is a value of the wanted type.
fn parsed<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_error| unreadable(column, &text))
}

pub(super) fn optional_parsed<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_error| unreadable(column, &text))).transpose()
}

/// Reads a column whose text is the name of a variant.
pub(super) fn variant<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    from_word(&text).ok_or_else(|| unreadable(column, &text))
}

fn optional_variant<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| from_word(&text).ok_or_else(|| unreadable(column, &text))).transpose()
}

fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Instant> {
    Ok(Instant::from_microseconds(row.get(column)?))
}

fn optional_instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Instant>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Instant::from_microseconds))
}

/// Reads a position or a count.
fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_negative| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

fn optional_number(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<u64>> {
    let number: Option<i64> = row.get(column)?;
    let convert = |number| {
        u64::try_from(number).map_err(|_negative| rusqlite::Error::IntegralValueOutOfRange(column, number))
    };
    number.map(convert).transpose()
}

fn unreadable(column: usize, text: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        column,
        Type::Text,
        format!("{text:?} is not expected here").into(),
    )
}
