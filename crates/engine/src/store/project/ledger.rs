//! Units, accounts, holds and transfers. The projection keeps the sums of the accounts it meets in memory and writes each
//! changed account once a transaction; every transfer carries the balances after it and names, for each of its two
//! accounts, the transfer before it in order of value dates. Almost always that is the last one.

use etown_domain::kernel::ledger::{
    AccountNumber, Document, HoldNumber, LedgerEvent, Movement, MovementSet, UnitDefinition,
};
use rusqlite::types::Type;
use rusqlite::{Connection, params};

use super::super::columns::{amount, amount_value, date_number};
use super::super::database::as_integer;
use super::super::schema::POSTINGS_PER_ENTRY;
use super::rows::{Insert, Or, Values};
use super::{Applying, Caches};

/// A list as the document of a posting.
pub(crate) const LIST: i64 = 1;
/// A report as the document of a posting.
pub(crate) const REPORT: i64 = 2;
/// The verification of a period as the document of a posting.
pub(crate) const VERIFICATION: i64 = 3;

/// A draw on a cash pool as the document of a posting; its key is the position of the entry.
pub(crate) const DRAW: i64 = 4;

/// A consignment to or from another zone as the document of a posting.
pub(crate) const CONSIGNMENT: i64 = 5;

/// The sums of an account, in the unit's smallest part, its book and the end of its chain of transfers.
#[derive(Clone, Copy, Default)]
pub(super) struct AccountRow {
    book: Option<i64>,
    balance: i128,
    held_debit: i128,
    held_credit: i128,
    last: Option<LastTransfer>,
    /// Whether the sums are newer here than in the database.
    is_changed: bool,
}

/// The last transfer of an account by value date.
#[derive(Clone, Copy)]
struct LastTransfer {
    id: i64,
    value_date: i64,
}

/// The sums of an account that wait to be written.
pub(super) struct AccountSums {
    account: u32,
    row: AccountRow,
}

impl Insert for AccountSums {
    const INTO: &'static str = "account_sums (account, balance, held_debit, held_credit, last_transfer)";
    const COLUMNS: usize = 5;
    const OR: Or = Or::Replace;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.account)?;
        values.add(amount_value(self.row.balance))?;
        values.add(amount_value(self.row.held_debit))?;
        values.add(amount_value(self.row.held_credit))?;
        values.add(self.row.last.map(|last| last.id))
    }
}

/// A transfer that waits to be written.
pub(super) struct Transfer {
    id: i64,
    movement: Movement,
    value_date: i64,
    debit: Side,
    credit: Side,
    document: DocumentKey,
}

/// What a transfer says of one of its accounts.
#[derive(Clone, Copy)]
struct Side {
    balance_after: i128,
    /// The transfer before it.
    before: Option<i64>,
}

impl Insert for Transfer {
    const INTO: &'static str = "transfer (id, debit, credit, amount, value_date, debit_after, credit_after,
                                          debit_before, credit_before, document_kind, document, line)";
    const COLUMNS: usize = 12;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.id)?;
        values.add(self.movement.debit.0)?;
        values.add(self.movement.credit.0)?;
        values.add(amount_value(self.movement.amount))?;
        values.add(self.value_date)?;
        values.add(amount_value(self.debit.balance_after))?;
        values.add(amount_value(self.credit.balance_after))?;
        values.add(self.debit.before)?;
        values.add(self.credit.before)?;
        values.add(self.document.kind)?;
        values.add(self.document.key)?;
        values.add(self.movement.line)
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
                    "INSERT INTO account (number, unit, owner, book, item, purpose) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![number.0, key.unit.0, owner, book, key.item, key.purpose.as_str()],
                )?;
                let row = AccountRow { book, ..AccountRow::default() };
                *place_of(&mut self.caches.accounts, *number) = Some(row);
                // Its sums are written at the end of the transaction like those of any account that changed.
                self.change(*number, |_account| ()).map(|_row| ())
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
            Document::Consignment(id) => DocumentKey { kind: CONSIGNMENT, key: self.consignment(id)? },
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
        let value_date = date_number(set.value_date);
        for movement in &set.movements {
            let id = self.next_transfer();
            let debit = self.follow(movement.debit, movement.amount, (id, value_date))?;
            let credit = self.follow(movement.credit, -movement.amount, (id, value_date))?;
            let transfer = Transfer { id, movement: *movement, value_date, debit, credit, document };
            self.caches.transfers.push(self.connection, transfer)?;
        }
        Ok(())
    }

    /// Moves the balance of an account and puts the transfer into its chain.
    fn follow(
        &mut self,
        number: AccountNumber,
        amount: i128,
        (id, value_date): (i64, i64),
    ) -> rusqlite::Result<Side> {
        let mut before = None;
        let mut is_late = false;
        let after = self.change(number, |account| {
            account.balance += amount;
            before = account.last.map(|last| last.id);
            is_late = account.last.is_some_and(|last| last.value_date > value_date);
            if !is_late {
                account.last = Some(LastTransfer { id, value_date });
            }
        })?;
        if let (true, Some(last)) = (is_late, before) {
            before = self.put_before(number, last, (id, value_date))?;
        }
        if let Some(book) = after.book
            && self.posted_books.last() != Some(&book)
        {
            self.posted_books.push(book);
        }
        Ok(Side { balance_after: after.balance, before })
    }

    /// Puts a transfer of an earlier value date, such as that of a verification, into the chain that ends with `last`;
    /// returns the one before it.
    fn put_before(
        &mut self,
        account: AccountNumber,
        last: i64,
        (id, value_date): (i64, i64),
    ) -> rusqlite::Result<Option<i64>> {
        // The chain may run through transfers that wait.
        self.caches.transfers.flush(self.connection)?;
        let find = "SELECT here.id, earlier.id
                    FROM (WITH RECURSIVE chain (id) AS (
                              VALUES (?1)
                              UNION ALL
                              SELECT iif(debit = ?2, debit_before, credit_before)
                              FROM chain CROSS JOIN transfer USING (id))
                          SELECT id FROM chain) chain
                         CROSS JOIN transfer here ON here.id = chain.id
                         LEFT JOIN transfer earlier
                             ON earlier.id = iif(here.debit = ?2, here.debit_before, here.credit_before)
                    WHERE earlier.id IS NULL OR earlier.value_date <= ?3 LIMIT 1";
        let (later, before): (i64, Option<i64>) =
            self.one(find, params![last, account.0, value_date], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.run(
            "UPDATE transfer SET debit_before = iif(debit = ?2, ?3, debit_before),
                                 credit_before = iif(debit = ?2, credit_before, ?3) WHERE id = ?1",
            params![later, account.0, id],
        )?;
        Ok(before)
    }

    /// Gives the id of the next transfer of this entry.
    fn next_transfer(&mut self) -> i64 {
        let id = self.position * POSTINGS_PER_ENTRY + self.postings;
        self.postings += 2;
        assert!(self.postings < POSTINGS_PER_ENTRY, "an entry of 8 MiB has fewer than 2^19 transfers");
        id
    }

    /// Gives the id of the next other row of this entry; such rows stand in the order of the journal.
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
    let sql = "SELECT book, balance, held_debit, held_credit, last.id, last.value_date
               FROM account JOIN account_sums sums ON sums.account = account.number
                    LEFT JOIN transfer last ON last.id = sums.last_transfer
               WHERE account.number = ?1";
    connection.prepare_cached(sql)?.query_row([number.0], |row| {
        let last = |id: i64| -> rusqlite::Result<_> { Ok(LastTransfer { id, value_date: row.get(5)? }) };
        Ok(AccountRow {
            book: row.get(0)?,
            balance: amount(row, 1)?,
            held_debit: amount(row, 2)?,
            held_credit: amount(row, 3)?,
            last: row.get::<_, Option<i64>>(4)?.map(last).transpose()?,
            is_changed: false,
        })
    })
}

/// Writes the transfers that wait, the changed accounts, and the holds that are open.
pub(super) fn write_back(connection: &Connection, caches: &mut Caches) -> rusqlite::Result<()> {
    caches.transfers.flush(connection)?;
    let mut changed = std::mem::take(&mut caches.changed_accounts);
    changed.sort_unstable();
    for number in changed {
        let Some(row) = place_of(&mut caches.accounts, number) else { continue };
        row.is_changed = false;
        caches.account_sums.push(connection, AccountSums { account: number.0, row: *row })?;
    }
    caches.account_sums.flush(connection)?;
    for (hold, set) in std::mem::take(&mut caches.new_holds) {
        let text = serde_json::to_string(&set).expect("movements have a text form");
        let mut insert = connection.prepare_cached("INSERT INTO hold (number, set_text) VALUES (?1, ?2)")?;
        insert.execute(params![as_integer(hold.0), text])?;
    }
    Ok(())
}
