//! Customs approves a submitted list.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "approve a list", weight: 160, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let list = choose::list(view, seeded, &[ListStatus::Submitted])?;
    let revision = choose::revision(seeded, list.revision);
    Some(bonded(choose::customs(seeded), BondedCommand::ApproveList { list: list.id, revision }))
}
