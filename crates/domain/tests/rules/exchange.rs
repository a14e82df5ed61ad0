//! Exchange between zones: partners, and what their receipts do.

mod delivery;
mod incoming;
mod outgoing;
mod zones;

use etown_domain::exchange::ExchangeEvent;
use etown_domain::exchange::command::Presented;
use etown_domain::exchange::partner::PartnerStatus;
use etown_domain::exchange::proof::{NotProven, TrustFound};
use etown_domain::exchange::{Examined, ExchangeCommand};

use super::support::{ADMINISTRATOR, Asked, CUSTOMS, World};
use zones::{A, B, trust_of};

fn register(code: &str, trust_file: &str) -> ExchangeCommand {
    ExchangeCommand::RegisterPartner {
        code: code.to_owned(),
        name: "虚构乙区".to_owned(),
        name_english: "Invented Zone B".to_owned(),
        trust_file: trust_file.to_owned(),
    }
}

/// What the writer of zone A finds in a trust file.
fn found(origin: &str) -> Examined {
    Examined::TrustFile { here: A.to_owned(), found: Ok(trust_of(origin)) }
}

fn suspend(reason: &str) -> ExchangeCommand {
    ExchangeCommand::SuspendPartner { code: "B".to_owned(), revision: None, reason: reason.to_owned() }
}

fn resume(revision: Option<u64>) -> ExchangeCommand {
    ExchangeCommand::ResumePartner {
        code: "B".to_owned(),
        revision,
        reason: "the key is replaced".to_owned(),
    }
}

#[test]
fn an_administrator_registers_a_zone_by_its_trust_file_and_its_keys_are_in_the_journal() {
    let mut world = World::new();
    let command = register("B", "the file's text");
    assert_eq!(command.presented(), Some(Presented::TrustFile("the file's text")));
    world.refuse(CUSTOMS, Asked::presenting(command.clone(), found(B)), "NOT_PERMITTED");
    let events = world.accept(ADMINISTRATOR, Asked::presenting(command, found(B)));
    let [etown_domain::Event::Exchange(ExchangeEvent::PartnerRegistered { trust, .. })] = &events[..] else {
        panic!("one partner is registered, not {events:?}");
    };
    assert_eq!((trust.text.as_str(), trust.origin.as_str()), ("the file's text", B));
    assert_eq!(trust.keys, trust_of(B).keys);
    assert_eq!(world.state.exchange.partner_of(B).unwrap().status, PartnerStatus::Active);
}

#[test]
fn a_partner_has_a_code_and_names_and_an_origin_of_its_own() {
    let mut world = World::new();
    let refuse = |world: &mut World, command, origin, code, field: &str| {
        let refusal = world.refuse(ADMINISTRATOR, Asked::presenting(command, found(origin)), code);
        assert_eq!(refusal.field.as_deref(), Some(field));
    };
    refuse(&mut world, register("two words", ""), B, "PARTNER_ZONE_CONTENT", "code");
    let nameless = ExchangeCommand::RegisterPartner {
        code: "B".to_owned(),
        name: "虚构乙区".to_owned(),
        name_english: " ".to_owned(),
        trust_file: String::new(),
    };
    refuse(&mut world, nameless, B, "PARTNER_ZONE_CONTENT", "name_english");
    refuse(&mut world, register("B", ""), A, "PARTNER_ZONE_CONTENT", "trust_file");
    world.accept(ADMINISTRATOR, Asked::presenting(register("B", ""), found(B)));
    refuse(&mut world, register("B", ""), "c.example/journal", "PARTNER_ZONE_TAKEN", "code");
    refuse(&mut world, register("B2", ""), B, "PARTNER_ZONE_TAKEN", "trust_file");
    let why = NotProven::TrustFile { reason: "no key".to_owned() };
    let unusable = Examined::TrustFile { here: A.to_owned(), found: Err(why) };
    world.refuse(ADMINISTRATOR, Asked::presenting(register("C", "?"), unusable), "TRUST_FILE_UNUSABLE");
}

#[test]
fn a_newer_trust_file_is_of_the_same_origin_and_a_partner_is_suspended_and_resumed_with_a_reason() {
    let mut world = World::new();
    let renew = |revision| ExchangeCommand::RenewTrust {
        code: "B".to_owned(),
        revision,
        trust_file: "newer".to_owned(),
    };
    world.refuse(ADMINISTRATOR, Asked::presenting(renew(None), found(B)), "UNKNOWN_PARTNER_ZONE");
    world.accept(ADMINISTRATOR, Asked::presenting(register("B", ""), found(B)));
    world.refuse(ADMINISTRATOR, Asked::presenting(renew(Some(9)), found(B)), "STALE_REVISION");
    world.refuse(
        ADMINISTRATOR,
        Asked::presenting(renew(None), found("c.example/journal")),
        "PARTNER_ZONE_CONTENT",
    );
    let keys = vec!["one".to_owned(), "two".to_owned()];
    let newer = Examined::TrustFile {
        here: A.to_owned(),
        found: Ok(TrustFound { origin: B.to_owned(), keys: keys.clone() }),
    };
    world.accept(ADMINISTRATOR, Asked::presenting(renew(Some(1)), newer));
    assert_eq!(world.state.exchange.partner("B").unwrap().trust.keys, keys);

    world.refuse(ADMINISTRATOR, resume(None), "PARTNER_ZONE_STATUS");
    world.refuse(ADMINISTRATOR, suspend("?"), "REASON_MISSING");
    world.refuse(CUSTOMS, suspend("a key leaked"), "NOT_PERMITTED");
    world.accept(ADMINISTRATOR, suspend("a key leaked"));
    world.refuse(ADMINISTRATOR, suspend("a key leaked"), "PARTNER_ZONE_STATUS");
    world.accept(ADMINISTRATOR, resume(Some(3)));
    assert_eq!(world.state.exchange.partner("B").unwrap().status, PartnerStatus::Active);
}
