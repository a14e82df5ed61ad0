//! Somebody does what is for others.

use etown_domain::Actor;

use super::{Action, Asked, View, choose};
use crate::simulate::cast::everyone;
use crate::simulate::plan::draw_action;
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "act without the right", weight: 24, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let action = draw_action(seeded);
    if action.name == ACTION.name {
        return None;
    }
    let asked = (action.ask)(view, seeded)?;
    let user = choose::one(seeded, everyone().filter(|user| Actor::User(*user) != asked.actor))?;
    Some(Asked { actor: Actor::User(user), ..asked })
}
