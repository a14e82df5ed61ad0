//! Customs returns a submitted list.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "return a list", weight: 10, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let list = choose::list(view, seeded, &[ListStatus::Submitted])?;
    let (list, revision) = (list.id, choose::revision(seeded, list.revision));
    let reason = "the origin is unclear".to_owned();
    Some(bonded(choose::customs(seeded), BondedCommand::ReturnList { list, revision, reason }))
}
