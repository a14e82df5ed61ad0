//! Commands of this part.

use alloc::string::String;
use etown_values::{ApplicationId, CivilDate, EnterpriseId, MatterId};
use serde::{Deserialize, Serialize};

use super::application::ApplicationContent;
use super::notice::{NoticeContent, NoticeDigest};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalsCommand {
    /// Opens a matter with the first version of its notice.
    OpenMatter {
        notice: NoticeContent,
    },
    /// Publishes the next version of a matter's notice.
    ReviseNotice {
        matter: MatterId,
        revision: Option<u64>,
        notice: NoticeContent,
    },
    Apply {
        enterprise: EnterpriseId,
        matter: MatterId,
        content: ApplicationContent,
    },
    /// The enterprise commits to a version of the notice, which it names by number and digest.
    Commit {
        application: ApplicationId,
        revision: Option<u64>,
        version: u32,
        digest: NoticeDigest,
    },
    GrantApplication {
        application: ApplicationId,
        revision: Option<u64>,
    },
    RefuseApplication {
        application: ApplicationId,
        revision: Option<u64>,
        reason: String,
    },
    /// What was committed is so.
    Verify {
        application: ApplicationId,
        revision: Option<u64>,
    },
    OrderRectification {
        application: ApplicationId,
        revision: Option<u64>,
        rectify_until: CivilDate,
        reason: String,
    },
    /// What was committed is not so: the approval falls and the enterprise's credit with it.
    RevokeApproval {
        application: ApplicationId,
        revision: Option<u64>,
        reason: String,
    },
    RepairCredit {
        application: ApplicationId,
        revision: Option<u64>,
        reason: String,
    },
}

impl ApprovalsCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::OpenMatter { .. } => "approvals.open_matter",
            Self::ReviseNotice { .. } => "approvals.revise_notice",
            Self::Apply { .. } => "approvals.apply",
            Self::Commit { .. } => "approvals.commit",
            Self::GrantApplication { .. } => "approvals.grant_application",
            Self::RefuseApplication { .. } => "approvals.refuse_application",
            Self::Verify { .. } => "approvals.verify",
            Self::OrderRectification { .. } => "approvals.order_rectification",
            Self::RevokeApproval { .. } => "approvals.revoke_approval",
            Self::RepairCredit { .. } => "approvals.repair_credit",
        }
    }
}
