//! No question answers with a row of another enterprise. One test asks them all.

use std::fmt::Debug;

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::Movement;
use etown_domain::kernel::access::GrantScope;
use etown_domain::{Actor, ReadScope, Role, ZoneCommand};
use etown_values::{BookId, ListId};

use super::verified_zone::{Verified, verified};
use super::zone::{ADMINISTRATOR, GATE, OFFICER, OTHER_OFFICER, Zone, content, date};
use crate::Disclosure;
use crate::query::{
    BookFilter, EntryFilter, EquipmentFilter, ExceptionFilter, ExceptionState, ItemFilter, ListFilter,
    LotFilter, PageRequest, PeriodFilter, PostingFilter, Queries, SlipFilter, VerifiedFilter,
};

const PAGE: PageRequest = PageRequest { limit: 200, cursor: None };

/// Whose things are asked for.
struct Things {
    book: BookId,
    posted: ListId,
    held: ListId,
    verified: Verified,
}

/// Asks everything about slips, lots, periods and machines.
fn ask_verified(queries: &Queries, scope: &ReadScope, known: &Verified) -> Vec<(&'static str, String)> {
    let mut answers: Vec<(&'static str, String)> = Vec::new();
    let mut add = |name, answer: &dyn Debug| answers.push((name, format!("{answer:?}")));
    let book = known.book;
    add("slips", &queries.slips(scope, &SlipFilter::default(), &PAGE).unwrap());
    let named = SlipFilter { is_held: true, ..SlipFilter::default() };
    add("held slips", &queries.slips(scope, &named, &PAGE).unwrap());
    add("slip", &queries.slip(scope, known.slip).unwrap());
    add("held trucks", &queries.held_trucks(scope, &PAGE).unwrap());
    for filter in [
        PeriodFilter::default(),
        PeriodFilter { due_until: Some(date("2027-05-17")), ..PeriodFilter::default() },
    ] {
        add("all periods", &queries.all_periods(scope, &filter, &PAGE).unwrap());
    }
    let of_book = ExceptionFilter { book: Some(book), ..ExceptionState::Any.into() };
    add("exceptions of a book", &queries.exceptions(scope, of_book, &PAGE).unwrap());
    let of_slip = ExceptionFilter { slip: Some(known.slip), ..ExceptionState::Any.into() };
    add("exceptions of a slip", &queries.exceptions(scope, of_slip, &PAGE).unwrap());
    for filter in [
        LotFilter { item: 1, is_open: false, before_position: None },
        LotFilter { item: 1, is_open: true, before_position: None },
        LotFilter { item: 1, is_open: false, before_position: Some(1 << 30) },
    ] {
        add("lots", &queries.lots(scope, book, filter, &PAGE).unwrap());
    }
    for number in 0..3 {
        add("lot", &queries.lot(scope, book, number).unwrap());
    }
    add("trace", &queries.trace(scope, known.shipped).unwrap());
    add("trace of an import", &queries.trace(scope, known.imports[0]).unwrap());
    add("periods", &queries.periods(scope, book, &PAGE).unwrap());
    add("period", &queries.period(scope, book, 2).unwrap());
    add("counted", &queries.counted(scope, book, 2, None, &PAGE).unwrap());
    add("verified", &queries.verified(scope, book, 1, VerifiedFilter::default(), &PAGE).unwrap());
    let (begins, cutoff) = (date("2026-03-02"), date("2026-05-17"));
    add("average prices", &queries.average_prices(scope, book, cutoff, begins, &[1]).unwrap());
    let ends = known.before_cutoff.plus_microseconds(1);
    add("late reports", &queries.late_reports(scope, book, 1, ends).unwrap());
    add("issues", &queries.issues(scope, book, None, &PAGE).unwrap());
    add("all equipment", &queries.all_equipment(scope, &EquipmentFilter::default(), &PAGE).unwrap());
    add("equipment", &queries.equipment(scope, known.machine).unwrap());
    add("history of equipment", &queries.equipment_history(scope, known.machine, &PAGE).unwrap());
    answers
}

/// Asks everything, with and without naming the things, and returns all answers as text.
fn ask_everything(zone: &Zone, scope: &ReadScope, things: &Things) -> Vec<(&'static str, String)> {
    let queries: Queries = zone.engine.queries().unwrap();
    let mut answers: Vec<(&'static str, String)> = Vec::new();
    let mut add = |name, answer: &dyn Debug| answers.push((name, format!("{answer:?}")));
    add("entries", &queries.entries(scope, &EntryFilter::default(), &PAGE).unwrap());
    let entries: Vec<_> =
        (0..zone.engine.position()).filter_map(|at| queries.entry(scope, at).unwrap()).collect();
    add("entry", &entries);
    add("enterprises", &queries.enterprises(scope, None, &PAGE).unwrap());
    add("enterprise", &queries.enterprise(scope, zone.enterprise).unwrap());
    add("groups", &queries.groups(scope, &PAGE).unwrap());
    add("mandates", &queries.mandates(scope, &PAGE).unwrap());
    add("users", &queries.users(scope, &PAGE).unwrap());
    add("books", &queries.books(scope, &BookFilter::default(), &PAGE).unwrap());
    let named = BookFilter { enterprise: Some(zone.enterprise), ..BookFilter::default() };
    add("books of an enterprise", &queries.books(scope, &named, &PAGE).unwrap());
    add("book", &queries.book(scope, things.book).unwrap());
    add("items", &queries.items(scope, things.book, &ItemFilter::default(), &PAGE).unwrap());
    add("item", &queries.item(scope, things.book, 1).unwrap());
    add("boms", &queries.boms(scope, things.book, None, &PAGE).unwrap());
    add("lists", &queries.lists(scope, &ListFilter::default(), &PAGE).unwrap());
    let named = ListFilter { book: Some(things.book), ..ListFilter::default() };
    add("lists of a book", &queries.lists(scope, &named, &PAGE).unwrap());
    add("list", &queries.list(scope, things.held).unwrap());
    add("lines", &queries.lines(scope, things.posted, &PAGE).unwrap());
    for filter in [
        PostingFilter::default(),
        PostingFilter { book: Some(things.book), ..PostingFilter::default() },
        PostingFilter { book: Some(things.book), item: Some(1), ..PostingFilter::default() },
        PostingFilter { list: Some(things.posted), ..PostingFilter::default() },
    ] {
        add("postings", &queries.postings(scope, &filter, &PAGE).unwrap());
    }
    add("balances", &queries.balances(scope, things.book, None, date("2026-12-31"), None).unwrap());
    add("tasks", &queries.tasks(scope, None, &PAGE).unwrap());
    add("exceptions", &queries.exceptions(scope, ExceptionState::Any, &PAGE).unwrap());
    for row in queries.exceptions(&ReadScope::Zone, ExceptionState::Any, &PAGE).unwrap().rows {
        add("exception", &queries.exception(scope, row.id).unwrap());
    }
    let receipts: Vec<_> = (0..zone.engine.position())
        .filter_map(|at| zone.engine.receipt(scope, at, &Disclosure::All).unwrap())
        .map(|receipt| String::from_utf8(receipt).unwrap())
        .collect();
    add("receipts", &receipts);
    answers.extend(ask_verified(&queries, scope, &things.verified));
    answers
}

fn populate(zone: &Zone) -> (BookId, ListId, ListId) {
    let book = zone.processing_book("H01990000001");
    let posted = zone.import(book, "123.45678");
    let held = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "2")], &["A1"]));
    zone.approve_list(OFFICER, held);
    zone.truck_passed(held, "UNKNOWN-TRUCK");
    let waiting = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "1")], &["A2"]));
    let blocked = zone.refusal(OFFICER, BondedCommand::SubmitList { list: waiting, revision: None });
    assert_eq!(blocked, "BLOCKED_BY_EXCEPTION");
    zone.storage_book_of(OTHER_OFFICER, zone.other_enterprise, "T01990000002");
    let (name, lead, members) = ("Alone".into(), zone.enterprise, vec![zone.enterprise]);
    zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::FormGroup { name, lead, members });
    let (principal, agent) =
        (zone.enterprise, zone.register_enterprise("91110000DEM000003", "Broker (invented)"));
    let (valid_from, valid_until) = (date("2026-01-01"), date("2026-12-31"));
    zone.zone(
        Actor::User(ADMINISTRATOR),
        ZoneCommand::GiveMandate { principal, agent, valid_from, valid_until },
    );
    zone.settle();
    (book, posted, held)
}

#[test]
fn no_question_answers_with_a_row_of_another_enterprise() {
    let zone = Zone::new();
    let verified = verified(&zone);
    let (book, posted, held) = populate(&zone);
    let things = Things { book, posted, held, verified };
    let secrets = [
        zone.enterprise.to_string(),
        "Harbour Wire".to_owned(),
        things.book.to_string(),
        "H01990000001".to_owned(),
        things.posted.to_string(),
        things.held.to_string(),
        "123.45678".to_owned(),
        "2.127659574".to_owned(),
        "Alone".to_owned(),
        OFFICER.to_string(),
        things.verified.book.to_string(),
        things.verified.slip.to_string(),
        things.verified.machine.to_string(),
        "2026-05-17".to_owned(),
        "WO-7".to_owned(),
        "late-1".to_owned(),
        "2.7762".to_owned(),
    ];
    for scope in [zone.other_scope(), ReadScope::Enterprises([].into())] {
        for (name, answer) in ask_everything(&zone, &scope, &things) {
            for secret in &secrets {
                assert!(!answer.contains(secret), "{name} tells {secret}: {answer}");
            }
        }
    }
    // The same questions do answer the owner and the zone, so the test above is not empty.
    for scope in [zone.own_scope(), ReadScope::Zone] {
        let answers = ask_everything(&zone, &scope, &things);
        for (name, answer) in &answers {
            let tells = secrets.iter().any(|secret| answer.contains(secret)) || answer.contains("PART-1");
            let is_for_the_zone = *name == "users" && scope != ReadScope::Zone;
            assert!(tells || is_for_the_zone, "{name} does not answer its owner: {answer}");
        }
    }
}

#[test]
fn an_overview_counts_only_what_may_be_seen() {
    let zone = Zone::new();
    populate(&zone);
    let queries = zone.engine.queries().unwrap();
    let overview = |scope: &ReadScope, day| queries.overview(scope, scope, date(day)).unwrap();
    let own = overview(&zone.own_scope(), "2026-03-02");
    let other = overview(&zone.other_scope(), "2026-03-02");
    let nobody = overview(&ReadScope::Enterprises([].into()), "2026-03-02");
    assert_eq!((own.posted_lines, own.open_exceptions, own.open_tasks), (1, 1, 1));
    assert_eq!((other.posted_lines, other.open_exceptions, other.open_tasks), (0, 0, 0));
    assert_eq!((other.books_by_status.len(), other.lists_by_status.len()), (1, 0));
    assert_eq!((nobody.entries, nobody.last_entry_at, nobody.books_by_status.len()), (0, None, 0));
    let all = overview(&ReadScope::Zone, "2026-03-02");
    assert_eq!(all.entries, zone.engine.position());
}

#[test]
fn an_overview_counts_due_periods_and_held_trucks_of_those_who_are_seen() {
    let zone = Zone::new();
    verified(&zone);
    zone.settle();
    let queries = zone.engine.queries().unwrap();
    let page = queries.all_periods(&zone.own_scope(), &PeriodFilter::default(), &PAGE).unwrap();
    let running = page.rows.iter().find(|row| row.period.counted_position.is_none()).unwrap();
    let (due, last) = (running.period.due_on, running.period.due_on.previous_day().unwrap());
    for (scope, day, expected) in [
        (zone.own_scope(), last, (0, 1)),
        (zone.own_scope(), due, (1, 1)),
        (ReadScope::Zone, due, (1, 1)),
        (zone.other_scope(), due, (0, 0)),
    ] {
        let seen = queries.overview(&scope, &scope, day).unwrap();
        assert_eq!((seen.periods_due, seen.trucks_held), expected, "{scope:?} on {day}");
    }
    // Whoever works at the gate sees no periods, but all trucks.
    let gate = queries.overview(&ReadScope::Enterprises([].into()), &ReadScope::Zone, due).unwrap();
    assert_eq!((gate.periods_due, gate.trucks_held), (0, 1));
}

#[test]
fn a_mandate_and_a_grant_change_what_an_actor_may_read() {
    let zone = Zone::new();
    let other = Actor::User(OTHER_OFFICER);
    assert_eq!(zone.engine.read_scope(other), Some(zone.other_scope()));
    assert_eq!(zone.engine.read_scope(Actor::User(GATE)), Some(ReadScope::Enterprises([].into())));
    let (principal, agent) = (zone.enterprise, zone.other_enterprise);
    let (valid_from, valid_until) = (date("2026-03-01"), date("2026-03-02"));
    let administrator = Actor::User(ADMINISTRATOR);
    zone.zone(administrator, ZoneCommand::GiveMandate { principal, agent, valid_from, valid_until });
    let both = ReadScope::Enterprises([zone.enterprise, zone.other_enterprise].into());
    assert_eq!(zone.engine.read_scope(other), Some(both));
    zone.clock.advance(24 * 3_600 * 1_000_000);
    assert_eq!(zone.engine.read_scope(other), Some(zone.other_scope()));
    let scope = GrantScope::Zone;
    zone.zone(administrator, ZoneCommand::GrantRole { user: OTHER_OFFICER, role: Role::Auditor, scope });
    assert_eq!(zone.engine.read_scope(other), Some(ReadScope::Zone));
}
