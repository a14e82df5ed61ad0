//! Decisions of this part.

use alloc::vec::Vec;

use super::command::IndustryCommand as Command;
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// Decides a command of this part.
pub(crate) fn decide(
    _state: &State,
    command: &Command,
    _context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match *command {}
}
