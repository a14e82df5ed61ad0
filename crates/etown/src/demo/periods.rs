//! Periods of the demo: one counted, explained, accepted and closed; one counted and waiting for its explanations; what work
//! orders took; a report that came late; and an item that customs paused.

use std::collections::BTreeMap;

use etown_domain::Actor;
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::Pause;
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::period::{AccountAtCutoff, CountRow, DifferenceCause, Explanation, Stage};
use etown_domain::bonded::verification::primaries;
use etown_engine::NotAccepted;
use etown_values::QuantityAmount;

use super::books::{Book, Books};
use super::{Demo, MICROSECONDS_IN_DAY};

pub(super) fn make(demo: &Demo, books: &Books) -> Result<(), NotAccepted> {
    issue_to_work_orders(demo, &books.drivers, "WO-DRV-0711", &[(1, "262.5"), (2, "252400"), (3, "86.2")])?;
    issue_to_work_orders(demo, &books.modules, "WO-MOD-0032", &[(1, "1540"), (2, "4520"), (3, "1505")])?;
    give_back(demo, &books.drivers, "WO-DRV-0711", (2, "850"))?;
    pause_film(demo, &books.modules)?;
    demo.let_days_pass(1);
    close_a_period(demo, &books.drivers)?;
    demo.let_days_pass(2);
    report_late(demo, &books.drivers)?;
    demo.let_days_pass(4);
    count_the_warehouse(demo, &books.warehouse)?;
    demo.let_days_pass(2);
    Ok(())
}

fn quantity(text: &str) -> QuantityAmount {
    text.parse().expect("a constant quantity")
}

fn issue_to_work_orders(
    demo: &Demo,
    book: &Book,
    work_order: &str,
    rows: &[(u32, &str)],
) -> Result<(), NotAccepted> {
    for (item, text) in rows {
        let (work_order, quantity) = (work_order.to_owned(), quantity(text));
        let content = ReportContent::MaterialIssued { book: book.id, work_order, item: *item, quantity };
        demo.desk.report(book.hands.officer, "workshop", content)?;
    }
    Ok(())
}

fn give_back(
    demo: &Demo,
    book: &Book,
    work_order: &str,
    (item, text): (u32, &str),
) -> Result<(), NotAccepted> {
    let (work_order, quantity) = (work_order.to_owned(), quantity(text));
    let content = ReportContent::MaterialReturned { book: book.id, work_order, item, quantity };
    demo.desk.report(book.hands.officer, "workshop", content).map(drop)
}

/// The film of which production took more than there was does not come in until somebody has explained it.
fn pause_film(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let reason = "光学膜短少原因查明前暂停进区 / No film enters until the shortage is explained.".to_owned();
    let command =
        BondedCommand::PauseItem { book: book.id, revision: None, item: 2, pause: Pause::Inbound, reason };
    demo.desk.bonded(book.hands.customs, command).map(drop)
}

/// What should remain of each item now, which is what a count of today is compared with.
fn record_of(demo: &Demo, book: &Book) -> BTreeMap<u32, i128> {
    demo.desk.engine().read(|state| {
        let accounts = state.ledger.accounts_of(book.id);
        let balances: Vec<AccountAtCutoff> = accounts
            .map(|(account, sums)| AccountAtCutoff {
                account,
                opening: sums.opening(),
                closing: sums.at_cut(),
            })
            .collect();
        let primaries = primaries(&state.ledger, &balances);
        primaries.iter().map(|(item, primary)| (*item, primary.theoretical())).collect()
    })
}

/// A row that counts so much more than the record says.
fn counted(record: &BTreeMap<u32, i128>, item: u32, surplus: &str) -> CountRow {
    let theoretical = record.get(&item).copied().unwrap_or_default();
    let units = theoretical.saturating_add(quantity(surplus).units());
    CountRow { item, stage: Stage::Stock, version: None, quantity: QuantityAmount::from_units(units) }
}

fn announce(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let cutoff = demo.desk.engine().business_date();
    let command = BondedCommand::AnnounceCount { book: book.id, revision: None, cutoff };
    demo.desk.bonded(book.hands.officer, command).map(drop)
}

fn record(demo: &Demo, book: &Book, rows: Vec<CountRow>) -> Result<(), NotAccepted> {
    let (officer, book) = (book.hands.officer, book.id);
    demo.desk.bonded(officer, BondedCommand::RecordCount { book, revision: None, rows })?;
    demo.desk.bonded(officer, BondedCommand::CompleteCount { book, revision: None }).map(drop)
}

/// Frames are missing beyond the tolerance and explained, resin within it; wafers and scrap agree. Some products stand in the
/// workshop and count as the materials that they hold.
fn close_a_period(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    announce(demo, book)?;
    let record_now = record_of(demo, book);
    let product = |stage, version: &str, text: &str| CountRow {
        item: 10,
        stage,
        version: Some(version.to_owned()),
        quantity: quantity(text),
    };
    // 1,200 pieces by V1 and 3,000 by V2 hold 3.75789 wafers, 4,208.41683 frames and 1.30259 kg of resin.
    let rows = vec![
        counted(&record_now, 1, "-3.75789"),
        counted(&record_now, 2, "-6708.41683"),
        counted(&record_now, 3, "-1.70259"),
        counted(&record_now, 20, "0"),
        counted(&record_now, 21, "0"),
        product(Stage::WorkInProgress, "V1", "1200"),
        product(Stage::Finished, "V2", "3000"),
    ];
    record(demo, book, rows)?;
    let text = "两卷引线框架按重量折算点数，复点后确认短少 2,500 件 / Two reels were counted by weight; a second count confirmed \
                2,500 pieces short."
        .to_owned();
    let explanations = vec![Explanation { item: 2, cause: DifferenceCause::Measurement, text }];
    let (officer, id, revision) = (book.hands.officer, book.id, None);
    demo.desk.bonded(officer, BondedCommand::ExplainDifferences { book: id, revision, explanations })?;
    demo.desk.bonded(officer, BondedCommand::ApplyVerification { book: id, revision })?;
    demo.let_days_pass(1);
    demo.desk.bonded(book.hands.customs, BondedCommand::AcceptVerification { book: id, revision })?;
    let second = Actor::User(demo.people.second_customs);
    demo.desk.bonded(second, BondedCommand::CloseVerification { book: id, revision }).map(drop)
}

/// A work order of the closed period hands its note in late: it is booked in the period that runs.
fn report_late(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let work_order = "WO-DRV-0709".to_owned();
    let content =
        ReportContent::MaterialIssued { book: book.id, work_order, item: 2, quantity: quantity("1200") };
    demo.desk.report_late(book.hands.officer, "workshop", content, 5 * MICROSECONDS_IN_DAY).map(drop)
}

/// Medicaments are missing over the tolerance, batteries are too many within it; nobody has explained it yet.
fn count_the_warehouse(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    announce(demo, book)?;
    let record_now = record_of(demo, book);
    let differs = |item: u32| match item {
        1 => "-6",
        3 => "3",
        _ => "0",
    };
    let rows = record_now.keys().map(|item| counted(&record_now, *item, differs(*item))).collect();
    record(demo, book, rows)
}
