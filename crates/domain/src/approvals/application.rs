//! Applications: one enterprise wants one matter granted, and how far that has come.

use alloc::string::String;
use etown_values::{ApplicationId, CivilDate, EnterpriseId, MatterId};
use serde::{Deserialize, Serialize};

use super::limits::Building;
use super::notice::NoticeDigest;
use crate::kernel::access::Actor;
use crate::kernel::calendar::{Calendar, Deadline, DeadlineStatus, Term, TermUnit, deadline};

/// What an enterprise applies for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationContent {
    /// What people call the project.
    pub project: String,
    /// The facts of a building, for a matter whose eligibility asks for them.
    pub building: Option<Building>,
}

/// What an enterprise has committed to: one version of the notice, by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    pub version: u32,
    pub digest: NoticeDigest,
    pub by: Actor,
    pub committed_on: CivilDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationStatus {
    /// Waits for the enterprise's commitment.
    Applied,
    /// Waits for the decision.
    Committed,
    Refused,
    /// Waits for its verification.
    Granted,
    /// What was found wrong is put right by a date.
    Rectifying,
    Verified,
    Revoked,
    /// Revoked, and the enterprise's credit repaired since.
    Repaired,
}

/// When what was committed is to be verified, with the calendar that the date rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    pub granted_on: CivilDate,
    pub working_days: u32,
    /// As it was counted on the day of the decision.
    pub due: Deadline,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    pub id: ApplicationId,
    pub matter: MatterId,
    pub enterprise: EnterpriseId,
    pub content: ApplicationContent,
    pub status: ApplicationStatus,
    pub applied_on: CivilDate,
    /// Who applied.
    pub maker: Actor,
    pub commitment: Option<Commitment>,
    /// Set by the decision to grant.
    pub verification: Option<Verification>,
    pub decided_by: Option<Actor>,
    /// The last day for putting right what was found wrong.
    pub rectify_until: Option<CivilDate>,
    /// Why it was refused, is to be rectified, was revoked or repaired; the latest of these.
    pub reason: Option<String>,
    /// The journal position of its revocation.
    pub revoked_position: Option<u64>,
    pub revision: u64,
}

impl Verification {
    /// Returns the due date to go by: the pinned one, unless it ran through a year that was not published yet; then it is
    /// counted again by what is published now.
    pub fn due_now(&self, calendar: &Calendar) -> Deadline {
        match self.due.status {
            DeadlineStatus::Provisional { .. } => {
                let term = Term { length: self.working_days, unit: TermUnit::WorkingDays };
                deadline(calendar, self.granted_on, term, &[]).unwrap_or_else(|_| self.due.clone())
            }
            DeadlineStatus::Firm | DeadlineStatus::Stopped => self.due.clone(),
        }
    }
}

impl Application {
    /// Returns the day by which somebody has to act: the authority on a granted application, the enterprise on one that is
    /// to be rectified.
    pub fn due_on(&self, calendar: &Calendar) -> Option<CivilDate> {
        match self.status {
            ApplicationStatus::Granted => Some(self.verification.as_ref()?.due_now(calendar).date),
            ApplicationStatus::Rectifying => self.rectify_until,
            _ => None,
        }
    }

    /// Whether that day has passed.
    pub fn is_overdue(&self, calendar: &Calendar, today: CivilDate) -> bool {
        self.due_on(calendar).is_some_and(|due| due < today)
    }
}
