//! Decisions about work-permit assessments: an employer asks, a second person at the desk confirms or declines.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, Currency, EnterpriseId, TalentId, TaskId};

use super::command::InternationalCommand as Command;
use super::event::InternationalEvent as Event;
use super::points::{Score, score};
use super::points_table::PointsTable;
use super::refusal::{
    NO_POINTS_TABLE, POINTS_TABLE_CONTENT, PROVINCIAL_POINTS, TALENT_FACTS, TALENT_REASON, TALENT_STATUS,
    UNKNOWN_TALENT,
};
use super::settings::{CATEGORY_A_POINTS, CATEGORY_B_POINTS};
use super::talent::{Talent, TalentFacts, TalentStatus};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::parties::UNKNOWN_ENTERPRISE;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_revision, require_text};
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

const YEARS_MAX: u32 = 100;
const MONTHS_MAX: u32 = 12;
const GROUND_CHARACTERS: usize = 200;
const REASON_CHARACTERS: usize = 2_000;

pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::AssessTalent { employer, facts } => assess(state, *employer, facts, context),
        Command::ConfirmTalent { talent, revision } => {
            let found = requested(state, *talent, *revision, context)?;
            let (employer, on, position) = (found.employer, context.business_date, context.position);
            let confirmed = Event::TalentConfirmed { talent: *talent, employer, on, position };
            Ok(closing_task(state, *talent, confirmed, context))
        }
        Command::DeclineTalent { talent, revision, reason } => {
            let found = requested(state, *talent, *revision, context)?;
            require_text(&TALENT_REASON, "reason", reason, REASON_CHARACTERS)?;
            let (employer, on, position) = (found.employer, context.business_date, context.position);
            let reason = reason.clone();
            let declined = Event::TalentDeclined { talent: *talent, employer, reason, on, position };
            Ok(closing_task(state, *talent, declined, context))
        }
        _ => unreachable!("the door sends only assessments here"),
    }
}

fn assess(
    state: &State,
    employer: EnterpriseId,
    facts: &TalentFacts,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    require_hand_of(state, employer, context)?;
    let score = scored(state, facts, context.business_date)?;
    let talent = context.fresh.take(TalentId::from_raw);
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::DecideTalent,
        subject: Subject::Talent(talent),
        title: None,
        role: Role::InvestmentOfficer,
        enterprise: Some(employer),
        maker: context.actor,
        opened_at: context.now,
    };
    let assessed = Event::TalentAssessed {
        talent,
        employer,
        facts: facts.clone(),
        score,
        on: context.business_date,
        by: context.actor,
        position: context.position,
    };
    Ok(vec![assessed.into(), WorklistEvent::TaskOpened(task).into()])
}

/// Scores facts by the table and the thresholds in force on the date. The calculator asks the same.
pub fn scored(state: &State, facts: &TalentFacts, date: CivilDate) -> Result<Score, Refusal> {
    let table = state.international.points_table_on(date);
    let table = table.ok_or_else(|| Refusal::new(&NO_POINTS_TABLE).number("date", date))?;
    let threshold = |name| state.parameters.whole_number(name, date);
    let thresholds = (threshold(CATEGORY_A_POINTS)?, threshold(CATEGORY_B_POINTS)?);
    check_facts(table, facts)?;
    score(table, facts, thresholds).ok_or_else(|| Refusal::new(&POINTS_TABLE_CONTENT))
}

fn check_facts(table: &PointsTable, facts: &TalentFacts) -> Result<(), Refusal> {
    let has_ground = !facts.provincial_ground.trim().is_empty();
    let wrong = [
        ("salary", facts.salary.currency != Currency::CNY || facts.salary.is_negative()),
        ("experience_years", facts.experience_years > YEARS_MAX),
        ("months_per_year", facts.months_per_year > MONTHS_MAX),
        ("age", facts.age > YEARS_MAX),
        ("provincial_ground", facts.provincial_points > 0 && !has_ground),
        ("provincial_ground", facts.provincial_ground.chars().count() > GROUND_CHARACTERS),
    ];
    if let Some((field, _)) = wrong.into_iter().find(|(_, is_wrong)| *is_wrong) {
        return Err(Refusal::new(&TALENT_FACTS).at(String::from(field)));
    }
    if facts.provincial_points > table.provincial_points_max {
        let refusal = Refusal::new(&PROVINCIAL_POINTS).at("provincial_points");
        return Err(refusal.largest(table.provincial_points_max));
    }
    Ok(())
}

/// The desk may ask for anyone, an enterprise officer for those that the officer acts for; others do not exist.
fn require_hand_of(state: &State, employer: EnterpriseId, context: &Context) -> Result<(), Refusal> {
    if state.access.has_zone_role(context.actor, Role::InvestmentOfficer) {
        return state.parties.enterprise(employer).map(drop).map_err(|refusal| refusal.at("employer"));
    }
    let own = state.enterprises_of(context.actor, context.business_date);
    if own.contains(&employer) {
        Ok(())
    } else if own.is_empty() {
        Err(Refusal::new(&NOT_PERMITTED))
    } else {
        Err(Refusal::new(&UNKNOWN_ENTERPRISE).at("employer"))
    }
}

/// Returns an assessment that the actor may decide.
fn requested<'a>(
    state: &'a State,
    talent: TalentId,
    revision: Option<u64>,
    context: &Context,
) -> Result<&'a Talent, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::InvestmentOfficer])?;
    let found = state.international.talent(talent).ok_or_else(|| Refusal::new(&UNKNOWN_TALENT))?;
    let task = state.worklist.task(Subject::Talent(talent), TaskKind::DecideTalent);
    Worklist::require_second_person(&[found.maker].into(), task, context.actor)?;
    require_revision(revision, found.revision)?;
    if found.status == TalentStatus::Requested { Ok(found) } else { Err(Refusal::new(&TALENT_STATUS)) }
}

fn closing_task(state: &State, talent: TalentId, event: Event, context: &Context) -> Vec<ZoneEvent> {
    let mut events = vec![event.into()];
    let task = state.worklist.task(Subject::Talent(talent), TaskKind::DecideTalent);
    events.extend(
        task.map(|task| WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()),
    );
    events
}
