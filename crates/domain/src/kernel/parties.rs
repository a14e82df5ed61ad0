//! Parties: enterprises with a checked credit code, groups and mandates. No personal data is kept here.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, CreditCode, EnterpriseId, GroupId, MandateId};
use serde::{Deserialize, Serialize};

use super::refusal::{Category, Code, Refusal, RuleKind};

/// The customs credit class of an enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditClass {
    /// Advanced certified enterprise (AEO).
    AdvancedCertified,
    /// Registered and filed enterprise without a certificate.
    Normal,
    /// Enterprise that has lost its credit.
    Discredited,
}

impl CreditClass {
    /// Returns the class so many steps lower; the lowest has none below it.
    #[must_use]
    pub fn lowered(self, steps: u32) -> Self {
        (0..steps).fold(self, |class, _| match class {
            Self::AdvancedCertified => Self::Normal,
            Self::Normal | Self::Discredited => Self::Discredited,
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enterprise {
    pub id: EnterpriseId,
    pub credit_code: CreditCode,
    /// Registered name as on the business licence.
    pub name: String,
    pub name_english: String,
    pub credit_class: CreditClass,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    pub lead: EnterpriseId,
    pub members: BTreeSet<EnterpriseId>,
}

/// Authority that one enterprise gives another to act for it, from and until the dates, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    pub id: MandateId,
    pub principal: EnterpriseId,
    pub agent: EnterpriseId,
    pub valid_from: CivilDate,
    pub valid_until: CivilDate,
}

/// What an enterprise that broke its word may not do until it is repaired: commit again, draw on a pool, and, with the
/// whole of its group, move goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    pub enterprise: EnterpriseId,
    /// The journal position of the decision that it rests on; every refusal because of it cites that entry.
    pub position: u64,
    pub since: CivilDate,
    pub reason: String,
}

pub static UNKNOWN_ENTERPRISE: Code = Code {
    text: "UNKNOWN_ENTERPRISE",
    category: Category::NotFound,
    kind: RuleKind::System,
    rule: "register of enterprises",
    meaning: "there is no such enterprise",
};
pub static CREDIT_CODE_TAKEN: Code = Code {
    text: "CREDIT_CODE_TAKEN",
    category: Category::State,
    kind: RuleKind::Statute,
    rule: "GB 32100-2015: one unified social credit code for one entity",
    meaning: "an enterprise with this credit code is registered already",
};
pub static EMPTY_NAME: Code = Code {
    text: "EMPTY_NAME",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "register of enterprises",
    meaning: "a name has 1 to 200 characters",
};
pub static MANDATE_DATES: Code = Code {
    text: "MANDATE_DATES",
    category: Category::Content,
    kind: RuleKind::Agreement,
    rule: "mandate between the two enterprises",
    meaning: "a mandate ends on or after the day it begins, and joins two different enterprises",
};
pub static UNKNOWN_MANDATE: Code = Code {
    text: "UNKNOWN_MANDATE",
    category: Category::NotFound,
    kind: RuleKind::Agreement,
    rule: "mandate between the two enterprises",
    meaning: "there is no such mandate in force",
};
pub static GROUP_LEAD: Code = Code {
    text: "GROUP_LEAD",
    category: Category::Content,
    kind: RuleKind::Statute,
    rule: "GACC announcement 2021/80: the group is led by one of its members",
    meaning: "the lead enterprise must be a member of the group",
};
pub static IN_ANOTHER_GROUP: Code = Code {
    text: "IN_ANOTHER_GROUP",
    category: Category::State,
    kind: RuleKind::Setting,
    rule: "register of groups",
    meaning: "an enterprise belongs to one group at a time",
};
pub static GROUP_RESTRICTED: Code = Code {
    text: "GROUP_RESTRICTED",
    category: Category::State,
    kind: RuleKind::Setting,
    rule: "zone setting: joint discipline of a group after a revoked approval; not read in a published text",
    meaning: "a member of the group broke a commitment and is not repaired yet",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 8] = [
    &UNKNOWN_ENTERPRISE,
    &CREDIT_CODE_TAKEN,
    &EMPTY_NAME,
    &MANDATE_DATES,
    &UNKNOWN_MANDATE,
    &GROUP_LEAD,
    &IN_ANOTHER_GROUP,
    &GROUP_RESTRICTED,
];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyEvent {
    EnterpriseRegistered(Enterprise),
    CreditClassChanged {
        enterprise: EnterpriseId,
        credit_class: CreditClass,
        reason: String,
    },
    GroupFormed(Group),
    MandateGiven(Mandate),
    MandateRevoked {
        mandate: MandateId,
    },
    EnterpriseRestricted {
        restriction: Restriction,
        /// The other members of its group on that day, whose goods stop too; they may read the entry.
        others: BTreeSet<EnterpriseId>,
    },
    /// The restriction that rests on the decision at the position is lifted.
    RestrictionLifted {
        enterprise: EnterpriseId,
        position: u64,
        reason: String,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    enterprises: BTreeMap<EnterpriseId, Enterprise>,
    by_credit_code: BTreeMap<CreditCode, EnterpriseId>,
    groups: BTreeMap<GroupId, Group>,
    group_of: BTreeMap<EnterpriseId, GroupId>,
    mandates: BTreeMap<MandateId, Mandate>,
    /// In force, by enterprise, the earliest first.
    restrictions: BTreeMap<EnterpriseId, Vec<Restriction>>,
}

impl Parties {
    pub fn enterprise(&self, id: EnterpriseId) -> Result<&Enterprise, Refusal> {
        self.enterprises.get(&id).ok_or_else(|| Refusal::new(&UNKNOWN_ENTERPRISE))
    }

    pub fn by_credit_code(&self, code: CreditCode) -> Option<EnterpriseId> {
        self.by_credit_code.get(&code).copied()
    }

    pub fn group_of(&self, enterprise: EnterpriseId) -> Option<&Group> {
        self.group_of.get(&enterprise).and_then(|id| self.groups.get(id))
    }

    pub fn mandate(&self, id: MandateId) -> Option<&Mandate> {
        self.mandates.get(&id)
    }

    /// Returns the earliest restriction in force on the enterprise itself.
    pub fn restriction_of(&self, enterprise: EnterpriseId) -> Option<&Restriction> {
        self.restrictions.get(&enterprise)?.first()
    }

    /// Returns every restriction in force.
    pub fn restrictions(&self) -> impl Iterator<Item = &Restriction> {
        self.restrictions.values().flatten()
    }

    /// Refuses while the enterprise or another member of its group is restricted, citing the decision.
    pub fn require_unrestricted_group(&self, enterprise: EnterpriseId) -> Result<(), Refusal> {
        let members = self.group_of(enterprise).into_iter().flat_map(|group| &group.members);
        let mut restricted =
            [&enterprise].into_iter().chain(members).filter_map(|one| self.restriction_of(*one));
        match restricted.next() {
            Some(found) => Err(Refusal::new(&GROUP_RESTRICTED).citing(found.position)),
            None => Ok(()),
        }
    }

    /// Returns the enterprises that gave one of the agents a mandate in force on the date.
    pub fn principals_of(&self, agents: &BTreeSet<EnterpriseId>, date: CivilDate) -> BTreeSet<EnterpriseId> {
        self.mandates
            .values()
            .filter(|mandate| agents.contains(&mandate.agent))
            .filter(|mandate| mandate.valid_from <= date && date <= mandate.valid_until)
            .map(|mandate| mandate.principal)
            .collect()
    }

    pub(crate) fn evolve(&mut self, event: &PartyEvent) {
        match event {
            PartyEvent::EnterpriseRegistered(enterprise) => {
                self.by_credit_code.insert(enterprise.credit_code, enterprise.id);
                self.enterprises.insert(enterprise.id, enterprise.clone());
            }
            PartyEvent::CreditClassChanged { enterprise, credit_class, .. } => {
                if let Some(found) = self.enterprises.get_mut(enterprise) {
                    found.credit_class = *credit_class;
                }
            }
            PartyEvent::GroupFormed(group) => {
                for member in &group.members {
                    self.group_of.insert(*member, group.id);
                }
                self.groups.insert(group.id, group.clone());
            }
            PartyEvent::MandateGiven(mandate) => {
                self.mandates.insert(mandate.id, mandate.clone());
            }
            PartyEvent::MandateRevoked { mandate } => {
                self.mandates.remove(mandate);
            }
            PartyEvent::EnterpriseRestricted { restriction, .. } => {
                self.restrictions.entry(restriction.enterprise).or_default().push(restriction.clone());
            }
            PartyEvent::RestrictionLifted { enterprise, position, .. } => {
                if let Some(found) = self.restrictions.get_mut(enterprise) {
                    found.retain(|restriction| restriction.position != *position);
                    if found.is_empty() {
                        self.restrictions.remove(enterprise);
                    }
                }
            }
        }
    }
}
