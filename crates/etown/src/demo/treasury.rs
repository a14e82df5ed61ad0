//! Cash pools in the demo: one pool of the group, debt in two currencies, one of them partly repaid, and a loan abroad.

use etown_domain::treasury::draw::DrawContent;
use etown_domain::treasury::pool::{PoolFiling, PoolMember, Turnover};
use etown_domain::treasury::quota::{OF_ACCOUNT, QuotaKind};
use etown_domain::treasury::{TreasuryCommand, TreasuryEvent};
use etown_domain::{Actor, Command, Event};
use etown_engine::{Answer, NotAccepted};
use etown_values::{Currency, DrawId, EnterpriseId, Money, PoolId};

use super::Demo;
use super::parties::Parties;

pub(super) fn make(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    let filing = PoolFiling {
        name: "示例集团跨境资金池 / Example Group cross-border pool".to_owned(),
        lead: parties.star_bridge,
        lead_equity: money("600000000", OF_ACCOUNT),
        members: vec![PoolMember {
            enterprise: parties.spruce,
            equity: money("250000000", OF_ACCOUNT),
            share_percent: "80".parse().expect("a constant share"),
        }],
        turnover: Turnover {
            cross_border_payments: money("7800000000", OF_ACCOUNT),
            onshore: money("12500000000", OF_ACCOUNT),
            offshore: money("2600000000", OF_ACCOUNT),
        },
    };
    let answer = give(demo, Actor::User(demo.people.treasury), TreasuryCommand::FilePool { filing })?;
    let pool = filed(&answer);
    let lead = Actor::User(demo.people.first_clerk);
    let draw = |quota, enterprise: EnterpriseId, principal, rate: &str, term_months| {
        let rate = rate.parse().expect("a constant rate");
        let content = DrawContent { quota, enterprise, principal, rate, term_months };
        give(demo, lead, TreasuryCommand::Draw { pool, content }).map(|answer| drawn(&answer))
    };
    let (debt, lending) = (QuotaKind::ExternalDebt, QuotaKind::OverseasLending);
    draw(debt, parties.star_bridge, money("1200000000", OF_ACCOUNT), "1", 36)?;
    demo.let_days_pass(1);
    let dollars = draw(debt, parties.spruce, money("80000000", Currency::USD), "7.10", 9)?;
    draw(lending, parties.star_bridge, money("20000000", Currency::EUR), "8.20", 12)?;
    demo.let_days_pass(1);
    let amount = money("15000000", Currency::USD);
    give(demo, lead, TreasuryCommand::Repay { draw: dollars, revision: None, amount }).map(drop)
}

fn give(demo: &Demo, actor: Actor, command: TreasuryCommand) -> Result<Answer, NotAccepted> {
    demo.desk.command(actor, Command::Treasury(command))
}

fn money(amount: &str, currency: Currency) -> Money {
    Money::parse(amount, currency).expect("a constant amount")
}

fn filed(answer: &Answer) -> PoolId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Treasury(TreasuryEvent::PoolFiled { pool, .. }) => Some(*pool),
        _ => None,
    });
    found.expect("filing a pool makes one")
}

fn drawn(answer: &Answer) -> DrawId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Treasury(TreasuryEvent::Drawn { draw, .. }) => Some(*draw),
        _ => None,
    });
    found.expect("drawing makes a draw")
}
