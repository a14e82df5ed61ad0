//! An enterprise registers a machine that came in with a posted list.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::equipment::EquipmentFiling;
use etown_domain::bonded::list::{Direction, List, ListLine, ListStatus};

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "register equipment", weight: 26, ask };

/// One whole unit of a quantity.
const WHOLE: i128 = 100_000;

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let is_fitting = seeded.between(1, 10) > 1;
    let brought_in =
        |list: &&List| list.status == ListStatus::Posted && list.direction() == Direction::Inbound;
    let list = choose::one(seeded, view.state.bonded.lists().filter(|list| !is_fitting || brought_in(list)))?;
    // Most people see that a gram is no machine.
    let is_whole = |line: &&ListLine| !is_fitting || line.quantity.units() >= WHOLE;
    let line = choose::one(seeded, list.content.lines.iter().filter(is_whole))?.number;
    let enterprise = choose::book_of(view.state, list)?.header.enterprise;
    let used_by = match seeded.between(1, 10) {
        1 => choose::one(seeded, view.cast.enterprises.iter().copied())?,
        _ => enterprise,
    };
    let filing = EquipmentFiling {
        list: list.id,
        line,
        name: "press".to_owned(),
        serial_number: format!("SN-{}", view.number),
        location: "hall 1".to_owned(),
        used_by,
    };
    Some(bonded(choose::officer(view, seeded, enterprise)?, BondedCommand::RegisterEquipment { filing }))
}
