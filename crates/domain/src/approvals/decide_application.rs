//! Decisions about an application up to its decision: apply, commit, grant on the spot, refuse.

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{ApplicationId, CivilDate, EnterpriseId, MatterId};

use super::application::{Application, ApplicationContent, ApplicationStatus, Commitment, Verification};
use super::command::ApprovalsCommand as Command;
use super::decide::{close, matter, of_desk, open, require_status, visible};
use super::event::ApprovalsEvent as Event;
use super::limits::{Building, BuildingLimits};
use super::notice::{Eligibility, Notice, NoticeDigest};
use super::refusal::{
    APPLICATION_CONTENT, APPLICATION_STATUS, NOTICE_DIGEST, NOTICE_NOT_CURRENT, PAST_OFFENDER,
};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::NOT_PERMITTED;
use crate::kernel::calendar::{Term, TermUnit, deadline};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::{Subject, TaskKind, Worklist};
use crate::state::State;

const CHARACTERS_MAX: usize = 200;

/// Decides a command about an application that is not granted yet.
pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::Apply { enterprise, matter, content } => {
            apply(state, (*enterprise, *matter), content, context)
        }
        Command::Commit { application, revision, version, digest } => {
            commit(state, (*application, *revision), (*version, digest), context)
        }
        Command::GrantApplication { application, revision } => grant(state, *application, *revision, context),
        Command::RefuseApplication { application, revision, reason } => {
            let application = of_desk(state, *application, context)?;
            require_second_person(state, application, context)?;
            require_revision(*revision, application.revision)?;
            require_status(application, &[ApplicationStatus::Applied, ApplicationStatus::Committed])?;
            require_reason(reason)?;
            let (id, enterprise) = (application.id, application.enterprise);
            let (reason, by) = (reason.clone(), context.actor);
            let refused = Event::ApplicationRefused { application: id, enterprise, reason, by };
            let mut events = vec![refused.into()];
            events.extend(close(state, TaskKind::DecideApplication, application, context));
            Ok(events)
        }
        _ => unreachable!("the door sends only applications before their decision here"),
    }
}

fn apply(
    state: &State,
    (enterprise, matter_id): (EnterpriseId, MatterId),
    content: &ApplicationContent,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    if !state.enterprises_of(context.actor, context.business_date).contains(&enterprise) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    let matter = matter(state, matter_id, context)?;
    require_repaired(state, enterprise)?;
    check(state, content, matter.current(), context.business_date)?;
    let made = Event::ApplicationMade {
        application: context.fresh.take(ApplicationId::from_raw),
        enterprise,
        matter: matter.id,
        content: content.clone(),
        applied_on: context.business_date,
        by: context.actor,
    };
    Ok(vec![made.into()])
}

/// The project has a name, and the facts are those that the notice's eligibility asks for and allows on the date.
fn check(
    state: &State,
    content: &ApplicationContent,
    notice: &Notice,
    date: CivilDate,
) -> Result<(), Refusal> {
    let length = content.project.trim().chars().count();
    let is_line = (1..=CHARACTERS_MAX).contains(&length) && !content.project.chars().any(char::is_control);
    if !is_line {
        return Err(Refusal::new(&APPLICATION_CONTENT).at("project"));
    }
    match (notice.content.eligibility, content.building) {
        (Eligibility::Open, None) => Ok(()),
        (Eligibility::SmallBuilding, Some(building)) if is_over_zero(building) => {
            BuildingLimits::on(&state.parameters, date)?.require(building)
        }
        _ => Err(Refusal::new(&APPLICATION_CONTENT).at("building")),
    }
}

const fn is_over_zero(building: Building) -> bool {
    building.floor_area_square_metres.is_positive() && building.height_metres.is_positive()
}

/// The commitment is the applicant's own: a mandate to act for it is not enough. Who commits and to which text are in the
/// event; that it was this person is what the journal's signature over the command says.
fn commit(
    state: &State,
    (application, revision): (ApplicationId, Option<u64>),
    (version, digest): (u32, &NoticeDigest),
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let application = visible(state, application, context)?;
    if !state.access.enterprises_of(context.actor).contains(&application.enterprise) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    require_revision(revision, application.revision)?;
    let current = matter(state, application.matter, context)?.current();
    let is_outdated = application.commitment.as_ref().is_some_and(|made| made.version != current.version);
    let may_commit = application.status == ApplicationStatus::Applied
        || (application.status == ApplicationStatus::Committed && is_outdated);
    if !may_commit {
        return Err(Refusal::new(&APPLICATION_STATUS));
    }
    require_repaired(state, application.enterprise)?;
    require_current(version, current)?;
    if *digest != current.digest {
        return Err(Refusal::new(&NOTICE_DIGEST).at("digest"));
    }
    check(state, &application.content, current, context.business_date)?;
    let commitment = Commitment {
        version,
        digest: digest.clone(),
        by: context.actor,
        committed_on: context.business_date,
    };
    let (id, enterprise) = (application.id, application.enterprise);
    let mut events = vec![Event::CommitmentMade { application: id, enterprise, commitment }.into()];
    events.extend(close(state, TaskKind::DecideApplication, application, context));
    events.push(open(TaskKind::DecideApplication, application, context));
    Ok(events)
}

fn require_current(version: u32, current: &Notice) -> Result<(), Refusal> {
    if version == current.version {
        Ok(())
    } else {
        let refusal = Refusal::new(&NOTICE_NOT_CURRENT).at("version");
        Err(refusal.number("version", version).number("current", current.version))
    }
}

/// Who broke a commitment does not commit again until its credit is repaired.
fn require_repaired(state: &State, enterprise: EnterpriseId) -> Result<(), Refusal> {
    match state.parties.restriction_of(enterprise) {
        Some(restriction) => Err(Refusal::new(&PAST_OFFENDER).citing(restriction.position)),
        None => Ok(()),
    }
}

/// Grants on the spot: nothing is examined but that the commitment is to the notice as it stands.
fn grant(
    state: &State,
    application: ApplicationId,
    revision: Option<u64>,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let application = of_desk(state, application, context)?;
    require_second_person(state, application, context)?;
    require_revision(revision, application.revision)?;
    require_status(application, &[ApplicationStatus::Committed])?;
    require_repaired(state, application.enterprise)?;
    let current = matter(state, application.matter, context)?.current();
    let version = application.commitment.as_ref().map_or(0, |commitment| commitment.version);
    require_current(version, current)?;
    let (granted_on, working_days) = (context.business_date, current.content.verification_working_days);
    let term = Term { length: working_days, unit: TermUnit::WorkingDays };
    let due = deadline(&state.calendar, granted_on, term, &[])
        .expect("a notice's term is short, and the zone's date far from the end of the calendar");
    let (id, enterprise, by) = (application.id, application.enterprise, context.actor);
    let verification = Verification { granted_on, working_days, due };
    let mut events = vec![Event::ApplicationGranted { application: id, enterprise, verification, by }.into()];
    events.extend(close(state, TaskKind::DecideApplication, application, context));
    events.push(open(TaskKind::VerifyApplication, application, context));
    Ok(events)
}

/// Neither who applied nor who committed decides.
fn require_second_person(state: &State, application: &Application, context: &Context) -> Result<(), Refusal> {
    let committed = application.commitment.iter().map(|commitment| commitment.by);
    let makers: BTreeSet<_> = committed.chain([application.maker]).collect();
    let task = state.worklist.task(Subject::Application(application.id), TaskKind::DecideApplication);
    Worklist::require_second_person(&makers, task, context.actor)
}
