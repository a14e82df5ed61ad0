//! An enterprise drafts the reversing list of a posted one.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "reverse a list", weight: 36, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let list = choose::list(view, seeded, &[ListStatus::Posted])?;
    Some(bonded(choose::officer_of(view, seeded, list)?, BondedCommand::ReverseList { list: list.id }))
}
