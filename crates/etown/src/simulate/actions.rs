//! What people do in a simulation, one file each. An action looks at the state as its actor could and asks for something;
//! the rules may refuse it. It must never judge: what must come of it is for the oracle and the checks.

mod apply_slip;
mod approve_book;
mod approve_filings;
mod approve_list;
mod change_credit_class;
mod change_parameters;
mod change_roles;
mod choose;
mod close_book;
mod content;
mod correct_trucks;
mod count;
mod decide_equipment;
mod decide_slip;
mod delete_list;
mod draft_list;
mod file_bom;
mod file_book;
mod file_items;
mod give_mandate;
mod issue_material;
mod malformed;
mod pass_slip;
mod pass_truck;
mod pause_book;
mod pause_item;
mod period;
mod register_equipment;
mod release_declaration;
mod report_production;
mod resolve_exception;
mod return_list;
mod reverse_list;
mod stale_revision;
mod stock;
mod submit_book;
mod submit_list;
mod unknown_things;
mod weigh_truck;
mod wrong_hands;

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::command::{BondedReport, ReportContent};
use etown_domain::kernel::reports::ReportKey;
use etown_domain::{Actor, Command, State, ZoneCommand};
use etown_values::{CivilDate, Instant, UserId};

use super::cast::Cast;
use crate::zone::random::Seeded;

/// Something that people do.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) name: &'static str,
    /// How often it is drawn, against the others.
    pub(super) weight: u64,
    /// What is asked for; nothing where the state offers no occasion.
    pub(super) ask: fn(&View<'_>, &mut Seeded) -> Option<Asked>,
}

/// What an action may look at.
pub(super) struct View<'a> {
    pub(super) state: &'a State,
    pub(super) cast: &'a Cast,
    pub(super) now: Instant,
    pub(super) date: CivilDate,
    /// A number that no other command of the run has.
    pub(super) number: u64,
}

/// A command and who gives it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) actor: Actor,
    pub(super) command: Command,
}

/// Every action. A new one is a file and a row here.
pub(super) const ACTIONS: &[&Action] = &[
    &draft_list::ACTION,
    &draft_list::AMEND,
    &submit_list::ACTION,
    &approve_list::ACTION,
    &return_list::ACTION,
    &delete_list::ACTION,
    &correct_trucks::ACTION,
    &reverse_list::ACTION,
    &release_declaration::ACTION,
    &pass_truck::ACTION,
    &report_production::ACTION,
    &resolve_exception::ACTION,
    &apply_slip::ACTION,
    &apply_slip::WITHOUT_LISTS,
    &decide_slip::APPROVE,
    &decide_slip::VOID,
    &weigh_truck::WEIGH,
    &weigh_truck::HOLD,
    &weigh_truck::RELEASE,
    &pass_slip::ACTION,
    &period::ANNOUNCE,
    &period::GO_ON,
    &period::TURN_BACK,
    &period::OUT_OF_ORDER,
    &issue_material::ACTION,
    &pause_item::ACTION,
    &register_equipment::ACTION,
    &decide_equipment::CONFIRM,
    &decide_equipment::MOVE,
    &decide_equipment::RELEASE,
    &file_book::ACTION,
    &file_items::ACTION,
    &file_bom::ACTION,
    &submit_book::ACTION,
    &approve_book::ACTION,
    &approve_filings::ACTION,
    &pause_book::ACTION,
    &close_book::ACTION,
    &change_credit_class::ACTION,
    &change_parameters::ACTION,
    &change_roles::ACTION,
    &give_mandate::ACTION,
    &wrong_hands::ACTION,
    &stale_revision::ACTION,
    &unknown_things::ACTION,
    &malformed::ACTION,
];

fn bonded(user: UserId, command: BondedCommand) -> Asked {
    Asked { actor: Actor::User(user), command: Command::Bonded(command) }
}

fn zone(user: UserId, command: ZoneCommand) -> Asked {
    Asked { actor: Actor::User(user), command: Command::Zone(command) }
}

/// A report of the outside world; its time lies up to two days back, and now and then up to twenty.
fn report(
    view: &View<'_>,
    seeded: &mut Seeded,
    (user, source): (UserId, &str),
    content: ReportContent,
) -> Asked {
    const TWO_DAYS_SECONDS: u64 = 172_800;
    let times = if seeded.between(1, 10) == 1 { 10 } else { 1 };
    let back = i64::try_from(seeded.between(0, TWO_DAYS_SECONDS * times)).unwrap_or_default();
    let occurred_at = view.now.plus_microseconds(-back * 1_000_000);
    // A source now and then gives a number to two messages.
    let back = if seeded.between(1, 15) == 1 { seeded.between(1, 9) } else { 0 };
    let number = view.number.saturating_sub(back);
    let key = ReportKey { source: source.to_owned(), external_id: format!("message-{number}") };
    Asked { actor: Actor::User(user), command: Command::Report(BondedReport { key, occurred_at, content }) }
}
