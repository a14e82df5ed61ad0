//! Commands of this part.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, ConsignmentId};
use serde::{Deserialize, Serialize};

use super::consignment::{ConsignmentContent, Placed};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeCommand {
    /// Trusts another zone by its trust file, as text.
    RegisterPartner {
        code: String,
        name: String,
        name_english: String,
        trust_file: String,
    },
    /// Takes a newer trust file of the same zone, such as after a key was replaced or revoked.
    RenewTrust {
        code: String,
        revision: Option<u64>,
        trust_file: String,
    },
    SuspendPartner {
        code: String,
        revision: Option<u64>,
        reason: String,
    },
    ResumePartner {
        code: String,
        revision: Option<u64>,
        reason: String,
    },
    SubmitConsignment {
        book: BookId,
        content: ConsignmentContent,
    },
    /// Before it left: the enterprise takes it back, or customs sends it back.
    WithdrawConsignment {
        consignment: ConsignmentId,
        revision: Option<u64>,
        reason: String,
    },
    /// Customs lets it leave: its goods are held until the other zone answers.
    DispatchConsignment {
        consignment: ConsignmentId,
        revision: Option<u64>,
    },
    /// A receipt of another zone that goods are on their way here.
    PresentReceipt {
        receipt: String,
    },
    /// Customs books what came in.
    AcceptConsignment {
        consignment: ConsignmentId,
        revision: Option<u64>,
        book: BookId,
        lines: Vec<Placed>,
    },
    /// Customs does not take it; that closes it here for ever.
    RefuseConsignment {
        consignment: ConsignmentId,
        revision: Option<u64>,
        reason: String,
    },
    /// A receipt of the other zone that it took or refused what was sent there.
    RecordAnswer {
        consignment: ConsignmentId,
        receipt: String,
    },
    /// The answer-by date is past: given by the scheduler.
    NoteSilence {
        consignment: ConsignmentId,
        answer_by: CivilDate,
    },
}

/// What a command presents that somebody else signed; the writer examines it before it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presented<'a> {
    TrustFile(&'a str),
    Receipt(&'a str),
}

impl ExchangeCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::RegisterPartner { .. } => "exchange.register_partner",
            Self::RenewTrust { .. } => "exchange.renew_trust",
            Self::SuspendPartner { .. } => "exchange.suspend_partner",
            Self::ResumePartner { .. } => "exchange.resume_partner",
            Self::SubmitConsignment { .. } => "exchange.submit_consignment",
            Self::WithdrawConsignment { .. } => "exchange.withdraw_consignment",
            Self::DispatchConsignment { .. } => "exchange.dispatch_consignment",
            Self::PresentReceipt { .. } => "exchange.present_receipt",
            Self::AcceptConsignment { .. } => "exchange.accept_consignment",
            Self::RefuseConsignment { .. } => "exchange.refuse_consignment",
            Self::RecordAnswer { .. } => "exchange.record_answer",
            Self::NoteSilence { .. } => "exchange.note_silence",
        }
    }

    /// Returns what it presents.
    pub fn presented(&self) -> Option<Presented<'_>> {
        match self {
            Self::RegisterPartner { trust_file, .. } | Self::RenewTrust { trust_file, .. } => {
                Some(Presented::TrustFile(trust_file))
            }
            Self::PresentReceipt { receipt } | Self::RecordAnswer { receipt, .. } => {
                Some(Presented::Receipt(receipt))
            }
            _ => None,
        }
    }
}
