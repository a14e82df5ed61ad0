//! Who may see a list, act on it, and check what others made.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::list::{ListContent, ListLine, Movement};
use etown_values::{BookId, ListId};

use super::support::{
    AUDITOR, CHIP, CLERK, CUSTOMS, METAL, OTHER_CLERK, World, bom, content, drafted, line, row, user,
};

fn draft(book: BookId, content: ListContent) -> BondedCommand {
    BondedCommand::DraftList { book, content }
}

fn import(line: ListLine) -> ListContent {
    content(Movement::Import, vec![line])
}

#[test]
fn another_enterprises_list_is_as_unknown_as_one_that_does_not_exist() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, import(line(1, METAL, "1")));
    let nothing = ListId::from_raw(42);
    for list in [list, nothing] {
        let commands = [
            BondedCommand::SubmitList { list, revision: None },
            BondedCommand::DeleteList { list, revision: None },
            BondedCommand::ReverseList { list },
            BondedCommand::ApproveList { list, revision: None },
        ];
        for command in commands {
            world.refuse(OTHER_CLERK, command, "UNKNOWN_LIST");
        }
    }
    for book in [book, BookId::from_raw(42)] {
        world.refuse(OTHER_CLERK, draft(book, import(line(1, METAL, "1"))), "UNKNOWN_BOOK");
    }
}

#[test]
fn whoever_may_see_a_list_may_still_not_act_on_it_without_the_role() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.submit_list(book, import(line(1, METAL, "1")));
    let approve = BondedCommand::ApproveList { list, revision: None };
    world.refuse(CLERK, approve.clone(), "NOT_PERMITTED");
    world.refuse(AUDITOR, approve.clone(), "NOT_PERMITTED");
    world.refuse(CUSTOMS, draft(book, import(line(1, METAL, "1"))), "NOT_PERMITTED");
    world.refuse_as(etown_domain::Actor::Scheduler, approve, "NOT_PERMITTED");
}

/// Gives the clerk the role of customs too, as a small office might.
fn two_hats(world: &mut World) {
    use etown_domain::kernel::access::GrantScope;
    use etown_domain::{Role, ZoneCommand};
    let etown_domain::Actor::User(clerk) = user(CLERK) else { return };
    let grant = ZoneCommand::GrantRole { user: clerk, role: Role::CustomsOfficer, scope: GrantScope::Zone };
    world.accept(super::support::ADMINISTRATOR, grant);
}

/// A colleague of the clerk in the same enterprise.
fn colleague(world: &mut World) -> u128 {
    use etown_domain::Role;
    use etown_domain::kernel::access::GrantScope;
    let scope = GrantScope::Enterprise(world.enterprise_of(CLERK));
    world.register(40, (Role::EnterpriseOfficer, scope));
    40
}

#[test]
fn whoever_had_a_hand_in_a_list_may_not_approve_it() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let other = colleague(&mut world);
    two_hats(&mut world);
    // Drafted by one, submitted by the colleague.
    let list = world.draft_list(book, import(line(1, METAL, "1")));
    world.accept(other, BondedCommand::SubmitList { list, revision: None });
    let approve = BondedCommand::ApproveList { list, revision: None };
    world.refuse(CLERK, approve.clone(), "MAKER_IS_CHECKER");
    world.accept(CUSTOMS, approve);
    // Drafted by the colleague, amended by one.
    let drafted_by_other = drafted(&world.accept(other, draft(book, import(line(1, METAL, "1")))));
    let content = import(line(1, METAL, "2"));
    world.accept(CLERK, BondedCommand::AmendList { list: drafted_by_other, revision: None, content });
    world.accept(other, BondedCommand::SubmitList { list: drafted_by_other, revision: None });
    let approve = BondedCommand::ApproveList { list: drafted_by_other, revision: None };
    world.refuse(CLERK, approve, "MAKER_IS_CHECKER");
}

#[test]
fn whoever_filed_may_not_approve_though_a_colleague_asked() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let other = colleague(&mut world);
    two_hats(&mut world);
    world.accept(other, bom(book, "V2", vec![row(CHIP, "1", "0", "0", None)]));
    world.accept(CLERK, bom(book, "V3", vec![row(CHIP, "0.000000001", "0", "0", None)]));
    let approve = BondedCommand::ApproveFilings { book, revision: None };
    world.refuse(CLERK, approve.clone(), "MAKER_IS_CHECKER");
    world.accept(CUSTOMS, approve);
    let book = world.draft_book("H01012600002", Some(AtShipment));
    let items = super::support::items();
    world.accept(other, BondedCommand::FileItems { book, revision: None, items });
    world.accept(other, BondedCommand::SubmitBook { book, revision: None });
    world.refuse(CLERK, BondedCommand::ApproveBook { book, revision: None }, "MAKER_IS_CHECKER");
}

#[test]
fn a_user_without_grants_learns_of_no_list() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, import(line(1, METAL, "1")));
    for list in [list, ListId::from_raw(42)] {
        world.refuse(98, BondedCommand::SubmitList { list, revision: None }, "NOT_PERMITTED");
    }
}
