//! Decisions about pilots of opening-up measures.

use alloc::vec;
use alloc::vec::Vec;
use etown_values::PilotId;

use super::command::ProgrammeCommand as Command;
use super::decide::{TEXT_MAX, TITLE_MAX, require_evidence, require_text};
use super::decide_task::require_lead;
use super::event::ProgrammeEvent as Event;
use super::pilot::{FirstUse, Pilot, PilotFiling, PilotResult, PilotStage};
use super::refusal::{PILOT_DATE, PILOT_STAGE, UNKNOWN_PILOT};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::kernel::worklist::Worklist;
use crate::state::State;

pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let position = context.position;
    match command {
        Command::OpenPilot { filing } => open(state, filing, context),
        Command::DescribeScenario { pilot, revision, scenario } => {
            let pilot = led(state, *pilot, context)?;
            require_revision(*revision, pilot.revision)?;
            require_stage(pilot, PilotStage::Measure)?;
            require_text("scenario", scenario, TEXT_MAX)?;
            let (pilot, scenario) = (pilot.id, scenario.clone());
            Ok(vec![Event::ScenarioDescribed { pilot, scenario, position }.into()])
        }
        Command::RecordFirstUse { pilot, revision, used_on, evidence } => {
            let pilot = led(state, *pilot, context)?;
            require_revision(*revision, pilot.revision)?;
            require_stage(pilot, PilotStage::Scenario)?;
            if *used_on > context.business_date || *used_on < pilot.filing.issued_on {
                return Err(Refusal::new(&PILOT_DATE).at("used_on").number("used_on", *used_on));
            }
            require_evidence(state, evidence, |_| false, context)?;
            let first_use = FirstUse { used_on: *used_on, evidence: evidence.clone() };
            let recorded =
                Event::FirstUseRecorded { pilot: pilot.id, first_use, by: context.actor, position };
            Ok(vec![recorded.into()])
        }
        Command::ConcludePilot { pilot, revision, result, is_replicable, evidence } => {
            let pilot = known(state, *pilot, context)?;
            state.access.require_zone_role(context.actor, &[Role::ProgrammeOfficer])?;
            Worklist::require_second_person(&pilot.recorder.into_iter().collect(), None, context.actor)?;
            require_revision(*revision, pilot.revision)?;
            require_stage(pilot, PilotStage::FirstUse)?;
            require_text("result", result, TEXT_MAX)?;
            let cited = |position: u64| {
                let uses = pilot.first_use.iter().flat_map(|first| &first.evidence);
                uses.into_iter().any(|citation| citation.position == position)
            };
            require_evidence(state, evidence, cited, context)?;
            let result = PilotResult {
                text: result.clone(),
                is_replicable: *is_replicable,
                evidence: evidence.clone(),
                concluded_on: context.business_date,
            };
            Ok(vec![Event::PilotConcluded { pilot: pilot.id, result, position }.into()])
        }
        _ => unreachable!("the door sends only commands about pilots here"),
    }
}

fn open(state: &State, filing: &PilotFiling, context: &mut Context) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::ProgrammeOfficer])?;
    require_text("measure", &filing.measure, TEXT_MAX)?;
    require_text("measure_english", &filing.measure_english, TEXT_MAX)?;
    require_text("document", &filing.document, TITLE_MAX)?;
    require_lead(filing.lead)?;
    if filing.issued_on > context.business_date {
        return Err(Refusal::new(&PILOT_DATE).at("issued_on").number("issued_on", filing.issued_on));
    }
    let pilot = context.fresh.take(PilotId::from_raw);
    let (filing, on, position) = (filing.clone(), context.business_date, context.position);
    Ok(vec![Event::PilotOpened { pilot, filing, on, position }.into()])
}

fn led<'a>(state: &'a State, pilot: PilotId, context: &Context) -> Result<&'a Pilot, Refusal> {
    let pilot = known(state, pilot, context)?;
    state.access.require_zone_role(context.actor, &[pilot.filing.lead])?;
    Ok(pilot)
}

fn known<'a>(state: &'a State, pilot: PilotId, context: &Context) -> Result<&'a Pilot, Refusal> {
    state.read_scope(context.actor, context.business_date).ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    state.programme.pilot(pilot).ok_or_else(|| Refusal::new(&UNKNOWN_PILOT))
}

fn require_stage(pilot: &Pilot, wanted: PilotStage) -> Result<(), Refusal> {
    if pilot.stage() == wanted { Ok(()) } else { Err(Refusal::new(&PILOT_STAGE)) }
}
