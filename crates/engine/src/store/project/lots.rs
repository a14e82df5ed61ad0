//! Lots: each layer of a stock with what is left of it, and every draw and return.

use etown_domain::bonded::lots::LotMoves;
use etown_values::CivilDate;
use rusqlite::params;

use super::super::database::as_integer;
use super::Applying;
use super::ledger::{DocumentKey, amount};

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
        for draw in &moves.returned {
            self.lot_move(document, draw.lot.0, (draw.line, draw.amount), moves.value_date)?;
        }
        for draw in &moves.drawn {
            self.lot_move(document, draw.lot.0, (draw.line, -draw.amount), moves.value_date)?;
        }
        Ok(())
    }

    fn lot_move(
        &mut self,
        document: DocumentKey,
        lot: u64,
        (line, moved): (u32, i128),
        value_date: CivilDate,
    ) -> rusqlite::Result<()> {
        let number = as_integer(lot);
        let sql = "SELECT remaining FROM lot WHERE number = ?1";
        let remaining: i128 = self.one(sql, [number], |row| amount(row, 0))?;
        let left = remaining + moved;
        self.run(
            "UPDATE lot SET remaining = ?2, is_open = ?3 WHERE number = ?1",
            params![number, left.to_string(), left != 0],
        )?;
        let id = self.next_row();
        self.run(
            "INSERT INTO lot_move (id, lot, document_kind, document, line, amount, value_date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![id, number, document.kind, document.key, line, moved.to_string(), value_date.to_string()],
        )?;
        Ok(())
    }
}
