//! Account books (账册) and the items they supervise.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use etown_values::{BookId, CivilDate, Currency, EnterpriseId, HsCode, Measure, Percent, UnitPrice};
use serde::{Deserialize, Serialize};

use super::bom::BomVersion;
use super::list::Direction;
use super::period::Period;
use super::refusal::PERIOD_CLOSED;
use crate::kernel::access::Actor;
use crate::kernel::refusal::Refusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookKind {
    /// Processing and manufacture: materials, products, scrap and bills of materials (H).
    Processing,
    /// Storage and distribution: goods alone (T).
    Logistics,
}

/// When a processing book consumes materials: never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsumptionPoint {
    /// When a product leaves, by the version stamped on its line; product stocks have no floor.
    AtShipment,
    /// When production is reported; product stocks have floor zero.
    AtProduction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookStatus {
    Draft,
    Submitted,
    Active,
    /// Past its validity: goods may leave, none may enter.
    Expired,
    Closed,
}

/// Which directions customs has paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    None,
    Inbound,
    Outbound,
    Both,
}

impl Pause {
    /// Whether goods may not move in the direction now.
    pub fn stops(self, direction: Direction) -> bool {
        match self {
            Self::None => false,
            Self::Inbound => direction == Direction::Inbound,
            Self::Outbound => direction == Direction::Outbound,
            Self::Both => true,
        }
    }
}

/// The three item classes of the ledgers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemClass {
    /// Material or semi-finished goods (I).
    Material,
    /// Finished or defective goods (E).
    Finished,
    /// Scrap or by-product (R).
    Scrap,
}

/// Whether customs has approved a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilingStatus {
    Filed,
    Approved,
}

/// An item as the enterprise files it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemFiling {
    /// Item number within the book, from 1.
    pub number: u32,
    pub class: ItemClass,
    pub part_number: String,
    /// Eight or ten digits; the first six must be in the nomenclature in force.
    pub hs_code: HsCode,
    pub name: String,
    pub measure: Measure,
    pub unit_price: UnitPrice,
    pub currency: Currency,
    /// Difference between record and count that need not be explained, in percent of what should remain; the setting of the
    /// zone where the book names none.
    pub count_tolerance_percent: Option<Percent>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    #[serde(flatten)]
    pub filing: ItemFiling,
    pub status: FilingStatus,
    /// Whether a list or a used version names it: its class, measure, part number and tolerance are then fixed.
    pub is_used: bool,
    /// Directions in which customs has paused this item alone.
    pub pause: Pause,
}

/// The head of a book as the enterprise files it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookHeader {
    /// The customs number: H or T and 11 digits or capital letters.
    pub number: String,
    pub enterprise: EnterpriseId,
    pub kind: BookKind,
    /// For processing books.
    pub consumption_point: Option<ConsumptionPoint>,
    pub valid_until: CivilDate,
    /// Verification cycle chosen by the enterprise, in months.
    pub verification_cycle_months: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    pub id: BookId,
    pub header: BookHeader,
    pub status: BookStatus,
    pub pause: Pause,
    /// Who filed or submitted what customs has not approved yet.
    pub makers: BTreeSet<Actor>,
    /// Counts every change that customs approved.
    pub change_count: u32,
    /// Counts every event, for optimistic concurrency.
    pub revision: u64,
    pub items: BTreeMap<u32, Item>,
    #[serde(with = "crate::kernel::as_pairs")]
    pub boms: BTreeMap<(u32, String), BomVersion>,
    /// Lists that are not yet posted, reversed or deleted.
    pub open_lists: u32,
    /// The period that runs or is being verified; absent until customs approves the book.
    pub period: Option<Period>,
}

impl Book {
    /// Whether product stocks may go below zero until production is booked by shipment.
    pub fn consumes_at_shipment(&self) -> bool {
        self.header.consumption_point == Some(ConsumptionPoint::AtShipment)
    }

    /// Whether the last day of validity is past, whatever the scheduler has done yet.
    pub fn is_past_validity(&self, date: CivilDate) -> bool {
        self.status == BookStatus::Expired || self.header.valid_until < date
    }

    /// Returns which of the items any bill of materials names as product, material or scrap.
    pub fn items_in_boms(&self, numbers: &BTreeSet<u32>) -> BTreeSet<u32> {
        let rows = self.boms.values().flat_map(|bom| &bom.rows);
        let named = rows.flat_map(|row| [Some(row.material), row.scrap_item]).flatten();
        let products = self.boms.keys().map(|(product, _)| *product);
        named.chain(products).filter(|number| numbers.contains(number)).collect()
    }

    /// Returns an item that customs has approved.
    pub fn approved_item(&self, number: u32) -> Option<&Item> {
        self.items.get(&number).filter(|item| item.status == FilingStatus::Approved)
    }

    /// Returns an approved version of which the product and everything it names are approved too.
    pub fn approved_bom(&self, product: u32, version: &str) -> Option<&BomVersion> {
        let bom = self.boms.get(&(product, version.into()))?;
        self.approved_item(product).filter(|item| item.filing.class == ItemClass::Finished)?;
        let is_approved = bom.status == FilingStatus::Approved
            && bom.rows.iter().all(|row| {
                self.approved_item(row.material).is_some()
                    && row.scrap_item.is_none_or(|scrap| self.approved_item(scrap).is_some())
            });
        is_approved.then_some(bom)
    }

    /// Refuses a request to post today where the period is counted already.
    pub fn require_open_day(&self, today: CivilDate) -> Result<(), Refusal> {
        match self.frozen_through() {
            Some(frozen) if frozen >= today => {
                let first_open_day = frozen.next_day().unwrap_or(CivilDate::MAX);
                Err(Refusal::new(&PERIOD_CLOSED).number("first_open_day", first_open_day))
            }
            _ => Ok(()),
        }
    }

    /// The day to which a report of today is booked: today, or the first day that is still open.
    pub fn booking_day(&self, today: CivilDate) -> CivilDate {
        let first_open_day = self.frozen_through().and_then(CivilDate::next_day);
        first_open_day.map_or(today, |day| day.max(today))
    }

    /// The last day to which nothing is posted any more.
    pub fn frozen_through(&self) -> Option<CivilDate> {
        let period = self.period.as_ref()?;
        // A running period begins the day after the last cutoff; before the first one nothing was ever closed.
        let before = if period.number > 1 { period.begins.previous_day() } else { None };
        period.frozen_through().or(before)
    }

    /// The tolerance by which the count of an item is judged: its own, or that of the zone.
    pub fn count_tolerance(&self, item: u32, of_zone: Percent) -> Percent {
        let own = self.items.get(&item).and_then(|item| item.filing.count_tolerance_percent);
        own.unwrap_or(of_zone)
    }

    /// Whether a filing waits for customs.
    pub fn has_open_filings(&self) -> bool {
        self.items.values().any(|item| item.status == FilingStatus::Filed)
            || self.boms.values().any(|bom| bom.status == FilingStatus::Filed)
    }
}
