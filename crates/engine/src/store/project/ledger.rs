//! Units, accounts, holds and postings. The projection keeps the sums of the accounts it meets in memory and writes each
//! changed account once a transaction; every posting carries the balance after it.

use std::rc::Rc;

use etown_domain::kernel::ledger::{
    AccountNumber, Document, HoldNumber, LedgerEvent, Movement, MovementSet, UnitDefinition,
};
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};

use super::super::database::as_integer;
use super::super::schema::POSTINGS_PER_ENTRY;
use super::rows::{Insert, Values};
use super::{Applying, Caches};

/// A list as the document of a posting.
pub(crate) const LIST: i64 = 1;
/// A report as the document of a posting.
pub(crate) const REPORT: i64 = 2;
/// The verification of a period as the document of a posting.
pub(crate) const VERIFICATION: i64 = 3;

/// A draw on a cash pool as the document of a posting; its key is the position of the entry.
pub(crate) const DRAW: i64 = 4;

/// The sums of an account, in the unit's smallest part, and its book.
#[derive(Clone, Copy, Default)]
pub(super) struct AccountRow {
    book: Option<i64>,
    balance: i128,
    held_debit: i128,
    held_credit: i128,
    /// Whether the sums are newer here than in the database.
    is_changed: bool,
}

/// A posting that waits to be written.
pub(super) struct Posting {
    id: i64,
    account: u32,
    opposite: u32,
    value_date: Rc<str>,
    is_debit: bool,
    amount: i128,
    balance_after: i128,
    document: DocumentKey,
    line: u32,
}

impl Insert for Posting {
    const INTO: &'static str = "posting (id, account, opposite, value_date, is_debit, amount, balance_after,
                                         document_kind, document, line)";
    const COLUMNS: usize = 10;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.id)?;
        values.add(self.account)?;
        values.add(self.opposite)?;
        values.add(&*self.value_date)?;
        values.add(self.is_debit)?;
        values.add_amount(self.amount)?;
        values.add_amount(self.balance_after)?;
        values.add(self.document.kind)?;
        values.add(self.document.key)?;
        values.add(self.line)
    }
}

/// A document by its kind and the key of its row.
#[derive(Clone, Copy)]
pub(super) struct DocumentKey {
    pub(super) kind: i64,
    pub(super) key: i64,
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
                let row = AccountRow { book, ..AccountRow::default() };
                *place_of(&mut self.caches.accounts, *number) = Some(row);
                Ok(())
            }
            LedgerEvent::Transferred(set) => self.post(set),
            LedgerEvent::Held { hold, set } => self.hold(*hold, set),
            LedgerEvent::HoldPosted { hold, value_date } => {
                let set = MovementSet { value_date: *value_date, ..self.end_hold(*hold)? };
                self.post(&set)
            }
            LedgerEvent::HoldReleased { hold } => self.end_hold(*hold).map(|_set| ()),
            // What a cut tells apart is written down when the count is complete.
            LedgerEvent::CutSet { .. } | LedgerEvent::CutLifted { .. } | LedgerEvent::CutClosed { .. } => {
                Ok(())
            }
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

    pub(super) fn document(&mut self, document: Document) -> rusqlite::Result<DocumentKey> {
        Ok(match document {
            Document::List(list) => DocumentKey { kind: LIST, key: self.list(list)?.list },
            Document::Report(report) => {
                let sql = "SELECT key FROM report WHERE id = ?1";
                let key = self.one(sql, [report.to_string()], |row| row.get(0))?;
                DocumentKey { kind: REPORT, key }
            }
            Document::Verification { book, period } => {
                DocumentKey { kind: VERIFICATION, key: self.period(book, period)? }
            }
            Document::Draw(_) => DocumentKey { kind: DRAW, key: self.position },
        })
    }

    fn hold(&mut self, hold: HoldNumber, set: &MovementSet) -> rusqlite::Result<()> {
        for Movement { debit, credit, amount, .. } in &set.movements {
            self.change(*debit, |account| account.held_debit += amount)?;
            self.change(*credit, |account| account.held_credit += amount)?;
        }
        self.caches.new_holds.insert(hold, set.clone());
        Ok(())
    }

    fn end_hold(&mut self, hold: HoldNumber) -> rusqlite::Result<MovementSet> {
        let set = if let Some(set) = self.caches.new_holds.remove(&hold) {
            set
        } else {
            let sql = "DELETE FROM hold WHERE number = ?1 RETURNING set_text";
            let text: String = self.one(sql, [as_integer(hold.0)], |row| row.get(0))?;
            serde_json::from_str(&text)
                .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))?
        };
        for Movement { debit, credit, amount, .. } in &set.movements {
            self.change(*debit, |account| account.held_debit -= amount)?;
            self.change(*credit, |account| account.held_credit -= amount)?;
        }
        Ok(set)
    }

    fn post(&mut self, set: &MovementSet) -> rusqlite::Result<()> {
        let document = self.document(set.document)?;
        let date: Rc<str> = set.value_date.to_string().into();
        for movement in &set.movements {
            let amount = movement.amount;
            let debit = self.change(movement.debit, |account| account.balance += amount)?;
            let credit = self.change(movement.credit, |account| account.balance -= amount)?;
            let (one, other) = (movement.debit.0, movement.credit.0);
            self.posting((document, movement), (one, other), debit, &date)?;
            self.posting((document, movement), (other, one), credit, &date)?;
        }
        Ok(())
    }

    fn posting(
        &mut self,
        (document, movement): (DocumentKey, &Movement),
        (account, opposite): (u32, u32),
        after: AccountRow,
        value_date: &Rc<str>,
    ) -> rusqlite::Result<()> {
        if let Some(book) = after.book
            && self.posted_books.last() != Some(&book)
        {
            self.posted_books.push(book);
        }
        let posting = Posting {
            id: self.next_row(),
            account,
            opposite,
            value_date: Rc::clone(value_date),
            is_debit: account == movement.debit.0,
            amount: movement.amount,
            balance_after: after.balance,
            document,
            line: movement.line,
        };
        self.caches.postings.push(self.connection, posting)
    }

    /// Gives the next id of a row of this entry; such rows stand in the order of the journal.
    pub(super) fn next_row(&mut self) -> i64 {
        let id = self.position * POSTINGS_PER_ENTRY + self.rows;
        self.rows += 1;
        assert!(self.rows < POSTINGS_PER_ENTRY, "an entry of 8 MiB has fewer than 2^20 rows");
        id
    }

    /// Changes the sums of an account and returns them; the rules checked that they stay within range.
    fn change(
        &mut self,
        number: AccountNumber,
        change: impl FnOnce(&mut AccountRow),
    ) -> rusqlite::Result<AccountRow> {
        let place = place_of(&mut self.caches.accounts, number);
        let account = match place {
            Some(account) => account,
            None => place.insert(stored_account(self.connection, number)?),
        };
        change(account);
        let was_changed = std::mem::replace(&mut account.is_changed, true);
        let account = *account;
        if !was_changed {
            self.caches.changed_accounts.push(number);
        }
        Ok(account)
    }
}

/// Where an account's sums are kept; accounts are numbered without gaps.
fn place_of(accounts: &mut Vec<Option<AccountRow>>, number: AccountNumber) -> &mut Option<AccountRow> {
    let index = usize::try_from(number.0).expect("32 bits fit an index");
    if accounts.len() <= index {
        accounts.resize(index + 1, None);
    }
    &mut accounts[index]
}

fn stored_account(connection: &Connection, number: AccountNumber) -> rusqlite::Result<AccountRow> {
    let sql = "SELECT book, balance, held_debit, held_credit FROM account WHERE number = ?1";
    connection.prepare_cached(sql)?.query_row([number.0], |row| {
        Ok(AccountRow {
            book: row.get(0)?,
            balance: amount(row, 1)?,
            held_debit: amount(row, 2)?,
            held_credit: amount(row, 3)?,
            is_changed: false,
        })
    })
}

/// Writes the postings that wait, the changed accounts, and the holds that are open.
pub(super) fn write_back(connection: &Connection, caches: &mut Caches) -> rusqlite::Result<()> {
    caches.postings.flush(connection)?;
    let mut update = connection.prepare_cached(
        "UPDATE account SET balance = ?2, held_debit = ?3, held_credit = ?4 WHERE number = ?1",
    )?;
    let mut changed = std::mem::take(&mut caches.changed_accounts);
    changed.sort_unstable();
    for number in changed {
        let Some(row) = place_of(&mut caches.accounts, number) else { continue };
        row.is_changed = false;
        let sums = [row.balance, row.held_debit, row.held_credit].map(|sum| sum.to_string());
        update.execute(params![number.0, sums[0], sums[1], sums[2]])?;
    }
    for (hold, set) in std::mem::take(&mut caches.new_holds) {
        let text = serde_json::to_string(&set).expect("movements have a text form");
        let mut insert = connection.prepare_cached("INSERT INTO hold (number, set_text) VALUES (?1, ?2)")?;
        insert.execute(params![as_integer(hold.0), text])?;
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
