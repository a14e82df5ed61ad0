//! Decisions of this part, by what they are about.

use alloc::vec::Vec;

use super::command::InternationalCommand as Command;
use super::{decide_partner, decide_project, decide_reference, decide_talent};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// Decides a command of this part.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::ActivateNegativeList { .. } | Command::ActivatePointsTable { .. } => {
            decide_reference::decide(state, command, context)
        }
        Command::AssessTalent { .. } | Command::ConfirmTalent { .. } | Command::DeclineTalent { .. } => {
            decide_talent::decide(state, command, context)
        }
        Command::RegisterInstitution { .. }
        | Command::RegisterPlatform { .. }
        | Command::RecordActivity { .. }
        | Command::EndCooperation { .. } => decide_partner::decide(state, command, context),
        _ => decide_project::decide(state, command, context),
    }
}
