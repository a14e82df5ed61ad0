//! Postings: each transfer is one on either side. An account's postings are followed along its chain; other questions read
//! the ranges of a book's entries, the range of a list, or the table from its end, so none of them sorts more than a few
//! pages.
//!
//! Limits: a statement until a date, or a page of several accounts far from their end, follows the chain from its end.

use std::cmp::Reverse;

use etown_domain::ReadScope;
use etown_domain::kernel::ledger::Purpose;
use etown_values::{BookId, CivilDate, ListId, Measure, QuantityAmount};
use rusqlite::{OptionalExtension as _, Row, params};

use super::super::columns::{amount, date, date_number};
use super::super::project::ledger::{CONSIGNMENT, LIST, REPORT};
use super::super::schema::POSTINGS_PER_ENTRY;
use super::super::words::word;
use super::select::{Select, cut};
use super::{Page, PageRequest, Queries, Scope, number, optional_parsed, variant};
use crate::fault::QueryFault;

/// Which postings are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostingFilter {
    pub list: Option<ListId>,
    pub book: Option<BookId>,
    /// Item number; it counts only together with a book.
    pub item: Option<u32>,
    pub purpose: Option<Purpose>,
    /// First and last value date.
    pub from: Option<CivilDate>,
    pub until: Option<CivilDate>,
}

/// Which side of a transfer a posting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Debit,
    Credit,
}

/// What a posting rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    List,
    Report,
    /// The verification that closed a period.
    Verification,
    /// Goods that went to another zone, or came from one.
    Consignment,
}

impl DocumentKind {
    /// The kind that stands in the tables.
    pub(super) const fn of(number: i64) -> Self {
        match number {
            LIST => Self::List,
            REPORT => Self::Report,
            CONSIGNMENT => Self::Consignment,
            _ => Self::Verification,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostingRow {
    /// Position of the entry.
    pub position: u64,
    /// Number of the posting within the entry, from 0.
    pub sequence: u64,
    pub value_date: CivilDate,
    pub book: Option<BookId>,
    pub item: Option<u32>,
    pub part_number: Option<String>,
    pub measure: Option<Measure>,
    pub purpose: Purpose,
    /// What the account on the other side is for.
    pub opposite_purpose: Purpose,
    pub side: Side,
    pub amount: QuantityAmount,
    /// Balance of the account after this posting, in the order of entries.
    pub balance_after: QuantityAmount,
    pub document_kind: DocumentKind,
    /// The list's or the report's id, or that of the book whose period was verified.
    pub document_id: String,
    /// The list's number, the report's external id, or the number of the period.
    pub document_number: String,
    /// Line of the document, 0 for the document as a whole.
    pub line: u32,
}

/// Where the rows begin: the order decides which index is read.
#[derive(Clone, Copy)]
enum Source {
    Everything,
    List { key: i64, position: i64 },
    Book(i64),
    Account(i64),
}

/// What is read of a posting; the tables before it decide which ones.
macro_rules! postings_from {
    ($tables:literal) => {
        concat!(
            "SELECT transfer.id + 1 - is_debit, value_date, book.id, account.item, unit.part, unit.measure,
            account.purpose, opposite.purpose, is_debit, amount, iif(is_debit, debit_after, credit_after),
            document_kind,
            CASE document_kind WHEN 1 THEN (SELECT id FROM list WHERE key = document)
                WHEN 2 THEN (SELECT id FROM report WHERE key = document)
                WHEN 5 THEN (SELECT id FROM consignment WHERE key = document)
                ELSE (SELECT id FROM book WHERE key = (SELECT book FROM period WHERE key = document)) END,
            CASE document_kind WHEN 1 THEN (SELECT number FROM list WHERE key = document)
                WHEN 2 THEN (SELECT external_id FROM report WHERE key = document)
                WHEN 5 THEN (SELECT number FROM consignment WHERE key = document)
                ELSE (SELECT number FROM period WHERE key = document) END,
            line
     FROM ",
            $tables,
            " CROSS JOIN account ON account.number = iif(is_debit, debit, credit)
          JOIN unit ON unit.number = account.unit
          JOIN account opposite ON opposite.number = iif(is_debit, credit, debit)
          LEFT JOIN book ON book.key = account.book"
        )
    };
}

const POSTINGS: &str = postings_from!("transfer CROSS JOIN side");
/// Of the entries that post on a book's accounts; the range is that of `POSTINGS_PER_ENTRY`.
pub(crate) const POSTINGS_OF_BOOK: &str = postings_from!(
    "book_entry CROSS JOIN transfer ON transfer.id >= book_entry.position << 20
          AND transfer.id < (book_entry.position + 1) << 20 CROSS JOIN side"
);
/// Of one account, along its chain.
pub(crate) const POSTINGS_OF_ACCOUNT: &str = postings_from!(
    "(WITH RECURSIVE chain (id, account) AS (
          VALUES (?, ?)
          UNION ALL
          SELECT iif(debit = account, debit_before, credit_before), account
          FROM chain CROSS JOIN transfer USING (id) WHERE value_date >= ?)
      SELECT id, account FROM chain) chain
     CROSS JOIN transfer ON transfer.id = chain.id
     CROSS JOIN side ON is_debit = (debit = chain.account)"
);
/// The order of ranges.
const LATEST_ENTRY_FIRST: &str = "transfer.id DESC, is_debit";
pub(crate) const BOOK_ENTRY_FIRST: &str = "book_entry.position DESC, transfer.id DESC, is_debit";

impl Queries {
    /// Returns postings, latest entry first; of a single item by value date, latest first.
    pub fn postings(
        &self,
        scope: &ReadScope,
        filter: &PostingFilter,
        page: &PageRequest,
    ) -> Result<Page<PostingRow>, QueryFault> {
        let after = page.cursor.as_deref().map(Cursor::parse).transpose()?;
        let wanted = page.rows().saturating_add(1);
        let mut rows = Vec::new();
        for source in self.sources(scope, filter)? {
            let read =
                |row: &Row<'_>| Ok((Cursor { id: row.get(0)?, value_date: row.get(1)? }, posting_row(row)?));
            rows.extend(match source {
                Source::Account(account) => {
                    let start = self.start_of_chain(account, after.as_ref())?;
                    chain_of(account, start, filter, after.as_ref()).unordered(
                        self.connection(),
                        wanted,
                        read,
                    )
                }
                range => {
                    let (select, order) = range.read(filter, after.as_ref());
                    select.some(self.connection(), order, wanted, read)
                }
            }?);
        }
        // The order of what is merged is that of each source.
        if filter.item.is_some() && filter.book.is_some() {
            rows.sort_by_key(|(row, _)| std::cmp::Reverse((row.value_date, row.id)));
        } else {
            rows.sort_by_key(|(cursor, _)| Reverse(cursor.id));
        }
        rows.truncate(wanted);
        Ok(cut(rows.into_iter().map(|(cursor, row)| (cursor.text(), row)).collect(), page))
    }

    /// Returns where to read; nothing where the scope does not cover what is asked for.
    fn sources(&self, scope: &ReadScope, filter: &PostingFilter) -> Result<Vec<Source>, QueryFault> {
        if let Some(list) = filter.list {
            let found = self.list_key(scope, list)?;
            let posted = found.and_then(|(key, position)| Some(Source::List { key, position: position? }));
            return Ok(posted.into_iter().collect());
        }
        if let Some(book) = filter.book {
            let Some(book) = self.book_key(scope, book)? else { return Ok(Vec::new()) };
            let Some(item) = filter.item else { return Ok(vec![Source::Book(book)]) };
            let accounts = Select::from("SELECT number FROM account").and("book = ?", book);
            let accounts = accounts.and("item = ?", i64::from(item));
            let accounts = accounts.and_where("purpose = ?", filter.purpose.as_ref().map(word));
            return accounts.all(self.connection(), "number", |row| Ok(Source::Account(row.get(0)?)));
        }
        match self.scope(scope)? {
            Scope::Zone => Ok(vec![Source::Everything]),
            covered @ Scope::Some { .. } => {
                let books = Select::from("SELECT key FROM book").such_that(covered.condition("enterprise"));
                books.all(self.connection(), "key", |row| Ok(Source::Book(row.get(0)?)))
            }
        }
    }

    /// Where to begin in an account's chain: at its end, or at the posting before which a page ended where it is one of
    /// this account's own transfers.
    fn start_of_chain(&self, account: i64, after: Option<&Cursor>) -> Result<Option<i64>, QueryFault> {
        if let Some(Cursor { id, .. }) = after {
            let own = "SELECT id FROM transfer WHERE id = ?1 AND ?2 IN (debit, credit)";
            let mut own = self.connection().prepare_cached(own)?;
            let transfer = id - id.rem_euclid(2);
            if own.exists(params![transfer, account])? {
                return Ok(Some(transfer));
            }
        }
        let last = "SELECT last_transfer FROM account_sums WHERE account = ?1";
        let mut last = self.connection().prepare_cached(last)?;
        Ok(last.query_row([account], |row| row.get(0)).optional()?.flatten())
    }
}

/// The postings of an account along its chain, latest value date first.
fn chain_of(account: i64, start: Option<i64>, filter: &PostingFilter, after: Option<&Cursor>) -> Select {
    let from = date_number(filter.from.unwrap_or(CivilDate::MIN));
    let select = Select::from(POSTINGS_OF_ACCOUNT)
        .value(start)
        .value(account)
        .value(from)
        .and("value_date >= ?", from);
    let select = narrowed(select, filter);
    match after {
        None => select,
        Some(Cursor { id, value_date }) => select
            .and("(value_date < ?", *value_date)
            .or("(value_date = ?", *value_date)
            .also("transfer.id + 1 - is_debit < ?))", *id),
    }
}

fn narrowed(select: Select, filter: &PostingFilter) -> Select {
    select
        .and_where("value_date <= ?", filter.until.map(date_number))
        .and_where("account.purpose = ?", filter.purpose.as_ref().map(word))
}

impl Source {
    /// Reads a range of the table, latest entry first.
    fn read(self, filter: &PostingFilter, after: Option<&Cursor>) -> (Select, &'static str) {
        let tables = if matches!(self, Self::Book(_)) { POSTINGS_OF_BOOK } else { POSTINGS };
        let select = narrowed(Select::from(tables), filter)
            .and_where("value_date >= ?", filter.from.map(date_number))
            .and_where("transfer.id <= ?", after.map(|cursor| cursor.id))
            .and_where("transfer.id + 1 - is_debit < ?", after.map(|cursor| cursor.id));
        match self {
            Self::Book(book) => {
                let last = after.map(|cursor| cursor.id / POSTINGS_PER_ENTRY);
                let select = select.and("book_entry.book = ?", book);
                let select = select.and_where("book_entry.position <= ?", last);
                (select.and("account.book = ?", book), BOOK_ENTRY_FIRST)
            }
            Self::List { key, position } => {
                let first = position.saturating_mul(POSTINGS_PER_ENTRY);
                let end = first.saturating_add(POSTINGS_PER_ENTRY);
                let select = select.and("transfer.id >= ?", first).and("transfer.id < ?", end);
                (select.and("document_kind = ?", LIST).and("document = ?", key), LATEST_ENTRY_FIRST)
            }
            Self::Everything | Self::Account(_) => (select, LATEST_ENTRY_FIRST),
        }
    }
}

/// Where a page of postings ended.
struct Cursor {
    id: i64,
    /// As a number.
    value_date: i64,
}

impl Cursor {
    fn text(&self) -> String {
        format!("{}:{}", self.value_date, self.id)
    }

    fn parse(text: &str) -> Result<Self, QueryFault> {
        let (date, id) = text.split_once(':').ok_or(QueryFault::BadCursor)?;
        let number = |text: &str| text.parse::<i64>().ok().filter(|number| *number >= 0);
        match (number(date), number(id)) {
            (Some(value_date), Some(id)) => Ok(Self { id, value_date }),
            _ => Err(QueryFault::BadCursor),
        }
    }
}

/// Reads a column that holds text or a number as text.
pub(super) fn text_of(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Integer(number) => Ok(number.to_string()),
        _ => row.get(column),
    }
}

fn posting_row(row: &Row<'_>) -> rusqlite::Result<PostingRow> {
    let id = number(row, 0)?;
    let per_entry = u64::try_from(POSTINGS_PER_ENTRY).expect("it is positive");
    Ok(PostingRow {
        position: id / per_entry,
        sequence: id % per_entry,
        value_date: date(row, 1)?,
        book: optional_parsed(row, 2)?,
        item: row.get(3)?,
        part_number: row.get(4)?,
        measure: optional_parsed(row, 5)?,
        purpose: variant(row, 6)?,
        opposite_purpose: variant(row, 7)?,
        side: if row.get(8)? { Side::Debit } else { Side::Credit },
        amount: QuantityAmount::from_units(amount(row, 9)?),
        balance_after: QuantityAmount::from_units(amount(row, 10)?),
        document_kind: DocumentKind::of(row.get(11)?),
        document_id: row.get(12)?,
        document_number: text_of(row, 13)?,
        line: row.get(14)?,
    })
}
