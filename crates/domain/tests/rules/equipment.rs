//! Equipment under supervision: registered from a posted line, confirmed by customs, released by time or by customs.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::BondedEvent;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::equipment::{EquipmentFiling, EquipmentStatus};
use etown_domain::bonded::list::Movement;
use etown_domain::schedule::due;
use etown_domain::{Actor, Command, Event, ZoneCommand};
use etown_values::{BookId, EnterpriseId, EquipmentId, ListId};

use super::support::{
    ADMINISTRATOR, AUDITOR, CHIP, CLERK, CUSTOMS, METAL, OTHER_CLERK, World, content, date, drafted, line,
    user,
};
use super::verifying::counted;

fn world_with_machines() -> (World, BookId, ListId) {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let lines = vec![line(1, CHIP, "2"), line(2, METAL, "0.99999")];
    let list = world.approved_list(book, content(Movement::Import, lines));
    (world, book, list)
}

fn filing(world: &World, list: ListId) -> EquipmentFiling {
    EquipmentFiling {
        list,
        line: 1,
        name: "pick-and-place machine".to_owned(),
        serial_number: "SN-0001".to_owned(),
        location: "hall 2".to_owned(),
        used_by: world.enterprise_of(CLERK),
    }
}

fn register(world: &mut World, filing: EquipmentFiling) -> EquipmentId {
    let events = world.accept(CLERK, BondedCommand::RegisterEquipment { filing });
    match &events[..] {
        [Event::Bonded(BondedEvent::EquipmentRegistered { equipment, .. }), ..] => *equipment,
        other => panic!("one machine is registered, not {other:?}"),
    }
}

fn confirm(equipment: EquipmentId) -> BondedCommand {
    BondedCommand::ConfirmEquipment { equipment, revision: None }
}

fn relocate(equipment: EquipmentId, location: &str, used_by: EnterpriseId) -> BondedCommand {
    BondedCommand::MoveEquipment { equipment, revision: None, location: location.to_owned(), used_by }
}

fn release(equipment: EquipmentId) -> BondedCommand {
    BondedCommand::ReleaseEquipment { equipment, revision: None, reason: "sold with duty paid".to_owned() }
}

fn status(world: &World, equipment: EquipmentId) -> EquipmentStatus {
    world.state.bonded.equipment(equipment).unwrap().status
}

#[test]
fn a_line_brings_in_as_many_machines_as_it_has_whole_pieces() {
    let (mut world, book, list) = world_with_machines();
    let good = filing(&world, list);
    let with = |change: fn(&mut EquipmentFiling)| {
        let mut changed = good.clone();
        change(&mut changed);
        BondedCommand::RegisterEquipment { filing: changed }
    };
    world.refuse(CLERK, with(|filing| filing.list = ListId::from_raw(9)), "UNKNOWN_LIST");
    world.refuse(OTHER_CLERK, with(|_| ()), "UNKNOWN_LIST");
    world.refuse(CUSTOMS, with(|_| ()), "NOT_PERMITTED");
    world.refuse(CLERK, with(|filing| filing.line = 9), "EQUIPMENT_SOURCE");
    world.refuse(CLERK, with(|filing| filing.line = 2), "EQUIPMENT_SOURCE");
    world.refuse(CLERK, with(|filing| filing.name = " ".to_owned()), "EQUIPMENT_TEXT");
    world.refuse(CLERK, with(|filing| filing.serial_number = "x".repeat(201)), "EQUIPMENT_TEXT");
    world.refuse(CLERK, with(|filing| filing.location.clear()), "EQUIPMENT_TEXT");
    world.refuse(CLERK, with(|filing| filing.used_by = EnterpriseId::from_raw(9)), "UNKNOWN_ENTERPRISE");
    register(&mut world, good.clone());
    register(&mut world, good.clone());
    world.refuse(CLERK, with(|_| ()), "EQUIPMENT_SOURCE");
    let draft = world.draft_list(book, content(Movement::Import, vec![line(1, CHIP, "1")]));
    let of_draft = EquipmentFiling { list: draft, ..good.clone() };
    world.refuse(CLERK, BondedCommand::RegisterEquipment { filing: of_draft }, "LIST_STATUS");
    let out = world.approved_list(book, content(Movement::ReExport, vec![line(1, CHIP, "1")]));
    let of_outbound = EquipmentFiling { list: out, ..good.clone() };
    world.refuse(CLERK, BondedCommand::RegisterEquipment { filing: of_outbound }, "EQUIPMENT_SOURCE");
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list: out }));
    world.accept(CLERK, BondedCommand::SubmitList { list: reversing, revision: None });
    world.approve_list(reversing);
    let of_reversal = EquipmentFiling { list: reversing, ..good };
    world.refuse(CLERK, BondedCommand::RegisterEquipment { filing: of_reversal }, "EQUIPMENT_SOURCE");
}

#[test]
fn a_machine_is_supervised_from_its_import_for_its_term_wherever_it_moves_in_the_group() {
    let (mut world, _, list) = world_with_machines();
    world.pass_days(3);
    let good = filing(&world, list);
    let machine = register(&mut world, good);
    let (owner, other) = (world.enterprise_of(CLERK), world.enterprise_of(OTHER_CLERK));
    world.refuse(CLERK, relocate(machine, "hall 3", owner), "EQUIPMENT_STATUS");
    world.refuse(CLERK, confirm(machine), "NOT_PERMITTED");
    world.refuse(AUDITOR, confirm(machine), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, confirm(machine), "UNKNOWN_EQUIPMENT");
    let stale = BondedCommand::ConfirmEquipment { equipment: machine, revision: Some(9) };
    world.refuse(CUSTOMS, stale, "STALE_REVISION");
    world.accept(CUSTOMS, confirm(machine));
    world.refuse(CUSTOMS, confirm(machine), "EQUIPMENT_STATUS");
    assert_eq!(world.state.worklist.open().count(), 0);
    let found = world.state.bonded.equipment(machine).unwrap();
    let term = (found.supervised_from, found.supervised_until);
    assert_eq!(term, (date("2026-03-02"), Some(date("2029-03-01"))));
    world.refuse(CLERK, relocate(machine, "hall 3", other), "EQUIPMENT_USER");
    world.refuse(CLERK, relocate(machine, "", owner), "EQUIPMENT_TEXT");
    world.refuse(OTHER_CLERK, relocate(machine, "hall 3", other), "UNKNOWN_EQUIPMENT");
    world.refuse(CUSTOMS, relocate(machine, "hall 3", other), "NOT_PERMITTED");
    let members = vec![owner, other];
    let form = ZoneCommand::FormGroup { name: "Invented Group".to_owned(), lead: owner, members };
    world.accept(ADMINISTRATOR, form);
    world.accept(CLERK, relocate(machine, "hall 3", other));
    let found = world.state.bonded.equipment(machine).unwrap();
    assert_eq!((found.enterprise, found.filing.used_by), (owner, other));
    assert_eq!((found.supervised_from, found.supervised_until), term, "the clock goes on");
}

#[test]
fn the_scheduler_ends_a_term_and_customs_may_release_before() {
    let (mut world, _, list) = world_with_machines();
    let good = filing(&world, list);
    let (kept, sold) = (register(&mut world, good.clone()), register(&mut world, good));
    world.accept(CUSTOMS, confirm(kept));
    world.accept(CUSTOMS, confirm(sold));
    world.refuse(CLERK, release(sold), "NOT_PERMITTED");
    let without = BondedCommand::ReleaseEquipment { equipment: sold, revision: None, reason: String::new() };
    world.refuse(CUSTOMS, without, "REASON_MISSING");
    world.accept(CUSTOMS, release(sold));
    assert_eq!(status(&world, sold), EquipmentStatus::Released);
    world.refuse(CUSTOMS, release(sold), "EQUIPMENT_STATUS");
    let end = |day: &str| BondedCommand::EndSupervision { equipment: kept, supervised_until: date(day) };
    world.refuse(CLERK, end("2029-03-01"), "NOT_PERMITTED");
    world.refuse_as(Actor::Scheduler, end("2029-03-01"), "NOT_DUE");
    let of_equipment = |world: &World, day: &str| {
        let due = due(&world.state, date(day)).into_iter();
        due.filter(|due| matches!(due.command, Command::Bonded(BondedCommand::EndSupervision { .. })))
            .collect::<Vec<_>>()
    };
    assert_eq!(of_equipment(&world, "2029-03-01"), []);
    let found = of_equipment(&world, "2029-03-02");
    assert_eq!(found.len(), 1, "what is released is not due");
    assert_eq!(found[0].due_on, date("2029-03-02"));
    assert_eq!(found[0].command_id, format!("supervision-end:{kept}:2029-03-01"));
    world.pass_days(3 * 366);
    world.refuse_as(Actor::Scheduler, end("2029-02-28"), "NOT_DUE");
    world.accept_as(Actor::Scheduler, end("2029-03-01"));
    world.refuse_as(Actor::Scheduler, end("2029-03-01"), "NOT_DUE");
    assert_eq!(status(&world, kept), EquipmentStatus::Released);
    assert_eq!(of_equipment(&world, "2029-03-05"), []);
}

#[test]
fn a_machine_stays_supervised_when_the_period_of_its_list_closes() {
    let (mut world, book, list) = world_with_machines();
    let good = filing(&world, list);
    let machine = register(&mut world, good.clone());
    world.accept(CUSTOMS, confirm(machine));
    world.count_today(book, vec![counted(CHIP, "2"), counted(METAL, "0.99999")]);
    world.settle(book);
    assert_eq!(status(&world, machine), EquipmentStatus::Supervised);
    let owner = world.enterprise_of(CLERK);
    world.accept(CLERK, relocate(machine, "hall 9", owner));
    assert!(world.run(user(CUSTOMS), release(machine)).is_ok());
}

#[test]
fn a_machine_may_be_registered_after_the_period_of_its_list_closed() {
    let (mut world, book, list) = world_with_machines();
    let good = filing(&world, list);
    let wrong = register(&mut world, good.clone());
    let out = world.approved_list(book, content(Movement::ReExport, vec![line(1, CHIP, "1")]));
    let undone = world.approved_list(book, content(Movement::Import, vec![line(1, CHIP, "1")]));
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list: undone }));
    world.accept(CLERK, BondedCommand::SubmitList { list: reversing, revision: None });
    world.approve_list(reversing);
    world.count_today(book, vec![counted(CHIP, "1"), counted(METAL, "0.99999")]);
    world.settle(book);
    world.pass_days(400);
    let with = |change: &dyn Fn(&mut EquipmentFiling)| {
        let mut changed = good.clone();
        change(&mut changed);
        BondedCommand::RegisterEquipment { filing: changed }
    };
    world.refuse(OTHER_CLERK, with(&|_| ()), "UNKNOWN_LIST");
    world.refuse(CUSTOMS, with(&|_| ()), "NOT_PERMITTED");
    for line in [2, 9] {
        world.refuse(CLERK, with(&|filing| filing.line = line), "EQUIPMENT_SOURCE");
    }
    for list in [out, undone, reversing] {
        world.refuse(CLERK, with(&|filing| filing.list = list), "EQUIPMENT_SOURCE");
    }
    let machine = register(&mut world, good.clone());
    world.refuse(CLERK, with(&|_| ()), "EQUIPMENT_SOURCE");
    assert_eq!(world.state.bonded.equipment(machine).unwrap().supervised_from, date("2026-03-02"));
    // What was registered before the close counts, and is free again once customs has refused it.
    world.accept(CUSTOMS, release(wrong));
    register(&mut world, good.clone());
    world.refuse(CLERK, with(&|_| ()), "EQUIPMENT_SOURCE");
    world.accept(CUSTOMS, confirm(machine));
    assert_eq!(world.state.bonded.equipment(machine).unwrap().supervised_until, Some(date("2029-03-01")));
}

#[test]
fn a_wrong_registration_is_released_unconfirmed_and_may_be_made_again() {
    let (mut world, _, list) = world_with_machines();
    let good = filing(&world, list);
    let (wrong, kept) = (register(&mut world, good.clone()), register(&mut world, good.clone()));
    let again = || BondedCommand::RegisterEquipment { filing: good.clone() };
    world.refuse(CLERK, again(), "EQUIPMENT_SOURCE");
    world.accept(CUSTOMS, release(wrong));
    assert_eq!(status(&world, wrong), EquipmentStatus::Released);
    world.refuse(CUSTOMS, confirm(wrong), "EQUIPMENT_STATUS");
    assert_eq!(world.state.worklist.open().count(), 1, "nobody waits for the wrong one");
    register(&mut world, good.clone());
    world.refuse(CLERK, again(), "EQUIPMENT_SOURCE");
    // What was under supervision once is not registered a second time.
    world.accept(CUSTOMS, confirm(kept));
    world.accept(CUSTOMS, release(kept));
    world.refuse(CLERK, again(), "EQUIPMENT_SOURCE");
}
