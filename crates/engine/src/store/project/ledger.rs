//! Units, accounts, holds and postings. The projection keeps the sums of the accounts it meets in memory and writes each
//! changed account once a transaction; every posting carries the balance after it.

use etown_domain::kernel::ledger::{
    AccountNumber, Document, HoldNumber, LedgerEvent, Transfer, UnitDefinition,
};
use etown_values::CivilDate;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};

use super::super::database::as_integer;
use super::super::schema::POSTINGS_PER_ENTRY;
use super::{Applying, Caches};

/// A list as the document of a posting.
pub(crate) const LIST: i64 = 1;
/// A report as the document of a posting.
pub(crate) const REPORT: i64 = 2;

/// The sums of an account, in the unit's smallest part, and its book.
#[derive(Clone, Copy)]
pub(super) struct AccountRow {
    book: Option<i64>,
    balance: i128,
    held_debit: i128,
    held_credit: i128,
}

/// A transfer as the tables know it.
#[derive(Clone, Copy)]
struct Movement {
    debit: u32,
    credit: u32,
    amount: i128,
    document_kind: i64,
    document: i64,
    line: u32,
}

impl Applying<'_> {
    pub(super) fn ledger(&mut self, event: &LedgerEvent) -> rusqlite::Result<()> {
        match event {
            LedgerEvent::UnitRegistered { number, definition } => self.unit(number.0, definition),
            LedgerEvent::AccountOpened { number, key, .. } => {
                let owner = self.concerns(key.owner)?;
                let book = key.book.map(|id| self.book(id)).transpose()?.map(|keys| keys.book);
                self.run(
                    "INSERT INTO account (number, unit, owner, book, item, purpose, balance, held_debit, held_credit)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, '0', '0', '0')",
                    params![number.0, key.unit.0, owner, book, key.item, key.purpose.as_str()],
                )?;
                let row = AccountRow { book, balance: 0, held_debit: 0, held_credit: 0 };
                self.caches.accounts.insert(number.0, row);
                Ok(())
            }
            LedgerEvent::Transferred(transfer) => {
                let movement = self.movement(transfer)?;
                self.post(movement, transfer.value_date)
            }
            LedgerEvent::Held { hold, transfer } => self.hold(*hold, transfer),
            LedgerEvent::HoldPosted { hold, value_date } => {
                let movement = self.end_hold(*hold)?;
                self.post(movement, *value_date)
            }
            LedgerEvent::HoldReleased { hold } => self.end_hold(*hold).map(|_movement| ()),
        }
    }

    fn unit(&mut self, number: u32, definition: &UnitDefinition) -> rusqlite::Result<()> {
        let (currency, registrar, part, measure) = match definition {
            UnitDefinition::Currency(currency) => (Some(currency.code()), None, None, None),
            UnitDefinition::Goods { registrar, part, measure } => {
                (None, Some(self.enterprise(*registrar)?), Some(part.as_str()), Some(measure.symbol()))
            }
        };
        self.run(
            "INSERT INTO unit (number, currency, registrar, part, measure) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![number, currency, registrar, part, measure],
        )?;
        Ok(())
    }

    fn movement(&mut self, transfer: &Transfer) -> rusqlite::Result<Movement> {
        let (document_kind, document) = match transfer.source.document {
            Document::List(list) => (LIST, self.list(list)?.list),
            Document::Report(report) => {
                let sql = "SELECT key FROM report WHERE id = ?1";
                (REPORT, self.one(sql, [report.to_string()], |row| row.get(0))?)
            }
        };
        Ok(Movement {
            debit: transfer.debit.0,
            credit: transfer.credit.0,
            amount: transfer.amount,
            document_kind,
            document,
            line: transfer.source.line,
        })
    }

    fn hold(&mut self, hold: HoldNumber, transfer: &Transfer) -> rusqlite::Result<()> {
        let movement = self.movement(transfer)?;
        self.run(
            "INSERT INTO hold (number, debit, credit, amount, document_kind, document, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                as_integer(hold.0),
                movement.debit,
                movement.credit,
                movement.amount.to_string(),
                movement.document_kind,
                movement.document,
                movement.line,
            ],
        )?;
        self.change(transfer.debit, |account| account.held_debit += movement.amount)?;
        self.change(transfer.credit, |account| account.held_credit += movement.amount)?;
        Ok(())
    }

    fn end_hold(&mut self, hold: HoldNumber) -> rusqlite::Result<Movement> {
        let sql = "DELETE FROM hold WHERE number = ?1
             RETURNING debit, credit, amount, document_kind, document, line";
        let movement = self.one(sql, [as_integer(hold.0)], |row| {
            Ok(Movement {
                debit: row.get(0)?,
                credit: row.get(1)?,
                amount: amount(row, 2)?,
                document_kind: row.get(3)?,
                document: row.get(4)?,
                line: row.get(5)?,
            })
        })?;
        self.change(AccountNumber(movement.debit), |account| account.held_debit -= movement.amount)?;
        self.change(AccountNumber(movement.credit), |account| account.held_credit -= movement.amount)?;
        Ok(movement)
    }

    fn post(&mut self, movement: Movement, value_date: CivilDate) -> rusqlite::Result<()> {
        let debit =
            self.change(AccountNumber(movement.debit), |account| account.balance += movement.amount)?;
        let credit =
            self.change(AccountNumber(movement.credit), |account| account.balance -= movement.amount)?;
        let date = value_date.to_string();
        self.posting(movement, (movement.debit, movement.credit), debit, &date)?;
        self.posting(movement, (movement.credit, movement.debit), credit, &date)
    }

    fn posting(
        &mut self,
        movement: Movement,
        (account, opposite): (u32, u32),
        after: AccountRow,
        value_date: &str,
    ) -> rusqlite::Result<()> {
        let id = self.position * POSTINGS_PER_ENTRY + self.postings;
        self.postings += 1;
        assert!(self.postings < POSTINGS_PER_ENTRY, "an entry of 8 MiB has fewer than 2^20 postings");
        self.run(
            "INSERT INTO posting (id, account, opposite, book, value_date, is_debit, amount, balance_after,
                                  document_kind, document, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                id,
                account,
                opposite,
                after.book,
                value_date,
                account == movement.debit,
                movement.amount.to_string(),
                after.balance.to_string(),
                movement.document_kind,
                movement.document,
                movement.line,
            ],
        )?;
        Ok(())
    }

    /// Changes the sums of an account and returns them; the rules checked that they stay within range.
    fn change(
        &mut self,
        number: AccountNumber,
        change: impl FnOnce(&mut AccountRow),
    ) -> rusqlite::Result<AccountRow> {
        let number = number.0;
        if !self.caches.accounts.contains_key(&number) {
            let sql = "SELECT book, balance, held_debit, held_credit FROM account WHERE number = ?1";
            let row = self.one(sql, [number], |row| {
                Ok(AccountRow {
                    book: row.get(0)?,
                    balance: amount(row, 1)?,
                    held_debit: amount(row, 2)?,
                    held_credit: amount(row, 3)?,
                })
            })?;
            self.caches.accounts.insert(number, row);
        }
        let account = self.caches.accounts.get_mut(&number).expect("it was inserted above");
        change(account);
        self.caches.changed_accounts.insert(number);
        Ok(*account)
    }
}

/// Writes the changed accounts to their rows.
pub(super) fn write_back(connection: &Connection, caches: &mut Caches) -> rusqlite::Result<()> {
    let mut update = connection.prepare_cached(
        "UPDATE account SET balance = ?2, held_debit = ?3, held_credit = ?4 WHERE number = ?1",
    )?;
    for number in std::mem::take(&mut caches.changed_accounts) {
        let Some(row) = caches.accounts.get(&number) else { continue };
        let sums = [row.balance, row.held_debit, row.held_credit].map(|sum| sum.to_string());
        update.execute(params![number, sums[0], sums[1], sums[2]])?;
    }
    Ok(())
}

/// Reads an amount in the unit's smallest part from its decimal text.
pub(crate) fn amount(row: &Row<'_>, column: usize) -> rusqlite::Result<i128> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error: std::num::ParseIntError| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
    })
}
