//! An administrator records another credit class.

use etown_domain::ZoneCommand;
use etown_domain::kernel::parties::CreditClass;

use super::{Action, Asked, View, choose, zone};
use crate::simulate::cast::ADMINISTRATORS;
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "change a credit class", weight: 5, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let enterprise = choose::one(seeded, view.cast.enterprises.iter().copied())?;
    let classes = [CreditClass::AdvancedCertified, CreditClass::Normal, CreditClass::Discredited];
    let credit_class = classes[seeded.position(classes.len())];
    let reason = "a decision of customs".to_owned();
    let command = ZoneCommand::ChangeCreditClass { enterprise, credit_class, reason };
    Some(zone(ADMINISTRATORS[seeded.position(2)], command))
}
