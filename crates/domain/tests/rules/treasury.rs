//! Cash pools: who may file one, what its quotas are on a day, and which draws fit.

use etown_domain::kernel::ledger::Purpose;
use etown_domain::kernel::parties::{CreditClass, PartyEvent, Restriction};
use etown_domain::treasury::draw::DrawContent;
use etown_domain::treasury::pool::{PoolFiling, PoolMember, Turnover};
use etown_domain::treasury::quota::{OF_ACCOUNT, QuotaKind, Standing, largest, use_of};
use etown_domain::treasury::{TreasuryCommand, TreasuryEvent};
use etown_domain::{Event, ZoneCommand};
use etown_values::{Currency, DrawId, EnterpriseId, Money, PoolId};
use proptest::prelude::*;

use super::support::{ADMINISTRATOR, AUDITOR, CLERK, OTHER_CLERK, TREASURY_OFFICER, World, date, setting};

fn yuan(text: &str) -> Money {
    Money::parse(text, OF_ACCOUNT).unwrap()
}

fn dollars(text: &str) -> Money {
    Money::parse(text, "USD".parse().unwrap()).unwrap()
}

fn filing(world: &World) -> PoolFiling {
    PoolFiling {
        name: "invented pool".to_owned(),
        lead: world.enterprise_of(CLERK),
        lead_equity: yuan("400000000"),
        members: vec![PoolMember {
            enterprise: world.enterprise_of(OTHER_CLERK),
            equity: yuan("200000000"),
            share_percent: "50".parse().unwrap(),
        }],
        turnover: Turnover {
            cross_border_payments: yuan("7000000000"),
            onshore: yuan("10000000000"),
            offshore: yuan("2000000000"),
        },
    }
}

fn file(filing: PoolFiling) -> TreasuryCommand {
    TreasuryCommand::FilePool { filing }
}

/// A group with a pool: base 500 million, debt up to 1,750 million, lending up to 400 million.
fn world_with_pool() -> (World, PoolId) {
    let mut world = grouped();
    let command = file(filing(&world));
    let pool = match &world.accept(TREASURY_OFFICER, command)[..] {
        [Event::Treasury(TreasuryEvent::PoolFiled { pool, .. })] => *pool,
        other => panic!("one pool is filed, not {other:?}"),
    };
    (world, pool)
}

fn grouped() -> World {
    let mut world = World::new();
    let (lead, other) = (world.enterprise_of(CLERK), world.enterprise_of(OTHER_CLERK));
    let name = "invented group".to_owned();
    world.accept(ADMINISTRATOR, ZoneCommand::FormGroup { name, lead, members: vec![lead, other] });
    world
}

fn debt(world: &World, principal: Money, rate: &str, term_months: u32) -> DrawContent {
    DrawContent {
        quota: QuotaKind::ExternalDebt,
        enterprise: world.enterprise_of(CLERK),
        principal,
        rate: rate.parse().unwrap(),
        term_months,
    }
}

fn draw(pool: PoolId, content: DrawContent) -> TreasuryCommand {
    TreasuryCommand::Draw { pool, content }
}

fn drawn(world: &mut World, pool: PoolId, content: DrawContent) -> DrawId {
    let events = world.accept(CLERK, draw(pool, content));
    let found = events.iter().find_map(|event| match event {
        Event::Treasury(TreasuryEvent::Drawn { draw, .. }) => Some(*draw),
        _ => None,
    });
    found.expect("a draw draws")
}

fn repay(draw: DrawId, amount: Money) -> TreasuryCommand {
    TreasuryCommand::Repay { draw, revision: None, amount }
}

fn standing(world: &World, pool: PoolId, quota: QuotaKind) -> Standing {
    let found = world.state.treasury.pool(pool).unwrap();
    found.standing(quota, (&world.state.parameters, &world.state.ledger), world.today()).unwrap()
}

/// What is used of external debt, in yuan.
fn used(world: &World, pool: PoolId) -> String {
    Money::new(standing(world, pool, QuotaKind::ExternalDebt).used, OF_ACCOUNT).amount_text()
}

fn restrict(world: &mut World, enterprise: EnterpriseId) {
    let reason = "invented".to_owned();
    let restriction = Restriction { enterprise, position: 77, since: date("2026-03-02"), reason };
    let others = [].into();
    world.state.evolve(&Event::Party(PartyEvent::EnterpriseRestricted { restriction, others }));
}

#[test]
fn a_group_that_is_large_enough_files_one_pool() {
    let mut world = grouped();
    let good = filing(&world);
    let with = |change: fn(&mut PoolFiling)| {
        let mut changed = good.clone();
        change(&mut changed);
        file(changed)
    };
    world.refuse(CLERK, with(|_| ()), "NOT_PERMITTED");
    world.refuse(
        TREASURY_OFFICER,
        with(|filing| filing.lead = EnterpriseId::from_raw(9)),
        "UNKNOWN_ENTERPRISE",
    );
    let breaks: [fn(&mut PoolFiling); 8] = [
        |filing| filing.name = " ".to_owned(),
        |filing| filing.lead_equity = dollars("1"),
        |filing| filing.members.clear(),
        |filing| filing.members[0].enterprise = EnterpriseId::from_raw(9),
        |filing| filing.members[0].enterprise = filing.lead,
        |filing| filing.members[0].equity = yuan("-0.01"),
        |filing| filing.members[0].share_percent = "100.1".parse().unwrap(),
        |filing| filing.turnover.onshore = dollars("10000000000"),
    ];
    for change in breaks {
        world.refuse(TREASURY_OFFICER, with(change), "POOL_CONTENT");
    }
    let small = with(|filing| filing.turnover.cross_border_payments = yuan("6999999999.99"));
    let refusal = world.refuse(TREASURY_OFFICER, small, "POOL_NOT_ELIGIBLE");
    assert_eq!(refusal.numbers[1].value, "7000000000.00");
    world.accept(TREASURY_OFFICER, with(|_| ()));
    world.refuse(TREASURY_OFFICER, with(|_| ()), "POOL_LEAD");
}

#[test]
fn a_draw_that_fits_passes_and_the_next_is_told_what_would_fit() {
    let (mut world, pool) = world_with_pool();
    let first = debt(&world, yuan("1500000000"), "1", 36);
    drawn(&mut world, pool, first);
    assert_eq!(used(&world, pool), "1500000000.00");
    // Short debt in dollars: 15 million x 7.10 x (1.5 + 0.5).
    let second = debt(&world, dollars("15000000"), "7.10", 12);
    drawn(&mut world, pool, second);
    assert_eq!(used(&world, pool), "1713000000.00");
    let third = debt(&world, dollars("3000000"), "7.10", 9);
    let refusal = world.refuse(CLERK, draw(pool, third), "QUOTA_EXCEEDED");
    let numbers: Vec<_> = refusal.numbers.iter().map(|number| (number.name, number.value.as_str())).collect();
    assert_eq!(numbers, [("limit", "1750000000.00"), ("used", "1713000000.00"), ("wanted", "42600000.00")]);
    assert_eq!(refusal.largest_accepted.as_deref(), Some("2605633.80"));
    assert!(refusal.code.rule.contains("art. 9"));
    let largest = debt(&world, dollars("2605633.80"), "7.10", 9);
    drawn(&mut world, pool, largest);
    let one_cent = debt(&world, dollars("0.01"), "7.10", 9);
    world.refuse(CLERK, draw(pool, one_cent), "QUOTA_EXCEEDED");
    assert_eq!(standing(&world, pool, QuotaKind::OverseasLending).used, 0, "each quota by itself");
}

#[test]
fn lending_counts_foreign_currency_half_as_much_again_whatever_its_term() {
    let (mut world, pool) = world_with_pool();
    let lending = |world: &World, principal, rate: &str, months| DrawContent {
        quota: QuotaKind::OverseasLending,
        ..debt(world, principal, rate, months)
    };
    let content = lending(&world, dollars("10000000"), "7.10", 3);
    drawn(&mut world, pool, content);
    let found = standing(&world, pool, QuotaKind::OverseasLending);
    assert_eq!((found.limit, found.used), (yuan("400000000").minor_units, yuan("106500000").minor_units));
    let exact = lending(&world, yuan("293500000"), "1", 3);
    drawn(&mut world, pool, exact);
    let more = lending(&world, yuan("0.01"), "1", 3);
    world.refuse(CLERK, draw(pool, more), "QUOTA_EXCEEDED");
}

#[test]
fn where_a_parameter_falls_the_pool_stands_over_its_quota_and_only_repayments_pass() {
    let (mut world, pool) = world_with_pool();
    let content = debt(&world, yuan("1500000000"), "1", 36);
    let first = drawn(&mut world, pool, content);
    let parameters = vec![setting("treasury.external_debt.coefficient", "1.25")];
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters });
    let over = standing(&world, pool, QuotaKind::ExternalDebt);
    assert!(over.is_over() && over.headroom() == -yuan("250000000").minor_units);
    let one = debt(&world, yuan("1"), "1", 36);
    let refusal = world.refuse(CLERK, draw(pool, one.clone()), "QUOTA_EXCEEDED");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("0.00"));
    world.accept(CLERK, repay(first, yuan("250000001")));
    assert!(!standing(&world, pool, QuotaKind::ExternalDebt).is_over());
    drawn(&mut world, pool, one);
    assert_eq!(used(&world, pool), "1250000000.00");
}

#[test]
fn repayments_free_exactly_what_was_used() {
    let (mut world, pool) = world_with_pool();
    let content = debt(&world, dollars("1000.01"), "7.12345678", 6);
    let draw = drawn(&mut world, pool, content);
    for amount in [dollars("0"), dollars("-1"), dollars("1000.02"), yuan("1")] {
        let refusal = world.refuse(CLERK, repay(draw, amount), "REPAYMENT");
        assert_eq!(refusal.largest_accepted.as_deref(), Some("1000.01"));
    }
    let stale = TreasuryCommand::Repay { draw, revision: Some(7), amount: dollars("1") };
    world.refuse(CLERK, stale, "STALE_REVISION");
    world.refuse(CLERK, repay(DrawId::from_raw(9), dollars("1")), "UNKNOWN_DRAW");
    world.refuse(OTHER_CLERK, repay(draw, dollars("1")), "NOT_PERMITTED");
    for amount in ["333.33", "333.34", "333.34"] {
        world.accept(CLERK, repay(draw, dollars(amount)));
    }
    assert_eq!(used(&world, pool), "0.00");
    let sum: i128 = world.state.ledger.accounts().map(|(_, account)| account.balance()).sum();
    assert_eq!(sum, 0, "what is used stands opposite to itself");
    let purposes: Vec<_> = world.state.ledger.accounts().map(|(_, account)| account.key.purpose).collect();
    assert_eq!(purposes, [Purpose::ExternalDebtUsed, Purpose::QuotaOpposite]);
}

#[test]
fn only_the_lead_draws_for_those_in_the_pool() {
    let (mut world, pool) = world_with_pool();
    let good = debt(&world, yuan("1"), "1", 12);
    world.refuse(CLERK, draw(PoolId::from_raw(9), good.clone()), "UNKNOWN_POOL");
    world.refuse(OTHER_CLERK, draw(pool, good.clone()), "NOT_PERMITTED");
    world.refuse(AUDITOR, draw(pool, good.clone()), "NOT_PERMITTED");
    let breaks: [fn(&mut DrawContent); 7] = [
        |content| content.enterprise = EnterpriseId::from_raw(9),
        |content| content.principal = yuan("0"),
        |content| content.principal = yuan("-1"),
        |content| content.rate = "1.1".parse().unwrap(),
        |content| (content.principal, content.rate) = (dollars("1"), "0".parse().unwrap()),
        |content| content.term_months = 0,
        |content| content.term_months = 601,
    ];
    for change in breaks {
        let mut changed = good.clone();
        change(&mut changed);
        world.refuse(CLERK, draw(pool, changed), "DRAW_CONTENT");
    }
    let member = DrawContent { enterprise: world.enterprise_of(OTHER_CLERK), ..good };
    drawn(&mut world, pool, member);
}

#[test]
fn the_discredited_and_the_restricted_do_not_draw() {
    let (mut world, pool) = world_with_pool();
    let own = debt(&world, yuan("1"), "1", 12);
    let member = DrawContent { enterprise: world.enterprise_of(OTHER_CLERK), ..own.clone() };
    let enterprise = member.enterprise;
    restrict(&mut world, enterprise);
    let refusal = world.refuse(CLERK, draw(pool, member), "DRAW_RESTRICTED");
    assert_eq!(refusal.cites, Some(77));
    drawn(&mut world, pool, own.clone());
    let lost = ZoneCommand::ChangeCreditClass {
        enterprise: own.enterprise,
        credit_class: CreditClass::Discredited,
        reason: "invented".to_owned(),
    };
    world.accept(ADMINISTRATOR, lost);
    world.refuse(CLERK, draw(pool, own), "DRAW_RESTRICTED");
}

proptest! {
    #[test]
    fn the_largest_principal_fits_and_one_more_cent_does_not(
        headroom in 0_i128..10_000_000_000_000,
        rate in 1_i128..10_000_000_000,
        weight in 500_000_000_i128..3_000_000_000,
    ) {
        use etown_domain::treasury::quota::{ExchangeRate, Weight};
        let (rate, weight) = (ExchangeRate::from_units(rate), Weight::from_units(weight));
        let currency: Currency = "USD".parse().unwrap();
        let fits = largest(headroom, currency, rate, weight).unwrap();
        prop_assert!(use_of(fits, rate, weight).unwrap() <= headroom);
        let more = Money::new(fits.minor_units + 1, currency);
        // A cent may be worth less than half a fen, which rounds to nothing.
        prop_assert!(use_of(more, rate, weight).unwrap() >= headroom);
    }
}
