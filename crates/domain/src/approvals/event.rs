//! Events of this part. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use etown_values::{ApplicationId, CivilDate, EnterpriseId, MatterId};
use serde::{Deserialize, Serialize};

use super::application::{ApplicationContent, Commitment, Verification};
use super::notice::Notice;
use crate::kernel::about::About;
use crate::kernel::access::Actor;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalsEvent {
    NoticePublished {
        matter: MatterId,
        notice: Notice,
    },
    ApplicationMade {
        application: ApplicationId,
        enterprise: EnterpriseId,
        matter: MatterId,
        content: ApplicationContent,
        applied_on: CivilDate,
        by: Actor,
    },
    CommitmentMade {
        application: ApplicationId,
        enterprise: EnterpriseId,
        commitment: Commitment,
    },
    ApplicationGranted {
        application: ApplicationId,
        enterprise: EnterpriseId,
        verification: Verification,
        by: Actor,
    },
    ApplicationRefused {
        application: ApplicationId,
        enterprise: EnterpriseId,
        reason: String,
        by: Actor,
    },
    ApplicationVerified {
        application: ApplicationId,
        enterprise: EnterpriseId,
    },
    RectificationOrdered {
        application: ApplicationId,
        enterprise: EnterpriseId,
        rectify_until: CivilDate,
        reason: String,
    },
    ApprovalRevoked {
        application: ApplicationId,
        enterprise: EnterpriseId,
        reason: String,
        /// The position of this entry, which the restriction cites.
        position: u64,
    },
    CreditRepaired {
        application: ApplicationId,
        enterprise: EnterpriseId,
        reason: String,
    },
}

impl ApprovalsEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match self {
            Self::NoticePublished { matter, notice } => About::new("matter", matter)
                .fact("item", &notice.content.item)
                .fact("version", &notice.version)
                .fact("digest", &notice.digest.0),
            Self::ApplicationMade { application, enterprise, content, .. } => {
                about(*application, *enterprise).fact("project", &content.project)
            }
            Self::CommitmentMade { application, enterprise, commitment } => about(*application, *enterprise)
                .fact("version", &commitment.version)
                .fact("digest", &commitment.digest.0),
            Self::ApplicationGranted { application, enterprise, verification, .. } => {
                about(*application, *enterprise).fact("verification_due", &verification.due.date)
            }
            Self::ApplicationVerified { application, enterprise } => about(*application, *enterprise),
            Self::RectificationOrdered { application, enterprise, rectify_until, reason } => {
                about(*application, *enterprise).fact("rectify_until", rectify_until).fact("reason", reason)
            }
            Self::ApplicationRefused { application, enterprise, reason, .. }
            | Self::ApprovalRevoked { application, enterprise, reason, .. }
            | Self::CreditRepaired { application, enterprise, reason } => {
                about(*application, *enterprise).fact("reason", reason)
            }
        }
    }
}

fn about(application: ApplicationId, enterprise: EnterpriseId) -> About {
    About::new("application", &application).concerning(enterprise)
}
