//! Lists in every state: drafts, submitted, returned, withdrawn, pre-deducted, posted, reversed; and two exceptions, one
//! of them resolved.

use etown_domain::Actor;
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::{ListLine, Movement};
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_engine::NotAccepted;
use etown_values::{ExceptionId, QuantityAmount};

use super::Demo;
use super::books::{Book, Books};
use crate::zone::created;
use crate::zone::papers::{awaited_list, immediate_list, line};

pub(super) fn make(demo: &Demo, books: &Books) -> Result<(), NotAccepted> {
    bring_in_materials(demo, &books.drivers)?;
    demo.let_days_pass(2);
    ship_drivers(demo, &books.drivers)?;
    demo.let_days_pass(2);
    make_unfinished(demo, &books.drivers)?;
    demo.let_days_pass(2);
    resolved_exception(demo, &books.warehouse)?;
    reversed_list(demo, &books.warehouse)?;
    demo.let_days_pass(3);
    produce_modules(demo, &books.modules)
}

fn quantity(text: &str) -> QuantityAmount {
    text.parse().expect("a constant quantity")
}

/// Lines of these items and quantities, none of them products.
fn lines(book: &Book, rows: &[(u32, &str)]) -> Vec<ListLine> {
    let numbered = (1..).zip(rows);
    numbered.map(|(number, (item, text))| line(number, book.item(*item), quantity(text), None)).collect()
}

fn bring_in_materials(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let (desk, hands) = (&demo.desk, book.hands);
    let goods = lines(book, &[(1, "1200"), (2, "900000"), (3, "420.5")]);
    let content = awaited_list(Movement::Import, &["京A·D0001", "京A·D0002"], goods);
    let list = desk.bring_to_approval(hands, book.id, content)?;
    desk.release(hands, list)?;
    desk.pass(hands, list, "京A·D0001")?;
    desk.pass(hands, list, "京A·D0002")?;
    // One of two trucks has passed: still pre-incremented.
    let content = awaited_list(Movement::Import, &["京A·D0003", "京A·D0004"], lines(book, &[(2, "250000")]));
    let waiting = desk.bring_to_approval(hands, book.id, content)?;
    desk.release(hands, waiting)?;
    desk.pass(hands, waiting, "京A·D0003").map(drop)
}

fn ship_drivers(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let (desk, hands) = (&demo.desk, book.hands);
    let goods = vec![
        line(1, book.item(10), quantity("120000"), Some("V1")),
        line(2, book.item(10), quantity("80000"), Some("V2")),
        line(3, book.item(11), quantity("45000"), Some("V1")),
    ];
    let list =
        desk.bring_to_approval(hands, book.id, awaited_list(Movement::Export, &["京A·D0011"], goods))?;
    desk.pass(hands, list, "京A·D0011")?;
    desk.release(hands, list)?;
    let sold = vec![line(1, book.item(10), quantity("5000"), Some("V2"))];
    desk.bring_to_approval(hands, book.id, immediate_list(Movement::DomesticSale, sold))?;
    // Approved and waiting for its truck: pre-deducted.
    let back = awaited_list(Movement::ReExport, &["京A·D0012"], lines(book, &[(1, "75")]));
    desk.bring_to_approval(hands, book.id, back).map(drop)
}

fn make_unfinished(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let (desk, hands) = (&demo.desk, book.hands);
    let draft = |text: &str| {
        let content = awaited_list(Movement::Import, &["京A·D0021"], lines(book, &[(3, text)]));
        desk.draft_list(hands, book.id, content)
    };
    draft("18.25")?;
    let submitted = draft("36")?;
    desk.submit_list(hands, submitted)?;
    let returned = draft("44")?;
    desk.submit_list(hands, returned)?;
    let reason = "发票与装箱单不符 / Invoice and packing list differ.".to_owned();
    desk.bonded(hands.customs, BondedCommand::ReturnList { list: returned, revision: None, reason })?;
    let withdrawn = draft("90")?;
    desk.bonded(hands.officer, BondedCommand::DeleteList { list: withdrawn, revision: None }).map(drop)
}

/// A truck of the warehouse passes twice; the second officer of customs explains it.
fn resolved_exception(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let (desk, hands) = (&demo.desk, book.hands);
    let goods = lines(book, &[(1, "1500"), (2, "640"), (3, "2200"), (5, "312.75")]);
    let list =
        desk.bring_to_approval(hands, book.id, awaited_list(Movement::Import, &["津B·D0007"], goods))?;
    desk.release(hands, list)?;
    desk.pass(hands, list, "津B·D0007")?;
    let again = desk.pass(hands, list, "津B·D0007")?;
    let exceptions: Vec<ExceptionId> = created::exceptions(&again).map(|exception| exception.id).collect();
    for exception in exceptions {
        let explanation =
            "车道重读，货物未二次入区 / The lane read the plate twice; goods entered once.".to_owned();
        let command = BondedCommand::ResolveException { exception, explanation };
        desk.bonded(Actor::User(demo.people.second_customs), command)?;
    }
    Ok(())
}

fn reversed_list(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let (desk, hands) = (&demo.desk, book.hands);
    let wrong = immediate_list(Movement::TransferIn, lines(book, &[(6, "40")]));
    let wrong = desk.bring_to_approval(hands, book.id, wrong)?;
    let reversing = created::list(&desk.bonded(hands.officer, BondedCommand::ReverseList { list: wrong })?);
    desk.submit_list(hands, reversing)?;
    desk.approve_list(hands, reversing)?;
    let right = immediate_list(Movement::TransferIn, lines(book, &[(6, "14")]));
    desk.bring_to_approval(hands, book.id, right).map(drop)
}

/// Production is reported twice; the second report takes more film than the book holds, and stays unexplained.
fn produce_modules(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let (desk, hands) = (&demo.desk, book.hands);
    let goods = lines(book, &[(1, "4000"), (2, "9000"), (3, "4100")]);
    let list =
        desk.bring_to_approval(hands, book.id, awaited_list(Movement::Import, &["京A·D0031"], goods))?;
    desk.release(hands, list)?;
    desk.pass(hands, list, "京A·D0031")?;
    demo.let_days_pass(2);
    let produce = |text: &str| {
        let (version, quantity) = ("2026-A".to_owned(), quantity(text));
        let content = ReportContent::ProductionReported { book: book.id, product: 10, version, quantity };
        desk.report(hands.officer, "workshop-b", content)
    };
    produce("1500")?;
    let shipped = vec![line(1, book.item(10), quantity("900"), Some("2026-A"))];
    let list =
        desk.bring_to_approval(hands, book.id, awaited_list(Movement::Export, &["京A·D0032"], shipped))?;
    desk.release(hands, list)?;
    desk.pass(hands, list, "京A·D0032")?;
    let short = produce("1600")?;
    let is_open = created::exceptions(&short).any(|exception| exception.kind == ExceptionKind::MoreThanHeld);
    assert!(is_open, "the demo shows an open exception");
    Ok(())
}
