//! Verification lists (核注清单): the documents by which goods enter and leave a book. A list is pre-deducted when customs
//! approves it and posted when its declaration is released and every named truck has passed, in any order.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, HsCode, ListId, Measure, QuantityAmount, UnitPrice};
use serde::{Deserialize, Serialize};

use crate::kernel::access::Actor;
use crate::kernel::ledger::{HoldNumber, Purpose};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Inbound,
    Outbound,
}

/// Why goods move; it decides the account opposite the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    Import,
    TransferIn,
    ReturnIn,
    DomesticIn,
    /// Semi-finished goods from another processor.
    DeepProcessingIn,
    /// Product that comes back to be exchanged.
    ExchangeIn,
    /// Product sent abroad.
    Export,
    /// Material sent abroad again.
    ReExport,
    DomesticSale,
    TransferOut,
    /// Semi-finished goods for another processor.
    DeepProcessingOut,
    /// Material left over, carried to another book.
    SurplusOut,
    /// Product sent in exchange for one that came back.
    ExchangeOut,
    Destruction,
}

impl Direction {
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Inbound => Self::Outbound,
            Self::Outbound => Self::Inbound,
        }
    }
}

impl Movement {
    pub const fn direction(self) -> Direction {
        match self {
            Self::Import
            | Self::TransferIn
            | Self::ReturnIn
            | Self::DomesticIn
            | Self::DeepProcessingIn
            | Self::ExchangeIn => Direction::Inbound,
            Self::Export
            | Self::ReExport
            | Self::DomesticSale
            | Self::TransferOut
            | Self::DeepProcessingOut
            | Self::SurplusOut
            | Self::ExchangeOut
            | Self::Destruction => Direction::Outbound,
        }
    }

    /// The purpose of the account opposite the stock.
    pub const fn opposite(self) -> Purpose {
        match self {
            Self::Import => Purpose::Imported,
            Self::TransferIn => Purpose::TransferredIn,
            Self::ReturnIn => Purpose::ReturnedIn,
            Self::DomesticIn => Purpose::DomesticIn,
            Self::DeepProcessingIn => Purpose::DeepProcessingIn,
            Self::ExchangeIn => Purpose::ExchangedIn,
            Self::Export => Purpose::Exported,
            Self::ReExport => Purpose::ReExported,
            Self::DomesticSale => Purpose::SoldDomestically,
            Self::TransferOut => Purpose::TransferredOut,
            Self::DeepProcessingOut => Purpose::DeepProcessingOut,
            Self::SurplusOut => Purpose::SurplusOut,
            Self::ExchangeOut => Purpose::ExchangedOut,
            Self::Destruction => Purpose::Destroyed,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListStatus {
    Draft,
    Submitted,
    /// Approved by customs: pre-deducted.
    Approved,
    Posted,
    /// Posted, and undone by a posted reversing list.
    Reversed,
    Deleted,
}

/// One line as filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListLine {
    /// Line number within the list, from 1; no two lines share one.
    pub number: u32,
    /// Item number within the book.
    pub item: u32,
    /// Declared code; it must be the item's.
    pub hs_code: HsCode,
    /// Positive, 5 decimals.
    pub quantity: QuantityAmount,
    /// Declared measure; it must be the item's.
    pub measure: Measure,
    pub unit_price: UnitPrice,
    /// Stamped on each outgoing line of a product in a processing book, and on no other.
    pub bom_version: Option<String>,
}

/// What an enterprise drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListContent {
    pub movement: Movement,
    /// Four-digit supervision mode code, kept as declared.
    pub supervision_mode: String,
    /// Whether posting waits for a released customs declaration.
    pub needs_declaration: bool,
    /// Plates of all trucks that carry the goods; posting waits for each of them.
    pub trucks: Vec<String>,
    pub lines: Vec<ListLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub id: ListId,
    /// Customs number: QD, customs code, year, I or E, and nine digits.
    pub number: String,
    pub book: BookId,
    #[serde(with = "super::list_rows")]
    pub content: ListContent,
    pub status: ListStatus,
    /// The list that this one reverses.
    pub reverses: Option<ListId>,
    /// The posted or open list that reverses this one.
    pub reversed_by: Option<ListId>,
    /// Who drafted, amended or submitted it.
    pub makers: BTreeSet<Actor>,
    pub revision: u64,
    pub declaration_number: Option<String>,
    /// Plates that passed under this list, named or not.
    pub trucks_passed: BTreeSet<String>,
    /// The value date under which it was posted.
    pub posted_on: Option<CivilDate>,
    /// The hold of the pre-deduction; the ledger keeps it as posted for an exact reversal.
    pub hold: Option<HoldNumber>,
}

/// A settled list of a closed period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedList {
    pub book: BookId,
    pub posted_on: Option<CivilDate>,
    /// How many machines each line brought in, in order of lines; those without one are left out.
    machines: Vec<(u32, u32)>,
}

/// 10^5, one whole unit of a quantity.
const WHOLE_UNIT: i128 = 100_000;

/// What a report tells of a list that posting may have waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News<'a> {
    Released,
    TruckPassed(&'a str),
    /// Nothing that posting waits for.
    Other,
}

impl List {
    /// The direction in which its goods move now: a reversing list moves them back.
    pub fn direction(&self) -> Direction {
        let direction = self.content.movement.direction();
        if self.reverses.is_some() { direction.opposite() } else { direction }
    }

    /// Whether goods have moved or were released, so that what it says is fixed.
    pub fn has_begun(&self) -> bool {
        !self.trucks_passed.is_empty() || self.declaration_number.is_some()
    }

    /// Whether it is approved and nothing that posting waits for is missing.
    pub fn may_post(&self) -> bool {
        self.status == ListStatus::Approved && self.waits_for_nothing()
    }

    /// Whether it is released where it must be and every named truck has passed.
    pub fn waits_for_nothing(&self) -> bool {
        self.is_released() && self.missing_trucks().next().is_none()
    }

    /// Whether it posts once this news of it is recorded.
    pub fn posts_with(&self, news: News<'_>) -> bool {
        let is_released = self.is_released() || news == News::Released;
        let mut missing = self.missing_trucks();
        self.status == ListStatus::Approved
            && is_released
            && missing.all(|truck| news == News::TruckPassed(truck))
    }

    /// How many machines a line brought in: as many as it has whole units. None where nothing came in with it.
    pub(super) fn machines_of(&self, line: u32) -> Option<u32> {
        let found = self.content.lines.iter().find(|found| found.number == line)?;
        self.brings_in().then(|| whole_units(found))
    }

    fn brings_in(&self) -> bool {
        self.direction() == Direction::Inbound && self.reverses.is_none()
    }

    pub fn is_released(&self) -> bool {
        !self.content.needs_declaration || self.declaration_number.is_some()
    }

    pub fn missing_trucks(&self) -> impl Iterator<Item = &String> {
        self.content.trucks.iter().filter(|truck| !self.trucks_passed.contains(*truck))
    }
}

fn whole_units(line: &ListLine) -> u32 {
    let units = line.quantity.units().checked_div(WHOLE_UNIT).unwrap_or_default();
    u32::try_from(units).unwrap_or(u32::MAX)
}

impl ClosedList {
    /// Keeps of a list what equipment may still be registered by.
    pub(super) fn of(list: &List) -> Self {
        let lines =
            list.content.lines.iter().filter(|_| list.status == ListStatus::Posted && list.brings_in());
        let mut machines: Vec<(u32, u32)> = lines
            .map(|line| (line.number, whole_units(line)))
            .filter(|(_, machines)| *machines > 0)
            .collect();
        machines.sort_unstable();
        Self { book: list.book, posted_on: list.posted_on, machines }
    }

    /// How many machines a line brought in; none where nothing came in with it.
    pub(super) fn machines_of(&self, line: u32) -> Option<u32> {
        let found = self.machines.binary_search_by_key(&line, |(number, _)| *number).ok()?;
        self.machines.get(found).map(|(_, machines)| *machines)
    }
}
