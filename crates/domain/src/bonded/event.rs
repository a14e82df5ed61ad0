//! What happened in the bonded zone. Quantities move by ledger events beside these.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{
    BookId, CivilDate, EnterpriseId, EquipmentId, Instant, ListId, QuantityAmount, ReportId, SlipId,
};
use serde::{Deserialize, Serialize};

use super::bom::BomRow;
use super::book::{BookHeader, ItemFiling, Pause};
use super::equipment::EquipmentFiling;
use super::list::ListContent;
use super::lots::LotMoves;
use super::period::{AccountAtCutoff, CountRow, Explanation, ItemResult};
use super::slip::{Gate, HoldReason, SlipContent, Weighing};
use crate::kernel::access::Actor;
use crate::kernel::ledger::HoldNumber;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BondedEvent {
    BookFiled {
        book: BookId,
        header: BookHeader,
        by: Actor,
    },
    ItemsFiled {
        book: BookId,
        items: Vec<ItemFiling>,
        by: Actor,
    },
    BomFiled {
        book: BookId,
        product: u32,
        version: String,
        rows: Vec<BomRow>,
        by: Actor,
    },
    BookSubmitted {
        book: BookId,
        by: Actor,
    },
    /// Customs approved the book; its first period begins on that day.
    BookApproved {
        book: BookId,
        on: CivilDate,
    },
    BookReturned {
        book: BookId,
        reason: String,
    },
    FilingsApproved {
        book: BookId,
    },
    BookPaused {
        book: BookId,
        pause: Pause,
        reason: String,
    },
    ItemPaused {
        book: BookId,
        item: u32,
        pause: Pause,
        reason: String,
    },
    BookExpired {
        book: BookId,
    },
    BookClosed {
        book: BookId,
    },
    ListDrafted {
        list: ListId,
        number: String,
        book: BookId,
        #[serde(with = "super::list_rows")]
        content: ListContent,
        reverses: Option<ListId>,
        by: Actor,
    },
    ListAmended {
        list: ListId,
        #[serde(with = "super::list_rows")]
        content: ListContent,
        by: Actor,
    },
    ListSubmitted {
        list: ListId,
        by: Actor,
    },
    ListApproved {
        list: ListId,
        by: Actor,
        hold: HoldNumber,
    },
    ListReturned {
        list: ListId,
        reason: String,
    },
    ListDeleted {
        list: ListId,
    },
    /// Customs corrected which trucks carry the list's goods; annulled passages did not happen.
    TrucksCorrected {
        list: ListId,
        trucks: Vec<String>,
        annulled: Vec<String>,
        reason: String,
    },
    DeclarationReleased {
        list: ListId,
        declaration_number: String,
        report: ReportId,
        occurred_at: Instant,
    },
    /// A truck passed under this list, whether the list names it or not.
    TruckPassed {
        list: ListId,
        truck: String,
        report: ReportId,
        occurred_at: Instant,
    },
    /// What a document opened, drew and gave back of lots.
    LotsMoved(LotMoves),
    /// The list's hold is posted.
    ListPosted {
        list: ListId,
        value_date: CivilDate,
        posted_at: Instant,
    },
    /// A consignment to or from another zone names these items.
    ItemsConsigned {
        book: BookId,
        items: Vec<u32>,
    },
    ProductionRecorded {
        book: BookId,
        product: u32,
        version: String,
        quantity: QuantityAmount,
        report: ReportId,
    },
    /// Material went to a work order, or came back from it where the quantity is negative.
    IssueRecorded {
        book: BookId,
        work_order: String,
        item: u32,
        quantity: QuantityAmount,
        report: ReportId,
    },
    CountAnnounced {
        book: BookId,
        period: u32,
        cutoff: CivilDate,
        by: Actor,
    },
    CountWithdrawn {
        book: BookId,
        period: u32,
        reason: String,
    },
    CountRecorded {
        book: BookId,
        period: u32,
        rows: Vec<CountRow>,
        by: Actor,
    },
    /// A portion of record and count side by side, up to the next item; more of it follows.
    CountCompared {
        book: BookId,
        period: u32,
        cutoff: CivilDate,
        balances: Vec<AccountAtCutoff>,
        results: Vec<ItemResult>,
        next_item: u32,
        by: Actor,
    },
    /// Record and count side by side: every account of the book at the cutoff, and every item's result, but for those of
    /// the portions before.
    CountCompleted {
        book: BookId,
        period: u32,
        cutoff: CivilDate,
        balances: Vec<AccountAtCutoff>,
        results: Vec<ItemResult>,
        by: Actor,
    },
    CountReopened {
        book: BookId,
        period: u32,
        reason: String,
        by: Actor,
    },
    DifferencesExplained {
        book: BookId,
        period: u32,
        explanations: Vec<Explanation>,
        by: Actor,
    },
    VerificationApplied {
        book: BookId,
        period: u32,
        by: Actor,
    },
    VerificationReturned {
        book: BookId,
        period: u32,
        reason: String,
        by: Actor,
    },
    VerificationAccepted {
        book: BookId,
        period: u32,
        by: Actor,
    },
    /// The period is closed and the next one is open.
    PeriodClosed {
        book: BookId,
        period: u32,
        cutoff: CivilDate,
        by: Actor,
    },
    SlipApplied {
        slip: SlipId,
        number: String,
        enterprise: EnterpriseId,
        book: Option<BookId>,
        content: SlipContent,
        by: Actor,
    },
    SlipApproved {
        slip: SlipId,
        by: Actor,
    },
    SlipVoided {
        slip: SlipId,
        reason: String,
    },
    /// Slips without lists, good until long ago, leave the state.
    SlipsRetired {
        slips: Vec<SlipId>,
    },
    TruckWeighed {
        slip: SlipId,
        truck: String,
        weighing: Weighing,
    },
    TruckHeld {
        slip: SlipId,
        truck: String,
        reason: HoldReason,
        by: Actor,
    },
    TruckReleased {
        slip: SlipId,
        truck: String,
        reason: String,
        by: Actor,
    },
    /// A truck went through a gate with this slip.
    GatePassed {
        slip: SlipId,
        truck: String,
        gate: Gate,
        scale_kilograms: Option<QuantityAmount>,
        report: ReportId,
        occurred_at: Instant,
    },
    EquipmentRegistered {
        equipment: EquipmentId,
        enterprise: EnterpriseId,
        book: BookId,
        filing: EquipmentFiling,
        supervised_from: CivilDate,
        by: Actor,
    },
    EquipmentConfirmed {
        equipment: EquipmentId,
        supervised_until: CivilDate,
    },
    EquipmentMoved {
        equipment: EquipmentId,
        location: String,
        used_by: EnterpriseId,
    },
    /// Released by customs before its term, with its reason, or at the end of its term without one.
    EquipmentReleased {
        equipment: EquipmentId,
        reason: Option<String>,
    },
}

/// The part of the bonded zone that an event changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventPart {
    Book,
    List,
    Lots,
    Period,
    Slip,
    Equipment,
}

impl BondedEvent {
    /// Returns the part that the event changes.
    pub const fn part(&self) -> EventPart {
        match self {
            Self::BookFiled { .. }
            | Self::ItemsFiled { .. }
            | Self::BomFiled { .. }
            | Self::BookSubmitted { .. }
            | Self::BookApproved { .. }
            | Self::BookReturned { .. }
            | Self::FilingsApproved { .. }
            | Self::BookPaused { .. }
            | Self::ItemPaused { .. }
            | Self::BookExpired { .. }
            | Self::BookClosed { .. }
            | Self::ItemsConsigned { .. }
            | Self::ProductionRecorded { .. }
            | Self::IssueRecorded { .. } => EventPart::Book,
            Self::ListDrafted { .. }
            | Self::ListAmended { .. }
            | Self::ListSubmitted { .. }
            | Self::ListApproved { .. }
            | Self::ListReturned { .. }
            | Self::ListDeleted { .. }
            | Self::TrucksCorrected { .. }
            | Self::DeclarationReleased { .. }
            | Self::TruckPassed { .. }
            | Self::ListPosted { .. } => EventPart::List,
            Self::LotsMoved(_) => EventPart::Lots,
            Self::CountAnnounced { .. }
            | Self::CountWithdrawn { .. }
            | Self::CountRecorded { .. }
            | Self::CountCompared { .. }
            | Self::CountCompleted { .. }
            | Self::CountReopened { .. }
            | Self::DifferencesExplained { .. }
            | Self::VerificationApplied { .. }
            | Self::VerificationReturned { .. }
            | Self::VerificationAccepted { .. }
            | Self::PeriodClosed { .. } => EventPart::Period,
            Self::SlipApplied { .. }
            | Self::SlipApproved { .. }
            | Self::SlipVoided { .. }
            | Self::SlipsRetired { .. }
            | Self::TruckWeighed { .. }
            | Self::TruckHeld { .. }
            | Self::TruckReleased { .. }
            | Self::GatePassed { .. } => EventPart::Slip,
            Self::EquipmentRegistered { .. }
            | Self::EquipmentConfirmed { .. }
            | Self::EquipmentMoved { .. }
            | Self::EquipmentReleased { .. } => EventPart::Equipment,
        }
    }
}
