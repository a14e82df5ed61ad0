//! What happened in the bonded zone. Quantities move by ledger events beside these.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, Instant, ListId, QuantityAmount, ReportId};
use serde::{Deserialize, Serialize};

use super::bom::BomRow;
use super::book::{BookHeader, ItemFiling, Pause};
use super::list::ListContent;
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
    BookApproved {
        book: BookId,
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
        content: ListContent,
        reverses: Option<ListId>,
        by: Actor,
    },
    ListAmended {
        list: ListId,
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
        holds: Vec<HoldNumber>,
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
    /// The list's holds are posted.
    ListPosted {
        list: ListId,
        value_date: CivilDate,
        posted_at: Instant,
    },
    ProductionRecorded {
        book: BookId,
        product: u32,
        version: String,
        quantity: QuantityAmount,
        report: ReportId,
    },
}
