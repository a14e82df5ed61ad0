//! Decisions about programmes: who may, what proves a step, and the door to tasks and pilots.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{Percent, ProgrammeId};

use super::command::ProgrammeCommand as Command;
use super::event::ProgrammeEvent as Event;
use super::refusal::{
    EVIDENCE_CIRCULAR, EVIDENCE_MISSING, EVIDENCE_REPEATED, EVIDENCE_UNKNOWN, PROGRAMME_TARGET,
    PROGRAMME_TEXT,
};
use super::task::{Citation, ProgrammeFiling};
use super::{decide_pilot, decide_task};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::refusal::Refusal;
use crate::state::State;

const CITATIONS_MAX: usize = 20;
/// Longest name or title, in characters.
pub(super) const TITLE_MAX: usize = 200;
/// Longest description, in characters.
pub(super) const TEXT_MAX: usize = 2_000;

/// Decides a command about programmes.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::OpenProgramme { filing } => open(state, filing, context),
        Command::AddKeyTask { .. }
        | Command::ReportProgress { .. }
        | Command::ConfirmProgress { .. }
        | Command::ReturnProgress { .. } => decide_task::decide(state, command, context),
        Command::OpenPilot { .. }
        | Command::DescribeScenario { .. }
        | Command::RecordFirstUse { .. }
        | Command::ConcludePilot { .. } => decide_pilot::decide(state, command, context),
    }
}

fn open(state: &State, filing: &ProgrammeFiling, context: &mut Context) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::ProgrammeOfficer])?;
    require_text("name", &filing.name, TITLE_MAX)?;
    require_text("name_english", &filing.name_english, TITLE_MAX)?;
    require_text("issuer", &filing.issuer, TITLE_MAX)?;
    require_target("launched_target", filing.launched_target)?;
    require_target("completed_target", filing.completed_target)?;
    let programme = context.fresh.take(ProgrammeId::from_raw);
    let (filing, on, position) = (filing.clone(), context.business_date, context.position);
    Ok(vec![Event::ProgrammeOpened { programme, filing, on, position }.into()])
}

fn require_target(field: &str, target: Option<Percent>) -> Result<(), Refusal> {
    let hundred = Percent::from_whole(100).unwrap_or(Percent::from_units(i128::MAX));
    match target {
        Some(target) if !target.is_positive() || target > hundred => {
            Err(Refusal::new(&PROGRAMME_TARGET).at(field).number("target", target).largest(hundred))
        }
        _ => Ok(()),
    }
}

pub(super) fn require_text(field: &str, text: &str, longest: usize) -> Result<(), Refusal> {
    let length = text.trim().chars().count();
    if (1..=longest).contains(&length) {
        Ok(())
    } else {
        Err(Refusal::new(&PROGRAMME_TEXT)
            .at(field)
            .number("characters", length)
            .number("characters_max", longest))
    }
}

/// Refuses evidence that is missing, unknown, about programmes themselves, or cited already.
pub(super) fn require_evidence(
    state: &State,
    evidence: &[Citation],
    is_cited: impl Fn(u64) -> bool,
    context: &Context,
) -> Result<(), Refusal> {
    if evidence.is_empty() || evidence.len() > CITATIONS_MAX {
        return Err(Refusal::new(&EVIDENCE_MISSING).at("evidence").number("entries", evidence.len()));
    }
    let mut met = BTreeSet::new();
    for (index, citation) in evidence.iter().enumerate() {
        let refusal = |code| {
            Err(Refusal::new(code)
                .at(format!("evidence[{index}].position"))
                .number("position", citation.position))
        };
        let length = citation.shows.trim().chars().count();
        if !(1..=TITLE_MAX).contains(&length) {
            return Err(Refusal::new(&EVIDENCE_MISSING).at(format!("evidence[{index}].shows")));
        }
        if citation.position >= context.position {
            return refusal(&EVIDENCE_UNKNOWN);
        }
        if state.programme.is_own_entry(citation.position) {
            return refusal(&EVIDENCE_CIRCULAR);
        }
        if is_cited(citation.position) || !met.insert(citation.position) {
            return refusal(&EVIDENCE_REPEATED);
        }
    }
    Ok(())
}
