//! Periods of a book: their state, what was counted, and for each item the accounts at the cutoff with the count's result.

mod all;

use std::collections::BTreeMap;

use etown_domain::ReadScope;
use etown_domain::bonded::book::ItemClass;
use etown_domain::bonded::period::{AccountAtCutoff, DifferenceCause, ItemResult, PeriodStatus, Stage};
use etown_domain::bonded::verification::Primary;
use etown_domain::kernel::ledger::{AccountNumber, Purpose};
use etown_values::{BookId, CivilDate, Instant, Measure, Percent, QuantityAmount, UnitPrice};
use rusqlite::{Row, params};

use super::super::columns::{amount, date_number};
use super::select::Select;
use super::{
    HistoryRow, Page, PageRequest, Queries, instant, number, optional_number, optional_parsed,
    optional_variant, parsed, variant,
};
use crate::fault::QueryFault;

pub use all::{BookPeriodRow, PeriodFilter, PeriodPeople};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodRow {
    pub number: u32,
    pub begins: CivilDate,
    /// The last day on which it may end by the cycle that the enterprise chose.
    pub due_on: CivilDate,
    pub cutoff: Option<CivilDate>,
    pub status: PeriodStatus,
    /// Whether some of its count is compared with the record and the rest not yet.
    pub is_comparing: bool,
    pub revision: u64,
    pub counted_rows: u64,
    pub items: u64,
    pub differences: u64,
    pub explained: u64,
    /// The entry that completed record and count; the history tells of those that hold portions before.
    pub counted_position: Option<u64>,
    pub closed_position: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodDetail {
    pub row: PeriodRow,
    /// What happened to it, with the reasons given.
    pub history: Vec<(HistoryRow, Option<String>)>,
}

impl PeriodRow {
    /// Whether the period still runs although it should have ended before the day.
    pub fn is_overdue(&self, today: CivilDate) -> bool {
        self.counted_position.is_none() && self.closed_position.is_none() && self.due_on < today
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedRow {
    pub item: u32,
    pub part_number: String,
    pub name: String,
    pub measure: Measure,
    pub stage: Stage,
    pub version: Option<String>,
    pub quantity: QuantityAmount,
}

/// An item of a counted period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedItem {
    pub class: ItemClass,
    pub part_number: String,
    pub name: String,
    pub measure: Measure,
    /// The item's own tolerance, where its book names one.
    pub count_tolerance_percent: Option<Percent>,
    pub result: ItemResult,
    /// Its accounts at the cutoff by their purpose.
    pub accounts: Vec<(Purpose, AccountAtCutoff)>,
    pub primary: Primary,
    pub explanation: Option<ExplanationRow>,
}

/// Why an item differs, and who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplanationRow {
    pub cause: DifferenceCause,
    pub text: String,
    pub actor: String,
    pub position: u64,
    pub instant: Instant,
}

/// Which items of a counted period are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerifiedFilter {
    pub item: Option<u32>,
    /// Only items of which record and count differ.
    pub only_differences: bool,
}

/// A report that arrived after a cutoff and tells of something before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateReport {
    pub source: String,
    pub external_id: String,
    pub occurred_at: Instant,
    pub recorded_at: Instant,
    pub kind: String,
    pub position: u64,
}

const PERIODS: &str = "SELECT period.key, period.number, period.begins, period.cutoff, period.status, period.revision,
            (SELECT count(*) FROM period_count WHERE period = period.key),
            (SELECT count(*) FROM period_result WHERE period = period.key),
            (SELECT count(*) FROM period_result result WHERE result.period = period.key
                 AND result.theoretical <> result.physical),
            (SELECT count(*) FROM period_explanation WHERE period = period.key),
            counted_position, closed_position, period.due_on, book.id, book.number, enterprise.id, enterprise.name,
            period.is_comparing
     FROM period JOIN book ON book.key = period.book JOIN enterprise ON enterprise.key = book.enterprise";

impl Queries {
    /// Returns the periods of a book, latest first; none where the book is not seen.
    pub fn periods(
        &self,
        scope: &ReadScope,
        book: BookId,
        page: &PageRequest,
    ) -> Result<Page<PeriodRow>, QueryFault> {
        let before = page.number()?;
        let Some(book) = self.book_key(scope, book)? else {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        };
        let select = Select::from(PERIODS).and("period.book = ?", book);
        let select = select.and_where("period.number < ?", before);
        select.page(self.connection(), "period.number DESC", page, |row| {
            let period = period_row(row)?;
            Ok((period.number.to_string(), period))
        })
    }

    /// Returns one period with its history.
    pub fn period(
        &self,
        scope: &ReadScope,
        book: BookId,
        period: u32,
    ) -> Result<Option<PeriodDetail>, QueryFault> {
        let Some(key) = self.period_key(scope, book, period)? else { return Ok(None) };
        let select = Select::from(PERIODS).and("period.key = ?", key);
        let Some(row) = select.first(self.connection(), period_row)? else { return Ok(None) };
        let history = Select::from("SELECT position, instant, name, actor, reason FROM period_history");
        let history = history.and("period = ?", key).all(self.connection(), "position", |row| {
            let entry = HistoryRow {
                position: number(row, 0)?,
                instant: instant(row, 1)?,
                name: row.get(2)?,
                actor: row.get(3)?,
            };
            Ok((entry, row.get(4)?))
        })?;
        Ok(Some(PeriodDetail { row, history }))
    }

    fn period_key(&self, scope: &ReadScope, book: BookId, period: u32) -> Result<Option<i64>, QueryFault> {
        let Some(book) = self.book_key(scope, book)? else { return Ok(None) };
        let select = Select::from("SELECT key FROM period").and("book = ?", book);
        select.and("number = ?", i64::from(period)).first(self.connection(), |row| row.get(0))
    }

    /// Returns what was counted, of one item or of all, in order of items.
    pub fn counted(
        &self,
        scope: &ReadScope,
        book: BookId,
        period: u32,
        item: Option<u32>,
        page: &PageRequest,
    ) -> Result<Page<CountedRow>, QueryFault> {
        let after = page.text()?;
        let Some(key) = self.period_key(scope, book, period)? else {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        };
        let cursor = "printf('%010d %s %s', counted.item, counted.stage, counted.version)";
        let select = Select::from(
            "SELECT counted.item, part_number, name, measure, counted.stage, counted.version, counted.quantity,
                    printf('%010d %s %s', counted.item, counted.stage, counted.version)
             FROM period_count counted JOIN period ON period.key = counted.period
                  JOIN item ON item.book = period.book AND item.number = counted.item",
        );
        let select = select
            .and("counted.period = ?", key)
            .and_where("counted.item = ?", item.map(i64::from))
            .and_where(&format!("{cursor} > ?"), after);
        select.page(self.connection(), cursor, page, |row| {
            let version: String = row.get(5)?;
            let counted = CountedRow {
                item: row.get(0)?,
                part_number: row.get(1)?,
                name: row.get(2)?,
                measure: parsed(row, 3)?,
                stage: variant(row, 4)?,
                version: (!version.is_empty()).then_some(version),
                quantity: parsed(row, 6)?,
            };
            Ok((row.get(7)?, counted))
        })
    }

    /// Returns the items of a counted period in order of their numbers.
    pub fn verified(
        &self,
        scope: &ReadScope,
        book: BookId,
        period: u32,
        filter: VerifiedFilter,
        page: &PageRequest,
    ) -> Result<Page<VerifiedItem>, QueryFault> {
        let after = page.number()?;
        let Some(key) = self.period_key(scope, book, period)? else {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        };
        let select = Select::from(
            "SELECT result.item, item.class, part_number, name, measure, result.stock, result.work_in_progress,
                    result.finished, result.theoretical, result.physical, explanation.cause, explanation.text,
                    explanation.actor, explanation.position, entry.instant, item.count_tolerance_percent
             FROM period_result result JOIN period ON period.key = result.period
                  JOIN item ON item.book = period.book AND item.number = result.item
                  LEFT JOIN period_explanation explanation
                       ON explanation.period = result.period AND explanation.item = result.item
                  LEFT JOIN entry ON entry.position = explanation.position",
        );
        let select = select
            .and("result.period = ?", key)
            .and_where("result.item = ?", filter.item.map(i64::from))
            .and_where(
                "(result.theoretical <> result.physical) = ?",
                filter.only_differences.then_some(1_i64),
            )
            .and_where("result.item > ?", after);
        let mut items = select.page(self.connection(), "result.item", page, |row| {
            let item = verified_row(row)?;
            Ok((item.result.item.to_string(), item))
        })?;
        for item in &mut items.rows {
            item.accounts = self.accounts_at_cutoff(key, item.result.item)?;
            for (purpose, at) in &item.accounts {
                item.primary.add(*purpose, at);
            }
        }
        Ok(items)
    }

    fn accounts_at_cutoff(
        &self,
        period: i64,
        item: u32,
    ) -> Result<Vec<(Purpose, AccountAtCutoff)>, QueryFault> {
        let mut accounts = self.connection().prepare_cached(
            "SELECT account.purpose, account.number, at.opening, at.closing
             FROM period_balance at JOIN account ON account.number = at.account
             WHERE at.period = ?1 AND at.item = ?2 ORDER BY account.number",
        )?;
        let accounts = accounts.query_map(params![period, item], |row| {
            let account = AccountNumber(row.get(1)?);
            let (opening, closing) = (amount(row, 2)?, amount(row, 3)?);
            Ok((variant(row, 0)?, AccountAtCutoff { account, opening, closing }))
        })?;
        Ok(accounts.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the average price of each item's lots that a period began with or received, weighed by quantity.
    pub fn average_prices(
        &self,
        scope: &ReadScope,
        book: BookId,
        cutoff: CivilDate,
        begins: CivilDate,
        items: &[u32],
    ) -> Result<BTreeMap<u32, UnitPrice>, QueryFault> {
        let mut prices = BTreeMap::new();
        let Some(book) = self.book_key(scope, book)? else { return Ok(prices) };
        for item in items {
            let lots = Select::from(
                "SELECT lot.received, lot.unit_price
                 FROM lot JOIN account ON account.number = lot.account JOIN lot_sums ON lot_sums.lot = lot.number",
            );
            // A lot of an earlier period counts where something of it was left when this one began: it still is, or moved
            // since.
            let lots = lots
                .and("account.book = ?", book)
                .and("account.item = ?", i64::from(*item))
                .and("lot.received_on <= ?", cutoff.to_string())
                .and("(lot.is_open OR lot.received_on >= ?", begins.to_string())
                .or("lot_sums.last_moved_on >= ?)", date_number(begins));
            let lots = lots.all(self.connection(), "lot.number", |row| {
                Ok((amount(row, 0)?, optional_parsed::<UnitPrice>(row, 1)?))
            })?;
            let average = etown_domain::bonded::verification::average_price(lots.into_iter());
            if let Ok(Some(average)) = average {
                prices.insert(*item, average);
            }
        }
        Ok(prices)
    }

    /// Returns reports about a book that were recorded after a period was counted and tell of something until its cutoff.
    /// A period that was counted again knows the reports since its first count: they are booked to later days all the same.
    pub fn late_reports(
        &self,
        scope: &ReadScope,
        book: BookId,
        period: u32,
        cutoff_ends: Instant,
    ) -> Result<Vec<LateReport>, QueryFault> {
        let Some(key) = self.book_key(scope, book)? else { return Ok(Vec::new()) };
        let Some(period) = self.period_key(scope, book, period)? else { return Ok(Vec::new()) };
        let counted = "report.position > (SELECT min(position) FROM period_history WHERE period = ?
                 AND name IN ('count_compared', 'count_completed') AND position > coalesce((SELECT max(position)
                     FROM period_history withdrawn WHERE withdrawn.period = period_history.period
                         AND withdrawn.name = 'count_withdrawn'), -1))";
        let select = Select::from(
            "SELECT report.source, report.external_id, report.occurred_at, entry.instant, entry.kind, report.position
             FROM report JOIN entry ON entry.position = report.position",
        );
        let select = select
            .and("report.book = ?", key)
            .and(counted, period)
            .and("report.occurred_at < ?", cutoff_ends.microseconds());
        select.some(self.connection(), "report.position", 200, |row| {
            Ok(LateReport {
                source: row.get(0)?,
                external_id: row.get(1)?,
                occurred_at: instant(row, 2)?,
                recorded_at: instant(row, 3)?,
                kind: row.get(4)?,
                position: number(row, 5)?,
            })
        })
    }
}

fn period_row(row: &Row<'_>) -> rusqlite::Result<PeriodRow> {
    Ok(PeriodRow {
        number: row.get(1)?,
        begins: parsed(row, 2)?,
        cutoff: optional_parsed(row, 3)?,
        status: variant(row, 4)?,
        revision: number(row, 5)?,
        counted_rows: number(row, 6)?,
        items: number(row, 7)?,
        differences: number(row, 8)?,
        explained: number(row, 9)?,
        counted_position: optional_number(row, 10)?,
        closed_position: optional_number(row, 11)?,
        due_on: parsed(row, 12)?,
        is_comparing: row.get(17)?,
    })
}

fn verified_row(row: &Row<'_>) -> rusqlite::Result<VerifiedItem> {
    let explanation = match optional_variant(row, 10)? {
        Some(cause) => Some(ExplanationRow {
            cause,
            text: row.get(11)?,
            actor: row.get(12)?,
            position: number(row, 13)?,
            instant: instant(row, 14)?,
        }),
        None => None,
    };
    Ok(VerifiedItem {
        class: variant(row, 1)?,
        part_number: row.get(2)?,
        name: row.get(3)?,
        measure: parsed(row, 4)?,
        count_tolerance_percent: optional_parsed(row, 15)?,
        result: ItemResult {
            item: row.get(0)?,
            stock: amount(row, 5)?,
            work_in_progress: amount(row, 6)?,
            finished: amount(row, 7)?,
            theoretical: amount(row, 8)?,
            physical: amount(row, 9)?,
        },
        accounts: Vec::new(),
        primary: Primary::default(),
        explanation,
    })
}
