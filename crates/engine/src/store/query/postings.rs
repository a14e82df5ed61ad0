//! Postings and balances as of a date. An account's postings are a range of its index; other questions read the ranges of
//! a book's entries, the range of a list, or the table from its end, so none of them sorts more than a few pages.

use std::cmp::Reverse;

use etown_domain::ReadScope;
use etown_domain::kernel::ledger::Purpose;
use etown_values::{BookId, CivilDate, ListId, Measure, QuantityAmount};
use rusqlite::Row;

use super::super::database::as_integer;
use super::super::project::ledger::{LIST, REPORT, amount};
use super::super::schema::POSTINGS_PER_ENTRY;
use super::super::words::word;
use super::select::{Select, cut};
use super::{Page, PageRequest, Queries, Scope, number, optional_parsed, parsed, variant};
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
}

impl DocumentKind {
    /// The kind that stands in the tables.
    pub(super) const fn of(number: i64) -> Self {
        match number {
            LIST => Self::List,
            REPORT => Self::Report,
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

/// What an account held at the end of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceRow {
    pub item: u32,
    pub part_number: String,
    pub measure: Measure,
    pub purpose: Purpose,
    pub balance: QuantityAmount,
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
            "SELECT posting.id, posting.value_date, book.id, account.item, unit.part, unit.measure,
            account.purpose, opposite.purpose, is_debit, amount, balance_after, document_kind,
            CASE document_kind WHEN 1 THEN (SELECT id FROM list WHERE key = document)
                WHEN 2 THEN (SELECT id FROM report WHERE key = document)
                ELSE (SELECT id FROM book WHERE key = (SELECT book FROM period WHERE key = document)) END,
            CASE document_kind WHEN 1 THEN (SELECT number FROM list WHERE key = document)
                WHEN 2 THEN (SELECT external_id FROM report WHERE key = document)
                ELSE (SELECT number FROM period WHERE key = document) END,
            line
     FROM ",
            $tables,
            " CROSS JOIN account ON account.number = posting.account
          JOIN unit ON unit.number = account.unit
          JOIN account opposite ON opposite.number = posting.opposite
          LEFT JOIN book ON book.key = account.book"
        )
    };
}

const POSTINGS: &str = postings_from!("posting");
/// Of the entries that post on a book's accounts; the range is that of `POSTINGS_PER_ENTRY`.
pub(crate) const POSTINGS_OF_BOOK: &str = postings_from!(
    "book_entry CROSS JOIN posting ON posting.id >= book_entry.position << 20
          AND posting.id < (book_entry.position + 1) << 20"
);

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
            let (select, order) = source.read(filter, after.as_ref());
            rows.extend(select.some(self.connection(), order, wanted, |row| {
                Ok((Cursor { id: row.get(0)?, value_date: row.get(1)? }, posting_row(row)?))
            })?);
        }
        // The order of the merged indexes is that of each of them.
        if filter.item.is_some() && filter.book.is_some() {
            rows.sort_by(|(one, _), (other, _)| {
                (&other.value_date, other.id).cmp(&(&one.value_date, one.id))
            });
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

    /// Returns what the accounts of a book, or of one item, held at the end of a value date.
    ///
    /// With a position it is what was known then: entries at or after it do not count.
    pub fn balances(
        &self,
        scope: &ReadScope,
        book: BookId,
        item: Option<u32>,
        as_of: CivilDate,
        before_position: Option<u64>,
    ) -> Result<Vec<BalanceRow>, QueryFault> {
        let Some(book) = self.book_key(scope, book)? else { return Ok(Vec::new()) };
        let accounts = Select::from(
            "SELECT account.number, item, unit.part, unit.measure, purpose
             FROM account JOIN unit ON unit.number = account.unit",
        );
        let accounts = accounts.and("book = ?", book).and_where("item = ?", item.map(i64::from));
        let accounts = accounts.all(self.connection(), "item, account.number", |row| {
            let balance = BalanceRow {
                item: row.get(1)?,
                part_number: row.get(2)?,
                measure: parsed(row, 3)?,
                purpose: variant(row, 4)?,
                balance: QuantityAmount::ZERO,
            };
            Ok((row.get::<_, i64>(0)?, balance))
        })?;
        let before_id =
            before_position.map(|position| as_integer(position).saturating_mul(POSTINGS_PER_ENTRY));
        let mut rows = Vec::with_capacity(accounts.len());
        for (account, mut row) in accounts {
            let postings = Select::from("SELECT is_debit, amount FROM posting")
                .and("account = ?", account)
                .and("value_date <= ?", as_of.to_string())
                .and_where("id < ?", before_id);
            let amounts = postings.all(self.connection(), "value_date, id", |row| {
                let amount = amount(row, 1)?;
                Ok(if row.get(0)? { amount } else { amount.saturating_neg() })
            })?;
            let sum = amounts.into_iter().fold(0_i128, i128::saturating_add);
            row.balance = QuantityAmount::from_units(sum);
            rows.push(row);
        }
        Ok(rows)
    }
}

impl Source {
    fn read(self, filter: &PostingFilter, after: Option<&Cursor>) -> (Select, &'static str) {
        let tables = if matches!(self, Self::Book(_)) { POSTINGS_OF_BOOK } else { POSTINGS };
        let select = Select::from(tables)
            .and_where("posting.value_date >= ?", filter.from.map(|date| date.to_string()))
            .and_where("posting.value_date <= ?", filter.until.map(|date| date.to_string()))
            .and_where("account.purpose = ?", filter.purpose.as_ref().map(word));
        let select = match self {
            Self::Account(_) => select,
            _ => select.and_where("posting.id < ?", after.map(|cursor| cursor.id)),
        };
        match self {
            Self::Everything => (select, "posting.id DESC"),
            Self::Book(book) => {
                let last = after.map(|cursor| cursor.id / POSTINGS_PER_ENTRY);
                let select = select.and("book_entry.book = ?", book);
                let select = select.and_where("book_entry.position <= ?", last);
                (select.and("account.book = ?", book), "book_entry.position DESC, posting.id DESC")
            }
            Self::List { key, position } => {
                let first = position.saturating_mul(POSTINGS_PER_ENTRY);
                let end = first.saturating_add(POSTINGS_PER_ENTRY);
                let select = select.and("posting.id >= ?", first).and("posting.id < ?", end);
                (select.and("document_kind = ?", LIST).and("document = ?", key), "posting.id DESC")
            }
            Self::Account(account) => {
                let mut select = select.and("posting.account = ?", account);
                if let Some(Cursor { id, value_date }) = after {
                    select = select
                        .and("posting.value_date <= ?", value_date.clone())
                        .and("(posting.value_date < ?", value_date.clone())
                        .or("posting.id < ?)", *id);
                }
                (select, "posting.value_date DESC, posting.id DESC")
            }
        }
    }
}

/// Where a page of postings ended.
struct Cursor {
    id: i64,
    value_date: String,
}

impl Cursor {
    fn text(&self) -> String {
        format!("{}:{}", self.value_date, self.id)
    }

    fn parse(text: &str) -> Result<Self, QueryFault> {
        let (date, id) = text.split_once(':').ok_or(QueryFault::BadCursor)?;
        let date: CivilDate = date.parse().map_err(|_not_a_date| QueryFault::BadCursor)?;
        let id = id.parse().map_err(|_not_a_number| QueryFault::BadCursor)?;
        Ok(Self { id, value_date: date.to_string() })
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
        value_date: parsed(row, 1)?,
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
