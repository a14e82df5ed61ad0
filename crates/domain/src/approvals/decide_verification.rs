//! Decisions after an application was granted: verify, order to rectify, revoke, and repair the credit that fell.
//!
//! Who issues also supervises (Jing Jian Fa [2019] 435), so the officer who granted may verify.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{ApplicationId, CivilDate};

use super::application::{Application, ApplicationStatus};
use super::command::ApprovalsCommand as Command;
use super::decide::{close, of_desk, require_status};
use super::event::ApprovalsEvent as Event;
use super::refusal::RECTIFICATION_DATE;
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::parties::{PartyEvent, Restriction};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::TaskKind;
use crate::state::State;

/// How many steps a revocation lowers the credit class.
const CREDIT_CLASS_STEPS: &str = "approvals.revocation.credit_class_steps";
const RECTIFICATION_DAYS_MAX: i32 = 366;

/// Decides a command about an application that was granted.
pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::Verify { application, revision } => {
            let application = granted(state, (*application, *revision), context)?;
            let (id, enterprise) = (application.id, application.enterprise);
            let mut events = vec![Event::ApplicationVerified { application: id, enterprise }.into()];
            events.extend(close(state, TaskKind::VerifyApplication, application, context));
            Ok(events)
        }
        Command::OrderRectification { application, revision, rectify_until, reason } => {
            let application = granted(state, (*application, *revision), context)?;
            check_date(*rectify_until, context.business_date)?;
            require_reason(reason)?;
            let (id, enterprise) = (application.id, application.enterprise);
            let (rectify_until, reason) = (*rectify_until, reason.clone());
            Ok(vec![
                Event::RectificationOrdered { application: id, enterprise, rectify_until, reason }.into(),
            ])
        }
        Command::RevokeApproval { application, revision, reason } => {
            let application = of_desk(state, *application, context)?;
            require_revision(*revision, application.revision)?;
            let statuses =
                [ApplicationStatus::Granted, ApplicationStatus::Rectifying, ApplicationStatus::Verified];
            require_status(application, &statuses)?;
            require_reason(reason)?;
            revoke(state, application, reason, context)
        }
        Command::RepairCredit { application, revision, reason } => {
            let application = of_desk(state, *application, context)?;
            require_revision(*revision, application.revision)?;
            require_status(application, &[ApplicationStatus::Revoked])?;
            require_reason(reason)?;
            Ok(repair(application, reason))
        }
        _ => unreachable!("the door sends only applications after their decision here"),
    }
}

/// Returns an application that waits for its verification, for an officer of the desk.
fn granted<'a>(
    state: &'a State,
    (application, revision): (ApplicationId, Option<u64>),
    context: &Context,
) -> Result<&'a Application, Refusal> {
    let application = of_desk(state, application, context)?;
    require_revision(revision, application.revision)?;
    require_status(application, &[ApplicationStatus::Granted, ApplicationStatus::Rectifying])?;
    Ok(application)
}

fn check_date(rectify_until: CivilDate, today: CivilDate) -> Result<(), Refusal> {
    let latest = today.plus_days(RECTIFICATION_DAYS_MAX).unwrap_or(CivilDate::MAX);
    if today < rectify_until && rectify_until <= latest {
        Ok(())
    } else {
        Err(Refusal::new(&RECTIFICATION_DATE).at("rectify_until").number("today", today).largest(latest))
    }
}

/// The approval falls, the credit class with it, and the enterprise is restricted: one entry, which every later refusal
/// because of it cites.
fn revoke(
    state: &State,
    application: &Application,
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (id, enterprise, position) = (application.id, application.enterprise, context.position);
    let reason = String::from(reason);
    let revoked = Event::ApprovalRevoked { application: id, enterprise, reason: reason.clone(), position };
    let mut events = vec![revoked.into()];
    let steps = state.parameters.whole_number(CREDIT_CLASS_STEPS, context.business_date)?;
    let found = state.parties.enterprise(enterprise)?;
    let credit_class = found.credit_class.lowered(steps);
    if credit_class != found.credit_class {
        let reason = reason.clone();
        events.push(PartyEvent::CreditClassChanged { enterprise, credit_class, reason }.into());
    }
    let mut others =
        state.parties.group_of(enterprise).map(|group| group.members.clone()).unwrap_or_default();
    others.remove(&enterprise);
    let restriction = Restriction { enterprise, position, since: context.business_date, reason };
    events.push(PartyEvent::EnterpriseRestricted { restriction, others }.into());
    events.extend(close(state, TaskKind::VerifyApplication, application, context));
    Ok(events)
}

fn repair(application: &Application, reason: &str) -> Vec<ZoneEvent> {
    let (id, enterprise) = (application.id, application.enterprise);
    let repaired = Event::CreditRepaired { application: id, enterprise, reason: reason.into() };
    let lifted = application
        .revoked_position
        .map(|position| PartyEvent::RestrictionLifted { enterprise, position, reason: reason.into() }.into());
    [repaired.into()].into_iter().chain(lifted).collect()
}
