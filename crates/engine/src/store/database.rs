//! Opening the query database: for the projection, which alone writes it, and for queries, which only read it.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use super::schema::{SCHEMA_VERSION, TABLES};
use crate::fault::EngineFault;
use crate::record::hex;

const STATEMENTS_CACHED: usize = 160;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Pages of the log after which it is written back, 4 KiB each: the rows that change with every movement lie in few pages,
/// so the longer the log the fewer of its pages are written back.
const CHECKPOINT_PAGES: u32 = 16_000;

/// How far a projection has come: which journal, how many entries, and the leaf hash of the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub journal: String,
    pub entries: u64,
    pub last_leaf: Vec<u8>,
}

/// Makes a new database for a journal.
pub(crate) fn create(path: &Path, journal: &str) -> Result<Connection, EngineFault> {
    let fault = EngineFault::database("making the query database");
    let make = || {
        let connection = Connection::open(path)?;
        prepare(&connection)?;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for tables in TABLES {
            connection.execute_batch(tables)?;
        }
        connection.execute(
            "INSERT INTO projection (id, journal, entries, last_leaf) VALUES (1, ?1, 0, x'')",
            params![journal],
        )?;
        connection.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        connection.execute_batch("COMMIT")?;
        Ok(connection)
    };
    make().map_err(fault)
}

/// Opens an existing database for writing and says how far it has come; `None` where it has another schema.
pub(crate) fn open(path: &Path) -> Result<Option<(Connection, Mark)>, EngineFault> {
    let fault = EngineFault::database("opening the query database");
    let open = || {
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        prepare(&connection)?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version != SCHEMA_VERSION {
            return Ok(None);
        }
        let damage: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if damage != "ok" {
            tracing::warn!(damage, "the query database is damaged");
            return Ok(None);
        }
        let mark = mark(&connection)?;
        Ok(mark.map(|mark| (connection, mark)))
    };
    open().map_err(fault)
}

/// Opens the database for queries alone.
pub(crate) fn open_for_queries(path: &Path) -> Result<Connection, EngineFault> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
        connection.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")?;
        Ok(connection)
    };
    open().map_err(EngineFault::database("opening the query database for queries"))
}

/// Records how far the projection has come, in the transaction of the entries themselves.
pub(crate) fn set_mark(connection: &Connection, entries: u64, last_leaf: &[u8]) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE projection SET entries = ?1, last_leaf = ?2 WHERE id = 1")?
        .execute(params![as_integer(entries), last_leaf])
        .map(|_rows| ())
}

fn mark(connection: &Connection) -> rusqlite::Result<Option<Mark>> {
    connection
        .query_row("SELECT journal, entries, last_leaf FROM projection WHERE id = 1", [], |row| {
            let entries: i64 = row.get(1)?;
            Ok(Mark {
                journal: row.get(0)?,
                entries: u64::try_from(entries).unwrap_or(0),
                last_leaf: row.get(2)?,
            })
        })
        .optional()
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    // What a crash takes from the projection is applied again from the journal, so NORMAL is safe here.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    // References are checked while testing; in production the rules have checked them, and each check is a look-up.
    connection.pragma_update(None, "foreign_keys", cfg!(debug_assertions))?;
    connection.pragma_update(None, "cache_size", -128_000)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// Positions and counts as SQLite integers.
///
/// # Panics
///
/// Panics beyond 2^63, which no journal reaches.
pub(crate) fn as_integer(number: u64) -> i64 {
    i64::try_from(number).expect("positions stay below 2^63")
}

/// Returns SHA-256 over every row of every table, in hexadecimal digits. The search index is left out: it has no rows
/// of its own.
pub(crate) fn digest(connection: &Connection) -> rusqlite::Result<String> {
    let mut tables = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'commodity_search%' ORDER BY name",
    )?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut state = Sha256::new();
    for table in tables {
        state.update(table.as_bytes());
        let columns = connection.prepare(&format!("SELECT * FROM {table}"))?.column_count();
        let order: Vec<String> = (1..=columns.min(3)).map(|column| column.to_string()).collect();
        let mut rows = connection.prepare(&format!("SELECT * FROM {table} ORDER BY {}", order.join(", ")))?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                update(&mut state, row.get_ref(column)?);
            }
        }
    }
    Ok(hex(&state.finalize()))
}

fn update(state: &mut Sha256, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => state.update([0]),
        ValueRef::Integer(number) => {
            state.update([1]);
            state.update(number.to_le_bytes());
        }
        ValueRef::Real(number) => {
            state.update([2]);
            state.update(number.to_le_bytes());
        }
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            state.update([3]);
            state.update(as_integer(u64::try_from(bytes.len()).unwrap_or(0)).to_le_bytes());
            state.update(bytes);
        }
    }
}
