//! Statements, balances as of a date, paging and search.

use std::collections::HashSet;

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::{ListStatus, Movement};
use etown_domain::bonded::period::{DifferenceCause, Explanation};
use etown_domain::kernel::access::GrantScope;
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Actor, ReadScope, Role, ZoneCommand};
use etown_values::QuantityAmount;

use super::verified_zone::{SECOND_CUSTOMS, announce, counted, record};
use super::zone::{ADMINISTRATOR, CUSTOMS, OFFICER, Zone, content, date};
use crate::QueryFault;
use crate::query::{
    BookFilter, DocumentKind, EntryFilter, ListFilter, PageRequest, PostingFilter, PostingRow, Side,
};
use crate::store::query::postings::{BOOK_ENTRY_FIRST, POSTINGS_OF_ACCOUNT, POSTINGS_OF_BOOK};

const DAY: i64 = 24 * 3_600 * 1_000_000;

fn quantity(text: &str) -> QuantityAmount {
    text.parse().unwrap()
}

fn page(limit: u32, cursor: Option<String>) -> PageRequest {
    PageRequest { limit, cursor }
}

/// Reads all postings in pages of the given size.
fn all_postings(zone: &Zone, scope: &ReadScope, filter: &PostingFilter, limit: u32) -> Vec<PostingRow> {
    let queries = zone.engine.queries().unwrap();
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let found = queries.postings(scope, filter, &page(limit, cursor)).unwrap();
        assert!(found.rows.len() <= usize::try_from(limit).unwrap());
        rows.extend(found.rows);
        cursor = found.next_cursor;
        if cursor.is_none() {
            return rows;
        }
    }
}

#[test]
fn a_statement_runs_backwards_through_its_balances() {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    for amount in ["10", "20.5", "0.00001"] {
        zone.import(book, amount);
        zone.clock.advance(DAY);
    }
    let out = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "30")], &["A1"]));
    zone.approve_list(OFFICER, out);
    let posted = zone.truck_passed(out, "A1");
    zone.settle();
    let stock = PostingFilter {
        book: Some(book),
        item: Some(1),
        purpose: Some(Purpose::Stock),
        ..PostingFilter::default()
    };
    let rows = all_postings(&zone, &zone.own_scope(), &stock, 2);
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (row.value_date.to_string(), row.side, row.amount, row.balance_after, row.opposite_purpose)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("2026-03-05".into(), Side::Credit, quantity("30"), quantity("0.50001"), Purpose::ReExported),
            ("2026-03-04".into(), Side::Debit, quantity("0.00001"), quantity("30.50001"), Purpose::Imported),
            ("2026-03-03".into(), Side::Debit, quantity("20.5"), quantity("30.5"), Purpose::Imported),
            ("2026-03-02".into(), Side::Debit, quantity("10"), quantity("10"), Purpose::Imported),
        ]
    );
    let last = &rows[0];
    assert_eq!((last.position, last.line, last.document_kind), (posted.position, 1, DocumentKind::List));
    assert_eq!((last.document_id.clone(), last.part_number.as_deref()), (out.to_string(), Some("PART-1")));
    let dated = PostingFilter { from: Some(date("2026-03-03")), until: Some(date("2026-03-04")), ..stock };
    assert_eq!(all_postings(&zone, &ReadScope::Zone, &dated, 1).len(), 2);
}

#[test]
fn each_way_to_ask_for_postings_finds_the_same_ones() {
    let zone = Zone::new();
    let book = zone.processing_book("H01990000001");
    zone.import(book, "1000");
    let out = zone.draft(OFFICER, book, content(Movement::Export, &[(2, "10"), (2, "20")], &[]));
    zone.approve_list(OFFICER, out);
    zone.settle();
    let of = |filter: PostingFilter| -> HashSet<(u64, u64)> {
        let rows = all_postings(&zone, &zone.own_scope(), &filter, 3);
        let ids: HashSet<_> = rows.iter().map(|row| (row.position, row.sequence)).collect();
        assert_eq!(ids.len(), rows.len(), "no posting comes twice");
        ids
    };
    let everything = of(PostingFilter::default());
    let in_zone = all_postings(&zone, &ReadScope::Zone, &PostingFilter::default(), 7);
    assert_eq!(in_zone.len(), everything.len());
    assert_eq!(of(PostingFilter { book: Some(book), ..PostingFilter::default() }), everything);
    let by_item: HashSet<_> = (1..=3)
        .flat_map(|item| of(PostingFilter { book: Some(book), item: Some(item), ..PostingFilter::default() }))
        .collect();
    assert_eq!(by_item, everything);
    let of_list = of(PostingFilter { list: Some(out), ..PostingFilter::default() });
    assert!(of_list.len() < everything.len() && of_list.len() % 2 == 0 && !of_list.is_empty());
    let stock = PostingFilter { book: Some(book), purpose: Some(Purpose::Stock), ..PostingFilter::default() };
    assert!(of(stock).is_subset(&everything));
}

#[test]
fn a_balance_as_of_a_date_and_a_position_never_changes() {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    zone.import(book, "10");
    let known_then = zone.engine.position();
    zone.import(book, "5");
    zone.clock.advance(DAY);
    zone.import(book, "100");
    zone.settle();
    let queries = zone.engine.queries().unwrap();
    let stock = |as_of: &str, before| {
        let rows = queries.balances(&ReadScope::Zone, book, Some(1), date(as_of), before).unwrap();
        rows.into_iter().find(|row| row.purpose == Purpose::Stock).unwrap().balance
    };
    assert_eq!(stock("2026-03-01", None), quantity("0"));
    assert_eq!(stock("2026-03-02", None), quantity("15"));
    assert_eq!(stock("2026-03-02", Some(known_then)), quantity("10"));
    assert_eq!(stock("2026-03-03", None), quantity("115"));
    let all = queries.balances(&ReadScope::Zone, book, None, date("2026-03-03"), None).unwrap();
    let sum = all.iter().fold(0, |sum, row| sum + row.balance.units());
    assert_eq!(sum, 0, "what stands in stock came from somewhere");
}

#[test]
fn what_a_verification_books_to_its_cutoff_stands_among_the_postings_of_that_day() {
    let zone = Zone::new();
    let (user, role, scope) = (SECOND_CUSTOMS, Role::CustomsOfficer, GrantScope::Zone);
    zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::RegisterUser { user });
    zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::GrantRole { user, role, scope });
    let book = zone.storage_book("T01990000001");
    zone.import(book, "10");
    zone.bonded(OFFICER, announce(book, "2026-03-02"));
    zone.clock.advance(DAY);
    zone.import(book, "5");
    let revision = None;
    zone.bonded(OFFICER, record(book, vec![counted(1, "9")]));
    zone.bonded(OFFICER, BondedCommand::CompleteCount { book, revision });
    let text = "one kilogram was weighed with its packaging".to_owned();
    let explanations = vec![Explanation { item: 1, cause: DifferenceCause::Measurement, text }];
    zone.bonded(OFFICER, BondedCommand::ExplainDifferences { book, revision, explanations });
    zone.bonded(OFFICER, BondedCommand::ApplyVerification { book, revision });
    zone.bonded(CUSTOMS, BondedCommand::AcceptVerification { book, revision });
    zone.bonded(SECOND_CUSTOMS, BondedCommand::CloseVerification { book, revision });
    zone.import(book, "2");
    // A restart must find the chain as it was left.
    let zone = zone.reopened();
    zone.import(book, "1");
    zone.settle();
    let of_item = PostingFilter { book: Some(book), item: Some(1), ..PostingFilter::default() };
    let stock = PostingFilter { purpose: Some(Purpose::Stock), ..of_item.clone() };
    let tell = |rows: Vec<PostingRow>| -> Vec<(String, String, String)> {
        let tell = |row: &PostingRow| {
            (row.value_date.to_string(), row.amount.to_string(), row.balance_after.to_string())
        };
        rows.iter().map(tell).collect()
    };
    let wanted = [
        ("2026-03-03", "1.00000", "17.00000"),
        ("2026-03-03", "2.00000", "16.00000"),
        ("2026-03-03", "5.00000", "15.00000"),
        ("2026-03-02", "1.00000", "14.00000"),
        ("2026-03-02", "10.00000", "10.00000"),
    ];
    let wanted = wanted.map(|(date, amount, after)| (date.to_owned(), amount.to_owned(), after.to_owned()));
    for limit in [1, 2, 200] {
        assert_eq!(tell(all_postings(&zone, &ReadScope::Zone, &stock, limit)), wanted, "{limit} a page");
        let both_sides = all_postings(&zone, &ReadScope::Zone, &of_item, limit);
        assert_eq!(both_sides.len(), 10, "{limit} a page");
    }
    let until = PostingFilter { until: Some(date("2026-03-02")), ..stock };
    assert_eq!(tell(all_postings(&zone, &ReadScope::Zone, &until, 1)), wanted[3..]);
    let queries = zone.engine.queries().unwrap();
    for item in [None, Some(1)] {
        let rows = queries.balances(&ReadScope::Zone, book, item, date("2026-03-02"), None).unwrap();
        let stock = rows.iter().find(|row| (row.item, row.purpose) == (1, Purpose::Stock)).unwrap();
        assert_eq!(stock.balance, quantity("9"));
    }
}

fn plan_of(sql: &str) -> Vec<String> {
    let zone = Zone::new();
    zone.storage_book("T01990000001");
    zone.settle();
    let connection = rusqlite::Connection::open(zone.directory().join("projection.db")).unwrap();
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn an_account_statement_follows_its_chain_and_never_further_than_asked() {
    let plan = plan_of(&format!("{POSTINGS_OF_ACCOUNT} WHERE value_date >= 0 LIMIT 50").replace('?', "1"));
    assert!(plan[0].starts_with("CO-ROUTINE"), "{plan:?}");
    assert!(
        plan.iter().all(|step| !step.contains("MATERIALIZE") && !step.contains("TEMP B-TREE")),
        "{plan:?}"
    );
    let is_scan =
        |step: &&String| step.starts_with("SCAN") && !step.contains("chain") && !step.contains("CONSTANT");
    assert_eq!(plan.iter().find(is_scan), None);
}

#[test]
fn the_postings_of_a_book_are_ranges_of_its_entries_and_never_sorted() {
    let sql = format!(
        "{POSTINGS_OF_BOOK} WHERE book_entry.book = 1 AND book_entry.position <= 9 AND account.book = 1
         ORDER BY {BOOK_ENTRY_FIRST} LIMIT 50"
    );
    let plan = plan_of(&sql);
    assert!(plan[0].starts_with("SEARCH book_entry USING PRIMARY KEY (book=? AND position<?"), "{plan:?}");
    assert!(
        plan[1].starts_with("SEARCH transfer USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        "{plan:?}"
    );
    // Each transfer is read with its two sides.
    assert_eq!(plan[2], "SCAN side");
    let is_scan = |step: &&String| step.contains("TEMP B-TREE") || step.starts_with("SCAN");
    assert_eq!(plan.iter().filter(is_scan).count(), 1, "{plan:?}");
}

#[test]
fn lists_are_filtered_and_paged_without_gaps() {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    let ids: Vec<_> = (0..7).map(|_| zone.import(book, "1")).collect();
    let draft = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "1")], &["A1"]));
    zone.settle();
    let queries = zone.engine.queries().unwrap();
    let posted = ListFilter { status: Some(ListStatus::Posted), book: Some(book), ..ListFilter::default() };
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let found = queries.lists(&zone.own_scope(), &posted, &page(3, cursor)).unwrap();
        seen.extend(found.rows.into_iter().map(|row| row.id));
        cursor = found.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    seen.reverse();
    assert_eq!(seen, ids);
    let detail = queries.list(&zone.own_scope(), draft).unwrap().unwrap();
    assert_eq!(detail.trucks.len(), 1);
    let names: Vec<_> = detail.history.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["list_drafted"]);
    let text = ListFilter { text: Some(detail.row.number.to_lowercase()), ..ListFilter::default() };
    assert_eq!(queries.lists(&ReadScope::Zone, &text, &page(10, None)).unwrap().rows.len(), 1);
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    let zone = Zone::new();
    zone.settle();
    let queries = zone.engine.queries().unwrap();
    let bad = page(10, Some("nonsense'; --".into()));
    let all = ReadScope::Zone;
    let is_bad = |refused: bool| assert!(refused);
    is_bad(matches!(queries.entries(&all, &EntryFilter::default(), &bad), Err(QueryFault::BadCursor)));
    is_bad(matches!(queries.books(&all, &BookFilter::default(), &bad), Err(QueryFault::BadCursor)));
    is_bad(matches!(queries.postings(&all, &PostingFilter::default(), &bad), Err(QueryFault::BadCursor)));
    is_bad(matches!(queries.tasks(&all, None, &bad), Err(QueryFault::BadCursor)));
    is_bad(matches!(queries.users(&all, &bad), Err(QueryFault::BadCursor)));
}

#[test]
fn the_history_is_read_by_kind_text_and_time() {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    zone.clock.advance(DAY);
    let start = zone.now();
    let list = zone.import(book, "1");
    zone.settle();
    let queries = zone.engine.queries().unwrap();
    let find =
        |filter: EntryFilter| queries.entries(&ReadScope::Zone, &filter, &page(200, None)).unwrap().rows;
    let approvals = find(EntryFilter { kind: Some("bonded.approve_list".into()), ..EntryFilter::default() });
    assert_eq!(approvals.len(), 1);
    assert_eq!(approvals[0].subject_id, Some(list.to_string()));
    assert!(find(EntryFilter { kind: Some("zone.".into()), ..EntryFilter::default() }).len() > 5);
    let of_list = find(EntryFilter { subject_text: Some(list.to_string()), ..EntryFilter::default() });
    assert_eq!(of_list.len(), 3);
    assert_eq!(find(EntryFilter { from: Some(start), ..EntryFilter::default() }).len(), 3);
    let before = find(EntryFilter { until: Some(start), ..EntryFilter::default() });
    assert_eq!(u64::try_from(before.len()).unwrap(), zone.engine.position() - 3);
    let detail = queries.entry(&ReadScope::Zone, approvals[0].position).unwrap().unwrap();
    assert!(detail.events_json.contains("list_posted"));
    assert_eq!(detail.sections, ["command", "actor", "events"]);
}

#[test]
fn commodity_codes_are_found_by_digits_and_by_english_and_chinese_words() {
    let zone = Zone::new();
    zone.settle();
    let queries = zone.engine.queries().unwrap();
    let find = |text: &str| -> Vec<String> {
        let found = queries.nomenclature(&ReadScope::Zone, Some(text), &page(10, None)).unwrap();
        found.rows.into_iter().map(|row| row.code.to_string()).collect()
    };
    assert_eq!(find("74"), ["740311", "740400"]);
    assert_eq!(find("7404.00"), ["740400"]);
    assert_eq!(find("copper"), ["740311", "740400"]);
    assert_eq!(find("copper waste"), ["740400"]);
    assert_eq!(find("精炼"), ["740311"]);
    assert_eq!(find("导体"), ["854442"]);
    assert_eq!(find("铜"), ["740311", "740400"]);
    assert_eq!(find("!"), Vec::<String>::new());
    let first = queries.nomenclature(&ReadScope::Zone, None, &page(2, None)).unwrap();
    let second = queries.nomenclature(&ReadScope::Zone, None, &page(2, first.next_cursor)).unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next_cursor), (2, 1, None));
    let parameters = queries.parameters(&ReadScope::Zone, date("2026-01-01")).unwrap();
    assert_eq!(parameters.len(), 11);
    assert!(queries.parameters(&ReadScope::Zone, date("2019-12-31")).unwrap().is_empty());
}
