//! Lists: what may be drafted, who may decide, and in which order.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::book::Pause;
use etown_domain::bonded::list::{ListContent, ListLine, Movement};
use etown_values::BookId;

use super::support::{
    BOARD, CHIP, CLERK, CUSTOMS, METAL, OTHER_CUSTOMS, SCRAP, World, bom, content, date, drafted, line, row,
    setting,
};

fn draft(book: BookId, content: ListContent) -> BondedCommand {
    BondedCommand::DraftList { book, content }
}

fn import(line: ListLine) -> ListContent {
    content(Movement::Import, vec![line])
}

#[test]
fn a_line_that_breaks_a_rule_is_refused_and_named() {
    let changed = |change: fn(&mut ListLine)| {
        let mut changed = line(1, METAL, "1");
        change(&mut changed);
        changed
    };
    let cases: [(&str, &str, ListLine); 10] = [
        ("UNKNOWN_ITEM", "item", changed(|line| line.item = 99)),
        ("QUANTITY_NOT_POSITIVE", "quantity", line(1, METAL, "0")),
        ("QUANTITY_NOT_POSITIVE", "quantity", line(1, METAL, "-1")),
        ("QUANTITY_TOO_LARGE", "quantity", line(1, METAL, "100000000000000")),
        ("QUANTITY_TOO_LARGE", "quantity", line(1, METAL, "1000000000000000000000000000000")),
        ("ITEM_PRICE", "unit_price", changed(|line| line.unit_price = "-0.0001".parse().unwrap())),
        ("UNKNOWN_HS_CODE", "hs_code", changed(|line| line.hs_code = "9999990000".parse().unwrap())),
        ("WRONG_HS_CODE", "hs_code", changed(|line| line.hs_code = "8542311190".parse().unwrap())),
        ("WRONG_MEASURE", "measure", changed(|line| line.measure = "pcs".parse().unwrap())),
        ("BOM_VERSION_NOT_WANTED", "bom_version", changed(|line| line.bom_version = Some("V1".to_owned()))),
    ];
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    for (code, field, line) in cases {
        let refusal = world.refuse(CLERK, draft(book, import(line)), code);
        assert_eq!(refusal.field, Some(format!("lines[0].{field}")));
    }
}

#[test]
fn an_outgoing_product_needs_an_approved_version() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    for version in [None, Some("V3".to_owned())] {
        let mut shipped = line(1, BOARD, "1");
        shipped.bom_version = version;
        world.refuse(CLERK, draft(book, content(Movement::Export, vec![shipped])), "UNKNOWN_BOM_VERSION");
    }
    world.accept(CLERK, bom(book, "V3", vec![row(CHIP, "1", "0", "0", None)]));
    let mut shipped = line(1, BOARD, "1");
    shipped.bom_version = Some("V3".to_owned());
    let command = draft(book, content(Movement::Export, vec![shipped]));
    world.refuse(CLERK, command, "UNKNOWN_BOM_VERSION");
}

#[test]
fn a_version_changed_after_drafting_is_refused_until_customs_approves_it() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, content(Movement::Export, vec![line(1, BOARD, "1")]));
    world.accept(CLERK, bom(book, "V1", vec![row(CHIP, "1", "0", "0", None)]));
    let submit = BondedCommand::SubmitList { list, revision: None };
    world.refuse(CLERK, submit.clone(), "UNKNOWN_BOM_VERSION");
    world.accept(CUSTOMS, BondedCommand::ApproveFilings { book, revision: None });
    world.accept(CLERK, submit);
}

#[test]
fn goods_of_a_class_move_only_as_their_class_may() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    for (movement, item) in [
        (Movement::Export, METAL),
        (Movement::Import, BOARD),
        (Movement::ReturnIn, BOARD),
        (Movement::ReExport, BOARD),
        (Movement::Import, SCRAP),
        (Movement::TransferOut, SCRAP),
    ] {
        world.refuse(CLERK, draft(book, content(movement, vec![line(1, item, "1")])), "MOVEMENT");
    }
}

#[test]
fn a_list_has_one_to_a_thousand_lines_each_with_its_own_number() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.refuse(CLERK, draft(book, content(Movement::Import, Vec::new())), "NO_LINES");
    let lines = |count: u32| (1..=count).map(|number| line(number, METAL, "1")).collect::<Vec<_>>();
    let refusal = world.refuse(CLERK, draft(book, content(Movement::Import, lines(1001))), "TOO_MANY_LINES");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("1000"));
    world.accept(CLERK, draft(book, content(Movement::Import, lines(1000))));
    for numbers in [[1, 1], [0, 1]] {
        let lines = numbers.map(|number| line(number, METAL, "1")).to_vec();
        world.refuse(CLERK, draft(book, content(Movement::Import, lines)), "LINE_NUMBER");
    }
}

#[test]
fn the_head_of_a_list_is_checked() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let good = import(line(1, METAL, "1"));
    for mode in ["503", "50344", "5O34"] {
        let content = ListContent { supervision_mode: mode.to_owned(), ..good.clone() };
        world.refuse(CLERK, draft(book, content), "SUPERVISION_MODE");
    }
    let many: Vec<_> = (0..201).map(|number| format!("T{number}")).collect();
    let same = vec!["T1".to_owned(), "T1".to_owned()];
    for trucks in [vec![String::new()], vec!["x".repeat(21)], vec![" T1".to_owned()], same, many] {
        world.refuse(CLERK, draft(book, ListContent { trucks, ..good.clone() }), "TRUCKS");
    }
}

#[test]
fn an_amount_beyond_exact_counting_is_refused_and_not_wrapped() {
    let mut world = World::new();
    let limit = setting("bonded.list.quantity_max", "1000000000000000000000000000000000");
    let activate = etown_domain::ZoneCommand::ActivateParameters { parameters: vec![limit] };
    world.accept(super::support::ADMINISTRATOR, activate);
    let book = world.active_book(AtShipment);
    let mut world_full = |lines| {
        let list = world.submit_list(book, lines);
        let approve = BondedCommand::ApproveList { list, revision: None };
        world.refuse(CUSTOMS, approve, "AMOUNT_OUT_OF_RANGE");
    };
    let largest = "1000000000000000000000000000000000";
    let many = (1..=2).map(|number| line(number, METAL, largest)).collect();
    world_full(content(Movement::Import, many));
    world_full(content(Movement::Export, vec![line(1, BOARD, largest)]));
}

#[test]
fn a_paused_book_takes_no_list_in_that_direction() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.submit_list(book, import(line(1, METAL, "1")));
    let pause =
        |pause| BondedCommand::PauseBook { book, revision: None, pause, reason: "stock count".to_owned() };
    world.accept(CUSTOMS, pause(Pause::Outbound));
    world.approve_list(list);
    let outgoing = content(Movement::ReExport, vec![line(1, METAL, "1")]);
    world.refuse(CLERK, draft(book, outgoing.clone()), "BOOK_PAUSED");
    world.accept(CUSTOMS, pause(Pause::Inbound));
    world.refuse(CLERK, draft(book, import(line(1, METAL, "1"))), "BOOK_PAUSED");
    world.accept(CUSTOMS, pause(Pause::Both));
    world.refuse(CLERK, draft(book, outgoing.clone()), "BOOK_PAUSED");
    world.accept(CUSTOMS, pause(Pause::None));
    world.accept(CLERK, draft(book, outgoing));
}

#[test]
fn an_expired_book_lets_goods_leave_but_not_enter() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, import(line(1, METAL, "1")));
    world.pass_days(400);
    let expire = BondedCommand::ExpireBook { book, valid_until: date("2026-12-31") };
    world.refuse(CUSTOMS, expire.clone(), "NOT_PERMITTED");
    world.accept_as(etown_domain::Actor::Scheduler, expire.clone());
    world.refuse_as(etown_domain::Actor::Scheduler, expire, "NOT_DUE");
    world.refuse(CLERK, draft(book, import(line(1, METAL, "1"))), "BOOK_EXPIRED");
    world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, "1")]));
}

#[test]
fn a_draft_or_closed_book_takes_no_lists() {
    let mut world = World::new();
    let book = world.draft_book("T01012600001", None);
    world.refuse(CLERK, draft(book, import(line(1, METAL, "1"))), "BOOK_STATUS");
    let closed = world.active_book(AtShipment);
    world.accept(CUSTOMS, BondedCommand::CloseBook { book: closed, revision: None });
    world.refuse(CLERK, draft(closed, import(line(1, METAL, "1"))), "BOOK_STATUS");
}

#[test]
fn a_list_goes_through_its_states_in_order() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, import(line(1, METAL, "1")));
    let submit = BondedCommand::SubmitList { list, revision: None };
    let approve = BondedCommand::ApproveList { list, revision: None };
    let amend = BondedCommand::AmendList { list, revision: None, content: import(line(1, METAL, "2")) };
    let give_back =
        |reason: &str| BondedCommand::ReturnList { list, revision: None, reason: reason.to_owned() };
    world.refuse(CUSTOMS, approve.clone(), "LIST_STATUS");
    world.accept(CLERK, amend.clone());
    world.accept(CLERK, submit.clone());
    world.refuse(CLERK, submit.clone(), "LIST_STATUS");
    world.refuse(CLERK, amend, "LIST_STATUS");
    world.refuse(CUSTOMS, give_back("no"), "REASON_MISSING");
    world.accept(CUSTOMS, give_back("wrong invoice"));
    world.accept(CLERK, submit);
    world.accept(OTHER_CUSTOMS, approve.clone());
    world.refuse(CUSTOMS, approve, "LIST_STATUS");
    world.refuse(CUSTOMS, give_back("too late"), "LIST_STATUS");
    world.refuse(CLERK, BondedCommand::DeleteList { list, revision: None }, "LIST_STATUS");
    assert_eq!(world.state.worklist.open().count(), 0);
}

#[test]
fn a_stale_revision_is_refused_with_both_numbers() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, import(line(1, METAL, "1")));
    let amend = |revision| BondedCommand::AmendList { list, revision, content: import(line(1, METAL, "2")) };
    world.accept(CLERK, amend(Some(1)));
    let refusal = world.refuse(CLERK, amend(Some(1)), "STALE_REVISION");
    assert_eq!(refusal.numbers.iter().map(|number| number.value.as_str()).collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn only_a_posted_list_is_reversed_and_its_reversal_is_fixed() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, import(line(1, METAL, "1")));
    world.refuse(CLERK, BondedCommand::ReverseList { list }, "NOT_POSTED");
    world.accept(CLERK, BondedCommand::SubmitList { list, revision: None });
    world.approve_list(list);
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list }));
    let content = import(line(1, METAL, "2"));
    let amend = BondedCommand::AmendList { list: reversing, revision: None, content };
    world.refuse(CLERK, amend, "REVERSAL_FIXED");
    world.refuse(CLERK, BondedCommand::ReverseList { list }, "ALREADY_REVERSED");
    world.accept(CLERK, BondedCommand::DeleteList { list: reversing, revision: None });
    drafted(&world.accept(CLERK, BondedCommand::ReverseList { list }));
}

#[test]
fn an_amended_list_keeps_its_direction() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, import(line(1, METAL, "1")));
    let content = content(Movement::ReExport, vec![line(1, METAL, "1")]);
    world.refuse(CLERK, BondedCommand::AmendList { list, revision: None, content }, "DIRECTION_FIXED");
}

#[test]
fn validity_holds_whether_or_not_the_scheduler_has_run() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.submit_list(book, import(line(1, METAL, "1")));
    world.pass_days(400);
    world.refuse(CLERK, draft(book, import(line(1, METAL, "1"))), "BOOK_EXPIRED");
    let approve = BondedCommand::ApproveList { list, revision: None };
    world.refuse(CUSTOMS, approve, "BOOK_EXPIRED");
}

#[test]
fn a_reversal_is_judged_by_the_way_its_goods_move() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, import(line(1, METAL, "10")));
    let exported = world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, "1")]));
    let imported = world.approved_list(book, import(line(1, METAL, "1")));
    let (pause, reason) = (Pause::Inbound, "stock count".to_owned());
    world.accept(CUSTOMS, BondedCommand::PauseBook { book, revision: None, pause, reason });
    world.refuse(CLERK, BondedCommand::ReverseList { list: exported }, "BOOK_PAUSED");
    drafted(&world.accept(CLERK, BondedCommand::ReverseList { list: imported }));
}

#[test]
fn customs_may_withdraw_a_forgotten_draft() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, import(line(1, METAL, "1")));
    world.accept(CUSTOMS, BondedCommand::DeleteList { list, revision: None });
    world.accept(CUSTOMS, BondedCommand::CloseBook { book, revision: None });
    world.refuse(CLERK, draft(book, import(line(1, METAL, "1"))), "BOOK_STATUS");
}

#[test]
fn goods_leave_under_a_code_that_a_later_edition_dropped() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, import(line(1, METAL, "1")));
    let mut edition = super::support::nomenclature();
    edition.effective_from = date("2026-03-02");
    edition.codes.retain(|commodity| commodity.code.as_str() != "740311");
    let activate = etown_domain::ZoneCommand::ActivateNomenclature { nomenclature: edition };
    world.accept(super::support::ADMINISTRATOR, activate);
    world.refuse(CLERK, draft(book, import(line(1, METAL, "1"))), "UNKNOWN_HS_CODE");
    world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, "1")]));
}

#[test]
fn a_list_without_a_limit_in_force_is_refused_rather_than_guessed() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let mut limit = setting("bonded.list.lines_max", "1000");
    limit.values[0].effective_from = date("2030-01-01");
    let command = etown_domain::ZoneCommand::ActivateParameters { parameters: vec![limit] };
    world.accept(super::support::ADMINISTRATOR, command);
    world.refuse(CLERK, draft(book, import(line(1, METAL, "1"))), "NO_VALUE_IN_FORCE");
}

#[test]
fn list_numbers_count_by_direction_and_year() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let number = |world: &World, list| world.state.bonded.list(list).unwrap().number.clone();
    let first = world.draft_list(book, import(line(1, METAL, "1")));
    let second = world.draft_list(book, import(line(1, METAL, "1")));
    let outgoing = world.draft_list(book, content(Movement::ReExport, vec![line(1, METAL, "1")]));
    assert_eq!(number(&world, first), "QD010126I000000001");
    assert_eq!(number(&world, second), "QD010126I000000002");
    assert_eq!(number(&world, outgoing), "QD010126E000000001");
}
