//! Every command of the zone. Requests may be refused; reports are always recorded.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, CreditCode, EnterpriseId, GrantId, MandateId, UserId, UtcOffset};
use serde::{Deserialize, Serialize};

use crate::approvals::ApprovalsCommand;
use crate::bonded::{BondedCommand, BondedReport};
use crate::exchange::ExchangeCommand;
use crate::industry::IndustryCommand;
use crate::international::InternationalCommand;
use crate::kernel::access::{GrantScope, Role};
use crate::kernel::calendar::CalendarYear;
use crate::kernel::parameters::{Nomenclature, Parameter};
use crate::kernel::parties::CreditClass;
use crate::land::LandCommand;
use crate::programme::ProgrammeCommand;
use crate::region::RegionCommand;
use crate::technology::TechnologyCommand;
use crate::treasury::TreasuryCommand;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Zone(ZoneCommand),
    Bonded(BondedCommand),
    Report(BondedReport),
    Approvals(ApprovalsCommand),
    Exchange(ExchangeCommand),
    Industry(IndustryCommand),
    International(InternationalCommand),
    Land(LandCommand),
    Programme(ProgrammeCommand),
    Region(RegionCommand),
    Technology(TechnologyCommand),
    Treasury(TreasuryCommand),
}

/// Commands about the zone itself: its people, parties and parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneCommand {
    /// The first command of a journal; only the setup may give it, once.
    SetUpZone {
        name: String,
        customs_code: String,
        utc_offset: UtcOffset,
        administrators: Vec<UserId>,
    },
    RegisterUser {
        user: UserId,
    },
    GrantRole {
        user: UserId,
        role: Role,
        scope: GrantScope,
    },
    RevokeRole {
        grant: GrantId,
    },
    RegisterEnterprise {
        credit_code: CreditCode,
        name: String,
        name_english: String,
        credit_class: CreditClass,
    },
    ChangeCreditClass {
        enterprise: EnterpriseId,
        credit_class: CreditClass,
        reason: String,
    },
    FormGroup {
        name: String,
        lead: EnterpriseId,
        members: Vec<EnterpriseId>,
    },
    GiveMandate {
        principal: EnterpriseId,
        agent: EnterpriseId,
        valid_from: CivilDate,
        valid_until: CivilDate,
    },
    RevokeMandate {
        mandate: MandateId,
    },
    PublishCalendarYear {
        year: CalendarYear,
    },
    ActivateParameters {
        parameters: Vec<Parameter>,
    },
    ActivateNomenclature {
        nomenclature: Nomenclature,
    },
}

impl Command {
    /// Returns the name of the command as written in the journal's history, such as `bonded.approve_list`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Zone(command) => command.kind(),
            Self::Bonded(command) => command.kind(),
            Self::Report(report) => report.kind(),
            Self::Approvals(command) => command.kind(),
            Self::Exchange(command) => command.kind(),
            Self::Industry(command) => command.kind(),
            Self::International(command) => command.kind(),
            Self::Land(command) => command.kind(),
            Self::Programme(command) => command.kind(),
            Self::Region(command) => command.kind(),
            Self::Technology(command) => command.kind(),
            Self::Treasury(command) => command.kind(),
        }
    }
}

impl ZoneCommand {
    const fn kind(&self) -> &'static str {
        match self {
            Self::SetUpZone { .. } => "zone.set_up",
            Self::RegisterUser { .. } => "zone.register_user",
            Self::GrantRole { .. } => "zone.grant_role",
            Self::RevokeRole { .. } => "zone.revoke_role",
            Self::RegisterEnterprise { .. } => "zone.register_enterprise",
            Self::ChangeCreditClass { .. } => "zone.change_credit_class",
            Self::FormGroup { .. } => "zone.form_group",
            Self::GiveMandate { .. } => "zone.give_mandate",
            Self::RevokeMandate { .. } => "zone.revoke_mandate",
            Self::PublishCalendarYear { .. } => "zone.publish_calendar_year",
            Self::ActivateParameters { .. } => "zone.activate_parameters",
            Self::ActivateNomenclature { .. } => "zone.activate_nomenclature",
        }
    }
}

macro_rules! from {
    ($($variant:ident <- $command:ty),* $(,)?) => {
        $(impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$variant(command)
            }
        })*
    };
}

from! {
    Zone <- ZoneCommand,
    Bonded <- BondedCommand,
    Report <- BondedReport,
    Approvals <- ApprovalsCommand,
    Exchange <- ExchangeCommand,
    Industry <- IndustryCommand,
    International <- InternationalCommand,
    Land <- LandCommand,
    Programme <- ProgrammeCommand,
    Region <- RegionCommand,
    Technology <- TechnologyCommand,
    Treasury <- TreasuryCommand,
}
