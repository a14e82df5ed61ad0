//! Decisions about key tasks: add, report a step with its evidence, confirm or return it.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{KeyTaskId, ProgrammeId, TaskId};

use super::command::ProgrammeCommand as Command;
use super::decide::{TEXT_MAX, TITLE_MAX, require_evidence, require_text};
use super::event::ProgrammeEvent as Event;
use super::refusal::{
    KEY_TASK_DATES, KEY_TASK_LEAD, KEY_TASK_NUMBER_TAKEN, NOTHING_REPORTED, PROGRESS_ORDER, PROGRESS_WAITS,
    UNKNOWN_KEY_TASK, UNKNOWN_PROGRAMME,
};
use super::task::{Citation, KeyTask, Progress, Step, TaskFiling};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

const MILESTONES_MAX: usize = 50;

pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::AddKeyTask { programme, filing } => add(state, *programme, filing, context),
        Command::ReportProgress { task, revision, step, evidence } => {
            report(state, (*task, *revision), *step, evidence, context)
        }
        Command::ConfirmProgress { task, revision } => confirm(state, *task, *revision, context),
        Command::ReturnProgress { task, revision, reason } => {
            give_back(state, (*task, *revision), reason, context)
        }
        _ => unreachable!("the door sends only commands about key tasks here"),
    }
}

fn add(
    state: &State,
    programme: ProgrammeId,
    filing: &TaskFiling,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::ProgrammeOfficer])?;
    if state.programme.programme(programme).is_none() {
        return Err(Refusal::new(&UNKNOWN_PROGRAMME));
    }
    if filing.number == 0 || state.programme.has_task_number(programme, filing.number) {
        return Err(Refusal::new(&KEY_TASK_NUMBER_TAKEN).at("number").number("number", filing.number));
    }
    require_text("title", &filing.title, TITLE_MAX)?;
    require_text("title_english", &filing.title_english, TITLE_MAX)?;
    require_lead(filing.lead)?;
    check_dates(filing, context)?;
    let task = context.fresh.take(KeyTaskId::from_raw);
    let (filing, on, position) = (filing.clone(), context.business_date, context.position);
    Ok(vec![Event::KeyTaskAdded { task, programme, filing, on, position }.into()])
}

/// Desks and customs lead tasks; who reads only, or acts for an enterprise, does not.
pub(super) fn require_lead(lead: Role) -> Result<(), Refusal> {
    if lead.is_desk() || lead == Role::CustomsOfficer {
        Ok(())
    } else {
        Err(Refusal::new(&KEY_TASK_LEAD).at("lead").number("lead", lead.as_str()))
    }
}

fn check_dates(filing: &TaskFiling, context: &Context) -> Result<(), Refusal> {
    let refusal = |field: String| Err(Refusal::new(&KEY_TASK_DATES).at(field));
    if filing.due < context.business_date {
        return refusal("due".into());
    }
    if filing.milestones.len() > MILESTONES_MAX {
        return refusal("milestones".into());
    }
    let mut earliest = context.business_date;
    for (index, milestone) in filing.milestones.iter().enumerate() {
        require_text(&alloc::format!("milestones[{index}].title"), &milestone.title, TITLE_MAX)?;
        require_text(
            &alloc::format!("milestones[{index}].title_english"),
            &milestone.title_english,
            TITLE_MAX,
        )?;
        if milestone.due < earliest || milestone.due > filing.due {
            return refusal(alloc::format!("milestones[{index}].due"));
        }
        earliest = milestone.due;
    }
    Ok(())
}

fn report(
    state: &State,
    (task, revision): (KeyTaskId, Option<u64>),
    step: Step,
    evidence: &[Citation],
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let task = known(state, task, context)?;
    state.access.require_zone_role(context.actor, &[task.filing.lead])?;
    require_revision(revision, task.revision)?;
    if task.reported.is_some() {
        return Err(Refusal::new(&PROGRESS_WAITS));
    }
    if task.next_step() != Some(step) {
        return Err(Refusal::new(&PROGRESS_ORDER).at("step").number("step", step));
    }
    require_evidence(state, evidence, |position| task.cites(position), context)?;
    let progress = Progress {
        step,
        evidence: evidence.to_vec(),
        reported_by: context.actor,
        reported_on: context.business_date,
        confirmed_on: None,
    };
    let waiting = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::ConfirmProgress,
        subject: Subject::KeyTask(task.id),
        title: Some(task.filing.title.clone()),
        role: Role::ProgrammeOfficer,
        enterprise: None,
        maker: context.actor,
        opened_at: context.now,
    };
    let reported = Event::ProgressReported { task: task.id, progress, position: context.position };
    Ok(vec![reported.into(), WorklistEvent::TaskOpened(waiting).into()])
}

fn confirm(
    state: &State,
    task: KeyTaskId,
    revision: Option<u64>,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (task, progress) = reported(state, task, revision, context)?;
    let confirmed = Event::ProgressConfirmed {
        task: task.id,
        step: progress.step,
        on: context.business_date,
        position: context.position,
    };
    Ok(closing(state, task, confirmed, context))
}

fn give_back(
    state: &State,
    (task, revision): (KeyTaskId, Option<u64>),
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (task, progress) = reported(state, task, revision, context)?;
    require_text("reason", reason, TEXT_MAX)?;
    let returned = Event::ProgressReturned {
        task: task.id,
        step: progress.step,
        reason: reason.into(),
        position: context.position,
    };
    Ok(closing(state, task, returned, context))
}

/// Returns the step that waits for this officer, who did not report it.
fn reported<'a>(
    state: &'a State,
    task: KeyTaskId,
    revision: Option<u64>,
    context: &Context,
) -> Result<(&'a KeyTask, &'a Progress), Refusal> {
    let task = known(state, task, context)?;
    state.access.require_zone_role(context.actor, &[Role::ProgrammeOfficer])?;
    let makers = task.reported.iter().map(|progress| progress.reported_by).collect();
    let waiting = state.worklist.task(Subject::KeyTask(task.id), TaskKind::ConfirmProgress);
    Worklist::require_second_person(&makers, waiting, context.actor)?;
    require_revision(revision, task.revision)?;
    let progress = task.reported.as_ref().ok_or_else(|| Refusal::new(&NOTHING_REPORTED))?;
    Ok((task, progress))
}

fn closing(state: &State, task: &KeyTask, event: Event, context: &Context) -> Vec<ZoneEvent> {
    let waiting = state.worklist.task(Subject::KeyTask(task.id), TaskKind::ConfirmProgress);
    let closed = waiting.map(|waiting| {
        ZoneEvent::from(WorklistEvent::TaskClosed { task: waiting.id, closed_by: context.actor })
    });
    core::iter::once(event.into()).chain(closed).collect()
}

/// Key tasks are public in the zone: whoever holds any grant may know of them.
fn known<'a>(state: &'a State, task: KeyTaskId, context: &Context) -> Result<&'a KeyTask, Refusal> {
    state.read_scope(context.actor, context.business_date).ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    state.programme.task(task).ok_or_else(|| Refusal::new(&UNKNOWN_KEY_TASK))
}
