//! How events change what this part knows. This never fails: what could be wrong was refused when it was decided.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{InvestmentProjectId, TalentId};

use super::event::InternationalEvent as Event;
use super::partner::{Partner, PartnerId};
use super::project::InvestmentProject;
use super::state::International;
use super::talent::{Talent, TalentStatus};

impl International {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::NegativeListActivated(list) => {
                self.negative_lists.insert(list.effective_from, list.clone());
            }
            Event::PointsTableActivated(table) => {
                self.points_tables.insert(table.effective_from, table.clone());
            }
            Event::TalentAssessed { .. } | Event::TalentConfirmed { .. } | Event::TalentDeclined { .. } => {
                self.evolve_talent(event);
            }
            Event::PartnerRegistered { .. }
            | Event::ActivityRecorded { .. }
            | Event::CooperationEnded { .. } => self.evolve_partner(event),
            _ => self.evolve_project(event),
        }
    }

    fn evolve_project(&mut self, event: &Event) {
        match event {
            Event::ProjectOpened { project, content, step } => {
                let opened = InvestmentProject {
                    id: *project,
                    content: content.clone(),
                    steps: vec![step.clone()],
                    screening: None,
                    conditions: BTreeMap::new(),
                    enterprise: None,
                    dropped: None,
                    revision: 1,
                };
                self.projects.insert(*project, opened);
            }
            Event::ProjectAmended { project, content, .. } => self.change_project(*project, |found| {
                found.content = content.clone();
                found.screening = None;
                found.conditions.clear();
            }),
            Event::ProjectScreened { project, screening, .. } => self.change_project(*project, |found| {
                // Conditions belong to the numbers of an edition.
                if found.screening.as_ref().is_some_and(|before| before.edition != screening.edition) {
                    found.conditions.clear();
                }
                found.screening = Some(screening.clone());
            }),
            Event::ConditionRecorded { project, item, condition, .. } => {
                self.change_project(*project, |found| {
                    found.conditions.insert(item.clone(), condition.clone());
                });
            }
            Event::StageEntered { project, step, .. } => {
                self.change_project(*project, |found| found.steps.push(step.clone()));
            }
            Event::EnterpriseNamed { project, enterprise } => {
                self.change_project(*project, |found| found.enterprise = Some(*enterprise));
            }
            Event::ProjectDropped { project, dropped, .. } => {
                self.change_project(*project, |found| found.dropped = Some(dropped.clone()));
            }
            _ => {}
        }
    }

    fn evolve_talent(&mut self, event: &Event) {
        match event {
            Event::TalentAssessed { talent, employer, facts, score, on, by, position } => {
                let assessed = Talent {
                    id: *talent,
                    employer: *employer,
                    facts: facts.clone(),
                    score: score.clone(),
                    requested_on: *on,
                    requested_at_position: *position,
                    status: TalentStatus::Requested,
                    maker: *by,
                    decided_on: None,
                    decided_at_position: None,
                    reason: None,
                    revision: 1,
                };
                self.talents.insert(*talent, assessed);
            }
            Event::TalentConfirmed { talent, on, position, .. } => self.change_talent(*talent, |found| {
                found.status = TalentStatus::Confirmed;
                found.decided_on = Some(*on);
                found.decided_at_position = Some(*position);
            }),
            Event::TalentDeclined { talent, reason, on, position, .. } => {
                self.change_talent(*talent, |found| {
                    found.status = TalentStatus::Declined;
                    found.reason = Some(reason.clone());
                    found.decided_on = Some(*on);
                    found.decided_at_position = Some(*position);
                });
            }
            _ => {}
        }
    }

    fn evolve_partner(&mut self, event: &Event) {
        match event {
            Event::PartnerRegistered { partner, kind, facts, position } => {
                let registered = Partner {
                    id: *partner,
                    kind: kind.clone(),
                    facts: facts.clone(),
                    activities: Vec::new(),
                    ended: None,
                    registered_at_position: *position,
                    revision: 1,
                };
                self.partners.insert(*partner, registered);
            }
            Event::ActivityRecorded { partner, activity } => {
                self.change_partner(*partner, |found| found.activities.push(activity.clone()));
            }
            Event::CooperationEnded { partner, ended } => {
                self.change_partner(*partner, |found| found.ended = Some(ended.clone()));
            }
            _ => {}
        }
    }

    fn change_project(&mut self, id: InvestmentProjectId, change: impl FnOnce(&mut InvestmentProject)) {
        if let Some(found) = self.projects.get_mut(&id) {
            change(found);
            found.revision = found.revision.saturating_add(1);
        }
    }

    fn change_talent(&mut self, id: TalentId, change: impl FnOnce(&mut Talent)) {
        if let Some(found) = self.talents.get_mut(&id) {
            change(found);
            found.revision = found.revision.saturating_add(1);
        }
    }

    fn change_partner(&mut self, id: PartnerId, change: impl FnOnce(&mut Partner)) {
        if let Some(found) = self.partners.get_mut(&id) {
            change(found);
            found.revision = found.revision.saturating_add(1);
        }
    }
}
