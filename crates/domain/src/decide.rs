//! The one door: a command is decided here into events or a refusal.

pub(crate) mod zone;

use alloc::vec::Vec;

use crate::bonded::BondedCommand as B;
use crate::command::Command;
use crate::context::Context;
use crate::event::Event;
use crate::kernel::access::{Actor, NOT_PERMITTED};
use crate::kernel::refusal::Refusal;
use crate::region::RegionCommand as R;
use crate::state::State;
use crate::technology::TechnologyCommand as T;
use crate::{
    approvals, bonded, flows, industry, international, land, programme, region, technology, treasury,
};

/// What a decision comes to when it is not a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Events(Vec<Event>),
    /// A report whose bytes were recorded before; the first receipt answers it.
    AlreadyRecorded {
        position: u64,
    },
}

/// Decides a command. A command gets one refusal, the first in this order: what the actor may see and do (what an actor
/// may not see is answered as if it did not exist), the revision, the state of the thing, the content from its first
/// field to its last, and the balances. `docs/refusals.md` lists the codes.
pub fn decide(state: &State, command: &Command, context: &mut Context) -> Result<Decision, Refusal> {
    if let Actor::User(user) = context.actor
        && !state.access.knows(user)
    {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    let events = match command {
        Command::Zone(command) => zone::decide(state, command, context)?,
        Command::Report(report) => return bonded::decide_report(state, report, context),
        Command::Bonded(command) => match command {
            B::FileItems { .. } | B::FileBom { .. } | B::ApproveFilings { .. } => {
                bonded::decide_filing(state, command, context)?
            }
            B::DraftList { .. }
            | B::AmendList { .. }
            | B::SubmitList { .. }
            | B::ApproveList { .. }
            | B::ReturnList { .. }
            | B::DeleteList { .. }
            | B::CorrectTrucks { .. }
            | B::ReverseList { .. } => bonded::decide_list(state, command, context)?,
            B::AnnounceCount { .. }
            | B::WithdrawCount { .. }
            | B::RecordCount { .. }
            | B::CompleteCount { .. }
            | B::ReopenCount { .. }
            | B::ExplainDifferences { .. }
            | B::ApplyVerification { .. }
            | B::ReturnVerification { .. }
            | B::AcceptVerification { .. }
            | B::CloseVerification { .. } => bonded::decide_period(state, command, context)?,
            B::ApplySlip { .. } | B::ApproveSlip { .. } | B::VoidSlip { .. } => {
                bonded::decide_slip(state, command, context)?
            }
            B::WeighTruck { .. } | B::HoldTruck { .. } | B::ReleaseTruck { .. } => {
                bonded::decide_truck(state, command, context)?
            }
            B::RegisterEquipment { .. }
            | B::ConfirmEquipment { .. }
            | B::MoveEquipment { .. }
            | B::ReleaseEquipment { .. }
            | B::EndSupervision { .. } => bonded::decide_equipment(state, command, context)?,
            _ => bonded::decide_book(state, command, context)?,
        },
        Command::Approvals(command) => approvals::decide(state, command, context)?,
        Command::Industry(command) => industry::decide(state, command, context)?,
        Command::International(command) => international::decide(state, command, context)?,
        Command::Land(command) => land::decide(state, command, context)?,
        Command::Programme(command) => programme::decide(state, command, context)?,
        Command::Region(R::StateItem { statement }) => {
            flows::statements::state_item(state, statement, context)?
        }
        Command::Region(command) => region::decide(state, command, context)?,
        Command::Technology(command @ T::StateProduct { .. }) => {
            flows::statements::state_product(state, command, context)?
        }
        Command::Technology(command) => technology::decide(state, command, context)?,
        Command::Treasury(command) => treasury::decide(state, command, context)?,
    };
    Ok(Decision::Events(events))
}
