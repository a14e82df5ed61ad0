//! Lots of an item, and the trace of a list: which lots its lines drew, and where each lot came from.

use etown_domain::ReadScope;
use etown_values::{BookId, CivilDate, ListId, QuantityAmount, UnitPrice};
use rusqlite::{Row, params};

use super::super::columns::{amount, date};
use super::super::database::as_integer;
use super::super::project::ledger::LIST;
use super::super::schema::POSTINGS_PER_ENTRY;
use super::postings::{DocumentKind, text_of};
use super::select::Select;
use super::{Page, PageRequest, Queries, number, optional_parsed, parsed};
use crate::fault::QueryFault;

/// Most draws that a trace follows.
const TRACE_ROWS_MAX: usize = 5_000;

/// A document line that opened a lot or moved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotSource {
    pub kind: DocumentKind,
    /// The list's, report's or consignment's id, or that of the book whose period was verified.
    pub id: String,
    /// The list's number, the report's external id, the number of the period, or the other zone's receipt.
    pub number: String,
    pub line: u32,
    /// The entry whose receipt proves it.
    pub position: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotRow {
    pub number: u64,
    pub item: u32,
    pub part_number: String,
    pub source: LotSource,
    pub received_on: CivilDate,
    pub received: QuantityAmount,
    /// What was left before the position asked for, or is left now.
    pub remaining: QuantityAmount,
    pub unit_price: Option<UnitPrice>,
}

/// Which lots are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotFilter {
    pub item: u32,
    /// Only lots with something left.
    pub is_open: bool,
    /// What was known then: entries at or after this position do not count.
    pub before_position: Option<u64>,
}

/// One draw on a lot (negative) or return to it (positive).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotMoveRow {
    pub quantity: QuantityAmount,
    pub value_date: CivilDate,
    pub document: LotSource,
}

/// The lots that a list drew, through productions as well, and those that it opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    pub drawn: Vec<TraceRow>,
    pub opened: Vec<LotRow>,
}

/// The kind and key of a document's row.
type DocumentRow = (i64, i64);

/// What one line of a document drew from one lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceRow {
    /// How many documents back: 0 for the list's own draws, 1 for those of the production that made what it drew, …
    pub depth: u32,
    /// The document that drew.
    pub drawn_by: LotSource,
    /// Positive: drawn from the lot.
    pub quantity: QuantityAmount,
    pub lot: LotRow,
}

const LOTS: &str = "SELECT lot.number, account.item, unit.part, lot.document_kind,
            CASE lot.document_kind WHEN 1 THEN (SELECT id FROM list WHERE key = lot.document)
                WHEN 2 THEN (SELECT id FROM report WHERE key = lot.document)
                WHEN 5 THEN (SELECT id FROM consignment WHERE key = lot.document)
                ELSE (SELECT id FROM book WHERE key = (SELECT book FROM period WHERE key = lot.document)) END,
            CASE lot.document_kind WHEN 1 THEN (SELECT number FROM list WHERE key = lot.document)
                WHEN 2 THEN (SELECT external_id FROM report WHERE key = lot.document)
                WHEN 5 THEN (SELECT number FROM consignment WHERE key = lot.document)
                ELSE (SELECT number FROM period WHERE key = lot.document) END,
            lot.line, lot.position, lot.received_on, lot.received, lot_sums.remaining, lot.unit_price
     FROM lot JOIN lot_sums ON lot_sums.lot = lot.number JOIN account ON account.number = lot.account
          JOIN unit ON unit.number = account.unit";

/// What is read of a move; the tables before it decide which ones.
macro_rules! moves_from {
    ($tables:literal) => {
        concat!(
            "SELECT lot_move.id, lot_move.document_kind,
            CASE lot_move.document_kind WHEN 1 THEN (SELECT id FROM list WHERE key = lot_move.document)
                WHEN 2 THEN (SELECT id FROM report WHERE key = lot_move.document)
                WHEN 5 THEN (SELECT id FROM consignment WHERE key = lot_move.document)
                ELSE (SELECT id FROM book WHERE key = (SELECT book FROM period WHERE key = lot_move.document)) END,
            CASE lot_move.document_kind WHEN 1 THEN (SELECT number FROM list WHERE key = lot_move.document)
                WHEN 2 THEN (SELECT external_id FROM report WHERE key = lot_move.document)
                WHEN 5 THEN (SELECT number FROM consignment WHERE key = lot_move.document)
                ELSE (SELECT number FROM period WHERE key = lot_move.document) END,
            lot_move.line, lot_move.amount, lot_move.value_date, lot_move.lot
     FROM ",
            $tables
        )
    };
}

const MOVES: &str = moves_from!("lot_move");
/// Of one lot, whose chain is followed from its last move.
const MOVES_OF_LOT: &str = moves_from!(
    "(WITH RECURSIVE chain (id) AS (
          SELECT last_move FROM lot_sums WHERE lot = ?
          UNION ALL
          SELECT move_before FROM chain CROSS JOIN lot_move USING (id))
      SELECT id FROM chain) chain
     CROSS JOIN lot_move ON lot_move.id = chain.id"
);

impl Queries {
    /// Returns the lots of an item, oldest first; none where the book is not seen.
    pub fn lots(
        &self,
        scope: &ReadScope,
        book: BookId,
        filter: LotFilter,
        page: &PageRequest,
    ) -> Result<Page<LotRow>, QueryFault> {
        let after = page.number()?;
        let Some(book) = self.book_key(scope, book)? else {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        };
        let before = filter.before_position.map(as_integer);
        let select = Select::from(LOTS)
            .and("account.book = ?", book)
            .and("account.item = ?", i64::from(filter.item))
            .and_where("lot.is_open = ?", (filter.is_open && before.is_none()).then_some(1_i64))
            .and_where("lot.position < ?", before)
            .and_where("lot.number > ?", after);
        let mut lots = select.page(self.connection(), "lot.number", page, |row| {
            let lot = lot_row(row)?;
            Ok((lot.number.to_string(), lot))
        })?;
        if let Some(before) = before {
            for lot in &mut lots.rows {
                lot.remaining = self.remaining_before(lot, before)?;
            }
            lots.rows.retain(|lot| !filter.is_open || !lot.remaining.is_zero());
        }
        Ok(lots)
    }

    /// What was left of a lot before a position: what is left now, without the moves since then.
    fn remaining_before(&self, lot: &LotRow, before: i64) -> Result<QuantityAmount, QueryFault> {
        let mut since = self.connection().prepare_cached(
            "WITH RECURSIVE chain (id, amount, move_before) AS (
                 SELECT lot_move.id, amount, move_before
                 FROM lot_sums CROSS JOIN lot_move ON lot_move.id = last_move
                 WHERE lot_sums.lot = ?1 AND lot_move.id >= ?2
                 UNION ALL
                 SELECT lot_move.id, lot_move.amount, lot_move.move_before
                 FROM chain CROSS JOIN lot_move ON lot_move.id = chain.move_before
                 WHERE lot_move.id >= ?2)
             SELECT amount FROM chain",
        )?;
        let first = before.saturating_mul(POSTINGS_PER_ENTRY);
        let mut rows = since.query(params![as_integer(lot.number), first])?;
        let mut left = lot.remaining.units();
        while let Some(row) = rows.next()? {
            left = left.saturating_sub(amount(row, 0)?);
        }
        Ok(QuantityAmount::from_units(left))
    }

    /// Returns a lot of a book with everything that was drawn from it or given back, in order.
    pub fn lot(
        &self,
        scope: &ReadScope,
        book: BookId,
        lot: u64,
    ) -> Result<Option<(LotRow, Vec<LotMoveRow>)>, QueryFault> {
        let Some(book) = self.book_key(scope, book)? else { return Ok(None) };
        let select = Select::from(LOTS).and("account.book = ?", book).and("lot.number = ?", as_integer(lot));
        let Some(found) = select.first(self.connection(), lot_row)? else { return Ok(None) };
        let moves = Select::from(MOVES_OF_LOT).value(as_integer(lot));
        let moves = moves.all(self.connection(), "lot_move.id", move_row)?;
        Ok(Some((found, moves)))
    }

    /// Returns which lots a list drew, and through productions where those lots came from; and the lots that it opened.
    /// Nothing where the list is not seen.
    pub fn trace(&self, scope: &ReadScope, list: ListId) -> Result<Option<Trace>, QueryFault> {
        let Some((key, _)) = self.list_key(scope, list)? else { return Ok(None) };
        let mut rows = Vec::new();
        let mut asked = vec![(LIST, key)];
        let mut next = vec![(LIST, key)];
        let mut depth = 0;
        while !next.is_empty() && rows.len() < TRACE_ROWS_MAX {
            let mut sources = Vec::new();
            for (kind, document) in next {
                for (row, source) in self.draws_of(kind, document, depth)? {
                    // What was imported ends the trace; what was made leads to what it was made of.
                    if row.lot.source.kind == DocumentKind::Report && !asked.contains(&source) {
                        asked.push(source);
                        sources.push(source);
                    }
                    rows.push(row);
                }
            }
            next = sources;
            depth += 1;
        }
        rows.truncate(TRACE_ROWS_MAX);
        let opened = Select::from(LOTS).and("lot.document = ?", key).and("lot.document_kind = ?", LIST);
        let opened = opened.some(self.connection(), "lot.number", TRACE_ROWS_MAX, lot_row)?;
        Ok(Some(Trace { drawn: rows, opened }))
    }

    /// What a document drew, each with the kind and key of the document that opened the lot.
    fn draws_of(
        &self,
        kind: i64,
        document: i64,
        depth: u32,
    ) -> Result<Vec<(TraceRow, DocumentRow)>, QueryFault> {
        // A list moves lots when it is posted, a report when it is recorded.
        let posted = match kind {
            LIST => Select::from("SELECT posted_position FROM list"),
            _ => Select::from("SELECT position FROM report"),
        };
        let posted = posted.and("key = ?", document).first(self.connection(), |row| row.get(0))?;
        let Some(Some(position)) = posted else { return Ok(Vec::new()) };
        let first = i64::saturating_mul(position, POSTINGS_PER_ENTRY);
        let moves = Select::from(MOVES)
            .and("lot_move.id >= ?", first)
            .and("lot_move.id < ?", first.saturating_add(POSTINGS_PER_ENTRY))
            .and("lot_move.document = ?", document)
            .and("lot_move.document_kind = ?", kind);
        let moves = moves.some(self.connection(), "lot_move.id", TRACE_ROWS_MAX, |row| {
            Ok((row.get::<_, i64>(7)?, move_row(row)?))
        })?;
        let mut rows = Vec::with_capacity(moves.len());
        for (lot, moved) in moves {
            let select = Select::from(LOTS).and("lot.number = ?", lot);
            let Some(found) = select.first(self.connection(), lot_row)? else { continue };
            let mut source = self
                .connection()
                .prepare_cached("SELECT document_kind, document FROM lot WHERE number = ?1")?;
            let source = source.query_row(params![lot], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let quantity = QuantityAmount::from_units(moved.quantity.units().saturating_neg());
            rows.push((TraceRow { depth, drawn_by: moved.document, quantity, lot: found }, source));
        }
        Ok(rows)
    }
}

fn lot_row(row: &Row<'_>) -> rusqlite::Result<LotRow> {
    Ok(LotRow {
        number: number(row, 0)?,
        item: row.get(1)?,
        part_number: row.get(2)?,
        source: LotSource {
            kind: DocumentKind::of(row.get(3)?),
            id: row.get(4)?,
            number: text_of(row, 5)?,
            line: row.get(6)?,
            position: number(row, 7)?,
        },
        received_on: parsed(row, 8)?,
        received: QuantityAmount::from_units(amount(row, 9)?),
        remaining: QuantityAmount::from_units(amount(row, 10)?),
        unit_price: optional_parsed(row, 11)?,
    })
}

fn move_row(row: &Row<'_>) -> rusqlite::Result<LotMoveRow> {
    let per_entry = u64::try_from(POSTINGS_PER_ENTRY).expect("it is positive");
    Ok(LotMoveRow {
        quantity: QuantityAmount::from_units(amount(row, 5)?),
        value_date: date(row, 6)?,
        document: LotSource {
            kind: DocumentKind::of(row.get(1)?),
            id: row.get(2)?,
            number: text_of(row, 3)?,
            line: row.get(4)?,
            position: number(row, 0)? / per_entry,
        },
    })
}
