//! Parties: enterprises with a checked credit code, groups and mandates. No personal data is kept here.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
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
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 7] = [
    &UNKNOWN_ENTERPRISE,
    &CREDIT_CODE_TAKEN,
    &EMPTY_NAME,
    &MANDATE_DATES,
    &UNKNOWN_MANDATE,
    &GROUP_LEAD,
    &IN_ANOTHER_GROUP,
];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyEvent {
    EnterpriseRegistered(Enterprise),
    CreditClassChanged { enterprise: EnterpriseId, credit_class: CreditClass, reason: String },
    GroupFormed(Group),
    MandateGiven(Mandate),
    MandateRevoked { mandate: MandateId },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    enterprises: BTreeMap<EnterpriseId, Enterprise>,
    by_credit_code: BTreeMap<CreditCode, EnterpriseId>,
    groups: BTreeMap<GroupId, Group>,
    group_of: BTreeMap<EnterpriseId, GroupId>,
    mandates: BTreeMap<MandateId, Mandate>,
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
        }
    }
}
