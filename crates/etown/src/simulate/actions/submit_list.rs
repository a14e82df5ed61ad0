//! An enterprise submits a draft list.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "submit a list", weight: 150, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let list = choose::list(view, seeded, &[ListStatus::Draft])?;
    let officer = choose::officer_of(view, seeded, list)?;
    let revision = choose::revision(seeded, list.revision);
    Some(bonded(officer, BondedCommand::SubmitList { list: list.id, revision }))
}
