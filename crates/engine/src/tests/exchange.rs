//! Two zones with journals of their own, and nothing between them but files: what a receipt of one does in the other, and
//! what the other makes of a receipt that somebody changed.

use etown_domain::exchange::consignment::{
    ConsignmentContent, ConsignmentLine, IncomingStatus, OutgoingStatus, Placed,
};
use etown_domain::exchange::partner::Trust;
use etown_domain::exchange::{ExchangeCommand as C, ExchangeEvent};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Actor, Command, Event, ReadScope, Refusal};
use etown_journal::{TrustFile, verify};
use etown_values::{BookId, ConsignmentId, QuantityAmount, UserId};
use serde_json::Value;

use super::zone::{ADMINISTRATOR, CUSTOMS, OFFICER, Zone};
use crate::query::DocumentKind;
use crate::query::LotFilter;
use crate::{Answer, Disclosure, NotAccepted, PageRequest};

const A: &str = "a.example/journal";
const B: &str = "b.example/journal";

struct Side {
    zone: Zone,
    book: BookId,
}

impl Side {
    fn new(origin: &str) -> Self {
        let zone = Zone::of(origin);
        let book = zone.storage_book("T01990000001");
        Self { zone, book }
    }

    fn trust(&self, partner: &Self, code: &str) {
        let trust_file = partner.zone.engine.trust_file();
        let (name, name_english) = ("虚构区".to_owned(), "Invented Zone".to_owned());
        let command = C::RegisterPartner { code: code.to_owned(), name, name_english, trust_file };
        self.done(ADMINISTRATOR, command);
    }

    fn send(&self, user: UserId, command: C) -> Result<Answer, NotAccepted> {
        self.zone.send(Actor::User(user), Command::Exchange(command))
    }

    fn done(&self, user: UserId, command: C) -> Answer {
        self.send(user, command).unwrap()
    }

    fn refused(&self, user: UserId, command: C) -> Refusal {
        match self.send(user, command) {
            Err(NotAccepted::Refused(refusal)) => refusal,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// The code of the refusal that a receipt meets, and what is wrong with it.
    fn why_not(&self, receipt: &str) -> (&'static str, String) {
        let refusal = self.refused(OFFICER, present(receipt));
        let why = refusal.numbers.iter().find(|number| number.name == "why");
        (refusal.code.text, why.map(|number| number.value.clone()).unwrap_or_default())
    }

    /// The receipt of an entry that shows what the entry tells other zones.
    fn receipt(&self, position: u64) -> String {
        let disclosure = Disclosure::Only(vec!["exchange".to_owned()]);
        let receipt = self.zone.engine.receipt(&ReadScope::Zone, position, &disclosure).unwrap().unwrap();
        String::from_utf8(receipt).unwrap()
    }

    fn stock(&self) -> String {
        let units = self.zone.engine.read(|state| {
            let account = state.ledger.account_of_item(self.book, 1, Purpose::Stock)?;
            Some(state.ledger.account(account)?.balance())
        });
        QuantityAmount::from_units(units.unwrap_or_default()).to_string()
    }

    /// Sends goods of item 1; returns the consignment and its transport document.
    fn dispatch(&self, quantity: &str) -> (ConsignmentId, String) {
        let recipient = self
            .zone
            .engine
            .read(|state| state.parties.enterprise(self.zone.enterprise).unwrap().credit_code);
        let line = ConsignmentLine {
            item: 1,
            quantity: quantity.parse().unwrap(),
            unit_price: "1.5".parse().unwrap(),
        };
        let content = ConsignmentContent { partner: "B".to_owned(), recipient, lines: vec![line] };
        let submitted = self.done(OFFICER, C::SubmitConsignment { book: self.book, content });
        let consignment = id_in(&submitted);
        let left = self.done(CUSTOMS, C::DispatchConsignment { consignment, revision: None });
        (consignment, self.receipt(left.position))
    }

    fn accept(&self, consignment: ConsignmentId) -> String {
        let (book, lines) = (self.book, vec![Placed { line: 1, item: 1 }]);
        let command = C::AcceptConsignment { consignment, revision: None, book, lines };
        self.receipt(self.done(CUSTOMS, command).position)
    }
}

fn present(receipt: &str) -> C {
    C::PresentReceipt { receipt: receipt.to_owned() }
}

fn record(consignment: ConsignmentId, receipt: &str) -> C {
    C::RecordAnswer { consignment, receipt: receipt.to_owned() }
}

fn id_in(answer: &Answer) -> ConsignmentId {
    let id = answer.events.iter().find_map(|event| match event {
        Event::Exchange(
            ExchangeEvent::ConsignmentSubmitted { consignment, .. }
            | ExchangeEvent::ConsignmentPresented { consignment, .. },
        ) => Some(*consignment),
        _ => None,
    });
    id.unwrap()
}

fn both() -> (Side, Side) {
    let (a, b) = (Side::new(A), Side::new(B));
    a.trust(&b, "B");
    b.trust(&a, "A");
    a.zone.import(a.book, "100");
    (a, b)
}

/// Changes a receipt's JSON.
fn changed(receipt: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(receipt).unwrap();
    change(&mut value);
    value.to_string()
}

fn shown(value: &mut Value) -> &mut Value {
    let sections = value["sections"].as_array_mut().unwrap();
    sections.iter_mut().find(|section| section["name"] == "exchange").unwrap()
}

#[test]
fn goods_go_from_one_journal_to_another_by_two_files() {
    let (a, b) = both();
    let (consignment, document) = a.dispatch("40");
    let there = id_in(&b.done(OFFICER, present(&document)));
    let answer = b.accept(there);
    assert_eq!(b.stock(), "40.00000");
    a.done(OFFICER, record(consignment, &answer));
    assert_eq!((a.stock().as_str(), b.stock().as_str()), ("60.00000", "40.00000"));

    // The lot there is called by the receipt that it came with.
    b.zone.settle();
    let filter = LotFilter { item: 1, is_open: true, before_position: None };
    let page = PageRequest { limit: 10, cursor: None };
    let lots = b.zone.engine.queries().unwrap().lots(&ReadScope::Zone, b.book, filter, &page).unwrap();
    let source = &lots.rows[0].source;
    assert_eq!((source.kind, source.id.as_str()), (DocumentKind::Consignment, there.to_string().as_str()));
    assert!(source.number.starts_with("A QJ0199"), "{}", source.number);

    // Both journals say the same when they are read again.
    let digests = [&a, &b].map(|side| side.zone.engine.state_digest());
    let (a, b) = (a.zone.reopened(), b.zone.reopened());
    assert_eq!([&a, &b].map(|zone| zone.engine.state_digest()), digests);
    let status = a.engine.read(|state| state.exchange.outgoing(consignment).unwrap().status);
    assert_eq!(status, OutgoingStatus::Accepted);
    let status = b.engine.read(|state| state.exchange.incoming(there).unwrap().status);
    assert_eq!(status, IncomingStatus::Accepted);
}

#[test]
fn a_transport_document_shows_its_statement_and_nothing_else() {
    let (a, _) = both();
    let (_, document) = a.dispatch("40");
    let value: Value = serde_json::from_str(&document).unwrap();
    let names: Vec<_> =
        value["sections"].as_array().unwrap().iter().filter_map(|section| section["name"].as_str()).collect();
    assert_eq!(names, ["exchange"]);
    assert!(!document.contains("usr_") && !document.contains("book_"), "no person and no book");
}

#[test]
fn what_was_changed_or_signed_by_a_stranger_is_refused() {
    let (a, b) = both();
    let (_, document) = a.dispatch("40");
    let more = changed(&document, |value| {
        let text = shown(value)["text"].as_str().unwrap().replace("40.00000", "90.00000");
        shown(value)["text"] = text.into();
    });
    assert_eq!(b.why_not(&more), ("RECEIPT_NOT_PROVEN", "sections_differ".to_owned()));
    let (_, other) = a.dispatch("10");
    let mixed = changed(&document, |value| {
        let mut other: Value = serde_json::from_str(&other).unwrap();
        *shown(value) = shown(&mut other).take();
    });
    assert_eq!(b.why_not(&mixed), ("RECEIPT_NOT_PROVEN", "sections_differ".to_owned()));
    let elsewhere = changed(&document, |value| {
        let other: Value = serde_json::from_str(&other).unwrap();
        value["inclusion_proof"] = other["inclusion_proof"].clone();
        value["checkpoint"] = other["checkpoint"].clone();
    });
    assert_eq!(b.why_not(&elsewhere), ("RECEIPT_NOT_PROVEN", "not_included".to_owned()));
    let forged = changed(&document, |value| {
        let note = value["checkpoint"].as_str().unwrap().to_owned();
        let end = note.trim_end().len() - 8;
        let letter = if &note[end..=end] == "A" { "B" } else { "A" };
        value["checkpoint"] = format!("{}{letter}{}", &note[..end], &note[end + 1..]).into();
    });
    assert_eq!(b.why_not(&forged), ("RECEIPT_NOT_PROVEN", "signature_wrong".to_owned()));
    assert_eq!(b.why_not("{}").0, "RECEIPT_UNREADABLE");
    assert_eq!(b.why_not(&" ".repeat(600_000)).0, "RECEIPT_UNREADABLE");
}

#[test]
fn a_zone_that_took_the_name_of_a_partner_has_other_keys_and_a_stranger_is_unknown() {
    let (_, b) = both();
    for (origin, answer) in
        [(A, ("RECEIPT_NOT_PROVEN", "journal_unknown")), ("c.example/journal", ("ORIGIN_NOT_REGISTERED", ""))]
    {
        let impostor = Side::new(origin);
        impostor.trust(&b, "B");
        impostor.zone.import(impostor.book, "100");
        let (_, document) = impostor.dispatch("40");
        assert_eq!(b.why_not(&document), (answer.0, answer.1.to_owned()));
    }
    assert_eq!(b.stock(), "0.00000");
}

#[test]
fn an_entry_that_tells_other_zones_nothing_and_one_that_tells_something_else_are_refused() {
    let (a, b) = both();
    let (consignment, document) = a.dispatch("40");
    let silent = a.receipt(1);
    assert_eq!(b.why_not(&silent).0, "STATEMENT_MISSING");
    let left = a
        .zone
        .engine
        .read(|state| state.exchange.outgoing(consignment).unwrap().left.as_ref().unwrap().position);
    let hidden = Disclosure::Only(vec!["actor".to_owned()]);
    let hidden = a.zone.engine.receipt(&ReadScope::Zone, left, &hidden).unwrap().unwrap();
    assert_eq!(b.why_not(&String::from_utf8(hidden).unwrap()).0, "STATEMENT_MISSING");
    // Zone A's own document is no answer to it.
    let refusal = a.refused(OFFICER, record(consignment, &document));
    assert_eq!(refusal.code.text, "ORIGIN_NOT_REGISTERED");
}

#[test]
fn a_key_that_is_revoked_by_a_newer_trust_file_is_believed_no_more() {
    let (a, b) = both();
    let (_, document) = a.dispatch("40");
    let mut trust = TrustFile::parse(a.zone.engine.trust_file().as_bytes()).unwrap();
    let key = trust.keys[0].key.to_string();
    assert!(trust.revoke(&key, b.zone.engine.now().microseconds(), "it leaked"));
    let renew = |trust_file| C::RenewTrust { code: "A".to_owned(), revision: None, trust_file };
    assert_eq!(b.refused(ADMINISTRATOR, renew("{}".to_owned())).code.text, "TRUST_FILE_UNUSABLE");
    b.done(ADMINISTRATOR, renew(trust.to_json()));
    assert_eq!(b.why_not(&document), ("RECEIPT_NOT_PROVEN", "key_revoked".to_owned()));
    let own = b.refused(ADMINISTRATOR, renew(b.zone.engine.trust_file()));
    assert_eq!(own.code.text, "PARTNER_ZONE_CONTENT");
}

#[test]
fn a_new_key_is_believed_once_the_newer_trust_file_is_here() {
    let (a, b) = both();
    a.zone.engine.rotate_key().unwrap();
    let (_, document) = a.dispatch("40");
    assert_eq!(b.why_not(&document), ("RECEIPT_NOT_PROVEN", "key_unknown".to_owned()));
    let trust_file = a.zone.engine.trust_file();
    b.done(ADMINISTRATOR, C::RenewTrust { code: "A".to_owned(), revision: None, trust_file });
    // The other zone's clock is ahead by an entry: its key holds from an instant that has not come here.
    assert_eq!(b.why_not(&document), ("RECEIPT_NOT_PROVEN", "key_not_yet_valid".to_owned()));
    b.zone.clock.advance(1_000_000);
    b.done(OFFICER, present(&document));
}

#[test]
fn whoever_holds_the_journal_finds_the_proof_again() {
    let (a, b) = both();
    let (_, document) = a.dispatch("40");
    let presented = b.done(OFFICER, present(&document));
    let mut trusted: Option<Trust> = None;
    for position in 0..=presented.position {
        let entry = b.zone.engine.entry_at(position).unwrap().unwrap();
        for event in entry.events.iter() {
            match event {
                Event::Exchange(ExchangeEvent::PartnerRegistered { trust, .. }) => {
                    trusted = Some(trust.clone());
                }
                Event::Exchange(ExchangeEvent::ConsignmentPresented { proof, .. }) => {
                    let trust = TrustFile::parse(trusted.as_ref().unwrap().text.as_bytes()).unwrap();
                    let again = verify(document.as_bytes(), &trust, entry.instant.microseconds()).unwrap();
                    assert_eq!(
                        (again.position, again.checkpoint_note),
                        (proof.position, proof.checkpoint.clone())
                    );
                    assert_eq!(
                        proof.digest,
                        crate::record::hex(&crate::record::digest_of(document.as_bytes()))
                    );
                }
                _ => {}
            }
        }
    }
    // The command keeps the receipt itself.
    let receipt =
        b.zone.engine.receipt(&ReadScope::Zone, presented.position, &Disclosure::All).unwrap().unwrap();
    assert!(String::from_utf8(receipt).unwrap().contains("etown-receipt/1"));
}
