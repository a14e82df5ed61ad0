//! Lots: each layer of a stock with what is left of it, and every draw and return.

use std::collections::hash_map::Entry;

use etown_domain::bonded::lots::{LotDraw, LotMoves, LotOpening};
use rusqlite::{Connection, params};

use super::super::columns::{amount, amount_value, date_number};
use super::super::database::as_integer;
use super::ledger::DocumentKey;
use super::rows::{Insert, Or, Values};
use super::{Applying, Caches};

/// Lots kept in memory between transactions.
const LOTS_KEPT_MAX: usize = 200_000;

/// What is left of a lot, the end of its chain of moves, and whether the database says that there is anything.
#[derive(Clone, Copy)]
pub(super) struct LotRow {
    remaining: i128,
    last_move: Option<i64>,
    last_moved_on: Option<i64>,
    was_open: bool,
    is_changed: bool,
}

/// What is left of a lot, as it waits to be written.
pub(super) struct LotSums {
    lot: i64,
    row: LotRow,
}

impl Insert for LotSums {
    const INTO: &'static str = "lot_sums (lot, remaining, last_move, last_moved_on)";
    const COLUMNS: usize = 4;
    const OR: Or = Or::Replace;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.lot)?;
        values.add(amount_value(self.row.remaining))?;
        values.add(self.row.last_move)?;
        values.add(self.row.last_moved_on)
    }
}

/// A draw or return that waits to be written.
pub(super) struct LotMove {
    id: i64,
    lot: i64,
    amount: i128,
    value_date: i64,
    move_before: Option<i64>,
    document: DocumentKey,
    line: u32,
}

impl Insert for LotMove {
    const INTO: &'static str =
        "lot_move (id, lot, amount, value_date, move_before, document_kind, document, line)";
    const COLUMNS: usize = 8;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.id)?;
        values.add(self.lot)?;
        values.add(amount_value(self.amount))?;
        values.add(self.value_date)?;
        values.add(self.move_before)?;
        values.add(self.document.kind)?;
        values.add(self.document.key)?;
        values.add(self.line)
    }
}

impl Applying<'_> {
    pub(super) fn lots(&mut self, moves: &LotMoves) -> rusqlite::Result<()> {
        let document = self.document(moves.document)?;
        let received_on = moves.value_date.to_string();
        for opening in &moves.opened {
            self.open_lot(document, opening, &received_on)?;
        }
        let value_date = date_number(moves.value_date);
        for draw in &moves.returned {
            self.lot_move(document, draw, draw.amount, value_date)?;
        }
        for draw in &moves.drawn {
            self.lot_move(document, draw, -draw.amount, value_date)?;
        }
        Ok(())
    }

    fn open_lot(
        &mut self,
        document: DocumentKey,
        opening: &LotOpening,
        received_on: &str,
    ) -> rusqlite::Result<()> {
        let number = as_integer(opening.lot.0);
        self.run(
            "INSERT INTO lot (number, account, document_kind, document, line, received_on, received, is_open,
                              unit_price, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9)",
            params![
                number,
                opening.account.0,
                document.kind,
                document.key,
                opening.line,
                received_on,
                amount_value(opening.amount),
                opening.unit_price.map(|price| price.to_string()),
                self.position,
            ],
        )?;
        let row = LotRow {
            remaining: opening.amount,
            last_move: None,
            last_moved_on: None,
            was_open: true,
            is_changed: true,
        };
        self.caches.lots.insert(number, row);
        self.caches.changed_lots.push(number);
        Ok(())
    }

    fn lot_move(
        &mut self,
        document: DocumentKey,
        draw: &LotDraw,
        amount: i128,
        value_date: i64,
    ) -> rusqlite::Result<()> {
        let (lot, id) = (as_integer(draw.lot.0), self.next_row());
        let row = match self.caches.lots.entry(lot) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(place) => place.insert(stored_lot(self.connection, lot)?),
        };
        row.remaining += amount;
        let move_before = row.last_move.replace(id);
        row.last_moved_on = row.last_moved_on.max(Some(value_date));
        if !std::mem::replace(&mut row.is_changed, true) {
            self.caches.changed_lots.push(lot);
        }
        let row = LotMove { id, lot, amount, value_date, move_before, document, line: draw.line };
        self.caches.lot_moves.push(self.connection, row)
    }
}

fn stored_lot(connection: &Connection, lot: i64) -> rusqlite::Result<LotRow> {
    let sql = "SELECT remaining, last_move, last_moved_on FROM lot_sums WHERE lot = ?1";
    connection.prepare_cached(sql)?.query_row([lot], |row| {
        let remaining = amount(row, 0)?;
        Ok(LotRow {
            remaining,
            last_move: row.get(1)?,
            last_moved_on: row.get(2)?,
            was_open: remaining != 0,
            is_changed: false,
        })
    })
}

/// Writes the moves that wait and what is left of the lots that they moved.
pub(super) fn write_back(connection: &Connection, caches: &mut Caches) -> rusqlite::Result<()> {
    caches.lot_moves.flush(connection)?;
    // Whether a lot is open stands in an index, which is written only where it changes.
    let mut turn = connection.prepare_cached("UPDATE lot SET is_open = ?2 WHERE number = ?1")?;
    let mut changed = std::mem::take(&mut caches.changed_lots);
    changed.sort_unstable();
    for lot in changed {
        let Some(row) = caches.lots.get_mut(&lot) else { continue };
        let is_open = row.remaining != 0;
        if std::mem::replace(&mut row.was_open, is_open) != is_open {
            turn.execute(params![lot, is_open])?;
        }
        row.is_changed = false;
        caches.lot_sums.push(connection, LotSums { lot, row: *row })?;
    }
    caches.lot_sums.flush(connection)?;
    if caches.lots.len() > LOTS_KEPT_MAX {
        caches.lots.clear();
    }
    Ok(())
}
