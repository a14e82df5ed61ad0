//! Events of this part. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, ConsignmentId, EnterpriseId, ExceptionId};
use serde::{Deserialize, Serialize};

use super::consignment::{ConsignmentContent, Placed};
use super::partner::Trust;
use super::proof::Proof;
use super::statement::{Answer, Dispatch};
use crate::kernel::about::About;
use crate::kernel::access::Actor;
use crate::kernel::ledger::HoldNumber;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeEvent {
    PartnerRegistered {
        code: String,
        name: String,
        name_english: String,
        trust: Trust,
    },
    TrustRenewed {
        code: String,
        trust: Trust,
    },
    PartnerSuspended {
        code: String,
        reason: String,
    },
    PartnerResumed {
        code: String,
        reason: String,
    },
    ConsignmentSubmitted {
        consignment: ConsignmentId,
        number: String,
        book: BookId,
        enterprise: EnterpriseId,
        content: ConsignmentContent,
        submitted_on: CivilDate,
        by: Actor,
    },
    ConsignmentWithdrawn {
        consignment: ConsignmentId,
        enterprise: EnterpriseId,
        reason: String,
    },
    /// The goods are held and on their way; the receipt of this entry is the transport document.
    ConsignmentDispatched {
        consignment: ConsignmentId,
        enterprise: EnterpriseId,
        dispatch: Dispatch,
        hold: HoldNumber,
        position: u64,
        is_provisional: bool,
    },
    /// Another zone's receipt was presented and proven.
    ConsignmentPresented {
        consignment: ConsignmentId,
        partner: String,
        enterprise: EnterpriseId,
        dispatch: Dispatch,
        proof: Proof,
        presented_on: CivilDate,
        position: u64,
        by: Actor,
    },
    /// The goods are booked here; the receipt of this entry is the answer.
    ConsignmentAccepted {
        consignment: ConsignmentId,
        enterprise: EnterpriseId,
        book: BookId,
        lines: Vec<Placed>,
        answer: Answer,
        position: u64,
    },
    /// The goods are not taken, now or later; the receipt of this entry is the answer.
    ConsignmentRefused {
        consignment: ConsignmentId,
        enterprise: EnterpriseId,
        answer: Answer,
        position: u64,
    },
    /// The other zone's answer was presented and proven: what was held is posted or released.
    AnswerRecorded {
        consignment: ConsignmentId,
        enterprise: EnterpriseId,
        answer: Answer,
        proof: Proof,
        position: u64,
    },
    /// Nobody answered in time.
    SilenceNoted {
        consignment: ConsignmentId,
        enterprise: EnterpriseId,
        answer_by: CivilDate,
        exception: ExceptionId,
    },
}

impl ExchangeEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match self {
            Self::PartnerRegistered { code, name, trust, .. } => {
                About::new("partner_zone", code).fact("name", name).fact("origin", &trust.origin)
            }
            Self::TrustRenewed { code, trust } => {
                About::new("partner_zone", code).fact("origin", &trust.origin).fact("rows", &trust.keys.len())
            }
            Self::PartnerSuspended { code, reason } | Self::PartnerResumed { code, reason } => {
                About::new("partner_zone", code).fact("reason", reason)
            }
            Self::ConsignmentSubmitted { consignment, number, enterprise, content, .. } => {
                about(*consignment, *enterprise).fact("number", number).fact("partner", &content.partner)
            }
            Self::ConsignmentWithdrawn { consignment, enterprise, reason } => {
                about(*consignment, *enterprise).fact("reason", reason)
            }
            Self::ConsignmentDispatched { consignment, enterprise, dispatch, .. } => {
                about(*consignment, *enterprise)
                    .fact("number", &dispatch.number)
                    .fact("answer_by", &dispatch.answer_by)
            }
            Self::ConsignmentPresented { consignment, partner, enterprise, dispatch, proof, .. } => {
                proven(about(*consignment, *enterprise).fact("number", &dispatch.number), proof)
                    .fact("partner", partner)
            }
            Self::ConsignmentAccepted { consignment, enterprise, answer, .. }
            | Self::ConsignmentRefused { consignment, enterprise, answer, .. } => {
                answered(about(*consignment, *enterprise), answer)
            }
            Self::AnswerRecorded { consignment, enterprise, answer, proof, .. } => {
                proven(answered(about(*consignment, *enterprise), answer), proof)
            }
            Self::SilenceNoted { consignment, enterprise, answer_by, .. } => {
                about(*consignment, *enterprise).fact("answer_by", answer_by)
            }
        }
    }
}

fn about(consignment: ConsignmentId, enterprise: EnterpriseId) -> About {
    About::new("consignment", &consignment).concerning(enterprise)
}

fn answered(about: About, answer: &Answer) -> About {
    let about = about.fact("verdict", &answer.verdict.as_str());
    answer.reason.iter().fold(about, |about, reason| about.fact("reason", reason))
}

fn proven(about: About, proof: &Proof) -> About {
    about.fact("origin", &proof.origin).fact("digest", &proof.digest)
}
