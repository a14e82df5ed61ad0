//! How the steps of a period are taken: counts that differ from the record, and what follows from them.

use etown_domain::bonded::period::{CountRow, Stage};
use etown_domain::bonded::posting::account_of;
use etown_domain::kernel::ledger::{Account, Purpose};
use etown_values::{BookId, QuantityAmount};

use super::checks::check_closed;
use super::steps::{Answer, Step};
use crate::support::{BOARD, CHIP, CLERK, CUSTOMS, METAL, OTHER_CUSTOMS, SCRAP, World, user};
use crate::verifying::{
    accept, announce, apply, close, complete, counted, counted_products, explain, record, reopen, send_back,
    withdraw,
};

pub(super) fn in_period(world: &mut World, book: BookId, step: &Step) -> Answer {
    match step {
        Step::Announce { days } => {
            let cutoff = world.today().plus_days(*days).unwrap();
            world.run(user(CLERK), announce(book, cutoff))
        }
        Step::Withdraw => world.run(user(CLERK), withdraw(book)),
        Step::Record { offset } => {
            let rows = count_rows(world, book, *offset);
            world.run(user(CLERK), record(book, rows))
        }
        Step::Complete => world.run(user(CLERK), complete(book)),
        Step::Reopen => world.run(user(CLERK), reopen(book)),
        Step::Explain => {
            let results = world.period(book).results.values();
            let differing: Vec<u32> =
                results.filter(|result| result.difference() != 0).map(|result| result.item).collect();
            world.run(user(CLERK), explain(book, &differing))
        }
        Step::Apply => world.run(user(CLERK), apply(book)),
        Step::SendBack => world.run(user(CUSTOMS), send_back(book)),
        Step::Accept(officer) => world.run(user(*officer), accept(book)),
        Step::Close(officer) => {
            let before = world.period(book).clone();
            let answer = world.run(user(*officer), close(book));
            if answer.is_ok() {
                check_closed(&world.state, book, &before);
            }
            answer
        }
        _ => unreachable!("the caller sends only steps of a period here"),
    }
}

pub(super) fn settle(world: &mut World, book: BookId, offset: i128) {
    world.resolve_all();
    let steps = [
        Step::Announce { days: 0 },
        Step::Record { offset },
        Step::Complete,
        Step::Explain,
        Step::Apply,
        Step::Accept(CUSTOMS),
        Step::Close(OTHER_CUSTOMS),
    ];
    for step in &steps {
        drop(in_period(world, book, step));
    }
}

/// Rows that differ from the record by an offset, never below zero.
fn count_rows(world: &World, book: BookId, offset: i128) -> Vec<CountRow> {
    let found = world.state.bonded.book(book).unwrap();
    let at_cut = |item: u32| {
        let account = account_of(&world.state.ledger, found, &found.items[&item], Purpose::Stock);
        let units = account.map_or(0, Account::at_cut).saturating_add(offset).max(0);
        QuantityAmount::from_units(units).to_string()
    };
    let mut rows: Vec<CountRow> = [METAL, CHIP, SCRAP].map(|item| counted(item, &at_cut(item))).into();
    rows.push(counted_products(Stage::WorkInProgress, "V1", "0.5"));
    if found.consumes_at_shipment() {
        rows.push(counted_products(Stage::Finished, "V1", "1.5"));
    } else {
        rows.push(counted(BOARD, &at_cut(BOARD)));
    }
    rows
}
