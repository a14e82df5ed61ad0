//! Account books, their items with balances, and bills of materials.

use etown_domain::ReadScope;
use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{BookKind, BookStatus, ConsumptionPoint, FilingStatus, ItemClass, Pause};
use etown_domain::kernel::ledger::Purpose;
use etown_values::{
    BookId, CivilDate, Currency, EnterpriseId, HsCode, Instant, Measure, Percent, QuantityAmount,
    UnitConsumption, UnitPrice,
};
use rusqlite::{Row, params};

use super::super::columns::amount;
use super::super::words::word;
use super::select::Select;
use super::{
    Page, PageRequest, Queries, instant, number, optional_parsed, optional_variant, parsed, variant,
};
use crate::fault::QueryFault;

/// Which books are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookFilter {
    pub enterprise: Option<EnterpriseId>,
    pub kind: Option<BookKind>,
    pub status: Option<BookStatus>,
    /// Text in the number or in the enterprise's name.
    pub text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookRow {
    pub id: BookId,
    pub number: String,
    pub enterprise: EnterpriseId,
    pub enterprise_name: String,
    pub kind: BookKind,
    pub consumption_point: Option<ConsumptionPoint>,
    pub status: BookStatus,
    pub pause: Pause,
    pub valid_until: CivilDate,
    pub verification_cycle_months: u32,
    pub change_count: u32,
    pub revision: u64,
    pub item_count: u64,
    pub open_exceptions: u64,
    pub filed_position: u64,
}

/// Which items are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemFilter {
    pub class: Option<ItemClass>,
    /// Text in part number, name or commodity code.
    pub text: Option<String>,
}

/// An item with its balances, in its measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    pub number: u32,
    pub class: ItemClass,
    pub part_number: String,
    pub hs_code: HsCode,
    /// Description of the code's first six digits in the latest nomenclature.
    pub hs_description: Option<String>,
    pub name: String,
    pub measure: Measure,
    pub unit_price: UnitPrice,
    pub currency: Currency,
    /// The item's own tolerance of a count, where the book names one.
    pub count_tolerance_percent: Option<Percent>,
    pub status: FilingStatus,
    pub is_used: bool,
    /// Directions in which customs has paused this item alone.
    pub pause: Pause,
    /// Stands on the account.
    pub actual: QuantityAmount,
    /// Held on the way in.
    pub pre_in: QuantityAmount,
    /// Held on the way out.
    pub pre_out: QuantityAmount,
    /// Actual less what is held on the way out.
    pub available: QuantityAmount,
    /// What will stand when every hold is posted.
    pub projected: QuantityAmount,
    /// What moved so far, by where it came from or went to; never below zero but for reversed movements.
    pub totals: Vec<(Purpose, QuantityAmount)>,
}

/// One version of a product's bill of materials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BomVersionRow {
    pub product: u32,
    pub version: String,
    pub status: FilingStatus,
    pub is_used: bool,
    pub rows: Vec<BomRowOut>,
}

/// When a version was last filed or approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BomEntryRow {
    pub version: String,
    /// The entry that filed it, or approved it since.
    pub position: u64,
    pub instant: Instant,
}

/// One material of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BomRowOut {
    pub row: BomRow,
    /// Net consumption over the share that is not lost.
    pub unit_consumption: UnitConsumption,
}

const BOOKS: &str =
    "SELECT book.key, book.id, number, enterprise.id, enterprise.name, kind, consumption_point, status,
            pause, valid_until, verification_cycle_months, change_count, revision,
            (SELECT count(*) FROM item WHERE item.book = book.key),
            (SELECT count(*) FROM exception WHERE exception.book = book.key AND resolved_position IS NULL),
            filed_position
     FROM book JOIN enterprise ON enterprise.key = book.enterprise";
const ITEMS: &str = "SELECT number, class, part_number, hs_code,
            (SELECT description FROM commodity WHERE code = substr(hs_code, 1, 6)
             ORDER BY effective_from DESC LIMIT 1),
            name, measure, unit_price, currency, status, is_used, pause, count_tolerance_percent
     FROM item";

impl Queries {
    /// Returns books, latest first.
    pub fn books(
        &self,
        scope: &ReadScope,
        filter: &BookFilter,
        page: &PageRequest,
    ) -> Result<Page<BookRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("book.enterprise");
        let select = Select::from(BOOKS)
            .such_that(condition)
            .and_where("enterprise.id = ?", filter.enterprise.map(|id| id.to_string()))
            .and_where("kind = ?", filter.kind.as_ref().map(word))
            .and_where("status = ?", filter.status.as_ref().map(word))
            .containing(&["number", "enterprise.name", "enterprise.name_english"], filter.text.as_deref())
            .and_where("book.key < ?", page.number()?);
        select.page(self.connection(), "book.key DESC", page, |row| {
            Ok((row.get::<_, i64>(0)?.to_string(), book_row(row)?))
        })
    }

    pub fn book(&self, scope: &ReadScope, id: BookId) -> Result<Option<BookRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("book.enterprise");
        let select = Select::from(BOOKS).such_that(condition).and("book.id = ?", id.to_string());
        select.first(self.connection(), book_row)
    }

    /// Returns the key of a book within the scope.
    pub(super) fn book_key(&self, scope: &ReadScope, id: BookId) -> Result<Option<i64>, QueryFault> {
        let condition = self.scope(scope)?.condition("enterprise");
        let select = Select::from("SELECT key FROM book").such_that(condition).and("id = ?", id.to_string());
        select.first(self.connection(), |row| row.get(0))
    }

    /// Returns the items of a book with their balances, in order of their numbers; none where the book is not seen.
    pub fn items(
        &self,
        scope: &ReadScope,
        book: BookId,
        filter: &ItemFilter,
        page: &PageRequest,
    ) -> Result<Page<ItemRow>, QueryFault> {
        let after = page.number()?;
        let Some(book) = self.book_key(scope, book)? else {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        };
        let select = Select::from(ITEMS)
            .and("book = ?", book)
            .and_where("class = ?", filter.class.as_ref().map(word))
            .containing(&["part_number", "name", "hs_code"], filter.text.as_deref())
            .and_where("number > ?", after);
        let mut items = select.page(self.connection(), "number", page, |row| {
            let item = item_row(row)?;
            Ok((item.number.to_string(), item))
        })?;
        for item in &mut items.rows {
            self.add_balances(book, item)?;
        }
        Ok(items)
    }

    pub fn item(&self, scope: &ReadScope, book: BookId, item: u32) -> Result<Option<ItemRow>, QueryFault> {
        let Some(book) = self.book_key(scope, book)? else { return Ok(None) };
        let select = Select::from(ITEMS).and("book = ?", book).and("number = ?", i64::from(item));
        let mut found = select.first(self.connection(), item_row)?;
        if let Some(item) = &mut found {
            self.add_balances(book, item)?;
        }
        Ok(found)
    }

    fn add_balances(&self, book: i64, item: &mut ItemRow) -> Result<(), QueryFault> {
        let mut accounts = self.connection().prepare_cached(
            "SELECT purpose, balance, held_debit, held_credit
             FROM account JOIN account_sums ON account_sums.account = account.number
             WHERE book = ?1 AND item = ?2 ORDER BY number",
        )?;
        let accounts = accounts.query_map(params![book, item.number], |row| {
            Ok((variant::<Purpose>(row, 0)?, amount(row, 1)?, amount(row, 2)?, amount(row, 3)?))
        })?;
        for account in accounts {
            let (purpose, balance, held_debit, held_credit) = account?;
            let quantity = QuantityAmount::from_units;
            if purpose == Purpose::Stock {
                item.actual = quantity(balance);
                item.pre_in = quantity(held_debit);
                item.pre_out = quantity(held_credit);
                item.available = quantity(balance.saturating_sub(held_credit));
                item.projected = quantity(balance.saturating_add(held_debit).saturating_sub(held_credit));
            } else {
                let moved = if purpose.is_source() { balance.saturating_neg() } else { balance };
                item.totals.push((purpose, quantity(moved)));
            }
        }
        item.totals.sort_by_key(|(purpose, _)| *purpose);
        Ok(())
    }

    /// Returns the versions of a book's bills of materials, of one product where it is named.
    pub fn boms(
        &self,
        scope: &ReadScope,
        book: BookId,
        product: Option<u32>,
        page: &PageRequest,
    ) -> Result<Page<BomVersionRow>, QueryFault> {
        let after = page.number()?;
        let Some(book) = self.book_key(scope, book)? else {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        };
        let select = Select::from("SELECT key, product, version, status, is_used FROM bom")
            .and("book = ?", book)
            .and_where("product = ?", product.map(i64::from))
            .and_where("key > ?", after);
        let mut versions = select.page(self.connection(), "key", page, |row| {
            let key: i64 = row.get(0)?;
            let version = BomVersionRow {
                product: row.get(1)?,
                version: row.get(2)?,
                status: variant(row, 3)?,
                is_used: row.get(4)?,
                rows: Vec::new(),
            };
            Ok((key.to_string(), (key, version)))
        })?;
        for (key, version) in &mut versions.rows {
            version.rows = self.bom_rows(*key)?;
        }
        let rows = versions.rows.into_iter().map(|(_, version)| version).collect();
        Ok(Page { rows, next_cursor: versions.next_cursor })
    }

    /// Returns by which entries the versions of one product of a book were last filed or approved; none where the book is
    /// not seen.
    pub fn bom_entries(
        &self,
        scope: &ReadScope,
        book: BookId,
        product: u32,
    ) -> Result<Vec<BomEntryRow>, QueryFault> {
        let Some(book) = self.book_key(scope, book)? else { return Ok(Vec::new()) };
        let select = Select::from(
            "SELECT version, last_position, entry.instant FROM bom JOIN entry ON entry.position = last_position",
        );
        let select = select.and("book = ?", book).and("product = ?", i64::from(product));
        select.all(self.connection(), "version", |row| {
            Ok(BomEntryRow { version: row.get(0)?, position: number(row, 1)?, instant: instant(row, 2)? })
        })
    }

    fn bom_rows(&self, bom: i64) -> Result<Vec<BomRowOut>, QueryFault> {
        let select = Select::from(
            "SELECT material, net, tangible_loss_percent, intangible_loss_percent, bonded_share_percent, scrap_item,
                    unit_consumption
             FROM bom_row",
        );
        select.and("bom = ?", bom).all(self.connection(), "number", |row| {
            Ok(BomRowOut {
                row: BomRow {
                    material: row.get(0)?,
                    net: parsed(row, 1)?,
                    tangible_loss_percent: parsed(row, 2)?,
                    intangible_loss_percent: parsed(row, 3)?,
                    bonded_share_percent: parsed(row, 4)?,
                    scrap_item: row.get(5)?,
                },
                unit_consumption: parsed(row, 6)?,
            })
        })
    }
}

fn book_row(row: &Row<'_>) -> rusqlite::Result<BookRow> {
    Ok(BookRow {
        id: parsed(row, 1)?,
        number: row.get(2)?,
        enterprise: parsed(row, 3)?,
        enterprise_name: row.get(4)?,
        kind: variant(row, 5)?,
        consumption_point: optional_variant(row, 6)?,
        status: variant(row, 7)?,
        pause: variant(row, 8)?,
        valid_until: parsed(row, 9)?,
        verification_cycle_months: row.get(10)?,
        change_count: row.get(11)?,
        revision: number(row, 12)?,
        item_count: number(row, 13)?,
        open_exceptions: number(row, 14)?,
        filed_position: number(row, 15)?,
    })
}

fn item_row(row: &Row<'_>) -> rusqlite::Result<ItemRow> {
    Ok(ItemRow {
        number: row.get(0)?,
        class: variant(row, 1)?,
        part_number: row.get(2)?,
        hs_code: parsed(row, 3)?,
        hs_description: row.get(4)?,
        name: row.get(5)?,
        measure: parsed(row, 6)?,
        unit_price: parsed(row, 7)?,
        currency: parsed(row, 8)?,
        status: variant(row, 9)?,
        is_used: row.get(10)?,
        pause: variant(row, 11)?,
        count_tolerance_percent: optional_parsed(row, 12)?,
        actual: QuantityAmount::ZERO,
        pre_in: QuantityAmount::ZERO,
        pre_out: QuantityAmount::ZERO,
        available: QuantityAmount::ZERO,
        projected: QuantityAmount::ZERO,
        totals: Vec::new(),
    })
}
