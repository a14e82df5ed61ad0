//! The query database: SQL lives here and nowhere else, one file per domain, written by `project` and read by `query`.
//! It answers queries and decides nothing; it can be deleted and is then made anew from the journal.

pub(crate) mod bigram;
pub(crate) mod columns;
pub(crate) mod database;
pub(crate) mod project;
pub mod query;
pub(crate) mod schema;
pub(crate) mod words;
