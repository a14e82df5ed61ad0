//! The tables of the query database. They are derived from the journal and may be dropped at any time, so there are no
//! migrations: another schema version means that the database is made anew.
//!
//! Amounts are integers in the unit's smallest part, written as decimal text: 64 bits would not hold all of them, and
//! SQL must not add up what it cannot hold. Each posting carries the balance after it.

mod bonded;
mod gate;
mod ledger;
mod period;
mod zone;

/// Changes with every change of the tables or of what is written into them.
pub(crate) const SCHEMA_VERSION: i64 = 9;

/// How far the ids of an entry's postings and moves of lots reach: an id is position * 2^20 + sequence. So the rows of a
/// document, which posts in one entry, and those of a book's entries are ranges of the table and need no index.
pub(crate) const POSTINGS_PER_ENTRY: i64 = 1 << 20;

/// The statements that make the tables, one text a domain.
pub(crate) const TABLES: [&str; 5] =
    [zone::ZONE, bonded::BONDED, ledger::LEDGER, period::PERIODS, gate::GATE];
