//! An enterprise applies for a pass slip: for trucks that its lists wait for, for registered goods, or for an empty truck.

use std::collections::BTreeSet;

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::{Direction, List, ListStatus};
use etown_domain::bonded::slip::{Gates, SlipContent, SlipKind, SlipTruck};
use etown_values::{BookId, QuantityAmount};

use super::content::plate;
use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "apply for a slip", weight: 80, ask: with_lists };
pub(super) const WITHOUT_LISTS: Action =
    Action { name: "apply for a slip without lists", weight: 12, ask: without_lists };

fn with_lists(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let is_fitting = seeded.between(1, 14) > 1;
    let waits = |list: &&List| {
        matches!(list.status, ListStatus::Submitted | ListStatus::Approved)
            && list.missing_trucks().next().is_some()
    };
    let is_free = |list: &&List| view.state.bonded.slips_of(list.id).next().is_none();
    let among = view.state.bonded.lists().filter(|list| !is_fitting || (waits(list) && is_free(list)));
    let first = choose::one(seeded, among)?;
    let mut plates: Vec<String> = first.missing_trucks().cloned().collect();
    let mut lists = vec![first.id];
    if seeded.between(1, 4) == 1 {
        // One truck for every list that waits for it.
        plates.truncate(1);
        let others = view.state.bonded.lists().filter(|other| {
            other.id != first.id && is_alike(first, other) && waits(other) && names_all(other, &plates)
        });
        lists.extend(others.take(3).map(|other| other.id));
    }
    if plates.is_empty() || seeded.between(1, 20) == 1 {
        plates = vec![plate(seeded)];
    }
    let kinds = [SlipKind::EnterFirst, SlipKind::FirstLine, SlipKind::SecondLine, SlipKind::Undeclared];
    let kind = kinds[seeded.position(kinds.len())];
    let content = content((kind, first.direction()), (lists, plates), view, seeded)?;
    let enterprise = choose::book_of(view.state, first)?.header.enterprise;
    Some(bonded(choose::officer(view, seeded, enterprise)?, BondedCommand::ApplySlip { enterprise, content }))
}

fn is_alike(one: &List, other: &List) -> bool {
    let of = |list: &List| -> (BookId, Direction) { (list.book, list.direction()) };
    of(one) == of(other)
}

fn names_all(list: &List, plates: &[String]) -> bool {
    let missing: BTreeSet<&String> = list.missing_trucks().collect();
    plates.iter().all(|plate| missing.contains(plate))
}

fn without_lists(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let enterprise = choose::one(seeded, view.cast.enterprises.iter().copied())?;
    let kind = [SlipKind::RegisteredGoods, SlipKind::EmptyTruck][seeded.position(2)];
    let direction = [Direction::Inbound, Direction::Outbound][seeded.position(2)];
    let plates = vec![plate(seeded)];
    let content = content((kind, direction), (Vec::new(), plates), view, seeded)?;
    Some(bonded(choose::officer(view, seeded, enterprise)?, BondedCommand::ApplySlip { enterprise, content }))
}

fn content(
    (kind, direction): (SlipKind, Direction),
    (lists, plates): (Vec<etown_values::ListId>, Vec<String>),
    view: &View<'_>,
    seeded: &mut Seeded,
) -> Option<SlipContent> {
    let goods = (kind == SlipKind::RegisteredGoods).then(|| "bricks and desks".to_owned());
    // Now and then for longer than is allowed, and often not for long.
    let valid_until = view.date.plus_days(i32::try_from(seeded.between(0, 8)).ok()?)?;
    let carries = u64::from(kind != SlipKind::EmptyTruck);
    let trucks = plates.into_iter().map(|plate| SlipTruck {
        plate,
        vehicle_kilograms: kilograms(seeded.between(5_000, 9_000)),
        frame_kilograms: kilograms(seeded.between(0, 2) * 500),
        container_kilograms: kilograms(seeded.between(0, 2) * 1_000),
        goods_kilograms: kilograms(carries * seeded.between(1, 20_000)),
    });
    let trucks = trucks.collect();
    let gates = if seeded.between(0, 2) == 0 { Gates::Two } else { Gates::One };
    Some(SlipContent { kind, direction, lists, goods, trucks, gates, valid_until })
}

/// Whole kilograms.
pub(super) fn kilograms(whole: u64) -> QuantityAmount {
    const PARTS: i128 = 100_000;
    QuantityAmount::from_units(i128::from(whole) * PARTS)
}
