//! Customs approves a slip, or somebody takes one out of use.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;
use etown_domain::bonded::slip::{Slip, SlipStatus};

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const APPROVE: Action = Action { name: "approve a slip", weight: 70, ask: approve };
pub(super) const VOID: Action = Action { name: "void a slip", weight: 8, ask: void };

fn approve(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let is_ready = |slip: &Slip| {
        let lists = slip.content.lists.iter().filter_map(|list| view.state.bonded.list(*list));
        slip.status == SlipStatus::Applied
            && lists.map(|list| list.status).all(|it| it == ListStatus::Approved)
    };
    let slip = match seeded.between(1, 8) {
        1 => choose::slip(view, seeded, &[SlipStatus::Applied])?,
        _ => choose::one(seeded, view.state.bonded.slips().filter(|slip| is_ready(slip)))?,
    };
    let revision = choose::revision(seeded, slip.revision);
    Some(bonded(choose::customs(seeded), BondedCommand::ApproveSlip { slip: slip.id, revision }))
}

fn void(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let slip = choose::slip(view, seeded, &[SlipStatus::Applied, SlipStatus::Approved])?;
    let user = match seeded.between(0, 1) {
        0 => choose::customs(seeded),
        _ => choose::officer(view, seeded, slip.enterprise)?,
    };
    let (slip, revision) = (slip.id, choose::revision(seeded, slip.revision));
    let reason = "the driver is ill".to_owned();
    Some(bonded(user, BondedCommand::VoidSlip { slip, revision, reason }))
}
