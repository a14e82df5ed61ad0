//! What comes in: presented once by a receipt that is proven, and taken or refused by a second person, for ever.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::Pause;
use etown_domain::exchange::ExchangeCommand;
use etown_domain::exchange::consignment::{IncomingStatus, Placed};
use etown_domain::exchange::proof::NotProven;
use etown_domain::exchange::statement::{Dispatch, Statement, Verdict};
use etown_domain::kernel::ledger::{Document, Purpose};
use etown_values::ConsignmentId;

use super::zones::{A, B, File, Zone, both, presentation, refusal};
use crate::support::{
    ADMINISTRATOR, Asked, CHIP, CLERK, CUSTOMS, GATE, METAL, OTHER_CLERK, OTHER_CUSTOMS, credit_code,
    quantity,
};

/// The same file with another dispatch in it, as a dishonest zone could sign one.
fn with(file: &File, change: impl Fn(&mut Dispatch)) -> File {
    let mut file = file.clone();
    let Statement::Dispatched(dispatch) = &mut file.statement else { panic!("a dispatch, not {file:?}") };
    change(dispatch);
    file
}

fn presented() -> (Zone, ConsignmentId, File) {
    let (mut a, mut b) = both();
    let (_, document) = a.send("40");
    let consignment = b.present(CUSTOMS, &document).unwrap();
    (b, consignment, document)
}

#[test]
fn what_is_accepted_is_booked_in_a_lot_that_names_the_other_zones_receipt() {
    let (mut b, consignment, document) = presented();
    assert_eq!(b.incoming(consignment), IncomingStatus::Presented);
    assert_eq!(b.metal()[0], "0.00000", "a receipt alone books nothing");
    let answer = b.accept(consignment);
    assert_eq!(b.metal(), ["40.00000", "0.00000", "0.00000", "40.00000"]);
    assert_eq!(b.world.actual(b.book, METAL, Purpose::TransferredIn), "-40.00000");
    let account = b.world.state.ledger.account_of_item(b.book, METAL, Purpose::Stock).unwrap();
    let lots: Vec<_> = b.world.state.bonded.lots.of(account).map(|(_, lot)| lot.clone()).collect();
    assert_eq!(lots.len(), 1);
    assert_eq!(lots[0].source.document, Document::Consignment(consignment));
    assert_eq!(lots[0].unit_price, Some("41.5000".parse().unwrap()));
    let kept = b.world.state.exchange.incoming(consignment).unwrap();
    assert_eq!((kept.proof.clone(), kept.book), (document.proof, Some(b.book)));
    let Statement::Answered(answer) = answer.statement else { panic!("an answer") };
    assert_eq!((answer.verdict, answer.to.as_str()), (Verdict::Accepted, A));
    assert_eq!(answer.position, kept.proof.position);
    assert!(b.world.state.bonded.book(b.book).unwrap().items[&METAL].is_used);
}

#[test]
fn customs_or_the_recipient_presents_and_another_officer_of_customs_decides() {
    let (mut a, mut b) = both();
    let (_, document) = a.send("40");
    let asked = |b: &Zone| Asked::presenting(presentation(), b.examined(Ok(&document)));
    for person in [GATE, OTHER_CLERK, ADMINISTRATOR] {
        let asked = asked(&b);
        b.world.refuse(person, asked, "NOT_PERMITTED");
    }
    let consignment = b.present(CLERK, &document).unwrap();
    b.world.refuse(OTHER_CLERK, refusal(consignment), "UNKNOWN_CONSIGNMENT");
    let command = b.acceptance(consignment);
    b.world.refuse(CLERK, command.clone(), "NOT_PERMITTED");
    b.world.accept(CUSTOMS, command);

    let (mut b, consignment, _) = presented();
    let command = b.acceptance(consignment);
    b.world.refuse(CUSTOMS, command, "MAKER_IS_CHECKER");
    b.world.refuse(CUSTOMS, refusal(consignment), "MAKER_IS_CHECKER");
    b.world.refuse(OTHER_CUSTOMS, refusal(ConsignmentId::from_raw(7)), "UNKNOWN_CONSIGNMENT");
}

#[test]
fn nothing_is_accepted_twice_or_after_it_was_refused() {
    let (mut b, consignment, document) = presented();
    let first = b.world.state.exchange.incoming(consignment).unwrap().position;
    let refused = b.refuse_receipt(&document, "CONSIGNMENT_SEEN");
    assert_eq!(refused.cites, Some(first), "the refusal cites the entry that took the receipt in");
    b.accept(consignment);
    b.refuse_receipt(&document, "CONSIGNMENT_SEEN");
    let command = b.acceptance(consignment);
    b.world.refuse(OTHER_CUSTOMS, command, "CONSIGNMENT_STATUS");
    b.world.refuse(OTHER_CUSTOMS, refusal(consignment), "CONSIGNMENT_STATUS");
    assert_eq!(b.metal()[0], "40.00000");

    let (mut b, consignment, document) = presented();
    let short = ExchangeCommand::RefuseConsignment { consignment, revision: None, reason: "no".to_owned() };
    b.world.refuse(OTHER_CUSTOMS, short, "REASON_MISSING");
    b.refuse(consignment);
    assert_eq!(b.incoming(consignment), IncomingStatus::Refused);
    b.refuse_receipt(&document, "CONSIGNMENT_SEEN");
    let command = b.acceptance(consignment);
    b.world.refuse(OTHER_CUSTOMS, command, "CONSIGNMENT_STATUS");
    assert_eq!(b.metal()[0], "0.00000");
}

#[test]
fn a_receipt_does_not_serve_for_another_consignment_nor_a_consignment_for_another_receipt() {
    let (mut b, _, document) = presented();
    let other_goods = with(&document, |dispatch| dispatch.consignment = ConsignmentId::from_raw(99));
    b.refuse_receipt(&other_goods, "CONSIGNMENT_SEEN");
    let mut other_entry = document.clone();
    other_entry.proof.position += 1;
    b.refuse_receipt(&other_entry, "CONSIGNMENT_SEEN");
    // Another zone may have given the same id by chance.
    b.register(("C", "c.example/journal"));
    let mut third = document;
    third.proof.origin = "c.example/journal".to_owned();
    third.proof.journal = "cc".repeat(16);
    b.present(CUSTOMS, &third).unwrap();
}

#[test]
fn a_receipt_is_meant_for_this_zone_its_enterprises_and_codes_that_it_knows() {
    let (mut a, mut b) = both();
    let (_, document) = a.send("40");
    b.refuse_receipt(&with(&document, |dispatch| dispatch.to = A.to_owned()), "NOT_ADDRESSED_HERE");
    let stranger = with(&document, |dispatch| dispatch.recipient = credit_code("91110302MA0000009"));
    b.refuse_receipt(&stranger, "CONSIGNMENT_RECIPIENT");
    let odd_code = with(&document, |dispatch| dispatch.lines[0].hs_code = "9999999999".parse().unwrap());
    b.refuse_receipt(&odd_code, "UNKNOWN_HS_CODE");
    let negative = with(&document, |dispatch| dispatch.lines[0].quantity = quantity("-40"));
    b.refuse_receipt(&negative, "QUANTITY_NOT_POSITIVE");
    b.refuse_receipt(&with(&document, |dispatch| dispatch.lines.clear()), "CONSIGNMENT_LINES");
    let twice = with(&document, |dispatch| dispatch.lines.push(dispatch.lines[0].clone()));
    b.refuse_receipt(&twice, "CONSIGNMENT_LINES");
    let mut unregistered = document.clone();
    unregistered.proof.origin = "x.example/journal".to_owned();
    b.refuse_receipt(&unregistered, "ORIGIN_NOT_REGISTERED");
    for (why, code) in [
        (NotProven::Refused { code: "sections_differ" }, "RECEIPT_NOT_PROVEN"),
        (NotProven::Refused { code: "key_unknown" }, "RECEIPT_NOT_PROVEN"),
        (NotProven::Statement, "STATEMENT_MISSING"),
    ] {
        let asked = Asked::presenting(presentation(), b.examined(Err(why)));
        b.world.refuse(CUSTOMS, asked, code);
    }
    let reason = "a key leaked".to_owned();
    let suspend = ExchangeCommand::SuspendPartner { code: "A".to_owned(), revision: None, reason };
    b.world.accept(ADMINISTRATOR, suspend);
    b.refuse_receipt(&document, "PARTNER_ZONE_SUSPENDED");
}

#[test]
fn an_answer_is_no_transport_document() {
    let (mut b, consignment, _) = presented();
    let mut answer = b.refuse(consignment);
    answer.proof.origin = A.to_owned();
    b.refuse_receipt(&answer, "STATEMENT_MISSING");
    assert_eq!(B, b.origin);
}

#[test]
fn each_line_is_placed_on_a_fitting_item_of_an_open_book_of_the_recipient() {
    let (mut b, consignment, _) = presented();
    let place = |b: &Zone, lines: &[(u32, u32)]| ExchangeCommand::AcceptConsignment {
        consignment,
        revision: None,
        book: b.book,
        lines: lines.iter().map(|(line, item)| Placed { line: *line, item: *item }).collect(),
    };
    for lines in [&[][..], &[(1, CHIP)], &[(2, METAL)], &[(1, METAL), (2, CHIP)]] {
        let command = place(&b, lines);
        b.world.refuse(OTHER_CUSTOMS, command, "CONSIGNMENT_PLACES");
    }
    let command = place(&b, &[(1, 99)]);
    b.world.refuse(OTHER_CUSTOMS, command, "UNKNOWN_ITEM");
    let (reason, revision) = ("a check of the stock".to_owned(), None);
    let pause = BondedCommand::PauseBook { book: b.book, revision, pause: Pause::Inbound, reason };
    b.world.accept(CUSTOMS, pause);
    let command = b.acceptance(consignment);
    b.world.refuse(OTHER_CUSTOMS, command, "BOOK_PAUSED");
    assert_eq!(b.metal()[0], "0.00000");
}
