//! The tables of the query database. They are derived from the journal and may be dropped at any time, so there are no
//! migrations: another schema version means that the database is made anew.
//!
//! Amounts are integers in the unit's smallest part. Where 64 bits may not hold them they stand as decimal text, so SQL
//! must never add them up. Each transfer carries the balances after it.

mod bonded;
mod gate;
mod ledger;
mod period;
mod zone;

/// Changes with every change of the tables or of what is written into them.
pub(crate) const SCHEMA_VERSION: i64 = 11;

/// How far the ids of an entry's transfers and moves of lots reach: an id is position * 2^20 + sequence. So the rows of a
/// document, which posts in one entry, and those of a book's entries are ranges of the table and need no index. The id of
/// a transfer is even; its two postings have this id on the debit side and the next one on the credit side.
pub(crate) const POSTINGS_PER_ENTRY: i64 = 1 << 20;

/// The statements that make the tables, one text a domain.
pub(crate) const TABLES: [&str; 5] =
    [zone::ZONE, bonded::BONDED, ledger::LEDGER, period::PERIODS, gate::GATE];
