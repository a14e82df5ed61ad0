//! Somebody names what does not exist. Reports of it are recorded all the same.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::command::ReportContent;
use etown_values::{BookId, ExceptionId, ListId};

use super::content::plate;
use super::{Action, Asked, View, bonded, choose, report};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action =
    Action { name: "name what does not exist", weight: 10, ask: |view, seeded| Some(ask(view, seeded)) };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Asked {
    // Nothing registered can have so small a number.
    let raw = u128::from(view.number);
    let (list, book) = (ListId::from_raw(raw), BookId::from_raw(raw));
    let customs = choose::customs(seeded);
    let revision = None;
    match seeded.between(0, 4) {
        0 => bonded(customs, BondedCommand::ApproveList { list, revision }),
        1 => bonded(customs, BondedCommand::ApproveBook { book, revision }),
        2 => {
            let explanation = "nothing to explain here".to_owned();
            bonded(
                customs,
                BondedCommand::ResolveException { exception: ExceptionId::from_raw(raw), explanation },
            )
        }
        3 => {
            let declaration_number = format!("unknown-{raw}");
            let content = ReportContent::DeclarationReleased { list, declaration_number };
            report(view, seeded, (customs, "customs-system"), content)
        }
        _ => {
            let content = ReportContent::TruckPassed { list, truck: plate(seeded) };
            let user = choose::gate(seeded);
            report(view, seeded, (user, "lane-1"), content)
        }
    }
}
