//! What decisions of this part need: the fold of its events.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{ApplicationId, MatterId};
use serde::{Deserialize, Serialize};

use super::application::{Application, ApplicationStatus};
use super::event::ApprovalsEvent as Event;
use super::notice::Matter;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approvals {
    matters: BTreeMap<MatterId, Matter>,
    applications: BTreeMap<ApplicationId, Application>,
}

impl Approvals {
    pub fn matter(&self, id: MatterId) -> Option<&Matter> {
        self.matters.get(&id)
    }

    /// Returns every matter, in order of their ids.
    pub fn matters(&self) -> impl Iterator<Item = &Matter> {
        self.matters.values()
    }

    pub fn application(&self, id: ApplicationId) -> Option<&Application> {
        self.applications.get(&id)
    }

    /// Returns every application, in order of their ids.
    pub fn applications(&self) -> impl Iterator<Item = &Application> {
        self.applications.values()
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::NoticePublished { matter, notice } => {
                let new = || Matter { id: *matter, notices: Vec::new(), revision: 0 };
                let matter = self.matters.entry(*matter).or_insert_with(new);
                matter.notices.push(notice.clone());
                matter.revision = matter.revision.saturating_add(1);
            }
            Event::ApplicationMade { application, enterprise, matter, content, applied_on, by } => {
                let made = Application {
                    id: *application,
                    matter: *matter,
                    enterprise: *enterprise,
                    content: content.clone(),
                    status: ApplicationStatus::Applied,
                    applied_on: *applied_on,
                    maker: *by,
                    commitment: None,
                    verification: None,
                    decided_by: None,
                    rectify_until: None,
                    reason: None,
                    revoked_position: None,
                    revision: 1,
                };
                self.applications.insert(*application, made);
            }
            Event::CommitmentMade { application, commitment, .. } => {
                self.change(*application, ApplicationStatus::Committed, |found| {
                    found.commitment = Some(commitment.clone());
                });
            }
            Event::ApplicationGranted { application, verification, by, .. } => {
                self.change(*application, ApplicationStatus::Granted, |found| {
                    found.verification = Some(verification.clone());
                    found.decided_by = Some(*by);
                });
            }
            Event::ApplicationRefused { application, reason, by, .. } => {
                self.reasoned(*application, ApplicationStatus::Refused, reason, |found| {
                    found.decided_by = Some(*by);
                });
            }
            Event::ApplicationVerified { application, .. } => {
                self.change(*application, ApplicationStatus::Verified, |_| ());
            }
            Event::RectificationOrdered { application, rectify_until, reason, .. } => {
                self.reasoned(*application, ApplicationStatus::Rectifying, reason, |found| {
                    found.rectify_until = Some(*rectify_until);
                });
            }
            Event::ApprovalRevoked { application, reason, position, .. } => {
                self.reasoned(*application, ApplicationStatus::Revoked, reason, |found| {
                    found.revoked_position = Some(*position);
                });
            }
            Event::CreditRepaired { application, reason, .. } => {
                self.reasoned(*application, ApplicationStatus::Repaired, reason, |_| ());
            }
        }
    }

    fn change(
        &mut self,
        application: ApplicationId,
        status: ApplicationStatus,
        change: impl FnOnce(&mut Application),
    ) {
        if let Some(found) = self.applications.get_mut(&application) {
            change(found);
            found.status = status;
            found.revision = found.revision.saturating_add(1);
        }
    }

    fn reasoned(
        &mut self,
        application: ApplicationId,
        status: ApplicationStatus,
        reason: &str,
        change: impl FnOnce(&mut Application),
    ) {
        self.change(application, status, |found| {
            change(found);
            found.reason = Some(String::from(reason));
        });
    }
}
