//! Customs explains an exception.

use etown_domain::bonded::BondedCommand;
use etown_domain::kernel::worklist::Subject;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "resolve an exception", weight: 160, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let open = view.state.worklist.open().filter_map(|task| match task.subject {
        Subject::Exception(exception) => Some(exception),
        _ => None,
    });
    let exception = choose::one(seeded, open)?;
    let explanation = "looked into and explained".to_owned();
    Some(bonded(choose::customs(seeded), BondedCommand::ResolveException { exception, explanation }))
}
