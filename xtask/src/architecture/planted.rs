//! Planted violations: each way of writing a forbidden path must be found, and what is allowed must pass.
//! They test the architecture test; a way that slipped through once is added here.

use super::rules::{Source, check_source};

/// Lists what is found in a source of the rules.
fn found_in(path_in_crate: &str, text: &str) -> Vec<String> {
    check_source(&Source { crate_name: "etown-domain", path_in_crate, text })
}

#[track_caller]
fn is_caught(path_in_crate: &str, text: &str) {
    assert!(!found_in(path_in_crate, text).is_empty(), "slipped through: {text}");
}

#[track_caller]
fn passes(path_in_crate: &str, text: &str) {
    assert_eq!(found_in(path_in_crate, text), Vec::<String>::new(), "{text}");
}

#[test]
fn a_part_that_imports_another_is_caught_in_every_form() {
    for text in [
        "use crate::duty::Rate;",
        "use crate::duty;",
        "pub use crate::duty::Rate;",
        "pub(crate) use crate::duty::*;",
        "use crate::{duty::Rate};",
        "use crate::{kernel::ledger::Account, duty::{rate::Rate, Assessment}};",
        "use crate::{\n    kernel::{\n        ledger,\n        worklist,\n    },\n    duty,\n};",
        "use crate::duty as customs_charges;",
        "use crate::{duty as charges, kernel};",
        "use crate::duty::{self};",
        "use crate::duty::{self as charges};",
        "use crate::duty::Rate as _;",
        "use crate :: /* hidden */ duty :: Rate;",
        "use crate::r#duty::Rate;",
        "use etown_domain::duty::Rate;",
        "use ::etown_domain::duty::Rate;",
        "extern crate self as whole; use whole::duty::Rate;",
        "fn release() { use crate::duty::Rate; }",
        "use {crate::duty::Rate, crate::kernel};",
        "use crate::*;",
        "use crate::{kernel, *};",
        "use crate::flows::trace;",
    ] {
        is_caught("src/bonded/list.rs", text);
    }
}

#[test]
fn a_path_in_the_middle_of_code_is_caught() {
    for text in [
        "fn release() -> crate::duty::Rate { crate::duty::rate() }",
        "fn release(rate: &dyn crate::duty::Charge) {}",
        "type Charges = Vec<crate::duty::Rate>;",
        "fn release() { Vec::<crate::duty::Rate>::new(); }",
        "fn release() { <crate::duty::Rate as Default>::default(); }",
        "fn release() { assert_eq!(1, crate::duty::one()); }",
        "fn release() { format!(\"{}\", crate::duty::one()); }",
        "macro_rules! rate { () => { $crate::duty::Rate }; }",
        "#[derive(crate::duty::Charge)] struct Line;",
        "const RATE: u8 = { crate::duty::RATE };",
        "impl From<super::super::duty::Rate> for u8 {}",
    ] {
        is_caught("src/bonded/list.rs", text);
    }
}

#[test]
fn a_path_by_way_of_super_or_self_is_caught() {
    for (path, text) in [
        ("src/bonded.rs", "use super::duty::Rate;"),
        ("src/bonded/mod.rs", "use super::duty::Rate;"),
        ("src/bonded/list.rs", "use super::super::duty::Rate;"),
        ("src/bonded/list.rs", "use super::super::{kernel, duty};"),
        ("src/bonded/list.rs", "use self::super::super::duty::Rate;"),
        ("src/bonded/list.rs", "use super::super::*;"),
        ("src/bonded.rs", "use super::*;"),
        ("src/bonded.rs", "mod inner { use super::super::duty::Rate; }"),
        ("src/bonded.rs", "mod a { mod b { fn f() { super::super::super::duty::rate(); } } }"),
        ("src/bonded.rs", "#[cfg(test)] mod tests { use super::super::duty::Rate; }"),
    ] {
        is_caught(path, text);
    }
}

#[test]
fn a_path_by_way_of_another_name_is_caught() {
    for text in [
        "use super::super as house; use house::duty::Rate;",
        "use crate as house; fn f() -> house::duty::Rate { house::duty::rate() }",
        "use crate::{self as house}; type R = house::duty::Rate;",
        "fn f() -> house::duty::Rate { todo() } use crate as house;",
        "use crate as a; use a as b; use b::duty::Rate;",
        "extern crate etown_domain as rules; use rules::duty::Rate;",
    ] {
        is_caught("src/bonded/list.rs", text);
    }
}

#[test]
fn the_text_of_another_part_taken_in_is_caught() {
    for text in [
        "#[path = \"../duty/rate.rs\"] mod rate;",
        "#[cfg_attr(test, path = \"../duty/rate.rs\")] mod rate;",
        "include!(\"../duty/rate.rs\");",
    ] {
        is_caught("src/bonded.rs", text);
    }
}

#[test]
fn the_shared_part_knows_no_other() {
    for text in [
        "use crate::bonded::Book;",
        "use super::super::flows::trace;",
        "pub use crate::treasury::Pool;",
        "use crate::state::State;",
    ] {
        is_caught("src/kernel/ledger.rs", text);
    }
}

#[test]
fn a_part_names_nothing_of_the_root() {
    is_caught("src/bonded.rs", "use crate::everything::State;");
}

#[test]
fn another_part_of_the_state_is_caught() {
    for text in [
        "fn f(state: &State) -> u8 { state.duty.rate() }",
        "fn f(self) -> u8 { self.state.duty.rate() }",
        "fn f(state: &State) -> u8 { state\n    .duty\n    .rate() }",
        "fn f(State { kernel, duty, .. }: &State) {}",
        "fn f(state: &State) { let State { duty: charges, .. } = state; }",
        "use crate::event::Event; fn f(event: &Event) -> bool { matches!(event, Event::Duty(_)) }",
        "use crate::event::{Event, DutyEvent};",
    ] {
        is_caught("src/bonded/list.rs", text);
    }
}

#[test]
fn what_is_allowed_passes() {
    for (path, text) in [
        ("src/bonded/list.rs", "use crate::kernel::ledger::{Account, Transfer};"),
        ("src/bonded/list.rs", "use super::book::Book; use super::super::bonded::item::Item;"),
        ("src/bonded/list.rs", "use super::*; use crate::bonded::*;"),
        ("src/bonded.rs", "mod duty_hint; use duty_hint::Hint; use self::duty_hint::Other;"),
        ("src/bonded.rs", "fn duty(land: u8) -> u8 { land } // crate::duty::Rate in a comment"),
        ("src/bonded.rs", "const TEXT: &str = \"crate::duty::Rate\";"),
        ("src/bonded.rs", "/// See [`crate::duty::Rate`].\nstruct Line;"),
        ("src/bonded.rs", "mod duty { pub struct Rate; } use duty::Rate;"),
        (
            "src/bonded.rs",
            "fn lines<'a>(all: &'a [u8]) -> impl Iterator<Item = &'a u8> + use<'a> { all.iter() }",
        ),
        ("src/bonded.rs", "use etown_values::Money; use alloc::vec::Vec;"),
        ("src/bonded.rs", "use crate::{context::Context, state::State};"),
        ("src/bonded.rs", "use crate::event::Event; fn f() -> Event { Event::Bonded(1) }"),
        (
            "src/bonded.rs",
            "fn f(state: &State, line: Line) -> u8 { state.bonded.one() + state.ledger.two() + line.duty }",
        ),
        ("src/state.rs", "use crate::{bonded::Bonded, duty::Duty};"),
        ("src/flows/trace.rs", "use crate::{bonded::Book, duty::Rate, technology::Contract};"),
        ("src/lib.rs", "#![no_std]\npub mod bonded; pub mod duty; pub mod kernel;"),
        ("tests/whole.rs", "use etown_domain::{bonded::Book, duty::Rate};"),
    ] {
        passes(path, text);
    }
}

#[test]
fn a_core_crate_that_lets_the_standard_library_in_is_caught() {
    for text in [
        "pub mod kernel;",
        "#![cfg_attr(not(test), no_std)]",
        "// #![no_std]",
        "#![no_std]\nextern crate std;",
    ] {
        is_caught("src/lib.rs", text);
    }
    is_caught("src/kernel/ledger.rs", "extern crate std;");
    passes("src/lib.rs", "#![no_std]\n#[cfg(test)]\nextern crate std;");
    passes("src/kernel/ledger/tests.rs", "extern crate std;");
}

#[test]
fn the_server_speaks_to_a_database_for_credentials_only() {
    let found =
        |path_in_crate, text| check_source(&Source { crate_name: "etown-server", path_in_crate, text }).len();
    for text in [
        "use rusqlite::Connection;",
        "fn f(c: &rusqlite::Connection) {}",
        "use rusqlite as db; type C = db::Connection;",
    ] {
        assert!(found("src/routes/lists.rs", text) > 0, "{text}");
        assert_eq!(found("src/credentials/store.rs", text), 0, "{text}");
        assert_eq!(found("src/credentials.rs", text), 0, "{text}");
    }
}

#[test]
fn a_finding_names_file_and_line() {
    let found = found_in("src/bonded.rs", "\n\nuse crate::duty::Rate;\n");
    assert!(found[0].starts_with("src/bonded.rs:3: bonded must not know duty"), "{found:?}");
}
