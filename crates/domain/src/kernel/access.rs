//! Access: users, roles and grants as journaled state. Whatever is not granted is denied. Names and credentials of
//! people are not kept here; a user is an id.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use etown_values::{EnterpriseId, GrantId, UserId};
use serde::{Deserialize, Serialize};

use super::refusal::{Category, Code, Refusal, RuleKind};

/// Who acts. The scheduler and the setup act without a user and only where a rule names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The first command of a new journal.
    Setup,
    /// A due date acted on by the program.
    Scheduler,
    User(UserId),
}

/// What a grant lets its holder do, within the grant's scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Registers users and enterprises, activates parameters. Sees everything.
    ZoneAdministrator,
    /// Approves books and lists, pauses books, resolves exceptions. Sees everything in the bonded zone.
    CustomsOfficer,
    /// Files books and lists for one enterprise and for those that gave it a mandate.
    EnterpriseOfficer,
    /// Reports passages and releases.
    GateOperator,
    /// Keeps parcels, their contracts and permits.
    LandOfficer,
    /// Decides applications on notification and commitment, and verifies them.
    ApprovalOfficer,
    /// Keeps industries, the supply graph, investment projects, talent and technology.
    InvestmentOfficer,
    /// Files cash pools and their quotas for the foreign-exchange administration.
    TreasuryOfficer,
    /// Keeps key tasks, their evidence and pilots.
    ProgrammeOfficer,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    pub const ALL: [Self; 10] = [
        Self::ZoneAdministrator,
        Self::CustomsOfficer,
        Self::EnterpriseOfficer,
        Self::GateOperator,
        Self::LandOfficer,
        Self::ApprovalOfficer,
        Self::InvestmentOfficer,
        Self::TreasuryOfficer,
        Self::ProgrammeOfficer,
        Self::Auditor,
    ];

    /// Returns the role as written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZoneAdministrator => "zone_administrator",
            Self::CustomsOfficer => "customs_officer",
            Self::EnterpriseOfficer => "enterprise_officer",
            Self::GateOperator => "gate_operator",
            Self::LandOfficer => "land_officer",
            Self::ApprovalOfficer => "approval_officer",
            Self::InvestmentOfficer => "investment_officer",
            Self::TreasuryOfficer => "treasury_officer",
            Self::ProgrammeOfficer => "programme_officer",
            Self::Auditor => "auditor",
        }
    }

    /// Whether the role keeps a part of the zone outside the bonded area.
    pub const fn is_desk(self) -> bool {
        !self.parts().is_empty()
    }

    /// The parts of the zone that a desk keeps, as the kinds of their commands begin.
    pub const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::LandOfficer => &["land"],
            Self::ApprovalOfficer => &["approvals"],
            Self::InvestmentOfficer => &["industry", "international", "region", "technology"],
            Self::TreasuryOfficer => &["treasury"],
            Self::ProgrammeOfficer => &["programme"],
            _ => &[],
        }
    }

    /// Whether the role is held for one enterprise rather than for the whole zone.
    pub const fn is_enterprise_role(self) -> bool {
        matches!(self, Self::EnterpriseOfficer)
    }
}

/// How far a grant reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantScope {
    Zone,
    Enterprise(EnterpriseId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub user: UserId,
    pub role: Role,
    pub scope: GrantScope,
}

/// What a reader may see. Every query takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadScope {
    Zone,
    /// The objects of these enterprises alone.
    Enterprises(BTreeSet<EnterpriseId>),
    /// What these desks keep for the whole zone, and the objects of these enterprises.
    Desks {
        desks: BTreeSet<Role>,
        enterprises: BTreeSet<EnterpriseId>,
    },
}

impl ReadScope {
    /// Whether objects of the enterprise may be seen.
    pub fn covers(&self, enterprise: EnterpriseId) -> bool {
        match self {
            Self::Zone => true,
            Self::Enterprises(all) | Self::Desks { enterprises: all, .. } => all.contains(&enterprise),
        }
    }
}

pub static NOT_PERMITTED: Code = Code {
    text: "NOT_PERMITTED",
    category: Category::NotPermitted,
    kind: RuleKind::System,
    rule: "grants of the zone",
    meaning: "no grant of this user allows the command",
};
pub static UNKNOWN_USER: Code = Code {
    text: "UNKNOWN_USER",
    category: Category::NotFound,
    kind: RuleKind::System,
    rule: "register of users",
    meaning: "there is no such user",
};
pub static USER_EXISTS: Code = Code {
    text: "USER_EXISTS",
    category: Category::State,
    kind: RuleKind::System,
    rule: "register of users",
    meaning: "the user is registered already",
};
pub static GRANT_SCOPE: Code = Code {
    text: "GRANT_SCOPE",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "grants of the zone",
    meaning: "an enterprise role is granted for an enterprise, every other role for the zone",
};
pub static UNKNOWN_GRANT: Code = Code {
    text: "UNKNOWN_GRANT",
    category: Category::NotFound,
    kind: RuleKind::System,
    rule: "grants of the zone",
    meaning: "there is no such grant in force",
};
pub static LAST_ADMINISTRATOR: Code = Code {
    text: "LAST_ADMINISTRATOR",
    category: Category::State,
    kind: RuleKind::System,
    rule: "grants of the zone",
    meaning: "the zone keeps at least one administrator",
};
pub static MAKER_IS_CHECKER: Code = Code {
    text: "MAKER_IS_CHECKER",
    category: Category::NotPermitted,
    kind: RuleKind::Setting,
    rule: "two-person approval",
    meaning: "who made the request may not approve it",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 7] = [
    &NOT_PERMITTED,
    &UNKNOWN_USER,
    &USER_EXISTS,
    &GRANT_SCOPE,
    &UNKNOWN_GRANT,
    &LAST_ADMINISTRATOR,
    &MAKER_IS_CHECKER,
];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessEvent {
    UserRegistered { user: UserId },
    RoleGranted { grant: GrantId, user: UserId, role: Role, scope: GrantScope },
    RoleRevoked { grant: GrantId },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    users: BTreeSet<UserId>,
    grants: BTreeMap<GrantId, Grant>,
    by_user: BTreeMap<UserId, Vec<GrantId>>,
}

impl Access {
    /// Whether the user is registered.
    pub fn knows(&self, user: UserId) -> bool {
        self.users.contains(&user)
    }

    pub fn grant(&self, grant: GrantId) -> Option<&Grant> {
        self.grants.get(&grant)
    }

    /// Returns the grants in force of one user.
    pub fn grants_of(&self, user: UserId) -> impl Iterator<Item = &Grant> {
        self.by_user.get(&user).into_iter().flatten().filter_map(|id| self.grants.get(id))
    }

    /// Whether the actor holds the role for the whole zone.
    pub fn has_zone_role(&self, actor: Actor, role: Role) -> bool {
        let Actor::User(user) = actor else { return false };
        self.grants_of(user).any(|grant| grant.role == role && grant.scope == GrantScope::Zone)
    }

    /// Refuses unless the actor holds one of the roles for the whole zone.
    pub fn require_zone_role(&self, actor: Actor, roles: &[Role]) -> Result<(), Refusal> {
        if roles.iter().any(|role| self.has_zone_role(actor, *role)) {
            Ok(())
        } else {
            Err(Refusal::new(&NOT_PERMITTED))
        }
    }

    /// Returns the enterprises for which the actor is an enterprise officer by direct grant.
    pub fn enterprises_of(&self, actor: Actor) -> BTreeSet<EnterpriseId> {
        let Actor::User(user) = actor else { return BTreeSet::new() };
        self.grants_of(user)
            .filter_map(|grant| match grant.scope {
                GrantScope::Enterprise(enterprise) => Some(enterprise),
                GrantScope::Zone => None,
            })
            .collect()
    }

    /// Counts the administrators of the zone.
    pub fn administrators(&self) -> usize {
        self.grants
            .values()
            .filter(|grant| grant.role == Role::ZoneAdministrator)
            .map(|grant| grant.user)
            .collect::<BTreeSet<_>>()
            .len()
    }

    pub(crate) fn evolve(&mut self, event: &AccessEvent) {
        match event {
            AccessEvent::UserRegistered { user } => {
                self.users.insert(*user);
            }
            AccessEvent::RoleGranted { grant, user, role, scope } => {
                self.grants.insert(*grant, Grant { user: *user, role: *role, scope: *scope });
                self.by_user.entry(*user).or_default().push(*grant);
            }
            AccessEvent::RoleRevoked { grant } => {
                if let Some(removed) = self.grants.remove(grant)
                    && let Some(list) = self.by_user.get_mut(&removed.user)
                {
                    list.retain(|id| id != grant);
                }
            }
        }
    }
}
