//! What books and items look like on the wire.

mod bom;

use etown_domain::bonded::book::{BookHeader, ItemFiling};
use etown_engine::query::{BookRow, ItemRow};
use etown_values::{CivilDate, Currency, EnterpriseId, HsCode, Measure, Percent, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::{BookKind, BookStatus, ConsumptionPoint, FilingStatus, ItemClass, Pause, Purpose, schema};

pub(super) use bom::{BomIn, BomOut};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewBook)]
#[serde(deny_unknown_fields)]
pub(super) struct BookIn {
    /// H (processing) or T (logistics) and 11 digits or capital letters.
    #[schema(pattern = "^[HT][0-9A-Z]{11}$")]
    number: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: EnterpriseId,
    kind: BookKind,
    /// Wanted for a processing book, and for no other.
    consumption_point: Option<ConsumptionPoint>,
    /// The last day, included.
    #[schema(value_type = schema::Date)]
    valid_until: CivilDate,
    #[schema(minimum = 1, maximum = 120)]
    verification_cycle_months: u32,
}

impl From<BookIn> for BookHeader {
    fn from(book: BookIn) -> Self {
        Self {
            number: book.number,
            enterprise: book.enterprise,
            kind: book.kind.into(),
            consumption_point: book.consumption_point.map(Into::into),
            valid_until: book.valid_until,
            verification_cycle_months: book.verification_cycle_months,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Book)]
pub(super) struct BookOut {
    #[schema(value_type = schema::BookId)]
    id: String,
    number: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    kind: BookKind,
    consumption_point: Option<ConsumptionPoint>,
    status: BookStatus,
    pause: Pause,
    #[schema(value_type = schema::Date)]
    valid_until: String,
    verification_cycle_months: u32,
    /// Counts every change that customs approved.
    change_count: u32,
    /// Counts every event; the number in the `ETag`.
    pub(super) revision: u64,
    item_count: u64,
    open_exceptions: u64,
    /// The journal position of the entry that filed it.
    filed_position: u64,
}

impl From<BookRow> for BookOut {
    fn from(row: BookRow) -> Self {
        Self {
            id: row.id.to_string(),
            number: row.number,
            enterprise: row.enterprise.to_string(),
            enterprise_name: row.enterprise_name,
            kind: row.kind.into(),
            consumption_point: row.consumption_point.map(Into::into),
            status: row.status.into(),
            pause: row.pause.into(),
            valid_until: row.valid_until.to_string(),
            verification_cycle_months: row.verification_cycle_months,
            change_count: row.change_count,
            revision: row.revision,
            item_count: row.item_count,
            open_exceptions: row.open_exceptions,
            filed_position: row.filed_position,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewItems)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemsIn {
    /// New numbers are added, unused ones replaced. At most 1,000.
    pub(super) items: Vec<ItemIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewItem)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemIn {
    /// Item number within the book, from 1.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    number: u32,
    class: ItemClass,
    #[schema(min_length = 1, max_length = 200)]
    part_number: String,
    #[schema(value_type = schema::HsCode)]
    hs_code: HsCode,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(value_type = schema::Measure)]
    measure: Measure,
    #[schema(value_type = schema::UnitPrice)]
    unit_price: UnitPrice,
    #[schema(value_type = schema::Currency)]
    currency: Currency,
    /// Difference between record and count that need not be explained, in percent of what should remain; without it the
    /// zone's setting counts.
    #[schema(value_type = Option<schema::Percent>)]
    count_tolerance_percent: Option<Percent>,
}

impl From<ItemIn> for ItemFiling {
    fn from(item: ItemIn) -> Self {
        Self {
            number: item.number,
            class: item.class.into(),
            part_number: item.part_number,
            hs_code: item.hs_code,
            name: item.name,
            measure: item.measure,
            unit_price: item.unit_price,
            currency: item.currency,
            count_tolerance_percent: item.count_tolerance_percent,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Item)]
pub(super) struct ItemOut {
    number: u32,
    class: ItemClass,
    part_number: String,
    #[schema(value_type = schema::HsCode)]
    hs_code: String,
    /// Description of the code in the nomenclature in force, where it is known.
    hs_description: Option<String>,
    name: String,
    #[schema(value_type = schema::Measure)]
    measure: String,
    #[schema(value_type = schema::UnitPrice)]
    unit_price: String,
    #[schema(value_type = schema::Currency)]
    currency: String,
    /// The item's own tolerance of a count, where the book names one.
    #[schema(value_type = Option<schema::Percent>)]
    count_tolerance_percent: Option<String>,
    status: FilingStatus,
    /// Whether a list names it: its class, measure, part number and tolerance are then fixed.
    is_used: bool,
    /// Directions in which customs has paused this item alone.
    pause: Pause,
    /// Posted stock.
    #[schema(value_type = schema::Quantity)]
    actual: String,
    /// Held on the way in.
    #[schema(value_type = schema::Quantity)]
    pre_in: String,
    /// Held on the way out.
    #[schema(value_type = schema::Quantity)]
    pre_out: String,
    /// What may still leave.
    #[schema(value_type = schema::Quantity)]
    available: String,
    /// What will stand when every hold is posted.
    #[schema(value_type = schema::Quantity)]
    projected: String,
    /// What was posted in all, by what it was for.
    totals: Vec<TotalOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Total)]
pub(super) struct TotalOut {
    purpose: Purpose,
    #[schema(value_type = schema::Quantity)]
    amount: String,
}

impl From<ItemRow> for ItemOut {
    fn from(row: ItemRow) -> Self {
        let total =
            |(purpose, amount): (etown_domain::kernel::ledger::Purpose, etown_values::QuantityAmount)| {
                TotalOut { purpose: purpose.into(), amount: amount.to_string() }
            };
        Self {
            number: row.number,
            class: row.class.into(),
            part_number: row.part_number,
            hs_code: row.hs_code.to_string(),
            hs_description: row.hs_description,
            name: row.name,
            measure: row.measure.to_string(),
            unit_price: row.unit_price.to_string(),
            currency: row.currency.to_string(),
            count_tolerance_percent: row.count_tolerance_percent.map(|percent| percent.to_string()),
            status: row.status.into(),
            is_used: row.is_used,
            pause: row.pause.into(),
            actual: row.actual.to_string(),
            pre_in: row.pre_in.to_string(),
            pre_out: row.pre_out.to_string(),
            available: row.available.to_string(),
            projected: row.projected.to_string(),
            totals: row.totals.into_iter().map(total).collect(),
        }
    }
}
