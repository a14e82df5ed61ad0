//! Lots: each layer of a stock with what is left of it, and every draw and return.

use std::collections::btree_map::Entry;
use std::rc::Rc;

use etown_domain::bonded::lots::{LotMoves, LotNumber};
use rusqlite::{Connection, params};

use super::super::database::as_integer;
use super::ledger::{DocumentKey, amount};
use super::rows::{Insert, Values};
use super::{Applying, Caches};

/// What is left of a lot, and whether the database says that there is anything.
pub(super) struct LotRow {
    remaining: i128,
    was_open: bool,
}

/// A draw or return that waits to be written.
pub(super) struct LotMove {
    id: i64,
    lot: i64,
    document: DocumentKey,
    line: u32,
    amount: i128,
    value_date: Rc<str>,
}

impl Insert for LotMove {
    const INTO: &'static str = "lot_move (id, lot, document_kind, document, line, amount, value_date)";
    const COLUMNS: usize = 7;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.id)?;
        values.add(self.lot)?;
        values.add(self.document.kind)?;
        values.add(self.document.key)?;
        values.add(self.line)?;
        values.add_amount(self.amount)?;
        values.add(&*self.value_date)
    }
}

impl Applying<'_> {
    pub(super) fn lots(&mut self, moves: &LotMoves) -> rusqlite::Result<()> {
        let document = self.document(moves.document)?;
        for opening in &moves.opened {
            let (received, price) = (opening.amount.to_string(), opening.unit_price);
            self.run(
                "INSERT INTO lot (number, account, document_kind, document, line, received_on, received, remaining,
                                  is_open, unit_price, position)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 1, ?8, ?9)",
                params![
                    as_integer(opening.lot.0),
                    opening.account.0,
                    document.kind,
                    document.key,
                    opening.line,
                    moves.value_date.to_string(),
                    received,
                    price.map(|price| price.to_string()),
                    self.position,
                ],
            )?;
        }
        let date: Rc<str> = moves.value_date.to_string().into();
        for draw in &moves.returned {
            self.lot_move(document, draw.lot, (draw.line, draw.amount), &date)?;
        }
        for draw in &moves.drawn {
            self.lot_move(document, draw.lot, (draw.line, -draw.amount), &date)?;
        }
        Ok(())
    }

    fn lot_move(
        &mut self,
        document: DocumentKey,
        lot: LotNumber,
        (line, moved): (u32, i128),
        value_date: &Rc<str>,
    ) -> rusqlite::Result<()> {
        let number = as_integer(lot.0);
        let kept = match self.caches.changed_lots.entry(number) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(place) => {
                let sql = "SELECT remaining FROM lot WHERE number = ?1";
                let mut select = self.connection.prepare_cached(sql)?;
                let remaining = select.query_row([number], |row| amount(row, 0))?;
                place.insert(LotRow { remaining, was_open: remaining != 0 })
            }
        };
        kept.remaining += moved;
        let (id, value_date) = (self.next_row(), Rc::clone(value_date));
        let row = LotMove { id, lot: number, document, line, amount: moved, value_date };
        self.caches.lot_moves.push(self.connection, row)
    }
}

/// Writes the moves that wait and what is left of the lots that they moved.
pub(super) fn write_back(connection: &Connection, caches: &mut Caches) -> rusqlite::Result<()> {
    caches.lot_moves.flush(connection)?;
    let mut update = connection.prepare_cached("UPDATE lot SET remaining = ?2 WHERE number = ?1")?;
    // Whether a lot is open stands in an index, which is written only where it changes.
    let mut turn = connection.prepare_cached("UPDATE lot SET is_open = ?2 WHERE number = ?1")?;
    for (number, LotRow { remaining, was_open }) in std::mem::take(&mut caches.changed_lots) {
        update.execute(params![number, remaining.to_string()])?;
        if was_open != (remaining != 0) {
            turn.execute(params![number, remaining != 0])?;
        }
    }
    Ok(())
}
