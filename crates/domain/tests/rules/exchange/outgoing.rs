//! What leaves: two people, a hold, and an answer that comes, comes twice, contradicts or does not come.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::Movement;
use etown_domain::exchange::ExchangeCommand;
use etown_domain::exchange::consignment::{ConsignmentContent, ConsignmentLine, OutgoingStatus};
use etown_domain::exchange::proof::NotProven;
use etown_domain::exchange::statement::{Answer, Statement, Verdict};
use etown_domain::flows::due_dates::{DueKind, due_dates};
use etown_domain::kernel::access::ReadScope;
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_domain::kernel::ledger::{Document, Purpose};
use etown_domain::schedule::due;
use etown_domain::{Actor, Event};
use etown_values::{CivilDate, ConsignmentId};

use super::zones::{A, B, File, Zone, answer, both, metal};
use crate::support::{
    ADMINISTRATOR, Asked, BOARD, CHIP, CLERK, CUSTOMS, METAL, OTHER_CLERK, OTHER_CUSTOMS, SCRAP, content,
    date, kinds, line, opened, quantity,
};

fn submit(zone: &Zone, content: ConsignmentContent) -> ExchangeCommand {
    ExchangeCommand::SubmitConsignment { book: zone.book, content }
}

fn of_item(item: u32) -> ConsignmentLine {
    ConsignmentLine { item, quantity: quantity("1"), unit_price: "1".parse().unwrap() }
}

fn dispatch(consignment: ConsignmentId, revision: Option<u64>) -> ExchangeCommand {
    ExchangeCommand::DispatchConsignment { consignment, revision }
}

fn withdraw(consignment: ConsignmentId) -> ExchangeCommand {
    let reason = "the truck is not there".to_owned();
    ExchangeCommand::WithdrawConsignment { consignment, revision: None, reason }
}

/// The same file with another answer in it, as a dishonest zone could sign one.
fn with(file: &File, change: impl Fn(&mut Answer)) -> File {
    let mut file = file.clone();
    let Statement::Answered(answer) = &mut file.statement else { panic!("an answer, not {file:?}") };
    change(answer);
    file
}

/// A consignment of 40 in transit, and zone B's acceptance of it.
fn accepted_there() -> (Zone, ConsignmentId, File, Zone) {
    let (mut a, mut b) = both();
    let (consignment, document) = a.send("40");
    let there = b.present(CUSTOMS, &document).unwrap();
    let acceptance = b.accept(there);
    (a, consignment, acceptance, b)
}

/// What is due about consignments.
fn in_transit(zone: &Zone) -> Vec<(String, DueKind)> {
    let due = due_dates(&zone.world.state, &ReadScope::Zone, zone.world.today(), CivilDate::MAX);
    due.into_iter()
        .filter(|due| due.subject_kind == "consignment")
        .map(|due| (due.on.to_string(), due.kind))
        .collect()
}

/// Changes what is consigned, so that one thing about it is wrong.
type Change = fn(&mut ConsignmentContent);

#[test]
fn goods_are_held_while_they_are_on_their_way_and_leave_with_the_acceptance() {
    let (mut a, mut b) = both();
    let (consignment, document) = a.send("40");
    assert_eq!(a.outgoing(consignment), OutgoingStatus::InTransit);
    assert_eq!(a.metal(), ["100.00000", "0.00000", "40.00000", "60.00000"]);
    let Statement::Dispatched(dispatch) = &document.statement else { panic!("a dispatch") };
    assert_eq!((dispatch.to.as_str(), dispatch.number.as_str()), (B, "QJ010126000001"));
    assert_eq!(dispatch.lines[0].hs_code.to_string(), "7403111100");
    assert_eq!(dispatch.answer_by, date("2026-03-16"), "ten working days after Monday 2 March");
    assert_eq!(in_transit(&a), [("2026-03-16".to_owned(), DueKind::AwaitAnswer)]);
    let there = b.present(CUSTOMS, &document).unwrap();
    assert_eq!(in_transit(&b), [("2026-03-16".to_owned(), DueKind::AnswerConsignment)]);
    let acceptance = b.accept(there);
    assert_eq!(in_transit(&b), []);
    let events = a.record(consignment, &acceptance).unwrap();
    assert_eq!(a.outgoing(consignment), OutgoingStatus::Accepted);
    assert_eq!(in_transit(&a), []);
    assert_eq!(a.metal(), ["60.00000", "0.00000", "0.00000", "60.00000"]);
    assert_eq!(a.world.actual(a.book, METAL, Purpose::TransferredOut), "40.00000");
    let lots = events.iter().find_map(|event| match event {
        Event::Bonded(etown_domain::bonded::BondedEvent::LotsMoved(moves)) => Some(moves),
        _ => None,
    });
    let lots = lots.unwrap();
    assert_eq!(lots.document, Document::Consignment(consignment));
    assert_eq!(lots.drawn.iter().map(|draw| draw.amount).sum::<i128>(), quantity("40").units());
}

#[test]
fn goods_are_free_again_with_the_refusal() {
    let (mut a, mut b) = both();
    let (consignment, document) = a.send("40");
    let there = b.present(CUSTOMS, &document).unwrap();
    let refusal = b.refuse(there);
    a.record(consignment, &refusal).unwrap();
    assert_eq!(a.outgoing(consignment), OutgoingStatus::Refused);
    assert_eq!(a.metal(), ["100.00000", "0.00000", "0.00000", "100.00000"]);
}

#[test]
fn two_people_let_goods_leave_and_nobody_else_sees_them() {
    let (mut a, _) = both();
    let content = metal("40");
    a.world.refuse(OTHER_CLERK, submit(&a, content.clone()), "UNKNOWN_BOOK");
    let consignment = a.submit(content);
    a.world.refuse(CLERK, dispatch(consignment, None), "NOT_PERMITTED");
    a.world.refuse(OTHER_CLERK, withdraw(consignment), "UNKNOWN_CONSIGNMENT");
    a.world.refuse(CUSTOMS, dispatch(consignment, Some(7)), "STALE_REVISION");
    a.world.refuse(CUSTOMS, dispatch(ConsignmentId::from_raw(7), None), "UNKNOWN_CONSIGNMENT");
    // An officer of customs who works for the enterprise too may not let go what the same person submitted.
    let (role, scope) = (etown_domain::Role::CustomsOfficer, etown_domain::kernel::access::GrantScope::Zone);
    let user = etown_values::UserId::from_raw(CLERK);
    a.world.accept(ADMINISTRATOR, etown_domain::ZoneCommand::GrantRole { user, role, scope });
    a.world.refuse(CLERK, dispatch(consignment, None), "MAKER_IS_CHECKER");
    a.world.accept(CUSTOMS, dispatch(consignment, Some(1)));
    a.world.refuse(OTHER_CUSTOMS, dispatch(consignment, None), "CONSIGNMENT_STATUS");
    a.world.refuse(CLERK, withdraw(consignment), "CONSIGNMENT_STATUS");
}

#[test]
fn a_consignment_is_withdrawn_only_before_it_leaves() {
    let (mut a, _) = both();
    let consignment = a.submit(metal("40"));
    assert_eq!(a.world.state.worklist.open().count(), 1);
    a.world.accept(CLERK, withdraw(consignment));
    assert_eq!(a.outgoing(consignment), OutgoingStatus::Withdrawn);
    assert_eq!(a.world.state.worklist.open().count(), 0);
    a.world.refuse(CUSTOMS, dispatch(consignment, None), "CONSIGNMENT_STATUS");
    let sent_back = a.submit(metal("40"));
    a.world.accept(CUSTOMS, withdraw(sent_back));
}

#[test]
fn what_is_sent_is_known_in_stock_and_not_too_much() {
    let (mut a, _) = both();
    let with = |change: Change| {
        let mut content = metal("40");
        change(&mut content);
        content
    };
    let cases: [(Change, &str); 7] = [
        (|content| content.partner = "C".to_owned(), "UNKNOWN_PARTNER_ZONE"),
        (|content| content.lines.clear(), "CONSIGNMENT_LINES"),
        (|content| content.lines = [METAL, CHIP, SCRAP, BOARD].map(of_item).into(), "CONSIGNMENT_LINES"),
        (|content| content.lines = [METAL, METAL].map(of_item).into(), "CONSIGNMENT_LINES"),
        (|content| content.lines[0].item = 99, "UNKNOWN_ITEM"),
        (|content| content.lines[0].item = SCRAP, "MOVEMENT"),
        (|content| content.lines[0].quantity = quantity("0"), "QUANTITY_NOT_POSITIVE"),
    ];
    for (change, code) in cases {
        let command = submit(&a, with(change));
        a.world.refuse(CLERK, command, code);
    }
    let too_much = a.submit(metal("100.00001"));
    let refusal = a.world.refuse(CUSTOMS, dispatch(too_much, None), "INSUFFICIENT_AVAILABLE");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("100.00000"));
    assert_eq!(refusal.field.as_deref(), Some("lines[0].quantity"));
    // What is on its way counts for lists as well.
    a.send("80");
    let list = a.world.submit_list(a.book, content(Movement::ReExport, vec![line(1, METAL, "30")]));
    let approve = BondedCommand::ApproveList { list, revision: None };
    a.world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
}

#[test]
fn nothing_is_sent_to_a_suspended_zone_and_nothing_of_it_is_believed() {
    let (mut a, consignment, acceptance, _) = accepted_there();
    let waiting = a.submit(metal("1"));
    let reason = "a key leaked".to_owned();
    let suspend = ExchangeCommand::SuspendPartner { code: "B".to_owned(), revision: None, reason };
    a.world.accept(ADMINISTRATOR, suspend);
    let command = submit(&a, metal("1"));
    a.world.refuse(CLERK, command, "PARTNER_ZONE_SUSPENDED");
    a.world.refuse(CUSTOMS, dispatch(waiting, None), "PARTNER_ZONE_SUSPENDED");
    a.refuse_answer(consignment, &acceptance, "PARTNER_ZONE_SUSPENDED");
    assert_eq!(a.metal(), ["100.00000", "0.00000", "40.00000", "60.00000"]);
}

#[test]
fn an_answer_is_recorded_once_and_one_that_contradicts_it_never() {
    let (mut a, consignment, acceptance, _) = accepted_there();
    let opposite = with(&acceptance, |answer| answer.verdict = Verdict::Refused);
    let position = a.world.position;
    a.record(consignment, &acceptance).unwrap();
    let again = a.refuse_answer(consignment, &acceptance, "ANSWER_RECORDED");
    let against = a.refuse_answer(consignment, &opposite, "ANSWER_CONTRADICTS");
    assert_eq!((again.cites, against.cites), (Some(position), Some(position)));
    assert_eq!(a.metal(), ["60.00000", "0.00000", "0.00000", "60.00000"]);
}

#[test]
fn an_answer_serves_for_the_consignment_and_the_zone_that_it_names() {
    let (mut a, consignment, acceptance, _) = accepted_there();
    let (another, document) = a.send("10");
    a.refuse_answer(another, &acceptance, "ANSWER_NOT_OURS");
    let entry = with(&acceptance, |answer| answer.position += 1);
    a.refuse_answer(consignment, &entry, "ANSWER_NOT_OURS");
    let elsewhere = with(&acceptance, |answer| answer.to = "d.example/journal".to_owned());
    a.refuse_answer(consignment, &elsewhere, "NOT_ADDRESSED_HERE");
    a.refuse_answer(consignment, &document, "ORIGIN_NOT_REGISTERED");
    let mut posing = document;
    posing.proof.origin = B.to_owned();
    a.refuse_answer(consignment, &posing, "STATEMENT_MISSING");
    // A third zone may be trusted for what it was sent, and for nothing else.
    a.register(("C", "c.example/journal"));
    let mut third = acceptance.clone();
    third.proof.origin = "c.example/journal".to_owned();
    a.refuse_answer(consignment, &third, "ANSWER_NOT_OURS");
    let waiting = a.submit(metal("1"));
    a.refuse_answer(waiting, &with(&acceptance, |answer| answer.consignment = waiting), "CONSIGNMENT_STATUS");
    assert_eq!(a.outgoing(consignment), OutgoingStatus::InTransit);
    let asked = Asked::presenting(answer(consignment), a.examined(Ok(&acceptance)));
    a.world.refuse(crate::support::GATE, asked, "UNKNOWN_CONSIGNMENT");
    let asked = Asked::presenting(answer(consignment), a.examined(Ok(&acceptance)));
    a.world.accept(CLERK, asked);
}

#[test]
fn what_is_not_proven_is_refused_with_what_is_wrong_about_it() {
    let (mut a, consignment, _, _) = accepted_there();
    let unreadable = NotProven::Unreadable { reason: "no JSON".to_owned() };
    let unknown = NotProven::Origin { origin: "x.example/journal".to_owned() };
    for (why, code, said) in [
        (unreadable, "RECEIPT_UNREADABLE", "no JSON"),
        (unknown, "ORIGIN_NOT_REGISTERED", "x.example/journal"),
        (NotProven::Refused { code: "signature_wrong" }, "RECEIPT_NOT_PROVEN", "signature_wrong"),
    ] {
        let asked = Asked::presenting(answer(consignment), a.examined(Err(why)));
        let refusal = a.world.refuse(CUSTOMS, asked, code);
        assert_eq!((refusal.field.as_deref(), refusal.numbers[0].value.as_str()), (Some("receipt"), said));
    }
    let asked = Asked::presenting(answer(consignment), a.examined(Err(NotProven::Statement)));
    a.world.refuse(CUSTOMS, asked, "STATEMENT_MISSING");
}

#[test]
fn silence_opens_an_exception_that_blocks_and_an_answer_that_comes_late_ends_it() {
    let (mut a, consignment, acceptance, _) = accepted_there();
    let note = ExchangeCommand::NoteSilence { consignment, answer_by: date("2026-03-16") };
    a.world.pass_days(14);
    assert_eq!((a.world.today(), due(&a.world.state, a.world.today())), (date("2026-03-16"), Vec::new()));
    a.world.refuse_as(Actor::Scheduler, note.clone(), "SILENCE_NOT_DUE");
    a.world.pass_days(1);
    let found = due(&a.world.state, a.world.today());
    assert_eq!(found.iter().map(|due| due.due_on).collect::<Vec<_>>(), [date("2026-03-17")]);
    a.world.refuse(CUSTOMS, note.clone(), "NOT_PERMITTED");
    let events = a.world.accept_as(Actor::Scheduler, found[0].command.clone());
    assert_eq!(kinds(&events), [ExceptionKind::AnswerMissing]);
    assert_eq!(due(&a.world.state, a.world.today()), []);
    a.world.refuse_as(Actor::Scheduler, note, "SILENCE_NOT_DUE");
    let command = submit(&a, metal("1"));
    a.world.refuse(CLERK, command.clone(), "BLOCKED_BY_EXCEPTION");
    a.record(consignment, &acceptance).unwrap();
    assert_eq!((a.world.state.exceptions.count_open(), a.world.state.worklist.open().count()), (0, 0));
    a.world.accept(CLERK, command);
}

#[test]
fn an_exception_of_silence_that_was_explained_leaves_the_answer_possible() {
    let (mut a, consignment, acceptance, _) = accepted_there();
    a.world.pass_days(20);
    let found = due(&a.world.state, a.world.today());
    let events = a.world.accept_as(Actor::Scheduler, found[0].command.clone());
    let [(_, exception)] = opened(&events)[..] else { panic!("one exception is opened") };
    let explanation = "the other zone was called; it looks for the goods".to_owned();
    a.world.accept(CUSTOMS, BondedCommand::ResolveException { exception, explanation });
    a.record(consignment, &acceptance).unwrap();
    assert_eq!(a.outgoing(consignment), OutgoingStatus::Accepted);
    assert_eq!(A, a.origin);
}
