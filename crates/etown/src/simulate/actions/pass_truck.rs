//! A lane reports that a truck passed; mostly one that was awaited.

use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::ListStatus;

use super::content::plate;
use super::{Action, Asked, View, choose, report};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "report a passage", weight: 100, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let awaited = view
        .state
        .bonded
        .lists()
        .filter(|list| list.status == ListStatus::Approved && list.missing_trucks().next().is_some());
    if seeded.between(1, 16) == 1 {
        // A list of which the zone may have done with.
        let list = choose::one(seeded, view.cast.lists.iter().copied())?;
        let content = ReportContent::TruckPassed { list, truck: plate(seeded) };
        let user = choose::gate(seeded);
        return Some(report(view, seeded, (user, "lane-2"), content));
    }
    let list = match seeded.between(1, 16) {
        1 => choose::any_list(view, seeded)?,
        _ => choose::one(seeded, awaited)?,
    };
    let truck = match seeded.between(1, 16) {
        1 => plate(seeded),
        _ => choose::one(seeded, list.missing_trucks()).cloned().unwrap_or_else(|| plate(seeded)),
    };
    let lane = ["lane-1", "lane-2"][seeded.position(2)];
    let user = choose::gate(seeded);
    Some(report(view, seeded, (user, lane), ReportContent::TruckPassed { list: list.id, truck }))
}
