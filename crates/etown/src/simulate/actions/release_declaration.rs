//! The customs system reports that a declaration was released.

use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::ListStatus;

use super::{Action, Asked, View, choose, report};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "report a release", weight: 70, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let awaited = view.state.bonded.lists().filter(|list| {
        list.status == ListStatus::Approved && list.content.needs_declaration && !list.is_released()
    });
    let list = match seeded.between(1, 24) {
        1 => choose::any_list(view, seeded)?.id,
        2 => choose::one(seeded, view.cast.lists.iter().copied())?,
        _ => choose::one(seeded, awaited)?.id,
    };
    // Now and then a number that another list has already.
    let number = if seeded.between(1, 30) == 1 { seeded.between(0, 9) } else { view.number };
    let declaration_number = format!("01002026{number:010}");
    let content = ReportContent::DeclarationReleased { list, declaration_number };
    let user = choose::gate(seeded);
    Some(report(view, seeded, (user, "customs-system"), content))
}
