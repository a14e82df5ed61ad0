//! The ledger kernel on its own: limits, holds, and what reports may do that requests may not.

use etown_domain::State;
use etown_domain::kernel::ledger::{
    AccountKey, AccountNumber, Document, Draft, LedgerEvent, Limits, Movement, Purpose, UnitDefinition,
};
use etown_domain::{Event, Refusal};
use etown_values::{Currency, EnterpriseId, ListId};

use super::support::date;

const LIST: Document = Document::List(ListId::from_raw(1));

fn movement(debit: AccountNumber, credit: AccountNumber, amount: i128) -> Movement {
    Movement { debit, credit, amount, line: 1 }
}

fn draft(state: &State) -> Draft<'_> {
    Draft::new(&state.ledger, date("2026-03-02"))
}

/// A state with two accounts of one currency, the first with the limits.
fn accounts(limits: Limits) -> (State, AccountNumber, AccountNumber) {
    let mut state = State::default();
    let mut drafting = draft(&state);
    let unit = drafting.unit(&UnitDefinition::Currency(Currency::CNY));
    let owner = EnterpriseId::from_raw(1);
    let key = |purpose| AccountKey { unit, owner, book: None, item: None, purpose };
    let limited = drafting.account(key(Purpose::Stock), limits);
    let outside = drafting.account(key(Purpose::Imported), Limits::NONE);
    assert_eq!(drafting.account(key(Purpose::Stock), limits), limited, "an account is opened once");
    let events = drafting.finish().unwrap().events;
    apply(&mut state, events);
    (state, limited, outside)
}

fn apply(state: &mut State, events: Vec<LedgerEvent>) {
    for event in events {
        state.evolve(&Event::Ledger(event));
    }
}

fn attempt(state: &mut State, movements: &[Movement]) -> Result<(), Refusal> {
    let mut drafting = draft(state);
    for movement in movements {
        drafting.transfer(LIST, *movement)?;
    }
    let events = drafting.finish()?.events;
    apply(state, events);
    Ok(())
}

fn balance(state: &State, account: AccountNumber) -> i128 {
    state.ledger.account(account).unwrap().balance()
}

#[test]
fn a_floor_refuses_what_is_not_there_and_says_what_is() {
    let (mut state, stock, outside) = accounts(Limits::FLOOR_ZERO);
    attempt(&mut state, &[movement(stock, outside, 10)]).unwrap();
    let refusal = attempt(&mut state, &[movement(outside, stock, 11)]).unwrap_err();
    assert_eq!(refusal.code.text, "INSUFFICIENT_AVAILABLE");
    assert_eq!(refusal.limit.map(|limit| (limit.available, limit.requested)), Some((10, 11)));
    attempt(&mut state, &[movement(outside, stock, 10)]).unwrap();
}

#[test]
fn limits_are_judged_on_the_net_effect_of_all_transfers() {
    let (mut state, stock, outside) = accounts(Limits::FLOOR_ZERO);
    attempt(&mut state, &[movement(outside, stock, 5), movement(stock, outside, 5)]).unwrap();
    let refusal =
        attempt(&mut state, &[movement(stock, outside, 5), movement(outside, stock, 6)]).unwrap_err();
    assert_eq!(refusal.code.text, "INSUFFICIENT_AVAILABLE");
    assert_eq!(balance(&state, stock), 0, "all stand or fall together");
}

#[test]
fn a_ceiling_refuses_more_and_over_quota_accepts_only_reductions() {
    let (mut state, quota, outside) = accounts(Limits { floor: None, ceiling: Some(100) });
    let refusal = attempt(&mut state, &[movement(quota, outside, 101)]).unwrap_err();
    assert_eq!(refusal.code.text, "CEILING_EXCEEDED");
    let mut drafting = draft(&state);
    drafting.transfer(LIST, movement(quota, outside, 150)).unwrap();
    let drafted = drafting.finish_report(|key| key).unwrap();
    assert_eq!(drafted.shortfalls, [], "a report may exceed a ceiling");
    apply(&mut state, drafted.events);
    assert_eq!(
        attempt(&mut state, &[movement(quota, outside, 1)]).unwrap_err().code.text,
        "CEILING_EXCEEDED"
    );
    attempt(&mut state, &[movement(outside, quota, 1)]).unwrap();
}

#[test]
fn a_hold_counts_until_it_is_posted_or_released() {
    let (mut state, stock, outside) = accounts(Limits::FLOOR_ZERO);
    attempt(&mut state, &[movement(stock, outside, 10)]).unwrap();
    let mut drafting = draft(&state);
    drafting.hold(LIST, movement(outside, stock, 7)).unwrap();
    let hold = drafting.held().unwrap();
    let events = drafting.finish().unwrap().events;
    apply(&mut state, events);
    assert!(attempt(&mut state, &[movement(outside, stock, 4)]).is_err());
    let mut drafting = draft(&state);
    drafting.release_hold(hold).unwrap();
    let events = drafting.finish().unwrap().events;
    apply(&mut state, events);
    attempt(&mut state, &[movement(outside, stock, 10)]).unwrap();
}

#[test]
fn a_report_below_the_floor_takes_the_rest_from_the_unexplained_account() {
    let (mut state, stock, outside) = accounts(Limits::FLOOR_ZERO);
    attempt(&mut state, &[movement(stock, outside, 10)]).unwrap();
    let mut drafting = draft(&state);
    drafting.transfer(LIST, movement(outside, stock, 25)).unwrap();
    let unexplained = |key: AccountKey| AccountKey { purpose: Purpose::Unexplained, ..key };
    let drafted = drafting.finish_report(unexplained).unwrap();
    assert_eq!(drafted.shortfalls.iter().map(|shortfall| shortfall.amount).collect::<Vec<_>>(), [15]);
    apply(&mut state, drafted.events);
    assert_eq!(balance(&state, stock), 0);
    let sum: i128 = state.ledger.accounts().map(|(_, account)| account.balance()).sum();
    assert_eq!(sum, 0);
}

#[test]
fn amounts_are_positive_and_counted_exactly_or_refused() {
    let (mut state, stock, outside) = accounts(Limits::NONE);
    for amount in [0, -1] {
        let refusal = attempt(&mut state, &[movement(stock, outside, amount)]).unwrap_err();
        assert_eq!(refusal.code.text, "AMOUNT_NOT_POSITIVE");
    }
    attempt(&mut state, &[movement(stock, outside, i128::MAX)]).unwrap();
    let refusal = attempt(&mut state, &[movement(stock, outside, 1)]).unwrap_err();
    assert_eq!(refusal.code.text, "AMOUNT_OUT_OF_RANGE");
}
