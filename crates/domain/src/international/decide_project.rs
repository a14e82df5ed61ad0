//! Decisions about investment projects: open, amend, screen, record conditions, advance, name the enterprise, drop.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId, InvestmentProjectId};

use super::checks::{is_country_code, is_industry_code};
use super::command::InternationalCommand as Command;
use super::event::InternationalEvent as Event;
use super::negative_list::Screening;
use super::project::{ConditionMet, Dropped, InvestmentProject, ProjectContent, Step};
use super::refusal::{
    CONDITIONS_MISSING, COUNTRY_CODE, EDITION_NOT_IN_FORCE, ENTERPRISE_ALREADY_NAMED, INDUSTRY_CODE,
    INVESTMENT_AMOUNT, INVESTMENT_TEXT, NO_RESTRICTED_ITEM, NOT_SCREENED, PROHIBITED_ITEM, PROJECT_DROPPED,
    PROJECT_NOT_REGISTERED, STAGE_DATE, STAGE_ORDER, UNKNOWN_INVESTMENT_PROJECT,
};
use super::stage::Stage;
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_revision, require_text};
use crate::state::State;

const NAME_CHARACTERS: usize = 200;
const TEXT_CHARACTERS: usize = 2_000;
const INDUSTRIES_MAX: usize = 10;

pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::InvestmentOfficer])?;
    let event = match command {
        Command::OpenProject { content, on } => open(content, *on, context)?,
        Command::AmendProject { project, revision, content } => {
            let found = open_project(state, *project, *revision)?;
            check_content(content)?;
            let (project, content) = (*project, content.clone());
            Event::ProjectAmended { project, content, enterprise: found.enterprise }
        }
        Command::ScreenProject { project, revision, edition } => {
            let found = open_project(state, *project, *revision)?;
            let screening = screen(state, found, edition, context)?;
            Event::ProjectScreened { project: *project, screening, enterprise: found.enterprise }
        }
        Command::RecordCondition { project, revision, item, met_by } => {
            let found = open_project(state, *project, *revision)?;
            record_condition(found, item, met_by, context)?
        }
        Command::AdvanceProject { project, revision, stage, on, note } => {
            let found = open_project(state, *project, *revision)?;
            advance(state, found, (*stage, *on), note, context)?
        }
        Command::NameEnterprise { project, revision, enterprise } => {
            let found = open_project(state, *project, *revision)?;
            name_enterprise(state, found, *enterprise)?
        }
        Command::DropProject { project, revision, reason } => {
            let found = open_project(state, *project, *revision)?;
            require_text(&INVESTMENT_TEXT, "reason", reason, TEXT_CHARACTERS)?;
            let dropped = Dropped { on: context.business_date, reason: reason.clone() };
            Event::ProjectDropped { project: *project, dropped, enterprise: found.enterprise }
        }
        _ => unreachable!("the door sends only projects here"),
    };
    Ok(vec![event.into()])
}

fn open(content: &ProjectContent, on: CivilDate, context: &mut Context) -> Result<Event, Refusal> {
    check_content(content)?;
    if on > context.business_date {
        return Err(Refusal::new(&STAGE_DATE).at("on").number("today", context.business_date));
    }
    let project = context.fresh.take(InvestmentProjectId::from_raw);
    let step = Step { stage: Stage::Lead, on, note: String::new(), position: context.position };
    Ok(Event::ProjectOpened { project, content: content.clone(), step })
}

fn screen(
    state: &State,
    project: &InvestmentProject,
    edition: &str,
    context: &Context,
) -> Result<Screening, Refusal> {
    let list = edition_in_force(state, edition, context.business_date)?;
    let content = &project.content;
    Ok(Screening {
        edition: list.edition.clone(),
        on: context.business_date,
        by: context.actor,
        position: context.position,
        items_kept: u32::try_from(list.items.len()).unwrap_or(u32::MAX),
        items_published: list.items_published,
        met: list.items_met(&content.industry_codes, &[&content.title, &content.activity]),
    })
}

/// Returns the edition when it is the one in force on the date; one that nobody knows is not in force either.
fn edition_in_force<'a>(
    state: &'a State,
    edition: &str,
    date: CivilDate,
) -> Result<&'a super::negative_list::NegativeList, Refusal> {
    let list = state.international.negative_list_on(date);
    list.filter(|list| list.edition == edition).ok_or_else(|| {
        let refusal = Refusal::new(&EDITION_NOT_IN_FORCE).at("edition").number("date", date);
        match list {
            Some(in_force) => refusal.number("edition_in_force", &in_force.edition),
            None => refusal,
        }
    })
}

fn record_condition(
    project: &InvestmentProject,
    item: &str,
    met_by: &str,
    context: &Context,
) -> Result<Event, Refusal> {
    let screening = project.screening.as_ref().ok_or_else(|| Refusal::new(&NOT_SCREENED))?;
    if !screening.restricted().any(|met| met.number == item) {
        return Err(Refusal::new(&NO_RESTRICTED_ITEM).at("item").number("item", item));
    }
    require_text(&INVESTMENT_TEXT, "met_by", met_by, TEXT_CHARACTERS)?;
    let met_by = met_by.to_owned();
    let condition = ConditionMet { met_by, on: context.business_date, position: context.position };
    let (item, enterprise) = (item.to_owned(), project.enterprise);
    Ok(Event::ConditionRecorded { project: project.id, item, condition, enterprise })
}

fn advance(
    state: &State,
    project: &InvestmentProject,
    (stage, on): (Stage, CivilDate),
    note: &str,
    context: &Context,
) -> Result<Event, Refusal> {
    if project.stage().next() != Some(stage) {
        let refusal = Refusal::new(&STAGE_ORDER).at("stage").number("stage", project.stage().as_str());
        return Err(match project.stage().next() {
            Some(next) => refusal.number("next", next.as_str()),
            None => refusal,
        });
    }
    check_screening(state, project, stage, on)?;
    let entered = project.steps.last().map_or(on, |step| step.on);
    if on < entered || on > context.business_date {
        let refusal = Refusal::new(&STAGE_DATE).at("on").number("stage_since", entered);
        return Err(refusal.number("today", context.business_date));
    }
    if note.chars().count() > TEXT_CHARACTERS {
        return Err(Refusal::new(&INVESTMENT_TEXT).at("note").largest(TEXT_CHARACTERS));
    }
    let step = Step { stage, on, note: note.to_owned(), position: context.position };
    Ok(Event::StageEntered { project: project.id, step, enterprise: project.enterprise })
}

/// What the list prohibits stops a project wherever it is; what it restricts, until the conditions are met.
fn check_screening(
    state: &State,
    project: &InvestmentProject,
    stage: Stage,
    on: CivilDate,
) -> Result<(), Refusal> {
    let Some(screening) = &project.screening else {
        return if stage.needs_screening() { Err(Refusal::new(&NOT_SCREENED)) } else { Ok(()) };
    };
    let citing = |code, number: &str| {
        let refusal = Refusal::new(code).number("edition", &screening.edition).number("item", number);
        refusal.citing(screening.position)
    };
    if let Some(item) = screening.prohibited() {
        return Err(citing(&PROHIBITED_ITEM, &item.number));
    }
    if let Some(item) = project.open_condition() {
        return Err(citing(&CONDITIONS_MISSING, &item.number));
    }
    if stage.needs_screening() {
        edition_in_force(state, &screening.edition, on)?;
    }
    Ok(())
}

fn name_enterprise(
    state: &State,
    project: &InvestmentProject,
    enterprise: EnterpriseId,
) -> Result<Event, Refusal> {
    if project.stage() < Stage::Registered {
        return Err(Refusal::new(&PROJECT_NOT_REGISTERED).number("stage", project.stage().as_str()));
    }
    let is_taken = state.international.projects().any(|other| other.enterprise == Some(enterprise));
    if project.enterprise.is_some() || is_taken {
        return Err(Refusal::new(&ENTERPRISE_ALREADY_NAMED));
    }
    state.parties.enterprise(enterprise).map_err(|refusal| refusal.at("enterprise"))?;
    Ok(Event::EnterpriseNamed { project: project.id, enterprise })
}

fn check_content(content: &ProjectContent) -> Result<(), Refusal> {
    require_text(&INVESTMENT_TEXT, "title", &content.title, NAME_CHARACTERS)?;
    require_text(&INVESTMENT_TEXT, "investor", &content.investor, NAME_CHARACTERS)?;
    if !is_country_code(&content.country) {
        return Err(Refusal::new(&COUNTRY_CODE).at("country"));
    }
    let codes = &content.industry_codes;
    let is_sound = (1..=INDUSTRIES_MAX).contains(&codes.len());
    if !is_sound || !codes.iter().all(|code| is_industry_code(code, 4)) {
        return Err(Refusal::new(&INDUSTRY_CODE).at("industry_codes"));
    }
    require_text(&INVESTMENT_TEXT, "activity", &content.activity, TEXT_CHARACTERS)?;
    if content.investment.is_negative() || content.investment.is_zero() {
        return Err(Refusal::new(&INVESTMENT_AMOUNT).at("investment"));
    }
    Ok(())
}

/// Returns the project as the desk may change it.
fn open_project(
    state: &State,
    project: InvestmentProjectId,
    revision: Option<u64>,
) -> Result<&InvestmentProject, Refusal> {
    let found = state.international.project(project);
    let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_INVESTMENT_PROJECT))?;
    require_revision(revision, found.revision)?;
    if found.dropped.is_some() { Err(Refusal::new(&PROJECT_DROPPED)) } else { Ok(found) }
}
