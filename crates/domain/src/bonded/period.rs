//! Periods of a book (核销周期): what was announced, counted, explained and accepted. A book has one period at a time; its
//! cutoff ends it, and the next one opens with what was counted.
//!
//! open → announced → counted → applied → accepted → closed. Until the count is complete the enterprise may withdraw it;
//! a customs officer may return it for another count or explanation.
//!
//! A count is compared with the record in portions that one entry of the journal holds, in order of items. From the first
//! portion on nothing is posted until the cutoff and nothing counted is changed; the last one completes the count.
//!
//! Limits: closing books all differences in one entry, about 200 bytes each and more where many lots are drawn. Some
//! 30,000 differing items fit; more are refused as `COMMAND_TOO_LARGE`.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use etown_values::{CivilDate, QuantityAmount};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::kernel::access::Actor;
use crate::kernel::ledger::AccountNumber;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodStatus {
    Open,
    /// The enterprise has told customs when it counts.
    Announced,
    /// The count is complete and compared with the record; nothing is posted until the cutoff any more.
    Counted,
    /// Differences are explained; customs is asked to accept.
    Applied,
    /// One officer of customs has accepted; a second one closes.
    Accepted,
    Closed,
}

/// Where goods were when they were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The item itself: material, scrap, or a product that stands on its own account.
    Stock,
    /// Products in the making, in units of product; they count as the materials that they hold.
    WorkInProgress,
    /// Finished products of a book that consumes at shipment; they count as the materials that they hold.
    Finished,
}

/// What a count row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CountKey {
    /// Item number within the book.
    pub item: u32,
    pub stage: Stage,
    /// The version by which products are converted into materials.
    pub version: Option<String>,
}

/// One row of a count as the enterprise hands it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountRow {
    pub item: u32,
    pub stage: Stage,
    pub version: Option<String>,
    /// Zero or more, in the item's measure.
    pub quantity: QuantityAmount,
}

/// Why record and count differ, as the enterprise sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceCause {
    /// A report of the period arrived after the cutoff.
    LateReport,
    /// Scales and measures differ.
    Measurement,
    /// Consumption differs from the version.
    Consumption,
    /// Goods were lost, spoilt or stolen.
    Loss,
    /// Goods were mixed up or booked under another item.
    Mistake,
    Other,
}

/// The explanation of one item's difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    pub item: u32,
    pub cause: DifferenceCause,
    /// 10 to 2,000 characters.
    pub text: String,
}

/// An account at a cutoff. Its text form is a row: account, opening balance, balance at the cutoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountAtCutoff {
    pub account: AccountNumber,
    /// In the unit's smallest part.
    pub opening: i128,
    pub closing: i128,
}

/// What the count says of one item, beside what the record says. Its text form is a row: item, stock, work in progress,
/// finished, theoretical, physical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemResult {
    pub item: u32,
    /// Counted as it is, in the item's smallest part.
    pub stock: i128,
    /// Held by products in the making.
    pub work_in_progress: i128,
    /// Held by finished products.
    pub finished: i128,
    pub theoretical: i128,
    pub physical: i128,
}

impl ItemResult {
    /// Physical less theoretical.
    pub const fn difference(&self) -> i128 {
        self.physical.saturating_sub(self.theoretical)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// From 1.
    pub number: u32,
    /// The first day that belongs to it.
    pub begins: CivilDate,
    pub status: PeriodStatus,
    /// The last day that belongs to it; set when the count is announced.
    pub cutoff: Option<CivilDate>,
    /// The last cutoff until which a count was complete, even if it was withdrawn since: reports that came after it are
    /// booked to later days.
    pub counted_through: Option<CivilDate>,
    /// Who announced, counted, explained or applied.
    pub makers: BTreeSet<Actor>,
    pub accepted_by: Option<Actor>,
    /// The item from which on a count that is being completed is not compared yet.
    pub compared_before: Option<u32>,
    #[serde(with = "crate::kernel::as_pairs")]
    pub count: BTreeMap<CountKey, QuantityAmount>,
    #[serde(with = "crate::kernel::as_pairs")]
    pub results: BTreeMap<u32, ItemResult>,
    #[serde(with = "crate::kernel::as_pairs")]
    pub explanations: BTreeMap<u32, Explanation>,
    /// Counts every event, for optimistic concurrency.
    pub revision: u64,
}

impl Period {
    /// Opens a period.
    pub(super) const fn open(number: u32, begins: CivilDate) -> Self {
        Self {
            number,
            begins,
            status: PeriodStatus::Open,
            cutoff: None,
            counted_through: None,
            makers: BTreeSet::new(),
            accepted_by: None,
            compared_before: None,
            count: BTreeMap::new(),
            results: BTreeMap::new(),
            explanations: BTreeMap::new(),
            revision: 1,
        }
    }

    /// The last day on which the period may end by the cycle that the enterprise chose.
    pub fn due_on(&self, cycle_months: u32) -> CivilDate {
        due_on(self.begins, cycle_months)
    }

    /// Whether some of its count is compared with the record and the rest not yet.
    pub const fn is_comparing(&self) -> bool {
        self.compared_before.is_some()
    }

    /// The last day that nothing more is posted to, once the count is being completed.
    pub fn frozen_through(&self) -> Option<CivilDate> {
        match self.status {
            PeriodStatus::Announced if self.is_comparing() => self.cutoff,
            PeriodStatus::Open | PeriodStatus::Announced => None,
            PeriodStatus::Counted | PeriodStatus::Applied | PeriodStatus::Accepted | PeriodStatus::Closed => {
                self.cutoff
            }
        }
    }
}

/// The last day of a period that begins on a day and lasts for a whole cycle.
pub fn due_on(begins: CivilDate, cycle_months: u32) -> CivilDate {
    let months = i32::try_from(cycle_months).unwrap_or(i32::MAX);
    begins.plus_months(months).and_then(CivilDate::previous_day).unwrap_or(CivilDate::MAX)
}

impl CountRow {
    pub fn key(&self) -> CountKey {
        CountKey { item: self.item, stage: self.stage, version: self.version.clone() }
    }
}

impl Serialize for AccountAtCutoff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.account, self.opening.to_string(), self.closing.to_string()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for AccountAtCutoff {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (account, opening, closing) = <(AccountNumber, String, String)>::deserialize(deserializer)?;
        Ok(Self { account, opening: whole(&opening)?, closing: whole(&closing)? })
    }
}

impl Serialize for ItemResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let amounts = [self.stock, self.work_in_progress, self.finished, self.theoretical, self.physical];
        (self.item, amounts.map(|amount| amount.to_string())).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ItemResult {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (item, amounts) = <(u32, Vec<String>)>::deserialize(deserializer)?;
        let [stock, work_in_progress, finished, theoretical, physical] = &amounts[..] else {
            return Err(D::Error::custom("five amounts"));
        };
        Ok(Self {
            item,
            stock: whole(stock)?,
            work_in_progress: whole(work_in_progress)?,
            finished: whole(finished)?,
            theoretical: whole(theoretical)?,
            physical: whole(physical)?,
        })
    }
}

fn whole<E: Error>(text: &str) -> Result<i128, E> {
    text.parse().map_err(|_integer| E::custom("an integer as text"))
}
