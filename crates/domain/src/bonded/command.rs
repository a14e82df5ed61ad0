//! What can be asked of the bonded zone (requests) and what can be told to it (reports).

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{
    BookId, CivilDate, EnterpriseId, EquipmentId, ExceptionId, Instant, ListId, QuantityAmount, SlipId,
};
use serde::{Deserialize, Serialize};

use super::bom::BomRow;
use super::book::{BookHeader, ItemFiling, Pause};
use super::equipment::EquipmentFiling;
use super::list::ListContent;
use super::period::{CountRow, Explanation};
use super::slip::{Gate, SlipContent};
use crate::kernel::reports::ReportKey;

/// Requests: each may be refused. `revision` is the revision that the actor saw; absent means "whatever it is now".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BondedCommand {
    /// An enterprise opens a draft book.
    FileBook {
        header: BookHeader,
    },
    /// Files items: new numbers are added, unused ones replaced. At most 1,000 a command.
    FileItems {
        book: BookId,
        revision: Option<u64>,
        items: Vec<ItemFiling>,
    },
    /// Files one version of a product's bill of materials.
    FileBom {
        book: BookId,
        revision: Option<u64>,
        product: u32,
        version: String,
        rows: Vec<BomRow>,
    },
    /// Asks customs to approve a draft book.
    SubmitBook {
        book: BookId,
        revision: Option<u64>,
    },
    /// Customs approves a book and everything filed in it.
    ApproveBook {
        book: BookId,
        revision: Option<u64>,
    },
    /// Customs returns a submitted book to draft.
    ReturnBook {
        book: BookId,
        revision: Option<u64>,
        reason: String,
    },
    /// Customs approves items and versions filed since the book was approved.
    ApproveFilings {
        book: BookId,
        revision: Option<u64>,
    },
    /// Customs pauses or resumes directions of an active book.
    PauseBook {
        book: BookId,
        revision: Option<u64>,
        pause: Pause,
        reason: String,
    },
    /// Customs pauses or resumes directions of one item of a book.
    PauseItem {
        book: BookId,
        revision: Option<u64>,
        item: u32,
        pause: Pause,
        reason: String,
    },
    /// Customs closes a book whose stocks are zero and whose lists are settled.
    CloseBook {
        book: BookId,
        revision: Option<u64>,
    },
    /// The validity of a book ends; submitted by the scheduler.
    ExpireBook {
        book: BookId,
        valid_until: CivilDate,
    },
    /// An enterprise drafts a list.
    DraftList {
        book: BookId,
        content: ListContent,
    },
    /// Replaces the content of a draft list.
    AmendList {
        list: ListId,
        revision: Option<u64>,
        content: ListContent,
    },
    SubmitList {
        list: ListId,
        revision: Option<u64>,
    },
    /// Customs approves a submitted list: pre-deduction, and posting where nothing is waited for.
    ApproveList {
        list: ListId,
        revision: Option<u64>,
    },
    /// Customs returns a submitted list to draft.
    ReturnList {
        list: ListId,
        revision: Option<u64>,
        reason: String,
    },
    /// Withdraws a list that is not posted and of which no truck has passed; holds are released.
    DeleteList {
        list: ListId,
        revision: Option<u64>,
    },
    /// Customs corrects the trucks of a list that is not posted, and annuls passages that did not happen.
    CorrectTrucks {
        list: ListId,
        revision: Option<u64>,
        trucks: Vec<String>,
        annulled: Vec<String>,
        reason: String,
    },
    /// Drafts the reversing list of a posted list.
    ReverseList {
        list: ListId,
    },
    /// An enterprise tells customs that it will count at the end of a day.
    AnnounceCount {
        book: BookId,
        revision: Option<u64>,
        cutoff: CivilDate,
    },
    /// The enterprise takes an announced count back, before it is complete.
    WithdrawCount {
        book: BookId,
        revision: Option<u64>,
        reason: String,
    },
    /// Records rows of a count; a row for the same item, stage and version replaces the earlier one. At most 1,000 a command.
    RecordCount {
        book: BookId,
        revision: Option<u64>,
        rows: Vec<CountRow>,
    },
    /// The count is complete: it is compared with the record, and nothing is posted until the cutoff any more.
    CompleteCount {
        book: BookId,
        revision: Option<u64>,
    },
    /// The enterprise counts again, or corrects rows, before it applies.
    ReopenCount {
        book: BookId,
        revision: Option<u64>,
        reason: String,
    },
    /// The enterprise explains differences; an explanation of the same item replaces the earlier one.
    ExplainDifferences {
        book: BookId,
        revision: Option<u64>,
        explanations: Vec<Explanation>,
    },
    /// The enterprise asks customs to accept the verification.
    ApplyVerification {
        book: BookId,
        revision: Option<u64>,
    },
    /// Customs returns a verification for another explanation or count.
    ReturnVerification {
        book: BookId,
        revision: Option<u64>,
        reason: String,
    },
    /// A first officer of customs accepts.
    AcceptVerification {
        book: BookId,
        revision: Option<u64>,
    },
    /// A second officer of customs closes the period: differences are booked, the next period opens with what was counted.
    CloseVerification {
        book: BookId,
        revision: Option<u64>,
    },
    /// An enterprise applies for a pass slip; slips for registered goods and empty trucks are good at once.
    ApplySlip {
        enterprise: EnterpriseId,
        content: SlipContent,
    },
    /// Customs approves a slip.
    ApproveSlip {
        slip: SlipId,
        revision: Option<u64>,
    },
    /// Takes a slip of which no truck has passed out of use.
    VoidSlip {
        slip: SlipId,
        revision: Option<u64>,
        reason: String,
    },
    /// The gate weighs a truck; outside the tolerance it is held.
    WeighTruck {
        slip: SlipId,
        truck: String,
        scale_kilograms: QuantityAmount,
    },
    /// Customs or the gate holds a truck for inspection.
    HoldTruck {
        slip: SlipId,
        truck: String,
        reason: String,
    },
    /// Another person of customs lets a held truck go on.
    ReleaseTruck {
        slip: SlipId,
        truck: String,
        reason: String,
    },
    /// An enterprise registers a machine that came in with a posted list.
    RegisterEquipment {
        filing: EquipmentFiling,
    },
    /// Customs confirms it; its term of supervision begins with the day of its import.
    ConfirmEquipment {
        equipment: EquipmentId,
        revision: Option<u64>,
    },
    /// The enterprise moves it or gives it to another user; its term goes on.
    MoveEquipment {
        equipment: EquipmentId,
        revision: Option<u64>,
        location: String,
        used_by: EnterpriseId,
    },
    /// Customs releases it before its term ends, or refuses a registration that is wrong.
    ReleaseEquipment {
        equipment: EquipmentId,
        revision: Option<u64>,
        reason: String,
    },
    /// The term of supervision ends; submitted by the scheduler.
    EndSupervision {
        equipment: EquipmentId,
        supervised_until: CivilDate,
    },
    /// A second person resolves an exception.
    ResolveException {
        exception: ExceptionId,
        explanation: String,
    },
}

/// Reports: always recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BondedReport {
    pub key: ReportKey,
    pub occurred_at: Instant,
    pub content: ReportContent,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportContent {
    /// Customs released the declaration of a list.
    DeclarationReleased { list: ListId, declaration_number: String },
    /// A truck of a list passed the gate.
    TruckPassed { list: ListId, truck: String },
    /// A truck of a slip went through a gate, whether the lane had its link or not.
    SlipPassed {
        slip: SlipId,
        truck: String,
        gate: Gate,
        /// What the lane's scale showed, where it weighed.
        scale_kilograms: Option<QuantityAmount>,
        /// Whether the slip that was shown carries the zone's signature.
        seal: Seal,
    },
    /// Material was issued to a work order.
    MaterialIssued { book: BookId, work_order: String, item: u32, quantity: QuantityAmount },
    /// A work order gave material back.
    MaterialReturned { book: BookId, work_order: String, item: u32, quantity: QuantityAmount },
    /// Products were made under a version; for books that consume at production.
    ProductionReported { book: BookId, product: u32, version: String, quantity: QuantityAmount },
}

/// What a lane found out about the slip that it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seal {
    /// The signature is the zone's.
    Intact,
    /// There is none, or it is somebody else's.
    Forged,
}

impl BondedCommand {
    /// Returns the name of the command as written in the journal's history.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::FileBook { .. } => "bonded.file_book",
            Self::FileItems { .. } => "bonded.file_items",
            Self::FileBom { .. } => "bonded.file_bom",
            Self::SubmitBook { .. } => "bonded.submit_book",
            Self::ApproveBook { .. } => "bonded.approve_book",
            Self::ReturnBook { .. } => "bonded.return_book",
            Self::ApproveFilings { .. } => "bonded.approve_filings",
            Self::PauseBook { .. } => "bonded.pause_book",
            Self::CloseBook { .. } => "bonded.close_book",
            Self::ExpireBook { .. } => "bonded.expire_book",
            Self::DraftList { .. } => "bonded.draft_list",
            Self::AmendList { .. } => "bonded.amend_list",
            Self::SubmitList { .. } => "bonded.submit_list",
            Self::ApproveList { .. } => "bonded.approve_list",
            Self::ReturnList { .. } => "bonded.return_list",
            Self::DeleteList { .. } => "bonded.delete_list",
            Self::CorrectTrucks { .. } => "bonded.correct_trucks",
            Self::ReverseList { .. } => "bonded.reverse_list",
            Self::PauseItem { .. } => "bonded.pause_item",
            Self::AnnounceCount { .. } => "bonded.announce_count",
            Self::WithdrawCount { .. } => "bonded.withdraw_count",
            Self::RecordCount { .. } => "bonded.record_count",
            Self::CompleteCount { .. } => "bonded.complete_count",
            Self::ReopenCount { .. } => "bonded.reopen_count",
            Self::ExplainDifferences { .. } => "bonded.explain_differences",
            Self::ApplyVerification { .. } => "bonded.apply_verification",
            Self::ReturnVerification { .. } => "bonded.return_verification",
            Self::AcceptVerification { .. } => "bonded.accept_verification",
            Self::CloseVerification { .. } => "bonded.close_verification",
            Self::ApplySlip { .. } => "bonded.apply_slip",
            Self::ApproveSlip { .. } => "bonded.approve_slip",
            Self::VoidSlip { .. } => "bonded.void_slip",
            Self::WeighTruck { .. } => "bonded.weigh_truck",
            Self::HoldTruck { .. } => "bonded.hold_truck",
            Self::ReleaseTruck { .. } => "bonded.release_truck",
            Self::RegisterEquipment { .. } => "bonded.register_equipment",
            Self::ConfirmEquipment { .. } => "bonded.confirm_equipment",
            Self::MoveEquipment { .. } => "bonded.move_equipment",
            Self::ReleaseEquipment { .. } => "bonded.release_equipment",
            Self::EndSupervision { .. } => "bonded.end_supervision",
            Self::ResolveException { .. } => "bonded.resolve_exception",
        }
    }
}

impl BondedReport {
    /// Returns the name of the report as written in the journal's history.
    pub const fn kind(&self) -> &'static str {
        match self.content {
            ReportContent::DeclarationReleased { .. } => "bonded.report_declaration_released",
            ReportContent::TruckPassed { .. } => "bonded.report_truck_passed",
            ReportContent::SlipPassed { .. } => "bonded.report_slip_passed",
            ReportContent::MaterialIssued { .. } => "bonded.report_material_issued",
            ReportContent::MaterialReturned { .. } => "bonded.report_material_returned",
            ReportContent::ProductionReported { .. } => "bonded.report_production",
        }
    }
}
