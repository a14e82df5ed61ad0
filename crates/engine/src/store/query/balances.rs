//! Balances as of a date, added up in 128 bits: those of a book over the ranges of its entries, that of one item along the
//! chains of its accounts. They are never taken from the sums of today.

use std::collections::HashMap;

use etown_domain::ReadScope;
use etown_domain::kernel::ledger::Purpose;
use etown_values::{BookId, CivilDate, Measure, QuantityAmount};
use rusqlite::params;

use super::super::columns::{amount, date_number};
use super::super::database::as_integer;
use super::super::schema::POSTINGS_PER_ENTRY;
use super::select::Select;
use super::{Queries, parsed, variant};
use crate::fault::QueryFault;

/// What an account held at the end of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceRow {
    pub item: u32,
    pub part_number: String,
    pub measure: Measure,
    pub purpose: Purpose,
    pub balance: QuantityAmount,
}

impl Queries {
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
        let mut rows = accounts.all(self.connection(), "item, account.number", |row| {
            let balance = BalanceRow {
                item: row.get(1)?,
                part_number: row.get(2)?,
                measure: parsed(row, 3)?,
                purpose: variant(row, 4)?,
                balance: QuantityAmount::ZERO,
            };
            Ok((row.get::<_, i64>(0)?, balance))
        })?;
        match item {
            // The entries of the book are read once for all of its accounts.
            None => self.add_up_book(book, as_of, before_position, &mut rows)?,
            Some(_) => {
                for (account, row) in &mut rows {
                    row.balance = self.add_up_account(*account, as_of, before_position)?;
                }
            }
        }
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    fn add_up_book(
        &self,
        book: i64,
        as_of: CivilDate,
        before_position: Option<u64>,
        rows: &mut [(i64, BalanceRow)],
    ) -> Result<(), QueryFault> {
        let mut sums: HashMap<i64, i128> = rows.iter().map(|(account, _)| (*account, 0)).collect();
        let mut transfers = self.connection().prepare_cached(
            "SELECT debit, credit, amount
             FROM book_entry CROSS JOIN transfer ON id >= position << 20 AND id < (position + 1) << 20
             WHERE book_entry.book = ?1 AND position < ?2 AND value_date <= ?3",
        )?;
        let before = before_position.map_or(i64::MAX, as_integer);
        let mut transfers = transfers.query(params![book, before, date_number(as_of)])?;
        while let Some(row) = transfers.next()? {
            let amount = amount(row, 2)?;
            for (account, amount) in [(row.get(0)?, amount), (row.get(1)?, amount.saturating_neg())] {
                // An entry may post on the accounts of other books as well.
                if let Some(sum) = sums.get_mut(&account) {
                    *sum = sum.saturating_add(amount);
                }
            }
        }
        for (account, row) in rows {
            row.balance = QuantityAmount::from_units(sums.get(account).copied().unwrap_or_default());
        }
        Ok(())
    }

    fn add_up_account(
        &self,
        account: i64,
        as_of: CivilDate,
        before_position: Option<u64>,
    ) -> Result<QuantityAmount, QueryFault> {
        let mut transfers = self.connection().prepare_cached(
            "WITH RECURSIVE chain (id) AS (
                 SELECT last_transfer FROM account_sums WHERE account = ?1
                 UNION ALL
                 SELECT iif(debit = ?1, debit_before, credit_before) FROM chain CROSS JOIN transfer USING (id))
             SELECT debit = ?1, amount FROM chain CROSS JOIN transfer USING (id)
             WHERE id < ?2 AND value_date <= ?3",
        )?;
        let before = before_position.map(|position| as_integer(position).saturating_mul(POSTINGS_PER_ENTRY));
        let before = before.unwrap_or(i64::MAX);
        let mut transfers = transfers.query(params![account, before, date_number(as_of)])?;
        let mut sum = 0_i128;
        while let Some(row) = transfers.next()? {
            let amount = amount(row, 1)?;
            sum = sum.saturating_add(if row.get(0)? { amount } else { amount.saturating_neg() });
        }
        Ok(QuantityAmount::from_units(sum))
    }
}
