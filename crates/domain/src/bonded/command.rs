//! What can be asked of the bonded zone (requests) and what can be told to it (reports).

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, ExceptionId, Instant, ListId, QuantityAmount};
use serde::{Deserialize, Serialize};

use super::bom::BomRow;
use super::book::{BookHeader, ItemFiling, Pause};
use super::list::ListContent;
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
    /// Products were made under a version; for books that consume at production.
    ProductionReported { book: BookId, product: u32, version: String, quantity: QuantityAmount },
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
            ReportContent::ProductionReported { .. } => "bonded.report_production",
        }
    }
}
