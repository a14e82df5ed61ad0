//! Decisions of this part: which file decides what, and what they share.

use alloc::vec::Vec;
use etown_values::{ApplicationId, MatterId, TaskId};

use super::application::{Application, ApplicationStatus};
use super::command::ApprovalsCommand as Command;
use super::notice::Matter;
use super::refusal::{APPLICATION_STATUS, UNKNOWN_APPLICATION, UNKNOWN_MATTER};
use super::{decide_application, decide_notice, decide_verification};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, ReadScope, Role};
use crate::kernel::refusal::Refusal;
use crate::kernel::worklist::{Subject, Task, TaskKind, WorklistEvent};
use crate::state::State;

/// Decides a command of this part.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::OpenMatter { .. } | Command::ReviseNotice { .. } => {
            decide_notice::decide(state, command, context)
        }
        Command::Apply { .. }
        | Command::Commit { .. }
        | Command::GrantApplication { .. }
        | Command::RefuseApplication { .. } => decide_application::decide(state, command, context),
        Command::Verify { .. }
        | Command::OrderRectification { .. }
        | Command::RevokeApproval { .. }
        | Command::RepairCredit { .. } => decide_verification::decide(state, command, context),
    }
}

/// What the actor may read of this part; nothing at all is told so before anything is looked up.
fn scope(state: &State, context: &Context) -> Result<ReadScope, Refusal> {
    let scope = state.read_scope_at(Role::ApprovalOfficer, context.actor, context.business_date);
    scope.ok_or_else(|| Refusal::new(&NOT_PERMITTED))
}

/// Matters are told to everyone who may read anything.
pub(super) fn matter<'a>(
    state: &'a State,
    matter: MatterId,
    context: &Context,
) -> Result<&'a Matter, Refusal> {
    scope(state, context)?;
    state.approvals.matter(matter).ok_or_else(|| Refusal::new(&UNKNOWN_MATTER).at("matter"))
}

/// Returns the application; to anyone else of another enterprise it does not exist.
pub(super) fn visible<'a>(
    state: &'a State,
    application: ApplicationId,
    context: &Context,
) -> Result<&'a Application, Refusal> {
    let scope = scope(state, context)?;
    let found = state.approvals.application(application).filter(|found| scope.covers(found.enterprise));
    found.ok_or_else(|| Refusal::new(&UNKNOWN_APPLICATION))
}

/// Returns the application for an officer of the desk.
pub(super) fn of_desk<'a>(
    state: &'a State,
    application: ApplicationId,
    context: &Context,
) -> Result<&'a Application, Refusal> {
    let found = visible(state, application, context)?;
    state.access.require_zone_role(context.actor, &[Role::ApprovalOfficer])?;
    Ok(found)
}

pub(super) fn require_status(
    application: &Application,
    statuses: &[ApplicationStatus],
) -> Result<(), Refusal> {
    if statuses.contains(&application.status) { Ok(()) } else { Err(Refusal::new(&APPLICATION_STATUS)) }
}

/// A task of the desk about the application, opened by whoever acts.
pub(super) fn open(kind: TaskKind, application: &Application, context: &mut Context) -> ZoneEvent {
    WorklistEvent::TaskOpened(Task {
        id: context.fresh.take(TaskId::from_raw),
        kind,
        subject: Subject::Application(application.id),
        title: Some(application.content.project.clone()),
        role: Role::ApprovalOfficer,
        enterprise: Some(application.enterprise),
        maker: context.actor,
        opened_at: context.now,
    })
    .into()
}

/// The end of the application's task of this kind, where one is open.
pub(super) fn close(
    state: &State,
    kind: TaskKind,
    application: &Application,
    context: &Context,
) -> Option<ZoneEvent> {
    let task = state.worklist.task(Subject::Application(application.id), kind)?;
    Some(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into())
}
