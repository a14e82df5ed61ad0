//! Lots by hand: what was left at a position, what a period's goods cost on average, and where shipped goods came from.

use std::collections::BTreeMap;

use etown_domain::ReadScope;
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint;
use etown_domain::bonded::list::Movement;
use etown_values::{BookId, ListId};

use super::verified_zone::{Verified, counted, priced_import, produce, record, verified};
use super::zone::{CUSTOMS, OFFICER, Zone, content, date};
use crate::query::{DocumentKind, LotFilter, PageRequest};

const ALL: PageRequest = PageRequest { limit: 200, cursor: None };

fn left(zone: &Zone, book: BookId, before_position: Option<u64>) -> Vec<String> {
    zone.settle();
    let filter = LotFilter { item: 1, is_open: false, before_position };
    let lots = zone.engine.queries().unwrap().lots(&ReadScope::Zone, book, filter, &ALL).unwrap();
    lots.rows.iter().map(|lot| lot.remaining.to_string()).collect()
}

#[test]
fn lots_as_of_a_position_are_what_was_known_then() {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    zone.import(book, "10");
    zone.import(book, "5");
    let before = zone.engine.position();
    let list = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "12")], &[]));
    zone.approve_list(OFFICER, list);
    let shipped = zone.engine.position();
    let reversing = match &zone.bonded(OFFICER, BondedCommand::ReverseList { list }).events[0] {
        etown_domain::Event::Bonded(etown_domain::bonded::BondedEvent::ListDrafted { list, .. }) => *list,
        other => panic!("not a list: {other:?}"),
    };
    zone.approve_list(OFFICER, reversing);
    assert_eq!(left(&zone, book, Some(before)), ["10.00000", "5.00000"]);
    assert_eq!(left(&zone, book, Some(shipped)), ["0.00000", "3.00000"]);
    assert_eq!(left(&zone, book, None), ["10.00000", "5.00000"]);
    assert_eq!(left(&zone, book, Some(0)), Vec::<String>::new());
    let filter = LotFilter { item: 1, is_open: true, before_position: Some(shipped) };
    let open = zone.engine.queries().unwrap().lots(&ReadScope::Zone, book, filter, &ALL).unwrap().rows;
    assert_eq!(open.len(), 1);
}

#[test]
fn an_average_price_counts_what_a_period_began_with_and_what_it_received() {
    let zone = Zone::new();
    let book = zone.processing_book_at("H01990000001", ConsumptionPoint::AtProduction);
    let price = |begins: &str, cutoff: &str| {
        zone.settle();
        let queries = zone.engine.queries().unwrap();
        let prices =
            queries.average_prices(&ReadScope::Zone, book, date(cutoff), date(begins), &[1, 2]).unwrap();
        prices.get(&1).map(ToString::to_string)
    };
    assert_eq!(price("2026-03-02", "2026-03-02"), None);
    priced_import(&zone, book, "10", "2");
    priced_import(&zone, book, "30", "6");
    // (10 x 2 + 30 x 6) / 40
    assert_eq!(price("2026-03-02", "2026-03-02").as_deref(), Some("5.0000"));
    let list = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "15")], &[]));
    zone.approve_list(OFFICER, list);
    zone.clock.advance(24 * 3_600 * 1_000_000);
    // The first lot was used up before the second period began; the second one was not.
    assert_eq!(price("2026-03-03", "2026-03-03").as_deref(), Some("6.0000"));
    let list = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "25")], &[]));
    zone.approve_list(OFFICER, list);
    assert_eq!(
        price("2026-03-03", "2026-03-03").as_deref(),
        Some("6.0000"),
        "it was left when the day began"
    );
    assert_eq!(price("2026-03-04", "2026-03-04"), None);
    assert_eq!(
        price("2026-03-02", "2026-03-02").as_deref(),
        Some("5.0000"),
        "an earlier period stays as it was"
    );
}

#[test]
fn a_shipment_leads_through_its_production_to_the_imports() {
    let zone = Zone::new();
    let Verified { imports, shipped, .. } = verified(&zone);
    zone.settle();
    let queries = zone.engine.queries().unwrap();
    let trace = queries.trace(&ReadScope::Zone, shipped).unwrap().unwrap();
    assert!(trace.opened.is_empty());
    let (product, materials) = trace.drawn.split_first().unwrap();
    assert_eq!((product.depth, product.quantity.to_string()), (0, "45.00000".to_owned()));
    assert_eq!((product.lot.item, product.lot.source.kind), (2, DocumentKind::Report));
    assert_eq!(product.lot.source.number, "made-1");
    // 60 cables took 120 into them, 6.38298 as scrap and 1.27659 that is gone: each is drawn on its own.
    let mut by_import: BTreeMap<&str, i128> = BTreeMap::new();
    for row in materials {
        assert_eq!((row.depth, row.lot.item, row.lot.source.kind), (1, 1, DocumentKind::List));
        assert_eq!(row.drawn_by.number, "made-1");
        *by_import.entry(&row.lot.source.id).or_default() += row.quantity.units();
    }
    let drawn = |import: ListId| by_import.get(&import.to_string()[..]).copied().unwrap_or_default();
    assert_eq!(imports.map(drawn), [10_000_000, 2_765_957]);
    let opened = queries.trace(&ReadScope::Zone, imports[0]).unwrap().unwrap().opened;
    assert_eq!(opened.iter().map(|lot| lot.source.line).collect::<Vec<_>>(), [1]);
}

#[test]
fn late_reports_are_those_since_the_first_count_of_a_cutoff() {
    let zone = Zone::new();
    let book = zone.processing_book_at("H01990000001", ConsumptionPoint::AtProduction);
    zone.import(book, "100");
    let on_time = zone.now();
    produce(&zone, book, "1", "early", on_time);
    let revision = None;
    zone.bonded(OFFICER, super::verified_zone::announce(book, "2026-03-02"));
    zone.bonded(OFFICER, record(book, vec![counted(1, "97"), counted(2, "1"), counted(3, "0.1")]));
    zone.bonded(OFFICER, BondedCommand::CompleteCount { book, revision });
    produce(&zone, book, "1", "late", on_time);
    let reason = "one shelf was forgotten".to_owned();
    zone.bonded(OFFICER, BondedCommand::ReopenCount { book, revision, reason });
    zone.bonded(OFFICER, BondedCommand::CompleteCount { book, revision });
    produce(&zone, book, "1", "later", on_time);
    let ends = "2026-03-02T16:00:00.000000Z".parse().unwrap();
    produce(&zone, book, "1", "of the next day", ends);
    zone.settle();
    let queries = zone.engine.queries().unwrap();
    let late = queries.late_reports(&ReadScope::Zone, book, 1, ends).unwrap();
    assert_eq!(late.iter().map(|report| &report.external_id[..]).collect::<Vec<_>>(), ["late", "later"]);
    assert!(late.iter().all(|report| report.kind == "bonded.report_production"));
    // Customs may look at it, and another count of the same book starts from nothing.
    assert!(queries.late_reports(&ReadScope::Zone, book, 2, ends).unwrap().is_empty());
    assert_eq!(zone.refusal(CUSTOMS, super::verified_zone::announce(book, "2026-03-02")), "NOT_PERMITTED");
}
