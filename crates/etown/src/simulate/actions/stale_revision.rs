//! Somebody decides on what has changed since.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "act on a stale revision", weight: 8, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let list = choose::list(view, seeded, &[ListStatus::Submitted, ListStatus::Approved])?;
    let revision = Some(list.revision.saturating_sub(1));
    let command = if list.status == ListStatus::Submitted {
        BondedCommand::ApproveList { list: list.id, revision }
    } else {
        BondedCommand::DeleteList { list: list.id, revision }
    };
    Some(bonded(choose::customs(seeded), command))
}
