//! Decisions about disclosures: disclose, and assess within the term.

use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, DisclosureId, TaskId};

use super::command::TechnologyCommand as Command;
use super::decide::{require_a_hand, require_hand_of};
use super::disclosure::{
    Assessment, AssessmentOutcome, AssessmentTerm, DatedAssessment, Disclosure, DisclosureContent, Holder,
};
use super::event::TechnologyEvent as Event;
use super::refusal::{ASSESSMENT_TERM, DEFERRAL, DISCLOSURE_STATUS, DISCLOSURE_TEXT, UNKNOWN_DISCLOSURE};
use super::settings::{ASSESSMENT_DAYS, ASSESSMENT_IN_WORKING_DAYS, DEFERRAL_DAYS_MAX};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::calendar::{DeadlineStatus, Term, TermUnit, deadline};
use crate::kernel::parties::UNKNOWN_ENTERPRISE;
use crate::kernel::refusal::{Code, Refusal};
use crate::kernel::request::{require_revision, require_text};
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

pub(super) const NAME_CHARACTERS: usize = 200;
pub(super) const TEXT_CHARACTERS: usize = 2_000;

pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::Disclose { content } => disclose(state, content, context),
        Command::AssessDisclosure { disclosure, revision, assessment } => {
            assess(state, (*disclosure, *revision), assessment, context)
        }
        _ => unreachable!("the door sends only disclosures here"),
    }
}

fn disclose(
    state: &State,
    content: &DisclosureContent,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    require_a_hand(state, context)?;
    require_hand_of(state, &content.owner, &UNKNOWN_ENTERPRISE, context)?;
    require_text(&DISCLOSURE_TEXT, "title", &content.title, NAME_CHARACTERS)?;
    require_text(&DISCLOSURE_TEXT, "field", &content.field, NAME_CHARACTERS)?;
    require_holder(state, &DISCLOSURE_TEXT, "owner", &content.owner)?;
    let term = term(state, context.business_date)?;
    let disclosure = context.fresh.take(DisclosureId::from_raw);
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::AssessDisclosure,
        subject: Subject::Disclosure(disclosure),
        title: Some(content.title.clone()),
        role: Role::InvestmentOfficer,
        enterprise: content.owner.enterprise(),
        maker: context.actor,
        opened_at: context.now,
    };
    let disclosed = Event::TechnologyDisclosed {
        disclosure,
        content: content.clone(),
        on: context.business_date,
        term,
        by: context.actor,
        position: context.position,
    };
    Ok(vec![disclosed.into(), WorklistEvent::TaskOpened(task).into()])
}

/// Counts the term by the parameters and the calendar of the day; it stays as it was counted then.
fn term(state: &State, on: CivilDate) -> Result<AssessmentTerm, Refusal> {
    let length = state.parameters.whole_number(ASSESSMENT_DAYS, on)?;
    let unit = match state.parameters.whole_number(ASSESSMENT_IN_WORKING_DAYS, on)? {
        0 => TermUnit::CalendarDays,
        _ => TermUnit::WorkingDays,
    };
    let counted = deadline(&state.calendar, on, Term { length, unit }, &[]);
    let counted = counted.map_err(|_beyond| Refusal::new(&ASSESSMENT_TERM).number("days", length))?;
    let is_provisional = counted.status != DeadlineStatus::Firm;
    Ok(AssessmentTerm { last_day: counted.date, is_provisional })
}

fn assess(
    state: &State,
    (id, revision): (DisclosureId, Option<u64>),
    assessment: &Assessment,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::InvestmentOfficer])?;
    let found = state.technology.disclosure(id).ok_or_else(|| Refusal::new(&UNKNOWN_DISCLOSURE))?;
    let task = state.worklist.task(Subject::Disclosure(id), TaskKind::AssessDisclosure);
    Worklist::require_second_person(&[found.maker].into(), task, context.actor)?;
    require_revision(revision, found.revision)?;
    if found.assess_by().is_none() {
        return Err(Refusal::new(&DISCLOSURE_STATUS));
    }
    require_text(&DISCLOSURE_TEXT, "evidence", &assessment.evidence, TEXT_CHARACTERS)?;
    require_text(&DISCLOSURE_TEXT, "reason", &assessment.reason, TEXT_CHARACTERS)?;
    let is_deferred = match assessment.outcome {
        AssessmentOutcome::Deferred { until } => {
            check_deferral(state, found, until, context)?;
            true
        }
        AssessmentOutcome::Accepted | AssessmentOutcome::Declined => false,
    };
    let dated = DatedAssessment {
        assessment: assessment.clone(),
        on: context.business_date,
        position: context.position,
    };
    let owner = found.content.owner.clone();
    let mut events = vec![Event::DisclosureAssessed { disclosure: id, owner, assessment: dated }.into()];
    if let Some(task) = task.filter(|_| !is_deferred) {
        events.push(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into());
    }
    Ok(events)
}

/// However often it is put off, it is put off from its first term, so that nothing waits for ever.
fn check_deferral(
    state: &State,
    disclosure: &Disclosure,
    until: CivilDate,
    context: &Context,
) -> Result<(), Refusal> {
    let days = state.parameters.whole_number(DEFERRAL_DAYS_MAX, context.business_date)?;
    let last = i32::try_from(days).ok().and_then(|days| disclosure.term.last_day.plus_days(days));
    let last = last.unwrap_or(CivilDate::MAX);
    if context.business_date < until && until <= last {
        return Ok(());
    }
    let refusal = Refusal::new(&DEFERRAL).at("outcome.until").number("today", context.business_date);
    Err(refusal.largest(last))
}

/// Refuses a holder that is no enterprise of the zone, or has no name.
pub(super) fn require_holder(
    state: &State,
    code: &'static Code,
    field: &str,
    holder: &Holder,
) -> Result<(), Refusal> {
    match holder {
        Holder::Enterprise(enterprise) => {
            state.parties.enterprise(*enterprise).map(drop).map_err(|refusal| refusal.at(field))
        }
        Holder::Outside(name) => require_text(code, field, name, NAME_CHARACTERS),
    }
}
