//! Periods of books: who counts, accepts and closes, in which order, and what closing books.

use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::bonded::list::Movement;
use etown_domain::bonded::period::PeriodStatus;
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::kernel::access::GrantScope;
use etown_domain::kernel::ledger::{Document, Purpose};
use etown_domain::kernel::worklist::TaskKind;
use etown_domain::{Event, Role, ZoneCommand};
use etown_values::{BookId, ListId, UserId};

use super::support::{
    ADMINISTRATOR, AUDITOR, CHIP, CLERK, CUSTOMS, METAL, OTHER_CUSTOMS, SCRAP, World, content, date, line,
    production, with_trucks,
};
use super::verifying::{
    accept, announce, apply, close, complete, counted, explain, record, reopen, send_back, withdraw,
};

fn import(world: &mut World, book: BookId, item: u32, amount: &str) -> ListId {
    world.approved_list(book, content(Movement::Import, vec![line(1, item, amount)]))
}

fn world_with_metal(amount: &str) -> (World, BookId, ListId) {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = import(&mut world, book, METAL, amount);
    (world, book, list)
}

fn tasks(world: &World) -> Vec<TaskKind> {
    world.state.worklist.open().map(|task| task.kind).collect()
}

#[test]
fn a_period_goes_from_its_count_to_the_opening_of_the_next() {
    let (mut world, book, _) = world_with_metal("1000");
    assert_eq!(world.period(book).begins, date("2026-03-02"));
    world.count_today(book, vec![counted(METAL, "990")]);
    assert_eq!(world.period_status(book), PeriodStatus::Counted);
    world.accept(CLERK, explain(book, &[METAL]));
    world.accept(CLERK, apply(book));
    assert_eq!(
        (world.period_status(book), tasks(&world)),
        (PeriodStatus::Applied, vec![TaskKind::AcceptVerification])
    );
    world.accept(CUSTOMS, accept(book));
    assert_eq!(
        (world.period_status(book), tasks(&world)),
        (PeriodStatus::Accepted, vec![TaskKind::CloseVerification])
    );
    world.accept(OTHER_CUSTOMS, close(book));
    assert_eq!(tasks(&world), []);
    let period = world.period(book);
    assert_eq!((period.number, period.status, period.begins), (2, PeriodStatus::Open, date("2026-03-03")));
    assert!(period.count.is_empty() && period.results.is_empty() && period.makers.is_empty());
    assert_eq!(world.opening(book, METAL), "990.00000");
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "990.00000");
    assert_eq!(
        world.sums(book, METAL, Purpose::Imported).moved_until_cut(),
        0,
        "a new period begins with nothing"
    );
}

#[test]
fn two_officers_decide_and_neither_has_counted() {
    let (mut world, book, _) = world_with_metal("1000");
    // An officer who also works for the enterprise.
    let (user, role) = (UserId::from_raw(CUSTOMS), Role::EnterpriseOfficer);
    let scope = GrantScope::Enterprise(world.enterprise_of(CLERK));
    world.accept(ADMINISTRATOR, ZoneCommand::GrantRole { user, role, scope });
    world.register(20, (Role::CustomsOfficer, GrantScope::Zone));
    world.accept(CLERK, announce(book, world.today()));
    world.accept(CUSTOMS, record(book, vec![counted(METAL, "1000")]));
    world.accept(CLERK, complete(book));
    world.accept(CLERK, apply(book));
    world.refuse(CLERK, accept(book), "NOT_PERMITTED");
    world.refuse(AUDITOR, accept(book), "NOT_PERMITTED");
    world.refuse(CUSTOMS, accept(book), "MAKER_IS_CHECKER");
    world.refuse(OTHER_CUSTOMS, close(book), "PERIOD_STATUS");
    world.accept(OTHER_CUSTOMS, accept(book));
    world.refuse(OTHER_CUSTOMS, accept(book), "MAKER_IS_CHECKER");
    world.refuse(OTHER_CUSTOMS, close(book), "MAKER_IS_CHECKER");
    world.refuse(CUSTOMS, close(book), "MAKER_IS_CHECKER");
    world.refuse(CLERK, close(book), "NOT_PERMITTED");
    world.accept(20, close(book));
}

#[test]
fn steps_out_of_turn_are_refused() {
    let (mut world, book, _) = world_with_metal("1000");
    let all = |world: &mut World, allowed: &[&str]| {
        let steps = [
            (CLERK, "withdraw", withdraw(book)),
            (CLERK, "complete", complete(book)),
            (CLERK, "reopen", reopen(book)),
            (CLERK, "explain", explain(book, &[METAL])),
            (CLERK, "apply", apply(book)),
            (CUSTOMS, "accept", accept(book)),
            (CUSTOMS, "return", send_back(book)),
            (OTHER_CUSTOMS, "close", close(book)),
        ];
        for (actor, name, command) in steps {
            if !allowed.contains(&name) {
                world.refuse(actor, command, "PERIOD_STATUS");
            }
        }
        world.refuse(CUSTOMS, BondedCommand::CloseBook { book, revision: None }, "PERIOD_STATUS");
    };
    world.accept(CLERK, announce(book, world.today()));
    all(&mut world, &["withdraw", "complete"]);
    world.count(book, vec![counted(METAL, "1001")]);
    all(&mut world, &["reopen", "explain", "apply"]);
    world.accept(CLERK, explain(book, &[METAL]));
    world.accept(CLERK, apply(book));
    all(&mut world, &["accept", "return"]);
    world.accept(CUSTOMS, accept(book));
    let steps = [withdraw(book), complete(book), reopen(book), apply(book)];
    for step in steps {
        world.refuse(CLERK, step, "PERIOD_STATUS");
    }
    let stale = BondedCommand::CloseVerification { book, revision: Some(1) };
    world.refuse(OTHER_CUSTOMS, stale, "STALE_REVISION");
    let without = BondedCommand::ReturnVerification { book, revision: None, reason: String::new() };
    world.refuse(CUSTOMS, without, "REASON_MISSING");
    world.accept(CUSTOMS, send_back(book));
    assert_eq!(tasks(&world), []);
    // Counted again, explained again, and the officer who accepted before may accept once more.
    world.accept(CLERK, reopen(book));
    world.accept(CLERK, record(book, vec![counted(METAL, "1000")]));
    world.accept(CLERK, complete(book));
    world.settle(book);
    assert_eq!(world.opening(book, METAL), "1000.00000");
}

#[test]
fn a_shortage_of_goods_that_have_left_since_is_not_booked_below_zero() {
    let (mut world, book, _) = world_with_metal("1000");
    world.count_today(book, vec![counted(METAL, "950")]);
    world.pass_days(1);
    world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, "1000")]));
    world.accept(CLERK, explain(book, &[METAL]));
    world.accept(CLERK, apply(book));
    world.accept(CUSTOMS, accept(book));
    let refusal = world.refuse(OTHER_CUSTOMS, close(book), "INSUFFICIENT_AVAILABLE");
    let number =
        |name: &str| refusal.numbers.iter().find(|number| number.name == name).unwrap().value.clone();
    assert_eq!(
        (number("available"), number("requested"), number("item")),
        ("0.00000".into(), "50.00000".into(), "1".into())
    );
    // All 1,000 left: so they were there, and the count is done again.
    world.accept(CUSTOMS, send_back(book));
    world.accept(CLERK, reopen(book));
    world.accept(CLERK, record(book, vec![counted(METAL, "1000")]));
    world.accept(CLERK, complete(book));
    world.settle(book);
    assert_eq!(
        (world.opening(book, METAL), world.actual(book, METAL, Purpose::Stock)),
        ("1000.00000".into(), "0.00000".into())
    );
}

#[test]
fn a_verification_settles_what_reports_took_without_its_being_there() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    import(&mut world, book, METAL, "150");
    import(&mut world, book, CHIP, "300");
    world.accept(CLERK, production(book, "V1", "100", "p1"));
    world.resolve_all();
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "-50.00000");
    let rows = vec![counted(METAL, "20"), counted(SCRAP, "8"), counted(super::support::BOARD, "100")];
    world.count_today(book, rows);
    // 150 - 200 should remain, 20 are there.
    assert_eq!(world.compared(book, METAL), ["-50.00000", "20.00000", "70.00000"]);
    assert_eq!(world.compared(book, CHIP), ["0.00000", "0.00000", "0.00000"]);
    // Goods that arrive while the count is open stay what they are.
    let trucks = with_trucks(content(Movement::Import, vec![line(1, METAL, "200")]), &["T1"]);
    let list = world.approved_list(book, trucks);
    world.truck(list, "T1", "m1");
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "-50.00000");
    let events = world.settle(book);
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "0.00000");
    assert_eq!(world.actual(book, METAL, Purpose::VerifiedIncrease), "-70.00000");
    assert_eq!(world.opening(book, METAL), "20.00000");
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "220.00000");
    let found = events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::LotsMoved(moves)) => Some((moves.document, moves.opened.len())),
        _ => None,
    });
    assert_eq!(found, Some((Document::Verification { book, period: 1 }, 1)));
}

#[test]
fn no_step_towards_closing_is_taken_while_an_exception_is_open() {
    let (mut world, book, list) = world_with_metal("1000");
    world.count_today(book, vec![counted(METAL, "1000")]);
    let steps = [(CLERK, apply(book)), (CUSTOMS, accept(book)), (OTHER_CUSTOMS, close(book))];
    for (index, (actor, step)) in steps.into_iter().enumerate() {
        world.truck(list, &format!("T{index}"), &format!("m{index}"));
        world.refuse(actor, step.clone(), "BLOCKED_BY_EXCEPTION");
        world.resolve_all();
        world.accept(actor, step);
    }
}

#[test]
fn surplus_and_shortage_move_lots() {
    let (mut world, book, list) = world_with_metal("1000");
    import(&mut world, book, CHIP, "10");
    world.count_today(book, vec![counted(METAL, "400"), counted(CHIP, "12")]);
    world.settle(book);
    let lots = |item| {
        let key = world.sums(book, item, Purpose::Stock).key;
        let lots = world.state.bonded.lots.of(world.state.ledger.account_number(&key).unwrap());
        lots.map(|(_, lot)| (lot.source.document, lot.remaining / 100_000, lot.unit_price.is_some()))
            .collect::<Vec<_>>()
    };
    assert_eq!(lots(METAL), [(Document::List(list), 400, true)]);
    let found = Document::Verification { book, period: 1 };
    assert_eq!(lots(CHIP)[1..], [(found, 2, false)]);
}
