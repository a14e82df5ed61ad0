//! Decisions about the zone itself: set-up, users and roles, parties, parameters, calendars and nomenclature.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId, GrantId, GroupId, MandateId, UserId, UtcOffset};

use crate::command::ZoneCommand as Command;
use crate::context::Context;
use crate::event::{Event, ZoneEvent};
use crate::kernel::access::{
    AccessEvent, Actor, GRANT_SCOPE, GrantScope, LAST_ADMINISTRATOR, NOT_PERMITTED, Role, UNKNOWN_GRANT,
    UNKNOWN_USER, USER_EXISTS,
};
use crate::kernel::parameters::{self, PARAMETER_CONTENT, ParameterEvent};
use crate::kernel::parties::{
    CREDIT_CODE_TAKEN, EMPTY_NAME, Enterprise, GROUP_LEAD, Group, IN_ANOTHER_GROUP, MANDATE_DATES, Mandate,
    PartyEvent, UNKNOWN_MANDATE,
};
use crate::kernel::refusal::{Category, Code, Refusal, RuleKind};
use crate::state::State;

pub(crate) static ALREADY_SET_UP: Code = Code {
    text: "ALREADY_SET_UP",
    category: Category::State,
    kind: RuleKind::System,
    rule: "set-up of the zone",
    meaning: "the zone is set up already",
};
pub(crate) static SET_UP_CONTENT: Code = Code {
    text: "SET_UP_CONTENT",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "set-up of the zone",
    meaning: "a zone has a name, a customs code of four digits, and at least one administrator",
};
pub(crate) static CALENDAR_CONTENT: Code = Code {
    text: "CALENDAR_CONTENT",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "working-day calendar",
    meaning: "a calendar year has a version and days within or next to its year, each once",
};
/// The codes of this module, in the order of the reference.
pub(crate) static CODES: [&Code; 3] = [&ALREADY_SET_UP, &SET_UP_CONTENT, &CALENDAR_CONTENT];

pub(super) fn decide(state: &State, command: &Command, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    if let Command::SetUpZone { name, customs_code, utc_offset, administrators } = command {
        return set_up(state, (name, customs_code, *utc_offset), administrators, context);
    }
    state.access.require_zone_role(context.actor, &[Role::ZoneAdministrator])?;
    match command {
        Command::SetUpZone { .. } => unreachable!("it was decided above"),
        Command::RegisterUser { user } => {
            if state.access.knows(*user) {
                return Err(Refusal::new(&USER_EXISTS));
            }
            Ok(vec![AccessEvent::UserRegistered { user: *user }.into()])
        }
        Command::GrantRole { user, role, scope } => grant(state, *user, *role, *scope, context),
        Command::RevokeRole { grant } => revoke(state, *grant),
        Command::RegisterEnterprise { credit_code, name, name_english, credit_class } => {
            require_name(name, "name")?;
            require_name(name_english, "name_english")?;
            if state.parties.by_credit_code(*credit_code).is_some() {
                return Err(Refusal::new(&CREDIT_CODE_TAKEN).at("credit_code"));
            }
            Ok(vec![
                PartyEvent::EnterpriseRegistered(Enterprise {
                    id: context.fresh.take(EnterpriseId::from_raw),
                    credit_code: *credit_code,
                    name: name.clone(),
                    name_english: name_english.clone(),
                    credit_class: *credit_class,
                })
                .into(),
            ])
        }
        Command::ChangeCreditClass { enterprise, credit_class, reason } => {
            state.parties.enterprise(*enterprise)?;
            require_name(reason, "reason")?;
            let (enterprise, credit_class, reason) = (*enterprise, *credit_class, reason.clone());
            Ok(vec![PartyEvent::CreditClassChanged { enterprise, credit_class, reason }.into()])
        }
        Command::FormGroup { name, lead, members } => form_group(state, name, *lead, members, context),
        Command::GiveMandate { principal, agent, valid_from, valid_until } => {
            give_mandate(state, (*principal, *agent), (*valid_from, *valid_until), context)
        }
        Command::RevokeMandate { mandate } => match state.parties.mandate(*mandate) {
            Some(_) => Ok(vec![PartyEvent::MandateRevoked { mandate: *mandate }.into()]),
            None => Err(Refusal::new(&UNKNOWN_MANDATE)),
        },
        Command::PublishCalendarYear { year } => {
            let mut dates = BTreeSet::new();
            let is_near = |date: CivilDate| date.year().abs_diff(year.year) <= 1;
            let is_sound = year.days.iter().all(|day| is_near(day.date) && dates.insert(day.date));
            if year.version.is_empty() || !is_sound {
                return Err(Refusal::new(&CALENDAR_CONTENT).at("year"));
            }
            Ok(vec![ZoneEvent::CalendarYearPublished { year: year.clone() }.into()])
        }
        Command::ActivateParameters { parameters } => {
            if parameters.is_empty() {
                return Err(Refusal::new(&PARAMETER_CONTENT).at("parameters"));
            }
            parameters::check(parameters)?;
            Ok(vec![ParameterEvent::ParametersActivated { parameters: parameters.clone() }.into()])
        }
        Command::ActivateNomenclature { nomenclature } => {
            let mut codes = BTreeSet::new();
            let is_sound = nomenclature.codes.iter().all(|commodity| codes.insert(commodity.code));
            if nomenclature.codes.is_empty() || nomenclature.edition.is_empty() || !is_sound {
                return Err(Refusal::new(&PARAMETER_CONTENT).at("nomenclature.codes"));
            }
            Ok(vec![ParameterEvent::NomenclatureActivated(nomenclature.clone()).into()])
        }
    }
}

fn set_up(
    state: &State,
    (name, customs_code, utc_offset): (&str, &str, UtcOffset),
    administrators: &[UserId],
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    if context.actor != Actor::Setup {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    if state.zone.is_some() {
        return Err(Refusal::new(&ALREADY_SET_UP));
    }
    let is_customs_code = customs_code.len() == 4 && customs_code.bytes().all(|byte| byte.is_ascii_digit());
    let distinct: BTreeSet<_> = administrators.iter().collect();
    if require_name(name, "name").is_err() || !is_customs_code || distinct.is_empty() {
        return Err(Refusal::new(&SET_UP_CONTENT));
    }
    let (name, customs_code) = (name.into(), customs_code.into());
    let mut events: Vec<Event> = vec![ZoneEvent::ZoneSetUp { name, customs_code, utc_offset }.into()];
    for user in distinct {
        events.push(AccessEvent::UserRegistered { user: *user }.into());
        let grant = context.fresh.take(GrantId::from_raw);
        let (role, scope) = (Role::ZoneAdministrator, GrantScope::Zone);
        events.push(AccessEvent::RoleGranted { grant, user: *user, role, scope }.into());
    }
    Ok(events)
}

fn grant(
    state: &State,
    user: UserId,
    role: Role,
    scope: GrantScope,
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    if !state.access.knows(user) {
        return Err(Refusal::new(&UNKNOWN_USER));
    }
    match scope {
        GrantScope::Enterprise(enterprise) if role.is_enterprise_role() => {
            state.parties.enterprise(enterprise)?;
        }
        GrantScope::Zone if !role.is_enterprise_role() => {}
        _ => return Err(Refusal::new(&GRANT_SCOPE).at("scope")),
    }
    let grant = context.fresh.take(GrantId::from_raw);
    Ok(vec![AccessEvent::RoleGranted { grant, user, role, scope }.into()])
}

fn revoke(state: &State, grant: GrantId) -> Result<Vec<Event>, Refusal> {
    let Some(found) = state.access.grant(grant) else { return Err(Refusal::new(&UNKNOWN_GRANT)) };
    if found.role == Role::ZoneAdministrator {
        let own =
            state.access.grants_of(found.user).filter(|other| other.role == Role::ZoneAdministrator).count();
        if own == 1 && state.access.administrators() == 1 {
            return Err(Refusal::new(&LAST_ADMINISTRATOR));
        }
    }
    Ok(vec![AccessEvent::RoleRevoked { grant }.into()])
}

fn form_group(
    state: &State,
    name: &str,
    lead: EnterpriseId,
    members: &[EnterpriseId],
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    require_name(name, "name")?;
    if !members.contains(&lead) {
        return Err(Refusal::new(&GROUP_LEAD).at("lead"));
    }
    for (index, member) in members.iter().enumerate() {
        state.parties.enterprise(*member)?;
        if state.parties.group_of(*member).is_some() {
            return Err(Refusal::new(&IN_ANOTHER_GROUP).at(alloc::format!("members[{index}]")));
        }
    }
    let group = Group {
        id: context.fresh.take(GroupId::from_raw),
        name: name.into(),
        lead,
        members: members.iter().copied().collect(),
    };
    Ok(vec![PartyEvent::GroupFormed(group).into()])
}

fn give_mandate(
    state: &State,
    (principal, agent): (EnterpriseId, EnterpriseId),
    (valid_from, valid_until): (CivilDate, CivilDate),
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    state.parties.enterprise(principal)?;
    state.parties.enterprise(agent)?;
    if principal == agent || valid_until < valid_from {
        return Err(Refusal::new(&MANDATE_DATES));
    }
    let id = context.fresh.take(MandateId::from_raw);
    Ok(vec![PartyEvent::MandateGiven(Mandate { id, principal, agent, valid_from, valid_until }).into()])
}

fn require_name(text: &str, field: &str) -> Result<(), Refusal> {
    let length = text.trim().chars().count();
    if (1..=200).contains(&length) { Ok(()) } else { Err(Refusal::new(&EMPTY_NAME).at(String::from(field))) }
}
