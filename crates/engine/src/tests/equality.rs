//! What is computed from the journal is equal however it is computed: live, after a restart, and made anew.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::Pause;
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::Movement;
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Actor, Command, ReadScope, State, ZoneCommand};
use etown_values::{BookId, ListId, QuantityAmount};
use proptest::prelude::*;

use super::zone::{ADMINISTRATOR, CUSTOMS, OFFICER, Zone, content, date};
use crate::query::{ExceptionState, ItemFilter, ItemRow, PageRequest};
use crate::{Queries, audit, rebuild};

const ALL: PageRequest = PageRequest { limit: 200, cursor: None };

/// Compares every row of the query database that repeats the state with the state.
fn assert_queries_equal_the_state(zone: &Zone) {
    zone.settle();
    let state = zone.engine.read(State::clone);
    let queries = zone.engine.queries().unwrap();
    for book in state.bonded.books() {
        let row = queries.book(&ReadScope::Zone, book.id).unwrap().unwrap();
        assert_eq!(
            (row.status, row.pause, row.revision),
            (book.status, book.pause, book.revision),
            "{}",
            row.number
        );
        assert_eq!((row.change_count, row.number), (book.change_count, book.header.number.clone()));
        let items = queries.items(&ReadScope::Zone, book.id, &ItemFilter::default(), &ALL).unwrap().rows;
        assert_eq!(items.len(), book.items.len());
        for item in items {
            let known = &book.items[&item.number];
            let (row, known) =
                ((item.status, item.is_used, item.pause), (known.status, known.is_used, known.pause));
            assert_eq!(row, known, "item {}", item.number);
            assert_balances(&state, book.id, &item);
        }
        for bom in queries.boms(&ReadScope::Zone, book.id, None, &ALL).unwrap().rows {
            let known = &book.boms[&(bom.product, bom.version.clone())];
            assert_eq!((bom.status, bom.is_used), (known.status, known.is_used));
            assert_eq!(bom.rows.into_iter().map(|row| row.row).collect::<Vec<_>>(), known.rows);
        }
    }
    assert_lists(&state, &queries);
    super::repeated::assert_repeats(&state, &queries);
    let tasks = queries.tasks(&ReadScope::Zone, None, &ALL).unwrap().rows;
    assert_eq!(tasks.len(), state.worklist.open().count());
    let open = queries.exceptions(&ReadScope::Zone, ExceptionState::Open, &ALL).unwrap().rows;
    assert_eq!(open.len(), state.exceptions.count_open());
}

fn assert_balances(state: &State, book: BookId, item: &ItemRow) {
    let accounts = state.ledger.accounts().map(|(_, account)| account);
    for account in accounts.filter(|it| it.key.book == Some(book) && it.key.item == Some(item.number)) {
        if account.key.purpose == Purpose::Stock {
            let sums = [account.balance(), account.held_debit(), account.held_credit(), account.available()];
            let rows = [item.actual, item.pre_in, item.pre_out, item.available];
            assert_eq!(sums.map(QuantityAmount::from_units), rows);
            assert_eq!(QuantityAmount::from_units(account.projected()), item.projected);
        } else {
            let total = item.totals.iter().find(|(purpose, _)| *purpose == account.key.purpose).unwrap().1;
            assert_eq!(total.units().abs(), account.balance().abs());
        }
    }
}

fn assert_lists(state: &State, queries: &Queries) {
    for list in state.bonded.lists() {
        let detail = queries.list(&ReadScope::Zone, list.id).unwrap().unwrap();
        let row = detail.row;
        assert_eq!((row.status, row.revision), (list.status, list.revision), "{}", row.number);
        assert_eq!((row.reverses, row.reversed_by), (list.reverses, list.reversed_by));
        assert_eq!((row.posted_on, &row.declaration_number), (list.posted_on, &list.declaration_number));
        let passed = detail.trucks.iter().filter(|truck| truck.passed_at.is_some()).count();
        let known = list.content.trucks.iter().filter(|truck| list.trucks_passed.contains(*truck)).count();
        assert_eq!(passed, known);
        let counted = [row.trucks_total, row.trucks_passed].map(|count| usize::try_from(count).unwrap());
        assert_eq!(counted, [list.content.trucks.len(), known]);
        let lines = queries.lines(&ReadScope::Zone, list.id, &ALL).unwrap().rows;
        assert_eq!(lines.len(), list.content.lines.len());
    }
}

/// A zone in which most kinds of events have happened.
fn lively_zone() -> Zone {
    let zone = Zone::new();
    super::verified_zone::verified(&zone);
    let storage = zone.storage_book("T01990000001");
    let processing = zone.processing_book("H01990000001");
    zone.import(storage, "100.00001");
    zone.import(processing, "1000");
    let shipped =
        zone.draft(OFFICER, processing, content(Movement::Export, &[(2, "10"), (2, "5.5")], &["A1"]));
    zone.approve_list(OFFICER, shipped);
    zone.truck_passed(shipped, "A1");
    zone.truck_passed(shipped, "ZZ");
    let reversed = zone.import(storage, "7");
    zone.bonded(OFFICER, BondedCommand::ReverseList { list: reversed });
    let deleted = zone.draft(OFFICER, storage, content(Movement::ReExport, &[(1, "3")], &["B1"]));
    zone.approve_list(OFFICER, deleted);
    zone.bonded(CUSTOMS, BondedCommand::DeleteList { list: deleted, revision: None });
    let reason = "stocktaking".to_owned();
    zone.bonded(
        CUSTOMS,
        BondedCommand::PauseBook { book: storage, revision: None, pause: Pause::Both, reason },
    );
    let administrator = Actor::User(ADMINISTRATOR);
    let members = vec![zone.enterprise, zone.other_enterprise];
    zone.zone(administrator, ZoneCommand::FormGroup { name: "Group".into(), lead: zone.enterprise, members });
    let (principal, agent) = (zone.enterprise, zone.other_enterprise);
    let (valid_from, valid_until) = (date("2026-01-01"), date("2026-06-30"));
    zone.zone(administrator, ZoneCommand::GiveMandate { principal, agent, valid_from, valid_until });
    zone
}

#[test]
fn queries_repeat_the_state() {
    assert_queries_equal_the_state(&lively_zone());
}

#[test]
fn a_rebuild_has_the_same_digests_as_the_live_zone() {
    let zone = lively_zone();
    zone.settle();
    let digest = zone.engine.state_digest();
    let directory = zone.stopped();
    let mut steps = Vec::new();
    let report = rebuild(&directory, &mut |done, total| steps.push((done, total))).unwrap();
    assert_eq!(report.state_digest, digest);
    assert_eq!(report.live_state_digest, digest);
    assert_eq!(report.live_queries_digest.as_ref(), Some(&report.queries_digest));
    assert!(report.is_equal());
    assert!(
        steps.iter().all(|(done, total)| done <= total)
            && steps.last().is_some_and(|(done, total)| done == total)
    );
    let zone = zone.opened().unwrap();
    assert_queries_equal_the_state(&zone);
}

#[test]
fn an_audit_of_a_sound_zone_finds_nothing_and_names_a_broken_access_log() {
    let zone = lively_zone();
    assert_eq!(
        zone.refusal(OFFICER, BondedCommand::ReverseList { list: ListId::from_raw(1) }),
        "UNKNOWN_LIST"
    );
    assert_eq!(
        zone.refusal(OFFICER, BondedCommand::ReverseList { list: ListId::from_raw(2) }),
        "UNKNOWN_LIST"
    );
    let digest = zone.engine.state_digest();
    let entries = zone.engine.position();
    let directory = zone.stopped();
    let report = audit(&directory, &mut |_done, _total| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert_eq!((report.state_digest, report.journal.entries), (digest, entries));
    assert_eq!(report.access_log.lines, 2);
    super::zone::flip(&directory.join("access-log/access.log"), 90);
    let report = audit(&directory, &mut |_done, _total| {}).unwrap();
    assert_eq!(report.access_log.broken_at, Some(1));
    assert_eq!(report.problems.len(), 1);
}

/// One step of a random history; numbers choose among what exists.
#[derive(Clone, Debug)]
enum Step {
    Import { book: usize, quantity: u32 },
    Draft { book: usize, quantity: u32, trucks: usize },
    Export { quantity: u32 },
    Submit(usize),
    Approve(usize),
    Return(usize),
    Delete(usize),
    Reverse(usize),
    Truck { list: usize, truck: usize, repeat: u8 },
    Release { list: usize, number: u8 },
    Correct { list: usize, trucks: usize, annul: bool },
    Pause { book: usize, pause: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let list = 0_usize..12;
    prop_oneof![
        3 => (0_usize..2, 1_u32..200).prop_map(|(book, quantity)| Step::Import { book, quantity }),
        3 => (0_usize..2, 1_u32..200, 0_usize..3)
            .prop_map(|(book, quantity, trucks)| Step::Draft { book, quantity, trucks }),
        2 => (1_u32..30).prop_map(|quantity| Step::Export { quantity }),
        4 => list.clone().prop_map(Step::Submit),
        5 => list.clone().prop_map(Step::Approve),
        1 => list.clone().prop_map(Step::Return),
        1 => list.clone().prop_map(Step::Delete),
        2 => list.clone().prop_map(Step::Reverse),
        4 => (list.clone(), 0_usize..3, 0_u8..2).prop_map(|(list, truck, repeat)| Step::Truck { list, truck, repeat }),
        2 => (list.clone(), 0_usize..3, any::<bool>())
            .prop_map(|(list, trucks, annul)| Step::Correct { list, trucks, annul }),
        1 => (list, 0_u8..2).prop_map(|(list, number)| Step::Release { list, number }),
        1 => (0_usize..2, any::<bool>()).prop_map(|(book, pause)| Step::Pause { book, pause }),
    ]
}

const TRUCKS: [&str; 3] = ["A1", "B2", "C3"];

impl Step {
    /// Sends the step; the rules may refuse it.
    fn take(&self, zone: &Zone, books: &[BookId]) {
        let lists: Vec<ListId> = zone.engine.read(|state| state.bonded.lists().map(|list| list.id).collect());
        let pick = |index: &usize| lists.get(index % lists.len().max(1)).copied();
        let ask = |user, command| drop(zone.send(Actor::User(user), Command::Bonded(command)));
        let draft = |book: BookId, content| ask(OFFICER, BondedCommand::DraftList { book, content });
        let revision = None;
        match self {
            Self::Import { book, quantity } => {
                draft(books[*book], content(Movement::Import, &[(1, &quantity.to_string())], &[]));
            }
            Self::Draft { book, quantity, trucks } => {
                let line = (1, quantity.to_string());
                let content = content(Movement::ReExport, &[(line.0, &line.1)], &TRUCKS[..*trucks]);
                draft(books[*book], content);
            }
            Self::Export { quantity } => {
                draft(books[1], content(Movement::Export, &[(2, &quantity.to_string())], &TRUCKS[..1]));
            }
            Self::Truck { list, truck, repeat } => {
                let Some(list) = pick(list) else { return };
                let truck = TRUCKS[*truck];
                let content = ReportContent::TruckPassed { list, truck: truck.into() };
                drop(zone.report(&format!("{list}-{truck}-{repeat}"), content));
            }
            Self::Correct { list, trucks, annul } => {
                let Some(list) = pick(list) else { return };
                let trucks = TRUCKS[*trucks..].iter().map(|truck| (*truck).to_owned()).collect();
                let annulled = if *annul { vec![TRUCKS[0].to_owned()] } else { Vec::new() };
                let reason = "the gate misread a plate".into();
                ask(CUSTOMS, BondedCommand::CorrectTrucks { list, revision, trucks, annulled, reason });
            }
            Self::Release { list, number } => {
                let Some(list) = pick(list) else { return };
                let declaration_number = format!("D{number}");
                let content = ReportContent::DeclarationReleased { list, declaration_number };
                drop(zone.report(&format!("{list}-{number}"), content));
            }
            Self::Pause { book, pause } => {
                let pause = if *pause { Pause::Outbound } else { Pause::None };
                let reason = "a reason".into();
                ask(CUSTOMS, BondedCommand::PauseBook { book: books[*book], revision, pause, reason });
            }
            Self::Submit(index)
            | Self::Approve(index)
            | Self::Return(index)
            | Self::Delete(index)
            | Self::Reverse(index) => {
                let Some(list) = pick(index) else { return };
                match self {
                    Self::Submit(_) => ask(OFFICER, BondedCommand::SubmitList { list, revision }),
                    Self::Approve(_) => ask(CUSTOMS, BondedCommand::ApproveList { list, revision }),
                    Self::Return(_) => {
                        ask(CUSTOMS, BondedCommand::ReturnList { list, revision, reason: "unclear".into() });
                    }
                    Self::Delete(_) => ask(OFFICER, BondedCommand::DeleteList { list, revision }),
                    _ => ask(OFFICER, BondedCommand::ReverseList { list }),
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn any_history_rebuilds_to_the_same_digests(steps in prop::collection::vec(step(), 1..60)) {
        let zone = Zone::new();
        let books = [zone.storage_book("T01990000001"), zone.processing_book("H01990000001")];
        zone.import(books[0], "300");
        zone.import(books[1], "300");
        for step in &steps {
            step.take(&zone, &books);
        }
        assert_queries_equal_the_state(&zone);
        let digest = zone.engine.state_digest();
        let report = rebuild(&zone.stopped(), &mut |_done, _total| {}).unwrap();
        prop_assert!(report.is_equal(), "{:?}", report);
        prop_assert_eq!(&report.state_digest, &digest);
        prop_assert!(report.live_queries_digest.is_some());
    }
}
