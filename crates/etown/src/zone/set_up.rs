//! Making a journal into a zone: its name and administrators, what the program carries of parameters and calendars, and
//! a nomenclature.

use etown_domain::international::InternationalCommand;
use etown_domain::kernel::access::{GrantScope, Role};
use etown_domain::kernel::parameters::Nomenclature;
use etown_domain::{Actor, Command, ZoneCommand};
use etown_engine::NotAccepted;
use etown_values::{CreditCode, EnterpriseId, UserId, UtcOffset, check_character};

use super::Desk;
use crate::shipped;

/// The first facts of a zone.
pub(crate) struct ZoneFacts {
    pub(crate) name: String,
    /// Four digits of the competent customs.
    pub(crate) customs_code: String,
    pub(crate) administrator: UserId,
    pub(crate) second_administrator: Option<UserId>,
}

/// Sets up the zone, then activates what the program carries as its administrator.
pub(crate) fn set_up(desk: &Desk, facts: ZoneFacts, nomenclature: Nomenclature) -> Result<(), NotAccepted> {
    let ZoneFacts { name, customs_code, administrator, second_administrator } = facts;
    let utc_offset = UtcOffset::BEIJING;
    let administrators = [Some(administrator), second_administrator].into_iter().flatten().collect();
    let command = ZoneCommand::SetUpZone { name, customs_code, utc_offset, administrators };
    desk.zone(Actor::Setup, command)?;
    let actor = Actor::User(administrator);
    desk.zone(actor, ZoneCommand::ActivateParameters { parameters: shipped::parameters() })?;
    for year in shipped::calendar_years() {
        desk.zone(actor, ZoneCommand::PublishCalendarYear { year })?;
    }
    desk.zone(actor, ZoneCommand::ActivateNomenclature { nomenclature })?;
    for command in [
        InternationalCommand::ActivateNegativeList { list: shipped::negative_list() },
        InternationalCommand::ActivatePointsTable { table: shipped::talent_points() },
    ] {
        desk.command(actor, Command::International(command))?;
    }
    Ok(())
}

/// Registers a user with one role for the whole zone.
pub(crate) fn add_zone_user(
    desk: &Desk,
    administrator: UserId,
    user: UserId,
    role: Role,
) -> Result<(), NotAccepted> {
    let actor = Actor::User(administrator);
    desk.zone(actor, ZoneCommand::RegisterUser { user })?;
    desk.zone(actor, ZoneCommand::GrantRole { user, role, scope: GrantScope::Zone })?;
    Ok(())
}

/// Registers a user who acts for one enterprise.
pub(crate) fn add_enterprise_user(
    desk: &Desk,
    administrator: UserId,
    user: UserId,
    enterprise: EnterpriseId,
) -> Result<(), NotAccepted> {
    let actor = Actor::User(administrator);
    desk.zone(actor, ZoneCommand::RegisterUser { user })?;
    let (role, scope) = (Role::EnterpriseOfficer, GrantScope::Enterprise(enterprise));
    desk.zone(actor, ZoneCommand::GrantRole { user, role, scope })?;
    Ok(())
}

/// Completes an invented credit code of 17 characters by its check character.
pub(crate) fn invented_credit_code(first: &str) -> CreditCode {
    let check = check_character(first).expect("the characters are constants that a test reads");
    format!("{first}{check}").parse().expect("its check character was computed")
}
