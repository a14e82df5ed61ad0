//! A list is withdrawn, by its enterprise or by customs.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "delete a list", weight: 14, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let list = choose::list(view, seeded, &[ListStatus::Draft, ListStatus::Submitted, ListStatus::Approved])?;
    let is_customs = seeded.between(0, 2) > 0;
    let user = if is_customs { choose::customs(seeded) } else { choose::officer_of(view, seeded, list)? };
    let revision = choose::revision(seeded, list.revision);
    Some(bonded(user, BondedCommand::DeleteList { list: list.id, revision }))
}
